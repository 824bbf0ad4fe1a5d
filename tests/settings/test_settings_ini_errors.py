"""What is said about a wrong ini file, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest
from settings_files import ALL_CODES, ALL_KEYS, messages_for

MODULE_ADVICE = 'use a module\'s name, with * for whole parts only, like "package.*"'

BAD_LINES = [
    (
        "instances = al",
        'instances: unknown value "al"; use one of "data", "all" (did you mean "all"?)',
    ),
    ("report = some", 'report: unknown value "some"; use one of "all", "bugs"'),
    (
        "report = BUGS",
        'report: unknown value "BUGS"; use one of "all", "bugs" (did you mean "bugs"?)',
    ),
    (
        "report = 'bugs'",
        (
            "report: unknown value \"'bugs'\"; "
            'use one of "all", "bugs" (did you mean bugs without quotes?)'
        ),
    ),
    ("report =", 'report: unknown value ""; use one of "all", "bugs"'),
    (
        "named_defaults = nevr",
        'named_defaults: unknown value "nevr"; use one of "changed", "all", "never" '
        '(did you mean "never"?)',
    ),
    (
        "named_defaults = all  # the lot",
        'named_defaults: unknown value "all  # the lot"; use one of "changed", "all", "never"',
    ),
    (
        "read_only_annotations = maybe",
        'read_only_annotations: unknown value "maybe"; use true or false',
    ),
    (
        "read_only_annotations = ture",
        'read_only_annotations: unknown value "ture"; use true or false (did you mean true?)',
    ),
    (
        "disable = mutable_default",
        (
            'disable: unknown error code "mutable_default"; '
            f'use {ALL_CODES} (did you mean "mutable-default"?)'
        ),
    ),
    ("disable = xyz", f'disable: unknown error code "xyz"; use {ALL_CODES}'),
    ("disable = ,mutable-default", "disable: empty entry; leave it out"),
    (
        "copying_decorators = list",
        (
            'copying_decorators: "list" is no full name; '
            'use one like "package.module.Name" (did you mean "builtins.list"?)'
        ),
    ),
    (
        "extend_mutable_types = shop:Cart",
        (
            'extend_mutable_types: "shop:Cart" is no full name; '
            'use one like "package.module.Name" (did you mean "shop.Cart"?)'
        ),
    ),
    (
        "extend_immutable_types = Cart",
        'extend_immutable_types: "Cart" is no full name; use one like "package.module.Name"',
    ),
    (
        "extend_read_only_types = shop.class",
        'extend_read_only_types: "shop.class" is no full name; use one like "package.module.Name"',
    ),
    (
        "extend_read_only_types = shop.*",
        'extend_read_only_types: "shop.*" is no full name; use one like "package.module.Name"',
    ),
    ("intended_parameters = a,,b", "intended_parameters: empty entry; leave it out"),
    (
        "intended_parameters = cache.*",
        (
            'intended_parameters: "cache.*" matches no parameter name; '
            'use a name or a pattern like "*_cache"'
        ),
    ),
    (
        "intended_parameters = [x",
        (
            'intended_parameters: "[x" matches no parameter name; '
            'use a name or a pattern like "*_cache"'
        ),
    ),
    ("instance = all", 'instance: unknown key (did you mean "instances"?)'),
    (
        "read-only-annotations = true",
        'read-only-annotations: unknown key (did you mean "read_only_annotations"?)',
    ),
    ("colour = red", f"colour: unknown key; use one of {ALL_KEYS}"),
    ("module = a", f"module: unknown key; use one of {ALL_KEYS}"),
]


@pytest.mark.parametrize(("line", "message"), BAD_LINES)
@pytest.mark.parametrize("section", ["[mypy_defaults_plugin]", "[mypy_defaults_plugin-a.*]"])
def test_bad_line(tmp_path: Path, section: str, line: str, message: str) -> None:
    found = messages_for(tmp_path, "mypy.ini", f"[mypy]\n{section}\n{line}\n")
    assert found == [f"mypy.ini: {section}: {message}"]


BAD_SECTIONS = [
    ("mypy-defaults-plugin", "unknown section (did you mean [mypy_defaults_plugin]?)"),
    ("mypy-mypy_defaults_plugin", "unknown section (did you mean [mypy_defaults_plugin]?)"),
    ("mypy_default_plugin", "unknown section (did you mean [mypy_defaults_plugin]?)"),
    ("mypy_defaults_plugins-foo", "unknown section (did you mean [mypy_defaults_plugin-foo]?)"),
    (
        "mypy-defaults-plugin-a.*,b",
        "unknown section (did you mean [mypy_defaults_plugin-a.*,b]?)",
    ),
    ("mypy_defaults_plugin.a", "unknown section (did you mean [mypy_defaults_plugin-a]?)"),
    ("mypy_defaults_plugin:a.*", "unknown section (did you mean [mypy_defaults_plugin-a.*]?)"),
    ("mypy_defaults", "unknown section (did you mean [mypy_defaults_plugin]?)"),
    ("MYPY_DEFAULTS_PLUGIN", "unknown section (did you mean [mypy_defaults_plugin]?)"),
    (" mypy_defaults_plugin ", "unknown section (did you mean [mypy_defaults_plugin]?)"),
    ("tool.mypy_defaults_plugin", "unknown section (did you mean [mypy_defaults_plugin]?)"),
    ("tool:mypy_defaults_plugin", "unknown section (did you mean [mypy_defaults_plugin]?)"),
    (
        "mypy.plugins.mypy_defaults_plugin",
        "unknown section (did you mean [mypy_defaults_plugin]?)",
    ),
    ("mypy-defaults_plugin", "unknown section (did you mean [mypy_defaults_plugin]?)"),
    ("mypy_defaults_plugin-", f"empty module pattern; {MODULE_ADVICE}"),
    ("mypy_defaults_plugin-a,", f"empty module pattern; {MODULE_ADVICE}"),
    ("mypy_defaults_plugin-a*", f'"a*" is no module pattern; {MODULE_ADVICE}'),
    ("mypy_defaults_plugin-a..b", f'"a..b" is no module pattern; {MODULE_ADVICE}'),
    ("mypy_defaults_plugin-a b", f'"a b" is no module pattern; {MODULE_ADVICE}'),
    ("mypy_defaults_plugin-a.?", f'"a.?" is no module pattern; {MODULE_ADVICE}'),
    (
        "mypy_defaults_plugin-*",
        'module pattern "*" matches no module; use the section without a module for all',
    ),
]


@pytest.mark.parametrize(("section", "message"), BAD_SECTIONS)
def test_bad_section(tmp_path: Path, section: str, message: str) -> None:
    found = messages_for(tmp_path, "setup.cfg", f"[{section}]\nreport = bugs\n")
    assert found == [f"setup.cfg: [{section}]: {message}"]


@pytest.mark.parametrize(
    "section",
    [
        "mypy-mypy_defaults_plugin.*",
        "mypy-defaults",
        "mypy-defaults_plugin",
        "mypy-a.*,defaults_plugin.*",
        "mypy_django_plugin",
        "mypy.plugins.django-stubs",
        "pydantic-mypy",
        "mypy",
        "tool:pytest",
        "flake8",
    ],
)
def test_section_of_somebody_else(tmp_path: Path, section: str) -> None:
    assert messages_for(tmp_path, "setup.cfg", f"[{section}]\nignore_errors = x\n") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[mypy_defaults_plugin]\n[mypy_defaults_plugin]\n",
            "[mypy_defaults_plugin]: the section stands twice; use one",
        ),
        (
            "[mypy_defaults_plugin-a]\n[mypy_defaults_plugin-a]\n",
            "[mypy_defaults_plugin-a]: the section stands twice; use one",
        ),
        (
            "[mypy_defaults_plugin]\nreport = all\nreport = bugs\n",
            "[mypy_defaults_plugin]: report: set twice; use one value",
        ),
        (
            "[mypy_defaults_plugin-a,b]\nreport = all\n[mypy_defaults_plugin-c,b]\n",
            (
                '[mypy_defaults_plugin-c,b]: module pattern "b" stands in '
                "[mypy_defaults_plugin-a,b] too; use one section for it"
            ),
        ),
    ],
)
def test_duplicates(tmp_path: Path, text: str, message: str) -> None:
    assert messages_for(tmp_path, "mypy.ini", text) == [f"mypy.ini: {message}"]


def test_a_pattern_twice_in_one_section_is_fine(tmp_path: Path) -> None:
    assert messages_for(tmp_path, "mypy.ini", "[mypy_defaults_plugin-a,a]\nreport = all\n") == []


def test_all_problems_are_reported(tmp_path: Path) -> None:
    text = """\
