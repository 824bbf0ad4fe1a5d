"""An edit changes the verdict in a module that nobody has touched: no dependency is lost.

One project holds the modules of all edits, which have nothing to do with each other. The modules
that use what is edited are clean before.
"""

from __future__ import annotations

import pytest
from edits import EDITS, Edit
from mypy_runs import Daemon, Outcome, Project, config

FLAG = "--allow-empty-bodies"
AGAIN = 2


def before() -> dict[str, str]:
    settings = {"mypy.ini": config("named_defaults = all")}
    return settings | {name: text for edit in EDITS for name, text in edit.files().items()}


def after() -> dict[str, str]:
    return {name: text for edit in EDITS for name, text in edit.after().items()}


def back() -> dict[str, str]:
    return {name: text for edit in EDITS for name, text in edit.before().items()}


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Give what mypy says of the edited files, which it sees for the first time."""
    project = Project(tmp_path_factory.mktemp("edits") / "project", {**before(), **after()})
    return project.check(FLAG, f"--cache-dir={project.cache()}")


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """Give what mypy says at first, and then after each edit and its undoing, from its cache."""
    project = Project(tmp_path_factory.mktemp("edits") / "project", before())
    outcomes = []
    for files in [{}, *[after(), back()] * AGAIN]:
        project.write(files)
        outcomes.append(project.check(FLAG, f"--cache-dir={project.cache()}"))
    return outcomes


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """Give what the daemon says at first, and then after each edit and its undoing."""
    project = Project(tmp_path_factory.mktemp("edits") / "project", before())
    daemon = Daemon(project, FLAG)
    outcomes = []
    for files in [{}, *[after(), back()] * AGAIN]:
        project.write(files)
        outcomes.append(daemon.check())
    return outcomes


def findings_of(edit: Edit, outcome: Outcome) -> set[str]:
    return {
        line for line in outcome.findings if line.partition(".py:")[0].endswith(f"_{edit.name}")
    }


def errors(findings: set[str]) -> int:
    return sum(line.endswith("[mutable-default]") for line in findings)


def assert_same(outcomes: list[Outcome], edited: Outcome) -> None:
    for outcome in outcomes[1::2]:
        wrong = [e.name for e in EDITS if findings_of(e, outcome) != findings_of(e, edited)]
        assert not wrong
    for outcome in outcomes[0::2]:
        assert [e.name for e in EDITS if errors(findings_of(e, outcome))] == []
    for outcome in outcomes:
        assert (outcome.rest, outcome.err) == (frozenset(), "")


def test_warm(warm: list[Outcome], edited: Outcome) -> None:
    assert_same(warm, edited)
    assert {e.name: errors(findings_of(e, edited)) for e in EDITS} == {
        e.name: e.findings for e in EDITS
    }


def test_daemon(updated: list[Outcome], edited: Outcome) -> None:
    assert_same(updated, edited)


pytestmark = pytest.mark.slow
