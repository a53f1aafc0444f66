"""Numbers of a claim: operator, number, what is counted, and of what ("at least eight Palestinians … killed")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.claims.figure_words import FigureWords, befalls_people, operated, read_figure_words, value_of
from timeline.claims.grammar import read_grammar
from timeline.claims.sentences import Sentence
from timeline.claims.tolls import is_total, toll_before, toll_unit
from timeline.types import Figure

UNIT_REACH = 5  # words behind the number in which its unit stands: "eight more young Palestinian civilians"
VICTIM_REACH = 14  # words behind the unit in which stands what they suffered
RANGE_SHARE = 10  # the higher end of a range is less than ten times the lower: "12 to 15", not "2 to 2,000"
UNLISTED_REACH = 3  # words behind a number in which a noun that no list knows is its unit


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A figure and the words it stands in; ``subset`` where it is a part of an earlier figure ("half of which")."""

    figure: Figure
    first: int
    last: int
    subset: bool


def find_figures(sentence: Sentence, text: str, in_time: frozenset[int]) -> tuple[FigureMention, ...]:
    """The numbers of the sentence that count people, rockets, strikes or buildings; words in ``in_time`` (of time
    expressions) are none: "two weeks", "2014"."""
    known = read_figure_words()
    words = sentence.words
    found: list[FigureMention] = []
    index = 0
    while index < len(words):
        nobody = words[index] == "one" and index > 0 and words[index - 1] in read_grammar().nobody
        number = None if index in in_time or nobody else _number(words, index, known)
        if number is None:
            index += 1
            continue
        low, high, counted = number
        last = _past_whole(words, counted, known)
        if last == counted and words[index : index + 2] == ("one", "of"):
            index += 1
            continue
        unit = _unit(words, last, known) or _people_unsaid(words, last, known)
        unit = unit or _unlisted_people(words, index, last, known) or toll_unit(words, index, last, known)
        if unit is not None:
            unit_name, unit_at = unit
            first, low, high = operated(words, index, low, high, known)
            victim = _victim(words, first, last, unit_at, people=unit_name == "people")
            written = text[sentence.begins[first] : sentence.ends[unit_at]]
            subset = _is_part(words, index, last, known) or _goes_on(words, found, first)
            begin = found[-1].last if found else 0
            total = is_total(words, begin, first, unit_at + 1, known)
            found.append(
                FigureMention(Figure(low, high, unit_name, victim, written, total), first, unit_at + 1, subset)
            )
        index = last
    return tuple(found)


def _goes_on(words: tuple[str, ...], found: Sequence[FigureMention], first: int) -> bool:
    """Whether a number goes on with the parts of a whole: "of whom 95 were children and 53 women"."""
    between = words[found[-1].last : first] if found else ()
    return bool(found) and found[-1].subset and between in (("and",), (",",), (",", "and"))


def _is_part(words: tuple[str, ...], first: int, last: int, known: FigureWords) -> bool:
    """Whether a number is a part of one before it: "including ten", "two of them"."""
    behind = words[last : last + 7]
    for phrase in known.among:
        if any(behind[at : at + len(phrase)] == phrase for at in range(len(behind))):
            return True  # "five children were among the dead"
    of_them = words[last : last + 1] == ("of",) and words[last + 1 : last + 2] in (("whom",), ("which",), ("them",))
    return of_them or not known.subset_words.isdisjoint(words[max(0, first - 3) : first])


def _past_whole(words: tuple[str, ...], last: int, known: FigureWords) -> int:
    """Where the unit of a part begins, behind the number of its whole: "11 of the 60 drivers" are eleven drivers."""
    if words[last : last + 1] != ("of",):
        return last
    at = last + 1 + (words[last + 1 : last + 2] in (("the",), ("its",), ("their",), ("some",), ("these",)))
    value, end = _plain_number(words, at, known)
    return last if value is None else end


def _number(words: tuple[str, ...], index: int, known: FigureWords) -> tuple[float | None, float | None, int] | None:
    """(low, high, where it ends) of a number that stands at ``index``."""
    for size in (3, 2, 1):
        vague = known.vague.get(words[index : index + size])
        if vague is not None and len(words[index : index + size]) == size:
            return vague[0], vague[1], index + size
    value, last = _plain_number(words, index, known)
    if value is None:
        return None
    between = words[index - 1 : index] == ("between",)
    if words[last : last + 1] in (("to",), ("-",), ("–",)) or (between and words[last : last + 1] == ("and",)):
        high, end = _plain_number(words, last + 1, known)
        if high is not None and value < high < RANGE_SHARE * value:
            return value, high, end  # "12 to 15 civilians", "between 12 and 15 civilians"
    return value, value, last


