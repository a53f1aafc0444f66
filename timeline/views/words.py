"""The plain words that readers see, and the colours; figure, report and app all take them from here."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from timeline.calendar import describe_date
from timeline.lexicon.loader import read_toml
from timeline.types import Article, AttributionKind, Claim, ConflictKind, Dating, Interval, Status, Timeline

UNKNOWN_OUTLET = "Unknown outlet"
RAMP = 8


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme as CSS text; ``families`` by the keys of ``words.toml``."""

    paper: str
    ink: str
    quiet: str
    grid: str
    band: str
    rule: str
    density: str
    density_faint: str
    hover: str
    bins: tuple[str, str]
    clear: str
    families: dict[str, str]

    def colours(self) -> tuple[str, ...]:
        """Every colour, in the same order in each theme."""
        named = (self.paper, self.ink, self.quiet, self.grid, self.band, self.rule, self.density, self.density_faint)
        return (*named, self.hover, *self.ramp(), self.clear, *self.families.values())

    def ramp(self) -> tuple[str, ...]:
        """`RAMP` colours from the first to the second of ``bins``, for few to many."""
        low, high = ([int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in self.bins)
        parts = [at / (RAMP - 1) for at in range(RAMP)]
        mixed = [[round(a + (b - a) * part) for a, b in zip(low, high, strict=True)] for part in parts]
        return tuple(f"#{red:02X}{green:02X}{blue:02X}" for red, green, blue in mixed)


@cache
def theme(dark: bool = False) -> Theme:
    """The colours of the light or the dark theme."""
    read = dict(_read("palette.toml")["dark" if dark else "light"])
    low, high = read.pop("bins")
    return Theme(bins=(low, high), **read)


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("timeline.views").joinpath(name).read_text(encoding="utf-8"))


def _word(table: str, key: str) -> str:
    return str(_read("words.toml")[table].get(key, key))


def families() -> dict[str, str]:
    """Labels of the event families by key, in the order of the legend."""
    return dict(_read("words.toml")["families"])


def family_of(event_type: str) -> str:
    """The family (colour) of an event type; a type that we have no word for is "other"."""
    return str(_read("words.toml")["colours"].get(event_type.upper(), "other"))


@cache
def _types() -> dict[str, Any]:
    return dict(read_toml("en/claims/types.toml")["types"])


def type_label(event_type: str) -> str:
    """An event type in words: "ASSAULT" is "Attack".

    >>> type_label("ASSAULT"), type_label("house_call")
    ('Attack', 'House call')
    """
    label = str(_types().get(event_type.upper(), {}).get("label", event_type.lower().replace("_", " ")))
    return label[:1].upper() + label[1:]


def type_is_ours(event_type: str) -> bool:
    """Whether the type is an extension of this project to PLOVER."""
    return bool(_types().get(event_type.upper(), {}).get("extension", False))


def status_label(status: Status) -> str:
    """What the outlet does with the claim, in words."""
    return str(_read("words.toml")["statuses"][status.value]["label"])


def status_shape(status: Status) -> str:
    """How a mark shows the status: filled, ringed, hollow or crossed."""
    return str(_read("words.toml")["statuses"][status.value]["shape"])


def status_rank(status: Status) -> int:
    """0 for the status that says most plainly that it happened; higher for the rest."""
    return int(_read("words.toml")["statuses"][status.value]["rank"])


def shape_labels() -> dict[str, str]:
    """What each shape of a mark means, in the order of the key."""
    return dict(_read("words.toml")["shapes"])


def axis_label(axis: str) -> str:
    """The title of the horizontal axis."""
    return _word("axes", axis)


def anchor_label(kind: str) -> str:
    """What a date was counted from, in words."""
    return _word("anchors", kind)


def attribution_label(kind: AttributionKind) -> str:
    """What sort of source it is, in words."""
    return _word("attributions", kind.value)


def conflict_label(kind: ConflictKind) -> str:
    """The question that the outlets answer differently: "When", "How many" …"""
    return _word("conflicts", kind.value)


def precise_kinds() -> frozenset[str]:
    """Kinds of places whose coordinates are the spot itself, and not the middle of an area."""
    return frozenset(_read("words.toml")["places"]["points"])


def place_kind_words(kind: str) -> str:
    """A kind of place as a reader says it."""
    return str(_read("words.toml")["places"]["words"].get(kind, kind))


def outlet_name(article: Article) -> str:
    """The name of an article's outlet, or that it is unknown."""
    return article.outlet.name if article.outlet else UNKNOWN_OUTLET


def interval_words(interval: Interval, edtf: str | None = None) -> str:
    """An interval as a reader says it; "date unknown" where both ends are open, "A or B" where ``edtf`` says one of."""
    if interval.earliest is None and interval.latest is None:
        return "date unknown"
    return describe_date(interval, edtf)


def published_words(article: Article) -> str:
    """When an article was published, as a phrase: what is sure, and what is likely where the date is inferred."""
    known = article.published.earliest or article.published.latest
    return f"published: {dating_words(article.published)}" if known else "publication date unknown"


def dating_words(dating: Dating) -> str:
    """A publication date as a reader says it: what is sure, and beside it the likely part of what is inferred.

    >>> from datetime import date
    >>> may = Interval(date(2019, 5, 3), date(2019, 5, 19))
    >>> dating_words(Dating(date(2019, 1, 1), date(2019, 12, 31), "2019", likely=may))
    '2019; probably between 3 and 19 May 2019 (half of such guesses hold)'
    """
    sure = interval_words(dating.interval)
    if dating.likely is None or dating.interval.is_day or dating.likely == dating.interval:
        return sure
    return f"{sure}; probably {interval_words(dating.likely)} (half of such guesses hold)"


def claim_words(claim: Claim) -> str:
    """When a claim was, in words: the date, and that its borders are soft where they are."""
    if claim.time is None:
        return "no date"
    words = interval_words(claim.time.interval, claim.time.edtf)
    soft = claim.time.vague and claim.time.interval.is_closed and " or " not in words
    return f"{words} (about)" if soft else words


def reason_words(timeline: Timeline, claim: Claim) -> str:
    """Why a claim has no date; never empty."""
    if claim.undated_reason:
        return claim.undated_reason
    article = timeline.article_by_id[claim.article]
    if not (article.published.earliest or article.published.latest):
        return "the sentence gives no date, and the article's publication date is unknown"
    return "the sentence gives no date"
