"""The JSON of Knight Lab's TimelineJS: a slide an event; coarse dates keep their coarseness."""

from __future__ import annotations

import json
from calendar import monthrange
from datetime import date
from html import escape
from typing import Any

from timeline.types import Event, Interval, Timeline
from timeline.views.evidence import safe_url
from timeline.views.plaintext import clip, counted, visible
from timeline.views.summary import summary_line
from timeline.views.words import interval_words, outlet_name, type_label


def render_timelinejs(timeline: Timeline) -> str:
    """The slides; TimelineJS needs a first day, so events without one are left out, and the title slide says so.

    All text is escaped: TimelineJS takes it for HTML.
    """
    events = [event for event in timeline.events if event.earliest is not None]
    left = len(timeline.events) - len(events)
    note = f"<p>{counted(left, 'event')} without a known first day left out.</p>" if left else ""
    document = {
        "title": {"text": {"headline": "Conflict timeline", "text": f"<p>{_html(summary_line(timeline))}</p>{note}"}},
        "events": [_slide(timeline, event) for event in events],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _slide(timeline: Timeline, event: Event) -> dict[str, Any]:
    slide: dict[str, Any] = {
        "unique_id": event.id,
        "group": type_label(event.type),
        "display_date": interval_words(event.interval, event.edtf),
        "text": {"headline": _html(clip(visible(event.label), 200)), "text": _told(timeline, event)},
    }
    return slide | slide_dates(event.interval)


def slide_dates(interval: Interval) -> dict[str, dict[str, int]]:
    """``start_date`` and, where it is needed, ``end_date``: a whole month has no day in it, a whole year no month.

    >>> slide_dates(Interval(date(2020, 6, 1), date(2020, 6, 30)))
    {'start_date': {'year': 2020, 'month': 6}}
    """
    first, last = interval.earliest, interval.latest
    if first is None:
        return {}
    if last is None or first == last:
        return {"start_date": _parts(first)}
    ends_month = last.day == monthrange(last.year, last.month)[1]
    if first.day == 1 and ends_month and first.month == 1 and last.month == 12:
        start, end = {"year": first.year}, {"year": last.year}
    elif first.day == 1 and ends_month:
        start, end = {"year": first.year, "month": first.month}, {"year": last.year, "month": last.month}
    else:
        start, end = _parts(first), _parts(last)
    return {"start_date": start} if start == end else {"start_date": start, "end_date": end}


def _parts(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _told(timeline: Timeline, event: Event) -> str:
    parts = []
    for name in event.claims:
        claim = timeline.claim_by_id[name]
        article = timeline.article_by_id[claim.article]
        outlet, url = _html(visible(outlet_name(article))), safe_url(article.url)
        link = f'<a href="{_html(url)}" rel="noreferrer noopener">{outlet}</a>' if url else outlet
        parts.append(f"<p>{link}: “{_html(clip(visible(claim.quote), 600))}”</p>")
    return "".join(parts)


def _html(text: str) -> str:
    return escape(text, quote=True)
