"""Whether a word is a reporting verb where it stands, and where it begins with its auxiliaries."""

from __future__ import annotations

from timeline.claims.clauses import is_finite
from timeline.claims.grammar import read_grammar
from timeline.claims.reports import Cue, Line

CUE_ADVERBS = 4
CLOSING = "”\"’'»"


def is_verb(line: Line, index: int) -> bool:
    """Whether the word is a finite verb or participle here, and not a noun or name ("the report", "Islamic State")."""
    grammar, words = read_grammar(), line.words
    before = words[index - 1] if index else ""
    word = words[index]
    if line.capital[index] and index > 0 and before not in CLOSING and not line.title:
        return False
    if word.endswith("ing"):
        return before in grammar.be or before in line.cues.before_participle or before in CLOSING
    if before in grammar.modals:
        return before not in ("to", "'ll")
    if before in grammar.determiners - grammar.plural_determiners:
        return False
    if before in grammar.prepositions or before == "'s":
        return False
    if before in grammar.be:
        return words[index - 2 : index - 1] == ("it",)
    return not (word in ("compared", "based") and words[index + 1 : index + 2] in (("to",), ("with",)))


def is_present(line: Line, cue: Cue) -> bool:
    """Whether a form that can be a noun as well ("report", "claims", "back") is a verb: what was said follows, or a
    subject stands before it that fits."""
    words, index, grammar = line.words, cue.at, read_grammar()
    before = words[index - 1] if index else ""
    after = words[cue.stop] if cue.stop < len(words) else ""
    named = index > 0 and line.capital[index - 1]
    if cue.first < index and not (grammar.do | grammar.modals).isdisjoint(words[cue.first : index]):
        return True  # "did not respond", "would call"
    before_chain = words[cue.first - 1] if cue.first else ""
    named = named or (cue.first > 0 and line.capital[cue.first - 1])
    third = words[index].endswith("s") and (before_chain in grammar.pronouns or named)
    opens = after in grammar.determiners or after in grammar.possessives or after[:1].isdigit() or after == "to"
    opens = opens or (cue.stop < len(words) and (line.capital[cue.stop] or line.quoted[cue.stop]))
    if third and (opens or after in line.cues.stance_links):
        return True  # "Lee refuses to", "she wants a truce", "Lee calls Homs a ruin"
    if line.title and third and cue.stop < len(words) and after.isalpha():
        return True
    if words[index].endswith("s") and opens and _is_singular_subject(line, cue.first):
        return True  # "the report documents how", "the ad mentions the"
    if line.cues.verb_of(words[index]) in line.cues.always_verbs:
        return bool(before) and (before[0].isalpha() or before in ",)" or before in CLOSING)
    if words[index] not in line.cues.say and words[index] not in line.cues.with_that:
        return before in grammar.pronouns or (_is_plural(before) and after in grammar.determiners)
    if after in ("that", "how", "whether") or (cue.stop < len(words) and line.quoted[cue.stop]):
        return True
    if words[-1] == ":" and named:
        return True
    if not words[index].endswith("s") and _is_plural(before):
        return after in grammar.determiners or after in grammar.pronouns or after == "to"  # "polls show a lead"
    if not words[index].endswith("s"):
        return before in grammar.pronouns and after not in ("of", "from", "in", ",", ".")
    return before in grammar.pronouns


def _is_singular_subject(line: Line, end: int) -> bool:
    """Whether the words before ``end`` are a short noun phrase with a determiner, and no plural: "the report"."""
    words, grammar = line.words, read_grammar()
    if end < 2 or not words[end - 1].isalpha() or _is_plural(words[end - 1]):
        return False
    return any(words[place] in grammar.determiners for place in range(max(0, end - 4), end - 1))


def _is_plural(word: str) -> bool:
    """Whether the word can be a plural noun: "polls", "critics"."""
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")) and not is_finite(word)


def cue_begin(line: Line, index: int) -> int:
    """Where the cue begins with its auxiliaries and adverbs: "has repeatedly warned"."""
    grammar, words = read_grammar(), line.words
    first = index
    while (
        first > 0
        and index - first < CUE_ADVERBS
        and not line.quoted[first - 1]
        and (
            (words[first - 1] in grammar.be and (words[first - 1] != "'s" or words[first - 2] in grammar.pronouns))
            or words[first - 1] in grammar.have
            or words[first - 1] in grammar.do
            or (words[first - 1] in grammar.modals and words[first - 1] != "to")
            or words[first - 1] in line.cues.adverbs
            or (words[first - 1].endswith("ly") and len(words[first - 1]) > 4)
        )
    ):
        first -= 1
    return first
