"""What each deed does to what is shown, why some are refused, and how a word outlives the machine's next run."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from samples import sample_timeline

from timeline.case import Deed, Kept, Kind, Refused, Store, create_case, last_to_redo, last_to_undo, preview, refresh
from timeline.pipeline import assemble
from timeline.types import Status, Timeline

AT = "2026-01-02T03:04:05+00:00"
MACHINE = assemble(sample_timeline().articles, sample_timeline().problems)
ARTICLE = next(article for article in MACHINE.articles if article.id == "a00000000001")
CLAIM = next(claim for claim in MACHINE.claims if claim.article == ARTICLE.id and claim.time)
WITH_MANY = max(MACHINE.events, key=lambda event: len(event.claims))
OTHER = next(event for event in MACHINE.events if event.id != WITH_MANY.id)


@pytest.fixture(params=[1000, 0], ids=["whole", "neighbourhood"])
def store(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(refresh, "WHOLE_MOST", request.param)
    return create_case(tmp_path / "a.case", MACHINE)


def say(store: Store, *deeds: Deed, who: str = "Ana", on: int | None = None) -> Kept:
    kept = store.append(*deeds, who=who, at=AT, on=on)
    assert isinstance(kept, Kept), kept
    return kept


def claim_of(timeline: Timeline, name: str = CLAIM.id):
    return timeline.claim_by_id[name]


# (field, value, what the shown claim then has)
CLAIM_FIELDS = [
    ("time", "2021-03-05", lambda claim: (claim.time.earliest, claim.time.latest) == (date(2021, 3, 5),) * 2),
    ("time", "2021-03", lambda claim: claim.time.precision == "month" and claim.time.latest == date(2021, 3, 31)),
    ("time", "2021~", lambda claim: claim.time.vague),
    ("time", None, lambda claim: claim.time is None and "Ana" in claim.undated_reason),
    ("type", "ACCIDENT", lambda claim: claim.type == "ACCIDENT"),
    ("status", "denied", lambda claim: claim.status is Status.DENIED),
    ("places", ["Cairo", " the  mill "], lambda claim: [place.name for place in claim.places] == ["Cairo", "the mill"]),
    ("places", ["east jerusalem"], lambda claim: claim.places[0].lat is not None),
]


@pytest.mark.parametrize(("field", "value", "holds"), CLAIM_FIELDS, ids=[f"{row[0]} {row[1]}" for row in CLAIM_FIELDS])
def test_a_corrected_claim(store: Store, field: str, value, holds) -> None:
    entry = say(store, Deed(Kind.CORRECT, CLAIM.id, field, value, "the printed paper")).entries[0]
    shown = store.load()
    claim = claim_of(shown.timeline)
    assert holds(claim)
    assert (claim.time is None) == (claim.id in shown.timeline.undated)
    assert shown.word(CLAIM.id).corrected[field] == entry
    assert entry.before == entry.machine != entry.after
    assert claim_of(store.machine()) == CLAIM


def test_a_source_that_a_person_sets_is_the_origin(store: Store) -> None:
    say(store, Deed(Kind.CORRECT, CLAIM.id, "source", {"name": "Meridian Wire", "kind": "outlet"}))
    shown = store.load().timeline
    (name,) = claim_of(shown).attribution
    assert shown.attribution_by_id[name].name == "Meridian Wire"
    event = shown.event_of_claim[CLAIM.id]
    assert [origin.name for origin in event.origins if CLAIM.id in origin.claims] == ["Meridian Wire"]


def test_a_corrected_date_of_an_article_moves_what_was_counted_from_it(store: Store) -> None:
    before = {timex.id: timex.earliest for timex in MACHINE.timexes if timex.article == ARTICLE.id}
    say(store, Deed(Kind.CORRECT, ARTICLE.id, "published", "2021-04-14"))
    shown = store.load().timeline
    article = shown.article_by_id[ARTICLE.id]
    assert article.published.earliest == date(2021, 4, 14)
    assert article.published.basis[0].kind == "person" and article.published.basis[1:] == ARTICLE.published.basis
    moved = {
        timex.text for timex in shown.timexes if timex.article == ARTICLE.id and timex.earliest != before[timex.id]
    }
    assert "Tuesday" in moved and "June 2020" not in moved
    assert [timex for timex in shown.timexes if timex.article != ARTICLE.id] == [
        timex for timex in MACHINE.timexes if timex.article != ARTICLE.id
    ]


def test_a_corrected_outlet_is_in_events_and_origins(store: Store) -> None:
    say(store, Deed(Kind.CORRECT, ARTICLE.id, "outlet", " Oren   Gazette "))
    shown = store.load().timeline
    assert shown.article_by_id[ARTICLE.id].outlet.name == "Oren Gazette"
    event = shown.event_of_claim[CLAIM.id]
    assert "Oren Gazette" in event.outlets
    assert all(origin.name != "Northern Courier" for origin in event.origins if CLAIM.id in origin.claims)


def test_title_and_language(store: Store) -> None:
    say(
        store,
        Deed(Kind.CORRECT, ARTICLE.id, "title", "The mill burns"),
        Deed(Kind.CORRECT, ARTICLE.id, "language", "fr"),
    )
    shown = store.load().timeline.article_by_id[ARTICLE.id]
    assert (shown.title, shown.language) == ("The mill burns", "fr")


def test_a_rejected_claim_leaves_the_timeline_and_stays_with_its_reason(store: Store) -> None:
    say(store, Deed(Kind.REJECT, CLAIM.id, why="a caption"))
    shown = store.load()
    assert CLAIM.id not in shown.timeline.claim_by_id
    assert all(CLAIM.id not in event.claims for event in shown.timeline.events)
    (rejected,) = shown.rejected
    assert (rejected.claim.id, rejected.why, rejected.who) == (CLAIM.id, "a caption", "Ana")
    say(store, Deed(Kind.REOPEN, CLAIM.id))
    assert store.load().timeline == MACHINE


def test_a_rejected_event_takes_its_claims_along_and_brings_them_back(store: Store) -> None:
    say(store, Deed(Kind.REJECT, WITH_MANY.id, why="of another war"))
    shown = store.load()
    assert {item.claim.id for item in shown.rejected} == set(WITH_MANY.claims)
    assert WITH_MANY.id not in shown.timeline.event_by_id
    say(store, Deed(Kind.UNDO, str(shown.log[-1].number)))
    assert store.load().timeline == MACHINE


def test_merged_events_are_one_and_can_be_split_again(store: Store) -> None:
    say(store, Deed(Kind.MERGE, WITH_MANY.id, after=[OTHER.id], why="the same fire"))
    event = store.load().timeline.event_of_claim[CLAIM.id if CLAIM.id in WITH_MANY.claims else WITH_MANY.claims[0]]
    assert set(event.claims) == {*WITH_MANY.claims, *OTHER.claims}
    assert "put together by Ana: the same fire" in event.joins
    assert event.id in (WITH_MANY.id, OTHER.id)
    say(store, Deed(Kind.SPLIT, event.id, after=list(OTHER.claims)))
    groups = {frozenset(event.claims) for event in store.load().timeline.events}
    assert {frozenset(WITH_MANY.claims), frozenset(OTHER.claims)} <= groups


def test_a_claim_by_hand_stands_in_the_article(store: Store) -> None:
    quote = "the mayor told the Courier"
    deed = Deed(
        Kind.CLAIM, ARTICLE.id, after={"quote": quote, "type": "ACCUSE", "time": "2021-03-09", "places": ["Karsin"]}
    )
    name = say(store, deed).entries[0].target
    claim = claim_of(store.load().timeline, name)
    assert ARTICLE.text[claim.begin : claim.end] == claim.quote == quote
    assert claim.time.earliest == date(2021, 3, 9)
    assert store.load().timeline.event_of_claim[name].claims == (name,)
    say(store, Deed(Kind.CORRECT, name, "status", "alleged"))
    assert claim_of(store.load().timeline, name).status is Status.ALLEGED


def test_stars_tags_and_notes(store: Store) -> None:
    say(
        store,
        Deed(Kind.STAR, ARTICLE.id),
        Deed(Kind.TAG, ARTICLE.id, "to check"),
        Deed(Kind.TAG, ARTICLE.id, "mill"),
        Deed(Kind.UNTAG, ARTICLE.id, "mill"),
        Deed(Kind.NOTE, ARTICLE.id, after="ask the mayor"),
    )
    say(store, Deed(Kind.NOTE, ARTICLE.id, after="asked: no answer"), who="Omar")
    word = store.load().word(ARTICLE.id)
    assert (word.star, word.tags) == (True, ("to check",))
    assert [(note.text, note.who) for note in word.notes] == [("ask the mayor", "Ana"), ("asked: no answer", "Omar")]
    say(store, Deed(Kind.NOTE, ARTICLE.id, word.notes[0].id, ""))
    assert [note.text for note in store.load().word(ARTICLE.id).notes] == ["asked: no answer"]
    assert store.load().timeline == MACHINE


REFUSED = [
    (Deed(Kind.CORRECT, CLAIM.id, "time", "yesterday"), "time", "is not a date"),
    (Deed(Kind.CORRECT, CLAIM.id, "time", "2021-13-01"), "time", "is not a date"),
    (Deed(Kind.CORRECT, CLAIM.id, "type", "WAR"), "type", "no type of event"),
    (Deed(Kind.CORRECT, CLAIM.id, "status", "sure"), "status", "no status"),
    (Deed(Kind.CORRECT, CLAIM.id, "status", CLAIM.status.value), "status", "says already"),
    (Deed(Kind.CORRECT, CLAIM.id, "places", 7), "places", "not names"),
    (Deed(Kind.CORRECT, CLAIM.id, "source", {"name": " "}), "source", "has no name"),
    (Deed(Kind.CORRECT, CLAIM.id, "source", {"name": "x", "kind": "ghost"}), "source", "no kind of source"),
    (Deed(Kind.CORRECT, CLAIM.id, "outlet", "x"), "outlet", "of a claim cannot be corrected"),
    (Deed(Kind.CORRECT, ARTICLE.id, "outlet", "  "), "outlet", "is empty"),
    (Deed(Kind.CORRECT, ARTICLE.id, "published", "soon"), "published", "not a publication date"),
    (Deed(Kind.CORRECT, ARTICLE.id, "published", ""), "published", "is empty"),
    (Deed(Kind.CORRECT, ARTICLE.id, "language", "Klingonese"), "language", "no language code"),
    (Deed(Kind.CORRECT, ARTICLE.id, "title", "x" * 10_001), "title", "10,001 characters"),
    (Deed(Kind.CORRECT, "nobody", "title", "x"), "target", "not in the case"),
    (Deed(Kind.MERGE, WITH_MANY.id, after=[WITH_MANY.id]), "after", "nothing to merge with"),
    (Deed(Kind.MERGE, WITH_MANY.id, after=["event-x"]), "after", "not in the case"),
    (Deed(Kind.SPLIT, WITH_MANY.id, after=list(WITH_MANY.claims)), "after", "all claims of the event"),
    (Deed(Kind.SPLIT, WITH_MANY.id, after=list(OTHER.claims)), "after", "claims of this event"),
    (Deed(Kind.CLAIM, ARTICLE.id, after={"quote": "nowhere in it", "type": "ASSAULT"}), "quote", "does not stand"),
    (Deed(Kind.CLAIM, ARTICLE.id, after={"quote": "on Tuesday", "type": "ASSAULT"}), "quote", "more than once"),
    (Deed(Kind.CLAIM, ARTICLE.id, after={"quote": "Shells", "begin": 3, "type": "ASSAULT"}), "quote", "does not stand"),
    (Deed(Kind.CLAIM, ARTICLE.id, after={"quote": "Shells fell"}), "type", "no type of event"),
    (Deed(Kind.NOTE, ARTICLE.id, after=" "), "note", "is empty"),
    (Deed(Kind.NOTE, ARTICLE.id, "00000000", "x"), "note", "not there any more"),
    (Deed(Kind.TAG, ARTICLE.id, " "), "tag", "is empty"),
    (Deed(Kind.UNSTAR, CLAIM.id), "star", "so already"),
    (Deed(Kind.REOPEN, CLAIM.id), "review", "open already"),
    (Deed(Kind.UNDO, "99"), "target", "no entry"),
    (Deed(Kind.UNDO, "1"), "target", "no deed of a person"),
    (Deed(Kind.UNDO, "first"), "target", "no entry"),
    (Deed(Kind.BUILD), "kind", "the machine's entry"),
]


@pytest.mark.parametrize(("deed", "field", "what"), REFUSED, ids=[f"{row[0].kind}: {row[2]}" for row in REFUSED])
def test_a_refused_deed_says_why_and_changes_nothing(tmp_path: Path, deed: Deed, field: str, what: str) -> None:
    store = create_case(tmp_path / "a.case", MACHINE)
    refused = store.append(Deed(Kind.STAR, ARTICLE.id), deed, who="Ana", at=AT)
    assert isinstance(refused, Refused)
    assert refused.field == field and what in refused.what and refused.fix
    if deed.kind is Kind.CORRECT and field != "target":
        assert refused.given == deed.after
    assert (store.version(), store.load().words, store.load().timeline) == (1, {}, MACHINE)


def test_a_preview_keeps_nothing(store: Store) -> None:
    shown = preview(store, Deed(Kind.CORRECT, ARTICLE.id, "published", "2021-04-14"))
    assert not isinstance(shown, Refused)
    assert shown.timeline.article_by_id[ARTICLE.id].published.edtf == "2021-04-14"
    assert store.version() == 1 and store.load().timeline == MACHINE
    assert isinstance(preview(store, Deed(Kind.CORRECT, ARTICLE.id, "published", "?")), Refused)


def test_two_who_change_the_same_field_are_told_and_both_stay(store: Store) -> None:
    seen = store.version()
    say(store, Deed(Kind.CORRECT, CLAIM.id, "time", "2021-01"), who="Ana", on=seen)
    say(store, Deed(Kind.STAR, CLAIM.id), who="Ana", on=seen)
    second = say(store, Deed(Kind.CORRECT, CLAIM.id, "time", "2021-02"), who="Omar", on=seen)
    assert [(other.who, other.after) for other in second.overtook] == [("Ana", "2021-01")]
    shown = store.load()
    assert claim_of(shown.timeline).time.edtf == "2021-02"
    assert [entry.after for entry in shown.log if entry.kind is Kind.CORRECT] == ["2021-01", "2021-02"]
    say(store, Deed(Kind.UNDO, str(second.entries[0].number)), who="Omar")
    assert claim_of(store.load().timeline).time.edtf == "2021-01"


def test_what_ctrl_z_means(store: Store) -> None:
    first = say(store, Deed(Kind.STAR, ARTICLE.id)).entries[0]
    second = say(store, Deed(Kind.TAG, ARTICLE.id, "mill"), who="Omar").entries[0]
    assert last_to_undo(store.log()) == second and last_to_undo(store.log(), "Ana") == first
    assert last_to_redo(store.log()) is None
    say(store, Deed(Kind.UNDO, str(first.number)))
    assert last_to_undo(store.log(), "Ana") is None and last_to_redo(store.log(), "Ana") == first
    say(store, Deed(Kind.REDO, str(first.number)))
    assert last_to_redo(store.log(), "Ana") is None and store.load().word(ARTICLE.id).star
    say(store, Deed(Kind.UNDO, str(first.number)), Deed(Kind.TAG, ARTICLE.id, "port"))
    assert last_to_redo(store.log(), "Ana") is None  # she did something else since


def another_run(**of_claim: object) -> Timeline:
    """A later run of the machine that sees one claim otherwise."""
    claims = tuple(
        dataclasses.replace(claim, **of_claim) if claim.id == CLAIM.id else claim for claim in MACHINE.claims
    )
    return dataclasses.replace(MACHINE, claims=claims)


def test_a_new_run_keeps_the_word_and_tells_where_the_machine_differs(store: Store) -> None:
    number = say(store, Deed(Kind.CORRECT, CLAIM.id, "status", "denied")).entries[0].number
    say(store, Deed(Kind.ACCEPT, OTHER.claims[0]))
    store.renew(another_run(status=Status.PLANNED))
    shown = store.load()
    assert claim_of(shown.timeline).status is Status.DENIED
    assert claim_of(store.machine()).status is Status.PLANNED
    (differs,) = shown.differs
    assert (differs.target, differs.field, differs.entry) == (CLAIM.id, "status", number)
    assert (differs.seen, differs.now, differs.kept) == (CLAIM.status.value, "planned", "denied")
    store.renew(MACHINE)
    assert store.load().differs == ()


def test_a_claim_that_the_machine_no_longer_finds_stays_where_somebody_spoke_of_it(store: Store) -> None:
    say(store, Deed(Kind.ACCEPT, CLAIM.id), Deed(Kind.CORRECT, CLAIM.id, "time", "2021-03-08"))
    left = tuple(claim for claim in MACHINE.claims if claim.id not in (CLAIM.id, OTHER.claims[0]))
    store.renew(assemble(MACHINE.articles, spread=lambda *_: found_without(left)))
    shown = store.load()
    assert claim_of(shown.timeline).time.edtf == "2021-03-08"
    assert shown.word(CLAIM.id).review == "accepted"
    assert OTHER.claims[0] not in shown.timeline.claim_by_id
    assert {(differs.field, differs.now) for differs in shown.differs} == {("review", None), ("time", None)}
    assert CLAIM.id not in store.machine().claim_by_id
    store.renew(MACHINE)
    assert store.load().differs == () and len(store.load().timeline.claims) == len(MACHINE.claims)


def found_without(left):
    for article in MACHINE.articles:
        yield (
            article,
            tuple(timex for timex in MACHINE.timexes if timex.article == article.id),
            tuple(claim for claim in left if claim.article == article.id),
            tuple(item for item in MACHINE.attributions if item.article == article.id),
        )


def test_articles_that_are_added_join_what_is_there(store: Store) -> None:
    say(store, Deed(Kind.REJECT, CLAIM.id, why="a caption"))
    text = "Shells fell on the market of Karsin on 9 March 2021, killing nine people, a baker said."
    extra = dataclasses.replace(
        ARTICLE, id="a00000000099", text=text, source=dataclasses.replace(ARTICLE.source, path="more.txt")
    )
    assert store.add([extra], who="Ana", at=AT) == ("a00000000099",)
    assert store.add([extra], who="Ana", at=AT) == ()
    shown = store.load()
    assert "a00000000099" in shown.timeline.article_by_id
    assert any(claim.article == "a00000000099" for claim in shown.timeline.claims)
    assert [item.claim.id for item in shown.rejected] == [CLAIM.id]
    assert shown.log[-1].kind is Kind.BUILD
