"""The hand-written programs: mypy's verdict on each line is the one that is marked."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

import pytest
from marked import HEADER, Marked, marked_programs
from mypy import api

PROGRAMS: Final = list(marked_programs())
CONFIG: Final = """\
[mypy]
plugins = mypy_defaults_plugin
allow_redefinition = true
"""
FINDING: Final = re.compile(r"m(\d+)\.py:(\d+): error: .*\[((?:mutated|leaked)-default)\]")
Verdicts = dict[int, set[tuple[int, str]]]


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Verdicts:
    """Check all programs in one run of mypy."""
    directory = tmp_path_factory.mktemp("programs")
    for number, program in enumerate(PROGRAMS):
        (directory / f"m{number}.py").write_text(program.source, encoding="utf-8")
    for name in ("opaque.py", "shapes.py"):
        shutil.copy(Path(__file__).parent / name, directory)
    (directory / "mypy.ini").write_text(CONFIG, encoding="utf-8")
    flags = [f"--config-file={directory / 'mypy.ini'}", f"--cache-dir={directory / 'cache'}"]
    output, _, _ = api.run([*flags, str(directory)])
    found: Verdicts = {}
    for match in FINDING.finditer(output):
        found.setdefault(int(match[1]), set()).add((int(match[2]), match[3]))
    return found


@pytest.mark.parametrize(
    ("number", "program"), list(enumerate(PROGRAMS)), ids=[p.name for p in PROGRAMS]
)
def test_verdicts_are_those_marked(number: int, program: Marked, verdicts: Verdicts) -> None:
    found = verdicts.get(number, set())
    assert program.required <= found
    assert found <= program.required | program.allowed


def test_programs_are_many() -> None:
    assert len(PROGRAMS) >= 100
    assert HEADER
