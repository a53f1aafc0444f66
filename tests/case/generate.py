"""Makes a case file of many claims, straight into its tables: python tests/case/generate.py 100000 big.case

Invented towns, outlets and sentences; each article tells of some eight events, each event is told by one to six
outlets, some from each other. The same number and seed make the same records.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from timeline.case.machine import new_case, seal_records
from timeline.case.rows import Writer

BATCH = 400  # articles written at a time; the events of one batch hold claims of this batch only
A_DAY = 8  # claims an article
FIRST = date(2015, 1, 1)
SYLLABLES = (
    "ka",
    "ren",
    "sol",
    "mir",
    "tav",
    "dor",
    "el",
    "bas",
    "nur",
    "pel",
    "osh",
    "gan",
    "vir",
    "lum",
    "hes",
    "tor",
)
DEEDS = (
    ("ASSAULT", "shelled", "shell", "the market of {place}"),
    ("ASSAULT", "bombed", "bomb", "a depot near {place}"),
    ("COERCE", "arrested", "arrest", "six men in {place}"),
    ("PROTEST", "marched through", "protest", "the centre of {place}"),
    ("CONSULT", "met elders of", "talks", "{place}"),
    ("DISPLACE", "drove hundreds out of", "flight", "{place}"),
    ("AID", "brought flour to", "aid", "the clinic of {place}"),
    ("ACCUSE", "blamed others for the fire in", "blame", "{place}"),
)
STATUSES = ("asserted",) * 8 + ("reported",) * 5 + ("alleged", "denied", "planned", "attempted", "historical")
FILLERS = (
    "Shops stayed shut for the rest of the day, and the road to the coast was closed.",
    "A nurse at the clinic said that the lights had gone out twice during the night.",
    "It was not clear how many people were still in the quarter behind the mill.",
    "The governor's office did not answer calls, and the river ferry did not run.",
)


class World:
    """The invented towns, outlets, groups and people that the articles are about."""

    def __init__(self, chance: random.Random) -> None:
        self.outlets = [
            f"The {self._name(chance)} {kind}" for kind in ("Courier", "Post", "Wire", "Gazette") for _ in range(10)
        ]
        self.places = [
            {
                "name": self._name(chance),
                "lat": round(chance.uniform(30, 37), 3),
                "lon": round(chance.uniform(33, 43), 3),
            }
            for _ in range(800)
        ]
        self.actors = [
            f"{self._name(chance)} {kind}" for kind in ("brigade", "council", "union", "army") for _ in range(75)
        ]

    @staticmethod
    def _name(chance: random.Random) -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 3)))).capitalize()


def batches(claims: int, *, seed: int = 1) -> Iterator[dict[str, Any]]:
    """The records of a case with ``claims`` claims, in parts as `timeline.case.rows.Writer` takes them."""
    chance = random.Random(seed)
    world = World(chance)
    number, left = 0, claims
    while left > 0:
        here = min(left, BATCH * A_DAY)
        happenings = _happenings(world, chance, here)
        part: dict[str, Any] = {name: [] for name in ("articles", "timexes", "attributions", "claims", "events")}
        order = [what for what in happenings for _ in range(what["told"])]
        chance.shuffle(order)
        for at in range(0, len(order), A_DAY):
            _article(world, chance, number, order[at : at + A_DAY], part)
            number += 1
        part["events"] = [_event(what) for what in happenings]
        left -= here
        yield part


def _happenings(world: World, chance: random.Random, claims: int) -> list[dict[str, Any]]:
    """What happened, and how many articles tell of it: ``claims`` tellings in all."""
    found = []
    while claims > 0:
        told = min(claims, chance.choice((1, 1, 1, 1, 2, 2, 3, 6)))
        claims -= told
        found.append(
            {
                "deed": chance.choice(DEEDS),
                "place": chance.choice(world.places),
                "actor": chance.choice(world.actors),
                "day": FIRST + timedelta(days=int(3650 * chance.random() ** 0.7)),
                "dead": chance.choice((None, None, None, 2, 3, 8, 11)),
                "told": told,
                "others": chance.sample(world.actors, chance.choice((0, 0, 0, 1, 2))),
                "claims": [],
            }
        )
    return found


def _article(world: World, chance: random.Random, number: int, happenings: list[Any], part: dict[str, Any]) -> None:
    name = "a" + hashlib.sha256(f"generated {number}".encode()).hexdigest()[:11]
    outlet = world.outlets[int(len(world.outlets) * chance.random() ** 2)]
    day = max(what["day"] for what in happenings) + timedelta(days=chance.choice((0, 1, 1, 2, 9)))
    text = ""
    for place, what in enumerate(happenings):
        text += _claim(chance, name, outlet, day, what, len(text), place, part)
        if place % 3 == 2:
            text += chance.choice(FILLERS) + " "
    text = text.rstrip()
    known = chance.random() > 0.05
    part["articles"].append(
        {
            "id": name,
            "url": f"https://news.example/{number}",
            "source": {
                "path": f"archive/{number // 1000:04}/{number}.txt",
                "url": None,
                "row": None,
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "segments": [[0, 0, len(text)]],
            },
            "title": f"{happenings[0]['actor']} in {happenings[0]['place']['name']}",
            "byline": None,
            "language": "en",
            "outlet": {"name": outlet, "domain": None, "country": None, "language": "en"}
            if chance.random() > 0.02
            else None,
            "published": _days(day, day) | {"basis": []} if known else _days(None, None) | {"basis": []},
            "modified": None,
            "text": text,
            "dateline": None,
            "doubts": [] if known else ["no publication date found: say which"],
            "dropped": [],
        }
    )


def _days(earliest: date | None, latest: date | None) -> dict[str, Any]:
    edtf = None
    if earliest and latest:
        edtf = earliest.isoformat() if earliest == latest else f"{earliest}/{latest}"
    return {
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
        "edtf": edtf,
    }


def _claim(
    chance: random.Random, article: str, outlet: str, day: date, what: Any, at: int, place: int, part: dict[str, Any]
) -> str:
    """Adds one claim with its time expression and attribution; returns its sentence."""
    kind, verb, _, where = what["deed"]
    when, days, precision = _when(chance, what["day"])
    said = (
        f", {chance.choice(('a medic', 'the mayor', 'a fisherman', 'residents'))} told {outlet}"
        if chance.random() < 0.5
        else ""
    )
    dead = f", killing {what['dead']} people" if what["dead"] else ""
    quote = f"{what['actor']} {verb} {where.format(place=what['place']['name'])} {when}{dead}{said}."
    begin = at + quote.index(verb)
    name = f"{article}-c{begin}"
    timex = _timex(article, at + quote.index(when), when, days, place, precision) if days else None
    if timex:
        part["timexes"].append(timex)
    attribution = []
    if said:
        attribution = [f"{article}-s{place}"]
        part["attributions"].append(_attribution(article, attribution[0], at, quote, said))
    time_of = None
    if timex:
        basis = f"“{when}” stands in the clause of its verb (strong)"
        time_of = _days(*days) | {"precision": precision, "timex": timex["id"], "basis": basis, "vague": False}
    part["claims"].append(
        {
            "id": name,
            "article": article,
            "begin": at,
            "end": at + len(quote),
            "quote": quote,
            "trigger": {"begin": begin, "end": begin + len(verb), "text": verb},
            "type": kind,
            "mode": None,
            "status": chance.choice(STATUSES),
            "actors": [{"name": what["actor"], "role": "agent"}]
            + [{"name": other, "role": "patient"} for other in what["others"]],
            "places": [what["place"]],
            "figures": [],
            "time": time_of,
            "attribution": attribution,
            "undated_reason": None if time_of else "no time expression stands in its sentence",
        }
    )
    what["claims"].append((name, outlet, days))
    return quote + " "


def _when(chance: random.Random, day: date) -> tuple[str, Any, str]:
    """The words of the time, its days, and how precise it is; now and then a month, or no time at all."""
    turn = chance.random()
    if turn < 0.12:
        return "once more", None, ""
    if turn < 0.27:
        month = day.replace(day=1)
        return f"in {day:%B %Y}", (month, (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)), "month"
    if turn > 0.97:
        day += timedelta(days=1)  # somebody is a day off
    return f"on {day.day} {day:%B %Y}", (day, day), "day"


def _timex(article: str, begin: int, when: str, days: Any, place: int, precision: str) -> dict[str, Any]:
    text = when.partition(" ")[2]
    value = days[0].isoformat() if precision == "day" else f"{days[0]:%Y-%m}"
    return {
        "id": f"{article}-t{place}",
        "article": article,
        "begin": begin + 3,
        "end": begin + 3 + len(text),
        "text": text,
        "type": "DATE",
        "value": value,
        "mod": None,
        **_days(*days),
        "anchor": {"kind": "calendar", "ref": None},
        "granularity": precision,
        "vague": False,
        "unanchored": None,
        "given": ["year", "month"],
        "rule": "generated",
        "trace": ["The day is written out."],
    }


def _attribution(article: str, name: str, at: int, quote: str, said: str) -> dict[str, Any]:
    source = said.removeprefix(", ").partition(" told ")[0]
    begin = at + quote.index(said) + 2
    cue = begin + len(source) + 1
    return {
        "id": name,
        "article": article,
        "source": {"begin": begin, "end": begin + len(source), "text": source},
        "cue": {"begin": cue, "end": cue + 4, "text": "told"},
        "content": {"begin": at, "end": begin - 2, "text": quote[: begin - 2 - at]},
        "kind": "person",
        "name": source,
        "told_outlet": True,
    }


def _event(what: Any) -> dict[str, Any]:
    claims = [name for name, _, _ in what["claims"]]
    dated = [days for _, _, days in what["claims"] if days]
    low = max((days[0] for days in dated), default=None)
    high = min((days[1] for days in dated), default=None)
    if low and high and low > high:
        low, high = min(days[0] for days in dated), max(days[1] for days in dated)
    outlets = list(dict.fromkeys(outlet for _, outlet, _ in what["claims"]))
    exact = {days for days in dated if days[0] == days[1]}
    conflict = {"kind": "date", "claims": claims, "note": "They give different days."}
    return {
        "id": "event-" + hashlib.sha256(min(claims).encode()).hexdigest()[:10],
        "label": f"{what['deed'][2].capitalize()} in {what['place']['name']} by {what['actor']}",
        "type": what["deed"][0],
        "claims": claims,
        **_days(low, high),
        "outlets": outlets,
        "origins": [
            {"name": outlet, "claims": [name for name, other, _ in what["claims"] if other == outlet]}
            for outlet in outlets
        ],
        "conflicts": [conflict] if len(exact) > 1 else [],
        "joins": ["the same place and day"] if len(claims) > 1 else [],
    }


def generate(path: Path, claims: int, *, seed: int = 1) -> None:
    """Writes the case file, in place of one that is there."""
    with new_case(path, force=True) as base:
        writer = Writer(base)
        done = 0
        for part in batches(claims, seed=seed):
            writer.add(part)
            done += len(part["claims"])
            if sys.stderr.isatty():
                print(f"\r{done:,} of {claims:,}", end="", file=sys.stderr)
        seal_records(base, who="generator", at="", program="tests/case/generate.py")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("claims", type=int)
    options.add_argument("path", type=Path)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    began = time.perf_counter()
    generate(given.path, given.claims, seed=given.seed)
    size = given.path.stat().st_size / 1e6
    print(f"{given.claims:,} claims in {time.perf_counter() - began:.1f} s, {size:,.0f} MB: {given.path}")
