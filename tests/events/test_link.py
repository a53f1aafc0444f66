"""Events from articles: what joins, what must not, whose story it is, and where outlets disagree."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from timeline.claims import find_claims
from timeline.dates import tag_text
from timeline.events import link_events
from timeline.events.names import same_name, same_spelling
from timeline.types import Article, Dating, Event, Outlet, Source


def read(*told: tuple[str, str, str]) -> tuple[tuple[Event, ...], dict[str, str]]:
    """The events of articles given as (outlet, publication day or "", text), and each claim's outlet."""
    articles, claims, attributions = [], [], []
    for number, (outlet, published, text) in enumerate(told):
        day = date.fromisoformat(published) if published else None
        article = Article(
            id=f"a{number:011d}",
            url=None,
            source=Source(None, None, None, "0" * 64, ((0, 0, len(text)),)),
            title=None,
            byline=None,
            language="en",
            outlet=Outlet(outlet),
            published=Dating(day, day, published or None),
            modified=None,
            text=text,
        )
        timexes = tag_text(text, published=article.published.interval, article=article.id)
        found, sources = find_claims(article, timexes)
        articles.append(article)
        claims += found
        attributions += sources
    events = link_events(articles, claims, attributions)
    outlets = {article.id: article.outlet.name for article in articles if article.outlet}
    return events, {claim.id: outlets[claim.article] for claim in claims}


def joined(events: tuple[Event, ...]) -> list[Event]:
    return [event for event in events if len(event.outlets) > 1]


RAID = "An airstrike on a school in Idlib killed six villagers on Tuesday, 2 March 2021."


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        ("Six villagers were killed on 2 March 2021 when an airstrike hit a school in Idlib.", True),
        ("An airstrike on a school in Idlib killed six villagers on 9 March 2021.", False),  # another day
        ("An airstrike on a school in Hama killed six villagers on 2 March 2021.", False),  # another town
        ("More than 1,300 villagers have been killed in Idlib since 1 March 2021.", False),  # a sum
        ("Jets are expected to strike a school in Idlib on 2 March 2021.", False),  # a plan
        ("Police arrested six villagers in Idlib on 2 March 2021.", False),  # another kind of event
    ],
)
def test_one_event_or_two(other: str, is_one: bool) -> None:
    events, _ = read(("Outlet A", "2021-03-10", RAID), ("Outlet B", "2021-03-10", other))
    assert bool(joined(events)) is is_one
    for event in joined(events):
        assert event.joins and all(reason.strip() for reason in event.joins)


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (  # a minister meets many on a day
            "President Vladimir Putin held talks with envoys on Tuesday, 2 March 2021.",
            "On 2 March 2021 President Vladimir Putin held talks with a delegation of pilots.",
            False,
        ),
        (
            "President Vladimir Putin held talks with envoys in Homs on Tuesday, 2 March 2021.",
            "On 2 March 2021 President Vladimir Putin held talks with envoys in the town of Homs.",
            True,
        ),
        (  # the same place and day, other people
            "President Vladimir Putin held talks with pilots in Homs on 2 March 2021.",
            "Vice President Mike Pence held talks with pilots in Homs on 2 March 2021.",
            False,
        ),
        (  # a credit is no actor
            "Rebels attacked the base on 2 March 2021. Getty Images",
            "Ann Lee/Getty Images The army attacked a convoy on 2 March 2021.",
            False,
        ),
        (  # what is possible and what happened are two things
            "Rebels in Homs could attack the airport of Hama with drones.",
            "Rebels in Homs have attacked the airport of Hama with drones.",
            False,
        ),
    ],
)
def test_an_actor_and_a_day_make_no_event(one: str, other: str, is_one: bool) -> None:
    events, _ = read(("Outlet A", "2021-03-03", one), ("Outlet B", "2021-03-03", other))
    assert bool(joined(events)) is is_one


@pytest.mark.parametrize(("published", "is_one"), [("2021-03-12", True), ("2022-03-12", False)])
def test_without_dates_a_year_between_the_articles_keeps_them_apart(published: str, is_one: bool) -> None:
    text = "Rebels attacked the airport of Hama with drones and burnt two hangars."
    events, _ = read(("Outlet A", "2021-03-10", text), ("Outlet B", published, text))
    assert bool(joined(events)) is is_one


def test_meetings_of_one_person_on_two_days_are_no_dispute() -> None:
    events, _ = read(
        ("Outlet A", "2021-03-20", "Omar Haddad met the envoy in Homs on 2 March 2021."),
        ("Outlet B", "2021-03-20", "Omar Haddad met the envoy in Homs on 16 March 2021."),
    )
    assert not joined(events) and not any(event.conflicts for event in events)


def test_an_arrest_dated_twice_is_a_dispute() -> None:
    events, _ = read(
        ("Outlet A", "2021-03-20", "Police arrested Omar Haddad, a baker, in Homs on 2 March 2021."),
        ("Outlet B", "2021-03-20", "Omar Haddad, the baker, was arrested by police in Homs on 16 March 2021."),
    )
    (event,) = joined(events)
    assert [conflict.kind.value for conflict in event.conflicts] == ["date"]


def test_two_outlets_with_one_paper_are_one_origin() -> None:
    events, _ = read(
        (
            "The Independent",
            "2021-03-10",
            "Omar Haddad defected to the rebels in Idlib on 1 March 2021, sources told The Times of Israel.",
        ),
        (
            "Haaretz",
            "2021-03-11",
            "Omar Haddad defected to the rebels in Idlib on 1 March 2021, The Times of Israel reported.",
        ),
    )
    (event,) = joined(events)
    assert [origin.name for origin in event.origins] == ["The Times of Israel"]
    assert event.outlets == ("The Independent", "Haaretz")


