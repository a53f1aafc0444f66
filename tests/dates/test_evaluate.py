"""The evaluation agrees with the scorer of the gold data to the last digit, and tells gains and losses."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from timeline.dates.evaluate import evaluate_folder
from timeline.dates.gold import read_gold
from timeline.dates.tag import tag_text
from timeline.errors import TimelineError
from timeline.types import OPEN, Interval

SHARED = Path(__file__).parents[3] / "shared" / "eval"
OURS = """<TimeML><DOCID>d</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="2024-03-12">x</TIMEX3></DCT>
<TEXT>Rockets fell on <TIMEX3 tid="t1" type="DATE" value="2024-03-10">Sunday</TIMEX3> &amp; on
<TIMEX3 tid="t2" type="DATE" value="2024-03-11">Monday</TIMEX3>; it was quiet <TIMEX3 tid="t3" type="DATE"
value="PAST_REF">once</TIMEX3>. Nothing moves today.</TEXT></TimeML>"""


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_timex", SHARED / "score_timex.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not SHARED.exists(), reason="the gold data is not on this machine")
@pytest.mark.parametrize("corpus", ["tbaq", "wikiwars"])
def test_the_scores_are_those_of_the_scorer(corpus: str) -> None:
    theirs = scorer()
    report = evaluate_folder(SHARED / corpus)
    gold = theirs.read_corpus([str(SHARED / corpus)])
    system = {}
    for document in read_gold(SHARED / corpus):
        assert document.text == gold[document.name].text
        day = document.published
        found = tag_text(document.text, published=Interval(day, day) if day else OPEN)
        system[document.name] = [theirs.Timex(document.name, x.begin, x.end, x.type, x.value) for x in found]
    expected = theirs.score(gold, system)
    assert {name: expected[name] for name in report.scores} == report.scores
    assert (report.gold, report.found) == (expected["gold"], expected["system"])


def test_every_decision_is_told(tmp_path: Path) -> None:
    (tmp_path / "d.tml").write_text(OURS, "utf-8")
    report = evaluate_folder(tmp_path)
    assert [(one.said, one.status) for one in report.decisions] == [
        ("Sunday", "right"),
        ("Monday", "right"),
        ("once", "missed"),
        ("today", "spurious"),
    ]
    assert report.scores["strict_p"] == pytest.approx(2 / 3)
    assert "1 missed: no rule" in str(report)


def test_gains_and_losses_since_a_baseline(tmp_path: Path) -> None:
    gold, baseline = tmp_path / "gold", tmp_path / "baseline.json"
    gold.mkdir()
    (gold / "d.tml").write_text(OURS.replace("2024-03-10", "2024-03-09").replace("&amp;", "and x"), "utf-8")
    evaluate_folder(gold, save_baseline=baseline)
    (gold / "d.tml").write_text(OURS.replace("2024-03-11", "2024-03-18").replace("&amp;", "and x"), "utf-8")
    report = evaluate_folder(gold, baseline=baseline)
    assert [change.split(":")[0] for change in report.gains] == ["d 16-22"]
    assert [change.split("'")[1] for change in report.losses] == ["Monday"]
    assert "1 gains since the baseline" in str(report)


@pytest.mark.parametrize("content", ["", "[]", "{}"])
def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "d.tml").write_text(OURS, "utf-8")
    (tmp_path / "base.json").write_text(content, "utf-8")
    with pytest.raises(TimelineError, match="not a baseline"):
        evaluate_folder(tmp_path, baseline=tmp_path / "base.json")


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TimelineError, match="no gold documents"):
        evaluate_folder(tmp_path)
