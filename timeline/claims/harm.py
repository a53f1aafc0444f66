"""Which of a sentence's figures belong to which of its events."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.claims.clauses import Clauses
from timeline.claims.figures import FigureMention
from timeline.claims.triggers import Trigger
from timeline.types import Figure


def figures_of(
    clauses: Clauses, trigger: Trigger, triggers: Sequence[Trigger], figures: Sequence[FigureMention]
) -> tuple[Figure, ...]:
    """The figures of the trigger's clause, without those that stand right behind another of the sentence's verbs
    ("killed 12, captured 20"); those of the whole sentence where it tells only one event. Parts of a whole ("half of
    which") are left out."""
    clause, alone = clauses.of_word[trigger.first], len(triggers) == 1
    verbs = {other.last: other for other in triggers if not other.form.is_noun}
    return tuple(
        mention.figure
        for mention in figures
        if not mention.subset
        and (alone or clauses.of_word[mention.first] == clause)
        and verbs.get(mention.first, trigger) is trigger
    )
