"""The registry of outlets: whom a name or domain means, and that the file is sound."""

from __future__ import annotations

import pytest

from timeline.articles import all_outlets, known_outlet
from timeline.articles.outlets import folded, kind_of, outlet_at_start
from timeline.lexicon.loader import read_table

# ISO 3166-1 alpha-2, and XK, which the European Commission and others use for Kosovo.
COUNTRIES = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA
    CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB
    GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG
    KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV
    MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB
    SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US
    UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK
"""
LANGUAGES = """
    am ar az be bg bn bs cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko ku lt lv mk ms my nl no pl
    ps pt ro ru rw sk so sq sr sv sw th ti tr uk ur vi zh
"""
KINDS = {"newspaper", "agency", "broadcaster", "online", "magazine", "ngo", "monitor", "think-tank", "un-body"}
ROWS = read_table("outlets.csv")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("The Times of Israel", "The Times of Israel"),
        ("the times of israel", "The Times of Israel"),
        ("Times of\u00a0Israel", "The Times of Israel"),
        ("ToI", "The Times of Israel"),
        ("blogs.timesofisrael.com", "The Times of Israel"),
        ("https://www.timesofisrael.com/some-article/", "The Times of Israel"),
        ("ASHARQ AL-AWSAT", "Asharq Al-Awsat"),
        ("Asharq al Awsat", "Asharq Al-Awsat"),
        ("الشرق الأوسط", "Asharq Al-Awsat"),
        ("english.aawsat.com", "Asharq Al-Awsat"),
        ("AFP", "Agence France-Presse"),
        ("Maan News Agency", "Ma'an News Agency"),
        ("Ma’an", "Ma'an News Agency"),
        ("L’Orient–Le Jour", "L'Orient-Le Jour"),
        ("Channel 12", "Channel 12"),
        ("Independent", "The Independent"),
        ("independent.ie", "Irish Independent"),
        ("Українська правда", "Ukrainska Pravda"),
        ("Suddeutsche Zeitung", "Süddeutsche Zeitung"),
        ("dailystar.com.lb", "The Daily Star (Lebanon)"),
        ("http://[broken", None),
        ("The Weekly Nonesuch", None),
        ("notimesofisrael.com", None),
        ("com", None),
        ("", None),
    ],
)
def test_known_outlet(said: str, meant: str | None) -> None:
    outlet = known_outlet(said)
    assert (outlet.name if outlet else None) == meant


@pytest.mark.parametrize(
    ("text", "name", "length"),
    [
        ("The Times of Israel’s reporter", "The Times of Israel", 19),
        ("Asharq Al-Awsat- Two", "Asharq Al-Awsat", 15),
        ("Al Jazeera English reported", "Al Jazeera", 18),
        ("a paper of the region", None, None),
    ],
)
def test_outlet_at_start_takes_the_longest_name(text: str, name: str | None, length: int | None) -> None:
    found = outlet_at_start(text)
    assert (found[0].name if found else None, found[1] if found else None) == (name, length)


def test_there_are_enough_outlets() -> None:
    assert len(all_outlets()) == len(ROWS) >= 300


def test_every_name_alias_and_domain_belongs_to_one_outlet() -> None:
    owners: dict[str, str] = {}
    for row in ROWS:
        names = {folded(name) for name in [row["name"], *row["aliases"].split(";")] if name}
        for key in names | {domain for domain in row["domains"].split(";") if domain}:
            assert owners.setdefault(key, row["name"]) == row["name"], key


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["name"]))
def test_rows_are_sound(row: dict[str, str]) -> None:
    assert row["name"] == row["name"].strip()
    assert row["country"] in COUNTRIES.split()
    assert row["language"] in LANGUAGES.split()
    assert row["kind"] in KINDS
    assert row["source"]
    for domain in filter(None, row["domains"].split(";")):
        assert domain == domain.lower().strip()
        assert "." in domain
        assert not domain.startswith(("www.", "http"))


def test_kind_of_tells_agencies_from_papers() -> None:
    reuters, dawn = known_outlet("Reuters"), known_outlet("Dawn")
    assert reuters is not None
    assert dawn is not None
    assert (kind_of(reuters), kind_of(dawn)) == ("agency", "newspaper")
