"""ZIP archives and the web archives that are packed as such (WACZ), by the standard library's zipfile."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import BinaryIO, cast

from timeline.articles.containers.budget import Budget, OverBudgetError
from timeline.articles.containers.entry import DAMAGED, Entries, Entry
from timeline.articles.walk import is_passed_by, shown
from timeline.types import InputProblem

_END = b"PK\x05\x06"
_END_BYTES = 22
_COMMENT_BYTES = 65_535
_DIRECTORY_BYTES = 256
"""What a member may take in the archive's directory on average: the name, and what stands beside it."""

_HEADER_BYTES = 30
_ENCRYPTED = 0x1
_OFFICE = (("word/document.xml", ".docx"), ("xl/workbook.xml", ".xlsx"))


def zip_entries(stream: BinaryIO, name: str, budget: Budget) -> Entries:
    """The files in a ZIP, sorted by name. An office document or a WACZ that is named as a ZIP is read as what it is."""
    archive = _opened(stream, name, budget)
    if isinstance(archive, InputProblem):
        yield archive
        return
    with closing(archive):
        names = set(archive.namelist())
        office = next((ending for part, ending in _OFFICE if part in names), None)
        if office and "[Content_Types].xml" in names:
            stream.seek(0)
            doubts = (f"packed as an office document ({office}): read as that",) if not name.endswith(office) else ()
            yield Entry(name, lambda: stream, kind=office, doubts=doubts)
        elif "datapackage.json" in names and any(one.startswith("archive/") for one in names):
            yield from _crawls(archive, name)
        else:
            yield from _files(archive, name)


def wacz_entries(stream: BinaryIO, name: str, budget: Budget) -> Entries:
    """The WARC files in a WACZ; what else it holds is made from them."""
    archive = _opened(stream, name, budget)
    if isinstance(archive, InputProblem):
        yield archive
        return
    with closing(archive):
        yield from _crawls(archive, name)


def _opened(stream: BinaryIO, name: str, budget: Budget) -> zipfile.ZipFile | InputProblem:
    most = budget.limits.members
    try:
        if _directory_size(stream) > most * _DIRECTORY_BYTES:  # it would all be held in memory
            raise OverBudgetError(f"holds more than {most:,} files", "pack it into several archives")
        archive = zipfile.ZipFile(stream)
    except DAMAGED as error:
        why = " ".join(str(error).split())[:120].lower()
        return InputProblem(name, None, f"a damaged ZIP archive ({why})", "fetch or pack it again")
    if _overlap(archive.infolist()):
        what = "its members lie one over another, as in a bomb; nothing of it was read"
        return InputProblem(name, None, what, "unpack it apart, look at it, and give the files that are articles")
    return archive


def _directory_size(stream: BinaryIO) -> int:
    """The bytes from the beginning of the directory to the end, by the record at the end; 0 where there is none.

    The field of four bytes is full where the archive is of the large kind (ZIP64): then the tail is all there is to go
    by, and it is the file's own size that bounds the directory.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _END_BYTES - _COMMENT_BYTES))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        return 0
    stated = int.from_bytes(tail[at + 12 : at + 16], "little")
    if stated != 0xFFFFFFFF:
        return stated
    locator = tail.rfind(b"PK\x06\x06", 0, at)
    return int.from_bytes(tail[locator + 40 : locator + 48], "little") if locator >= 0 else 0


def _overlap(infos: Iterable[zipfile.ZipInfo]) -> bool:
    reached = 0
    for info in sorted(infos, key=lambda info: (info.header_offset, info.compress_size)):
        if info.header_offset < reached:
            return True
        reached = info.header_offset + _HEADER_BYTES + info.compress_size
    return False


def _files(archive: zipfile.ZipFile, name: str) -> Entries:
    seen: set[str] = set()
    infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
    names = {info.filename for info in infos}
    for info in infos:
        told = f"{name}/{shown(info.filename)}"
        refused = _refused(info, told, seen)
        seen.add(info.filename)
        if refused:
            yield refused
        elif not is_passed_by(info.filename, names):
            yield Entry(told, lambda info=info: cast(BinaryIO, archive.open(info)))  # type: ignore[misc]


def _crawls(archive: zipfile.ZipFile, name: str) -> Iterator[Entry | InputProblem]:
    infos = [info for info in archive.infolist() if info.filename.endswith((".warc", ".warc.gz"))]
    if not infos:
        yield InputProblem(name, None, "no crawl (.warc) in this WACZ", "look at how it was made, or make it again")
    for info in sorted(infos, key=lambda info: info.filename):
        told = f"{name}/{shown(info.filename.rsplit('/', 1)[-1])}"
        refused = _refused(info, told, set())
        yield refused or Entry(told, lambda info=info: cast(BinaryIO, archive.open(info)))  # type: ignore[misc]


def _refused(info: zipfile.ZipInfo, told: str, seen: set[str]) -> InputProblem | None:
    """Nothing is ever unpacked to a path of an archive; a path that leads out is told, since somebody meant harm."""
    path = info.filename.replace("\\", "/")
    if path.startswith("/") or path[1:3] == ":/" or ".." in path.split("/"):
        return InputProblem(told, None, "a path that leads out of the archive; not read", "pack it with a plain path")
    if stat.S_ISLNK(info.external_attr >> 16):
        return InputProblem(told, None, "a link, not a file; not followed", "pack the file that it leads to")
    if info.flag_bits & _ENCRYPTED:
        return InputProblem(told, None, "encrypted", "unpack it with its password, and give the file itself")
    if info.filename in seen:
        what = "a second member of this name; the first was read"
        return InputProblem(told, None, what, "rename one of the two, and pack them again")
    return None
