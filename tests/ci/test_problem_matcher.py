"""The problem matcher for GitHub Actions takes apart what mypy really prints."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from mypy_defaults_plugin.codes import CODES

ROOT: Final = Path(__file__).resolve().parents[2]
CONFIG: Final = "--config-file=examples/mypy.ini"
OUR_CODES: Final = set(CODES) - {"pydantic-default"}
SUMMARY: Final = re.compile(r"(Found \d+ errors|Success)")


def printed_by(*command: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.stderr == ""
    return run.stdout


@pytest.fixture(scope="module")
def matchers() -> dict[str, Any]:
    """Give each matcher by its owner, from the file whose path is printed."""
    path = Path(printed_by("mypy_defaults_plugin", "problem-matcher").strip())
    (key,) = json.loads(path.read_text(encoding="utf-8")).items()
    assert key[0] == "problemMatcher"
    return {matcher["owner"]: matcher for matcher in key[1]}


def taken_by(matcher: dict[str, Any], output: str) -> Iterator[dict[str, str]]:
    """Give the fields of each line that a matcher takes, as the runner of the actions does."""
    (pattern,) = matcher["pattern"]
    for line in output.splitlines():
        match = re.search(pattern["regexp"], line)
        if match is not None:
            groups = {name: match[group] for name, group in pattern.items() if name != "regexp"}
            yield {**groups, "line_of_text": line}


@pytest.mark.parametrize(
    "flags",
    [
        [],
        ["--show-column-numbers"],
        pytest.param(["--show-column-numbers", "--show-error-end"], marks=pytest.mark.slow),
        pytest.param(["--show-absolute-path", "--strict"], marks=pytest.mark.slow),
    ],
)
def test_every_line_becomes_one_annotation(matchers: dict[str, Any], flags: list[str]) -> None:
    output = printed_by("mypy", "--hide-error-context", CONFIG, *flags, "examples")
    errors = list(taken_by(matchers["mypy"], output))
    notes = list(taken_by(matchers["mypy-notes"], output))
    taken = [found["line_of_text"] for found in errors + notes]
    rest = [line for line in output.splitlines() if line not in taken]
    assert len(taken) == len(set(taken))
    assert all(SUMMARY.match(line) for line in rest)
    assert {found["code"] for found in errors} >= OUR_CODES
    for found in errors + notes:
        assert (ROOT / found["file"]).is_file()
        assert int(found["line"]) >= 1
        assert (found["column"] is not None) == bool("--show-column-numbers" in flags)
        assert f" {found['message']}" in found["line_of_text"]
        assert not found["message"].endswith("]")


def test_severities_are_those_that_actions_know(matchers: dict[str, Any]) -> None:
    severities = {owner: matcher["severity"] for owner, matcher in matchers.items()}
    assert severities == {"mypy": "error", "mypy-notes": "notice"}
