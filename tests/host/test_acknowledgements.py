"""An acknowledgement counts as used under ``--strict``, whatever switches its code off.

So that a code base can begin with ``report = bugs``, or with one code, and keep its
acknowledgements when it goes on to all of them, or back.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from mypy.options import Options
from mypy_runs import MYPY, Daemon, Outcome, Project, config

pytestmark = pytest.mark.slow

ACKNOWLEDGED: Final = """\
from dataclasses import dataclass

def one(x: list[int] = []) -> None: ...  # type: ignore[mutable-default]
def any_code(x: list[int] = []) -> None: ...  # type: ignore
def among_others(x: list[int] = [""]) -> None: ...  # type: ignore[mutable-default, list-item]
def of_two(x: list[int] = [], y: list[int] = []) -> None: ...  # type: ignore[mutable-default]
def over_lines(
    x: list[int] = [
        1,
    ],  # type: ignore[mutable-default]
) -> None: ...
def not_followed(x: list[int] = []) -> list[int]:  # type: ignore[mutable-default]
    x.append(1)
    return x
def followed(x: list[int] = []) -> list[int]:
    x.append(1)  # type: ignore[mutated-default]
    return x  # type: ignore[leaked-default]
@dataclass
class Order:
    items: list[int] = []  # type: ignore[missing-default-factory]
"""
SUPERFLUOUS: Final = "\ndef harmless(x: int = 0) -> None: ...  # type: ignore[mutable-default]\n"
LINE: Final = ACKNOWLEDGED.count("\n") + 2
UNUSED: Final = f'acknowledged.py:{LINE}: error: Unused "type: ignore" comment  [unused-ignore]'
FOLLOWED: Final = "def followed(x: list[int] = []) -> list[int]:"
FOLLOWED_LINE: Final = ACKNOWLEDGED[: ACKNOWLEDGED.index(FOLLOWED)].count("\n") + 1

ALL_CODES: Final = "mutable-default, mutated-default, leaked-default, missing-default-factory"
SETTINGS: Final = {
    "all": config(),
    "report": config("report = bugs"),
    "disable_some": config("disable = mutated-default, missing-default-factory"),
    "disable_all": config(f"disable = {ALL_CODES}"),
    "per_module": config("[mypy_defaults_plugin-acknowledged]", "report = bugs"),
    "in_mypy": f"[mypy]\nplugins = mypy_defaults_plugin\ndisable_error_code = {ALL_CODES}\n",
    "in_mypy_per_module": (
        "[mypy]\nplugins = mypy_defaults_plugin\n"
        "[mypy-acknowledged]\ndisable_error_code = mutable-default\n"
    ),
}
REPORTS_DEFAULTS: Final = {"all", "disable_some"}
"""Where the default that is followed, and not acknowledged itself, is reported."""
IN_MYPY_SINCE: Final = (1, 19)


def cold(project: Project) -> Outcome:
    return project.run(*STRICT, "--cache-dir=/dev/null", "acknowledged.py")


def warm(project: Project) -> Outcome:
    cache = f"--cache-dir={project.cache()}"
    project.run(*STRICT, cache, "acknowledged.py")
    return project.run(*STRICT, cache, "acknowledged.py")


def sqlite(project: Project) -> Outcome:
    flags = [*STRICT, "--sqlite-cache", "--cache-dir=.sqlite"]
    project.run(*flags, "acknowledged.py")
    return project.run(*flags, "acknowledged.py")


def daemon(project: Project) -> Outcome:
    return Daemon(project, "--strict").check()


def workers(project: Project) -> Outcome:
    cache = f"--cache-dir={project.cache()}"
    return project.run(*STRICT, "--num-workers=2", cache, "acknowledged.py")


def other_parser(project: Project) -> Outcome:
    cache = f"--cache-dir={project.cache()}"
    return project.run(*STRICT, "--no-native-parser", cache, "acknowledged.py")


STRICT: Final = ["--strict", "--no-error-summary"]
MODES: Final[list[Callable[[Project], Outcome]]] = [cold, warm, sqlite, daemon]
if hasattr(Options(), "num_workers"):
    MODES.append(workers)
if hasattr(Options(), "native_parser"):
    MODES.append(other_parser)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("settings", SETTINGS)
def test_acknowledgements_count_as_used(
    tmp_path: Path, settings: str, mode: Callable[[Project], Outcome]
) -> None:
    if settings.startswith("in_mypy") and MYPY < IN_MYPY_SINCE:
        return
    text = ACKNOWLEDGED + SUPERFLUOUS
    files = {"acknowledged.py": text, "mypy.ini": SETTINGS[settings]}
    outcome = mode(Project(tmp_path / "project", files))
    assert not outcome.err
    errors = [line for line in outcome.lines if ": error: " in line]
    reported = [line for line in errors if line != UNUSED]
    assert UNUSED in errors
    if settings in REPORTS_DEFAULTS:
        (line,) = reported
        assert line.startswith(f"acknowledged.py:{FOLLOWED_LINE}: error: ")
        assert line.endswith("[mutable-default]")
    else:
        assert reported == []


FOR_A_LINTER: Final = """\
def add(item: int, cart: list[int] = []) -> list[int]:  # noqa: B006
    cart.append(item)
    return cart
"""


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("asked", [True, False])
def test_comments_for_a_linter(
    tmp_path: Path, mode: Callable[[Project], Outcome], *, asked: bool
) -> None:
    settings = config(f"noqa_comments = {asked}")
    files = {"acknowledged.py": FOR_A_LINTER, "mypy.ini": settings}
    outcome = mode(Project(tmp_path / "project", files))
    assert not outcome.err
    errors = [line for line in outcome.lines if ": error: " in line]
    assert len(errors) == (0 if asked else 3)


def test_inline_switches(tmp_path: Path) -> None:
    inline = f'# mypy: disable-error-code="{ALL_CODES.replace(" ", "")}"\n'
    project = Project(tmp_path / "project", {"acknowledged.py": inline + ACKNOWLEDGED})
    outcome = cold(project)
    assert (outcome.lines, outcome.status) == ([], 0)
