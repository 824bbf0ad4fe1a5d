"""Reading mypy.ini, setup.cfg and other ini files, with the reader and the rules of mypy."""

from collections.abc import Mapping
from configparser import (
    DuplicateOptionError,
    DuplicateSectionError,
    Error,
    RawConfigParser,
)

from mypy_defaults_plugin.settings.messages import suggestion
from mypy_defaults_plugin.settings.options import OPTIONS
from mypy_defaults_plugin.settings.sections import (
    SECTION,
    Contents,
    Section,
    is_mypys_own,
    misspelt,
    pattern_complaint,
    split_patterns,
)


def ini_contents(path: str) -> Contents:
    """Read the plugin's sections from an ini file.

    A file that can't be read or parsed has none: mypy reports that itself. Keys of a [DEFAULT]
    section are passed over.
    """
    problems: list[str] = []
    try:
        parser = _parsed(path, problems)
    except (Error, UnicodeDecodeError):
        return Contents([], [])
    sections: list[Section] = []
    for name in parser.sections():
        patterns = _patterns_named(name, parser[name], problems)
        if patterns is not None:
            sections.append(_section(name, patterns, parser[name], problems))
    return Contents(sections, problems + _repeated(sections))


def _parsed(path: str, problems: list[str]) -> RawConfigParser:
    try:
        return _read(path, strict=True)
    except DuplicateSectionError as error:
        complaint = f"[{error.section}]: the section stands twice; use one"
        duplicate: DuplicateSectionError | DuplicateOptionError = error
    except DuplicateOptionError as error:
        complaint = f"[{error.section}]: {error.option}: set twice; use one value"
        duplicate = error
    if not duplicate.section.startswith(SECTION):
        raise duplicate
    problems.append(complaint)
    return _read(path, strict=False)


def _read(path: str, *, strict: bool) -> RawConfigParser:
    parser = RawConfigParser(strict=strict, default_section="")
    parser.read(path)
    return parser


def _patterns_named(name: str, keys: Mapping[str, str], problems: list[str]) -> str | None:
    """Give the patterns in a section's name, "" for none; None if it is not the plugin's."""
    head, dash, patterns = name.partition("-")
    if head == SECTION:
        if dash and not patterns.strip():
            problems.append(f"[{name}]: {pattern_complaint('')}")
        return patterns
    if is_mypys_own(name) and not any(key in OPTIONS for key in keys):
        return None
    meant = misspelt(name)
    if meant is not None:
        right = f"[{SECTION}-{meant}]" if meant else f"[{SECTION}]"
        problems.append(f"[{name}]: unknown section{suggestion(right)}")
    return meant


def _section(name: str, patterns: str, values: Mapping[str, str], problems: list[str]) -> Section:
    place = f"[{name}]"
    if not patterns.strip():
        return Section(place, None, values)
    valid = []
    for pattern in split_patterns(patterns):
        complaint = pattern_complaint(pattern)
        if complaint:
            problems.append(f"{place}: {complaint}")
        else:
            valid.append(pattern)
    return Section(place, tuple(dict.fromkeys(valid)), values)


def _repeated(sections: list[Section]) -> list[str]:
    """Report patterns that stand in more than one section, of which mypy would drop the first."""
    places: dict[str, str] = {}
    problems = []
    for section in sections:
        for pattern in section.patterns or ():
            first = places.setdefault(pattern, section.place)
            if first != section.place:
                problems.append(
                    f'{section.place}: module pattern "{pattern}" stands in {first} too; '
                    "use one section for it"
                )
    return problems
