"""The way of the data, whole: articles in, a timeline out. The only file that knows the order of the steps."""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from timeline import articles as reading
from timeline.claims import claims_note, find_claims
from timeline.claims.backends import apply_backend
from timeline.dates import tag_text
from timeline.dates.dating import date_article
from timeline.dates.siblings import with_siblings
from timeline.events import link_articles
from timeline.tagging import read_dating
from timeline.types import (
    OPEN,
    Article,
    Attribution,
    Claim,
    Dating,
    Evidence,
    InputProblem,
    TimeExpression,
    Timeline,
)

Found = tuple[Article, tuple[TimeExpression, ...], tuple[Claim, ...], tuple[Attribution, ...]]
Spread = Callable[[Callable[[Article], Found], Iterable[Article]], Iterable[Found]]
Batches = Iterable[reading.Batch | InputProblem]


def build(
    paths: Sequence[Path | str],
    *,
    published: str | Dating | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
    spread: Spread = map,
    extractor: str | None = None,
) -> Timeline:
    """Reads files and folders and makes the timeline of all their articles.

    ``published`` (ISO date or EDTF) and ``outlet`` hold for articles that do not state their own; ``columns`` says of
    tables which column holds which field ({"text": "Body"}). ``spread`` runs the work on one article after another
    (`map`) or over several processes (`timeline.scale.processes`). What cannot be read is in ``problems``. Raises
    `TimelineError` only where ``published`` is no date, or no package offers the ``extractor``
    (`timeline.claims.backends`); none is loaded where none is named.
    """
    if isinstance(published, str):
        published = read_dating(published, Evidence("option", published, "given by the caller"))
    articles, problems = reading.read_paths(paths, published=published, outlet=outlet, columns=columns or {})
    shared = [reading.shared_problem(problem, paths) for problem in problems]
    return assemble(articles, shared, spread=spread, extractor=extractor)


def assemble(
    articles: Sequence[Article],
    problems: Sequence[InputProblem] = (),
    *,
    spread: Spread = map,
    extractor: str | None = None,
) -> Timeline:
    """The timeline of articles that were read, or read and corrected by a person."""
    work = partial(examine, extractor=extractor)
    found = list(spread(work, articles))
    siblings = with_siblings([article for article, *_ in found])
    found = [one if one[0] is article else work(article) for one, article in zip(found, siblings, strict=True)]
    claims = tuple(claim for _, _, of_article, _ in found for claim in of_article)
    attributions = tuple(attribution for *_, of_article in found for attribution in of_article)
    dated = tuple(article for article, *_ in found)
    linked = link_articles(dated, claims, attributions)
    claims = (*claims, *linked.coverage)
    return Timeline(
        articles=dated,
        timexes=tuple(timex for _, of_article, _, _ in found for timex in of_article),
        attributions=attributions,
        claims=claims,
        events=linked.events,
        undated=tuple(claim.id for claim in claims if claim.time is None),
        problems=tuple(problems),
        stories=linked.stories,
        copies=linked.copies,
    )


def examine_batches(
    batches: Batches, *, spread: Spread = map
) -> Iterator[tuple[reading.Batch | InputProblem, tuple[Found, ...]]]:
    """What is being read, in order, and beside each batch what its articles hold; no more of it is in memory than the
    spread asks for. A batch that the reader has left out, because it is known, comes with nothing."""
    waiting: deque[tuple[reading.Batch | InputProblem, int]] = deque()

    def articles() -> Iterator[Article]:
        for batch in batches:
            wanted = () if isinstance(batch, InputProblem) else batch.articles
            waiting.append((batch, len(wanted)))
            yield from wanted

    found: list[Found] = []
    for one in spread(examine, articles()):
        found.append(one)
        while waiting and waiting[0][1] <= len(found):
            batch, count = waiting.popleft()
            yield batch, tuple(found[:count])
            del found[:count]
    yield from ((batch, ()) for batch, _ in waiting)


def examine(article: Article, *, extractor: str | None = None) -> Found:
    """One article by itself: dated where it states no date, its time expressions anchored, its claims found."""
    if article.published.interval == OPEN:
        article = dataclasses.replace(article, published=date_article(article))
    timexes = tag_text(
        article.text,
        published=article.published.interval,
        language=article.language,
        article=article.id,
        dateline=article.dateline,
    )
    claims, attributions = find_claims(article, timexes)
    if extractor is not None:
        claims, attributions = apply_backend(extractor, article, timexes, claims, attributions)
    note = claims_note(article)
    if note and note not in article.doubts:
        article = dataclasses.replace(article, doubts=(*article.doubts, note))
    return article, timexes, claims, attributions
