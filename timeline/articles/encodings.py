"""Encodings that no file declares: which it is by the language that comes out, and text that was decoded wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.articles.language import guess_language
from timeline.articles.stamps import metadata

_LOOKED_AT = 64 * 1024
# Where UTF-8 was read as cp1252: its first byte, then one to three of the following ones, some of which have signs.
_FOLLOWING = (
    "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019"
    + ("\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178")
)
_MISREAD = re.compile(rf"[\u00c2-\u00df][{_FOLLOWING}]|[\u00e0-\u00ef][{_FOLLOWING}]{{2}}")
# What such a sequence stands for in earnest. Capitals at the end of a quotation look alike (É», Ö“), but stand for
# letters that hardly any text has.
_EXPECTED = re.compile(r"[\u00a0-\u017f\u0401-\u0491\u0621-\u064a\u2010-\u203a\u20ac]")
_FEW = 2


def guess_encoding(data: bytes) -> str | None:
    """The encoding of text that is not UTF-8, or ``None`` where none fits.

    Latin alphabets have one byte for "è" and "č": which it is, the language of the whole text tells.
    """
    from charset_normalizer import from_bytes  # 30 ms that a UTF-8 file need not wait for

    known = metadata()["encodings"]
    best = from_bytes(data[:_LOOKED_AT], cp_isolation=known["tried"]).best()
    if best is None:
        return None
    if not any(best.encoding in family["encodings"] for family in known["latin"]):
        return best.encoding
    language = guess_language(str(best)).code
    family = next((family for family in known["latin"] if language in family["languages"]), known["latin"][0])
    if best.encoding in family["encodings"]:
        return best.encoding
    return next((encoding for encoding in family["encodings"] if _fits(data, encoding)), best.encoding)


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def misread_doubt(text: str) -> str | None:
    """What to tell of UTF-8 that was read as another encoding and saved so; ``None`` where there is none of it.

    >>> misread_doubt("the â€œtruceâ€\\x9d held").split(":")[0]
    "2 places of the file look like UTF-8 that was read in another encoding ('â€œ' for '“')"
    >>> misread_doubt("« LE CAFÉ» et „SCHÖ“") is None
    True
    """
    found = list(_misread(text))
    if not found or (len(found) < _FEW and len(found[0][0]) < 3):
        return None
    shown, meant = found[0]
    places = "1 place of the file looks" if len(found) == 1 else f"{len(found)} places of the file look"
    what = f"{places} like UTF-8 that was read in another encoding ({shown!r} for {meant!r})"
    return f"{what}: kept as it stands; mend the file, and look at names and quotation marks"


def _misread(text: str) -> Iterator[tuple[str, str]]:
    for found in _MISREAD.finditer(text):
        try:
            meant = b"".join(map(_byte, found[0])).decode("utf-8")
        except UnicodeError:
            continue
        if _EXPECTED.fullmatch(meant):
            yield found[0], meant


def _byte(character: str) -> bytes:
    """As cp1252 has it; the five bytes that it leaves out stand for themselves."""
    return character.encode("latin-1" if character < "\u0100" else "cp1252")
