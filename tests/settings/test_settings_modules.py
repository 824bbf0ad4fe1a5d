"""Which settings a module has: the precedence of mypy, and keys for the cache."""

from __future__ import annotations

import io
import itertools
import json
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mypy.config_parser import parse_config_file
from mypy.options import Options
from settings_files import printed_by, read_text

from mypy_defaults_plugin.settings import Settings, SettingsTable

COUNTERPARTS = {
    "report": ("ignore_errors", {True: "all", False: "bugs"}),
    "instances": ("disallow_any_expr", {True: "all", False: "data"}),
    "read_only_annotations": ("warn_no_return", {True: "true", False: "false"}),
}
MODULES = [
    ".".join(parts) for depth in (1, 2, 3) for parts in itertools.product("abc", repeat=depth)
]
PATTERNS = [
    ".".join(parts)
    for depth in (1, 2, 3, 4)
    for parts in itertools.product("ab*", repeat=depth)
    if parts != ("*",)
]
Sections = list[tuple[list[str], dict[str, bool]]]


def ini_text(base: dict[str, bool], sections: Sections) -> str:
    """Write the same sections twice: for mypy's options, and for their counterparts here."""
    lines = ["[mypy]", *(f"{COUNTERPARTS[key][0]} = {value}" for key, value in base.items())]
    lines += ["[mypy_defaults_plugin]"]
    lines += [f"{key} = {COUNTERPARTS[key][1][value]}" for key, value in base.items()]
    for patterns, values in sections:
        lines += [f"[mypy-{','.join(patterns)}]"]
        lines += [f"{COUNTERPARTS[key][0]} = {value}" for key, value in values.items()]
        lines += [f"[mypy_defaults_plugin-{','.join(patterns)}]"]
        lines += [f"{key} = {COUNTERPARTS[key][1][value]}" for key, value in values.items()]
    return "\n".join(lines)


def mypys_options(path: Path) -> tuple[Options, str]:
    """Read mypy's own options from a file; give them and what mypy complains of."""
    options = Options()
    complaints = io.StringIO()
    parse_config_file(options, lambda: None, str(path), stderr=complaints)
    return options, complaints.getvalue()


def values() -> st.SearchStrategy[dict[str, bool]]:
    return st.dictionaries(st.sampled_from(sorted(COUNTERPARTS)), st.booleans())


@st.composite
def all_sections(draw: st.DrawFn) -> Sections:
    patterns = draw(st.lists(st.sampled_from(PATTERNS), unique=True, max_size=8))
    sections: Sections = []
    for pattern in patterns:
        if sections and draw(st.integers(0, 3)) == 0:
            sections[-1][0].append(pattern)
        else:
            sections.append(([pattern], draw(values())))
    return sections


def assert_same_as_mypy(directory: Path, base: dict[str, bool], sections: Sections) -> None:
    path = directory / "mypy.ini"
    table = read_text(directory, path.name, ini_text(base, sections))
    options, complaints = mypys_options(path)
    assert complaints == ""
    for module in MODULES:
        for key, (mypys_key, words) in COUNTERPARTS.items():
            if key not in base and not any(key in values for _, values in sections):
                continue
            ours = str(getattr(table.for_module(module), key)).lower()
            mypys = words[bool(getattr(options.clone_for_module(module), mypys_key))]
            assert ours == mypys, (module, key)


@given(base=values(), sections=all_sections())
@settings(max_examples=300, deadline=None, derandomize=True)
def test_precedence_is_that_of_mypy(
    tmp_path_factory: pytest.TempPathFactory, base: dict[str, bool], sections: Sections
) -> None:
    base = {"report": False, "instances": False, "read_only_annotations": False, **base}
    assert_same_as_mypy(tmp_path_factory.mktemp("config"), base, sections)


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (["a.b", "a.*", "*.b"], "a.b"),
        (["a.*", "*.b"], "*.b"),
        (["*.b", "a.*"], "*.b"),
        (["a.*", "a.b.*"], "a.b.*"),
        (["a.b.*", "a.*"], "a.b.*"),
        (["*.b", "a.*.b"], "a.*.b"),
        (["a.*.b", "*.b"], "*.b"),
        (["a.b.*", "*.b.*"], "*.b.*"),
        (["a.c", "b.*", "a.b.c", "*.c"], None),
        (["a/b", "a.*"], "a/b"),
    ],
)
def test_which_section_wins(tmp_path: Path, patterns: list[str], expected: str | None) -> None:
    text = "".join(
        f"[mypy_defaults_plugin-{pattern}]\nintended_parameters = p{number}\n"
        for number, pattern in enumerate(patterns)
    )
    names = () if expected is None else (f"p{patterns.index(expected)}",)
    assert read_text(tmp_path, "mypy.ini", text).for_module("a.b").intended_parameters == names