def test_own_sources_are_own_origins() -> None:
    events, _ = read(
        ("The Independent", "2021-03-10", "Omar Haddad defected to the rebels in Idlib, sources told The Independent."),
        ("Haaretz", "2021-03-11", "Omar Haddad defected to the rebels in Idlib, sources told Haaretz."),
    )
    (event,) = joined(events)
    assert sorted(origin.name for origin in event.origins) == ["Haaretz", "The Independent"]


def test_a_copied_text_is_no_second_origin() -> None:
    text = (
        "Troops entered the old town of Homs at dawn and searched the houses along the river for hidden arms. "
        "Two men were killed in a raid on the house of Omar Haddad, a baker, on 2 March 2021, and others were led away."
    )
    events, _ = read(("Haaretz", "2021-03-03", text), ("The Independent", "2021-03-05", text))
    event = next(event for event in joined(events) if event.type == "ASSAULT")
    assert [origin.name for origin in event.origins] == ["Haaretz"]


def test_disagreements_name_both_sides() -> None:
    events, _ = read(
        ("Outlet A", "2021-03-03", "Nine people were killed in a raid on the market of Idlib on 2 March 2021."),
        ("Outlet B", "2021-03-03", "Five people were killed in a raid on the market of Idlib on 2 March 2021."),
    )
    (event,) = joined(events)
    (conflict,) = event.conflicts
    assert conflict.kind.value == "figure"
    assert "Outlet A" in conflict.note and "Outlet B" in conflict.note
    assert "Nine people" in conflict.note and "Five people" in conflict.note


def test_a_later_higher_toll_is_an_update() -> None:
    events, _ = read(
        ("Outlet A", "2021-03-03", "Five people were killed in a raid on the market of Idlib on 2 March 2021."),
        ("Outlet B", "2021-03-04", "Nine people were killed in a raid on the market of Idlib on 2 March 2021."),
    )
    assert [conflict for event in events for conflict in event.conflicts] == []


def test_raid_or_accident() -> None:
    events, _ = read(
        ("Outlet A", "2021-03-04", "A raid on a tunnel in Rafah killed two Palestinians on 2 March 2021."),
        ("Outlet B", "2021-03-04", "Two Palestinians died of a gas leak in a tunnel in Rafah on 2 March 2021."),
    )
    (event,) = joined(events)
    assert [conflict.kind.value for conflict in event.conflicts] == ["status"]


def test_a_denial_stands_against_the_report() -> None:
    events, _ = read(
        ("Outlet A", "2021-03-03", "A commander of Hezbollah defected to the army of Syria in Homs, officers said."),
        ("Outlet B", "2021-03-04", "Hezbollah denied that a commander of Hezbollah had defected in Homs to the army."),
    )
    kinds = [conflict.kind.value for event in events for conflict in event.conflicts]
    assert kinds == ["status"]


@pytest.mark.parametrize(
    ("one", "other", "one_person", "one_spelling"),
    [
        ("Mahmoud", "Mohammed", True, False),
        ("Mohammed", "Mohammmed", True, True),
        ("Abu Malek Abu Shwiesh", "Abu Malek Abu Shawish", True, False),
        ("Abed al-Hila al-Qishta", "al-Qishta", True, True),
        ("Ann Lee", "Tom Lee", False, False),
        ("Omar Haddad", "Omar Khalil", False, False),
    ],
)
def test_names(one: str, other: str, one_person: bool, one_spelling: bool) -> None:
    assert same_name(one, other) is one_person
    assert same_spelling(one, other) is one_spelling


def test_every_claim_is_in_one_event_and_nothing_is_guessed() -> None:
    events, outlets = read(
        ("Outlet A", "", "Rebels attacked the base. Police arrested ten men on Friday."),
        ("Outlet B", "2021-03-04", "The army withdrew from the town on Monday."),
    )
    assert sorted(claim for event in events for claim in event.claims) == sorted(outlets)
    undated = [event for event in events if event.earliest is None and event.latest is None]
    assert undated and all(event.edtf is None for event in undated)


def test_the_same_input_gives_the_same_events() -> None:
    told = (("Outlet A", "2021-03-10", RAID), ("Outlet B", "2021-03-10", RAID.replace("killed", "has killed")))
    assert read(*told) == read(*told)


def test_labels_are_short_and_plain() -> None:
    (event,) = read(("Outlet A", "2021-03-10", RAID))[0]
    assert 0 < len(event.label) <= 80
    assert "ASSAULT" not in event.label and dataclasses.is_dataclass(event)


@pytest.mark.parametrize(
    ("one", "other", "wanted", "unwanted"),
    [
        (  # who did it is in dispute
            "Israel bombed a hospital in Rafah on 2 March 2021 and killed nine patients.",
            "Islamic Jihad bombed a hospital in Rafah on 2 March 2021 and killed nine patients.",
            "Rafah",
            ("Israel", "Jihad"),
        ),
        (  # so is how many
            "A car bomb at a bus station in Mosul killed eleven people on 2 March 2021.",
            "A car bomb at a bus station in Mosul killed five people on 2 March 2021.",
            "Mosul",
            ("eleven", "five"),
        ),
    ],
)
def test_a_label_takes_no_side(one: str, other: str, wanted: str, unwanted: tuple[str, ...]) -> None:
    events, _ = read(("Outlet A", "2021-03-04", one), ("Outlet B", "2021-03-04", other))
    label = joined(events)[0].label
    assert wanted in label and not any(word in label for word in unwanted)
