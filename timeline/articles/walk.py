"""From paths to files: folders in order, links that lead out or round and round left alone, each oddity a problem."""

from __future__ import annotations

import dataclasses
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline.articles.decode import SIZE_LIMIT
from timeline.articles.formats import READ_SUFFIXES, suffix
from timeline.types import InputProblem

_FORMATS = "text (.txt), Markdown (.md), .jsonl, .json or .csv"
# What a user may well drop in, with what to do about it; anything else is told the formats that are read.
_NOT_YET = {
    ".html": "web pages are not read yet",
    ".htm": "web pages are not read yet",
    ".xhtml": "web pages are not read yet",
    ".pdf": "PDF files are not read yet",
    ".docx": "office documents are not read yet",
    ".doc": "office documents are not read yet",
    ".odt": "office documents are not read yet",
    ".rtf": "office documents are not read yet",
}


def shown(path: Path | str) -> str:
    """A path as it can be printed in one line and written as UTF-8: what cannot be is shown as an escape.

    >>> shown("a\\nb.txt")
    'a\\\\x0ab.txt'
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(f"\\x{ord(part):02x}" if ord(part) < 32 or ord(part) == 127 else part for part in text)


def told(path: Path | str, given: Path | str) -> str:
    """A path below the argument ``given`` as others may see it: it tells no more of the machine than the user did.

    What is given from the root of the machine, or from above the folder one is in, begins with its own last name.

    >>> told("/home/ann/case1/x.md", "/home/ann/case1"), told("/home/ann/x.md", "/home/ann/x.md")
    ('case1/x.md', 'x.md')
    >>> told("case1/x.md", "case1"), told("../ann/x.md", "../ann"), told("../x.md", "..")
    ('case1/x.md', 'ann/x.md', 'x.md')
    """
    path, given = Path(path), Path(given)
    if not given.is_absolute() and ".." not in given.parts:
        return shown(path)
    below = path.relative_to(given) if path.is_relative_to(given) else Path(path.name)
    first = "" if given.name == ".." else given.name
    return shown(Path(first) / below)


def shared_problem(problem: InputProblem, given: Iterable[Path | str]) -> InputProblem:
    """The problem as it is stored and shown to others; ``given`` are the arguments that were read (see `told`)."""
    path = Path(problem.path)
    above = next((one for one in given if path.is_relative_to(shown(one))), None)
    return problem if above is None else dataclasses.replace(problem, path=told(path, shown(above)))


def walk(path: Path) -> Iterator[Path | InputProblem]:
    """The file ``path``, or every file in the folder and the folders in it, sorted by name; hidden files are passed by.

    A link that the user names is followed; inside a folder, links to folders and links that lead out are problems.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)
        return
    if not stat.S_ISDIR(mode):
        yield _checked(path, mode)
        return
    empty = True
    for found in _inside(path, path.resolve()):
        empty = False
        yield found
    if empty:
        yield InputProblem(shown(path), None, "a folder with no article in it", f"put {_FORMATS} files in it")


def _inside(top: Path, root: Path) -> Iterator[Path | InputProblem]:
    """Depth is bounded by the file system alone, since no link to a folder is followed; no deep tree is too deep."""
    waiting: list[os.DirEntry[str]] = []
    problem = _open_folder(top, waiting)
    if problem:
        yield problem
    while waiting:
        entry = waiting.pop()
        path = Path(entry.path)
        if entry.is_symlink():
            yield _link(path, root)
        elif entry.is_dir():
            problem = _open_folder(path, waiting)
            if problem:
                yield problem
        else:
            yield _checked(path, entry.stat().st_mode)


def _open_folder(folder: Path, waiting: list[os.DirEntry[str]]) -> InputProblem | None:
    """Puts what stands in ``folder`` on top of the pile, first name uppermost; hidden files are passed by."""
    try:
        entries = [entry for entry in os.scandir(folder) if not entry.name.startswith(".")]
    except OSError as error:
        return _unreadable(folder, error)
    waiting += sorted(entries, key=lambda entry: entry.name, reverse=True)
    return None


def _link(path: Path, root: Path) -> Path | InputProblem:
    try:
        target = path.resolve(strict=True)
        mode = target.stat().st_mode
    except (OSError, RuntimeError):
        return InputProblem(shown(path), None, "a link that leads nowhere", "mend or remove it")
    if not target.is_relative_to(root):
        return InputProblem(
            shown(path), None, "a link that leads out of the folder", "give the file it leads to by name"
        )
    if stat.S_ISDIR(mode):
        return InputProblem(shown(path), None, "a link to a folder, not followed", "the folder is read where it is")
    return _checked(path, mode)


def _checked(path: Path, mode: int) -> Path | InputProblem:
    """The path of a regular file of a known format and of a size that is read, judged without opening it."""
    name = shown(path)
    ending = suffix(path.name)
    if not stat.S_ISREG(mode):
        return InputProblem(name, None, "not a regular file", "give a file with an article in it")
    if ending in _NOT_YET:
        return InputProblem(name, None, _NOT_YET[ending], "save the article as text (UTF-8, .txt)")
    if ending and ending not in READ_SUFFIXES:
        return InputProblem(name, None, f"{ending} files are not read", f"save it as {_FORMATS}")
    try:
        size = path.stat().st_size
    except OSError as error:
        return _unreadable(path, error)
    return too_large(name, size) or path


def too_large(name: str, size: int) -> InputProblem | None:
    """The problem of a file of ``size`` bytes that is over the limit, else ``None``."""
    if size <= SIZE_LIMIT:
        return None
    what = f"too large: {size / 1024**2:.0f} MB, and the limit is {SIZE_LIMIT / 1024**2:.0f} MB a file"
    return InputProblem(name, None, what, "split it into several files")


def _unreadable(path: Path, error: OSError | ValueError) -> InputProblem:
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return InputProblem(shown(path), None, "a link that leads nowhere", "mend or remove it")
        return InputProblem(shown(path), None, "no such file or folder", "look at the spelling of the path")
    # A NUL in a path is a ValueError, and each version of Python words it anew.
    why = (error.strerror or str(error)) if isinstance(error, OSError) else "the path holds a NUL character"
    return InputProblem(shown(path), None, f"cannot be read: {why.lower()}", "check that it is a file you may read")


def read_limited(path: Path) -> bytes | InputProblem:
    """The bytes of a file, never more than the limit even where the file grows while it is read."""
    try:
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        return _unreadable(path, error)
    return too_large(shown(path), len(content)) or content
