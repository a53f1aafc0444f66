"""Writes outputs so that none is ever half there: aside in the same folder, synced, then renamed into place."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from timeline.errors import TimelineError


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raises `TimelineError` where ``path`` may not be written: it exists without ``force``, or has no folder."""
    if path.is_dir():
        raise TimelineError(f"{path}: is a folder; name a file in it")
    if path.exists() and not force:
        raise TimelineError(f"{path}: exists already; add --force to replace it, or name another file")
    if not path.absolute().parent.is_dir():
        raise TimelineError(f"{path.absolute().parent}: no such folder; make it first")


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """A new empty file beside ``path``; it takes the place of ``path`` at the end, or goes away on an error."""
    handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.", suffix=".part")
    os.close(handle)
    aside = Path(name)
    try:
        yield aside
        with aside.open("rb") as written:
            os.fsync(written.fileno())
        # mkstemp makes files that only their owner may read; an output is an ordinary file.
        aside.chmod(0o666 & ~_umask())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def write_text(path: Path, text: str, *, force: bool = False) -> None:
    """Writes ``text`` as UTF-8. Raises `TimelineError` as `refuse_existing` does."""
    refuse_existing(path, force=force)
    with written_aside(path) as aside:
        aside.write_text(text, encoding="utf-8", newline="")


def write_bytes(path: Path, content: bytes, *, force: bool = False) -> None:
    """Writes ``content``. Raises `TimelineError` as `refuse_existing` does."""
    refuse_existing(path, force=force)
    with written_aside(path) as aside:
        aside.write_bytes(content)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
