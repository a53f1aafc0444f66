"""From paths to files: folders in order, links that lead out or round and round left alone, each oddity a problem."""

from __future__ import annotations

import dataclasses
import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from timeline.articles.decode import SIZE_LIMIT
from timeline.articles.formats import READ_SUFFIXES
from timeline.articles.kinds import is_binary, unread_kind
from timeline.lexicon.loader import read_toml
from timeline.types import InputProblem

_FORMATS = ".html, .pdf, .docx, .txt, .csv or .jsonl"
# What a user may well drop in, with what to do about it; anything else is told the formats that are read.
_OTHERS = {
    ".doc": "save it as .docx, or as text (UTF-8, .txt)",
    ".odt": "save it as .docx, or as text (UTF-8, .txt)",
    ".rtf": "save it as .docx, or as text (UTF-8, .txt)",
    ".pages": "save it as .docx, or as text (UTF-8, .txt)",
    ".xls": "save it as .xlsx or .csv",
    ".ods": "save it as .xlsx or .csv",
    ".msg": "save it as .eml, or as text (UTF-8, .txt)",
    ".pst": "export its mails as .mbox or .eml",
    ".tar": "unpack it, or pack it as .zip",
    ".tgz": "unpack it, or pack it as .zip",
    ".7z": "unpack it, or pack it as .zip",
    ".rar": "unpack it, or pack it as .zip",
    ".url": "a link to a page: give the address itself",
    ".webloc": "a link to a page: give the address itself",
}
# Control characters of both sets, the marks that change the direction of writing, what ends a line, and what is not
# seen at all: in a name, each could make a terminal or a reader see another one.
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    r"\U000e0000-\U000e007f]"
)
_FILES = "files.toml"


def shown(path: Path | str) -> str:
    """A path as it can be printed in one line and written as UTF-8: what cannot be is shown as an escape.

    >>> shown("a\\nb.txt"), shown("fdp\\u202etxt.exe")
    ('a\\\\x0ab.txt', 'fdp\\\\u202etxt.exe')
    """
    return _UNSEEN.sub(lambda found: _escaped(ord(found[0])), os.fspath(path))


def _escaped(code: int) -> str:
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a name that is not UTF-8 (PEP 383)
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


@cache
def _file_rules() -> dict[str, Any]:
    return read_toml(_FILES)


def is_passed_by(path: str, names: Collection[str]) -> bool:
    """Whether the file ``path`` of an archive that holds ``names`` is no article's: hidden, a program's own, or in the
    folder of pictures and styles of a page that was saved beside it."""
    parts = path.replace("\\", "/").split("/")
    if any(part.startswith(".") or part == "__MACOSX" for part in parts):
        return True
    return any(_is_companion("/".join(parts[:depth]), names) for depth in range(1, len(parts)))


def _is_companion(folder: str, names: Collection[str]) -> bool:
    rule = _file_rules()["companion"]
    found = re.fullmatch(rule["pattern"], folder)
    return found is not None and any(found["page"] + ending in names for ending in rule["endings"])


def is_forwarded(subject: str) -> bool:
    """Whether a mail of that subject passes another one on."""
    return re.match(_file_rules()["forwarded"]["pattern"], subject, re.IGNORECASE) is not None


def check_file_rules() -> tuple[str, ...]:
    """What is wrong with the rules on names of files and mails, one line each."""
    broken = []
    for name, rule in _file_rules().items():
        matcher = re.compile(rule["pattern"] + (r"\Z" if name == "companion" else ""), re.IGNORECASE)
        broken += [f"{_FILES}: {name}: misses {text!r}" for text in rule["examples"] if not matcher.match(text)]
        broken += [f"{_FILES}: {name}: matches {text!r}" for text in rule["rejects"] if matcher.match(text)]
    return tuple(broken)


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
    names = {entry.name for entry in entries}
    entries = [entry for entry in entries if not (_is_companion(entry.name, names) and entry.is_dir())]
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
    """The path of a regular file, judged without opening it: what is none could wait for ever or never end."""
    if not stat.S_ISREG(mode):
        return InputProblem(shown(path), None, "not a regular file", "give a file with an article in it")
    return path


def not_read(name: str, ending: str, head: bytes) -> InputProblem | None:
    """The problem of a file whose format is not read, by its first bytes and its ending; else ``None``."""
    unread = unread_kind(head)
    if unread and ending not in (".json", ".jsonl", ".csv", ".tsv"):
        return InputProblem(name, None, f"not an article but {unread[0]}", unread[1])
    if ending == ".html" and is_binary(head):
        return InputProblem(name, None, "not a web page but a binary file", "save the page again")
    if ending and ending not in READ_SUFFIXES:
        fix = _OTHERS.get(ending, f"save it as {_FORMATS}")
        return InputProblem(name, None, f"{shown(ending)[:40]} files are not read", fix)
    return None


def too_large(name: str, size: int, limit: int = SIZE_LIMIT) -> InputProblem | None:
    """The problem of a file of ``size`` bytes that is over the limit, else ``None``."""
    if size <= limit:
        return None
    what = f"too large: {size / 1024**2:.0f} MB, and the limit is {limit / 1024**2:.0f} MB a file"
    return InputProblem(name, None, what, "split it into several files")


def open_regular(path: Path) -> BinaryIO | InputProblem:
    """The file, open for reading. What took the place of a regular file since it was looked at is not waited for."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        return _unreadable(path, error)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return InputProblem(shown(path), None, "not a regular file", "give a file with an article in it")
    return os.fdopen(handle, "rb")


def _unreadable(path: Path, error: OSError | ValueError) -> InputProblem:
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return InputProblem(shown(path), None, "a link that leads nowhere", "mend or remove it")
        return InputProblem(shown(path), None, "no such file or folder", "look at the spelling of the path")
    # A NUL in a path is a ValueError, and each version of Python words it anew.
    why = (error.strerror or str(error)) if isinstance(error, OSError) else "the path holds a NUL character"
    return InputProblem(shown(path), None, f"cannot be read: {why.lower()}", "check that it is a file you may read")
