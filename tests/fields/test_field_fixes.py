"""Each printed replacement is run: the class is built, and two instances share nothing."""

from __future__ import annotations

import pytest
from apply_fix import apply
from program import PROGRAMS, missing_factories
from run_time import COPIED, FRESH, outcomes

pytestmark = pytest.mark.xdist_group("fields")

DESCRIBED = {
    "[x for x in (1, 2)]",
    "{x: 1 for x in 'ab'}",
}
"""Defaults whose replacement is described in words."""


@pytest.mark.parametrize("name", PROGRAMS)
def test_replacement_shares_nothing(name: str) -> None:
    program, reports = PROGRAMS[name], missing_factories()[name]
    imports, mended, described = set(), {}, set()
    for number, (line, default) in enumerate(
        zip(program.lines(), program.way.defaults, strict=True)
    ):
        report = reports.get(line)
        if report is None:
            continue
        assert '"x' in report.note or '"root' in report.note, report
        found = apply(report.note, program.way, f"C{number}", default)
        if found is None:
            described.add(default)
            continue
        imports.update(found.imports)
        mended[default] = (found.source, program.way.instance(f"C{number}"))
    assert described <= DESCRIBED
    setting = "\n".join([program.setting, *sorted(imports)])
    fates = dict(zip(mended, outcomes(setting, list(mended.values())), strict=True))
    wrong = {
        mended[default][0]: fate for default, fate in fates.items() if fate not in {FRESH, COPIED}
    }
    assert wrong == {}
