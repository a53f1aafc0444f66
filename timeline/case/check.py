"""Looks at what a person asks for before it is kept: what it changes, and why it cannot be kept where it cannot."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from timeline.case.byhand import read_claim
from timeline.case.fields import LONGEST, Refused, one_line, read_value, value_of
from timeline.case.log import REVIEWS, TURNS, Deed, Kind, Value, digest
from timeline.case.part import chunks, marks, read_article, read_entries, read_machine, read_shown
from timeline.case.review import UNKNOWN, machine_groups, machine_value
from timeline.case.rows import targets_of
from timeline.types import Article, Claim, Event, Timeline

SAME = "this is what it says already"
GONE = "reload the page: somebody may have changed it"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A deed that can be kept: with its field and value as the log keeps them, the value shown before it, what the
    machine has, and the ids of all that it touches."""

    deed: Deed
    before: Value
    machine: Value
    targets: frozenset[str]


@dataclass(frozen=True, slots=True)
class Target:
    """What a deed is about: an article, a claim or an event (``kind``) as it is shown, and as the machine has it."""

    kind: str
    shown: Article | Claim | Event
    around: Timeline
    machine: Timeline


def prepare(base: sqlite3.Connection, deed: Deed) -> Prepared | Refused:
    """What becomes of ``deed`` in the case as it is at this moment."""
    why = one_line("why", deed.why)
    if isinstance(why, Refused):
        return why
    deed = replace(deed, why=why)
    if deed.kind is Kind.BUILD:
        return Refused("kind", "a build is the machine's entry", "say what you did")
    if deed.kind in TURNS:
        return _turn(base, deed)
    if deed.kind is Kind.CLAIM:
        return _by_hand(base, deed)
    if deed.kind in (Kind.MERGE, Kind.SPLIT):
        return _move(base, deed)
    target = find_target(base, deed.target)
    if target is None:
        return Refused("target", f"{deed.target or 'nothing'} is not in the case", GONE, deed.after)
    if deed.kind in REVIEWS:
        return _review(base, deed, target)
    if deed.kind is Kind.CORRECT:
        return _correct(deed, target)
    return _remark(base, deed)


def find_target(base: sqlite3.Connection, name: str) -> Target | None:
    """The article, claim or event ``name``, also where it is not shown (a rejected claim can be opened again)."""
    row = base.execute("SELECT position FROM article WHERE id = ?", (name,)).fetchone()
    if row:
        around = read_article(base, name)
        return Target("article", around.article_by_id[name], around, read_machine(base, (), (row[0],)))
    row = base.execute("SELECT position, article FROM claim JOIN claim_record USING (position) WHERE id = ?", (name,))
    found = row.fetchone()
    if found:
        around = read_shown(base, [found[0]])
        if name not in around.claim_by_id:
            return None
        return Target("claim", around.claim_by_id[name], around, read_machine(base, (found[0],), (found[1],)))
    found = base.execute("SELECT position FROM event WHERE id = ?", (name,)).fetchone()
    if found is None:
        return None
    asked = "SELECT position FROM claim WHERE event = ? AND hidden IS NULL ORDER BY position"
    shown = [row[0] for row in base.execute(asked, (found[0],))]
    asked = "SELECT position FROM claim WHERE machine_event = ? ORDER BY position"
    machine = [row[0] for row in base.execute(asked, (found[0],))]
    around = read_shown(base, shown)
    if name not in around.event_by_id:
        return None
    return Target("event", around.event_by_id[name], around, read_machine(base, machine, ()))


def _correct(deed: Deed, target: Target) -> Prepared | Refused:
    value = read_value(target.kind, deed.field, deed.after)
    if isinstance(value, Refused):
        return value
    before = value_of(target.shown, deed.field, target.around.attribution_by_id)
    if value == before:
        return Refused(deed.field, SAME, "nothing is to be kept", deed.after)
    machine = machine_value(target.machine, deed.target, deed.field)
    return Prepared(replace(deed, after=value), before, machine, frozenset({deed.target}))


