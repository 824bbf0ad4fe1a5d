"""The running frameworks judge: a default is reported exactly where it is refused or shared."""

from __future__ import annotations

import pytest
from defaults import DEFAULTS, UNKNOWN_EMPTINESS
from program import Program, Report
from run_time import BROKEN, FRESH, REFUSED, SHARED, outcomes
from ways import WAYS

pytestmark = pytest.mark.xdist_group("fields")


def said(report: Report | None) -> str:
    if report is None:
        return FRESH
    return REFUSED if " refuses it when " in report.error else SHARED


def disagreements(
    program: Program, reports: dict[int, Report], really: list[str]
) -> list[tuple[str, str, str]]:
    """Give the defaults where the verdict is not what happens: default, said, happens."""
    wrong = []
    for line, (default, why), fate in zip(program.lines(), DEFAULTS.items(), really, strict=True):
        verdict = said(reports.get(line))
        allowed = {fate}
        if program.way.plain and why == UNKNOWN_EMPTINESS:
            allowed.add(FRESH)
        if verdict not in allowed:
            wrong.append((default, verdict, fate))
    return wrong


@pytest.mark.parametrize("name", [way.name for way in WAYS])
def test_verdicts_are_what_happens(
    name: str, all_programs: dict[str, Program], reports: dict[str, dict[int, Report]]
) -> None:
    program = all_programs[name]
    really = outcomes(program.setting, program.classes)
    assert [fate for fate in really if fate.startswith(BROKEN)] == []
    assert disagreements(program, reports[name], really) == []


def test_there_are_enough() -> None:
    assert len(DEFAULTS) >= 100
    assert len(WAYS) >= 25
