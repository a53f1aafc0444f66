"""The command as users' scripts call it: what it writes, what it says, and its exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from timeline.cli import main

ARTICLE = """---
outlet: The Independent
title: Raid on a border village
published: 2024-03-05
---
Soldiers attacked the village of Khiam on Friday, killing at least eight people, police told The Independent.

A bomb exploded in Beirut on 2 March 2024.
"""


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "raid.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_build_writes_all_outputs_and_says_what_was_found(article: Path, tmp_path: Path) -> None:
    outputs = {name: tmp_path / f"out.{name}" for name in ("json", "html", "case")}
    result = run("build", article, *(part for name, path in outputs.items() for part in (f"--{name}", path)))
    assert result.exit_code == 0, result.output
    assert result.output.startswith("1 article, 1 outlet, ")
    document = json.loads(outputs["json"].read_text(encoding="utf-8"))
    assert {claim["time"]["edtf"] for claim in document["claims"]} >= {"2024-03-01", "2024-03-02"}
    assert run("export", outputs["case"], "--format", "json", "-o", tmp_path / "again.json").exit_code == 0
    assert (tmp_path / "again.json").read_bytes() == outputs["json"].read_bytes()
    assert run("report", outputs["case"], "-o", tmp_path / "again.html").exit_code == 0
    assert (tmp_path / "again.html").read_bytes() == outputs["html"].read_bytes()
    assert run("report", outputs["html"], "-o", tmp_path / "third.html").exit_code == 0
    assert (tmp_path / "third.html").read_bytes() == outputs["html"].read_bytes()


def test_an_unreadable_input_is_named_and_the_rest_is_read(article: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = run("build", tmp_path, "--json", tmp_path.parent / "partly.json", "--force")
    assert result.exit_code == 1
    assert "empty.txt: " in result.stderr and "; " in result.stderr
    document = json.loads((tmp_path.parent / "partly.json").read_text(encoding="utf-8"))
    assert len(document["articles"]) == 1 and len(document["problems"]) == 1


def test_nothing_readable_is_status_2(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = run("build", tmp_path, "--json", tmp_path / "out.json")
    assert result.exit_code == 2 and "nothing to build" in result.stderr
    assert not (tmp_path / "out.json").exists()


def test_an_existing_output_needs_force(article: Path, tmp_path: Path) -> None:
    kept = tmp_path / "out.json"
    kept.write_text("mine")
    refused = run("build", article, "--json", kept)
    assert refused.exit_code == 2 and "--force" in refused.stderr and kept.read_text() == "mine"
    assert run("build", article, "--json", kept, "--force").exit_code == 0
    assert kept.read_text() != "mine"


def test_two_workers_give_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.md").write_text(ARTICLE.replace("Khiam", f"Khiam-{number}"), encoding="utf-8")
    for workers in ("1", "2"):
        assert run("build", folder, "--workers", workers, "--json", tmp_path / f"{workers}.json").exit_code == 0
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()


def test_options_date_and_name_only_what_states_none(article: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.txt"
    bare.write_text("A bomb exploded in Beirut on Friday, wounding two people, the army said.\n", encoding="utf-8")
    options = ("--published", "2019-05-08", "--outlet", "Le Monde")
    assert run("build", tmp_path, *options, "--json", tmp_path / "out.json").exit_code == 0
    articles = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["articles"]
    assert [(one["outlet"]["name"], one["published"]["edtf"]) for one in articles] == [
        ("Le Monde", "2019-05-08"),
        ("The Independent", "2024-03-05"),
    ]


def test_a_persons_correction_outlives_a_new_build(article: Path, tmp_path: Path) -> None:
    from timeline.case import Action, append_action, load_case

    path = tmp_path / "kept.case"
    assert run("build", article, "--case", path).exit_code == 0
    timeline = load_case(path).timeline
    [one] = timeline.articles
    action = Action("2026-01-02T03:04:05Z", "M", one.id, "published", "2024-03-05", "2024-03-12")
    append_action(path, action, timeline)
    assert run("build", article, "--case", path, "--force").exit_code == 0
    case = load_case(path)
    assert case.actions == (action,)
    assert case.timeline.articles[0].published.edtf == "2024-03-12"
    assert "2024-03-08" in {claim.time.edtf for claim in case.timeline.claims if claim.time}


def test_articles_added_in_the_app_outlive_a_new_build(article: Path, tmp_path: Path) -> None:
    from timeline.articles import read_bytes
    from timeline.case import load_case, save_case
    from timeline.pipeline import assemble

    path = tmp_path / "kept.case"
    assert run("build", article, "--case", path).exit_code == 0
    pasted, _ = read_bytes(b"Rebels left the port on 1 March 2024, the mayor said.", "pasted.txt")
    save_case(path, assemble((*load_case(path).timeline.articles, *pasted)), force=True)
    result = run("build", article, "--case", path, "--force")
    assert result.exit_code == 0 and "1 article that these inputs do not hold stay" in result.output
    assert [one.id for one in load_case(path).timeline.articles][1:] == [pasted[0].id]
    article.write_text(ARTICLE.replace("Beirut", "Tyre"), encoding="utf-8")
    assert run("build", article, "--case", path, "--force").exit_code == 0
    assert len(load_case(path).timeline.articles) == 2


def test_tag_reads_lines_and_names_the_bad_ones() -> None:
    lines = [
        '{"doc": "a", "text": "It began on 8 October 2023.", "dct": null}',
        "{broken",
        '{"doc": "b", "text": "It ended on Friday.", "dct": "2024-03-05"}',
        '{"doc": "c", "text": "It ended.", "dct": "yesterday"}',
        '{"doc": "d"}',
        "",
        '{"doc": "e", "text": "nothing here"}',
    ]
    result = run("tag", stdin="\n".join(lines))
    assert result.exit_code == 1
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["doc"], one["text"], one["value"]) for one in found] == [
        ("a", "8 October 2023", "2023-10-08"),
        ("b", "Friday", "2024-03-01"),
    ]
    assert set(found[0]) >= {
        "doc", "begin", "end", "text", "type", "value", "earliest", "latest", "edtf", "anchor", "rule",
    }  # fmt: skip
    told = result.stderr.splitlines()
    assert [line.split(": ")[0].rpartition(":")[2] for line in told] == ["2", "4", "5"]
    assert "2017-02-07" in told[1]


def test_explain_shows_rule_anchor_and_steps() -> None:
    result = run("explain", "They met nearly a year ago.", "--published", "2017-02-07")
    assert result.exit_code == 0
    assert "nearly a year ago" in result.output and "7 February 2017" in result.output


USAGE = [
    (("explain", "on Friday", "--published", "soon"), "is not a publication date"),
    (("report", "README.md", "-o", "x.html"), "is not a case"),
    (("export", "data", "--format", "csv", "-o", "x.csv"), "is a folder"),
    (("build", "tests", "--json", "nowhere/x.json"), "no such folder"),
]


@pytest.mark.parametrize(("arguments", "said"), USAGE, ids=[said for _, said in USAGE])
def test_wrong_use_is_one_line_and_status_2(
    arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parent.parent)
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr and "Traceback" not in result.stderr


def test_every_command_has_help() -> None:
    for name in main.commands:
        result = run(name, "--help")
        assert result.exit_code == 0 and len(result.output) > 80, name


HEAVY = ("streamlit", "plotly", "pandas", "numpy", "dateparser", "jinja2", "py3langid", "sqlite3")


@pytest.mark.parametrize(
    "code", ["import timeline", "import timeline.cli", "import timeline; timeline.tag('on Friday')"]
)
def test_heavy_libraries_wait_until_they_are_needed(code: str) -> None:
    program = f"{code}\nimport sys\nprint([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_name_is_withheld_from_report_and_export(article: Path, tmp_path: Path) -> None:
    case, names = tmp_path / "case.json", tmp_path / "names.txt"
    names.write_text("Khiam\n\n", encoding="utf-8")
    assert run("build", article, "--json", case).exit_code == 0
    out = ("--withhold-file", names, "--words", "40")
    assert run("report", case, "-o", tmp_path / "r.html", "--author", "Khiam desk", *out).exit_code == 0
    assert run("export", case, "--format", "markdown", "-o", tmp_path / "r.md", *out).exit_code == 0
    for name in ("r.html", "r.md"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "Khiam" not in text
        assert "name withheld" in text
    listed = json.loads(case.read_text(encoding="utf-8"))["articles"][0]["id"]
    assert run("export", case, "--format", "csv", "-o", tmp_path / "r.csv", "--leave-out", listed).exit_code == 0
    assert (tmp_path / "r.csv").read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--words", "few", "not a number of words"),
        ("--leave-out", "a0", "no article 'a0'"),
        ("--withhold", "x", "short"),
    ],
)
def test_what_cannot_be_taken_out_is_told(option: str, value: str, message: str, article: Path, tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    assert run("build", article, "--json", case).exit_code == 0
    result = run("report", case, "-o", tmp_path / "r.html", option, value)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (tmp_path / "r.html").exists()


def test_the_formats_of_the_command_are_those_there_are() -> None:
    from timeline.cli import FORMATS
    from timeline.views import exports

    assert sorted(FORMATS) == sorted(exports.FORMATS)
