"""Containers: archives, crawls and mails, opened into the files in them, and those in these, to a bounded depth."""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import BinaryIO, cast

from timeline.articles.charset import as_stated
from timeline.articles.containers.budget import Budget, Limits, Metered, OverBudgetError
from timeline.articles.containers.entry import DAMAGED, Entry, EntryReader
from timeline.articles.drafts import Member, Members
from timeline.articles.kinds import CONTAINERS, HEAD_BYTES, Kind, kind_of
from timeline.articles.walk import not_read, too_large
from timeline.types import InputProblem

__all__ = ["Budget", "Limits", "open_container"]

_READERS: Mapping[str, str] = MappingProxyType(
    {
        ".zip": "zips.zip_entries",
        ".wacz": "zips.wacz_entries",
        ".warc": "warcs.warc_entries",
        ".gz": "gzips.gzip_entries",
        ".eml": "mails.mail_entries",
        ".mhtml": "mails.page_entries",
        ".mbox": "mails.mbox_entries",
    }
)
_NEEDS_SEEKING = frozenset({".zip", ".wacz"})
_IN_MEMORY = 8 * 1024**2


def open_container(stream: BinaryIO, name: str, budget: Budget, *, kind: str = "") -> Members:
    """The files in a container and in the containers in it, in order; a problem in place of each that is none.

    ``stream`` is read once, from where it stands; a ZIP must be seekable. The members are named ``case.zip/a/b.html``.
    ``kind`` is the format as `kind_of` tells it; without it, it is told here. Nothing is unpacked to the disk but an
    archive in an archive, into a file without a name.
    """
    if not kind:
        begin = stream.tell()
        kind = kind_of(stream.read(HEAD_BYTES), name).ending
        stream.seek(begin)
    try:
        yield from _members(stream, name, kind, budget, budget.limits.depth)
    except OverBudgetError as over:
        yield InputProblem(name, None, over.what, over.fix)


def _members(stream: BinaryIO, name: str, kind: str, budget: Budget, depth: int) -> Members:
    module, function = _READERS[kind].rsplit(".", 1)
    read: EntryReader = getattr(import_module(f"timeline.articles.containers.{module}"), function)
    for entry in read(stream, name, budget):
        if isinstance(entry, InputProblem):
            yield entry
            continue
        budget.take_member()
        try:
            yield from _opened(entry, name, budget, depth)
        except DAMAGED as error:
            yield damaged(entry.name, error)


def _opened(entry: Entry, outer: str, budget: Budget, depth: int) -> Members:
    with entry.open() as raw:
        metered = Metered(raw, budget)
        head = metered.peek(HEAD_BYTES)
        kind = Kind(entry.kind) if entry.kind else kind_of(head, entry.name)
        # what stands for itself in the buffer is never a bomb; the rest is counted as it is read
        stream = cast(BinaryIO, io.BufferedReader(metered, HEAD_BYTES * 16))
        if kind.ending in CONTAINERS:
            if depth <= 1:
                what = f"packed more than {budget.limits.depth} deep"
                yield InputProblem(entry.name, None, what, "unpack it, and give the files in it")
                return
            name = outer if entry.is_wrapped else entry.name
            yield from _nested(stream, name, kind.ending, budget, depth - 1)
            if fault := entry.fault():
                what = f"damaged: {fault}; what stands before that place was read"
                yield InputProblem(name, None, what, "fetch or pack it again")
        else:
            yield _member(entry, kind, stream, head, budget.limits)


def _nested(stream: BinaryIO, name: str, kind: str, budget: Budget, depth: int) -> Members:
    if kind not in _NEEDS_SEEKING:
        yield from _members(stream, name, kind, budget, depth)
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as aside:
        while part := stream.read(1024**2):
            if aside.tell() + len(part) > budget.limits.aside:
                what = f"an archive of more than {budget.limits.aside // 1024**2} MB in an archive"
                yield InputProblem(name, None, what, "unpack the outer one, and give the files in it")
                return
            aside.write(part)
        aside.seek(0)
        yield from _members(cast(BinaryIO, aside), name, kind, budget, depth)


def _member(entry: Entry, kind: Kind, stream: BinaryIO, head: bytes, limits: Limits) -> Member | InputProblem:
    refused = not_read(entry.name, kind.ending, head)
    if refused:
        return refused
    data = stream.read(limits.member + 1)
    problem = too_large(entry.name, len(data), limits.member)
    if problem is None and (fault := entry.fault()):
        problem = InputProblem(entry.name, None, f"damaged: {fault}", "fetch or pack it again")
    if problem:
        return problem
    as_read = as_stated(data, entry.charset) if entry.charset else data
    sha256 = entry.sha256 or ("" if as_read is data else hashlib.sha256(data).hexdigest())
    doubts = entry.doubts if kind.doubt is None else (*entry.doubts, kind.doubt)
    return Member(entry.name, as_read, kind.ending, entry.fields, entry.stated, entry.named, doubts, sha256=sha256)


def damaged(name: str, error: Exception) -> InputProblem:
    """The problem of a file whose packing is broken, or of a kind that is not known here."""
    if isinstance(error, NotImplementedError):
        return InputProblem(name, None, "packed in a way that is not read here", "unpack it, and give the file itself")
    why = " ".join(str(error).split())[:120]
    what = f"damaged: {why}" if why else "damaged: it ends too early"
    return InputProblem(name, None, what, "fetch or pack it again")
