"""With ``pydantic_defaults = require-factory`` exactly what is copied is reported."""

from __future__ import annotations

import pytest
from apply_fix import apply
from defaults import DEFAULTS
from program import PROGRAMS, copied_defaults
from run_time import COPIED, FRESH, outcomes
from ways import WAYS

pytestmark = pytest.mark.xdist_group("fields")

COPYING = tuple(
    way.name
    for way in WAYS
    if way.package in {"pydantic", "pydantic_settings", "sqlmodel"}
    and way.name != "private_attribute"
)
SAFE_TODAY = "It is safe today; say what happens with "
NOT_KNOWN = {"random.SystemRandom()"}
"""Defaults that make the copy fail; nothing of them can change."""


@pytest.mark.parametrize("name", COPYING)
def test_copied_defaults_are_reported(name: str) -> None:
    program, copies = PROGRAMS[name], copied_defaults(COPYING)[name]
    really = outcomes(program.setting, program.classes)
    lines = dict(zip(DEFAULTS, program.lines(), strict=True))
    copied = {
        default for default, fate in zip(DEFAULTS, really, strict=True) if fate == COPIED
    } - NOT_KNOWN
    assert {default for default in lines if lines[default] in copies} == copied


@pytest.mark.parametrize("name", COPYING)
def test_replacement_makes_a_fresh_default(name: str) -> None:
    program, copies = PROGRAMS[name], copied_defaults(COPYING)[name]
    mended, imports = [], set()
    for number, (line, default) in enumerate(zip(program.lines(), DEFAULTS, strict=True)):
        report = copies.get(line)
        if report is not None:
            assert report.note.startswith(SAFE_TODAY)
            note = report.note.removeprefix(SAFE_TODAY)
            found = apply(note, program.way, f"C{number}", default)
            if found is not None:
                imports.update(found.imports)
                mended.append((found.source, program.way.instance(f"C{number}")))
    setting = "\n".join([program.setting, *sorted(imports)])
    fates = outcomes(setting, mended)
    assert [fate for fate in fates if fate not in {FRESH, COPIED}] == []