[mypy_defaults_plugin]
report = al
disable = x, y
colours = red
[mypy_defaults_plugin]
[mypy_default_plugin-a.*]
instances = some
[mypy_defaults_plugin-b*,c]
read_only_annotations = 2
"""
    assert messages_for(tmp_path, "mypy.ini", text) == [
        "mypy.ini: [mypy_defaults_plugin]: the section stands twice; use one",
        (
            "mypy.ini: [mypy_default_plugin-a.*]: "
            "unknown section (did you mean [mypy_defaults_plugin-a.*]?)"
        ),
        f'mypy.ini: [mypy_defaults_plugin-b*,c]: "b*" is no module pattern; {MODULE_ADVICE}',
        (
            'mypy.ini: [mypy_defaults_plugin]: report: unknown value "al"; '
            'use one of "all", "bugs" (did you mean "all"?)'
        ),
        f'mypy.ini: [mypy_defaults_plugin]: disable: unknown error code "x"; use {ALL_CODES}',
        f'mypy.ini: [mypy_defaults_plugin]: disable: unknown error code "y"; use {ALL_CODES}',
        f"mypy.ini: [mypy_defaults_plugin]: colours: unknown key; use one of {ALL_KEYS}",
        (
            'mypy.ini: [mypy_default_plugin-a.*]: instances: unknown value "some"; '
            'use one of "data", "all"'
        ),
        (
            'mypy.ini: [mypy_defaults_plugin-b*,c]: read_only_annotations: unknown value "2"; '
            "use true or false"
        ),
    ]


def test_a_message_is_one_line(tmp_path: Path) -> None:
    found = messages_for(tmp_path, "mypy.ini", "[mypy_defaults_plugin]\nreport = a\n  b\x85\n")
    assert found == [
        'mypy.ini: [mypy_defaults_plugin]: report: unknown value "a\\nb"; use one of "all", "bugs"'
    ]
