"""The words of dates of one language: our own file ``lexicon/<language>/dates.toml`` over dateparser's locale data.

dateparser knows month names, weekdays and the words for yesterday and tomorrow of some 200 locales; ours add cases,
cues and what it has wrong. dateparser is imported only when a language is first asked for.
"""

from __future__ import annotations

import calendar as gregorian
import importlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from timeline.dates.feasts import feast_names
from timeline.errors import RuleError
from timeline.lexicon.loader import read_toml

RULES_FILE = "locales.toml"
OWN = ("ar", "de", "es", "fr", "ru", "uk")
"""Languages with a word file of their own; others have the shapes marked safe, and dateparser's names."""

LONG_NAME = 4
"""Names shorter than this are abbreviations, or words of other meaning: they stand only beside a day number."""

_MONTHS = [name.lower() for name in gregorian.month_name[1:]]
_WEEKDAYS = [name.lower() for name in gregorian.day_name]
_RELATIVE = {"0 day ago": "0", "1 day ago": "-1", "2 day ago": "-2", "in 1 day": "1", "in 2 day": "2"}
_TABLES = {
    "weekday": "weekdays",
    "relativeday": "days",
    "part": "parts",
    "partalone": "partsalone",
    "turn": "turns",
    "turnafter": "turnsafter",
    "mod": "mods",
    "step": "steps",
    "decadeword": "decades",
    "reference": "references",
    "set": "sets",
    "vagueduration": "vaguedurations",
    "plural": "plurals",
    "yearword": "yearwords",
}
"""Group of a pattern -> table of the word file, where they correspond one to one."""

CALENDAR_UNITS = ("D", "W", "M", "Y", "DE", "CE")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language: ``meanings`` gives for each group of a pattern its words (as `plain_word`) with what
    they mean; ``lists`` the words without a meaning of their own; ``order`` is DMY, MDY or YMD."""

    language: str
    order: str
    own: bool
    meanings: Mapping[str, Mapping[str, str]]
    lists: Mapping[str, tuple[str, ...]]

    def meaning(self, group: str, word: str) -> str | None:
        return self.meanings.get(group, {}).get(plain_word(word))


def plain_word(word: str) -> str:
    """A word as it is looked up: blanks single, lower case, no full stop at its end.

    >>> plain_word("Des  Jahres"), plain_word("Okt.")
    ('des jahres', 'okt')
    """
    return " ".join(word.split()).casefold().rstrip(".")


@lru_cache(maxsize=32)
def words_of(language: str) -> Words:
    """The words of ``language`` (an ISO 639-1 code); empty tables where neither we nor dateparser know it.

    Raises `RuleError` where the language's word file is broken.
    """
    code = language.lower().split("-")[0]
    own = code in OWN
    table = read_toml(f"{code}/dates.toml") if own else {"words": read_toml(RULES_FILE).get("extra", {}).get(code, {})}
    locale = _locale_data(code)
    try:
        meanings = _meanings(code, table, locale)
        lists = {name: tuple(spelled(words)) for name, words in table.get("words", {}).items() if words}
    except (AttributeError, TypeError, ValueError) as error:
        raise RuleError(f"lexicon/{code}/dates.toml: {error}; every table holds lists of words") from error
    lists["future"] = tuple(spelled(table.get("tense", {}).get("future", ())))
    lists["past"] = tuple(spelled(table.get("tense", {}).get("past", ())))
    return Words(code, str(locale.get("date_order", "DMY")), own, MappingProxyType(meanings), MappingProxyType(lists))


def _locale_data(code: str) -> dict[str, Any]:
    try:
        found = importlib.import_module(f"dateparser.data.date_translation_data.{code}")
    except ModuleNotFoundError:
        return {}
    return dict(found.info)


def _meanings(code: str, table: Mapping[str, Any], locale: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
    months = _named(_locale_names(locale, _MONTHS), table.get("months", {}))
    weekdays = _named(_locale_names(locale, _WEEKDAYS), table.get("weekdays", {}))
    days = _named(_relative_days(locale), table.get("days", {}))
    for word in table.get("notdays", {}).get("words", ()):
        days.pop(plain_word(word), None)
    doubtful = {plain_word(word) for words in table.get("doubtful", {}).values() for word in words}
    own_months = _named({}, table.get("months", {}))
    found: dict[str, Mapping[str, str]] = {group: _named({}, table.get(name, {})) for group, name in _TABLES.items()}
    found["month"] = months
    found["monthlong"] = {
        word: month
        for word, month in months.items()
        if word not in doubtful and (word in own_months or not _is_short(word, months))
    }
    own_weekdays = _named({}, table.get("weekdays", {}))
    found["weekdayany"] = weekdays
    found["weekday"] = {
        word: day
        for word, day in weekdays.items()
        if word in own_weekdays or (len(word) > LONG_NAME and not own_weekdays)
    }
    found["relativeday"] = days
    found["feast"] = {plain_word(name): key for name, key in feast_names(code).items()}
    found["day"] = _named({}, table.get("daywords", {}))
    found["seasonany"] = _named({}, table.get("seasons", {}))
    found["season"] = {word: code for word, code in found["seasonany"].items() if word not in doubtful}
    found["unit"] = _named({}, table.get("units", {}))
    found["number"] = _named({}, table.get("numbers", {}))
    single = {word: unit for word, unit in found["unit"].items() if word not in found["plural"]}
    for group in ("turnunit", "thatunit"):
        found[group] = {word: unit for word, unit in single.items() if unit in CALENDAR_UNITS}
    found["monthdotted"], found["unittwo"] = months, found["unit"]
    found["numbertwo"] = found["numberword"] = found["number"]
    return found


def _is_short(word: str, names: Mapping[str, str]) -> bool:
    """Whether a name is an abbreviation: very short, or the beginning of a longer name of the same month."""
    longer = (other for other, meaning in names.items() if meaning == names[word] and other != word)
    return len(word) < LONG_NAME or any(other.startswith(word) and len(other) > len(word) + 2 for other in longer)


def _named(base: Mapping[str, str], table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Word -> meaning, ours over dateparser's."""
    found = dict(base)
    for meaning, words in table.items():
        found.update({plain_word(word): str(meaning) for word in spelled(words)})
    return found


def _locale_names(locale: Mapping[str, Any], names: list[str]) -> dict[str, str]:
    """dateparser's words for the months or weekdays; names of two letters or with digits are left out."""
    found: dict[str, str] = {}
    for tree in (locale, *locale.get("locale_specific", {}).values()):
        for number, name in enumerate(names, 1):
            for word in tree.get(name, ()):
                plain = plain_word(word)
                if len(plain) > 2 and not re.search(r"\d", plain):
                    found.setdefault(plain, str(number))
    return found


def _relative_days(locale: Mapping[str, Any]) -> dict[str, str]:
    types = locale.get("relative-type", {})
    return {
        plain_word(word): days
        for name, days in _RELATIVE.items()
        for word in types.get(name, ())
        if len(word) > 2 and not re.search(r"\d", word)
    }


def spelled(words: Iterable[str]) -> Iterable[str]:
    """Each word with its ``{a,b}`` written out.

    >>> list(spelled(["Januar{,s}"]))
    ['Januar', 'Januars']
    """
    for word in words:
        head, brace, rest = word.partition("{")
        if not brace:
            yield word
            continue
        endings, _, tail = rest.partition("}")
        yield from spelled(head + ending + tail for ending in endings.split(","))
