"""The commands that docs/ci.md and docs/adoption.md tell to run do what is said."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Final

import pytest

from docs.making.environment import ROOT, Environment

CI: Final = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
ADOPTION: Final = (ROOT / "docs" / "adoption.md").read_text(encoding="utf-8")
CART: Final = "def add(item, cart=[]):\n    cart.append(item)\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "mypy.ini").write_text("[mypy]\nplugins = mypy_defaults_plugin\n")
    (tmp_path / "shop.py").write_text(CART)
    return tmp_path


def in_shell(command: str, directory: Path) -> subprocess.CompletedProcess[str]:
    environment = Environment.of_this_process()
    return environment.run("bash", "-c", command, directory=directory)


def test_steps_for_github_actions(project: Path) -> None:
    install, add_matcher, check = re.findall(r"- run: (.+)", CI)
    assert install == "pip install mypy_defaults_plugin"
    told = in_shell(add_matcher, project).stdout.strip()
    assert told.startswith("::add-matcher::")
    assert Path(told.removeprefix("::add-matcher::")).is_file()
    checked = in_shell(check, project)
    assert checked.returncode == 1
    assert "shop.py:1:20: error: " in checked.stdout


def test_id_of_the_hook() -> None:
    manifest = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (identifier,) = re.findall(r"^- id: (.+)$", manifest, re.MULTILINE)
    assert f"- id: {identifier}\n" in CI


@pytest.mark.slow
def test_lines_for_a_baseline(project: Path) -> None:
    (block,) = re.findall(r"```sh\n(mypy . \|(?:.*\n)+?)```", ADOPTION)
    sync, filtering = block.splitlines()
    assert in_shell(sync, project).returncode == 0
    assert in_shell(filtering, project).returncode == 0
    (project / "shop.py").write_text(f"{CART}\n\ndef more(x={{}}): ...\n")
    assert in_shell(filtering, project).returncode > 0


@pytest.mark.parametrize("number", [0, 1])
def test_settings_are_valid(tmp_path: Path, number: int) -> None:
    settings = re.findall(r"```ini\n((?:.*\n)+?)```", ADOPTION)[number]
    (tmp_path / "mypy.ini").write_text(f"[mypy]\nplugins = mypy_defaults_plugin\n{settings}")
    command = "python -m mypy_defaults_plugin config shop.checkout.cart"
    shown = in_shell(command, tmp_path)
    assert shown.returncode == 0
    expected = "off: report = bugs" if number == 0 else "on"
    assert re.search(rf"mutable-default +{expected}", shown.stdout)
