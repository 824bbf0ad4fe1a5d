"""Neither a cache nor a daemon answers from other settings or another version of the plugin."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from mypy_runs import PACKAGE_PARENT, PLUGIN, Outcome, Project, config

FILES: Final = {
    "one.py": "from collections.abc import Sequence\ndef f(x: Sequence[int] = []) -> None: ...\n",
    "two.py": "from collections.abc import Sequence\ndef f(x: Sequence[int] = []) -> None: ...\n",
}
PYPROJECT: Final = f'[tool.mypy]\nplugins = ["{PLUGIN}"]\n'
CHANGES: Final = {
    "mypy.ini": (config(), config("read_only_annotations = false"), {"one.py", "two.py"}),
    "a section of mypy.ini": (
        config(),
        config(sections="[mypy_defaults_plugin-two]\nread_only_annotations = false"),
        {"two.py"},
    ),
    "pyproject.toml": (
        PYPROJECT,
        f"{PYPROJECT}[tool.mypy_defaults_plugin]\nread_only_annotations = false\n",
        {"one.py", "two.py"},
    ),
    "an override in pyproject.toml": (
        PYPROJECT,
        f"{PYPROJECT}[[tool.mypy_defaults_plugin.overrides]]\n"
        'module = "two"\nread_only_annotations = false\n',
        {"two.py"},
    ),
}
each_change = pytest.mark.parametrize("name", CHANGES)


def name_of_file(name: str) -> str:
    return name.rpartition(" ")[2]


def made(directory: Path, name: str) -> Project:
    project = Project(directory / "project", FILES)
    (project.root / "mypy.ini").unlink()
    project.write({name_of_file(name): CHANGES[name][0]})
    return project


def reported(outcome: Outcome) -> set[str]:
    assert not outcome.err
    return {line.partition(":")[0] for line in outcome.findings}


@each_change
def test_warm(tmp_path: Path, name: str) -> None:
    before, after, changed = CHANGES[name]
    project = made(tmp_path, name)
    flag = f"--cache-dir={project.cache()}"
    for text, wanted in [(before, set()), (after, changed)]:
        project.write({name_of_file(name): text})
        assert reported(project.run(flag, ".")) == wanted


@pytest.mark.slow
@each_change
def test_there_and_back(tmp_path: Path, name: str) -> None:
    before, after, changed = CHANGES[name]
    project = made(tmp_path, name)
    flag = f"--cache-dir={project.cache()}"
    for text, wanted in [(before, set()), (after, changed)] * 2:
        project.write({name_of_file(name): text})
        assert reported(project.run(flag, ".")) == wanted


@pytest.fixture
def started(tmp_path: Path) -> Iterator[list[Project]]:
    projects: list[Project] = []
    yield projects
    for project in projects:
        project.dmypy("stop")


@each_change
def test_daemon(tmp_path: Path, started: list[Project], name: str) -> None:
    _, after, changed = CHANGES[name]
    project = made(tmp_path, name)
    started.append(project)
    flags = ["run", "--timeout=120", "--", f"--cache-dir={project.cache()}", "."]
    first = project.dmypy(*flags)
    assert "Daemon started" in first.out
    assert reported(first) == set()
    assert "Restarting" not in project.dmypy(*flags).out
    project.write({name_of_file(name): after})
    second = project.dmypy(*flags)
    assert "Restarting: plugins changed" in second.out
    assert reported(second) == changed


@pytest.fixture
def own_plugin(tmp_path: Path) -> Path:
    """Give a copy of the plugin in a directory of its own, to be changed."""
    target = tmp_path / "installed"
    without = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE_PARENT / PLUGIN, target / PLUGIN, ignore=without)
    return target


@pytest.mark.parametrize(
    ("file", "pattern", "replacement"),
    [
        ("__init__.py", r'(__version__ = ".*)"', r'\1.1"'),
        ("plugin.py", r"(ANALYSIS_VERSION: Final = \d+)", r"\g<1>1"),
    ],
)
def test_new_version(
    tmp_path: Path, own_plugin: Path, file: str, pattern: str, replacement: str
) -> None:
    """The new version has another verdict, so that an old cache would show."""
    project = Project(tmp_path / "project", FILES)
    environment = {"PYTHONPATH": str(own_plugin), "PYTHONDONTWRITEBYTECODE": "1"}
    flag = f"--cache-dir={project.cache()}"
    assert reported(project.run(flag, ".", env=environment)) == set()
    changes = {
        f"{PLUGIN}/declared/read_only.py": (r'"typing\.Sequence",', ""),
        f"{PLUGIN}/{file}": (pattern, replacement),
    }
    for name, (old, new) in changes.items():
        path = own_plugin / name
        text, count = re.subn(old, new, path.read_text(encoding="utf-8"))
        assert count == 1
        path.write_text(text, encoding="utf-8")
    assert reported(project.run(flag, ".", env=environment)) == {"one.py", "two.py"}


pytestmark = pytest.mark.slow
