"""Reads files, folders and uploads into articles; what cannot be read is a value that says what to do about it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from timeline.articles.compose import LEAST_LETTERS, compose, letters
from timeline.articles.decode import LINES_LIMIT
from timeline.articles.drafts import Draft
from timeline.articles.formats import read_drafts
from timeline.articles.make import Given, Origin
from timeline.articles.walk import read_limited, shown, told, too_large, walk
from timeline.types import Article, Dating, InputProblem

Reading = tuple[tuple[Article, ...], tuple[InputProblem, ...]]


def read_paths(paths: Sequence[Path | str], *, published: Dating | None = None, outlet: str | None = None) -> Reading:
    """The articles of files and folders in order, and a problem for each that could not be read.

    ``published`` and ``outlet`` hold for every article that does not state its own. The problems name their files as
    the user did; `shared_problem` makes of each what may be stored and passed on, as the paths of the articles are.
    """
    run = _Run(Given(published, outlet))
    for path in paths:
        for found in walk(Path(path)):
            if isinstance(found, InputProblem):
                run.problems.append(found)
                continue
            content = read_limited(found)
            if isinstance(content, InputProblem):
                run.problems.append(content)
            else:
                run.read(content, shown(found), told(found, path))
    return tuple(run.articles), tuple(run.problems)


def read_bytes(data: bytes, name: str, *, published: Dating | None = None, outlet: str | None = None) -> Reading:
    """The same for the bytes of an upload or of pasted text; the ending of ``name`` tells the format."""
    run = _Run(Given(published, outlet))
    name = shown(name)
    problem = too_large(name, len(data))
    if problem:
        return (), (problem,)
    run.read(data, name, name)
    return tuple(run.articles), tuple(run.problems)


class _Run:
    """One reading: what was read so far, so that a second copy of a file or a row is told as such."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.articles: list[Article] = []
        self.problems: list[InputProblem] = []
        self._first: dict[str, str] = {}

    def read(self, data: bytes, name: str, told_as: str) -> None:
        """Reads a file: problems carry its ``name`` as the user gave it, articles what others may see of it."""
        sha256 = hashlib.sha256(data).hexdigest()
        if self._is_duplicate(sha256, name, told_as, None):
            return
        index = 0
        before = len(self.problems)
        for draft in read_drafts(data, name):
            if isinstance(draft, InputProblem):
                self.problems.append(draft)
            elif draft.row is None or not self._is_duplicate(_hash_of_row(draft), name, told_as, draft.row):
                origin = Origin(told_as, sha256, index, draft.row, draft.doubts, draft.fields)
                articles = list(compose(draft, origin, self.given)) if _lines(draft) <= LINES_LIMIT else []
                if not articles:
                    self.problems.append(_no_article(name, draft))
                self.articles += articles
                index += max(1, len(articles))
        if index == 0 and len(self.problems) == before:
            self.problems.append(_no_article(name, Draft("")))

    def _is_duplicate(self, digest: str, name: str, told_as: str, row: int | None) -> bool:
        here = told_as if row is None else f"{told_as}:{row}"
        if digest not in self._first:
            self._first[digest] = here
            return False
        self.problems.append(InputProblem(name, row, f"the same as {self._first[digest]}", "remove one of the two"))
        return True


def _lines(draft: Draft) -> int:
    return draft.source.count("\n") + draft.source.count("\r")


def _no_article(name: str, draft: Draft) -> InputProblem:
    if _lines(draft) > LINES_LIMIT:
        what = f"too large: {_lines(draft):,} lines, and the limit is {LINES_LIMIT:,} an article"
        return InputProblem(name, draft.row, what, "split it, one article a file or a row")
    if 0 < letters(draft.source[draft.begin :]) < LEAST_LETTERS:
        what, fix = "too little text to be an article", "look at what was saved, and in which encoding"
        return InputProblem(name, draft.row, what, fix)
    return InputProblem(name, draft.row, "no article in it, only the frame of a page", "look at what was saved")


def _hash_of_row(draft: Draft) -> str:
    stated = "\x1f".join(f"{key}={draft.fields[key]}" for key in sorted(draft.fields))
    return "row " + hashlib.sha256(f"{stated}\x1e{draft.source}".encode("utf-8", "surrogatepass")).hexdigest()
