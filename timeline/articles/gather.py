"""From paths and uploads to the files to be read: folders walked, containers opened, second copies told."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from timeline.articles.containers import Budget, open_container
from timeline.articles.decode import SIZE_LIMIT
from timeline.articles.drafts import NOTHING, Member
from timeline.articles.kinds import CONTAINERS, HEAD_BYTES, Kind, kind_of
from timeline.articles.make import Given
from timeline.articles.parse import Task
from timeline.articles.walk import not_read, open_regular, shown, told, too_large, walk
from timeline.types import InputProblem

Sources = Iterable[Path | str | Member | InputProblem]
"""Paths of files and folders; a `Member` is an upload, a pasted text, or a page that was fetched; a problem is one of
these that could not be had."""


Passed = Callable[[int], None]
"""Is called with the number of bytes of the sources that lie behind."""


def gather(
    sources: Sources, given: Given, columns: Mapping[str, str] = NOTHING, *, passed: Passed
) -> Iterator[Task | InputProblem]:
    """The files to be read, in order, and a problem for each that is not: what is no file, what is of no format that is
    read, what is too large, and what was met before, by its bytes."""
    first: dict[str, str] = {}
    for source in sources:
        if isinstance(source, InputProblem):
            yield source
            continue
        for member, told_as in _members(source, passed):
            if isinstance(member, InputProblem):
                yield member
                continue
            sha256 = member.sha256 or hashlib.sha256(member.data).hexdigest()
            if sha256 in first:
                yield InputProblem(member.name, None, f"the same as {first[sha256]}", "remove one of the two")
                continue
            first[sha256] = told_as
            yield Task(member, told_as, sha256, given, columns)


def _members(source: Path | str | Member, passed: Passed) -> Iterator[tuple[Member | InputProblem, str]]:
    """The files of a source, and under which name others may see each."""
    if isinstance(source, Member):
        named = dataclasses.replace(source, name=shown(source.name))
        for member in _of_upload(named):
            yield member, member.name if isinstance(member, Member) else ""
        return
    for path in walk(Path(source)):
        if isinstance(path, InputProblem):
            yield path, ""
            continue
        name, told_as = shown(path), told(path, source)
        for member in _of_file(path, name, passed):
            yield member, told_as + member.name[len(name) :] if isinstance(member, Member) else ""


def _of_file(path: Path, name: str, passed: Passed) -> Iterator[Member | InputProblem]:
    stream = open_regular(path)
    if isinstance(stream, InputProblem):
        yield stream
        return
    try:
        with stream:
            size = os.fstat(stream.fileno()).st_size
            behind = 0
            for member in _opened(stream, size, Member(name, b"")):
                yield member
                before, behind = behind, behind if stream.closed else max(behind, min(size, stream.tell()))
                passed(behind - before)
            passed(size - behind)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        yield InputProblem(name, None, f"cannot be read: {why}", "check that it is a file you may read")


def _of_upload(upload: Member) -> Iterator[Member | InputProblem]:
    yield from _opened(BytesIO(upload.data), len(upload.data), upload)


def _opened(stream: BinaryIO, size: int, member: Member) -> Iterator[Member | InputProblem]:
    """The file itself, or the files in it; what was said of it beside its bytes holds for each of them."""
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    kind = Kind(member.kind) if member.kind else kind_of(head, member.name)
    if kind.ending in CONTAINERS:
        yield from open_container(stream, member.name, Budget(size), kind=kind.ending)
        return
    problem = not_read(member.name, kind.ending, head) or too_large(member.name, size)
    data = b"" if problem else stream.read(SIZE_LIMIT + 1)
    problem = problem or too_large(member.name, len(data))  # it may have grown meanwhile
    doubts = (kind.doubt,) if kind.doubt else ()
    yield problem or dataclasses.replace(member, data=data, kind=kind.ending, doubts=(*member.doubts, *doubts))


def size_of(sources: Iterable[Path | str]) -> int:
    """The bytes of all files that `gather` will find in ``sources``, for a bar that says how much is left."""
    total = 0
    for source in sources:
        for path in walk(Path(source)):
            with suppress(OSError):
                total += path.stat().st_size if isinstance(path, Path) else 0
    return total
