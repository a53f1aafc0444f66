"""TimeML 1.2.1: each article with its TIMEX3 and EVENT elements in the text, and links from events to times."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from timeline.types import Anchor, AnchorKind, Article, Claim, TimeExpression, Timeline


@dataclass(frozen=True, slots=True)
class _Tag:
    begin: int
    end: int
    opened: str
    closed: str


def render_timeml(timeline: Timeline) -> str:
    """One XML file with a ``TimeML`` element an article, ids unique in the whole file.

    Where a time expression and a trigger overlap, the one that begins first (then the longer) is tagged: elements
    of TimeML may not cross. Characters that XML forbids are replaced by a picture of themselves.
    """
    numbers = count(1)
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', "<TimeMLCorpus>"]
    timexes: dict[str, list[TimeExpression]] = defaultdict(list)
    claims: dict[str, list[Claim]] = defaultdict(list)
    for timex in timeline.timexes:
        timexes[timex.article].append(timex)
    for claim in timeline.claims:
        claims[claim.article].append(claim)
    for article in timeline.articles:
        parts.append(_document(article, timexes[article.id], claims[article.id], next(numbers)))
    return "\n".join([*parts, "</TimeMLCorpus>", ""])


def _document(article: Article, timexes: list[TimeExpression], claims: list[Claim], number: int) -> str:
    tids = {timex.id: f"t{number}.{at}" for at, timex in enumerate(timexes, 1)}
    eids = {claim.id: f"{number}.{at}" for at, claim in enumerate(claims, 1)}
    tags = [_timex_tag(timex, tids[timex.id], f"t{number}.0") for timex in timexes]
    tags += [_event_tag(claim, eids[claim.id]) for claim in claims]
    told = _without_crossing(tags)
    opened = {tag.opened for tag in told}
    kept = [claim for claim in claims if _event_tag(claim, eids[claim.id]).opened in opened]
    times = {timex.id for timex in timexes if _timex_tag(timex, tids[timex.id], f"t{number}.0").opened in opened}
    title = f"<TITLE>{_xml(article.title)}</TITLE>\n" if article.title else ""
    return (
        f"<TimeML>\n<DOCID>{_xml(article.id)}</DOCID>\n{_dct(article, number)}{title}"
        f"<TEXT>{_tagged(article.text, told)}</TEXT>\n{_links(kept, eids, tids, times)}</TimeML>"
    )


def _dct(article: Article, number: int) -> str:
    """The publication date as the document creation time; a document without one has the value of an unknown day."""
    value = article.published.edtf if article.published.interval.is_day and article.published.edtf else "XXXX-XX-XX"
    timex = (
        f'<TIMEX3 tid="t{number}.0" type="DATE" value={_quoted(value)} temporalFunction="false" '
        f'functionInDocument="CREATION_TIME">{_xml(value)}</TIMEX3>'
    )
    return f"<DCT>{timex}</DCT>\n"


def _timex_tag(timex: TimeExpression, tid: str, dct: str) -> _Tag:
    counted = isinstance(timex.anchor, Anchor) and timex.anchor.kind is AnchorKind.PUBLISHED
    anchor = f' temporalFunction="true" anchorTimeID="{dct}"' if counted else ' temporalFunction="false"'
    mod = f" mod={_quoted(timex.mod)}" if timex.mod else ""
    opened = f'<TIMEX3 tid="{tid}" type="{timex.type.value}" value={_quoted(timex.value)}{mod}{anchor}>'
    return _Tag(timex.begin, timex.end, opened, "</TIMEX3>")


def _event_tag(claim: Claim, number: str) -> _Tag:
    opened = f'<EVENT eid="e{number}" class="OCCURRENCE">'
    return _Tag(claim.trigger.begin, claim.trigger.end, opened, "</EVENT>")


def _without_crossing(tags: list[_Tag]) -> list[_Tag]:
    kept: list[_Tag] = []
    for tag in sorted(tags, key=lambda tag: (tag.begin, -tag.end, tag.opened)):
        if tag.begin < tag.end and (not kept or tag.begin >= kept[-1].end):
            kept.append(tag)
    return kept


def _tagged(text: str, tags: list[_Tag]) -> str:
    parts, at = [], 0
    for tag in tags:
        parts += [_xml(text[at : tag.begin]), tag.opened, _xml(text[tag.begin : tag.end]), tag.closed]
        at = tag.end
    return "".join([*parts, _xml(text[at:])])


def _links(claims: list[Claim], eids: dict[str, str], tids: dict[str, str], times: set[str]) -> str:
    """An instance for each event, and a link to the time it is in where that time is tagged."""
    lines = []
    for claim in claims:
        number = eids[claim.id]
        polarity = "NEG" if claim.status.value in {"denied", "negated"} else "POS"
        lines.append(
            f'<MAKEINSTANCE eiid="ei{number}" eventID="e{number}" pos="OTHER" tense="NONE" aspect="NONE" '
            f'polarity="{polarity}"/>'
        )
        timex = claim.time.timex if claim.time else None
        if timex in times and timex is not None and claim.time and claim.time.interval.is_closed:
            lines.append(
                f'<TLINK lid="l{number}" eventInstanceID="ei{number}" relatedToTime="{tids[timex]}" '
                'relType="IS_INCLUDED"/>'
            )
    return "".join(f"{line}\n" for line in lines)


def _xml(text: str) -> str:
    return escape(_legal(text))


def _quoted(text: str) -> str:
    return quoteattr(_legal(text))


def _legal(text: str) -> str:
    return "".join(char if _allowed(char) else _picture(char) for char in text)


def _allowed(char: str) -> bool:
    return char in "\t\n" or "\x20" <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char >= "\U00010000"


def _picture(char: str) -> str:
    return chr(0x2400 + ord(char)) if char < "\x20" else "\ufffd"
