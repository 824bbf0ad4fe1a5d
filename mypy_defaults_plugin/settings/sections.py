"""Sections of a configuration file: which are the plugin's, which are near misses."""

import os
import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Final, NamedTuple

SECTION: Final = "mypy_defaults_plugin"

_NEAR = 0.9
_PREFIXES = r"(?:tool[.:]|mypy\.plugins\.|mypy-(?=mypy))"
_MODULE_PATTERN = r"(?:\*|[\w-]+)(?:\.(?:\*|[\w-]+))*"
_MODULE_NAMES = r"[\w.*]+(?:,[\w.*]+)*"
_PATTERN_ADVICE = 'use a module\'s name, with * for whole parts only, like "package.*"'


class Section(NamedTuple):
    """One of the plugin's sections.

    `place` is how messages name it. `patterns` are the modules it is for, None for all of them.
    `values` are strings if the file is an ini file, otherwise what the TOML reader gave.
    """

    place: str
    patterns: tuple[str, ...] | None
    values: Mapping[str, object]


class Contents(NamedTuple):
    """What a file holds for the plugin: its sections, and what is wrong around them."""

    sections: list[Section]
    problems: list[str]


def split_patterns(text: str) -> list[str]:
    """Split a comma-separated list of module patterns; slashes count as dots, as in mypy."""
    for slash in filter(None, (os.sep, os.altsep)):
        text = text.replace(slash, ".")
    return [pattern.strip() for pattern in text.split(",")]


def pattern_complaint(pattern: str) -> str | None:
    """Say what is wrong with a module pattern; None if nothing is."""
    if not pattern:
        return f"empty module pattern; {_PATTERN_ADVICE}"
    if pattern == "*":
        return 'module pattern "*" matches no module; use the section without a module for all'
    if not re.fullmatch(_MODULE_PATTERN, pattern):
        return f'"{pattern}" is no module pattern; {_PATTERN_ADVICE}'
    return None


def misspelt(name: str) -> str | None:
    """Tell whether a section that is not the plugin's own was meant to be, by its name.

    Give the module patterns it names ("" for none), or None where it is somebody else's.
    """
    name = re.sub(_PREFIXES, "", name.strip(), count=1)
    ends = [found.start() for found in re.finditer(r"[^\w]", name)]
    end = max([*ends, len(name)], key=lambda end: _likeness(name[:end]))
    return name[end + 1 :].strip() if _likeness(name[:end]) >= _NEAR else None


def is_mypys_own(name: str) -> bool:
    """Tell whether an ini section's name is a section of mypy for modules, as `mypy-a.b`."""
    prefix, dash, patterns = name.partition("-")
    return prefix == "mypy" and bool(dash) and bool(re.fullmatch(_MODULE_NAMES, patterns))


def _likeness(head: str) -> float:
    plain = re.sub(r"\W", "_", head).lower()
    if plain == "mypy_defaults":
        return _NEAR
    return SequenceMatcher(None, plain, SECTION, autojunk=False).ratio()
