"""Random sequences of edits: after each step the same findings, however mypy runs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import SystemRandom
from typing import Final

import hypothesis
import pytest
from compared_runs import Comparison, DifferenceError
from hypothesis import HealthCheck, Phase, given, settings
from random_edits import Sequence, Step, applied, is_varied, sequences
from ways_to_run import EditedProject
from world import World

from mypy_defaults_plugin.codes import CODES

PARTS: Final = 4
SEQUENCES: Final = int(os.environ.get("EDIT_SEQUENCES", "2"))
LENGTH: Final = 26


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:The recursion limit")
@pytest.mark.parametrize("part", range(PARTS))
def test_random_edits(part: int, record_property: Callable[[str, object], None]) -> None:
    seed = int(os.environ.get("EDIT_SEED") or SystemRandom().randrange(10**6)) + part
    comparison = Comparison()

    @hypothesis.seed(seed)
    @settings(
        max_examples=SEQUENCES,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(sequences(LENGTH).filter(is_varied))
    def run(sequence: Sequence) -> None:
        with tempfile.TemporaryDirectory() as directory:
            follow(comparison, sequence, Path(directory))

    print(f"EDIT_SEED={seed - part}")
    run()
    record_property("summary", f"edits, part {part}: {dict(comparison.counts)} (EDIT_SEED={seed})")
    assert comparison.counts["steps"] >= SEQUENCES * LENGTH
    assert set(comparison.codes) == set(CODES)
    assert comparison.counts["first findings in an untouched file"] >= SEQUENCES * LENGTH // 4


def follow(comparison: Comparison, sequence: Sequence, directory: Path) -> None:
    """Make each edit and compare; say which edits led to a difference."""
    project, world = EditedProject(directory), World()
    done: list[Step] = []
    try:
        for step in [(), *sequence]:
            done.append(step)
            world = applied(step, world)
            comparison.compare(project, project.edit(world))
    except DifferenceError as difference:
        raise AssertionError("\n".join([*map(str, done), "", str(difference)])) from None
    finally:
        project.stop()
