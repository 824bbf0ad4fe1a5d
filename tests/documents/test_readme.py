"""What the README shows is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from mypy_defaults_plugin.codes import CODES
from mypy_defaults_plugin.settings.options import OPTIONS
from mypy_defaults_plugin.settings.reference import options_table

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, *command]
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)


def test_output_on_the_examples_is_the_one_shown() -> None:
    shown = README.partition("$ mypy --config-file examples/mypy.ini examples\n")[2]
    shown = shown.partition("```")[0]
    result = run("-m", "mypy", "--no-incremental", "--config-file=examples/mypy.ini", "examples")
    assert sorted(result.stdout.splitlines()) == sorted(shown.splitlines())
    assert result.returncode == 1
    assert result.stderr == ""


def test_options_are_those_of_the_settings() -> None:
    table = README.partition("<!-- options -->\n")[2].partition("<!-- end of options -->")[0]
    assert table.strip() == options_table().strip()
    assert OPTIONS


def test_each_code_has_a_row() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| .+ \|$", README, re.MULTILINE)
    assert [row for row in rows if row in CODES] == list(CODES)


def test_both_commands_set_up_everything_themselves() -> None:
    commands = re.findall(r"^python3 -m venv \.venv && .+$", README, re.MULTILINE)
    assert len(commands) == 2
    assert commands[0].endswith(".venv/bin/mypy --config-file examples/mypy.ini examples")
    assert commands[1].endswith(".venv/bin/pytest")
