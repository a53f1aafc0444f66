"""What the page Compare says, as rows: the matrix, the graph of sources, the ledger, two periods."""

from __future__ import annotations

import dataclasses
import math
from datetime import date
from xml.etree import ElementTree

import pytest
from samples import sample_timeline

from timeline.types import Interval, Telling
from timeline.ui.ledger import ledger_rows
from timeline.ui.periods import compare_periods, halves
from timeline.views.matrix import matrix_of
from timeline.views.places import place_rows
from timeline.views.places_picture import places_figure
from timeline.views.sources import source_graph, strongest
from timeline.views.sources_picture import draw_graph

SAMPLE = sample_timeline()
MARKET = SAMPLE.event_by_id["event-0000000001"]


def test_the_matrix_has_a_cell_for_each_outlet_that_tells() -> None:
    matrix = matrix_of(SAMPLE, [event for event in SAMPLE.events if len(event.outlets) > 1])
    assert len(matrix.rows) == 1
    cells = {cell.outlet: cell.lag for cell in matrix.rows[0].cells if cell}
    # the Post's publication is known to the month only: it may have been the first
    assert cells == {
        "Northern Courier": "First known",
        "Meridian Wire": "1 day later",
        "صوت الساحل": "2 days later",
        'Harbour "Post" <b>&': "Order not known",
    }


def test_first_is_said_where_every_day_is_known() -> None:
    days = [date(2021, 3, 10), date(2021, 3, 12)]
    tellings = tuple(
        Telling(name, article.id, day, day, (day - days[0]).days)
        for name, article, day in zip(("Northern Courier", "Meridian Wire"), SAMPLE.articles, days, strict=False)
    )
    (row,) = matrix_of(SAMPLE, [dataclasses.replace(MARKET, tellings=tellings)]).rows
    assert [cell.lag for cell in row.cells if cell] == ["2 days later", "First"]


def test_the_graph_of_sources_leads_from_source_to_taker() -> None:
    graph = source_graph(SAMPLE, SAMPLE.claims)
    links = {(link.giver, link.taker) for link in graph.links}
    assert ("Meridian Wire", "صوت الساحل") in links
    assert all(not node.origin for node in graph.nodes if node.name in {taker for _, taker in links})
    media = source_graph(SAMPLE, SAMPLE.claims, media_only=True)
    assert {node.kind for node in media.nodes} <= {"outlet", "agency"}
    assert len(strongest(graph, 1).links) == 1


def test_the_picture_of_the_sources_holds_no_markup_of_a_text() -> None:
    hostile = "<script>alert(1)</script>\u202e&"
    attributions = tuple(dataclasses.replace(one, name=hostile) for one in SAMPLE.attributions)
    timeline = dataclasses.replace(SAMPLE, attributions=attributions)
    picture = draw_graph(source_graph(timeline, timeline.claims))
    assert picture is not None
    assert "<script" not in picture.svg
    assert "\u202e" not in picture.svg
    assert len(ElementTree.fromstring(picture.svg)) > 3
    assert draw_graph(source_graph(SAMPLE, ())) is None


def test_sources_in_a_circle_are_drawn_too() -> None:
    one, two = SAMPLE.articles[:2]
    names = [article.outlet.name for article in (two, one) if article.outlet]
    links = tuple(
        dataclasses.replace(SAMPLE.attributions[0], id=f"x{at}", article=article.id, name=name)
        for at, (article, name) in enumerate(zip((one, two), names, strict=True))
    )
    claims = tuple(
        dataclasses.replace(claim, attribution=(f"x{at}",))
        for at, article in enumerate((one, two))
        for claim in SAMPLE.claims
        if claim.article == article.id
    )
    timeline = dataclasses.replace(SAMPLE, attributions=links, claims=claims)
    picture = draw_graph(source_graph(timeline, claims))
    assert picture is not None
    assert picture.svg.count('class="link"') == 2


def test_the_ledger_has_every_side_word_for_word() -> None:
    rows = ledger_rows(SAMPLE)
    assert len(rows) == sum(len(event.conflicts) for event in SAMPLE.events)
    for row in rows:
        assert len(row.sides) > 1
        for side in row.sides:
            assert "".join(piece.text for piece in side.quote) == SAMPLE.claim_by_id[side.claim].quote


def test_two_periods_count_each_claim_once_at_most() -> None:
    proposed = halves(SAMPLE)
    assert proposed is not None
    table = compare_periods(SAMPLE, *proposed)
    assert sum(row.first for row in table.kinds) == table.totals[0] == sum(row.first for row in table.outlets)
    assert sum(table.totals) + table.both <= len(SAMPLE.claims)
    day = Interval(date(2021, 3, 9), date(2021, 3, 9))
    before = Interval(date(2021, 3, 8), date(2021, 3, 8))
    assert compare_periods(SAMPLE, before, day).totals == (1, 6)


def test_each_place_is_on_the_map_once_and_says_how_precise_it_is() -> None:
    rows = {row.name: row for row in place_rows(SAMPLE)}
    karsin = rows["Karsin"]
    assert karsin.is_placed
    assert not karsin.is_point  # the place list does not know it: nobody can say that it is one spot
    assert not rows["the Oren valley"].is_placed
    figure = places_figure(tuple(rows.values()), chosen="Karsin")
    drawn = [ids[0] for trace in figure.data if trace.customdata is not None for ids in trace.customdata]
    assert drawn == [row.name for row in rows.values() if row.is_placed]
    (scale,) = [trace for trace in figure.data if trace.name == "Scale"]
    (told,) = [text for text in scale.text if text]
    across = (scale.x[2] - scale.x[0]) * 111.32 * math.cos(math.radians(scale.y[0]))
    assert across == pytest.approx(int(told.removesuffix(" km")), rel=0.01)
    west, east = figure.layout.xaxis.range
    assert west < scale.x[0] < scale.x[2] < west + (east - west) / 2
    assert {trace.type for trace in figure.data} == {"scatter"}  # a map trace would fetch outlines
