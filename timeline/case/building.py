"""A build: inputs read and examined batch by batch, staged on the disk, joined, and written.

Of a case that is new and is the only output, no more is in memory than joining needs: articles, claims and who they are
attributed to. The other outputs are functions of a whole timeline, and hold it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from timeline.articles import read_batches
from timeline.articles.drafts import FIELDS, NOTHING
from timeline.articles.fetch import Fetched, is_address, polite
from timeline.articles.gather import Passed, Sources
from timeline.articles.make import Given
from timeline.articles.parse import Row
from timeline.articles.read import Batch, UniqueRows
from timeline.case.machine import new_case, seal_records
from timeline.case.review import found_of, is_coverage
from timeline.case.rows import Writer
from timeline.case.staging import Stage
from timeline.case.store import Store
from timeline.dates.siblings import is_inferred
from timeline.errors import TimelineError
from timeline.exchange import rebuilt
from timeline.pipeline import Found, Spread, assemble, examine, examine_batches
from timeline.types import Article, Attribution, Claim, InputProblem, TimeExpression, Timeline, plain

_PARTS = ("articles", "timexes", "claims", "attributions")
_KINDS = (Article, tuple[TimeExpression, ...], tuple[Claim, ...], tuple[Attribution, ...])


Share = Callable[[InputProblem], InputProblem]
"""Makes of a problem, with the path as the user gave it, what may be stored and passed on."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is to be read, and what is said of it."""

    sources: Sources
    given: Given = field(default_factory=Given)
    columns: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    workers: int = 1
    passed: Passed | None = None


@dataclass(slots=True)
class Findings:
    """What was found so far. ``staged`` are the batches on the disk, and of each the places of the articles that count:
    a second copy of a row does not."""

    found: list[Found] = field(default_factory=list)
    problems: list[InputProblem] = field(default_factory=list)
    staged: list[tuple[str, int, tuple[int, ...]]] = field(default_factory=list)

    def timeline(self, share: Share) -> Timeline:
        """All of it, joined; ``share`` makes of each problem what may be stored."""
        articles = [article for article, *_ in self.found]
        return assemble(articles, [share(problem) for problem in self.problems], spread=lambda *_: self.found)


def find_all(
    inputs: Inputs, *, spread: Spread, stage: Stage | None, is_whole: bool, tell: Callable[[int], None]
) -> Findings:
    """Reads and examines the inputs; what the ``stage`` has is taken from it, and what is new is put there.

    Without ``is_whole``, time expressions are left on the stage. ``tell`` is called with the number of articles so far.
    """
    findings, unique = Findings(), UniqueRows()
    known = stage.known if stage else None
    reading = read_batches(
        inputs.sources,
        inputs.given,
        columns=inputs.columns,
        workers=inputs.workers,
        known=known,
        passed=inputs.passed,
    )
    with closing(reading) as batches:
        for batch, found in examine_batches(batches, spread=spread):
            if isinstance(batch, InputProblem):
                findings.problems.append(batch)
                continue
            _keep(findings, batch, _rows(batch, found, stage), unique, is_whole=is_whole)
            tell(len(findings.found))
    return findings


_Examined = tuple[Row, tuple[Found, ...]] | InputProblem


def _rows(batch: Batch, found: tuple[Found, ...], stage: Stage | None) -> list[_Examined]:
    """The rows of a batch with what was found in each; of a known one from the stage, a new one is put there."""
    if batch.rows is None and stage is not None:
        return [_from_record(record) for record in stage.get(batch.key, batch.number)]
    rest = iter(found)
    rows: list[_Examined] = [
        row if isinstance(row, InputProblem) else (row, tuple(next(rest) for _ in row.articles))
        for row in batch.rows or ()
    ]
    if stage is not None:
        stage.put(batch.key, batch.number, [_to_record(row) for row in rows], is_last=batch.is_last)
    return rows


def _to_record(row: _Examined) -> dict[str, Any]:
    if isinstance(row, InputProblem):
        return {"problem": plain(row)}
    of_row, found = row
    return {"row": of_row.row, "digest": of_row.digest, "found": [[plain(part) for part in one] for one in found]}


def _from_record(record: dict[str, Any]) -> _Examined:
    if "problem" in record:
        problem: InputProblem = rebuilt(InputProblem, record["problem"])
        return problem
    found: tuple[Any, ...] = tuple(
        tuple(rebuilt(kind, part) for kind, part in zip(_KINDS, one, strict=True)) for one in record["found"]
    )
    return Row(record["row"], record["digest"], tuple(one[0] for one in found)), found


