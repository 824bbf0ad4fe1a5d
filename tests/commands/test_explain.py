"""What ``explain`` prints, and that the plugin itself does without the commands."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mypy_defaults_plugin.codes import CODES
from mypy_defaults_plugin.commands.command_line import main
from mypy_defaults_plugin.commands.page import HEADINGS, page_of


def test_without_a_code_it_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_page_of_a_code(capsys: pytest.CaptureFixture[str], code: str) -> None:
    assert main(["explain", code]) == 0
    printed = capsys.readouterr().out
    headings = [line[3:] for line in printed.splitlines() if line.startswith("## ")]
    assert headings == list(HEADINGS)
    page = page_of(code)
    for part in (page.session, page.mistake, page.mended):
        assert part in printed
    for name in page.options:
        assert f"- `{name}` (" in printed
    assert "``" not in printed.replace("```", "")


def test_an_unknown_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "mutatd-default"]) == 2
    printed = capsys.readouterr()
    assert not printed.out
    assert printed.err == (
        'unknown error code "mutatd-default" (did you mean "mutated-default"?)\n'
    )


def test_without_a_command_it_says_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    printed = capsys.readouterr().out
    for command in ("explain", "config", "doctor", "problem-matcher"):
        assert f"\n    {command}" in printed


def run(*command: str) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, *command]
    return subprocess.run(arguments, capture_output=True, text=True, check=False)


def test_as_a_module_without_docstrings() -> None:
    explained = run("-OO", "-m", "mypy_defaults_plugin", "explain", "leaked-default")
    assert explained.returncode == 0
    assert explained.stdout.startswith("# leaked-default\n")
    assert "## Fix\n\n```python\n" in explained.stdout


def test_the_plugin_imports_no_command() -> None:
    program = (
        "import sys, mypy_defaults_plugin.plugin, mypy_defaults_plugin.analysis;"
        "print(*sys.modules, sep='\\n')"
    )
    imported = run("-c", program).stdout.splitlines()
    assert "mypy_defaults_plugin.checks" in imported
    assert not [name for name in imported if name.startswith("mypy_defaults_plugin.commands")]
