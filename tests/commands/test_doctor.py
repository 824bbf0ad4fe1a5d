"""What ``doctor`` says of installations that work and of those that don't."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

import pytest
from mypy.version import __version__ as mypy_version

from mypy_defaults_plugin.commands import doctor as examination
from mypy_defaults_plugin.commands.command_line import main
from mypy_defaults_plugin.host.versions import NEWEST_TESTED, OLDEST_TESTED, parts_of

ROOT: Final = Path(__file__).resolve().parents[2]
LOADED: Final = "[mypy]\nplugins = mypy_defaults_plugin\n"
FOUND: Final = "known findings are found: mutable-default, mutated-default, leaked-default"


class Installation:
    """A directory with a configuration, and what is said of it."""

    def __init__(self, directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._directory = directory
        self._capsys = capsys

    def examine(self, text: str | None = None, name: str = "mypy.ini") -> tuple[int, list[str]]:
        """Give the exit status, and the lines without those on mypy itself."""
        if text is not None:
            (self._directory / name).write_text(text)
        status = main(["doctor"])
        lines = self._capsys.readouterr().out.splitlines()
        assert f"mypy {mypy_version} on Python" in lines[0]
        return status, [re.sub(" +", " ", line, count=1) for line in lines[1:]]


@pytest.fixture
def installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Installation:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.devnull)
    return Installation(tmp_path, capsys)


def test_one_that_works(installation: Installation) -> None:
    status, lines = installation.examine(LOADED)
    assert lines == [
        "ok mypy reads mypy.ini",
        "ok it loads the plugin; other plugins: none",
        "ok the plugin's settings are valid",
        f"ok {FOUND}",
    ]
    assert status == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "more",
    [
        "files = nowhere.py\n",
        "modules = os\n",
        "packages = json\n",
        "explicit_package_bases = true\nnamespace_packages = true\n",
        "strict = true\npretty = true\nhide_error_codes = true\n",
    ],
)
def test_other_lines_of_the_configuration_do_no_harm(installation: Installation, more: str) -> None:
    status, lines = installation.examine(LOADED + more)
    assert (status, lines[-1]) == (0, f"ok {FOUND}")


@pytest.mark.slow
def test_beside_other_plugins(installation: Installation) -> None:
    plugins = ["pydantic.mypy", "mypy_defaults_plugin", "numpy.typing.mypy_plugin"]
    status, lines = installation.examine(f"[tool.mypy]\nplugins = {plugins}\n", "pyproject.toml")
    assert status == 0
    assert lines[0] == "ok mypy reads pyproject.toml"
    assert lines[1].endswith("other plugins: pydantic.mypy, numpy.typing.mypy_plugin")
    assert lines[-1] == f"ok {FOUND}"


def test_only_the_bugs(installation: Installation) -> None:
    status, lines = installation.examine(f"{LOADED}[mypy_defaults_plugin]\nreport = bugs\n")
    assert lines[-1] == "ok known findings are found: mutated-default, leaked-default"
    assert status == 0


def test_everything_off(installation: Installation) -> None:
    off = "disable = mutable-default, mutated-default, leaked-default"
    status, lines = installation.examine(f"{LOADED}[mypy_defaults_plugin]\n{off}\n")
    assert status == 0
    assert lines[-1].startswith("note no finding to look for, all are off (mutable-default: ")


def test_no_configuration(installation: Installation) -> None:
    status, (line,) = installation.examine()
    assert status == 1
    assert line.startswith("PROBLEM mypy reads no configuration file here, so it loads no plugin")


def test_a_configuration_without_the_plugin(installation: Installation) -> None:
    status, lines = installation.examine("[mypy]\nplugin = mypy_defaults_plugin\n")
    assert status == 1
    assert lines[0].startswith("note mypy says: mypy.ini: [mypy]: Unrecognized option: plugin")
    assert lines[2].startswith("PROBLEM it does not load the plugin (plugins: none): write ")


@pytest.mark.parametrize("name", ["mypy_default_plugin", "mypy-defaults-plugin"])
def test_a_misspelt_plugin(installation: Installation, name: str) -> None:
    status, lines = installation.examine(f"[mypy]\nplugins = {name}\n")
    assert status == 1
    assert lines[1] == f'PROBLEM it loads "{name}": did you mean "mypy_defaults_plugin"?'


def test_bad_settings(installation: Installation) -> None:
    status, lines = installation.examine(f"{LOADED}[mypy_default_plugin]\nreport = bugs\n")
    assert status == 1
    assert lines[-1] == (
        "PROBLEM mypy.ini: [mypy_default_plugin]: unknown section"
        " (did you mean [mypy_defaults_plugin]?)"
    )


def test_a_plugin_that_finds_nothing(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examination, "EXAMPLE", "def add(item, cart=()): ...\n")
    status, lines = installation.examine(LOADED)
    assert status == 1
    assert lines[3] == (
        "PROBLEM not found in a small program: mutable-default, mutated-default, leaked-default;"
        " exit status 0"
    )


@pytest.mark.parametrize(
    ("version", "state"), [("1.10.1", "PROBLEM"), ("1.11.0", "ok"), ("9.0+dev.abc", "note")]
)
def test_versions_of_mypy(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    version: str,
    state: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(examination, "mypy_version", version)
    main(["doctor"])
    assert capsys.readouterr().out.split()[0] == state


def test_another_mypy_on_the_path(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other" / "mypy"
    other.parent.mkdir()
    other.write_text("#!/bin/sh\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(other.parent))
    _, lines = installation.examine()
    assert lines[0].startswith(f'note the command "mypy" is {other}, another installation: use ')


def test_the_tested_versions_are_those_of_the_tests() -> None:
    matrix = (ROOT / "tests" / "matrix" / "test_matrix.py").read_text()
    pinned = sorted(parts_of(version) for version in re.findall(r'"(\d+\.\d+\.\d+)"', matrix))
    assert pinned[0] == OLDEST_TESTED
    assert pinned[-1] <= NEWEST_TESTED
    project = (ROOT / "pyproject.toml").read_text()
    assert f'dependencies = ["mypy>={OLDEST_TESTED[0]}.{OLDEST_TESTED[1]}"]\n' in project
