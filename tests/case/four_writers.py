"""Four people write to one case at once, each in a process of their own: python tests/case/four_writers.py [SECONDS]

Nothing that was kept may be lost, each must see the others' words, a conflict must be told to whoever came second, and
nobody may see an error.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from timeline.case import Deed, Kept, Kind, Store, create_case
from timeline.case.verify import verify_case
from timeline.types import Timeline

AT = "2026-01-02T03:04:05+00:00"
PATIENCE = 30  # seconds that who began first waits to see the last
PEOPLE = ("Ana", "Omar", "Lena", "Sol")


def write(path: Path, who: str, seconds: float) -> None:
    """One person's work; prints what was kept, whom they saw, and how many conflicts they were told of."""
    chance = random.Random(who)
    store = Store(path)
    shown = store.load()
    kept: list[str] = []
    seen: set[str] = set()
    told = refused = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end or (not set(PEOPLE) <= seen and time.monotonic() < end + PATIENCE):
        version = shown.log[-1].number
        claim = chance.choice(shown.timeline.claims[:4]).id  # few claims: they get in each other's way
        deed = chance.choice(
            (
                Deed(Kind.CORRECT, claim, "time", f"20{chance.randrange(10, 24)}-0{chance.randrange(1, 9)}"),
                Deed(Kind.NOTE, claim, after=f"{who} {chance.random()}"),
                Deed(Kind.TAG, claim, f"{who} {chance.randrange(1000)}"),
                Deed(Kind.ACCEPT, claim),
                Deed(Kind.UNDO, str(chance.randrange(1, version + 1))),
            )
        )
        done = store.append(deed, who=who, at=AT, on=version)
        if isinstance(done, Kept):
            kept += [entry.hash for entry in done.entries]
            told += bool(done.overtook)
        else:
            refused += 1
        if store.version() != version:
            shown = store.load()
            seen |= {entry.who for entry in shown.log}
    print(json.dumps({"kept": kept, "seen": sorted(seen), "told": told, "refused": refused}))


def together(timeline: Timeline, seconds: float, folder: Path) -> tuple[list[dict], list[str]]:
    """Lets all of them work for ``seconds``; what each says of it, and what is wrong."""
    path = folder / "shared.case"
    create_case(path, timeline)
    command = [sys.executable, __file__, "--write", str(path)]
    writers = [subprocess.Popen([*command, who, str(seconds)], stdout=subprocess.PIPE, text=True) for who in PEOPLE]
    said, wrong = [], []
    for who, writer in zip(PEOPLE, writers, strict=True):
        out, _ = writer.communicate()
        if writer.returncode:
            wrong.append(f"{who} saw an error")
        said.append(json.loads(out) if out else {"kept": [], "seen": [], "told": 0, "refused": 0})
    in_log = {entry.hash for entry in Store(path).log()}
    for who, one in zip(PEOPLE, said, strict=True):
        lost = len(set(one["kept"]) - in_log)
        wrong += [f"{who} lost {lost} entries"] * bool(lost)
        wrong += [f"{who} did not see everybody: {one['seen']}"] * (not set(PEOPLE) <= set(one["seen"]))
    if len(in_log) != 1 + sum(len(one["kept"]) for one in said):
        wrong.append("the log holds other entries than were kept")
    return said, wrong + [str(broken) for broken in verify_case(path).broken[:3]]


def main() -> None:
    if sys.argv[1:2] == ["--write"]:
        write(Path(sys.argv[2]), sys.argv[3], float(sys.argv[4]))
        return
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from samples import sample_timeline

    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 120
    with tempfile.TemporaryDirectory() as folder:
        said, wrong = together(sample_timeline(), seconds, Path(folder))
    for line in wrong:
        print(line)
    kept, told = sum(len(one["kept"]) for one in said), sum(one["told"] for one in said)
    print(f"four people, {seconds:.0f} s: {kept:,} deeds kept, {told:,} conflicts told, {len(wrong)} things wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
