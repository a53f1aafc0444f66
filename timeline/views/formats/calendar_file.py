"""iCalendar (RFC 5545): every event with a first and a last day as an all-day entry over the whole of its interval."""

from __future__ import annotations

from datetime import date, timedelta

from timeline.types import Event, Timeline
from timeline.views.plaintext import clip, counted, visible
from timeline.views.words import interval_words, outlet_name, type_label

_LAST_DAY = date.max


def render_ics(timeline: Timeline) -> str:
    """The calendar; events with an open end or without a date are left out, and it says how many."""
    events = [event for event in timeline.events if event.interval.is_closed]
    left = len(timeline.events) - len(events)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Conflict Timeline//EN", "CALSCALE:GREGORIAN"]
    if left:
        told = f"{counted(left, 'event')} without a first and a last day left out"
        lines.append(f"X-WR-CALDESC:{_text(told)}")
    for event in events:
        lines += _entry(timeline, event)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _entry(timeline: Timeline, event: Event) -> list[str]:
    first, last = event.earliest, event.latest
    if first is None or last is None:
        return []
    end = [] if last == _LAST_DAY else [f"DTEND;VALUE=DATE:{_basic(last + timedelta(days=1))}"]  # exclusive
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(event.id)}@conflict-timeline.invalid",
        f"DTSTAMP:{_stamp(timeline, event)}",
        f"DTSTART;VALUE=DATE:{_basic(first)}",
        *end,
        f"SUMMARY:{_text(_summary(event))}",
        f"DESCRIPTION:{_text(_description(timeline, event))}",
        f"CATEGORIES:{_text(type_label(event.type))}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _basic(day: date) -> str:
    return day.isoformat().replace("-", "")


def _summary(event: Event) -> str:
    """The label; for anything coarser than a day with its date, as the bar in a calendar looks like a length."""
    label = clip(visible(event.label), 200)
    return label if event.interval.is_day else f"{label} ({interval_words(event.interval)})"


def _stamp(timeline: Timeline, event: Event) -> str:
    """The last day on which one of its articles was published: the same input gives the same file."""
    articles = [timeline.article_by_id[timeline.claim_by_id[name].article] for name in event.claims]
    days = [article.published.latest for article in articles if article.published.latest]
    day = max(days, default=date(1970, 1, 1))
    return f"{_basic(day)}T000000Z"


def _description(timeline: Timeline, event: Event) -> str:
    when = interval_words(event.interval) + (f" ({event.edtf})" if event.edtf else "")
    told = []
    for name in event.claims:
        claim = timeline.claim_by_id[name]
        told.append(f"{outlet_name(timeline.article_by_id[claim.article])}: “{clip(visible(claim.quote), 400)}”")
    return "\n".join([when, *told])


def _text(text: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line breaks escaped, nothing else that could end a line."""
    shown = "\n".join(visible(line) for line in text.split("\n"))
    return shown.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """At most 75 bytes a line, never cutting through a character."""
    parts, part, size = [], "", 0
    for char in line:
        width = len(char.encode())
        if size + width > 75:
            parts.append(part)
            part, size = " ", 1
        part += char
        size += width
    return "\r\n".join([*parts, part])
