"""The oracle: generated programs, what mypy says about them, and what is true."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Final

import pytest
from comparison import VERDICTS, Tally, compare_in_process, in_processes, seeds_from
from flow_grammar import Generated, programs
from hypothesis import Phase, given, settings
from shrinking import shrink
from truth import Program
from verdicts import Checker

PROGRAMS: Final = int(os.environ.get("FLOW_ORACLE_PROGRAMS", "300"))
SEED: Final = int(os.environ.get("FLOW_ORACLE_SEED", "0"))
BATCH: Final = 50
ENOUGH_FOR_EACH: Final = 20_000
EACH_AT_LEAST: Final = 100
SHOWN: Final = 5
Record = Callable[[str, object], None]


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    checker = Checker()
    yield checker
    checker.close()


@given(program=programs())
@settings(max_examples=100, deadline=None, phases=[Phase.generate])
def test_programs_compile(program: Generated) -> None:
    Program(program.source())
    compile(program.source(), "program", "exec")


@pytest.mark.slow
def test_many_programs(checker: Checker, record_property: Record) -> None:
    print(f"FLOW_ORACLE_SEED={SEED} FLOW_ORACLE_PROGRAMS={PROGRAMS}")
    tally = in_processes(compare_in_process, seeds_from(SEED, PROGRAMS), BATCH)
    record_property("summary", f"flow oracle: {tally} (FLOW_ORACLE_SEED={SEED})")
    for line in table(tally):
        print(line)
    _demand(tally, SEED, checker)
    rare = {
        (construct, verdict): tally.constructs[construct, verdict]
        for construct, _ in tally.constructs
        for verdict in VERDICTS
        if tally.constructs[construct, verdict] < EACH_AT_LEAST
    }
    assert PROGRAMS < ENOUGH_FOR_EACH or not rare, (
        f"constructs with fewer than {EACH_AT_LEAST} programs: {rare}"
    )


def _demand(tally: Tally, seed: int, checker: Checker) -> None:
    """Demand that nothing is missed and 99 of 100 reports are true; show what is wrong if not."""
    if tally.is_good:
        return
    shown = [shrink(wrong, checker.check) for wrong in tally.wrong[:SHOWN]]
    text = "\n".join([f"seed {seed}: {tally}; wrong: {tally.wrong[:50]}", *shown])
    pytest.fail(text)


def table(tally: Tally) -> list[str]:
    """Print how many programs with each construct had each verdict."""
    constructs = sorted({construct for construct, _ in tally.constructs})
    lines = [f"{'construct':60} " + " ".join(f"{verdict:>16}" for verdict in VERDICTS)]
    for construct in constructs:
        counts = " ".join(f"{tally.constructs[construct, each]:16}" for each in VERDICTS)
        lines.append(f"{construct[:60]:60} {counts}")
    return lines
