"""What ``config`` prints: the value of each option, and where it was set."""

from __future__ import annotations

from pathlib import Path

import pytest

from mypy_defaults_plugin.commands.command_line import main
from mypy_defaults_plugin.settings.options import OPTIONS

INI = """\
[mypy]
plugins = mypy_defaults_plugin
[mypy-generated.*]
ignore_errors = true
[mypy-quiet]
disable_error_code = leaked-default
[mypy_defaults_plugin]
report = bugs
intended_parameters = _*, cache
[mypy_defaults_plugin-shop.*]
report = all
[mypy_defaults_plugin-shop.old]
disable = mutable-default, mutated-default
"""
TOML = """\
[tool.mypy]
plugins = ["mypy_defaults_plugin"]
[tool.mypy_defaults_plugin]
instances = "all"
[[tool.mypy_defaults_plugin.overrides]]
module = ["shop.*", "till"]
noqa_comments = true
"""


@pytest.fixture
def ini(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mypy.ini").write_text(INI)
    monkeypatch.chdir(tmp_path)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, str]:
    """Give what is printed, by the first word of each line."""
    assert main(["config", *arguments]) == 0
    output = capsys.readouterr()
    assert not output.err
    pairs = [line.split(maxsplit=1) for line in output.out.splitlines() if line]
    return {pair[0]: pair[1] for pair in pairs}


def value_and_place(shown: str) -> list[str]:
    return [part.strip() for part in shown.split("  ") if part]


@pytest.mark.usefixtures("ini")
def test_every_option_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    shown = printed(capsys)
    assert [name for name in shown if name in OPTIONS] == list(OPTIONS)
    assert value_and_place(shown["report"]) == ["bugs", "[mypy_defaults_plugin]"]
    assert value_and_place(shown["disable"]) == ["(empty)", "default"]
    assert value_and_place(shown["intended_parameters"])[0] == "_*, cache"
    assert shown["mutable-default"] == "off: report = bugs ([mypy_defaults_plugin])"
    assert shown["mutated-default"] == "on"
    assert shown["pydantic-default"] == "off: pydantic_defaults = copied (default)"
    assert shown["Sections"] == "for modules: shop.*, shop.old"
    assert shown["Configuration"] == "file: mypy.ini"


@pytest.mark.usefixtures("ini")
def test_of_a_module(capsys: pytest.CaptureFixture[str]) -> None:
    shown = printed(capsys, "shop.old")
    place = "[mypy_defaults_plugin-shop.old]"
    assert value_and_place(shown["report"]) == ["all", "[mypy_defaults_plugin-shop.*]"]
    assert value_and_place(shown["disable"]) == ["mutable-default, mutated-default", place]
    assert value_and_place(shown["intended_parameters"])[1] == "[mypy_defaults_plugin]"
    assert shown["mutable-default"].startswith("off: disable = ")
    assert place in shown["mutated-default"]
    assert shown["leaked-default"] == "on"


@pytest.mark.usefixtures("ini")
@pytest.mark.parametrize(
    ("module", "reason"),
    [
        ("generated.api", "off: ignore_errors of mypy"),
        ("quiet", "off: disable_error_code of mypy"),
        ("shop.new", "on"),
    ],
)
def test_what_mypy_itself_switches_off(
    capsys: pytest.CaptureFixture[str], module: str, reason: str
) -> None:
    assert printed(capsys, module)["leaked-default"] == reason


def test_of_another_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(TOML)
    shown = printed(capsys, "till", "--config-file", str(file))
    place = '[[tool.mypy_defaults_plugin.overrides]] module = ["shop.*", "till"]'
    assert value_and_place(shown["noqa_comments"]) == ["true", place]
    assert value_and_place(shown["instances"]) == ["all", "[tool.mypy_defaults_plugin]"]


def test_of_a_file_that_is_not_there(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["config", "--config-file", "nowhere.ini"]) == 0
    output = capsys.readouterr().out
    assert 'there is no file "nowhere.ini"' in output
    assert "Configuration file: none" in output


def test_bad_settings(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "setup.cfg").write_text("[mypy]\n[mypy_defaults_plugin]\nreprot = bugs\n")
    monkeypatch.chdir(tmp_path)
    assert main(["config"]) == 2
    assert capsys.readouterr().err == (
        'setup.cfg: [mypy_defaults_plugin]: reprot: unknown key (did you mean "report"?)\n'
    )
