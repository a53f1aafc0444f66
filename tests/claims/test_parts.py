"""The parts that claims are made of: rules, names, figures, sources; and what must hold for any text."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from one_article import article_of

from timeline.claims import check_rules, claims_note, find_claims
from timeline.claims.actors import belongs_to, find_names, read_actors, read_places
from timeline.claims.figures import find_figures
from timeline.claims.gazetteer import find_place_names, is_within, known_place, read_towns
from timeline.claims.sentences import find_quotes, find_sentences
from timeline.claims.triggers import Entry, read_triggers
from timeline.dates import tag_text
from timeline.pipeline import examine
from timeline.types import Article, Dating, Span

ENTRIES = read_triggers().entries


def test_rules_keep_their_examples() -> None:
    assert check_rules() == ()


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.id for entry in ENTRIES])
def test_every_block_has_examples_and_rejects(entry: Entry) -> None:
    assert entry.examples and entry.rejects


def test_hundreds_of_lemmas() -> None:
    forms = [form for forms in read_triggers().by_first_word.values() for form in forms]
    assert len({form.lemma for form in forms}) >= 600


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Izz ad-Din al-Qassam Brigades said so.", "al-Qassam Brigades"),
        ("The Iz ad-Din al-Qassam Brigades said so.", "al-Qassam Brigades"),
        ("The Qassam said so.", "al-Qassam Brigades"),
        ("The Al-Quds Brigades said so.", "al-Quds Brigades"),
        ("Fighters of IS said so.", "Islamic State"),
        ("Isis said so.", "Islamic State"),
        ("The Sinai Province said so.", "Sinai Province"),
        ("The Israeli army said so.", "Israel Defense Forces"),
    ],
)
def test_actor(text: str, name: str) -> None:
    sentence = find_sentences(text)[0]
    assert [mention.name for mention in find_names(sentence, text, read_actors()[0])] == [name]


def test_is_is_a_verb_in_small_letters() -> None:
    sentence = find_sentences("This is so.")[0]
    assert find_names(sentence, "This is so.", read_actors()[0]) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("al-Quds Brigades", "al-Qassam Brigades"),
        ("Hamas", "Fatah"),
        ("Islamic State", "al-Qaeda"),
        ("Israel", "Hezbollah"),
        ("Quds Force", "al-Quds Brigades"),
    ],
)
def test_never_one_actor(one: str, other: str) -> None:
    known = read_actors()[1]
    assert one in known and other in known
    assert not belongs_to(one, other) and not belongs_to(other, one)


def test_places_have_coordinates_and_containment() -> None:
    known = read_places()[1]
    assert len(known) >= 300
    for name, place in known.items():
        assert place.place.lat is not None and -90 <= place.place.lat <= 90, name
        assert place.place.lon is not None and -180 <= place.place.lon <= 180, name
    assert is_within("Shajaiya", "Gaza Strip")
    assert not is_within("Gaza Strip", "Shajaiya")


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "of"),
    [
        ("At least eight villagers have been killed.", 8, None, "people", "killed"),
        ("Dozens of fighters were arrested.", 24, None, "people", "arrested"),
        ("They launched almost 30 rockets.", 27, 33, "rockets", "fired"),
        ("More than 2 million villagers were displaced.", 2_000_000, None, "people", "displaced"),
        ("Over 1,300 killed since May.", 1300, None, "people", "killed"),
        ("Up to 20 soldiers were wounded.", None, 20, "people", "wounded"),
        ("Twenty-two men died.", 22, 22, "people", "killed"),
    ],
)
def test_figure(text: str, low: float | None, high: float | None, unit: str, of: str) -> None:
    figure = find_figures(find_sentences(text)[0], text, frozenset())[0].figure
    assert (figure.low, figure.high, figure.unit, figure.of) == (
        pytest.approx(low) if low else low,
        pytest.approx(high) if high else high,
        unit,
        of,
    )


def test_half_of_them_is_a_part() -> None:
    text = "They fired 30 rockets, including ten missiles."
    figures = find_figures(find_sentences(text)[0], text, frozenset())
    assert [(mention.figure.low, mention.subset) for mention in figures] == [(30, False), (10, True)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Lt. Gen. Lee left on Oct. 8. He came back.", 2),
        ("He met J. Smith of the U.S. Army.", 1),
        ("“We left.” He said no more.", 2),
        ("The raid ended.The army left.", 2),
        ("One line\r\nanother line", 2),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(find_sentences(text)) == count


@given(st.text(alphabet=st.sampled_from("ab .,\r\n“”\"'killed raid said the 5—():"), max_size=300))
@settings(max_examples=150, deadline=None)
def test_offsets_hold_for_any_text(text: str) -> None:
    for sentence in find_sentences(text):
        for word, begin, end in zip(sentence.words, sentence.begins, sentence.ends, strict=True):
            assert text[begin:end].lower().replace("’", "'") == word
    for begin, end in find_quotes(text):
        assert 0 <= begin < end <= len(text)
    _spans_hold(article_of(text))


@pytest.mark.parametrize("text", ["", "killed", "a" * 50_000, "said:\n" * 2_000, "(" * 5_000, "killed, " * 5_000])
def test_hostile_text_is_only_dull(text: str) -> None:
    _spans_hold(article_of(text))


def _spans_hold(article: Article) -> None:
    claims, attributions = find_claims(article, ())
    for claim in claims:
        assert article.text[claim.begin : claim.end] == claim.quote
        assert article.text[claim.trigger.begin : claim.trigger.end] == claim.trigger.text
        assert claim.begin <= claim.trigger.begin and claim.trigger.end <= claim.end
        assert (claim.time is None) == bool(claim.undated_reason)
    for attribution in attributions:
        for span in (attribution.source, attribution.cue, attribution.content):
            assert span is None or article.text[span.begin : span.end] == span.text
    assert len({claim.id for claim in claims}) == len(claims)


def test_other_languages_make_no_claims_and_say_so() -> None:
    article = article_of("Deux soldats ont été tués.", language="fr")
    assert find_claims(article, ()) == ((), ())
    assert "fr" in (claims_note(article) or "")
    assert claims_note(article_of("Two soldiers were killed.")) is None


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ann Lee/Getty Images Rebels killed Tom Hart on Monday.", ["Tom Hart"]),
        ("Rebels killed Tom Hart on Monday (Photo by Ann Lee).", ["Tom Hart"]),
        ("Rebels killed Tom Hart on Monday. Getty Images", ["Tom Hart"]),
    ],
)
def test_who_made_a_picture_takes_no_part(text: str, people: list[str]) -> None:
    article = article_of(text)
    claims, _ = find_claims(article, tag_text(text, published=article.published.interval, article=article.id))
    names = [actor.name for claim in claims for actor in claim.actors]
    assert [name for name in names if " " in name] == people


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("An officer of the brigade deserted in June.", "“June”"),
        ("More than 40 people were killed since mid-September.", "“mid-September”"),
        ("The army bombed the town on Friday.", "“Friday”"),
    ],
)
def test_an_undated_claim_names_what_could_not_be_anchored(text: str, named: str) -> None:
    article = dataclasses.replace(article_of(text), published=Dating(None, None, None))
    claims, _ = find_claims(article, tag_text(text, published=article.published.interval, article=article.id))
    assert [claim.time for claim in claims] == [None]
    assert named in (claims[0].undated_reason or "")


def test_the_note_of_an_unread_language_reaches_the_article() -> None:
    article = dataclasses.replace(article_of("Der Sender meldet nichts."), language="de")
    told = examine(article)[0]
    assert any("English only" in doubt for doubt in told.doubts)
    assert examine(told)[0].doubts == told.doubts


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Rebels captured the town of Goma on Monday.", [("rebels", "agent")]),
        ("Police detained 40 protesters on Sunday.", [("police", "agent"), ("protesters", "patient")]),
        ("Six soldiers were killed by gunmen near Gao.", [("gunmen", "agent"), ("soldiers", "patient")]),
        ("Six civilians died in an air raid.", [("civilians", "patient")]),
        ("Turkish soldiers shelled the village.", [("Turkey", "agent")]),
        ("Niger expelled two envoys.", [("Niger", "agent")]),
        ("Nairobi sent 200 police officers to the island.", [("Kenya", "agent"), ("police", "patient")]),
        ("Jets bombed a market in Niger.", []),
        (
            "RSF fighters and the Al-Quds Brigades fired rockets.",
            [("Rapid Support Forces", "agent"), ("al-Quds Brigades", "agent")],
        ),
        ("A bomb exploded at a police station.", []),
    ],
)
def test_groups_without_a_name_take_part_where_no_name_does(text: str, actors: list[tuple[str, str]]) -> None:
    article = article_of(text)
    claims, _ = find_claims(article, tag_text(text, published=article.published.interval, article=article.id))
    assert sorted((actor.name, actor.role) for claim in claims for actor in claim.actors) == actors


def test_a_dateline_dates_no_event() -> None:
    text = "NYALA, Oct 15 — Dozens died on Monday when warplanes bombed a market, a nurse told the paper on Tuesday."
    article = dataclasses.replace(article_of(text, published="2024-10-16"), dateline=Span(0, 15, text[:15]))
    timexes = tag_text(text, published=article.published.interval, article=article.id, dateline=article.dateline)
    claims, _ = find_claims(article, timexes)
    assert {claim.time.edtf for claim in claims if claim.time} == {"2024-10-14"}


PLACES = tomllib.loads((Path(__file__).parent / "places.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", PLACES, ids=lambda case: case["text"])
def test_places_of_a_sentence(case: dict[str, Any]) -> None:
    found = [find_place_names(sentence, case["text"]) for sentence in find_sentences(case["text"])]
    assert [mention.name for mentions in found for mention in mentions] == case["places"]


def test_every_town_lies_on_the_earth_and_none_is_a_conflict_place_too() -> None:
    listed = read_places()[1]
    towns = read_towns()[1]
    assert len(towns) > 5000
    assert not listed.keys() & towns.keys()
    for town in towns.values():
        lat, lon = town.known.place.lat, town.known.place.lon
        assert (lat is None) == (lon is None)
        assert lat is None or (-90 <= lat <= 90 and -180 <= (lon or 0) <= 180)
        assert town.known.within or not town.known.place.lat


def test_a_name_that_two_towns_share_has_no_coordinates() -> None:
    shared = known_place("Fatehpur")
    assert shared is not None
    assert shared.place.lat is None
