"""A callee two imports away starts or stops changing its argument: the untouched caller tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from callee_edits import CALLEE_EDITS, after, before, changed_after, changed_back
from mypy.options import Options
from mypy_runs import Daemon, Outcome, Project, config

AGAIN = 2
WORKERS = [["--num-workers=2"]] if hasattr(Options(), "num_workers") else []
SETTINGS = config("disable = mutable-default")


def project(factory: pytest.TempPathFactory, files: dict[str, str]) -> Project:
    return Project(factory.mktemp("callees") / "project", {"mypy.ini": SETTINGS, **files})


@pytest.fixture(scope="module")
def cold(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Outcome]:
    """Give what a run without a cache says before and after the edits."""
    runs = []
    for files in (before(), after()):
        one = project(tmp_path_factory, files)
        runs.append(one.check(f"--cache-dir={one.cache()}"))
    return runs[0], runs[1]


def edited(one: Project, check: Callable[[], Outcome]) -> list[Outcome]:
    """Give what each run says: at first, after the edits, after they are undone, and again."""
    outcomes = [check()]
    for files in [changed_after(), changed_back()] * AGAIN:
        one.write(files)
        outcomes.append(check())
    return outcomes


def test_each_edit_is_told(cold: tuple[Outcome, Outcome]) -> None:
    assert (cold[0].findings, cold[0].rest) == (frozenset(), frozenset())
    assert cold[1].rest == frozenset()
    errors = [line for line in cold[1].findings if ": error: " in line]
    told = {
        edit.name: [e for e in errors if e.startswith(f"user_{edit.name}.py:")]
        for edit in CALLEE_EDITS
    }
    assert {name: len(lines) for name, lines in told.items()} == {e.name: 1 for e in CALLEE_EDITS}


def assert_same(outcomes: list[Outcome], cold: tuple[Outcome, Outcome]) -> None:
    for number, outcome in enumerate(outcomes):
        assert outcome.findings == cold[number % 2].findings, f"run {number}"
        assert outcome.rest == frozenset()


@pytest.mark.parametrize("flags", [[], *WORKERS], ids=["warm", *[one[0] for one in WORKERS]])
def test_warm(
    flags: list[str], cold: tuple[Outcome, Outcome], tmp_path_factory: pytest.TempPathFactory
) -> None:
    one = project(tmp_path_factory, before())
    cache = one.cache()
    if flags:
        outcomes = edited(
            one, lambda: one.run(*flags, f"--cache-dir={cache}", "--no-error-summary", ".")
        )
    else:
        outcomes = edited(one, lambda: one.check(f"--cache-dir={cache}"))
    assert_same(outcomes, cold)


def test_daemon(cold: tuple[Outcome, Outcome], tmp_path_factory: pytest.TempPathFactory) -> None:
    one = project(tmp_path_factory, before())
    assert_same(edited(one, Daemon(one).check), cold)


def test_daemon_that_begins_with_the_changes(
    cold: tuple[Outcome, Outcome], tmp_path_factory: pytest.TempPathFactory
) -> None:
    one = project(tmp_path_factory, after())
    daemon = Daemon(one)
    assert daemon.check().findings == cold[1].findings
    for _ in range(AGAIN):
        one.write(changed_back())
        assert daemon.check().findings == frozenset()
        one.write(changed_after())
        assert daemon.check().findings == cold[1].findings


pytestmark = pytest.mark.slow
