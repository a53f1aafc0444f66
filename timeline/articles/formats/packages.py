"""Office documents are ZIP archives of XML: looked at before a library opens them, so that no bomb goes off."""

from __future__ import annotations

import io
import zipfile
import zlib

from timeline.articles.formats.xml import is_bomb
from timeline.types import InputProblem

_UNPACKED_LIMIT = 200 * 1024 * 1024
_PARTS_LIMIT = 5_000
_RATIO_LIMIT = 200
_SMALL = 2 * 1024 * 1024
"""Parts up to this size may be packed as tightly as they like: a sheet of equal cells is."""

_CHUNK = 1024 * 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How the office documents before 2007 begin, and also those of today where a password locks them."""


def check_package(data: bytes, name: str, main: str) -> InputProblem | None:
    """Why a document whose chief part is ``main`` is not opened: locked, damaged, a bomb, or another document."""
    if data.startswith(_OLD_OFFICE):
        what = "an office document that is locked with a password, or of the format before 2007"
        return InputProblem(name, None, what, "open it, and save it without a password in today's format")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if main not in {part.filename for part in parts}:
                what = f"not what its name says: it has no {main}"
                return InputProblem(name, None, what, "look at what was saved, or give it the ending it should have")
            return _too_much(parts, name) or _bomb(package, parts, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        what = f"damaged: {str(error).lower()[:200] or 'its parts cannot be unpacked'}"
        return InputProblem(name, None, what, "get the file again, or save it again where it was made")


def _too_much(parts: list[zipfile.ZipInfo], name: str) -> InputProblem | None:
    total = sum(part.file_size for part in parts)
    tight = any(part.file_size > _SMALL and part.file_size > _RATIO_LIMIT * part.compress_size for part in parts)
    if len(parts) > _PARTS_LIMIT or total > _UNPACKED_LIMIT or tight:
        what = f"unpacks to {total / 1024**2:,.0f} MB in {len(parts):,} parts: too much to be a document"
        return InputProblem(name, None, what, "save its text or its table by itself")
    return None


def _bomb(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> InputProblem | None:
    """Declared entities in any part of XML, and parts that are longer than they say."""
    left = _UNPACKED_LIMIT
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        with package.open(part) as stream:
            before = b""
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0 or is_bomb(before + chunk):
                    what = "XML that declares entities, which can be made to fill the memory"
                    return InputProblem(name, None, what, "save the document again where it was made")
                before = chunk[-64:]
    return None
