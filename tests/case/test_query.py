"""Questions to a case are answered as if all of it were looked through, and as it is shown, with every word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from case.generate import generate

from timeline.case import Deed, Kept, Kind, Store
from timeline.case import query as ask
from timeline.case.query import NONE, OTHERS, Filter, match_text
from timeline.types import Claim, Status, Timeline

AT = "2026-01-02T03:04:05+00:00"
CLAIMS = 1200  # more than are looked at whole


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A generated case in which people have corrected, rejected, starred, tagged and merged."""
    path = tmp_path_factory.mktemp("case") / "a.case"
    generate(path, CLAIMS, seed=3)
    store = Store(path)
    timeline = store.load().timeline
    claims, events = timeline.claims, timeline.events
    many = [event for event in events if len(event.claims) > 1]
    for deed in (
        Deed(Kind.REJECT, claims[3].id, why="a caption"),
        Deed(Kind.REJECT, many[0].id, why="another war"),
        Deed(Kind.ACCEPT, claims[7].id),
        Deed(Kind.CORRECT, claims[9].id, "time", "1999-12-31"),
        Deed(Kind.CORRECT, claims[11].id, "time", None),
        Deed(Kind.CORRECT, claims[13].id, "type", "SPY"),
        Deed(Kind.CORRECT, claims[15].id, "places", ["Cairo", "the mill"]),
        Deed(Kind.CORRECT, claims[17].id, "source", {"name": "the harbour master", "kind": "person"}),
        Deed(Kind.CORRECT, claims[19].article, "title", "The mill"),
        Deed(Kind.STAR, claims[21].id),
        Deed(Kind.TAG, claims[23].id, "to check"),
        Deed(Kind.MERGE, many[1].id, after=[many[2].id]),
        Deed(
            Kind.CLAIM,
            claims[25].article,
            after={"quote": claims[25].quote[:-1], "begin": claims[25].begin, "type": "SPY"},
        ),
    ):
        assert isinstance(store.append(deed, who="Ana", at=AT), Kept), deed
    return store


@pytest.fixture(scope="module")
def shown(store: Store) -> Timeline:
    return store.load().timeline


def outlet(timeline: Timeline, claim: Claim) -> str:
    known = timeline.article_by_id[claim.article].outlet
    return known.name if known else NONE


def words_of(timeline: Timeline, claim: Claim) -> list[str]:
    parts = [claim.quote, outlet(timeline, claim), timeline.event_of_claim[claim.id].label]
    parts += [actor.name for actor in claim.actors] + [place.name for place in claim.places]
    parts += [timeline.attribution_by_id[name].name for name in claim.attribution]
    return re.findall(r"\w+", " ".join(parts).casefold())


def within(low: date | None, high: date | None, since: date, until: date) -> bool:
    return (low is not None or high is not None) and (high is None or high >= since) and (low is None or low <= until)


SINCE, UNTIL = date(2019, 3, 1), date(2020, 6, 30)
# (filter, what a claim of the timeline must meet)
FILTERS: list[tuple[str, Callable[[Timeline], Filter], Callable[[Timeline, Claim], bool]]] = [
    ("all", lambda t: Filter(), lambda t, c: True),
    ("type", lambda t: Filter(types=("ASSAULT", "SPY")), lambda t, c: c.type in ("ASSAULT", "SPY")),
    ("status", lambda t: Filter(statuses=(Status.DENIED,)), lambda t, c: c.status is Status.DENIED),
    (
        "outlet",
        lambda t: Filter(outlets=(outlet(t, t.claims[0]),)),
        lambda t, c: outlet(t, c) == outlet(t, t.claims[0]),
    ),
    ("no outlet", lambda t: Filter(outlets=(NONE,)), lambda t, c: outlet(t, c) == NONE),
    ("unknown name", lambda t: Filter(outlets=("Nobody's Post",)), lambda t, c: False),
    (
        "period",
        lambda t: Filter(since=SINCE, until=UNTIL),
        lambda t, c: bool(c.time) and within(*ends(c.time), SINCE, UNTIL),
    ),
    (
        "published",
        lambda t: Filter(published_since=SINCE, published_until=UNTIL),
        lambda t, c: within(*ends(t.article_by_id[c.article].published), SINCE, UNTIL),
    ),
    ("dated", lambda t: Filter(dated=True), lambda t, c: c.time is not None),
    ("undated", lambda t: Filter(dated=False), lambda t, c: c.time is None),
    ("word", lambda t: Filter(text="MARKET told"), lambda t, c: all(starts(t, c, word) for word in ("market", "told"))),
    ("event's name", lambda t: Filter(text="flight"), lambda t, c: starts(t, c, "flight")),
    ("place", lambda t: Filter(places=("the mill",)), lambda t, c: "the mill" in {place.name for place in c.places}),
    ("source", lambda t: Filter(sources=("the harbour master",)), lambda t, c: starts(t, c, "harbour")),
    (
        "contradicted and told by more than one",
        lambda t: Filter(contradicted=True, corroborated=True),
        lambda t, c: bool(t.event_of_claim[c.id].conflicts) and len(t.event_of_claim[c.id].outlets) > 1,
    ),
    (
        "several",
        lambda t: Filter(types=("ASSAULT",), statuses=(Status.ASSERTED,), since=SINCE),
        lambda t, c: c.type == "ASSAULT" and c.status is Status.ASSERTED and bool(c.time) and ends(c.time)[1] >= SINCE,
    ),
    ("article", lambda t: Filter(articles=(t.articles[4].id,)), lambda t, c: c.article == t.articles[4].id),
    ("event", lambda t: Filter(events=(t.events[4].id,)), lambda t, c: c.id in t.events[4].claims),
]


