"""Which files are read, and which are passed over."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from mypy.config_parser import parse_config_file
from mypy.options import Options
from settings_files import messages_for, printed_by, read_text

from mypy_defaults_plugin.settings import Settings, SettingsError, SettingsTable, read_settings

TOML_MODULE = "mypy_defaults_plugin.settings.toml_file"
INI_MODULE = "mypy_defaults_plugin.settings.ini_file"


def test_without_a_file() -> None:
    assert read_settings(None) == SettingsTable(Settings(), {})


@pytest.mark.parametrize("name", ["mypy.ini", "pyproject.toml", "."])
def test_missing_file(tmp_path: Path, name: str) -> None:
    assert read_settings(str(tmp_path / name)) == SettingsTable()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mypy.ini", "report = bugs"),
        ("mypy.ini", "[mypy_defaults_plugin]\nreport\n"),
        ("mypy.ini", "[mypy]\n[mypy]\n[mypy_defaults_plugin]\nreport = x\n"),
        ("mypy.ini", "[mypy]\nstrict = 1\nstrict = 1\n"),
        ("pyproject.toml", "[tool.mypy_defaults_plugin"),
        ("pyproject.toml", "[tool.mypy_defaults_plugin]\n[tool.mypy_defaults_plugin]\n"),
        ("setup.cfg", ""),
    ],
)
def test_file_that_mypy_can_not_parse(tmp_path: Path, name: str, text: str) -> None:
    assert read_text(tmp_path, name, text) == SettingsTable()


@pytest.mark.parametrize("name", ["mypy.ini", "pyproject.toml"])
def test_file_that_is_no_text(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"[mypy]\n# \xff\xfe\x81\n")
    assert read_settings(str(tmp_path / name)) == SettingsTable()


@pytest.mark.parametrize("name", ["mypy.ini", ".mypy.ini", "setup.cfg", "tools/strict.conf"])
def test_any_other_name_is_an_ini_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "tools").mkdir()
    table = read_text(tmp_path, name, "[mypy_defaults_plugin]\nreport = bugs\n")
    assert table.base == Settings(report="bugs")


def test_default_section_is_passed_over(tmp_path: Path) -> None:
    text = "[DEFAULT]\nversion = 1\n[mypy_defaults_plugin]\nreport = bugs\n"
    assert read_text(tmp_path, "setup.cfg", text).base == Settings(report="bugs")


def test_file_is_named_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "mypy.ini").write_text("[mypy_defaults_plugin]\nreport = x\n")
    monkeypatch.chdir(tmp_path / "sub")
    with pytest.raises(SettingsError) as caught:
        read_settings("../mypy.ini")
    message = '../mypy.ini: [mypy_defaults_plugin]: report: unknown value "x"; '
    assert caught.value.messages == [message + 'use one of "all", "bugs"']
    assert str(caught.value) == caught.value.messages[0]


INI = "[mypy]\n[mypy_defaults_plugin]\nreport = bugs\n[mypy_defaults_plugin-a.*]\nreport = all\n"
TOML = """\
[tool.mypy]
[tool.mypy_defaults_plugin]
report = "bugs"
[[tool.mypy_defaults_plugin.overrides]]
module = "a.*"
report = "all"
"""


@pytest.mark.parametrize(("name", "text"), [("mypy.ini", INI), ("pyproject.toml", TOML)])
def test_mypy_passes_over_the_sections(tmp_path: Path, name: str, text: str) -> None:
    assert messages_for(tmp_path, name, text) == []
    complaints = io.StringIO()
    path = str(tmp_path / name)
    parse_config_file(Options(), lambda: None, path, stdout=complaints, stderr=complaints)
    assert complaints.getvalue() == ""


@pytest.mark.parametrize(
    ("name", "text", "read", "unread"),
    [("m.ini", INI, INI_MODULE, TOML_MODULE), ("p.toml", TOML, TOML_MODULE, INI_MODULE)],
)
def test_only_the_reader_needed_is_imported(
    tmp_path: Path, name: str, text: str, read: str, unread: str
) -> None:
    (tmp_path / name).write_text(text)
    code = (
        "import sys; from mypy_defaults_plugin.settings import read_settings; before = "
        f"{{{read!r}, {unread!r}}} & set(sys.modules); read_settings(sys.argv[1]); "
        f"print(len(before), {read!r} in sys.modules, {unread!r} in sys.modules)"
    )
    assert printed_by(code, str(tmp_path / name)) == "0 True False\n"
