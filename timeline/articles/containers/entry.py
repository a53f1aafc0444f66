"""What the readers of containers hand on: a file in a container, not read yet."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from timeline.articles.containers.budget import Budget
from timeline.articles.drafts import NOTHING, Stated
from timeline.types import Evidence, InputProblem

DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, ValueError, struct.error,
    RuntimeError,
)  # fmt: skip
"""What the libraries raise where an archive is broken, or packed in a way that they do not know."""


def _sound() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a container: ``open`` gives its bytes, as long as the next one was not asked for.

    ``kind`` is its format where the container knows it, ``charset`` the encoding that it states beside it.
    ``is_wrapped`` tells that the container holds it alone and that what is in it goes under the container's own name
    ("crawl.warc.gz"). ``fault`` says, once it was read, what was wrong with its packing. The other
    fields are those of `Member`.
    """

    name: str
    open: Callable[[], BinaryIO]
    kind: str = ""
    is_wrapped: bool = False
    fields: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    stated: tuple[Stated, ...] = ()
    named: tuple[Evidence, ...] = ()
    doubts: tuple[str, ...] = ()
    sha256: str = ""
    charset: str | None = None
    fault: Callable[[], str | None] = _sound


Entries = Iterator[Entry | InputProblem]
EntryReader = Callable[[BinaryIO, str, Budget], Entries]
"""Takes the stream of a container, its name, and what it may unpack to."""
