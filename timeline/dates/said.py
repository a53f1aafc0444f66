"""The words of a match as the readings ask for them: values, numbers and years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from timeline.dates.words import Form

SHORT_YEARS_FROM = 30
"""Years of two digits begin with 1930: "'67" is 1967, "'29" is 2029."""


PARTS = {"Y": ("M", 12), "h": ("m", 60), "m": ("s", 60)}
"""Units whose fractions are told in a smaller unit: "two and a half years" is P2Y6M."""


@dataclass(frozen=True, slots=True)
class Said:
    """The labelled words of a match: ``tokens`` by label (no white space), with the word classes to look them up in."""

    tokens: Mapping[str, tuple[str, ...]]
    classes: Mapping[str, str]
    words: Mapping[str, Mapping[str, Form]]

    def has(self, label: str) -> bool:
        return label in self.tokens

    def text(self, label: str) -> str:
        return " ".join(self.tokens.get(label, ()))

    def value(self, label: str) -> Any:
        """The value of a one-word label: of digits the number, of a word what its class gives; None where absent."""
        tokens = self.tokens.get(label)
        if not tokens:
            return None
        if tokens[0].isdecimal():
            return int(tokens[0])
        tens = self.words.get("ordinal_tens", {}).get(tokens[0].lower())
        if tens and len(tokens) == 3:  # "twenty-first"
            last = self.words["ordinal"].get(tokens[2].lower())
            return tens.value + last.value if last else None
        form = self._form(label, tokens[0].lower())
        return form.value if form else None

    def _form(self, label: str, word: str) -> Form | None:
        """What a word is in the class of its label, or in the class that the label is named after, or in any."""
        for name in (self.classes[label], label):
            if word in self.words.get(name, {}):
                return self.words[name][word]
        return self._anywhere(word)

    def _anywhere(self, word: str) -> Form | None:
        """What a word is in the first class that gives it a value of its own; plain lists of words give none."""
        found = (forms[word] for forms in self.words.values() if word in forms)
        return next((form for form in found if form.value != word), None)

    def number(self, label: str) -> tuple[float | None, float | None] | None:
        """The number that the words of a label say, as (low, high); (None, None) for "several"; None where absent."""
        tokens = self.tokens.get(label)
        return read_number(tokens, self.words) if tokens else None


def read_number(tokens: tuple[str, ...], words: Mapping[str, Mapping[str, Form]]) -> tuple[float | None, float | None]:
    """A number in digits or words, as its lower and upper bound; (None, None) for a vague one.

    >>> read_number(("2", "1", "/", "2"), {})
    (2.5, 2.5)
    """
    total, current = 0.0, 0.0
    vague = words.get("vague_number", {})
    if any(token.lower() in vague for token in tokens) and tokens[0].lower() in words.get("article", {}):
        tokens = tokens[1:]  # "a couple", "a few": the article counts nothing
    for index, token in enumerate(tokens):
        low = token.lower()
        if token.isdecimal():
            before = tokens[index - 1] if index else ""
            if before == ",":
                current = current * 1000 + int(token)
            elif before == ".":
                current += int(token) / 10 ** len(token)
            elif before == "/":
                current += _fraction(int(tokens[index - 2]), int(token)) - int(tokens[index - 2])
            else:
                current += int(token)
        elif (form := vague.get(low)) is not None:
            if form.value == "vague":
                return None, None
            current += float(form.value)
        elif (form := words.get("scale", {}).get(low)) is not None:
            current = (current or 1) * form.value
            if form.value >= 1000:
                total, current = total + current, 0.0
        elif not (low in words.get("article", {}) and index):  # the "a" of "two and a half" adds nothing
            current += _word_number(low, words)
    return total + current, total + current


def _fraction(above: int, below: int) -> float:
    return above / below if below else 0.0


def _word_number(word: str, words: Mapping[str, Mapping[str, Form]]) -> float:
    for name in ("cardinal", "tens", "half", "article"):
        form = words.get(name, {}).get(word)
        if form is not None:
            return float(form.value)
    return 0.0


def year_in_full(said: Said, label: str = "year") -> int | None:
    """The year of a label: four digits, "'99", "nineteen ninety-four", "two thousand"; BC is negative."""
    tokens = said.tokens.get(label)
    if not tokens:
        return None
    if tokens[0].isdecimal():
        year = int(tokens[0])
    else:
        year = _spoken_year(tuple(token.lower() for token in tokens), said.words)
    if said.has("century_of"):
        first = int(said.tokens["century_of"][0])
        year += 100 * (first // 100)
        if year <= first:
            return None  # "2024-03" is a month, "1914-18" are years
    elif len(tokens[0]) == 2 and tokens[0].isdecimal() and not (said.has("bc") or said.has("ad")):
        year += 1900 if year >= SHORT_YEARS_FROM else 2000
    return -year if said.has("bc") else year


def _spoken_year(tokens: tuple[str, ...], words: Mapping[str, Mapping[str, Form]]) -> int:
    """ "nineteen ninety four" is 1994, "two thousand four" is 2004."""
    numbers = [token for token in tokens if token not in ("-", "and")]
    if "thousand" in numbers:
        return int(read_number(tuple(numbers), words)[0] or 0)
    return int(100 * _word_number(numbers[0], words) + sum(_word_number(token, words) for token in numbers[1:]))


def duration_value(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration; ``unit`` is D, W, M, Q, Y, DE, CE, ML, WE, or h, m, s for parts of a day.

    >>> duration_value(2, "W"), duration_value(None, "Y"), duration_value(2.5, "h")
    ('P2W', 'PXY', 'PT2H30M')
    """
    number = "X" if count is None else f"{count:g}" if count < 1e6 else str(int(count))
    if count is not None and count != int(count) and unit in PARTS:
        smaller, parts = PARTS[unit]
        whole, rest = int(count), round((count - int(count)) * parts)
        time = "T" if unit in ("h", "m") else ""
        return f"P{time}{f'{whole}{unit.upper()}' if whole else ''}{rest}{smaller.upper()}"
    if unit in ("h", "m", "s"):
        return f"PT{number}{unit.upper()}"
    if unit == "WE":
        return f"P{number}WE"
    return f"P{number}{unit}"


def clock_of(said: Said) -> str | None:
    """ "10:35 a.m." is T10:35; noon is T12:00; the military 1430 is T14:30."""
    hour, minute = said.value("hour"), said.value("minute") or 0
    if said.has("hhmm"):
        hour, minute = divmod(said.value("hhmm"), 100)
    meridiem = said.text("meridiem").lower()[:1]
    if meridiem:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if meridiem == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    return f"T{hour:02}:{minute:02}"


def zone_of(said: Said) -> str:
    """The zone of a clock as it is written, and for the letters of the military their hours from UTC."""
    letter = said.text("month")[:1].lower() if said.classes.get("month") == "dtg_month" else ""
    written = said.tokens.get("zone", ())
    zone = letter or (" " if "".join(written).isalpha() else "").join(written)  # "local time", "+02:00"
    form = said.words["zone_letter"].get(zone.lower())
    if not zone or form is None:
        return zone
    return f"zone {zone.upper()} (UTC{form.value:+d})" if form.value else f"zone {zone.upper()} (UTC)"