def _keep(findings: Findings, batch: Batch, rows: list[_Examined], unique: UniqueRows, *, is_whole: bool) -> None:
    place = 0
    counted: list[int] = []
    for row in rows:
        kept = row if isinstance(row, InputProblem) else unique.kept(row[0], batch)
        if isinstance(kept, InputProblem):
            findings.problems.append(kept)
        elif not isinstance(row, InputProblem):
            for number, found in enumerate(row[1], place):
                findings.found.append(found if is_whole else _light(found))
                counted.append(number)
        place += 0 if isinstance(row, InputProblem) else len(row[1])
    findings.staged.append((batch.key, batch.number, tuple(counted)))


def with_pages(
    inputs: Iterable[str], stage: Stage | None, *, now: Callable[[], datetime], passed: Callable[[], None]
) -> Sources:
    """The paths among the inputs, and in the place of each address the page that was fetched from it."""
    fetch = polite(now=now)
    for one in inputs:
        if not is_address(one):
            yield one
            continue
        before = stage.page(one) if stage else None
        page = before or fetch(one)
        if isinstance(page, Fetched) and stage and not before:
            stage.put_page(page)
        yield page.member() if isinstance(page, Fetched) else page
        passed()


def read_columns(columns: Iterable[str]) -> dict[str, str]:
    """Which column holds which field, by ``FIELD=NAME``. Raises `TimelineError` that names the fields there are."""
    found = {}
    for column in columns:
        field_name, _, name = column.partition("=")
        if field_name.strip().lower() not in FIELDS or not name.strip():
            wanted = f"write FIELD=NAME, as in text=Body; the fields are {', '.join(FIELDS)}"
            raise TimelineError(f"--column {column}: names no field and column; {wanted}")
        found[field_name.strip().lower()] = name.strip()
    return found


def _light(found: Found) -> Found:
    """What joining needs of an article: not where each word stands in its source, nor the words of who said what.

    An article whose date was inferred stays whole: others may help to date it, and it is then written anew.
    """
    article, _, claims, attributions = found
    if not is_inferred(article.published):
        source = dataclasses.replace(article.source, segments=())
        published = dataclasses.replace(article.published, basis=())
        article = dataclasses.replace(article, source=source, published=published, doubts=(), dropped=())
    spoken = (dataclasses.replace(one, source=None, cue=None, content=None) for one in attributions)
    return article, (), claims, tuple(spoken)


def renew_case(path: Path, findings: Findings, share: Share, *, at: str, program: str) -> tuple[Timeline, int]:
    """Puts what was found under the words that people have said in the case ``path``.

    Articles that were added in the app or read from elsewhere stay, and are read anew; of a file that was read again,
    what it held before is superseded. Returns what is shown, and how many articles are of elsewhere.
    """
    store = Store(path)
    read = {article.id for article, *_ in findings.found} | {_place(article) for article, *_ in findings.found}
    others = [one for one in store.machine().articles if one.id not in read and _place(one) not in read]
    findings.found += map(examine, others)
    store.renew(findings.timeline(share), at=at, program=program)
    return store.load().timeline, len(others)


def _place(article: Article) -> str | None:
    return article.source.path or article.source.url


def write_case(
    path: Path, timeline: Timeline, findings: Findings, stage: Stage, *, at: str, program: str, force: bool
) -> None:
    """Writes a new case whose time expressions are on the stage, part by part. Raises `TimelineError` as `new_case`."""
    staged = {article.id: article for article, *_ in findings.found}
    # an article that others have helped to date was read again when all were put together
    again = {one.id: found_of(timeline, one) for one in timeline.articles if one != staged.get(one.id)}
    with new_case(path, force=force) as base:
        writer = Writer(base)
        writer.add({"events": (plain(event) for event in timeline.events)})
        for part in _staged_parts(findings, stage, again):
            writer.add(part)
        rest = {name: plain(getattr(timeline, name)) for name in ("stories", "copies", "problems")}
        writer.add(rest | {"claims": [plain(claim) for claim in timeline.claims if is_coverage(claim)]})
        seal_records(base, who="timeline", at=at, program=program)


def _staged_parts(findings: Findings, stage: Stage, again: Mapping[str, Found]) -> Iterator[dict[str, list[Any]]]:
    """The records of articles and of what was found in them, batch by batch, in the order of the inputs; of those read
    ``again`` what was found then."""
    for key, number, counted in findings.staged:
        found = [one for row in stage.get(key, number) if "found" in row for one in row["found"]]
        part: dict[str, list[Any]] = {name: [] for name in _PARTS}
        for place in counted:
            article, *others = found[place]
            if article["id"] in again:
                article, *others = plain(again[article["id"]])
            part["articles"].append(article)
            for name, records in zip(_PARTS[1:], others, strict=True):
                part[name] += records
        yield part
