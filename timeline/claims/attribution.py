"""Who said it: source, cue and content of every report of speech, by the shapes that English news uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.claims.cues import Cues, read_cues
from timeline.claims.grammar import read_grammar
from timeline.claims.sentences import Sentence

SOURCE_REACH = 40  # words of the longest source
CUE_ADVERBS = 4


@dataclass(frozen=True, slots=True)
class Report:
    """A report of speech in offsets of the text; ``verb`` is the cue's dictionary form, ``hearer`` whom it was told to.

    ``sentence`` and ``source_words`` say where the source stands, for resolving pronouns.
    """

    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[int, int] | None
    verb: str
    hearer: tuple[int, int] | None
    sentence: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence with what the shapes need: where quotations lie, by word."""

    number: int
    sentence: Sentence
    quoted: tuple[bool, ...]
    cues: Cues

    @property
    def words(self) -> tuple[str, ...]:
        return self.sentence.words

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """Offsets of words ``first`` to ``last``, marks at the edges trimmed; ``None`` where nothing is left."""
        while first < last and self.words[first] in ",;:-—–)":
            first += 1
        while last > first and self.words[last - 1] in ",;:-—–(.":
            last -= 1
        return (self.sentence.begins[first], self.sentence.ends[last - 1]) if first < last else None


def find_reports(sentences: tuple[Sentence, ...], quotes: tuple[tuple[int, int], ...]) -> tuple[Report, ...]:
    """Every report of speech, in order of its cue."""
    cues = read_cues()
    reports: list[Report] = []
    begins = [begin for begin, _ in quotes]
    for number, sentence in enumerate(sentences):
        if not _any_cue(sentence.words, cues):
            continue
        line = _Line(number, sentence, _quoted(sentence, quotes, begins), cues)
        reports += _reports_of(line)
    return tuple(reports)


def _any_cue(words: tuple[str, ...], cues: Cues) -> bool:
    return any(
        word in cues.say or word in cues.with_that or word in cues.tell or word in cues.behalf or word == "according"
        for word in words
    )


def _quoted(sentence: Sentence, quotes: tuple[tuple[int, int], ...], begins: list[int]) -> tuple[bool, ...]:
    from bisect import bisect_right

    first = bisect_right(begins, sentence.begin) - 1
    last = bisect_right(begins, sentence.end)
    near = quotes[max(0, first) : last]
    return tuple(any(begin <= at < end for begin, end in near) for at in sentence.begins)


def _reports_of(line: _Line) -> Iterator[Report]:
    index = 0
    words = line.words
    while index < len(words):
        report = None
        if not line.quoted[index]:
            report = _according(line, index) or _behalf(line, index) or _speech(line, index)
        if report is None:
            index += 1
            continue
        yield report
        index = max(index + 1, line.sentence.index_at(report.cue[1]))


def _according(line: _Line, index: int) -> Report | None:
    """ "according to SOURCE, CONTENT" and "CONTENT, according to SOURCE"."""
    for phrase in line.cues.according:
        last = index + len(phrase)
        if line.words[index:last] == phrase:
            stop = _source_end(line, last)
            source, cue = line.span(last, stop), line.span(index, last)
            content = (
                line.span(stop, len(line.words)) if _opens(line, index) else line.span(_chunk_begin(line, index), index)
            )
            return Report(source, cue, content, "according to", None, line.number) if cue and source else None
    return None


def _opens(line: _Line, index: int) -> bool:
    """Whether the words before ``index`` are too few to be what was said."""
    return index - _chunk_begin(line, index) < 3


def _chunk_begin(line: _Line, index: int) -> int:
    """Where the coordinate or quoted stretch before ``index`` begins."""
    for place in range(index - 1, -1, -1):
        if line.words[place] == ";":
            return place + 1
    return 0


def _source_end(line: _Line, first: int) -> int:
    """The end of a noun phrase that begins at ``first``, with relative clauses and appositions it carries along."""
    grammar = read_grammar()
    words = line.words
    for index in range(first, min(first + SOURCE_REACH, len(words))):
        word = words[index]
        if word in '.;:?!"”“':
            return index
        if word == "," and not _apposition(line, index):
            return index
        if word in grammar.subordinators and index > first + 1 and word not in ("so", "as", "since", "following"):
            return index
    return min(first + SOURCE_REACH, len(words))


