"""One file into its articles: the step that is the same in this process and in one that can be stopped."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from timeline.articles.compose import LEAST_LETTERS, compose, letters
from timeline.articles.decode import LINES_LIMIT
from timeline.articles.drafts import NOTHING, Draft, Member
from timeline.articles.formats import read_drafts
from timeline.articles.make import Given, Origin
from timeline.types import Article, InputProblem


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read: problems are told under the member's name, as the user gave it, articles under ``told``, as
    others may see it. ``sha256`` is that of the file on the disk, of a mail's text that of the mail."""

    member: Member
    told: str
    sha256: str
    given: Given
    columns: Mapping[str, str] = dataclasses.field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Row:
    """The articles of one row of a table, or of a file that has no rows; ``digest`` tells two equal rows."""

    row: int | None
    digest: str | None
    articles: tuple[Article, ...]


Parsed = Row | InputProblem


def parse(task: Task) -> Iterator[Parsed]:
    """The rows of a file in order, and a problem in place of each that holds no article; never nothing at all."""
    index = 0
    is_empty = True
    member = task.member
    for found in read_drafts(member.data, member.name, kind=member.kind, columns=task.columns):
        is_empty = False
        if isinstance(found, InputProblem):
            yield found
            continue
        draft = _with_member(found, member)
        origin = Origin(task.told, task.sha256, index, draft.row, draft.doubts, draft.fields)
        articles = tuple(compose(draft, origin, task.given)) if _lines(draft) <= LINES_LIMIT else ()
        index += max(1, len(articles))
        if member.url:
            articles = tuple(_fetched(article, member.url) for article in articles)
        digest = _digest(draft) if draft.row is not None else None
        yield Row(draft.row, digest, articles) if articles else _no_article(member.name, draft)
    if is_empty:
        yield _no_article(member.name, Draft(""))


def _with_member(draft: Draft, member: Member) -> Draft:
    """What the file says of itself stands before what its container says of it, but for the address."""
    if not (member.fields or member.stated or member.named or member.doubts):
        return draft
    return dataclasses.replace(
        draft,
        fields={**member.fields, **draft.fields},
        stated=(*draft.stated, *member.stated),
        named=(*draft.named, *member.named),
        doubts=(*member.doubts, *draft.doubts),
    )


def _fetched(article: Article, url: str) -> Article:
    """Of what was fetched there is no path: its source is the address that answered."""
    return dataclasses.replace(article, source=dataclasses.replace(article.source, path=None, url=url))


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


def _digest(draft: Draft) -> str:
    stated = "\x1f".join(f"{key}={draft.fields[key]}" for key in sorted(draft.fields))
    return "row " + hashlib.sha256(f"{stated}\x1e{draft.source}".encode("utf-8", "surrogatepass")).hexdigest()
