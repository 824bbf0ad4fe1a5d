"""The oracle's own test: programs whose right answers are written beside them."""

from __future__ import annotations

import pytest
from marked import Marked, marked_programs
from truth import Program, observe, observe_decoupled

PROGRAMS = list(marked_programs())


def test_there_are_enough_programs() -> None:
    assert len(PROGRAMS) >= 60
    assert len({marked.name for marked in PROGRAMS}) == len(PROGRAMS)


@pytest.mark.parametrize("marked", PROGRAMS, ids=lambda marked: marked.name)
def test_truth(marked: Marked) -> None:
    program = Program(marked.source)
    sightings = observe(program)
    required = {report for report in marked.required if report not in _shown(sightings.required())}
    assert not required, "not seen in any run"
    unmarked = {
        (lines, code)
        for lines, code in sightings.required()
        if not any((line, code) in marked.required for line in lines)
    }
    assert not unmarked, "seen in a run"
    every_line = range(1, len(marked.source.splitlines()) + 1)
    reports = {(n, code) for n in every_line for code in ("mutated-default", "leaked-default")}
    missing = observe_decoupled(program, reports, sightings, most_runs=150)
    assert reports - missing == marked.allowed


def _shown(required: set[tuple[frozenset[int], str]]) -> set[tuple[int, str]]:
    return {(line, code) for lines, code in required for line in lines}