def _apposition(line: _Line, comma: int) -> bool:
    """Whether the comma opens an apposition that another comma closes: "the army, the force on the border, …"."""
    words = line.words
    after = words[comma + 1] if comma + 1 < len(words) else ""
    if after not in ("a", "an", "the", "who", "which", "whose", "where", "citing"):
        return False
    return "," in words[comma + 1 : comma + 14] and after in ("who", "which", "whose")


def _behalf(line: _Line, index: int) -> Report | None:
    """ "…, citing SOURCE": what was said is the rest of the sentence before it, or behind the next comma."""
    if line.words[index] not in line.cues.behalf or index + 1 >= len(line.words):
        return None
    if line.words[index] in ("cites", "cited", "quotes", "quoted") and line.words[index + 1] in ("as", ",", "."):
        return None
    stop = _source_end(line, index + 1)
    source, cue = line.span(index + 1, stop), line.span(index, index + 1)
    content = line.span(0, index) or line.span(stop, len(line.words))
    return Report(source, cue, content, "cite", None, line.number) if source and cue else None


def _speech(line: _Line, index: int) -> Report | None:
    """A reporting verb at ``index``, in one of its three orders."""
    words, cues = line.words, line.cues
    word = words[index]
    kind = "say" if word in cues.say else "that" if word in cues.with_that else "tell" if word in cues.tell else ""
    if not kind or _is_noun_use(line, index):
        return None
    verb = cues.say.get(word) or cues.with_that.get(word) or cues.tell[word]
    first, last = _cue_words(line, index)
    for shape in (_after_speech, _before_speech):
        report = shape(line, index, first, last, kind, verb)
        if report is not None:
            return report
    return None


def _is_noun_use(line: _Line, index: int) -> bool:
    grammar = read_grammar()
    before = line.words[index - 1] if index else ""
    word = line.words[index]
    if before in grammar.determiners and before not in (
        "this",
        "that",
        "those",
        "these",
        "all",
        "many",
        "some",
        "one",
        "both",
    ):
        return True
    if before in grammar.prepositions and before != "to" and not word.endswith("ing"):
        return True
    if before == "'s" and not word.endswith("ing"):
        return True
    return False


def _cue_words(line: _Line, index: int) -> tuple[int, int]:
    """The cue with its auxiliaries and adverbs: "has repeatedly warned"."""
    grammar, words = read_grammar(), line.words
    first = index
    while (
        first > 0
        and index - first < CUE_ADVERBS
        and (
            words[first - 1] in grammar.be
            or words[first - 1] in grammar.have
            or words[first - 1] in grammar.do
            or words[first - 1] in grammar.modals
            or words[first - 1] in line.cues.adverbs
            or (words[first - 1].endswith("ly") and first > 1)
        )
    ):
        first -= 1
    return first, index + 1


def _after_speech(line: _Line, index: int, first: int, last: int, kind: str, verb: str) -> Report | None:
    """What was said stands before: "CONTENT," SOURCE said. and "CONTENT," said SOURCE."""
    words = line.words
    if kind == "that" and not any(line.quoted[:first]):
        return None
    end = _phrase_end(line, last)
    begin = _source_begin(line, first)
    if begin > 0 and begin < first and words[begin - 1] in ",”\"'’" and _content_over(line, end):
        content = line.span(_content_begin(line, begin), _content_stop(line, begin))
        source, cue = line.span(begin, first), line.span(first, last)
        if content and source and cue:
            return Report(source, cue, content, verb, None, line.number)
    if first > 0 and words[first - 1] in ',”"’?!' and begin == first and last < len(words):
        stop = _source_end(line, last)
        source, cue = line.span(last, stop), line.span(first, last)
        content = line.span(_content_begin(line, first), _content_stop(line, first))
        if content and source and cue:
            return Report(source, cue, content, verb, None, line.number)
    return None


def _content_begin(line: _Line, index: int) -> int:
    """Where the speech before ``index`` begins: at its opening mark if it is a quotation from there on, else at the
    beginning of the sentence."""
    return 0


def _content_stop(line: _Line, index: int) -> int:
    return index


