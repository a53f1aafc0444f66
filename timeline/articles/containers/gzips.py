"""A file packed by gzip, unpacked by the standard library's zlib; what stands before a damaged place comes out."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO, cast

from timeline.articles.containers.budget import Budget
from timeline.articles.containers.entry import Entries, Entry

_CHUNK = 64 * 1024
_GZIP = 31
"""What tells zlib that the head of a gzip file comes first."""


def gzip_entries(stream: BinaryIO, name: str, budget: Budget) -> Entries:
    """The one file in it, named as the archive without its last ending ("a.html.gz/a.html"); a crawl has many parts
    that were packed one by one, which read as one."""
    last = name.rsplit("/", 1)[-1]
    inner = last[:-3] if last.lower().endswith(".gz") else last
    unpacked = _Unpacked(stream)
    yield Entry(f"{name}/{inner}", lambda: cast(BinaryIO, unpacked), is_wrapped=True, fault=lambda: unpacked.fault)


class _Unpacked(io.RawIOBase):
    """The content of a gzip stream of any number of parts. At a damaged place it ends, and ``fault`` says why."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self.fault: str | None = None
        self._stream = stream
        self._packed = b""
        self._unpacker = zlib.decompressobj(_GZIP)
        self._is_inside = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while self.fault is None:
            self._packed = self._packed or self._stream.read(_CHUNK)
            if not self._packed.strip(b"\0"):  # padding may follow the last part
                if self._packed and not self._is_inside:
                    self._packed = b""
                    continue
                if not self._packed:
                    self.fault = "it ends too early" if self._is_inside else None
                    return 0
            found = self._next(len(buffer))
            if found:
                buffer[: len(found)] = found
                return len(found)
        return 0

    def _next(self, most: int) -> bytes:
        self._is_inside = True
        try:
            found = self._unpacker.decompress(self._packed, most)
        except zlib.error as error:
            self.fault = " ".join(str(error).split())[:120]
            return b""
        self._packed = self._unpacker.unconsumed_tail
        if self._unpacker.eof:
            self._packed = self._unpacker.unused_data
            self._unpacker = zlib.decompressobj(_GZIP)
            self._is_inside = False
        return found