def ends(days) -> tuple[date | None, date | None]:
    return days.earliest, days.latest


def starts(timeline: Timeline, claim: Claim, word: str) -> bool:
    return any(other.startswith(word) for other in words_of(timeline, claim))


@pytest.mark.parametrize(("make", "holds"), [row[1:] for row in FILTERS], ids=[row[0] for row in FILTERS])
def test_a_filter_finds_what_a_look_through_all_finds(store: Store, shown: Timeline, make, holds) -> None:
    wanted = make(shown)
    expected = {claim.id for claim in shown.claims if holds(shown, claim)}
    part = ask.part(store, wanted, limit=CLAIMS)
    assert {claim.id for claim in part.claims} == expected
    assert ask.count(store, wanted) == len(expected)
    for claim in part.claims:
        assert claim == shown.claim_by_id[claim.id]
    density = ask.density(store, wanted)
    assert density.nowhere == sum(claim.time is None for claim in part.claims)
    assert sum(lane.total for lane in density.lanes) + density.open + density.nowhere == len(expected)


def test_reviews_stars_and_tags(store: Store, shown: Timeline) -> None:
    rejected = store.load().rejected
    assert len(rejected) > 2
    found = ask.part(store, Filter(reviews=("rejected",)), limit=CLAIMS)
    assert {claim.id for claim in found.claims} == {item.claim.id for item in rejected}
    assert ask.count(store, Filter(reviews=("accepted",))) == 1
    assert ask.count(store, Filter(reviews=("open",))) == len(shown.claims) - 1
    assert ask.count(store, Filter(starred=True)) == ask.count(store, Filter(tags=("to check",))) == 1
    assert ask.count(store, Filter(tags=("nothing",))) == 0


def test_totals(store: Store, shown: Timeline) -> None:
    totals = ask.totals(store)
    assert (totals.articles, totals.claims, totals.events) == tuple(
        map(len, (shown.articles, shown.claims, shown.events))
    )
    assert totals.undated == len(shown.undated)
    assert totals.contradicted == sum(bool(event.conflicts) for event in shown.events)
    assert totals.rejected == len(store.load().rejected)


def test_facets_and_names(store: Store, shown: Timeline) -> None:
    facets = ask.facets(store)
    assert facets["types"] == dict(Counter(claim.type for claim in shown.claims).most_common()) or (
        Counter(facets["types"]) == Counter(claim.type for claim in shown.claims)
    )
    assert Counter(facets["outlets"]) == Counter(outlet(shown, claim) for claim in shown.claims)
    narrowed = ask.facets(store, Filter(types=("SPY",)))
    assert narrowed["types"] == facets["types"]  # its own part does not narrow it: one can choose a second type
    assert sum(narrowed["statuses"].values()) == facets["types"]["SPY"]
    actors = Counter(name for claim in shown.claims for name in {actor.name for actor in claim.actors})
    assert ask.names(store, "actor", most=CLAIMS) == dict(sorted(actors.items(), key=lambda item: (-item[1], item[0])))


@pytest.mark.parametrize("lanes", ["outlet", "type", "place", "actor"])
@pytest.mark.parametrize("axis", ["event", "published", "lag"])
def test_density_counts_each_claim_where_it_can_be(store: Store, shown: Timeline, lanes: str, axis: str) -> None:
    density = ask.density(store, lanes=lanes, axis=axis, bins=20, most=CLAIMS)
    assert density.bins <= 20 and density.others == 0
    expected: dict[str, list[list[int]]] = {}
    for claim in shown.claims:
        low, high = place_on(shown, claim, axis)
        if low is None or high is None:
            continue
        begin, end = (low - density.first) // density.step, (high - density.first) // density.step
        for name in lane_of(shown, claim, lanes):
            counts = expected.setdefault(name, [[0] * density.bins, [0] * density.bins])
            for at in range(max(begin, 0), min(end, density.bins - 1) + 1):
                counts[begin != end][at] += 1
    assert {lane.name: [list(lane.certain), list(lane.possible)] for lane in density.lanes} == expected


