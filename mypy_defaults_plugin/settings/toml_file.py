"""Reading pyproject.toml and other TOML files."""

import sys
from collections.abc import Mapping
from typing import TypeGuard

from mypy_defaults_plugin.settings.messages import described, quoted, suggestion
from mypy_defaults_plugin.settings.sections import (
    SECTION,
    Contents,
    Section,
    misspelt,
    pattern_complaint,
    split_patterns,
)

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_TABLE = f"tool.{SECTION}"
_OVERRIDES = f"[[{_TABLE}.overrides]]"
_MODULE_ADVICE = 'use a module pattern like "package.*", or an array of them'


def toml_contents(path: str) -> Contents:
    """Read the plugin's tables from a TOML file.

    A file that can't be read or parsed has none: mypy reports that itself.
    """
    try:
        with open(path, "rb") as file:
            document = tomllib.load(file)
    except (OSError, ValueError):
        return Contents([], [])
    contents = Contents([], [])
    tool = document.get("tool", {})
    _add_misspelt("", document, contents)
    if isinstance(tool, dict):
        _add_misspelt("tool.", tool, contents)
        if SECTION in tool:
            _add_table(_TABLE, tool[SECTION], contents)
    return contents


def _add_misspelt(prefix: str, tables: Mapping[str, object], contents: Contents) -> None:
    for name in tables:
        if prefix + name == _TABLE:
            continue
        patterns = misspelt(name)
        if patterns is not None:
            place = f"{prefix}{name}"
            meant = f"{_OVERRIDES} module = {quoted(patterns)}" if patterns else f"[{_TABLE}]"
            contents.problems.append(f"[{place}]: unknown section{suggestion(meant)}")
            _add_table(place, tables[name], contents)


def _add_table(name: str, table: object, contents: Contents) -> None:
    """Add the table with this name, and its overrides."""
    if not isinstance(table, dict):
        contents.problems.append(f"[{name}]: not a table; use [{_TABLE}] with one line per option")
        return
    values = {key: value for key, value in table.items() if key != "overrides"}
    contents.sections.append(Section(f"[{name}]", None, values))
    overrides = table.get("overrides", [])
    if not _is_array_of_tables(overrides):
        contents.problems.append(
            f"[{name}]: overrides: not an array of tables; use {_OVERRIDES} with double brackets"
        )
        return
    for number, override in enumerate(overrides, 1):
        _add_override(f"[[{name}.overrides]]", number, override, contents)


def _is_array_of_tables(value: object) -> TypeGuard[list[dict[str, object]]]:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _add_override(
    name: str, number: int, override: Mapping[str, object], contents: Contents
) -> None:
    module = override.get("module")
    place = f"{name} {_shown_module(module, number)}"
    patterns = _patterns(module, place, contents.problems)
    values = {key: value for key, value in override.items() if key != "module"}
    contents.sections.append(Section(place, patterns, values))


def _patterns(module: object, place: str, problems: list[str]) -> tuple[str, ...]:
    """Give the valid patterns of an override, and add what is wrong with the others."""
    if module is None:
        problems.append(f"{place}: module: missing key; {_MODULE_ADVICE}")
        return ()
    written = [module] if isinstance(module, str) else module
    if not _is_array_of_strings(written):
        problems.append(f"{place}: module: {_wrong_module(module)}; {_MODULE_ADVICE}")
        return ()
    valid = []
    for pattern in (pattern for text in written for pattern in split_patterns(text)):
        complaint = pattern_complaint(pattern)
        if complaint:
            problems.append(f"{place}: module: {complaint}")
        else:
            valid.append(pattern)
    return tuple(dict.fromkeys(valid))


def _is_array_of_strings(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and bool(value) and all(isinstance(v, str) for v in value)


def _wrong_module(module: object) -> str:
    if not isinstance(module, list):
        return f"{described(module)} is the wrong type"
    strangers = [item for item in module if not isinstance(item, str)]
    return (
        f"{described(strangers[0])} in the array is the wrong type" if strangers else "empty array"
    )


def _shown_module(module: object, number: int) -> str:
    """How a message tells one override from the others."""
    if isinstance(module, str):
        return f"module = {quoted(module)}"
    if _is_array_of_strings(module):
        return f"module = [{', '.join(map(quoted, module))}]"
    return f"number {number}"
