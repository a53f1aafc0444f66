"""Words that say an event: the trigger files, compiled once, and where their words stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from timeline.claims.grammar import noun_forms, read_grammar, verb_forms
from timeline.claims.marks import Marks
from timeline.claims.sentences import Sentence, find_sentences
from timeline.errors import RuleError
from timeline.lexicon.loader import read_toml

FILES = ("triggers_violence", "triggers_control", "triggers_politics", "triggers_people")
NEAR = 6  # words to either side in which `never_with` looks
OBJECT_REACH = 7  # words behind a verb in which its object is looked for
SUBJECT_REACH = 6
NAME_REACH = 2  # words behind a verb in which a name is its object: "seized the Minova"


@dataclass(frozen=True, slots=True)
class Entry:
    """One block of a trigger file; the meaning of the fields stands at the head of triggers_violence.toml."""

    id: str
    type: str
    mode: str
    acled: str
    label: str
    speech: bool
    only_with: frozenset[str]
    noun_only_with: frozenset[str]
    by_lemma: dict[str, frozenset[str]]
    never_with: frozenset[str]
    object: frozenset[str]
    subject: frozenset[str]
    noun_needs_verb: frozenset[str]
    adjective_guard: frozenset[str]
    stop: tuple[tuple[str, ...], ...]
    examples: tuple[str, ...]
    rejects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form as it can stand in a text: its words, its dictionary form and what form it is."""

    words: tuple[str, ...]
    lemma: str
    name: str  # base, past, participle, ing, third, singular, plural
    entry: Entry

    @property
    def is_noun(self) -> bool:
        return self.name in ("singular", "plural")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger in a sentence: words ``first`` to ``last`` (half-open)."""

    form: Form
    first: int
    last: int

    @property
    def entry(self) -> Entry:
        return self.form.entry


@dataclass(frozen=True, slots=True)
class TriggerLexicon:
    """All forms by their first word, longest first; ``entries`` in the order of the files."""

    entries: tuple[Entry, ...]
    by_first_word: dict[str, tuple[Form, ...]]
    first_words: frozenset[str] = field(default=frozenset())


@lru_cache(maxsize=1)
def read_triggers() -> TriggerLexicon:
    """The trigger files, compiled. Raises `RuleError` that names the file and the block."""
    lists = {name: frozenset(words) for name, words in read_toml("en/claims/word_lists.toml")["lists"].items()}
    entries: list[Entry] = []
    forms: dict[str, list[Form]] = {}
    for name in FILES:
        for block in read_toml(f"en/claims/{name}.toml")["trigger"]:
            entry = _entry(name, block, lists)
            entries.append(entry)
            for form in _forms(block, entry):
                forms.setdefault(form.words[0], []).append(form)
    by_first_word = {word: tuple(sorted(found, key=_longest_noun_first)) for word, found in forms.items()}
    return TriggerLexicon(tuple(entries), by_first_word, frozenset(by_first_word))


def _longest_noun_first(form: Form) -> tuple[int, bool, bool, bool]:
    """Longer forms first; of a form that can be noun or bare verb ("raid", "strikes", "shelling") the commoner noun;
    then blocks that ask for an object ("capture the town") before those that do not."""
    return -len(form.words), form.name in ("base", "third"), form.name == "ing", not form.entry.object


def _entry(file: str, block: dict[str, Any], lists: dict[str, frozenset[str]]) -> Entry:
    where = f"lexicon/en/claims/{file}.toml: trigger {block.get('id', '?')!r}"
    for key in ("id", "type", "mode", "label", "examples", "rejects"):
        if key not in block:
            raise RuleError(f"{where}: no {key!r}; add it")

    def words(names: Sequence[str]) -> frozenset[str]:
        found: set[str] = set()
        for name in names:
            if name.startswith("@") and name[1:] not in lists:
                raise RuleError(f"{where}: no list {name!r} in word_lists.toml; add it there or mend the name")
            found |= lists[name[1:]] if name.startswith("@") else {name}
        return frozenset(found)

    by_lemma = {
        lemma: words(names)
        for key in ("only_with_nouns", "only_with_verbs")
        for lemma, names in block.get(key, {}).items()
    }
    return Entry(
        id=block["id"],
        type=block["type"],
        mode=block["mode"],
        acled=block.get("acled", ""),
        label=block["label"],
        speech=block.get("speech", False),
        only_with=words(block.get("only_with", ())),
        noun_only_with=words(block.get("noun_only_with", ())),
        by_lemma=by_lemma,
        never_with=words(block.get("never_with", ())),
        object=words(block.get("object", ())),
        subject=words(block.get("subject", ())),
        noun_needs_verb=frozenset(form for verb in block.get("noun_needs_verb", ()) for form in verb_forms(verb)),
        adjective_guard=frozenset(block.get("adjective_guard", ())),
        stop=tuple(tuple(phrase.lower().split()) for phrase in block.get("stop", ())),
        examples=tuple(block["examples"]),
        rejects=tuple(block["rejects"]),
    )


def _forms(block: dict[str, Any], entry: Entry) -> Iterator[Form]:
    allowed = block.get("verb_forms", {})
    for verb in block.get("verbs", ()):
        for form, name in verb_forms(verb).items():
            if verb not in allowed or form in allowed[verb]:
                yield from _spellings(form, verb, name, entry)
    for noun in () if block.get("verb_only") and not block.get("nouns") else block.get("nouns", ()):
        for form, name in noun_forms(noun).items():
            yield Form(tuple(form.lower().split()), noun, name, entry)


def _spellings(form: str, verb: str, name: str, entry: Entry) -> Iterator[Form]:
    """A verb form, and for a verb with an object noun ("fire rocket") the object's plural as well."""
    words = tuple(form.lower().split())
    yield Form(words, verb, name, entry)
    if len(words) == 2:
        for plural, number in noun_forms(words[1]).items():
            if number == "plural":
                yield Form((words[0], plural), verb, name, entry)


