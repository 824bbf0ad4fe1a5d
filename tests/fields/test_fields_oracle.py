"""The running frameworks judge: a default is reported exactly where it is refused or shared."""

from __future__ import annotations

import pytest
from defaults import DEFAULTS, UNKNOWN_EMPTINESS
from program import PROGRAMS, Program, Report, missing_factories
from run_time import BROKEN, COPIED, FRESH, NO_INSTANCE, REFUSED, SHARED, UNCOPYABLE, outcomes
from ways import WAYS

pytestmark = pytest.mark.xdist_group("fields")


def said(report: Report | None, otherwise: str) -> str:
    """Give what a report claims; ``otherwise`` where there is none."""
    if report is None:
        return otherwise
    return REFUSED if " refuses it when " in report.error else SHARED


def disagreements(
    program: Program, reports: dict[int, Report], really: list[str]
) -> list[tuple[str, str, str]]:
    """Give the defaults where the verdict is not what happens: default, said, happens."""
    wrong = []
    for line, default, fate in zip(program.lines(), program.way.defaults, really, strict=True):
        harmless = fate if fate in {FRESH, COPIED, NO_INSTANCE} else FRESH
        verdict = said(reports.get(line), harmless)
        unknown = (
            program.way.plain and DEFAULTS[default] == UNKNOWN_EMPTINESS and line not in reports
        )
        if fate not in {verdict, UNCOPYABLE} and not unknown:
            wrong.append((default, verdict, fate))
    return wrong


QUOTED_TWICE = {"init_var_quoted"}
"""Ways that another field takes the place of where annotations are postponed."""


@pytest.mark.parametrize(
    ("name", "postponed"),
    [(name, False) for name in PROGRAMS]
    + [(name, True) for name in PROGRAMS if name not in QUOTED_TWICE],
)
def test_verdicts_are_what_happens(name: str, postponed: bool) -> None:
    program, reports = PROGRAMS[name], missing_factories()[name]
    really = outcomes(program.setting, program.classes, postponed=postponed)
    assert [fate for fate in really if fate.startswith(BROKEN)] == []
    assert disagreements(program, reports, really) == []


def test_there_are_enough() -> None:
    assert len(DEFAULTS) >= 100
    assert len(WAYS) >= 40
    assert all(len(way.defaults) >= 100 for way in WAYS)
