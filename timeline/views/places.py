"""Where claims say that it was: the places, how precise each is, and those whose coordinates are not known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from timeline.claims.actors import read_places
from timeline.types import Claim, Timeline
from timeline.views.words import outlet_name, precise_kinds


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place with its claims, in the timeline's order. ``is_point`` where the name means one spot (a town, a bridge);
    else the coordinates are the middle of an area, and it can have been anywhere in it. ``kind`` and ``within`` are
    those of the place list, empty where it does not know the place. ``lat`` and ``lon`` are degrees, WGS 84."""

    name: str
    lat: float | None
    lon: float | None
    kind: str
    within: str
    is_point: bool
    claims: tuple[str, ...]
    outlets: tuple[str, ...]

    @property
    def is_placed(self) -> bool:
        return self.lat is not None and self.lon is not None


def place_rows(timeline: Timeline) -> tuple[PlaceRow, ...]:
    """Every place that a claim names, those with most claims first."""
    known = read_places()[1]
    claims: dict[str, list[Claim]] = defaultdict(list)
    where: dict[str, tuple[float | None, float | None]] = {}
    for claim in timeline.claims:
        for place in claim.places:
            if not claims[place.name] or claims[place.name][-1] is not claim:
                claims[place.name].append(claim)
            where[place.name] = (place.lat, place.lon)
    rows = [
        PlaceRow(
            name=name,
            lat=where[name][0],
            lon=where[name][1],
            kind=known[name].kind if name in known else "",
            within=known[name].within if name in known else "",
            is_point=name in known and known[name].kind in precise_kinds(),
            claims=tuple(claim.id for claim in there),
            outlets=tuple(dict.fromkeys(outlet_name(timeline.article_by_id[claim.article]) for claim in there)),
        )
        for name, there in claims.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-len(row.claims), row.name.casefold())))


ORIENTING = (("country", "territory"), ("city",), ("town",))  # kinds of the place list, the most telling first


@dataclass(frozen=True, slots=True)
class Landmark:
    """A name of the place list that helps to find one's way on the map."""

    name: str
    lat: float
    lon: float
    is_country: bool


def landmarks(box: tuple[float, float, float, float], without: frozenset[str], most: int) -> tuple[Landmark, ...]:
    """Countries, then cities, then towns of the place list within ``box`` (west, south, east, north), none too near to
    another."""
    west, south, east, north = box
    near = ((east - west) / 14, (north - south) / 22)
    kept: list[Landmark] = []
    for kinds in ORIENTING:
        for name, one in read_places()[1].items():
            lat, lon = one.place.lat, one.place.lon
            if name in without or lat is None or lon is None or one.kind not in kinds:
                continue
            if not (west < lon < east and south < lat < north):
                continue
            if all(abs(lon - other.lon) > near[0] or abs(lat - other.lat) > near[1] for other in kept):
                kept.append(Landmark(name, lat, lon, one.kind == "country"))
    return tuple(kept[:most])
