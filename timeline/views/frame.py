"""What people add to a report: title, introduction and notes, what they rejected or changed, and what was left out."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from timeline.types import Timeline
from timeline.views.plaintext import counted
from timeline.views.redaction import EVERY_OUTLET, Redaction, redact, withhold

DEFAULT_TITLE = "Who reported what, and when"
UNKNOWN = "?"
_SHORT = 8
"""Words that a value of the log may have where texts are cut: more are a sentence of an article."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A claim that a person has rejected: it is in no picture and no count, but it is told."""

    outlet: str
    quote: str
    why: str
    who: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the log of changes: at what time (ISO 8601, UTC), by whom, what, from what to what, and why.

    ``articles`` are the ids of all that it speaks of; `UNKNOWN` among them where that can no longer be told.
    """

    at: str
    who: str
    what: str
    before: str = ""
    after: str = ""
    why: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """All that stands in a report beside the timeline. Every text is plain; ``intro`` has a blank line between
    paragraphs. ``notes`` are texts by the id of their event, claim or article; ``edited`` are ids that a person
    changed; ``filters`` say in words what the report was narrowed to, ``left_out`` what was taken out of it.
    """

    title: str = DEFAULT_TITLE
    author: str = ""
    intro: str = ""
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    edited: frozenset[str] = frozenset()
    rejected: tuple[Rejected, ...] = ()
    log: tuple[LogLine, ...] = ()
    filters: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(" ".join(part.split()) for part in self.intro.split("\n\n") if part.strip())


def redacted(timeline: Timeline, frame: Frame, redaction: Redaction) -> tuple[Timeline, Frame]:
    """Timeline and frame without what ``redaction`` names; the frame says what was left out, and names nothing.

    Raises `TimelineError` as `redact` does.
    """
    if not redaction.active:
        return timeline, frame
    made = redact(timeline, redaction)
    gone = redaction.articles
    kept = {article.id for article in made.timeline.articles}

    def clear(text: str) -> str:
        return withhold(text, redaction)

    limited = bool(redaction.words)
    return made.timeline, Frame(
        title=clear(frame.title),
        author=clear(frame.author),
        intro=clear(frame.intro),
        notes={
            made.ids.get(key, key): tuple(map(clear, texts))
            for key, texts in frame.notes.items()
            if key in made.ids or key in kept
        },
        edited=frozenset(made.ids.get(key, key) for key in frame.edited if key in made.ids or key in kept),
        rejected=tuple(_cleared_row(row, clear) for row in frame.rejected if row.article not in gone and not limited),
        log=tuple(
            _cleared_line(_shortened(line) if limited else line, clear)
            for line in frame.log
            if not gone.intersection(line.articles) and not (gone and UNKNOWN in line.articles)
        ),
        filters=tuple(map(clear, frame.filters)),
        left_out=(*frame.left_out, *_left_out(redaction, limited and bool(frame.rejected))),
    )


def _cleared_row(row: Rejected, clear: Callable[[str], str]) -> Rejected:
    return Rejected(clear(row.outlet), clear(row.quote), clear(row.why), clear(row.who), row.article)


def _cleared_line(line: LogLine, clear: Callable[[str], str]) -> LogLine:
    texts = (line.who, line.what, line.before, line.after, line.why)
    who, what, before, after, why = map(clear, texts)
    return LogLine(line.at, who, what, before, after, why, line.articles)


def _shortened(line: LogLine) -> LogLine:
    """``line`` without values that may be an article's own sentence, or the beginning of one in its name."""
    what = re.sub(r"“[^”]*”", "“…”", line.what)
    before, after = (text if len(text.split()) <= _SHORT else "…" for text in (line.before, line.after))
    return dataclasses.replace(line, what=what, before=before, after=after)


def _left_out(redaction: Redaction, rejected: bool) -> list[str]:
    told = []
    if redaction.articles:
        told.append(f"{counted(len(redaction.articles), 'article')} with all that {_its(redaction)} said")
    if any(name.strip() for name in redaction.names):
        told.append("names, in whose place stands a marker; dates and numbers are as they were")
    for outlet, words in redaction.words.items():
        whose = "each article" if outlet == EVERY_OUTLET else f"each article of {withhold(outlet, redaction)}"
        told.append(f"the text of {whose} beyond {counted(words, 'word')}")
    if rejected:
        told.append("the sentences of rejected claims")
    return told


def _its(redaction: Redaction) -> str:
    return "it" if len(redaction.articles) == 1 else "they"