def find_triggers(sentence: Sentence, lexicon: TriggerLexicon, text: str) -> tuple[Trigger, ...]:
    """Every trigger of the sentence in order; where two share a word, the longer one, then the earlier block."""
    words, marks = sentence.words, Marks(sentence, text)
    found: list[Trigger] = []
    index = 0
    while index < len(words):
        trigger = None
        if words[index] in lexicon.first_words:
            trigger = next(_matches(words, index, lexicon, marks), None)
        if trigger is None:
            index += 1
            continue
        found.append(trigger)
        index = trigger.last
    return tuple(found)


def _matches(words: tuple[str, ...], index: int, lexicon: TriggerLexicon, marks: Marks) -> Iterator[Trigger]:
    for form in lexicon.by_first_word[words[index]]:
        last = _match_end(words, index, form)
        if last is not None and _fits(words, index, last, form, marks):
            yield Trigger(form, index, last)


def _match_end(words: tuple[str, ...], index: int, form: Form) -> int | None:
    """Where the form ends if it stands at ``index``, as its first word does; between a verb and its object noun up to
    five words may stand ("launched a wide internal investigation", "fired almost 30 rockets")."""
    size = len(form.words)
    if size == 1 or words[index : index + size] == form.words:
        return index + size
    if size == 2 and not form.is_noun and form.words[1] in _object_nouns():
        for place in range(index + 2, min(index + 7, len(words))):
            if words[place] == form.words[1]:
                return index + 1
            if not words[place].isalnum() and "-" not in words[place]:
                return None
    return None


@lru_cache(maxsize=1)
def _object_nouns() -> frozenset[str]:
    data = read_toml("en/claims/grammar.toml")
    return frozenset(form for noun in data["object_nouns"] for form in noun_forms(noun))


