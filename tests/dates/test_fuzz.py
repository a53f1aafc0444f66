"""A small helping of the fuzzer; ``python tests/fuzz_dates.py 100000`` is the full one."""

from __future__ import annotations

import importlib.util
from pathlib import Path

FUZZER = Path(__file__).parent.parent / "fuzz_dates.py"


def test_two_thousand_mutated_texts_break_nothing() -> None:
    spec = importlib.util.spec_from_file_location("fuzz_dates", FUZZER)
    assert spec and spec.loader
    fuzzer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fuzzer)
    assert fuzzer.fuzz(2_000, seed=7) is None
