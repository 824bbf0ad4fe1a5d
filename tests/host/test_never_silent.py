"""Each assumption about mypy is broken on purpose, and noticed: one clear line, exit status 2."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import breaking_plugin
import pytest
from breaking_plugin import BREAKS, CHOSEN, LOST, NOTHING
from mypy.options import Options
from mypy_runs import PLUGIN, Outcome, Project, config

FILES = {
    f"{LOST}.py": "class Thing: ...\ndef f(x=[]): return len(x)\n",
    "other.py": f"import {LOST}\ndef g(x=[]): return {LOST}.f(x)\n",
    "alone.py": "def h(x=[]): return h()\n",
}
WITH_A_CACHE = "--cache-dir=.broken"
WITHOUT = "--cache-dir=/dev/null"
TELLING = {"the hook is not called for str", "no patches", "patches do not run"}
"""Breaks that older versions notice in another way without a cache."""


def assert_noticed(outcome: Outcome, printed: str = "") -> None:
    said = outcome.out + outcome.err + printed
    lines = [line for line in said.splitlines() if "mypy_defaults_plugin" in line]
    assert len(lines) == 1, said
    assert "please report it" in lines[0], said
    assert "Traceback" not in said
    assert "INTERNAL ERROR" not in said
    assert outcome.status == 2, said


def quick_ones() -> list[Any]:
    """Give what to break where; without a cache mypy takes longer."""
    slow = pytest.mark.slow
    return [
        *(pytest.param(broken, WITH_A_CACHE) for broken in BREAKS),
        *(
            pytest.param(broken, WITHOUT, marks=() if broken in TELLING else slow)
            for broken in BREAKS
        ),
    ]


@pytest.mark.parametrize(("broken", "where"), quick_ones())
def test_noticed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    broken: str,
    where: str,
) -> None:
    project = Project(tmp_path / "project", FILES)
    if where == WITH_A_CACHE:
        where = f"--cache-dir={project.cache()}"
    BREAKS[broken](monkeypatch.setattr)
    assert_noticed(project.check(where), capfd.readouterr().err)


@pytest.mark.parametrize("where", [WITH_A_CACHE, WITHOUT])
def test_a_plugin_before_ours_claims_str(tmp_path: Path, where: str) -> None:
    """Where another type name is asked for, we move to the front; else there is an error."""
    greedy = f"{breaking_plugin.__file__}:greedy"
    project = Project(tmp_path / "project", {"plain.py": "def f(x=[]): return len('')\nlen('')\n"})
    expected = project.check(WITHOUT).findings
    project.write({"mypy.ini": config(plugins=f"{greedy}, mypy_defaults_plugin")})
    from_nothing = project.check(where)
    assert from_nothing.findings == expected
    assert from_nothing.status == 1
    if where == WITH_A_CACHE:
        project.write({"plain.py": "def f(x=[]): return len('')\nlen('')\n\n"})
        assert project.check(where).findings == expected or project.check(where).status == 2


def processes() -> list[list[str]]:
    """Give the ways to run mypy that have processes of their own."""
    ways = [["mypy", WITH_A_CACHE], ["mypy", WITHOUT], ["dmypy", WITHOUT]]
    if hasattr(Options(), "num_workers"):
        ways.append(["mypy", WITH_A_CACHE, "--num-workers=2"])
    return ways


def run(project: Project, way: list[str], env: dict[str, str]) -> Outcome:
    if way[0] == "mypy":
        return project.run(*way[1:], ".", env=env)
    try:
        return project.dmypy("run", "--timeout=120", "--", *way[1:], ".", env=env)
    finally:
        project.dmypy("kill")


def run_broken(directory: Path, way: list[str], broken: str) -> Outcome:
    project = Project(directory / "project", FILES)
    project.write({"mypy.ini": config(plugins=str(breaking_plugin.__file__))})
    return run(project, way, {CHOSEN: broken})


@pytest.mark.parametrize("way", processes(), ids=" ".join)
def test_nothing_is_broken(tmp_path: Path, way: list[str]) -> None:
    outcome = run_broken(tmp_path, way, NOTHING)
    assert (len(outcome.findings), outcome.status) == (6, 1), outcome


@pytest.mark.parametrize("way", processes(), ids=" ".join)
def test_an_import_is_gone(tmp_path: Path, way: list[str]) -> None:
    """mypy words this one: one line that names the plugin and what it did not find."""
    name = "find_dataclass_transform_spec"
    text = f"import mypy.semanal_shared as m\ndel m.{name}\nfrom {PLUGIN} import plugin as plugin\n"
    project = Project(tmp_path / "project", {**FILES, "our/on_another_mypy.py": text})
    project.write({"mypy.ini": config(plugins="our/on_another_mypy.py")})
    outcome = run(project, way, {})
    said = outcome.out + outcome.err
    lines = {line for line in said.splitlines() if "Error importing plugin" in line}
    assert len(lines) == 1, said
    assert name in lines.pop()
    assert "Traceback" not in said
    assert outcome.status == 2


@pytest.mark.slow
@pytest.mark.parametrize("way", processes(), ids=" ".join)
@pytest.mark.parametrize("broken", BREAKS)
def test_noticed_in_processes(tmp_path: Path, broken: str, way: list[str]) -> None:
    assert_noticed(run_broken(tmp_path, way, broken))


pytestmark = pytest.mark.slow
