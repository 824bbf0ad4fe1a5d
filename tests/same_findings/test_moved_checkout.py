"""A checkout and its cache on another machine, at another path: nothing is checked again."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from mypy_runs import MYPY, PACKAGE_PARENT, PLUGIN, Outcome, Project
from world import EDITABLE, WITH_FINDINGS

from mypy_defaults_plugin.host.symbol import SYMBOL

CACHES: Final = [[], ["--sqlite-cache"], *([["--no-sqlite-cache"]] if MYPY >= (2, 0) else [])]
SHOWING: Final = "-v"


def parsed(outcome: Outcome) -> list[str]:
    """Name the files that mypy reads and analyses, by its own log."""
    lines = (outcome.out + outcome.err).splitlines()
    return [line for line in lines if line.startswith("LOG:  Parsing ")]


def installed_in(directory: Path) -> dict[str, str]:
    """Install the plugin in a directory; give the environment that finds it there."""
    without = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE_PARENT / PLUGIN, directory / PLUGIN, ignore=without)
    return {"PYTHONPATH": str(directory)}


def contents(directory: Path) -> Iterator[bytes]:
    for path in directory.rglob("*"):
        if path.is_file():
            yield path.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("flags", CACHES, ids=str)
def test_moved(tmp_path: Path, flags: list[str]) -> None:
    here, there = tmp_path / "a_machine", tmp_path / "another" / "machine"
    files = {**WITH_FINDINGS.files(), "mypy.ini": WITH_FINDINGS.config(PLUGIN)}
    project = Project(here / "checkout", files)
    flags = [*flags, "--cache-dir=.own", SHOWING]
    first = project.run(*flags, ".", env=installed_in(here / "installed"))
    assert len(parsed(first)) > len(EDITABLE)
    places = [str(path).encode() for path in (tmp_path, PACKAGE_PARENT / PLUGIN)]
    cached = list(contents(project.root / ".own"))
    assert any(SYMBOL.encode() in content for content in cached)
    assert not any(place in content for place in places for content in cached)

    moved = project.move(there / "work" / "copy")
    shutil.rmtree(here)
    for path in moved.root.rglob("*.py*"):
        os.utime(path, (time.time(), time.time()))  # a checkout gives files the time it is made
    second = moved.run(*flags, ".", env=installed_in(there / "environment"))
    assert parsed(second) == []
    assert (second.lines, second.status) == (first.lines, 1)

    (moved.root / "low" / "kinds.py").write_text("class Root: ...\n", encoding="utf-8")
    third = moved.run(*flags, ".", env={"PYTHONPATH": str(there / "environment")})
    assert any("low.kinds" in line for line in parsed(third)), "the log says nothing of it"
    assert third.findings != first.findings
