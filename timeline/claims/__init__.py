"""Claims: who says what happened, when, where, to whom, and from whom they have it."""

from timeline.claims.find import claims_note, find_claims
from timeline.claims.triggers import check_triggers

__all__ = ["check_rules", "claims_note", "find_claims"]


def check_rules() -> tuple[str, ...]:
    """What is wrong with the claim rules, one line each; empty when every block does as its examples say."""
    return check_triggers()
