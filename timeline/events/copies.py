"""Near-copies: runs of words that one article shares with one that was published before it, with offsets in both."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from timeline.events.outlets import agency_credit, outlet_name
from timeline.types import Article, Claim, Copy, SharedRun

RUN = 8  # words; a run of so many in common is no chance
WINDOW = 4  # of so many neighbouring runs one is kept as a print: every shared run of RUN + WINDOW - 1 words has one
SHORTEST = 11  # words of a shared run that is told: RUN + WINDOW - 1
FEWEST = 19  # words shared below which two articles only use the same phrase ("the capital of Israel on 6 December")
FULL = 0.8  # share of its words from which on an article is a copy as a whole
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True)
class Copied:
    """The copies among articles; `source_of` asks for one claim."""

    copies: tuple[Copy, ...]

    @cached_property
    def by_article(self) -> Mapping[str, tuple[Copy, ...]]:
        found: dict[str, tuple[Copy, ...]] = {}
        for copy in self.copies:
            found[copy.article] = (*found.get(copy.article, ()), copy)
        return found

    def source_of(self, claim: Claim) -> str | None:
        """The earlier article whose words most of the claim's sentence repeats, where there is one."""
        for copy in self.by_article.get(claim.article, ()):
            shared = sum(max(0, min(run.end, claim.end) - max(run.begin, claim.begin)) for run in copy.runs)
            if 2 * shared > claim.end - claim.begin:
                return copy.source
        return None


@dataclass(frozen=True, slots=True)
class _Words:
    """An article's words in lower case with their offsets."""

    words: tuple[str, ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]


def find_copied(articles: Sequence[Article]) -> Copied:
    """Every article that repeats an earlier one for more than a chance phrase, against the first that has each run;
    earlier is by publication, and an article without a day counts as the later."""
    first: dict[int, tuple[str, int]] = {}
    read: dict[str, _Words] = {}
    by_id = {article.id: article for article in articles}
    copies: list[Copy] = []
    for article in sorted(articles, key=_published):
        words = read[article.id] = _words(article.text)
        runs: dict[str, list[tuple[int, int, int]]] = {}
        prints = list(_prints(words.words))
        for mark, at in prints:
            source, there = first.get(mark, (article.id, at))
            known = runs.get(source, [])
            if source != article.id and not (known and known[-1][0] <= at < known[-1][0] + known[-1][2]):
                run = _extended(words.words, at, read[source].words, there)
                if run[2] >= SHORTEST:
                    runs.setdefault(source, []).append(run)
        for source, found in sorted(runs.items(), key=lambda item: (-sum(run[2] for run in item[1]), item[0])):
            if sum(run[2] for run in found) >= FEWEST:
                copies.append(_copy(article, by_id[source], found, read))
        for mark, at in prints:
            first.setdefault(mark, (article.id, at))
    return Copied(tuple(copies))


def _words(text: str) -> _Words:
    matches = list(_WORD.finditer(text))
    return _Words(
        tuple(match.group().lower().replace("’", "'") for match in matches),
        tuple(match.start() for match in matches),
        tuple(match.end() for match in matches),
    )


def _prints(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Some of the runs as (number, place), so chosen that texts which share a long run share one (winnowing)."""
    marks = [_mark(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
    last = -1
    for begin in range(len(marks) - WINDOW + 1):
        at = min(range(begin, begin + WINDOW), key=lambda place: (marks[place], place))
        if at != last:
            last = at
            yield marks[at], at


def _mark(words: Sequence[str]) -> int:
    """A number for a run of words that is the same on every machine."""
    text = " ".join(words).encode()
    return zlib.crc32(text) << 32 | zlib.adler32(text)


def _extended(mine: Sequence[str], at: int, theirs: Sequence[str], there: int) -> tuple[int, int, int]:
    """The longest run around two places that agrees: its begin here, its begin there, and its words."""
    begin, other = at, there
    while begin and other and mine[begin - 1] == theirs[other - 1]:
        begin, other = begin - 1, other - 1
    end, stop = at, there
    while end < len(mine) and stop < len(theirs) and mine[end] == theirs[stop]:
        end, stop = end + 1, stop + 1
    return begin, other, end - begin


def _copy(article: Article, source: Article, found: Sequence[tuple[int, int, int]], read: Mapping[str, _Words]) -> Copy:
    mine, theirs = read[article.id], read[source.id]
    runs = tuple(
        SharedRun(
            begin=mine.begins[begin],
            end=mine.ends[begin + length - 1],
            source_begin=theirs.begins[other],
            source_end=theirs.ends[other + length - 1],
            text=article.text[mine.begins[begin] : mine.ends[begin + length - 1]],
        )
        for begin, other, length in sorted(found)
    )
    words = sum(length for _, _, length in found)
    share = min(1.0, words / len(mine.words))
    return Copy(article.id, source.id, runs, round(share, 3), _note(article, source, words, share))


def _note(article: Article, source: Article, words: int, share: float) -> str:
    mine, theirs = outlet_name(article), outlet_name(source)
    what = "has the text" if share >= FULL else f"shares {words} words"
    credits = [credit for credit in (agency_credit(article), agency_credit(source)) if credit]
    if credits:
        return f"{mine} {what} of {theirs}; it is credited to {' and '.join(dict.fromkeys(credits))}."
    before, after = source.published.latest, article.published.earliest
    if before and after and before < after:
        return f"{mine} {what} of {theirs}, which published first, by {(after - before).days} days at least."
    return f"{mine} {what} of {theirs}; their days of publication do not tell who has it from whom."


def _published(article: Article) -> tuple[bool, str, str]:
    when = article.published.earliest or article.published.latest
    return when is None, when.isoformat() if when else "", article.id
