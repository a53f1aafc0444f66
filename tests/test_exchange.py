"""What is written can be read back, exactly; what is damaged is named."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from samples import sample_timeline

from timeline.errors import TimelineError
from timeline.exchange import timeline_from_dict


def written() -> dict[str, Any]:
    return json.loads(json.dumps(sample_timeline().to_dict()))


def test_a_timeline_reads_back_equal() -> None:
    assert timeline_from_dict(written()) == sample_timeline()


def test_unknown_fields_of_a_newer_version_are_passed_over() -> None:
    document = written() | {"invented_later": 1}
    document["articles"][0]["invented_later"] = {"a": 1}
    assert timeline_from_dict(document) == sample_timeline()


DAMAGE = [
    (("schema",), "other/9", "not a timeline of schema"),
    (("articles", 0, "text"), None, "timeline.articles[0].text: is missing"),
    (("articles", 0, "text"), 3, "timeline.articles[0].text: should be str"),
    (("articles", 0, "source"), [], "timeline.articles[0].source: should be an object"),
    (("claims",), {}, "timeline.claims: should be a list"),
    (("claims", 0, "status"), "surely", "timeline.claims[0].status"),
    (("timexes", 0, "begin"), "1", "timeline.timexes[0].begin: should be int"),
    (("events", 0, "earliest"), "2017-02-30", "timeline.events[0].earliest"),
]


@pytest.mark.parametrize(("where", "value", "said"), DAMAGE, ids=[said for *_, said in DAMAGE])
def test_damage_is_named_with_its_place(where: tuple[str | int, ...], value: object, said: str) -> None:
    document = copy.deepcopy(written())
    part: Any = document
    for step in where[:-1]:
        part = part[step]
    part[where[-1]] = value
    with pytest.raises(TimelineError) as caught:
        timeline_from_dict(document)
    assert said in str(caught.value)


def test_every_field_of_the_contract_is_there() -> None:
    document = written()
    assert set(document) == {
        "schema", "articles", "timexes", "attributions", "claims", "events", "undated", "problems", "stories",
            "copies",
    }  # fmt: skip
    wanted = {
        "articles": "id url source title byline language outlet published modified text",
        "timexes": "id article begin end text type value earliest latest edtf anchor rule trace",
        "attributions": "id article source cue content kind name",
        "claims": "id article begin end quote trigger type mode status actors places figures time attribution",
        "events": "id label type claims edtf earliest latest outlets origins conflicts",
        "problems": "path row what fix",
    }
    for part, fields in wanted.items():
        for record in document[part]:
            assert set(fields.split()) <= set(record), part


def test_every_span_quotes_its_article() -> None:
    timeline = sample_timeline()
    text = {article.id: article.text for article in timeline.articles}
    for claim in timeline.claims:
        assert text[claim.article][claim.begin : claim.end] == claim.quote
        assert text[claim.article][claim.trigger.begin : claim.trigger.end] == claim.trigger.text
    for timex in timeline.timexes:
        assert text[timex.article][timex.begin : timex.end] == timex.text
    for attribution in timeline.attributions:
        for span in (attribution.source, attribution.cue, attribution.content):
            assert span is None or text[attribution.article][span.begin : span.end] == span.text
