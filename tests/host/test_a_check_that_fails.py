"""An exception in one check is one error that names the check; everything else goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mypy_runs import Outcome, Project, config

from mypy_defaults_plugin.checks import CHECKS

FILES = {
    "bad.py": "# comment\ndef f(x=[]): ...\nwrong: int = ''\n",
    "good.py": "import bad\ndef g(x=[]): ...\n",
}
PLACE = "bad.py:1: error: mypy_defaults_plugin failed on this module in "
FIRST = next(iter(CHECKS))


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the first check fail on one module; another check stands for all others."""
    original: Any = CHECKS[FIRST]

    def fails(facts: Any, *others: Any) -> Iterator[Any]:
        if facts.file.fullname == "bad":
            raise ValueError("what the check says")
        yield from original(facts, *others)

    monkeypatch.setitem(CHECKS, FIRST, fails)
    monkeypatch.setitem(CHECKS, "another", original)


def said_of_failures(outcome: Outcome) -> list[str]:
    return [line for line in outcome.out.splitlines() if "failed on this module" in line]


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize(
    "flags", [[], ["--disable-error-code=misc"], ["--cache-dir=/dev/null"]], ids=str
)
def test_one_error(tmp_path: Path, flags: list[str]) -> None:
    project = Project(tmp_path / "project", FILES)
    outcome = project.check(f"--cache-dir={project.cache()}", *flags)
    (line,) = said_of_failures(outcome)
    assert line.startswith(PLACE + FIRST)
    assert "ValueError: what the check says" in line
    assert "--show-traceback" in line
    assert outcome.status == 1
    assert outcome.err == ""
    assert any(line.startswith("bad.py:3: error: Incompatible") for line in outcome.lines)
    assert any(line.startswith("bad.py:2: error:") for line in outcome.findings)
    assert any(line.startswith("good.py:2: error:") for line in outcome.findings)


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("comment", ["x = 1  # type: ignore", "# mypy: disable-error-code=misc"])
def test_no_comment_silences_it(tmp_path: Path, comment: str) -> None:
    project = Project(tmp_path / "project", {"bad.py": f"{comment}\ndef f(x=[]): ...\n"})
    outcome = project.check(f"--cache-dir={project.cache()}")
    assert len(said_of_failures(outcome)) == 1
    assert outcome.status == 1


@pytest.mark.usefixtures("failing")
def test_it_is_said_again_from_the_cache(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", FILES)
    flag = f"--cache-dir={project.cache()}"
    assert said_of_failures(project.check(flag)) == said_of_failures(project.check(flag)) != []


@pytest.mark.usefixtures("failing")
def test_traceback(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    project = Project(tmp_path / "project", FILES)
    outcome = project.check("--show-traceback", f"--cache-dir={project.cache()}")
    assert len(said_of_failures(outcome)) == 1
    printed = capfd.readouterr().err
    assert printed.startswith("Traceback (most recent call last):")
    assert printed.endswith("ValueError: what the check says\n")


@pytest.mark.usefixtures("failing")
def test_without_the_flag_there_is_no_traceback(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    project = Project(tmp_path / "project", {**FILES, "mypy.ini": config()})
    project.check(f"--cache-dir={project.cache()}")
    assert capfd.readouterr().err == ""


pytestmark = pytest.mark.slow
