"""Who said it: source, cue and content of every report of speech in an article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.claims.cues import read_cues
from timeline.claims.grammar import read_grammar
from timeline.claims.nouns import noun_phrase_begin, noun_phrase_end
from timeline.claims.reports import Line, Report
from timeline.claims.sentences import Sentence
from timeline.claims.speech import find_speech
from timeline.claims.spoken import find_spoken
from timeline.claims.stances import find_feeling

DASHES = ("―", "—", "–")
SIGNATURE = 8  # words of a line that only names a speaker
BLOCK_REACH = 60  # sentences in which a quoted block must end


def find_reports(text: str, sentences: Sequence[Sentence], quotes: Sequence[tuple[int, int]]) -> tuple[Report, ...]:
    """Every report of speech, in order of its cue; a quotation that goes on in the next sentence is a report of its
    own, with the source and cue of the one that it continues."""
    cues = read_cues()
    begins = [begin for begin, _ in quotes]
    reports: list[Report] = []
    for number, sentence in enumerate(sentences):
        found: list[Report] = []
        if not cues.words.isdisjoint(sentence.words) or "it" in sentence.words or sentence.words[-1] == ":":
            quoted = _quoted(sentence, quotes, begins)
            capital = tuple(text[begin].isupper() for begin in sentence.begins)
            found = list(_reports_of(Line(number, sentence, quoted, capital, cues, _is_title(sentence, capital))))
            found = [report for report in _without_inner(found) if not _by_nobody(sentence, report)]
        if not found and any(word in DASHES for word in sentence.words):
            found = list(_signed(text, sentence, number, quotes, begins))
        if not found:
            found = list(_scripted(text, sentences, number))
        if not found and reports:
            found = list(_continued(text, sentences, number, reports[-1], quotes, begins))
        if sentence.words[-1] == ":":
            found += _block_report(text, sentences, number, found)
        begins_earlier = _opened_before(sentence, quotes, begins) if found else None
        if begins_earlier is not None:
            while reports and reports[-1].content[0] >= begins_earlier:
                reports.pop()  # taken for the speech of the one before
            found = [_from(report, sentence.begin, begins_earlier) for report in found]
        reports += found
    return tuple(reports)


def _by_nobody(sentence: Sentence, report: Report) -> bool:
    """Whether its source says that nobody said it: "No group has claimed responsibility"; not "No 10 said"."""
    if report.source is None:
        return False
    first = sentence.index_at(report.source[0])
    numbered = any(word[0].isdigit() or word == "." for word in sentence.words[first + 1 : first + 2])
    return sentence.words[first] in read_grammar().nobody and not numbered


def _without_inner(found: list[Report]) -> list[Report]:
    """The reports without those that are themselves only told: what somebody is said to hope or to be against."""
    cues = read_cues()
    return [
        report
        for report in found
        if (report.verb in cues.nested and not report.stance)
        or not any(
            other.content[0] <= report.cue[0] < other.content[1] and other.cue != report.cue and not other.stance
            for other in found
        )
    ]


def _opened_before(sentence: Sentence, quotes: Sequence[tuple[int, int]], begins: Sequence[int]) -> int | None:
    """Where the quotation was opened that the sentence begins in: “We waited. Nobody came,” she said."""
    place = bisect_right(begins, sentence.begin - 1) - 1
    if place < 0 or quotes[place][1] <= sentence.begin:
        return None
    return quotes[place][0]


def _from(report: Report, sentence_begin: int, begin: int) -> Report:
    """The report with its content from ``begin`` on, where its content opens the sentence."""
    if report.content[0] != sentence_begin:
        return report
    return replace(report, content=(begin, report.content[1]))


def _is_title(sentence: Sentence, capital: Sequence[bool]) -> bool:
    """Whether the sentence is written like a headline: most of its words with a capital, and no stop."""
    letters = [is_capital for word, is_capital in zip(sentence.words, capital, strict=True) if word[0].isalpha()]
    return len(letters) > 3 and 10 * sum(letters) >= 7 * len(letters) and sentence.words[-1] != "."


def _signed(
    text: str, sentence: Sentence, number: int, quotes: Sequence[tuple[int, int]], begins: Sequence[int]
) -> Iterator[Report]:
    """A quotation with the name of its speaker behind a dash: “…” ― Ann Lee."""
    dash = max(index for index, word in enumerate(sentence.words) if word in DASHES)
    last = len(sentence.words) - (sentence.words[-1] == ".")
    place = bisect_right(begins, sentence.begins[dash] - 1) - 1
    if place < 0 or not dash + 1 < last <= dash + SIGNATURE:
        return
    if text[quotes[place][1] : sentence.begins[dash]].strip(" .\xa0") or not text[sentence.begins[dash + 1]].isupper():
        return
    source = (sentence.begins[dash + 1], sentence.ends[last - 1])
    yield Report(source, (sentence.begins[dash], sentence.ends[dash]), quotes[place], "say", None, number)


def _scripted(text: str, sentences: Sequence[Sentence], number: int) -> Iterator[Report]:
    """A turn in a transcript: a speaker in capitals and a colon at the head of a paragraph, and what follows in it."""
    sentence = sentences[number]
    mark = sentence.words.index(":") if ":" in sentence.words[: SIGNATURE // 2] else 0
    opens = number == 0 or sentences[number - 1].paragraph != sentence.paragraph
    first = 1 if sentence.words[0] == '"' else 0
    if mark <= first or not opens or mark + 1 >= len(sentence.words):
        return
    speaker = text[sentence.begins[first] : sentence.ends[mark - 1]]
    if speaker.isupper() and len(speaker) > 2:
        end = sentence.end
        for following in sentences[number + 1 :]:
            if following.paragraph != sentence.paragraph:
                break
            end = following.end
        source, cue = (sentence.begins[first], sentence.ends[mark - 1]), (sentence.begins[mark], sentence.ends[mark])
        yield Report(source, cue, (sentence.begins[mark + 1], end), "say", None, number)


def _block_report(text: str, sentences: Sequence[Sentence], number: int, found: Sequence[Report]) -> Iterator[Report]:
    """A quotation without marks: a line that ends in a colon ("The paper reports that …:"), and the paragraphs behind
    it. The block is one paragraph, or reaches to the last one of those behind it that ends in an ellipsis if the first
    does so too: the sign of a quoted text that was shortened."""
    if number + 1 >= len(sentences) or sentences[number + 1].paragraph == sentences[number].paragraph:
        return
    begin = sentences[number + 1].begin
    ends: dict[int, int] = {}
    for sentence in sentences[number + 1 : number + 1 + BLOCK_REACH]:
        ends[sentence.paragraph] = sentence.end
    order = list(ends.values())
    end = order[0]
    if text[max(0, end - 3) : end].endswith(("…", "...")):
        end = max(stop for stop in order if text[max(0, stop - 3) : stop].endswith(("…", "...")))
    report = found[-1] if found else _according_line(sentences, number)
    if report is not None:
        yield Report(report.source, report.cue, (begin, end), report.verb, report.hearer, number)


def _according_line(sentences: Sequence[Sentence], number: int) -> Report | None:
    """ "According to SOURCE:" by itself."""
    sentence = sentences[number]
    cues = read_cues()
    for phrase in cues.according:
        if sentence.words[: len(phrase)] == phrase:
            size = len(sentence.words)
            line = Line(number, sentence, (False,) * size, (False,) * size, cues)
            source, cue = line.span(len(phrase), size - 1), line.span(0, len(phrase))
            return Report(source, cue, cue, "according to", None, number) if source and cue else None
    return None


def _quoted(sentence: Sentence, quotes: Sequence[tuple[int, int]], begins: list[int]) -> tuple[bool, ...]:
    first = max(0, bisect_right(begins, sentence.begin) - 1)
    near = quotes[first : bisect_right(begins, sentence.end)]
    if not near:
        return (False,) * len(sentence.words)
    quoted = [False] * len(sentence.words)
    for begin, end in near:
        for at in range(bisect_left(sentence.begins, begin), bisect_left(sentence.begins, end)):
            quoted[at] = True
    return tuple(quoted)


def _continued(
    text: str,
    sentences: Sequence[Sentence],
    number: int,
    last: Report,
    quotes: Sequence[tuple[int, int]],
    begins: list[int],
) -> Iterator[Report]:
    """A sentence that is wholly quoted and follows a quoted report in its paragraph: “…,” he said. “… .”"""
    sentence, before = sentences[number], sentences[number - 1]
    if last.sentence < number - 6 or sentences[last.sentence].paragraph < sentence.paragraph - 1:
        return
    if not (_mostly(_quoted(sentence, quotes, begins)) and text[last.content[0]] in '“"”„«'):
        return
    if last.sentence == number - 1 or _mostly(_quoted(before, quotes, begins)):
        yield Report(last.source, last.cue, (sentence.begin, sentence.end), last.verb, last.hearer, last.sentence)


def _mostly(quoted: tuple[bool, ...]) -> bool:
    return sum(quoted) * 10 >= len(quoted) * 9


def _reports_of(line: Line) -> Iterator[Report]:
    behind = 0  # the first word behind the last cue
    last: Report | None = None
    emerged = _emerged(line)
    if emerged is not None:
        yield emerged
    cue_words = line.cues.words
    for index in [index for index, word in enumerate(line.words) if word in cue_words]:
        told = emerged is not None and emerged.cue[0] <= line.sentence.begins[index] < emerged.cue[1]
        if index < behind or line.quoted[index] or told:
            continue
        report = _according(line, index) or _behalf(line, index) or find_speech(line, index, last)
        report = report or find_spoken(line, index) or find_feeling(line, index)
        if report is None:
            continue
        last = report
        if report.verb == "cite":
            citer = _citer(line, index, report)
            if citer is not None:
                yield citer
        yield report
        behind = max(index + 1, line.sentence.index_at(report.cue[1]))


def _emerged(line: Line) -> Report | None:
    """ "CONTENT, it has emerged" and "it has emerged that CONTENT": told by somebody, and not said by whom."""
    words = line.words
    starts = [index for index, word in enumerate(words) if word == "it" and not line.quoted[index]]
    for first in starts:
        for phrase in line.cues.passive:
            last = first + len(phrase)
            if words[first:last] == phrase:
                after = words[last : last + 1] == ("that",)
                content = line.span(last, len(words)) if after else line.span(0, first)
                cue = line.span(first, last)
                return Report(None, cue, content, "emerge", None, line.number) if cue and content else None
    return None


def _according(line: Line, index: int) -> Report | None:
    """ "according to SOURCE, CONTENT" and "CONTENT, according to SOURCE"."""
    for phrase in line.cues.according:
        last = index + len(phrase)
        if line.words[index:last] == phrase:
            stop = noun_phrase_end(line.words, last)
            source, cue = line.span(last, stop), line.span(index, last)
            content = line.span(stop, len(line.words)) if index < 3 else line.span(_stretch_begin(line, index), index)
            return (
                Report(source, cue, content, "according to", None, line.number) if cue and source and content else None
            )
    return None


def _stretch_begin(line: Line, index: int) -> int:
    """Where the stretch of the sentence before ``index`` that is not parted off by a semicolon begins."""
    return next((place + 1 for place in range(index - 1, -1, -1) if line.words[place] == ";"), 0)


def _behalf(line: Line, index: int) -> Report | None:
    """ "…, citing SOURCE": what was said is the sentence before it, or behind the source."""
    word = line.words[index]
    if word not in line.cues.behalf or index + 1 >= len(line.words) or line.words[index + 1] in ("as", ",", ".", "by"):
        return None
    stop = noun_phrase_end(line.words, index + 1)
    if not _can_tell(line, index + 1, stop):
        return None  # "Lee cited the cost": nobody told it
    source, cue = line.span(index + 1, stop), line.span(index, index + 1)
    if not word.endswith("ing"):  # "the paper cites officials to report that …"
        stop = next(
            (place for place in range(index, len(line.words)) if line.words[place : place + 1] == ("that",)), stop
        )
    content = line.span(stop, len(line.words)) if index < 3 or not word.endswith("ing") else line.span(0, index)
    content = content or line.span(0, index)
    return Report(source, cue, content, "cite", None, line.number) if source and cue and content else None


def _can_tell(line: Line, first: int, last: int) -> bool:
    """Whether the head of a noun phrase can be a source: a name, people, an organisation, a document."""
    head = next(
        (place for place in range(first + 1, last) if line.words[place] in read_grammar().prepositions | {","}), last
    )
    heads = line.cues.anonymous_heads | line.cues.document_heads | line.cues.organisation_heads
    return not heads.isdisjoint(line.words[first:head]) or any(line.capital[max(first, head - 2) : head])


def _citer(line: Line, index: int, cited: Report) -> Report | None:
    """Who cites: the subject of "cites", for whom what the cited say is content as well."""
    if line.words[index].endswith("ing"):
        return None
    begin = noun_phrase_begin(line.words, index, line.quoted)
    source = line.span(begin, index)
    return Report(source, cited.cue, cited.content, "cite", None, line.number) if source else None
