"""Article text made fit to be looked at: what cannot be seen is shown, what is long is clipped, lines are wrapped.

The text itself is never altered; these are for views, and no offset counts in what they return.
"""

from __future__ import annotations

import textwrap
import unicodedata

# These join letters and emoji in Arabic, Persian and Indic scripts; a reader needs them to work, not to be seen.
_JOINERS = frozenset("\u200c\u200d")


def visible(text: str) -> str:
    """``text`` with every control and direction character written out; line breaks and tabs become spaces.

    >>> visible("a\\x00b\\u202ec")
    'a␀b⟨U+202E⟩c'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char.isprintable() or char in _JOINERS or unicodedata.category(char) == "Zs":
        return char
    if char in "\t\n\r\x0b\x0c\x85\u2028\u2029":
        return " "
    if ord(char) < 0x20:
        return chr(0x2400 + ord(char))  # the control pictures block
    if char == "\x7f":
        return "␡"
    if char == "\u00ad":
        return ""  # a soft hyphen is a place to break a line
    return f"⟨U+{ord(char):04X}⟩"


def clip(text: str, length: int) -> str:
    """``text`` cut at a word to at most ``length`` characters, with … where something was cut.

    >>> clip("one two three", 9)
    'one two…'
    """
    if len(text) <= length:
        return text
    head = text[: length - 1]
    word = head.rfind(" ")
    return head[: word if word > length // 2 else len(head)].rstrip() + "…"


def lines(text: str, width: int, most: int) -> list[str]:
    """``text`` in at most ``most`` lines of at most ``width`` characters; the last one ends in … where it was cut."""
    # A line of hostile text can be 50 MB without a space: no more is looked at than can be shown.
    shown = visible(clip(text, width * most + 1))
    wrapped = textwrap.wrap(shown, width, break_on_hyphens=False)
    if len(wrapped) > most:
        wrapped = [*wrapped[: most - 1], clip(" ".join(wrapped[most - 1 :]), width)]
    return wrapped


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: singular for one, plural for any other.

    >>> counted(1, "event"), counted(2, "event"), counted(0, "lens", "lenses")
    ('1 event', '2 events', '0 lenses')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
