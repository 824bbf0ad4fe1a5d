"""Each code has a file with its explanation, an example that is run, and a test-data file."""

from __future__ import annotations

import importlib
import re
import textwrap
from pathlib import Path

import pytest
from mypy import api

from mypy_defaults_plugin.checks import CHECKS
from mypy_defaults_plugin.codes import CODES

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = "[mypy]\nplugins = mypy_defaults_plugin\n"


def explanation(code: str) -> str:
    module = importlib.import_module(f"mypy_defaults_plugin.checks.{code.replace('-', '_')}")
    assert module.__doc__ is not None
    return module.__doc__


def examples(code: str) -> list[str]:
    """Give the indented blocks of an explanation: the mistake, then what to use instead."""
    blocks = re.findall(r"(?:^    .*\n(?:\n(?=    ))?)+", explanation(code), re.MULTILINE)
    return [textwrap.dedent(block) for block in blocks]


def findings(source: str, directory: Path) -> list[str]:
    """Run mypy on an example, with the settings that it names in a comment."""
    settings = re.search(r"^# settings: (.*)$", source, re.MULTILINE)
    section = f"[mypy_defaults_plugin]\n{settings[1]}\n" if settings is not None else ""
    (directory / "mypy.ini").write_text(PLUGIN + section, encoding="utf-8")
    (directory / "example.py").write_text(source, encoding="utf-8")
    config, cache = directory / "mypy.ini", directory / "cache"
    flags = [f"--config-file={config}", f"--cache-dir={cache}", "--hide-error-context"]
    output, _, _ = api.run([*flags, str(directory / "example.py")])
    return [line for line in output.splitlines() if ": error: " in line]


def of_code(code: str, lines: list[str]) -> list[str]:
    return [line for line in lines if line.endswith(f"  [{code}]")]


def test_every_code_has_a_check() -> None:
    assert set(CHECKS) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_explanation_has_its_parts(code: str) -> None:
    text = explanation(code)
    assert text.startswith(f"{code}: ")
    for heading in ("What it does:", "Why:", "Use instead:", "Silent", "Options:"):
        assert heading in text


@pytest.mark.parametrize("code", CODES)
def test_example_is_reported_and_its_replacement_is_not(code: str, tmp_path: Path) -> None:
    mistake, mended = examples(code)
    message = re.search(r"# error: (.*)", mistake)
    assert message is not None
    (found,) = of_code(code, findings(mistake, tmp_path))
    assert found.endswith(f"error: {message[1]}  [{code}]")
    assert findings(mended, tmp_path) == []


@pytest.mark.parametrize("code", CODES)
def test_data_file_has_cases(code: str) -> None:
    cases = (ROOT / "test-data" / f"check-{code}.test").read_text(encoding="utf-8")
    assert f"[{code}]" in cases


def test_no_file_of_the_package_is_long() -> None:
    for path in (ROOT / "mypy_defaults_plugin").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path.name
