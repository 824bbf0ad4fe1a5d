"""Every option is read from both formats, and documented."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest
from settings_files import read_text

from mypy_defaults_plugin.settings import Settings
from mypy_defaults_plugin.settings.options import OPTIONS, settings_as_json
from mypy_defaults_plugin.settings.reference import options_table

EXAMPLES = [
    ("report", "bugs", '"bugs"', "bugs"),
    ("disable", "mutable-default", '["mutable-default"]', frozenset({"mutable-default"})),
    ("named_defaults", "never", '"never"', "never"),
    ("instances", "all", '"all"', "all"),
    ("read_only_annotations", "false", "false", False),
    ("intended_parameters", "_cache, *_memo", '["_cache", "*_memo"]', ("_cache", "*_memo")),
    ("noqa_comments", "true", "true", True),
    ("copying_decorators", "a.b,c.D.e", '["a.b", "c.D.e"]', frozenset({"a.b", "c.D.e"})),
    ("pydantic_defaults", "require-factory", '"require-factory"', "require-factory"),
    ("extend_copying_bases", "shop.Model", '["shop.Model"]', frozenset({"shop.Model"})),
    ("extend_mutable_types", "shop.Cart", '["shop.Cart"]', frozenset({"shop.Cart"})),
    ("extend_immutable_types", "fastapi.Depends", '["fastapi.Depends"]', {"fastapi.Depends"}),
    ("extend_read_only_types", "shop.View", '["shop.View"]', frozenset({"shop.View"})),
]
FALSE_WORDS = ["false", "False", "no", "off", "0"]
TRUE_WORDS = ["true", "TRUE", "yes", "on", "1"]


def test_every_option_has_an_example() -> None:
    assert [example[0] for example in EXAMPLES] == list(OPTIONS)


@pytest.mark.parametrize(("name", "text", "toml", "expected"), EXAMPLES)
def test_option_is_read_from_both_formats(
    tmp_path: Path, name: str, text: str, toml: str, expected: object
) -> None:
    ini_table = read_text(tmp_path, "mypy.ini", f"[mypy_defaults_plugin]\n{name} = {text}\n")
    toml_text = f"[tool.mypy_defaults_plugin]\n{name} = {toml}\n"
    toml_table = read_text(tmp_path, "pyproject.toml", toml_text)
    assert getattr(ini_table.base, name) == expected
    assert ini_table == toml_table
    assert ini_table.digest == toml_table.digest


@pytest.mark.parametrize(("name", "text", "toml", "expected"), EXAMPLES)
def test_option_is_read_for_some_modules(
    tmp_path: Path, name: str, text: str, toml: str, expected: object
) -> None:
    ini_table = read_text(tmp_path, "setup.cfg", f"[mypy_defaults_plugin-a.*]\n{name}: {text}\n")
    toml_text = f'[[tool.mypy_defaults_plugin.overrides]]\nmodule = "a.*"\n{name} = {toml}\n'
    toml_table = read_text(tmp_path, "other.TOML", toml_text)
    for table in (ini_table, toml_table):
        assert getattr(table.for_module("a.b"), name) == expected
        assert table.for_module("b") == Settings()
    assert ini_table.digest == toml_table.digest


@pytest.mark.parametrize(("name", "text", "toml", "expected"), EXAMPLES)
def test_option_changes_the_digest_and_the_cache_key(
    tmp_path: Path, name: str, text: str, toml: str, expected: object
) -> None:
    bare = read_text(tmp_path, "bare.ini", "")
    table = read_text(tmp_path, "mypy.ini", f"[mypy_defaults_plugin]\n{name} = {text}\n")
    assert table.digest != bare.digest
    assert table.cache_key("a")[name] != bare.cache_key("a")[name]


def test_defaults() -> None:
    assert settings_as_json(Settings()) == {
        "copying_decorators": ["pydantic.validate_call"],
        "disable": [],
        "extend_copying_bases": [],
        "extend_immutable_types": [],
        "extend_mutable_types": [],
        "extend_read_only_types": [],
        "instances": "data",
        "intended_parameters": [],
        "named_defaults": "changed",
        "noqa_comments": False,
        "pydantic_defaults": "copied",
        "read_only_annotations": True,
        "report": "all",
    }


@pytest.mark.parametrize("name", OPTIONS)
def test_default_is_a_value_that_can_be_set(name: str) -> None:
    kind, default, _ = OPTIONS[name]
    written = kind.as_json(default)
    assert kind.from_toml(written) == default


def test_settings_can_not_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().report = "bugs"  # type: ignore[misc]


def test_equal_settings_hash_equal() -> None:
    assert len({Settings(), Settings(), Settings(report="bugs")}) == 2


@pytest.mark.parametrize("word", FALSE_WORDS + TRUE_WORDS)
def test_booleans_in_ini_files(tmp_path: Path, word: str) -> None:
    text = f"[mypy_defaults_plugin]\nread_only_annotations = {word}\n"
    table = read_text(tmp_path, "mypy.ini", text)
    assert table.base.read_only_annotations is (word in TRUE_WORDS)


@pytest.mark.parametrize(
    "text",
    ["a,b", "a, b", "a,b,", "\n  a\n  b", "\n  a,\n  b,\n", "a\n  # why b\n\n  b", "a ,\n\n b"],
)
def test_lists_in_ini_files(tmp_path: Path, text: str) -> None:
    text = f"[mypy_defaults_plugin]\nintended_parameters = {text}\nreport = bugs\n"
    table = read_text(tmp_path, "mypy.ini", text)
    assert table.base == Settings(report="bugs", intended_parameters=("a", "b"))


@pytest.mark.parametrize(("name", "text"), [("mypy.ini", "="), ("mypy.toml", "= []")])
def test_an_empty_list_replaces_the_default(tmp_path: Path, name: str, text: str) -> None:
    section = "[tool.mypy_defaults_plugin]" if "toml" in name else "[mypy_defaults_plugin]"
    table = read_text(tmp_path, name, f"{section}\ncopying_decorators {text}\n")
    assert table.base.copying_decorators == frozenset()


def test_a_list_of_ones_own_replaces_the_default(tmp_path: Path) -> None:
    text = "[mypy_defaults_plugin]\ncopying_decorators = a.b\n"
    assert read_text(tmp_path, "mypy.ini", text).base.copying_decorators == {"a.b"}


@pytest.mark.parametrize("pattern", ["x", "_*", "?", "[a-z]*", "[!_]*", "[]x]", "élan", "x1"])
def test_parameter_patterns(tmp_path: Path, pattern: str) -> None:
    text = f'[tool.mypy_defaults_plugin]\nintended_parameters = ["{pattern}"]\n'
    assert read_text(tmp_path, "p.toml", text).base.intended_parameters == (pattern,)


def test_documentation_has_a_row_for_every_option() -> None:
    heading, rule, *rows = options_table().splitlines()
    assert (heading, rule) == (
        "| Option | Value | Default | Meaning |",
        "| --- | --- | --- | --- |",
    )
    assert [row.split("`")[1] for row in rows] == [option.name for option in fields(Settings)]
    assert all(row.count("|") == 5 for row in rows)


@pytest.mark.parametrize(
    "start",
    [
        "| `report` | `all` or `bugs` | `all` | ",
        "| `disable` | a list of error codes | empty | ",
        "| `read_only_annotations` | `true` or `false` | `true` | ",
        "| `intended_parameters` | a list of parameter patterns | empty | ",
        "| `copying_decorators` | a list of full names | `pydantic.validate_call` | ",
    ],
)
def test_documentation_shows_values_and_default(start: str) -> None:
    assert any(row.startswith(start) for row in options_table().splitlines())
