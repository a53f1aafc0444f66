"""The figure's data, looked at without drawing it."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from samples import sample_timeline

from timeline.types import Article, Claim, ClaimTime, Event, Origin, Outlet, Span, Timeline
from timeline.views import figure as figure_module
from timeline.views.drawing import drawing_of
from timeline.views.figure import MOST_MARKS, Look, figure_config, timeline_figure
from timeline.views.marks import marks_of
from timeline.views.words import theme

AXES = ["event", "published", "lag"]


def _plain(timeline: Timeline, **options: Any) -> dict[str, Any]:
    return dict(json.loads(timeline_figure(timeline, **options).to_json()))


def _marked(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if "customdata" in trace]


@pytest.mark.parametrize("axis", AXES)
@pytest.mark.parametrize("lanes", ["outlet", "type", "place", "actor"])
def test_every_mark_is_drawn_with_its_ids(axis: str, lanes: str) -> None:
    timeline = sample_timeline()
    figure = _plain(timeline, axis=axis, lanes=lanes)
    drawn = {tuple(ids) for trace in _marked(figure) for ids in trace["customdata"]}
    marks = marks_of(timeline, axis=axis, lanes=lanes)  # type: ignore[arg-type]
    assert drawn == {(mark.event, mark.claim, mark.id) for mark in marks}
    for trace in _marked(figure):
        assert len(trace["customdata"]) == len(trace["hovertext"]) == len(trace["y"])


@pytest.mark.parametrize("axis", AXES)
def test_few_traces_own_strip_no_slider(axis: str) -> None:
    figure = _plain(sample_timeline(), axis=axis)
    assert len(figure["data"]) <= 2 + 3 * 9 + 4
    assert {trace["type"] for trace in figure["data"]} <= {"scatter", "bar"}
    assert "rangeslider" not in figure["layout"]["xaxis"]
    assert [trace["type"] for trace in figure["data"] if trace.get("yaxis") == "y2"] == ["bar", "bar"]
    assert figure["layout"]["uirevision"].startswith(f"{axis}-None-")
    assert figure["layout"]["paper_bgcolor"] == figure["layout"]["plot_bgcolor"] == "rgba(0,0,0,0)"


def _bars_of(figure: dict[str, Any], event: str) -> list[dict[str, Any]]:
    found = []
    for trace in _marked(figure):
        if trace["type"] == "bar":
            for at, ids in enumerate(trace["customdata"]):
                if ids[0].endswith(event):
                    found.append(
                        {key: trace[key][at] for key in ("base", "x")}
                        | {key: trace["marker"][key][at] for key in ("opacity", "color")}
                    )
    return found


DAY = 86_400_000


def test_a_month_is_a_bar_of_its_whole_width() -> None:
    (bar,) = _bars_of(_plain(sample_timeline()), "05")
    assert bar["base"] == "2020-06-01T00:00"
    assert bar["x"] == 30 * DAY
    assert bar["opacity"] == 1


def test_a_vague_bar_is_faded_and_soft_at_its_ends() -> None:
    bars = _bars_of(_plain(sample_timeline()), "07")
    assert len(bars) == 3
    assert all(bar["opacity"] < 0.5 for bar in bars)
    assert bars[0]["opacity"] < bars[1]["opacity"] > bars[2]["opacity"]
    assert sum(bar["x"] for bar in bars) == 120 * DAY


def test_an_open_end_fades_to_the_edge_and_ends_in_an_arrow() -> None:
    figure = _plain(sample_timeline())
    bars = _bars_of(figure, "10")  # "by 28 February 2021"
    strengths = [bar["opacity"] for bar in bars]
    assert strengths == sorted(strengths)
    edges = figure["layout"]["xaxis"]["range"]
    assert edges == [figure["layout"]["xaxis"]["minallowed"], figure["layout"]["xaxis"]["maxallowed"]]
    assert bars[0]["base"] == edges[0]
    assert _arrows(figure)["10"] == ["triangle-left"]


def test_an_open_time_runs_out_of_the_picture_and_does_not_stretch_it() -> None:
    figure = _plain(sample_timeline())
    edges = figure["layout"]["xaxis"]["range"]
    assert edges[0] > "2020-01"  # event 04 is of "6 December 2017 or later": the axis does not go there for it
    (bar,) = _bars_of(figure, "04")
    assert bar["base"] == edges[0]
    assert bar["opacity"] < 0.5
    assert _arrows(figure)["04"] == ["triangle-left", "triangle-right"]


def test_a_decade_beyond_the_picture_is_an_arrow_at_its_edge() -> None:
    sample = sample_timeline()
    claim, *rest = sample.claims
    assert claim.time is not None
    long_ago = dataclasses.replace(claim.time, earliest=date(1990, 1, 1), latest=date(1999, 12, 31), edtf="199X")
    changed = dataclasses.replace(sample, claims=(dataclasses.replace(claim, time=long_ago), *rest))
    marks = [mark for mark in marks_of(changed) if claim.id in mark.claims]
    drawing = drawing_of(marks_of(changed), "event")
    assert [(drawing.pieces(mark), drawing.leaves(mark)) for mark in marks] == [((), ("left",))]
    assert drawing.left > date(2020, 1, 1).toordinal()
    drawn = [ids for trace in _marked(_plain(changed)) for ids in trace["customdata"] if ids[1] == claim.id]
    assert len(drawn) == 1


def _arrows(figure: dict[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for trace in _marked(figure):
        if trace["type"] == "scatter":
            for ids, symbol in zip(trace["customdata"], trace["marker"]["symbol"], strict=True):
                if "triangle" in symbol:
                    found.setdefault(ids[0][-2:], []).append(symbol)
    return found


def test_status_is_told_by_the_sign_not_only_by_colour() -> None:
    figure = _plain(sample_timeline())
    signs = {
        ids[0][-2:]: symbol
        for trace in _marked(figure)
        if trace["type"] == "scatter"
        for ids, symbol in zip(trace["customdata"], trace["marker"]["symbol"], strict=True)
        if ids[1].startswith("a00000000004")
    }
    assert signs == {"01": "circle-open-dot"}
    (planned,) = _bars_of(figure, "08")
    assert planned["color"] == theme().clear


@pytest.mark.parametrize("axis", AXES)
def test_no_two_marks_are_drawn_on_the_same_spot(axis: str) -> None:
    timeline = sample_timeline()
    drawing = drawing_of(marks_of(timeline, axis=axis), axis)  # type: ignore[arg-type]
    dots = [(drawing.centre(mark), drawing.middle(mark)) for mark in drawing.marks if mark.is_day]
    assert len(set(dots)) == len(dots)


def test_tooltips_hold_text_not_markup() -> None:
    texts = [text for trace in _marked(_plain(sample_timeline())) for text in trace["hovertext"]]
    joined = "\n".join(texts)
    assert "<script" not in joined
    assert "<img" not in joined
    assert "\u202e" not in joined
    assert "\x00" not in joined
    assert "Shells fell on the market of Karsin" in joined
    assert "and 1 more claim of this outlet: denied" in joined
    assert all(len(line) < 260 for text in texts for line in text.split("<br>"))


def test_lane_names_are_escaped() -> None:
    notes = [note["text"] for note in _plain(sample_timeline())["layout"]["annotations"]]
    assert any("&lt;b&gt;&amp;" in note for note in notes)


def test_both_themes_have_the_same_marks_in_other_colours() -> None:
    light, dark = _plain(sample_timeline()), _plain(sample_timeline(), dark=True)
    swap = dict(zip(theme(False).colours(), theme(True).colours(), strict=True))
    assert (
        json.loads(json.dumps(light), object_hook=lambda part: {k: _swapped(v, swap) for k, v in part.items()}) == dark
    )


def _swapped(value: Any, swap: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_swapped(part, swap) for part in value]
    return swap.get(value, value) if isinstance(value, str) else value


def test_an_empty_timeline_says_so() -> None:
    figure = _plain(Timeline())
    assert figure["data"] == []
    assert "Nothing here has a date" in figure["layout"]["annotations"][0]["text"]


def _many(number: int) -> Timeline:
    """A timeline of ``number`` day claims, each its own event, out of one sample claim."""
    sample = sample_timeline()
    article: Article = dataclasses.replace(sample.articles[0], outlet=Outlet("Daily"))
    claim = sample.claims[0]
    claims: list[Claim] = []
    events: list[Event] = []
    for at in range(number):
        assert claim.time is not None
        day = claim.time.earliest
        assert day is not None
        day = day.fromordinal(day.toordinal() + at % 700)
        name = f"{article.id}-c{at}"
        time = ClaimTime(day.isoformat(), day, day, "day", None, "in the same clause")
        claims.append(dataclasses.replace(claim, id=name, time=time, attribution=(), trigger=Span(at, at, "")))
        origin = (Origin("Daily", (name,)),)
        events.append(
            Event(f"event-{at:010d}", "Shelling", "ASSAULT", (name,), day.isoformat(), day, day, ("Daily",), origin)
        )
    return Timeline(articles=(article,), claims=tuple(claims), events=tuple(events))


def test_above_the_limit_the_marks_are_counted_in_bins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure_module, "MOST_MARKS", 50)
    figure = _plain(_many(120))
    assert "120 reports, too many to draw one by one" in figure["layout"]["title"]["text"]
    tiles = next(trace for trace in figure["data"] if trace.get("orientation") == "h")
    numbers = [int(text.split("<b>")[1].split()[0]) for text in tiles["hovertext"]]
    assert sum(numbers) == 120
    assert MOST_MARKS == 2000


def test_nothing_in_the_configuration_leads_out() -> None:
    config = figure_config()
    assert config["plotlyServerURL"] == ""
    assert config["displaylogo"] is False
    assert config["showSendToCloud"] is False
    assert "sendChartToCloud" in config["modeBarButtonsToRemove"]


def test_plotly_express_is_not_imported() -> None:
    code = "import sys, timeline.views.report; sys.exit('plotly.express' in sys.modules or 'pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_view_shows_what_reaches_into_it_and_nothing_else() -> None:
    day = 737_858  # 9 March 2021
    figure = _plain(sample_timeline(), look=Look(view=(float(day), float(day + 1))))
    shown = {ids[0][-2:] for trace in _marked(figure) for ids in trace["customdata"]}
    assert shown == {"01", "02", "04", "07"}
    assert figure["layout"]["xaxis"]["range"] == ["2021-03-09T00:00", "2021-03-10T00:00"]


def test_many_marks_are_shown_one_by_one_where_few_are_in_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure_module, "MOST_MARKS", 50)
    figure = _plain(_many(120), look=Look(view=(737_858.0, 737_868.0)))
    assert sum(len(trace["customdata"]) for trace in _marked(figure)) == 10


def test_a_page_with_its_own_strip_and_legend_gets_neither() -> None:
    figure = _plain(sample_timeline(), look=Look(strip=False, legend=False))
    assert figure["layout"]["showlegend"] is False
    assert not [trace for trace in figure["data"] if trace.get("yaxis") == "y2"]


def test_a_time_that_says_little_is_drawn_thin() -> None:
    figure = _plain(sample_timeline())
    widths = {
        ids[0][-2:]: width
        for trace in _marked(figure)
        if trace["type"] == "bar"
        for ids, width in zip(trace["customdata"], trace["width"], strict=True)
    }
    assert widths["04"] == widths["10"] < widths["05"] / 2
