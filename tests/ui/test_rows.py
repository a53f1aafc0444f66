"""The rows of panel, lists and reading view, and their HTML: all that can be tested without a browser."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import sample_timeline

from timeline.types import Dating, Outlet, Timeline
from timeline.ui import listing
from timeline.ui.evidence import article_marks, event_dossier
from timeline.ui.markup import markdown_line, markdown_text, render
from timeline.ui.moves import compare
from timeline.ui.pieces import Mark, cut, paragraphs

SAMPLE = sample_timeline()
MARKET = SAMPLE.event_by_id["event-0000000001"]


@given(
    text=st.text(max_size=60),
    marks=st.lists(
        st.tuples(st.integers(0, 70), st.integers(0, 70), st.sampled_from(["date", "sentence"])), max_size=6
    ),
)
def test_pieces_joined_are_the_text(text: str, marks: list[tuple[int, int, str]]) -> None:
    pieces = cut(text, [Mark(min(a, b), max(a, b), kind) for a, b, kind in marks])
    assert "".join(piece.text for piece in pieces) == text
    lines = ["".join(piece.text for piece in line) for line in paragraphs(pieces)]
    assert lines == [line for line in text.split("\n") if line.strip()]


def test_a_piece_has_the_kinds_of_all_marks_over_it() -> None:
    pieces = cut("He left in June.", [Mark(0, 16, "sentence"), Mark(11, 15, "date")])
    assert [(piece.text, piece.kinds) for piece in pieces] == [
        ("He left in ", ("sentence",)),
        ("June", ("sentence", "date")),
        (".", ("sentence",)),
    ]


def test_the_dossier_has_every_outlets_sentence_with_its_date_marked() -> None:
    dossier = event_dossier(SAMPLE, MARKET)
    assert dossier.support == "4 outlets, 3 origins"
    assert len(dossier.statements) == 5
    for statement in dossier.statements:
        quote = "".join(piece.text for piece in statement.quote)
        assert quote == SAMPLE.claim_by_id[statement.row.id].quote
        dates = [piece.text for piece in statement.quote if "date" in piece.kinds]
        assert dates == [statement.row.phrase]


def test_of_a_very_long_article_the_surroundings_are_shown() -> None:
    first = SAMPLE.articles[0]
    long = dataclasses.replace(first, text=first.text + " More words follow." * 5000)
    timeline = dataclasses.replace(SAMPLE, articles=(long, *SAMPLE.articles[1:]))
    statement = event_dossier(timeline, MARKET).statements[0]
    shown = "".join(piece.text for line in statement.text for piece in line)
    assert statement.row.id.startswith(first.id)
    assert SAMPLE.claim_by_id[statement.row.id].quote in shown
    assert shown.endswith(" …")
    assert len(shown) < 20_100


def test_a_text_with_thousands_of_marks_is_cut_whole() -> None:
    text = "word " * 40_000
    marks = [Mark(begin, begin + 4, "date") for begin in range(0, len(text), 10)]
    assert len(cut(text, marks)) == 2 * len(marks)


def test_a_filtered_event_still_shows_all_its_evidence() -> None:
    alone = dataclasses.replace(MARKET, claims=MARKET.claims[:1])
    assert len(event_dossier(SAMPLE, SAMPLE.event_by_id[alone.id]).statements) == 5


@pytest.mark.parametrize("event", SAMPLE.events, ids=lambda event: event.label)
def test_no_word_of_an_article_becomes_markup(event: object) -> None:
    html = render("evidence", dossier=event_dossier(SAMPLE, event))  # type: ignore[arg-type]
    assert "<script" not in html
    assert html.count("<img") == html.count('<img class="ct-graph"')  # our own picture
    assert "javascript:" not in html
    assert "\u202e" not in html


@pytest.mark.parametrize("article", SAMPLE.articles, ids=lambda article: article.id)
def test_the_reading_view_holds_the_whole_text_and_no_markup_of_it(article: object) -> None:
    reading = listing.reading_of(SAMPLE, article)  # type: ignore[arg-type]
    shown = "".join(piece.text for line in reading.text for piece in line)
    assert shown == article.text.replace("\n", "")  # type: ignore[attr-defined]
    html = render("reading", reading=reading)
    assert "<script" not in html
    assert "<img" not in html
    dates = sum(mark.timex is not None for mark in article_marks(SAMPLE, article.id))  # type: ignore[attr-defined]
    claims = sum(claim.article == article.id for claim in SAMPLE.claims)  # type: ignore[attr-defined]
    assert html.count("ct-tip") == dates + claims


def test_labels_of_a_list_are_never_alike() -> None:
    twins = [dataclasses.replace(MARKET, id=f"event-{number}") for number in range(3)]
    labels = [row.label for row in listing.event_rows(twins)]
    assert labels == [MARKET.label, f"{MARKET.label} (2)", f"{MARKET.label} (3)"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("[x](http://a)", "\\[x\\]\\(http\\:\u2060//a\\)"),
        ("www.a.example", "www\u2060\\.a\\.example"),
        ("a@b.example", "a\u2060@b\\.example"),
        (":red[b] :material/home:", r"\:red\[b\] \:material/home\:"),
        ("![i](j) `c` $m$ ~s~", r"\!\[i\]\(j\) \`c\` \$m\$ \~s\~"),
        ("two\nlines", "two lines"),
        ("turn\u202eed", "turn⟨U\\+202E⟩ed"),
    ],
)
def test_markdown_of_an_article_is_not_obeyed(text: str, shown: str) -> None:
    assert markdown_text(text) == shown


def test_parts_of_a_line_are_isolated() -> None:
    assert markdown_line(["صوت", "12 March"]) == "\u2068صوت\u2069 · \u206812 March\u2069"


def test_a_question_stands_once_above_all_that_is_said_to_it() -> None:
    twice = dataclasses.replace(MARKET, conflicts=(*MARKET.conflicts, *MARKET.conflicts))
    html = render("evidence", dossier=event_dossier(SAMPLE, twice))
    part = html[html.index("Where they disagree") : html.index("ct-cards")]
    assert re.findall("<dt>(.*?)</dt>", part) == ["How many", "When", "Whether"]
    assert part.count("<p>") == 2 * len(MARKET.conflicts)


def test_who_was_first_is_not_said_of_days_that_are_not_known() -> None:
    day = SAMPLE.articles[0].published
    dated = tuple(dataclasses.replace(article, published=day) for article in SAMPLE.articles)
    bare = (dataclasses.replace(dated[0], published=Dating(None, None, None, ())), *dated[1:])
    known, unknown = (
        render("evidence", dossier=event_dossier(dataclasses.replace(SAMPLE, articles=articles), MARKET))
        for articles in (dated, bare)
    )
    assert "First: <bdi>" in known
    assert "First of those whose day is known: <bdi>" in unknown
    assert "may have been earlier or later: <bdi>" in unknown


def test_a_page_of_a_name_fills_no_page() -> None:
    long = "O" * 10_000
    articles = tuple(
        dataclasses.replace(one, title=long, byline=long, outlet=Outlet(long), doubts=(f"'{long}' is new",))
        for one in SAMPLE.articles
    )
    event = dataclasses.replace(MARKET, label=long, outlets=(long,), joins=(long,))
    timeline = dataclasses.replace(SAMPLE, articles=articles, events=(event,))
    shown = (
        render("evidence", dossier=event_dossier(timeline, event)),
        render("reading", reading=listing.reading_of(timeline, articles[0])),
        render("added", reading=listing.reading_of(timeline, articles[0]), title=long, found=""),
        *(caption for row in listing.event_rows((event,)) for caption in row.captions),
        *(caption for row in listing.article_rows(timeline) for caption in row.captions),
    )
    assert max(len(run) for html in shown for run in re.findall("O+", html)) <= 400


def test_doubts_name_an_unknown_outlet_and_date() -> None:
    bare = dataclasses.replace(SAMPLE.articles[4], outlet=None, doubts=())
    assert [doubt.split(":")[0] for doubt in listing.doubts_of(bare)] == [
        "the outlet is not known",
        "the publication date is not known",
    ]
    assert listing.doubts_of(SAMPLE.articles[0]) == ()


def test_moves_are_told_by_phrase_and_by_claim() -> None:
    first = SAMPLE.articles[0].id
    timexes = tuple(SAMPLE.timex_by_id[timex.id] for timex in SAMPLE.timexes if timex.article != first)
    claims = tuple(
        dataclasses.replace(claim, time=None) if claim.article == first else claim for claim in SAMPLE.claims
    )
    after = dataclasses.replace(SAMPLE, timexes=timexes, claims=claims)
    change = compare(SAMPLE, after, first)
    assert [(move.phrase, move.before, move.after) for move in change.moved][:2] == [
        ("Tuesday", "9 March 2021", "not found"),
        ("Tuesday", "9 March 2021", "not found"),
    ]
    assert (change.claims_moved, change.claims) == (5, 5)
    assert compare(SAMPLE, SAMPLE, first).moved == ()


def test_an_empty_timeline_has_empty_rows() -> None:
    empty = Timeline()
    assert listing.article_rows(empty) == listing.event_rows(empty.events) == listing.undated_groups(empty) == ()
