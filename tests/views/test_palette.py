"""The colours can be told apart: on their paper, from each other, and by readers who do not see all colours.

Simulation of colour vision: Machado, Oliveira, Fernandes 2009, severity 1.0. Distance: Oklab (Ottosson 2020) x 100.
"""

from __future__ import annotations

import itertools
import math

import pytest

from timeline.lexicon.loader import read_toml
from timeline.types import Status
from timeline.views.traces import PATTERNS, SYMBOLS
from timeline.views.words import (
    Theme,
    families,
    family_of,
    shape_labels,
    status_label,
    status_rank,
    status_shape,
    theme,
    type_label,
)

SIGHT = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
OKLAB_1 = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
OKLAB_2 = (
    (0.2104542553, 0.793617785, -0.0040720468),
    (1.9779984951, -2.428592205, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.808675766),
)
Triple = tuple[float, ...]


def _linear(colour: str) -> Triple:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def _times(matrix: tuple[Triple, ...], vector: Triple) -> Triple:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def _luminance(colour: str) -> float:
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), _linear(colour), strict=True))


def _contrast(one: str, two: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(two)))
    return (light + 0.05) / (dark + 0.05)


def _seen(colour: str, sight: str) -> Triple:
    seen = tuple(min(1.0, max(0.0, part)) for part in _times(SIGHT[sight], _linear(colour)))
    return _times(OKLAB_2, tuple(part ** (1 / 3) for part in _times(OKLAB_1, seen)))


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def colours(request: pytest.FixtureRequest) -> Theme:
    return theme(request.param)


def test_marks_stand_out_from_their_paper(colours: Theme) -> None:
    for family, colour in colours.families.items():
        assert _contrast(colour, colours.paper) >= 3, family
        assert _contrast(colour, colours.band) >= 2.8, family


def test_text_can_be_read(colours: Theme) -> None:
    for paper in (colours.paper, colours.band, colours.hover):
        assert _contrast(colours.ink, paper) >= 7
        assert _contrast(colours.quiet, paper) >= 4.5


@pytest.mark.parametrize("sight", SIGHT)
def test_families_can_be_told_apart(colours: Theme, sight: str) -> None:
    for one, two in itertools.combinations(colours.families.values(), 2):
        assert 100 * math.dist(_seen(one, sight), _seen(two, sight)) >= 10, (one, two)


def test_dark_colours_can_be_found_by_the_light_ones() -> None:
    light, dark = theme(False), theme(True)
    assert len(set(light.colours())) == len(light.colours()) == len(dark.colours())
    assert list(light.families) == list(dark.families) == list(families())


def test_every_status_has_label_shape_and_rank() -> None:
    assert len({status_label(status) for status in Status}) == len(Status)
    assert sorted(status_rank(status) for status in Status) == list(range(len(Status)))
    assert {status_shape(status) for status in Status} == set(shape_labels()) == set(SYMBOLS) == set(PATTERNS)


def test_every_type_of_claims_has_a_colour() -> None:
    types = read_toml("en/claims/types.toml")["types"]
    coloured = {name for name in types if family_of(name) != "other"}
    assert set(types) - coloured == {"SPY", "SMUGGLE", "REPORT"}
    assert {family_of(name) for name in types} == set(families())


@pytest.mark.parametrize(
    ("event_type", "label", "family"),
    [
        ("ASSAULT", "Attack", "attack"),
        ("assault", "Attack", "attack"),
        ("DISPLACE", "Displacement", "people"),
        ("unheard_of", "Unheard of", "other"),
    ],
)
def test_types_in_words(event_type: str, label: str, family: str) -> None:
    assert type_label(event_type) == label
    assert family_of(event_type) == family