def place_on(timeline: Timeline, claim: Claim, axis: str) -> tuple[int | None, int | None]:
    def number(day: date | None) -> int | None:
        return day.toordinal() if day else None

    published = timeline.article_by_id[claim.article].published
    if axis == "published":
        return number(published.earliest), number(published.latest)
    low, high = (number(claim.time.earliest), number(claim.time.latest)) if claim.time else (None, None)
    if axis == "event":
        return low, high
    first, last = number(published.earliest), number(published.latest)
    return (
        None if first is None or high is None else first - high,
        None if last is None or low is None else last - low,
    )


def lane_of(timeline: Timeline, claim: Claim, lanes: str) -> list[str]:
    if lanes == "outlet":
        return [outlet(timeline, claim)]
    if lanes == "type":
        return [claim.type]
    names = [place.name for place in claim.places] if lanes == "place" else [actor.name for actor in claim.actors]
    return list(dict.fromkeys(names)) or [NONE]


def test_a_window_shows_what_touches_it_and_few_lanes_hold_the_rest(store: Store, shown: Timeline) -> None:
    window = (date(2020, 1, 1).toordinal(), date(2020, 1, 31).toordinal())
    density = ask.density(store, window=window)
    touching = [
        claim
        for claim in shown.claims
        if None not in (days := place_on(shown, claim, "event")) and days[0] <= window[1] and days[1] >= window[0]
    ]
    assert (density.first, density.bins * density.step) == (window[0], 31)
    assert sum(lane.total for lane in density.lanes) == len(touching) > 0
    few = ask.density(store, most=3)
    assert len(few.lanes) == 3 and few.lanes[-1].name == OTHERS and few.others > 2
    assert sum(lane.total for lane in few.lanes) == sum(lane.total for lane in ask.density(store).lanes)


def test_parts_are_timelines_of_their_own(store: Store, shown: Timeline) -> None:
    for part in (
        ask.part(store, limit=30, offset=10),
        ask.event_page(store, limit=5),
        ask.article_part(store, shown.articles[3].id),
    ):
        names = {article.id for article in part.articles}
        assert part.claims and {claim.article for claim in part.claims} <= names
        assert {claim.time.timex for claim in part.claims if claim.time and claim.time.timex} <= set(part.timex_by_id)
        assert {name for claim in part.claims for name in claim.attribution} <= set(part.attribution_by_id)
        assert {name for event in part.events for name in event.claims} == set(part.claim_by_id)
        assert part.undated == tuple(claim.id for claim in part.claims if claim.time is None)


def test_pages_follow_one_another(store: Store, shown: Timeline) -> None:
    pages = [ask.part(store, limit=400, offset=at).claims for at in range(0, CLAIMS + 400, 400)]
    ids = [claim.id for page in pages for claim in page]
    assert sorted(ids) == sorted(shown.claim_by_id)
    days = [claim.time.earliest or claim.time.latest for page in pages for claim in page if claim.time]
    assert days == sorted(days)
    events = [event.id for at in range(0, 1000, 100) for event in ask.event_page(store, limit=100, offset=at).events]
    assert sorted(events) == sorted(shown.event_by_id)


def test_an_event_and_an_article_whole(store: Store, shown: Timeline) -> None:
    event = max(shown.events, key=lambda event: len(event.claims))
    assert ask.event_part(store, event.id).event_by_id[event.id] == event
    article = shown.articles[5]
    part = ask.article_part(store, article.id)
    assert part.articles == (article,)
    assert part.timexes == tuple(timex for timex in shown.timexes if timex.article == article.id)
    assert ask.event_part(store, "event-none") == ask.article_part(store, "none") == Timeline()
    rejected = store.load().rejected[0].claim
    assert ask.claim_part(store, rejected.id).claims == (rejected,)


def test_the_table_of_articles(store: Store, shown: Timeline) -> None:
    rows = ask.articles(store, limit=CLAIMS)
    assert [row.id for row in rows] == [article.id for article in shown.articles]
    assert "The mill" in {row.title for row in rows}
    assert sum(row.claims for row in rows) == len(shown.claims)
    doubtful = ask.articles(store, limit=10, order="doubts")
    assert [row.doubts for row in doubtful] == sorted((len(a.doubts) for a in shown.articles), reverse=True)[:10]


def test_ways_out_of_an_empty_filter(store: Store) -> None:
    empty = Filter(types=("SPY",), text="zzzz")
    assert ask.count(store, empty) == 0
    assert ask.ways_out(store, empty) == (("text", ask.count(store, Filter(types=("SPY",)))),)


@pytest.mark.parametrize(
    "text", ['"', "' OR 1=1 --", "a AND", "NEAR(", "*", "{col}:x", '"unclosed phrase', "-x", "^", "\x00"]
)
def test_a_search_never_breaks(store: Store, text: str) -> None:
    assert ask.count(store, Filter(text=text)) >= 0
    assert match_text("AND") == '"AND"*'
