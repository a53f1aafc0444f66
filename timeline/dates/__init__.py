"""Time expressions: finds them in a text and anchors them to calendar dates with honest uncertainty.

`tag_text` is the door: it finds (`timeline.dates.find`), then anchors in order (`timeline.dates.anchor`).
English has rules of its own (``lexicon/en/dates``); other languages come from `timeline.dates.locales`.
"""

from __future__ import annotations

from timeline.dates.tag import check_rules, explain_text, tag_text

__all__ = ["check_rules", "explain_text", "tag_text"]
