"""What people did in a case, told in plain words: the lines of its log, and the frame of a report about it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from timeline.case.log import Entry, Kind, Value, canonical, in_force, undone
from timeline.case.review import Reviewed
from timeline.case.store import Store
from timeline.case.verify import Verified
from timeline.types import Timeline, plain
from timeline.views.frame import DEFAULT_TITLE, UNKNOWN, Frame, LogLine, Rejected
from timeline.views.plaintext import clip, counted
from timeline.views.words import outlet_name

_LONG = 80
_MOST = 20  # names in a line


def frame_of(
    reviewed: Reviewed, *, title: str = DEFAULT_TITLE, author: str = "", intro: str = "", filters: Iterable[str] = ()
) -> Frame:
    """The frame of a report on ``reviewed``: notes, what was rejected, what a person changed, and the whole log."""
    articles = reviewed.timeline.article_by_id
    return Frame(
        title=title,
        author=author,
        intro=intro,
        notes={key: tuple(note.text for note in word.notes) for key, word in reviewed.words.items() if word.notes},
        edited=edited_ids(reviewed),
        rejected=tuple(
            Rejected(outlet_name(articles[row.claim.article]), row.claim.quote, row.why, row.who, row.claim.article)
            for row in reviewed.rejected
            if row.claim.article in articles
        ),
        # a case in which nobody said anything gives the report that its build gives
        log=log_lines(reviewed) if any(entry.kind is not Kind.BUILD for entry in reviewed.log) else (),
        filters=tuple(filters),
    )


def edited_ids(reviewed: Reviewed) -> frozenset[str]:
    """Ids of what is shown as a person said: corrected, added by hand, merged or split."""
    corrected = {key for key, word in reviewed.words.items() if word.corrected}
    events = reviewed.timeline.event_of_claim
    moved: set[str] = set()
    for entry in in_force(reviewed.log):
        if entry.kind in (Kind.MERGE, Kind.SPLIT):
            moved |= {events[name].id for name in entry.after["claims"] if name in events}
        elif entry.kind is Kind.CLAIM:
            moved.add(entry.after["id"])
    return frozenset(corrected | moved)


def log_lines(reviewed: Reviewed) -> tuple[LogLine, ...]:
    """Every entry in words, oldest first; the machine's own entries among them."""
    return tuple(log_line(entry, reviewed.timeline) for entry in reviewed.log)


def log_line(entry: Entry, timeline: Timeline) -> LogLine:
    """One entry in words, with the names that its target has in ``timeline``."""
    told = _words()
    name = told["targets"]["gone"] if entry.kind is not Kind.BUILD else ""
    if entry.kind in (Kind.UNDO, Kind.REDO):
        name = entry.target
    elif found := _named(entry.after["article"] if entry.kind is Kind.CLAIM else entry.target, timeline):
        name = found
    field = told["fields"].get(entry.field, entry.field)
    shows = entry.kind in (Kind.CORRECT, Kind.NOTE, Kind.CLAIM)
    return LogLine(
        at=entry.at,
        who=entry.who,
        what=told["kinds"][entry.kind.value].format(field=field, target=name),
        before=value_words(entry.before) if shows else "",
        after=value_words(entry.after) if shows else "",
        why=entry.why,
        articles=_articles_of(entry, timeline),
    )


def value_words(value: Value) -> str:
    """A value of the log as a person reads it."""
    if value is None or value == "":
        return "none"
    if isinstance(value, list):
        return ", ".join(value_words(part) for part in value)
    if isinstance(value, Mapping):
        return str(value.get("quote") or value.get("name") or ("not known" if "unknown" in value else ""))
    return str(value)


def _named(target: str, timeline: Timeline) -> str:
    if article := timeline.article_by_id.get(target):
        return _target("article", article.title or outlet_name(article))
    if claim := timeline.claim_by_id.get(target):
        return _target("claim", claim.quote)
    if event := timeline.event_by_id.get(target):
        return _target("event", event.label)
    return ""


def _target(kind: str, name: str) -> str:
    told: str = _words()["targets"][kind].format(name=clip(name, _LONG))
    return told


def _articles_of(entry: Entry, timeline: Timeline) -> tuple[str, ...]:
    if entry.target in timeline.article_by_id:
        return (entry.target,)
    if claim := timeline.claim_by_id.get(entry.target):
        return (claim.article,)
    if event := timeline.event_by_id.get(entry.target):
        return tuple(dict.fromkeys(timeline.claim_by_id[name].article for name in event.claims))
    return () if entry.kind in (Kind.BUILD, Kind.UNDO, Kind.REDO) else (UNKNOWN,)


@cache
def _words() -> dict[str, Any]:
    text = resources.files("timeline.case").joinpath("telling.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def printed_log(store: Store, *, since: int = 0, as_json: bool = False) -> Iterator[str]:
    """The entries after number ``since`` as lines for a terminal: in words, or each whole as a JSON object.

    Signs that a terminal would obey, in what people and articles say, are shown as �.
    """
    spoken = store.spoken()
    taken_back = undone(spoken.log)
    for entry in spoken.log:
        if entry.number <= since:
            continue
        if as_json:
            yield canonical(plain(entry))
            continue
        line = log_line(entry, spoken.timeline)
        change = f": {line.before or '(nothing)'} → {line.after or '(nothing)'}" if line.before or line.after else ""
        why = f" (why: {line.why})" if line.why else ""
        state = " [undone]" if entry.number in taken_back else ""
        text = f"{entry.number:>5}  {line.at or '-'}  {line.who}  {line.what}{change}{why}{state}"
        yield "".join(sign if sign.isprintable() else "�" for sign in text)


def verified_words(found: Verified) -> tuple[str, ...]:
    """What was looked at, and what came of it; the last line is the answer."""
    lines = [
        f"{counted(found.entries, 'entry', 'entries')} of the log, {counted(found.articles, 'article')}, "
        f"{counted(found.quotes, 'quote')} and {counted(found.sources, 'source file')} checked"
    ]
    if found.absent:
        lines.append(f"not at hand, so not checked: {', '.join(found.absent[:_MOST])}" + _rest(len(found.absent)))
    lines.append(f"{len(found.broken):,} broken, named above" if found.broken else "everything holds")
    return tuple(lines)


def _rest(number: int) -> str:
    return f" and {number - _MOST:,} more" if number > _MOST else ""
