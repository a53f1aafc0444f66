"""A place for other extractors beside the rules: packages that offer one under an entry point; none is loaded unasked.

A back end is a callable ``(article, timexes, claims, attributions) -> (claims, attributions)``. It gets what the rules
found and returns what shall stand: more, fewer, or with other fields. One of the group `EXTRACTORS` may change both;
one of the group `ATTRIBUTION` gives attributions, and the claims as they were or with other ids of attributions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points

from timeline.errors import TimelineError
from timeline.types import Article, Attribution, Claim, Span, TimeExpression

EXTRACTORS = "conflict_timeline.extractors"
ATTRIBUTION = "conflict_timeline.attribution"

Found = tuple[tuple[Claim, ...], tuple[Attribution, ...]]
Backend = Callable[[Article, tuple[TimeExpression, ...], tuple[Claim, ...], tuple[Attribution, ...]], Found]


@cache
def load_backend(name: str) -> Backend:
    """The back end that an installed package offers under ``name``, in either group.

    Raises `TimelineError` that names those there are where none has the name.
    """
    offered = [point for group in (EXTRACTORS, ATTRIBUTION) for point in entry_points(group=group)]
    for point in offered:
        if point.name == name:
            backend: Backend = point.load()
            return backend
    known = ", ".join(sorted({point.name for point in offered})) or "none is installed"
    raise TimelineError(f"extractor {name!r}: no installed package offers it; choose one of: {known}")


def apply_backend(
    name: str,
    article: Article,
    timexes: tuple[TimeExpression, ...],
    claims: tuple[Claim, ...],
    attributions: tuple[Attribution, ...],
) -> Found:
    """What the back end makes of the findings of the rules, checked: every quote stands in the text where it says, and
    every source that a claim names is there. Raises `TimelineError` that names the back end where one does not."""
    given, told = load_backend(name)(article, timexes, claims, attributions)
    claims, attributions = tuple(given), tuple(told)
    known = {attribution.id for attribution in attributions}
    spans = [span for item in attributions for span in (item.source, item.cue, item.content) if span is not None]
    spans += [claim.trigger for claim in claims] + [Span(claim.begin, claim.end, claim.quote) for claim in claims]
    for span in spans:
        if article.text[span.begin : span.end] != span.text:
            raise TimelineError(
                f"extractor {name!r}: {span.text[:60]!r} does not stand at {span.begin}-{span.end} of article "
                f"{article.id}; report it to who made the extractor"
            )
    lost = next((key for claim in claims for key in claim.attribution if key not in known), None)
    if lost is not None:
        raise TimelineError(f"extractor {name!r}: a claim names the source {lost!r}, which is not among its sources")
    return claims, attributions
