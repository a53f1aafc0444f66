"""Text made to hurt, of any length, by name; the tests and ``make bench`` try all of it."""

from __future__ import annotations

from collections.abc import Callable


def repeated(piece: str) -> Callable[[int], str]:
    """Texts of a piece that is said again and again."""
    return lambda size: piece * (size // len(piece))


def _new_words(size: int) -> str:
    return "".join(f"w{chr(97 + at % 26)}{'x' * (at % 90)} " for at in range(size // 50))


HOSTILE: dict[str, Callable[[int], str]] = {
    "digits": repeated("1"),
    "pairs of digits": repeated("12 "),
    "years": repeated("1999 "),
    "brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "articles": repeated("the "),
    "ordinals": repeated("the first "),
    "units": repeated("two years "),
    "months": repeated("May "),
    "last": repeated("last "),
    "days and dashes": repeated("3-4-"),
    "dots": repeated("1.2."),
    "slashes": repeated("08/10/2023 "),
    "quotes": repeated("'s "),
    "open quotations": repeated("On Friday he said: “yesterday "),
    "quotations": repeated("“We left yesterday,” he said on Friday. "),
    "colons": repeated("He said on Friday:\n\nyesterday: "),
    "spaces": lambda size: " " * (10 * size) + "yesterday",
    "events": repeated("two days after the first storming of the harbour, "),
    "new words": _new_words,
    "no-break spaces and signs": repeated("\u00a0\u2014\u2019"),
    "plain news": repeated("On Friday two soldiers were killed in June 2014, a week after the raid of 3 May. "),
}