def _review(base: sqlite3.Connection, deed: Deed, target: Target) -> Prepared | Refused:
    before = base.execute(
        "SELECT kind FROM word JOIN log ON number = entry WHERE word.target = ? AND word.field = 'review'",
        (deed.target,),
    ).fetchone()
    state = REVIEWS[Kind(before[0])] if before else None
    new = REVIEWS[deed.kind]
    if new == state:
        return Refused("review", f"it is {new or 'open'} already", "nothing is to be kept")
    machine = machine_value(target.machine, deed.target, "review")
    if target.kind == "claim":
        return Prepared(replace(deed, field="", after=new), state, machine, frozenset({deed.target}))
    claims = sorted(claim.id for claim in target.around.claims)
    if new is None and before:  # opening again is for the claims that the word named, rejected ones among them
        claims = sorted(set(claims) | _named(base, deed.target))
    after = {"review": new, "claims": claims}
    return Prepared(replace(deed, field="", after=after), state, machine, frozenset({deed.target, *claims}))


def _named(base: sqlite3.Connection, target: str) -> set[str]:
    """The claims that the reviews of ``target`` as a whole have named."""
    numbers = [row[0] for row in base.execute("SELECT entry FROM log_name WHERE target = ?", (target,))]
    entries = [entry for entry in read_entries(base, numbers) if entry.target == target and entry.kind in REVIEWS]
    return {claim for entry in entries for claim in entry.after["claims"]}


def _remark(base: sqlite3.Connection, deed: Deed) -> Prepared | Refused:
    """A star, a tag or a note."""
    name = ""
    after: Value = deed.kind in (Kind.STAR, Kind.TAG)
    if deed.kind in (Kind.TAG, Kind.UNTAG):
        tag = one_line("tag", deed.field)
        if isinstance(tag, Refused):
            return tag
        if not tag:
            return Refused("tag", "the tag is empty", "type a word or two")
        name = tag
    if deed.kind is Kind.NOTE:
        note = _note(base, deed)
        if isinstance(note, Refused):
            return note
        name, after = note
    key = {"star": "star", "tag": f"tag:{name}", "note": f"note:{name}"}[str(deed.kind).removeprefix("un")]
    row = base.execute(
        "SELECT kind, after FROM word JOIN log ON number = entry WHERE word.target = ? AND word.field = ?",
        (deed.target, key),
    ).fetchone()
    before: Value = json.loads(row[1]) if row else None
    if (before or False) == after and deed.kind is not Kind.NOTE:
        return Refused(key, "it is so already", "nothing is to be kept")
    return Prepared(replace(deed, field=name, after=after), before, None, frozenset({deed.target}))


def _note(base: sqlite3.Connection, deed: Deed) -> tuple[str, Value] | Refused:
    text = deed.after.strip() if isinstance(deed.after, str) else ""
    if len(text) > LONGEST["note"]:
        return Refused("note", f"the note has {len(text):,} characters", f"keep it under {LONGEST['note']:,}", text)
    if deed.field:
        row = base.execute("SELECT 1 FROM word WHERE target = ? AND field = ?", (deed.target, f"note:{deed.field}"))
        if row.fetchone() is None:
            return Refused("note", "the note is not there any more", GONE, deed.after)
        return deed.field, text or None
    if not text:
        return Refused("note", "the note is empty", "type what you want to say")
    return digest(_head(base) + deed.target + text)[:8], text


def _turn(base: sqlite3.Connection, deed: Deed) -> Prepared | Refused:
    """UNDO and REDO of an entry."""
    number = int(deed.target) if deed.target.isdigit() else 0
    entries = read_entries(base, (number,))
    entry = next((entry for entry in entries if entry.number == number), None)
    if entry is None:
        return Refused("target", f"there is no entry {deed.target!r} in the log", GONE)
    if entry.kind in (*TURNS, Kind.BUILD):
        return Refused("target", f"entry {number} is no deed of a person", "undo or redo the entry that it is about")
    if entry.machine == UNKNOWN and not _built_since(base, number):
        fix = "correct the field anew, or build the case again, and then undo it"
        return Refused("target", "this was said in an older version, which did not keep what was there before", fix)
    turned = [turn for turn in entries if turn.kind in TURNS and turn.target == str(number)]
    is_undone = bool(turned) and turned[-1].kind is Kind.UNDO
    if is_undone == (deed.kind is Kind.UNDO):
        said = "undone already" if is_undone else "not undone"
        return Refused("target", f"entry {number} is {said}", "nothing is to be kept")
    before, after = (entry.after, entry.before) if deed.kind is Kind.UNDO else (entry.before, entry.after)
    turn = replace(deed, target=str(number), field="", after=after)
    return Prepared(turn, before, None, frozenset(targets_of(entry)))


