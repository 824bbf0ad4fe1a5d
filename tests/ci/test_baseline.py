"""mypy-baseline holds old findings back and lets new ones through."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

pytestmark = pytest.mark.slow

CONFIG: Final = "[mypy]\nplugins = mypy_defaults_plugin\n"
OLD: Final = """\
class Cart:
    def __init__(self, items=[]):
        self.items = items


def add(item, cart=[]):
    cart.append(item)
    return cart
"""
NEW: Final = "\n\ndef count(word, seen={}):\n    seen[word] = seen.get(word, 0) + 1\n"


class Project:
    """A code base that has findings already."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        (directory / "mypy.ini").write_text(CONFIG)

    def write(self, text: str) -> None:
        (self._directory / "shop.py").write_text(text)

    def piped_into(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run ``mypy | mypy-baseline COMMAND``."""
        mypy = self._run("mypy", "shop.py")
        return self._run("mypy_baseline", command, "--no-colors", given=mypy.stdout)

    def _run(
        self, module: str, *arguments: str, given: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=self._directory,
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.write(OLD)
    assert project.piped_into("sync").returncode == 0
    return project


def test_old_findings_are_held_back(project: Project) -> None:
    assert project.piped_into("filter").returncode == 0


def test_a_line_above_changes_nothing(project: Project) -> None:
    project.write(f"VERSION = 1\n\n\n{OLD}")
    filtered = project.piped_into("filter")
    assert (filtered.returncode, "mutable-default]" in filtered.stdout) == (0, False)


def test_new_findings_come_through(project: Project) -> None:
    project.write(OLD + NEW)
    filtered = project.piped_into("filter")
    assert filtered.returncode > 0
    shown = [line for line in filtered.stdout.splitlines() if ": error: " in line]
    assert [line.rpartition("  [")[2] for line in shown] == ["mutable-default]", "mutated-default]"]
    assert all(line.startswith(("shop.py:11:", "shop.py:12:")) for line in shown)


def test_mended_findings_are_noticed(project: Project) -> None:
    project.write(OLD.replace("cart=[]", "cart=()").replace(".append", ".count"))
    filtered = project.piped_into("filter")
    assert filtered.returncode > 0
    assert "fixed: 0" not in filtered.stdout
    assert project.piped_into("sync").returncode == 0
    assert project.piped_into("filter").returncode == 0