def _content_over(line: _Line, index: int) -> bool:
    """Whether nothing that could be what was said follows the cue at ``index``."""
    words = line.words
    rest = words[index:]
    if not rest or rest[0] in ".,;:" or line.quoted[index]:
        return True
    return rest[0] in (
        "in",
        "on",
        "at",
        "during",
        "to",
        "of",
        "after",
        "as",
        "when",
        "while",
        "about",
        "before",
        "from",
        "with",
        "by",
        "and",
        "but",
        "last",
        "this",
        "earlier",
        "later",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    )


def _phrase_end(line: _Line, index: int) -> int:
    return index


def _source_begin(line: _Line, index: int) -> int:
    """Where the noun phrase that ends before ``index`` begins; ``index`` itself where none stands."""
    grammar, words = read_grammar(), line.words
    if index == 0:
        return 0
    place = index
    if words[place - 1] == ",":  # "X, a spokesman for Y, said": over the apposition
        inner = place - 2
        while inner > 0 and words[inner] != "," and not line.quoted[inner]:
            inner -= 1
        if words[inner] == "," and inner > 0:
            place = inner
        else:
            return index
    while place > 0:
        word = words[place - 1]
        if word in ',;:—–"”“(' or line.quoted[place - 1]:
            break
        if word in (
            "that",
            "but",
            "because",
            "while",
            "although",
            "when",
            "if",
            "as",
            "after",
            "before",
            "though",
            "since",
            "where",
        ):
            break
        if word in ("and", "or") and _clause_before(line, place - 1):
            break
        if word in ("who", "which"):
            break
        place -= 1
    if place == index:
        return index
    return _skip_openers(line, place, index) if grammar else place


def _clause_before(line: _Line, index: int) -> bool:
    """Whether the words before a conjunction hold a finite verb, so that it joins clauses and not nouns."""
    from timeline.claims.clauses import is_finite

    return any(is_finite(word) for word in line.words[:index])


def _skip_openers(line: _Line, begin: int, end: int) -> int:
    while begin < end and line.words[begin] in (
        "and",
        "but",
        "or",
        "so",
        "then",
        "however",
        "also",
        "meanwhile",
        "still",
        "yet",
    ):
        begin += 1
    return begin


def _before_speech(line: _Line, index: int, first: int, last: int, kind: str, verb: str) -> Report | None:
    """SOURCE said (that) CONTENT; SOURCE told HEARER that CONTENT; … , saying CONTENT."""
    words = line.words
    begin = _source_begin(line, first)
    hearer = None
    start = last
    if kind == "tell" or verb == "tell":
        found = _after_hearer(line, last)
        if found is None:
            return None
        hearer, start = line.span(last, found), found
    if not _complement(line, start, kind):
        return None
    if words[start : start + 1] == ("that",):
        start += 1
    content = line.span(start, _speech_end(line, start))
    source, cue = line.span(begin, first), line.span(first, last)
    participle = words[index].endswith("ing") and first == index
    if source is None and not participle:
        return None
    if content is None or cue is None:
        return None
    return Report(None if participle and source is None else source, cue, content, verb, hearer, line.number)


def _after_hearer(line: _Line, index: int) -> int | None:
    """Where the speech begins behind the hearer of "told": at "that", a quotation, or a clause."""
    from timeline.claims.clauses import is_finite

    words = line.words
    for place in range(index, min(index + 10, len(words))):
        if words[place] == "that" or line.quoted[place] or words[place] in ("to", "how", "of", "about", ":"):
            return place
        if place > index and is_finite(words[place]):
            return index + 1
    return None


def _complement(line: _Line, index: int, kind: str) -> bool:
    words = line.words
    if index >= len(words):
        return False
    word = words[index]
    if word in ("that", "how", "whether", "why", ":") or line.quoted[index]:
        return True
    if kind == "that":
        near = words[index : index + 5]
        return "that" in near[:1] or any(line.quoted[index : index + 3])
    if word in (".", ";", ")"):
        return False
    return not (word == "," and not any(line.quoted[index : index + 2]))


def _speech_end(line: _Line, index: int) -> int:
    """The end of what was said behind the cue: the sentence's, or where a quotation ends and the writer goes on."""
    return len(line.words)
