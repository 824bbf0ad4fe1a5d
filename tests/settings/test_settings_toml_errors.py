"""What is said about a wrong TOML file, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest
from settings_files import ALL_CODES, ALL_KEYS, messages_for

MAIN = "[tool.mypy_defaults_plugin]"
OVERRIDES = "[[tool.mypy_defaults_plugin.overrides]]"
PATTERN_ADVICE = 'use a module\'s name, with * for whole parts only, like "package.*"'
MODULE_ADVICE = 'use a module pattern like "package.*", or an array of them'

BAD_LINES = [
    (
        'instances = "al"',
        'instances: unknown value "al"; use one of "data", "all" (did you mean "all"?)',
    ),
    (
        "report = true",
        'report: the boolean true is the wrong type; use one of "all", "bugs"',
    ),
    (
        'named_defaults = ["all"]',
        'named_defaults: an array is the wrong type; use one of "changed", "all", "never"',
    ),
    (
        'read_only_annotations = "true"',
        (
            'read_only_annotations: the string "true" is the wrong type; '
            "use true or false (did you mean true?)"
        ),
    ),
    (
        'read_only_annotations = "Off"',
        (
            'read_only_annotations: the string "Off" is the wrong type; '
            "use true or false (did you mean false?)"
        ),
    ),
    (
        "read_only_annotations = 1",
        (
            "read_only_annotations: the number 1 is the wrong type; "
            "use true or false (did you mean true?)"
        ),
    ),
    (
        "read_only_annotations = 2.5",
        "read_only_annotations: the number 2.5 is the wrong type; use true or false",
    ),
    (
        'disable = "mutable-default"',
        (
            'disable: the string "mutable-default" is the wrong type; '
            'use an array of error codes (did you mean ["mutable-default"]?)'
        ),
    ),
    (
        'disable = ["mutable-defaults"]',
        (
            'disable: unknown error code "mutable-defaults"; '
            f'use {ALL_CODES} (did you mean "mutable-default"?)'
        ),
    ),
    (
        "copying_decorators = 1979-05-27",
        (
            "copying_decorators: the date or time 1979-05-27 is the wrong type; "
            "use an array of full names"
        ),
    ),
    (
        'copying_decorators = ["dict"]',
        (
            'copying_decorators: "dict" is no full name; '
            'use one like "package.module.Name" (did you mean "builtins.dict"?)'
        ),
    ),
    (
        "extend_mutable_types = {a = 1}",
        "extend_mutable_types: a table is the wrong type; use an array of full names",
    ),
    (
        'extend_immutable_types = ["a.b", false]',
        (
            "extend_immutable_types: the boolean false in the array is the wrong type; "
            "use an array of full names"
        ),
    ),
    (
        "extend_read_only_types = [[]]",
        (
            "extend_read_only_types: an array in the array is the wrong type; "
            "use an array of full names"
        ),
    ),
    ('intended_parameters = [""]', "intended_parameters: empty entry; leave it out"),
    (
        'intended_parameters = ["a b"]',
        (
            'intended_parameters: "a b" matches no parameter name; '
            'use a name or a pattern like "*_cache"'
        ),
    ),
    (
        'intended_parameters = "a"',
        (
            'intended_parameters: the string "a" is the wrong type; '
            'use an array of parameter patterns (did you mean ["a"]?)'
        ),
    ),
    ("instance = 1", 'instance: unknown key (did you mean "instances"?)'),
    ("colour = 1", f"colour: unknown key; use one of {ALL_KEYS}"),
]


@pytest.mark.parametrize(("line", "message"), BAD_LINES)
def test_bad_line(tmp_path: Path, line: str, message: str) -> None:
    found = messages_for(tmp_path, "pyproject.toml", f"[tool.mypy]\n{MAIN}\n{line}\n")
    assert found == [f"pyproject.toml: {MAIN}: {message}"]


@pytest.mark.parametrize(("line", "message"), BAD_LINES)
def test_bad_line_in_an_override(tmp_path: Path, line: str, message: str) -> None:
    text = f'{OVERRIDES}\nmodule = ["a.*", "b"]\n{line}\n'
    found = messages_for(tmp_path, "pyproject.toml", text)
    assert found == [f'pyproject.toml: {OVERRIDES} module = ["a.*", "b"]: {message}']


BAD_OVERRIDES = [
    ('report = "all"', f"number 1: module: missing key; {MODULE_ADVICE}"),
    ("module = 3", f"number 1: module: the number 3 is the wrong type; {MODULE_ADVICE}"),
    ("module = []", f"number 1: module: empty array; {MODULE_ADVICE}"),
    (
        'module = ["a", 3]',
        f"number 1: module: the number 3 in the array is the wrong type; {MODULE_ADVICE}",
    ),
    ('module = ""', f'module = "": module: empty module pattern; {PATTERN_ADVICE}'),
    (
        'module = ["a", "b*"]',
        f'module = ["a", "b*"]: module: "b*" is no module pattern; {PATTERN_ADVICE}',
    ),
    (
        'module = "*"',
        (
            'module = "*": module: module pattern "*" matches no module; '
            "use the section without a module for all"
        ),
    ),
    (
        'module = "a"\noverrides = []',
        f'module = "a": overrides: unknown key; use one of {ALL_KEYS}',
    ),
    (
        'module = "a"\nmodules = "b"',
        'module = "a": modules: unknown key (did you mean "module"?)',
    ),
]


@pytest.mark.parametrize(("text", "message"), BAD_OVERRIDES)
def test_bad_override(tmp_path: Path, text: str, message: str) -> None:
    found = messages_for(tmp_path, "pyproject.toml", f"{OVERRIDES}\n{text}\n")
    assert found == [f"pyproject.toml: {OVERRIDES} {message}"]


@pytest.mark.parametrize(
    ("text", "place", "meant"),
    [
        ("[tool.mypy-defaults-plugin]", "tool.mypy-defaults-plugin", MAIN),
        ("[tool.mypy_default_plugin]", "tool.mypy_default_plugin", MAIN),
        ("[tool.mypy_defaults]", "tool.mypy_defaults", MAIN),
        ("[mypy_defaults_plugin]", "mypy_defaults_plugin", MAIN),
        (
            '[tool."mypy_defaults_plugin-a.*"]',
            "tool.mypy_defaults_plugin-a.*",
            f'{OVERRIDES} module = "a.*"',
        ),
    ],
)
def test_misspelt_table(tmp_path: Path, text: str, place: str, meant: str) -> None:
    found = messages_for(tmp_path, "pyproject.toml", f'{text}\nreport = "all"\n')
    assert found == [f"pyproject.toml: [{place}]: unknown section (did you mean {meant}?)"]


@pytest.mark.parametrize(
    "text",
    [
        "[tool.mypy]\nstrict = true",
        '[[tool.mypy.overrides]]\nmodule = "mypy_defaults_plugin.*"',
        "[tool.pydantic-mypy]",
        "[tool.django-stubs]",
        '[project]\nname = "mypy_defaults_plugin"',
        "tool = 3",
        "",
    ],
)
def test_table_of_somebody_else(tmp_path: Path, text: str) -> None:
    assert messages_for(tmp_path, "pyproject.toml", text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "tool.mypy_defaults_plugin = 3",
            f"{MAIN}: not a table; use {MAIN} with one line per option",
        ),
        (
            "[tool.mypy_defaults_plugin.overrides]",
            f"{MAIN}: overrides: not an array of tables; use {OVERRIDES} with double brackets",
        ),
        (
            f"{MAIN}\noverrides = [1]",
            f"{MAIN}: overrides: not an array of tables; use {OVERRIDES} with double brackets",
        ),
        (
            '[[tool.mypy_defaults_plugin.override]]\nmodule = "a"',
            f'{MAIN}: override: unknown key (did you mean "overrides"?)',
        ),
        (f'{MAIN}\nmodule = "a"', f"{MAIN}: module: unknown key; use one of {ALL_KEYS}"),
    ],
)
def test_wrong_structure(tmp_path: Path, text: str, message: str) -> None:
    assert messages_for(tmp_path, "pyproject.toml", text) == [f"pyproject.toml: {message}"]


def test_conflicting_overrides(tmp_path: Path) -> None:
    text = (
        f'{OVERRIDES}\nmodule = ["a.*", "b"]\nreport = "bugs"\ninstances = "all"\n'
        f'{OVERRIDES}\nmodule = "b"\nreport = "all"\ninstances = "all"\n'
    )
    assert messages_for(tmp_path, "pyproject.toml", text) == [
        (
            f'pyproject.toml: {OVERRIDES} module = "b": report: '
            'an earlier section sets another value for module pattern "b"; use one value'
        )
    ]


def test_all_problems_are_reported(tmp_path: Path) -> None:
    text = f"""\
{MAIN}
report = "al"
disable = ["x", 1]
[[tool.mypy_defaults_plugin.overrides]]
modul = "a"
instances = 1
[tool.mypy_default_plugin]
colour = 1
"""
    place = f"pyproject.toml: {OVERRIDES} number 1"
    assert messages_for(tmp_path, "pyproject.toml", text) == [
        f"pyproject.toml: [tool.mypy_default_plugin]: unknown section (did you mean {MAIN}?)",
        f"{place}: module: missing key; {MODULE_ADVICE}",
        f"pyproject.toml: [tool.mypy_default_plugin]: colour: unknown key; use one of {ALL_KEYS}",
        (
            f'pyproject.toml: {MAIN}: report: unknown value "al"; '
            'use one of "all", "bugs" (did you mean "all"?)'
        ),
        (
            f"pyproject.toml: {MAIN}: disable: the number 1 in the array is the wrong type; "
            "use an array of error codes"
        ),
        f'pyproject.toml: {MAIN}: disable: unknown error code "x"; use {ALL_CODES}',
        f'{place}: modul: unknown key (did you mean "module"?)',
        f'{place}: instances: the number 1 is the wrong type; use one of "data", "all"',
    ]


def test_a_message_is_one_line(tmp_path: Path) -> None:
    text = f'{MAIN}\n"a\\nb" = 1\n'
    assert messages_for(tmp_path, "pyproject.toml", text) == [
        f"pyproject.toml: {MAIN}: a\\nb: unknown key; use one of {ALL_KEYS}"
    ]
