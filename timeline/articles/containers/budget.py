"""How much a container may unpack to: what is over the limit is refused, whatever its headers say."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import BinaryIO

from timeline.articles.decode import SIZE_LIMIT

_MB = 1024**2


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one container may hold, with all that is packed in it. Sizes are in bytes.

    ``ratio`` is how many times its own size it may unpack to, counted once ``free`` bytes were unpacked: pages and
    tables shrink to a tenth or a thirtieth, a bomb to a thousandth. ``aside`` is the largest archive in an archive,
    which is copied aside on the disk; ``mail`` the largest mail, which is held in memory.
    """

    depth: int = 4
    members: int = 200_000
    total: int = 100 * 1024 * _MB
    ratio: int = 100
    free: int = 50 * _MB
    member: int = SIZE_LIMIT
    aside: int = 1024 * _MB
    mail: int = 2 * SIZE_LIMIT


class OverBudgetError(Exception):
    """A container is over a limit: ``what`` it does, and how to ``fix`` it, as in `InputProblem`."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix


@dataclass(slots=True)
class Budget:
    """What is left for one container of ``size`` bytes and everything in it, counted as it is unpacked."""

    size: int
    limits: Limits = field(default_factory=Limits)
    members: int = 0
    unpacked: int = 0

    def take_member(self) -> None:
        """Counts one more member. Raises `OverBudgetError`."""
        self.members += 1
        if self.members > self.limits.members:
            what = f"holds more than {self.limits.members:,} files; those before were read"
            raise OverBudgetError(what, "pack it into several archives")

    def take(self, count: int) -> None:
        """Counts ``count`` bytes that were unpacked. Raises `OverBudgetError`."""
        self.unpacked += count
        limits = self.limits
        if self.unpacked > max(limits.free, self.size * limits.ratio):
            what = f"unpacks to more than {limits.ratio} times its size, as a bomb does; not read further"
            raise OverBudgetError(what, "unpack it apart, look at it, and give the files that are articles")
        if self.unpacked > limits.total:
            what = f"unpacks to more than {limits.total // (1024 * _MB)} GB; not read further"
            raise OverBudgetError(what, "pack it into several archives")


class Metered(io.RawIOBase):
    """A stream whose every byte counts against the budget; its first bytes can be looked at without being taken."""

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        super().__init__()
        self._stream = stream
        self._budget = budget
        self._ahead = b""

    def peek(self, count: int) -> bytes:
        """The first ``count`` bytes that were not read yet, or all there are."""
        while len(self._ahead) < count and (more := self._stream.read(count - len(self._ahead))):
            self._budget.take(len(more))
            self._ahead += more
        return self._ahead[:count]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._ahead:
            found, self._ahead = self._ahead[: len(buffer)], self._ahead[len(buffer) :]
        else:
            found = self._stream.read(len(buffer))
            self._budget.take(len(found))
        buffer[: len(found)] = found
        return len(found)