def _built_since(base: sqlite3.Connection, number: int) -> bool:
    asked = "SELECT 1 FROM log WHERE kind = 'build' AND number > ? AND field != 'migrated'"
    return base.execute(asked, (number,)).fetchone() is not None


def _move(base: sqlite3.Connection, deed: Deed) -> Prepared | Refused:
    """MERGE of events (``after``: their ids, the target among them or not) or SPLIT of claims (their ids) out of the
    event that is the target."""
    names = list(dict.fromkeys(deed.after if isinstance(deed.after, list | tuple) else ()))
    if not all(isinstance(name, str) for name in names):
        return Refused("after", "these are no ids", GONE)
    if deed.kind is Kind.MERGE:
        names = list(dict.fromkeys((deed.target, *names)))
    known = [find_target(base, name) for name in names]
    wanted = "event" if deed.kind is Kind.MERGE else "claim"
    if any(target is None or target.kind != wanted for target in known):
        return Refused("after", f"one of these {wanted}s is not in the case", GONE)
    if deed.kind is Kind.MERGE:
        return _merge(base, deed, names, [target for target in known if target is not None])
    return _split(base, deed, names)


def _merge(base: sqlite3.Connection, deed: Deed, names: list[str], known: list[Target]) -> Prepared | Refused:
    if len(names) < 2:
        return Refused("after", "there is nothing to merge with", "choose two events or more")
    claims = sorted(claim.id for target in known for claim in target.around.claims)
    before = {
        name: sorted(claim.id for claim in target.around.claims) for name, target in zip(names, known, strict=True)
    }
    after = {"events": names, "claims": claims}
    machine = _machine_groups(base, claims)
    return Prepared(replace(deed, field="", after=after), before, machine, frozenset({*names, *claims}))


def _split(base: sqlite3.Connection, deed: Deed, names: list[str]) -> Prepared | Refused:
    target = find_target(base, deed.target)
    if target is None or target.kind != "event":
        return Refused("target", "the event is not in the case", GONE)
    every = {claim.id for claim in target.around.claims}
    if not names or not set(names) <= every:
        return Refused("after", "choose claims of this event", GONE)
    if set(names) == every:
        return Refused("after", "these are all claims of the event", "leave at least one of them in it")
    after = {"claims": sorted(names)}
    machine = _machine_groups(base, sorted(every))
    named = frozenset({deed.target, *every})
    return Prepared(replace(deed, field="", after=after), {deed.target: sorted(every)}, machine, named)


def _machine_groups(base: sqlite3.Connection, claims: Iterable[str]) -> Value:
    places = [
        row[0]
        for some in chunks(claims)
        for row in base.execute(f"SELECT position FROM claim_record WHERE id IN ({marks(some)})", some)
    ]
    return machine_groups(read_machine(base, places, ()), claims)


def _by_hand(base: sqlite3.Connection, deed: Deed) -> Prepared | Refused:
    given = deed.after if isinstance(deed.after, dict) else {}
    target = find_target(base, str(given.get("article") or deed.target))
    if target is None or not isinstance(target.shown, Article):
        return Refused("article", "the article is not in the case", GONE, deed.after)
    record = read_claim(target.shown, given, salt=_head(base))
    if isinstance(record, Refused):
        return record
    claim = replace(deed, target=record["id"], field="", after=record)
    return Prepared(claim, None, None, frozenset({record["id"], target.shown.id}))


def _head(base: sqlite3.Connection) -> str:
    """The hash of the last entry: what makes the id of something new unlike any before."""
    row = base.execute("SELECT hash FROM log ORDER BY number DESC LIMIT 1").fetchone()
    return row[0] if row else ""
