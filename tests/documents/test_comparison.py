"""The table that compares linters: each row is run through each of them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from mypy import api

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
PREAMBLE = """\
from dataclasses import dataclass
import imported
FLAG = len(__name__)
DEFAULTS = {"a": 1}
@dataclass
class Options:
    title: str = ""
"""
IMPORTED = """\
from dataclasses import dataclass
DEFAULTS = {"a": 1}
@dataclass(frozen=True)
class Point:
    x: int
"""
COLUMNS = ["ruff B006", "ruff B008", "pylint W0102", "mypy_defaults_plugin"]


def rows() -> list[list[str]]:
    header = f"| Default | {' | '.join(COLUMNS)} |\n"
    lines = README.partition(header)[2].partition("\n\n")[0].splitlines()[1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def default_of(cell: str) -> str:
    match = re.match(r"`(x=.+?)`", cell)
    assert match is not None, cell
    return match[1]


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[set[int]]:
    """Give, for each column, the lines that the tool reports."""
    directory = tmp_path_factory.mktemp("comparison")
    functions = [f"def f{i}({default_of(row[0])}): return x\n" for i, row in enumerate(rows())]
    source = directory / "table.py"
    source.write_text(PREAMBLE + "".join(functions), encoding="utf-8")
    (directory / "imported.py").write_text(IMPORTED, encoding="utf-8")
    (directory / "mypy.ini").write_text("[mypy]\nplugins = mypy_defaults_plugin\n")
    ruff = ["ruff", "check", "--isolated", "--output-format=concise", "--no-cache"]
    pylint = ["pylint", "--disable=all", "--enable=W0102", "--score=no", "--rcfile="]
    config, cache = directory / "mypy.ini", directory / "cache"
    return [
        reported(run([*ruff, "--select=B006", str(source)]), "B006"),
        reported(run([*ruff, "--select=B008", str(source)]), "B008"),
        reported(run([*pylint, str(source)]), "W0102"),
        reported(
            api.run([f"--config-file={config}", f"--cache-dir={cache}", str(source)])[0],
            r"error: .*\[mutable-default\]",
        ),
    ]


def run(command: list[str]) -> str:
    arguments = [sys.executable, "-m", *command]
    return subprocess.run(arguments, capture_output=True, text=True, check=False).stdout


def reported(output: str, code: str) -> set[int]:
    return {int(line) for line in re.findall(rf"table\.py:(\d+):.*{code}", output)}


@pytest.mark.parametrize("number", range(len(rows())))
def test_row_says_what_each_tool_reports(number: int, verdicts: list[set[int]]) -> None:
    line = len(PREAMBLE.splitlines()) + number + 1
    said = ["yes" if line in verdict else "–" for verdict in verdicts]
    assert said == rows()[number][1:]


def test_table_has_rows() -> None:
    assert len(rows()) >= 10