def _plain_number(words: tuple[str, ...], index: int, known: FigureWords) -> tuple[float | None, int]:
    """The number at ``index`` with its "hundred" and "million", and where it ends."""
    value = value_of(words[index], known) if index < len(words) else None
    last = index + 1
    while value is not None and last < len(words) and words[last] in known.multipliers:
        value *= known.multipliers[words[last]]
        last += 1
    return value, last


def _unit(words: tuple[str, ...], last: int, known: FigureWords) -> tuple[str, int] | None:
    """The unit of the number and where it stands; the last unit word of its noun phrase ("Palestinian civilians")."""
    if words[last : last + 1] == ("of",) and words[last + 1 : last + 2] in (("the",), ("these",), ("them",), ("whom",)):
        return ("people", last + 1) if words[last + 1] in ("whom", "them") else None
    found = None
    for index in range(last, min(last + UNIT_REACH, len(words))):
        word = words[index]
        if word in known.units:
            found = known.units[word], index
        elif found is not None:
            return found
        elif word in known.victims and index == last:
            return "people", index  # "over 1,300 killed"
        elif word in (",", ".", ";", "(", "and") or word in known.victims:
            return None
    return found


def _people_unsaid(words: tuple[str, ...], last: int, known: FigureWords) -> tuple[str, int] | None:
    """People who are counted without being called so: "killing 60.", "more than 300 have died"."""
    after = words[last : last + 1]
    if after and after[0] not in known.after_count:
        return None
    near = words[max(0, last - 6) : last] + (words[last : last + 4] if after and after[0].isalpha() else ())
    return ("people", last - 1) if any(word in known.victims for word in near) else None


def _unlisted_people(words: tuple[str, ...], index: int, last: int, known: FigureWords) -> tuple[str, int] | None:
    """People whom no list knows, by what befell them: "eight traders were killed", "killing eight traders"."""
    grammar = read_grammar()
    for unit_at in range(last, min(last + UNLISTED_REACH, len(words))):
        word = words[unit_at]
        if not word.isalpha() or word in grammar.prepositions or word in grammar.conjunctions or word in grammar.be:
            return None
        if len(word) > 3 and word.endswith("s") and word not in known.no_people:
            after = words[unit_at + 1 : unit_at + 4]
            at = next((place for place, behind in enumerate(after) if behind not in grammar.be | grammar.have), 3)
            suffered = after[at : at + 1]
            done = at < 3 and suffered[0] in known.victims and suffered[0] not in known.befalls_things
            first = operated(words, index, None, None, known)[0]
            harmed = first > 0 and words[first - 1] in known.with_object and befalls_people(words[first - 1], known)
            acts = done and not at and _has_object(words, unit_at + 1, known)
            return ("people", unit_at) if harmed or (done and not acts) else None
    return None


def _victim(words: tuple[str, ...], first: int, last: int, unit_at: int, *, people: bool) -> str:
    """What the counted are said to have suffered, "" where it is not said: by the verb whose object they are
    ("killing 14"), else by the nearest word behind of which they are the subject, else by one before.

    ``first`` is where the figure begins with its operator, ``last`` where the number ends. "12 gunmen killed two
    guards" says nothing of what the gunmen suffered.
    """
    known = read_figure_words()
    victims = known.victims
    if people and toll_before(words, first, known) is not None:
        return "killed"
    if first and words[first - 1] in victims and _is_suffered(words[first - 1], people, known):
        return victims[words[first - 1]]
    for index in range(unit_at, min(unit_at + VICTIM_REACH, len(words))):
        word = words[index]
        if word in known.new_clause or (word == "," and words[index + 1 : index + 2] in (("and",), ("but",))):
            break
        if word not in victims or not _is_suffered(word, people, known) or _has_object(words, index, known):
            continue
        if index > last and value_of(words[index - 1], known) is not None:
            continue  # "14 people and 22 wounded": of the others
        return victims[word]
    stops = known.no_victim_beyond
    for index in range(first - 1, max(-1, first - 7), -1):
        if words[index] in stops:
            break
        if words[index] in victims and _is_suffered(words[index], people, known):
            return victims[words[index]]
    return ""


def _is_suffered(word: str, people: bool, known: FigureWords) -> bool:
    """Whether what the word says can befall what is counted: people are killed, rockets are fired."""
    return befalls_people(word, known) is people


def _has_object(words: tuple[str, ...], index: int, known: FigureWords) -> bool:
    """Whether the victim word at ``index`` is a verb with others as its object: "killed two guards", "wounding 22"."""
    behind = words[index + 1] if index + 1 < len(words) else "."
    grammar = read_grammar()
    if words[index] not in known.with_object or not grammar.be.isdisjoint(words[max(0, index - 2) : index]):
        return False
    operators = {operator[0] for operator, _ in known.operators}
    counted = value_of(behind, known) is not None or behind in known.units or behind in operators
    return counted or behind in grammar.determiners or (behind,) in known.vague