def _fits(words: tuple[str, ...], first: int, last: int, form: Form, marks: Marks) -> bool:
    """Whether the company of the words makes them a trigger: stop phrases, needed and forbidden neighbours."""
    entry = form.entry
    if not _form_possible(words, first, form):
        return False
    near = words[max(0, first - NEAR) : last + NEAR]
    if entry.never_with and not entry.never_with.isdisjoint(near):
        return False
    if any(_stands_across(words, first, last, phrase) for phrase in entry.stop):
        return False
    needed = entry.by_lemma.get(form.lemma) or entry.only_with
    if form.is_noun and entry.noun_only_with:
        needed = entry.noun_only_with
    names_itself = form.is_noun and last - first > 1  # "prisoner swap" needs no other word
    if needed and not names_itself and needed.isdisjoint(words[:first] + words[last:]):
        others = marks.stand_in(needed, 0, first) or marks.stand_in(needed, last, len(words))
        if not others:
            return False
    if words[first] in entry.adjective_guard and _is_attribute(words, first):
        return False
    if form.is_noun:
        return not entry.noun_needs_verb or not entry.noun_needs_verb.isdisjoint(words)
    behind, ahead = words[last : last + OBJECT_REACH], words[max(0, first - SUBJECT_REACH) : first]
    # "rockets were fired": the object of a passive stands before its verb
    if entry.object and not any(_near_phrase(entry.object, window, plurals=True) for window in (behind, ahead)):
        # a name is an object right behind the verb, or right before a passive: "captured Homs", "Homs was captured"
        passive = first > 0 and words[first - 1] in read_grammar().be and marks.stand_in(entry.object, first - 3, first)
        if not (passive or marks.stand_in(entry.object, last, min(last + NAME_REACH, len(words)))):
            return False
    if not entry.subject or _near_phrase(entry.subject, ahead, plurals=True):
        return True
    return marks.stand_in(entry.subject, first - SUBJECT_REACH, first)


def _form_possible(words: tuple[str, ...], first: int, form: Form) -> bool:
    """Whether a form that can be noun or verb ("strikes", "raid") can be this one after the word before it."""
    grammar = read_grammar()
    before = words[first - 1] if first else ""
    if form.is_noun:
        if before in grammar.modals or before in grammar.subjects:
            return before == "to" and form.name == "plural"
        return not (form.words[-1].endswith("ing") and _is_progressive(words, first, form))
    if form.name in ("base", "third"):
        if not first:
            return False  # "Strikes on the depot went on": a bare verb opens no sentence of an article
        noun_like = before in grammar.determiners or before in grammar.prepositions or before == "'s"
        return before == "to" or not (noun_like or before[0].isdigit())
    # "the striker's shot": behind a possessive stands a noun
    possessive = before == "'s" and words[first - 2 : first - 1] and words[first - 2] not in grammar.pronouns
    return form.name == "ing" or not possessive


def _is_progressive(words: tuple[str, ...], first: int, form: Form) -> bool:
    """Whether a form in -ing is the verb and not the noun: "was shelling", "after killing two", ", wounding six"."""
    grammar = read_grammar()
    before = words[first - 1] if first else ""
    after = words[first + len(form.words)] if first + len(form.words) < len(words) else "."
    if before in grammar.determiners:
        return False  # "the shelling of Homs"
    has_object = after in grammar.determiners or after in grammar.pronouns or after[0].isdigit()
    return has_object or before in grammar.be or (before in grammar.before_progressive and after != "of")


def _is_attribute(words: tuple[str, ...], index: int) -> bool:
    """Whether the word stands between a determiner and a noun: "an armed man", "the accused"."""
    return index > 0 and words[index - 1] in read_grammar().determiners


def _near_phrase(phrases: frozenset[str], window: tuple[str, ...], *, plurals: bool) -> bool:
    for index, word in enumerate(window):
        if word in phrases or (plurals and word.endswith("s") and word[:-1] in phrases):
            return True
        if index + 1 < len(window) and f"{word} {window[index + 1]}" in phrases:
            return True
    return False


def _stands_across(words: tuple[str, ...], first: int, last: int, phrase: tuple[str, ...]) -> bool:
    """Whether ``phrase`` stands in the sentence so that it shares a word with the trigger."""
    size, opening = len(phrase), phrase[0]
    for begin in range(max(0, first - size + 1), min(last, len(words) - size + 1)):
        if words[begin] == opening and words[begin : begin + size] == phrase:
            return True
    return False


def check_triggers() -> tuple[str, ...]:
    """Every example that its block does not find and every reject that it does; empty when all is well."""
    lexicon = read_triggers()
    problems = []
    for entry in lexicon.entries:
        for example in entry.examples:
            if entry.id not in _ids(example, lexicon):
                problems.append(
                    f"trigger {entry.id!r} does not find its example {example!r}; mend the block or the example"
                )
        for reject in entry.rejects:
            if entry.id in _ids(reject, lexicon):
                problems.append(
                    f"trigger {entry.id!r} finds its reject {reject!r}; add a stop phrase or a never_with word"
                )
    return tuple(problems)


def _ids(text: str, lexicon: TriggerLexicon) -> set[str]:
    return {trigger.entry.id for sentence in find_sentences(text) for trigger in find_triggers(sentence, lexicon, text)}