def test_a_section_sets_its_own_keys_only(tmp_path: Path) -> None:
    text = """\
[mypy_defaults_plugin]
report = bugs
extend_mutable_types = x.A
[mypy_defaults_plugin-a.*]
instances = all
extend_mutable_types = x.B
[mypy_defaults_plugin-a.b]
report = all
"""
    table = read_text(tmp_path, "mypy.ini", text)
    assert table.for_module("a.b") == Settings(
        report="all", instances="all", extend_mutable_types=frozenset({"x.B"})
    )
    assert table.for_module("c") == table.base


def test_toml_overrides_of_one_module_are_merged(tmp_path: Path) -> None:
    text = """\
[[tool.mypy_defaults_plugin.overrides]]
module = ["a", "b"]
report = "bugs"
[[tool.mypy_defaults_plugin.overrides]]
module = "b"
instances = "all"
"""
    table = read_text(tmp_path, "pyproject.toml", text)
    assert table.for_module("a") == Settings(report="bugs")
    assert table.for_module("b") == Settings(report="bugs", instances="all")


def test_answers_are_remembered(tmp_path: Path) -> None:
    table = read_text(tmp_path, "mypy.ini", "[mypy_defaults_plugin-a.*]\nreport = bugs\n")
    assert table.for_module("a.b") is table.for_module("a.b")


def test_a_table_can_not_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        SettingsTable().base = Settings(report="bugs")  # type: ignore[misc]


def test_cache_key_is_sorted_json(tmp_path: Path) -> None:
    text = "[mypy_defaults_plugin-a]\nextend_mutable_types = x.B, x.A, x.B\n"
    table = read_text(tmp_path, "mypy.ini", text)
    key = table.cache_key("a")
    assert list(key) == sorted(key)
    assert key["extend_mutable_types"] == ["x.A", "x.B"]
    assert json.loads(json.dumps(key)) == key


def test_cache_key_changes_for_the_modules_concerned_only(tmp_path: Path) -> None:
    table = read_text(tmp_path, "mypy.ini", "[mypy_defaults_plugin-a.*]\nreport = bugs\n")
    assert table.cache_key("a.b") != SettingsTable().cache_key("a.b")
    assert table.cache_key("b") == SettingsTable().cache_key("b")
    assert table.digest != SettingsTable().digest


def test_digest_tells_the_order_of_unstructured_wildcards(tmp_path: Path) -> None:
    sections = ["[mypy_defaults_plugin-*.a]\nreport = all\n"]
    sections += ["[mypy_defaults_plugin-b.*.a]\nreport = bugs\n"]
    forwards = read_text(tmp_path, "one.ini", "".join(sections))
    backwards = read_text(tmp_path, "two.ini", "".join(reversed(sections)))
    assert forwards.digest != backwards.digest


def test_digest_does_not_tell_where_the_file_is(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    text = "[mypy_defaults_plugin]\nreport = bugs\n"
    here = read_text(tmp_path, "mypy.ini", text)
    there = read_text(tmp_path / "other", "setup.cfg", text)
    assert here.digest == there.digest
    assert len(here.digest) == 16


PRINT_KEYS = """\
import json, sys
from mypy_defaults_plugin.settings import read_settings
table = read_settings(sys.argv[1])
print(table.digest, json.dumps(table.cache_key("a.b")))
"""


def test_keys_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    names = ", ".join(f"x.N{number}" for number in range(20))
    path = tmp_path / "mypy.ini"
    path.write_text(
        f"[mypy_defaults_plugin]\nextend_mutable_types = {names}\n"
        f"[mypy_defaults_plugin-a.*]\nextend_immutable_types = {names}\n"
    )
    assert len({printed_by(PRINT_KEYS, str(path), hash_seed=seed) for seed in "0123"}) == 1


PRINT_MESSAGES = """\
import sys
from mypy_defaults_plugin.settings import SettingsError, read_settings
try:
    read_settings(sys.argv[1])
except SettingsError as error:
    print(error)
"""


def test_messages_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    path = tmp_path / "mypy.ini"
    path.write_text("[mypy_defaults_plugin]\nextend = x\nreport = a\ndisable = x, y, z\n")
    printed = {printed_by(PRINT_MESSAGES, str(path), hash_seed=seed) for seed in "0123"}
    assert len(printed) == 1
    assert len(printed.pop().splitlines()) == 5
