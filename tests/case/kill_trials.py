"""Kills a process with SIGKILL in the middle of writing to a case: python tests/case/kill_trials.py [TRIALS]

The writer says on its standard output what the case has acknowledged. After the kill, the case must open, everything
acknowledged must stand in its log, the chain must hold, and what is shown must be what the log says.
"""

from __future__ import annotations

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


def write(path: Path, seed: int) -> None:
    """Says things in the case until it is killed, and prints the hash of each entry once it is kept."""
    chance = random.Random(seed)
    store = Store(path)
    timeline = store.load().timeline
    claims = [claim.id for claim in timeline.claims]
    articles = [article.id for article in timeline.articles]
    print("ready", flush=True)
    number = 0
    while True:
        number += 1
        deed = chance.choice(
            (
                Deed(Kind.NOTE, chance.choice(articles), after=f"note {seed}.{number}"),
                Deed(
                    Kind.CORRECT,
                    chance.choice(claims),
                    "time",
                    f"20{chance.randrange(10, 24)}-0{chance.randrange(1, 9)}",
                ),
                Deed(Kind.TAG, chance.choice(claims), f"tag {number}"),
            )
        )
        kept = store.append(deed, who=f"writer {seed}", at=AT)
        if isinstance(kept, Kept):
            print(kept.entries[-1].hash, flush=True)


def trial(path: Path, seed: int) -> tuple[int, str]:
    """Kills a writer somewhere in its first writes; the number of acknowledged entries, and what is wrong (empty:
    nothing)."""
    chance = random.Random(seed)
    first, wait = chance.randrange(8), chance.uniform(0.0, 0.05)
    command = [sys.executable, __file__, "--write", str(path), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        if writer.stdout.readline() != "ready\n":
            return 0, "the writer did not begin"
        said = "".join(writer.stdout.readline() for _ in range(first))
        time.sleep(wait)  # one write takes about as long
        writer.kill()
        said += writer.stdout.read()
    acknowledged = said[: said.rfind("\n") + 1].split()
    found = verify_case(path)
    kept = {entry.hash for entry in Store(path).log()}
    lost = [name for name in acknowledged if name not in kept]
    wrong = [f"lost {len(lost)} acknowledged entries"] * bool(lost) + [str(broken) for broken in found.broken[:3]]
    return len(acknowledged), "; ".join(wrong)


def trials(timeline: Timeline, number: int, folder: Path) -> tuple[int, list[str]]:
    """Makes a case and kills ``number`` writers in it one after another; entries acknowledged in all, and failures."""
    path = folder / "killed.case"
    create_case(path, timeline)
    total, failed = 0, []
    for seed in range(number):
        acknowledged, wrong = trial(path, seed)
        total += acknowledged
        failed += [f"trial {seed}: {wrong}"] if wrong else []
    return total, failed


def main() -> None:
    if sys.argv[1:2] == ["--write"]:
        write(Path(sys.argv[2]), int(sys.argv[3]))
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from samples import sample_timeline

    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        total, failed = trials(sample_timeline(), number, Path(folder))
    for line in failed:
        print(line)
    print(
        f"{number} writers killed, {total:,} entries acknowledged; "
        f"trials in which anything was lost or broken: {len(failed)}"
    )
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
