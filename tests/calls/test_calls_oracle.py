"""The oracle of calls: programs of several modules, what mypy says about them, and what is true."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from random import Random
from typing import Final

import pytest
from call_program import generate
from calls_comparison import compare_in_process, in_one_run, module_by_module, named
from comparison import in_processes, seeds_from
from verdicts import Checker

PROGRAMS: Final = int(os.environ.get("CALLS_ORACLE_PROGRAMS") or 5_000)
BATCH: Final = 100
FROM_CACHE: Final = 200
SHOWN: Final = 5
Record = Callable[[str, object], None]


@pytest.fixture
def checker() -> Iterator[Checker]:
    checker = Checker()
    yield checker
    checker.close()


def chosen_seed() -> int:
    """Give the seed that is asked for; ``random`` for one that nobody has tried."""
    asked = os.environ.get("CALLS_ORACLE_SEED") or "1"
    seed = Random().getrandbits(32) if asked == "random" else int(asked)
    print(f"CALLS_ORACLE_SEED={seed}")
    return seed


def test_programs_compile() -> None:
    for seed in range(100):
        compile(generate(seed).joint(), "program", "exec")


@pytest.mark.slow
def test_many_programs(record_property: Record) -> None:
    seed = chosen_seed()
    tally = in_processes(compare_in_process, seeds_from(seed, PROGRAMS), BATCH)
    record_property("summary", f"oracle of calls: {tally} (CALLS_ORACLE_SEED={seed})")
    text = "\n\n".join([f"seed {seed}: {tally}; wrong: {tally.wrong}", *tally.shown[:SHOWN]])
    print(text)
    assert tally.programs == PROGRAMS
    assert tally.is_good, text


@pytest.mark.slow
def test_modules_one_by_one_from_the_cache(checker: Checker) -> None:
    programs = [generate(seed) for seed in seeds_from(chosen_seed(), FROM_CACHE)]
    together = in_one_run(checker, named(checker, programs))
    one_by_one = module_by_module(checker, named(checker, programs))
    pairs = zip(programs, together, one_by_one, strict=True)
    assert [program.seed for program, first, second in pairs if first != second] == []
    assert sum(map(len, together)) > FROM_CACHE
