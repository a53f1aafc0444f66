"""What the tense alone says of an event that nothing dates: a bound, told with the reason why it has no date."""

from __future__ import annotations

from timeline.claims.grammar import read_grammar
from timeline.claims.sentences import Sentence
from timeline.claims.triggers import Trigger
from timeline.types import Article, Status

TOLD = (Status.ASSERTED, Status.REPORTED, Status.ALLEGED)
AUXILIARIES = 4  # words before a verb among which its "has" stands: "has since been freed"


def bound_in_words(article: Article, sentence: Sentence, trigger: Trigger, status: Status) -> str | None:
    """The bound that the tense gives, in words; ``None`` where it gives none, or the publication date is not known.

    It is no date: a mark that reaches from the beginning of time to the article would say more than the article does.
    """
    published = article.published
    if status is Status.PLANNED and published.earliest is not None:
        return f"told as to come, so not before the article ({published.earliest.isoformat()})"
    if status not in TOLD or published.latest is None or trigger.form.name not in ("past", "participle"):
        return None
    day = published.latest.isoformat()
    before = sentence.words[max(0, trigger.first - AUXILIARIES) : trigger.first]
    if not (read_grammar().have - {"had", "having"}).isdisjoint(before):
        return f"told as done by now, so not after the article ({day}), and since when is open"
    return f"told in the past, so not after the article ({day})"
