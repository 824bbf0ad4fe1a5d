"""The hook for pre-commit, run by pre-commit from a repository."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from docs.making.environment import ROOT, Environment

pytestmark = pytest.mark.slow

LEFT_OUT: Final = shutil.ignore_patterns(
    ".*_cache", ".git", ".hypothesis", ".venv", "__pycache__", "build", "dist", "*.egg-info"
)
CONFIG: Final = "[mypy]\nplugins = mypy_defaults_plugin\n"
CART: Final = "def add(item, cart=[]):\n    cart.append(item)\n"


def git(directory: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=test", "-c", "user.email=test@localhost"]
    subprocess.run(["git", *identity, *arguments], cwd=directory, check=True, capture_output=True)


def committed(directory: Path) -> Path:
    git(directory, "init", "-q")
    git(directory, "add", "-A")
    git(directory, "commit", "-q", "-m", "all")
    return directory


def test_hook_finds_and_lets_pass(tmp_path: Path) -> None:
    environment = Environment.made(tmp_path / "environment", "pre-commit")
    plugin = tmp_path / "plugin"
    shutil.copytree(ROOT, plugin, ignore=LEFT_OUT)
    committed(plugin)
    valid = environment.run(
        "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml", directory=plugin
    )
    assert (valid.returncode, valid.stdout) == (0, "")

    project = tmp_path / "project"
    project.mkdir()
    (project / "mypy.ini").write_text(CONFIG)
    (project / "shop.py").write_text(CART)
    committed(project)
    hook = ["pre-commit", "try-repo", str(plugin), "mypy-defaults", "--all-files"]
    found = environment.run(*hook, directory=project)
    assert found.returncode == 1, found.stdout
    assert "mypy with mypy_defaults_plugin" in found.stdout
    assert 'shop.py:1: error: Every call that omits "cart" shares one list' in found.stdout
    assert "[mutated-default]" in found.stdout

    (project / "shop.py").write_text(CART.replace("[]", "()").replace("append", "count"))
    passed = environment.run(*hook, directory=project)
    assert passed.returncode == 0, passed.stdout
