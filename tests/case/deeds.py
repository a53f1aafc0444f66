"""Random deeds of people on a case, each drawn from what the case now shows. The same seed gives the same deeds."""

from __future__ import annotations

import random

from timeline.case import Deed, Kind, Reviewed
from timeline.case.log import TURNS, undone
from timeline.types import Status

DAYS = ("2021-03-09", "2021-03", "2021", "2021-03-09/2021-03-12", "2020-12-24~")
WORDS = ("mill", "bridge", "port", "quay", "ferry")
AT = "2026-01-02T03:04:05+00:00"


def a_deed(chance: random.Random, shown: Reviewed) -> Deed:
    """One deed that a person could ask for; some of them will be refused."""
    timeline = shown.timeline
    kinds = [kind for kind in Kind if kind is not Kind.BUILD]
    kind = chance.choice(kinds)
    articles = [article.id for article in timeline.articles]
    claims = [claim.id for claim in timeline.claims] + [item.claim.id for item in shown.rejected]
    events = [event.id for event in timeline.events]
    anything = chance.choice([*articles, *claims, *events])
    why = chance.choice(("", "", "seen in the paper"))
    if kind in TURNS:
        return _turn(chance, shown, kind)
    if kind is Kind.CORRECT:
        return _correction(chance, articles, claims, events, why)
    if kind is Kind.MERGE:
        return Deed(kind, _one(chance, events), after=chance.sample(events, min(2, len(events))), why=why)
    if kind is Kind.SPLIT:
        event = chance.choice(
            [event for event in timeline.events if len(event.claims) > 1] or list(timeline.events) or [None]
        )
        leaving = chance.sample(event.claims, 1) if event else []
        return Deed(kind, event.id if event else "", after=list(leaving), why=why)
    if kind is Kind.CLAIM:
        article = chance.choice(timeline.articles)
        begin = chance.randrange(len(article.text) - 12)
        quote = article.text[begin : begin + chance.randrange(5, 60)]
        after = {
            "article": article.id,
            "begin": begin,
            "quote": quote,
            "type": "ASSAULT",
            "time": chance.choice((None, *DAYS)),
        }
        return Deed(kind, article.id, after=after, why=why)
    if kind is Kind.NOTE:
        return _note(chance, shown, anything)
    field = chance.choice(WORDS) if kind in (Kind.TAG, Kind.UNTAG) else ""
    return Deed(kind, anything, field, why=why)


def _one(chance: random.Random, names: list[str]) -> str:
    return chance.choice(names) if names else ""


def _turn(chance: random.Random, shown: Reviewed, kind: Kind) -> Deed:
    taken_back = undone(shown.log)
    wanted = [
        entry.number
        for entry in shown.log
        if entry.kind not in (*TURNS, Kind.BUILD) and (entry.number in taken_back) == (kind is Kind.REDO)
    ]
    return Deed(kind, str(chance.choice(wanted or [1])))


def _note(chance: random.Random, shown: Reviewed, anything: str) -> Deed:
    notes = [(target, note.id) for target, word in shown.words.items() for note in word.notes]
    if notes and chance.random() < 0.4:
        target, name = chance.choice(notes)
        return Deed(Kind.NOTE, target, name, chance.choice(("", *WORDS)))
    return Deed(Kind.NOTE, anything, after=f"ask about the {chance.choice(WORDS)}")


def _correction(chance: random.Random, articles: list[str], claims: list[str], events: list[str], why: str) -> Deed:
    target, field, values = chance.choice(
        (
            (articles, "outlet", ("Northern Courier", "Oren Gazette", "Reuters")),
            (articles, "published", DAYS),
            (articles, "title", ("The mill burns", "")),
            (articles, "language", ("en", "fr", "ar")),
            (claims, "time", (None, *DAYS)),
            (claims, "type", ("ASSAULT", "PROTEST", "ACCIDENT")),
            (claims, "status", tuple(Status)),
            (claims, "places", (["Karsin"], [], ["Gaza", "the mill"])),
            (claims, "source", (None, {"name": "a miller", "kind": "person"}, {"name": "Reuters", "kind": "agency"})),
            (events, "label", ("The mill at Karsin", "")),
            (events, "time", DAYS),
        )
    )
    return Deed(Kind.CORRECT, _one(chance, target), field, chance.choice(values), why)
