"""From a configuration file to a table of settings, or to all that is wrong with the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mypy_defaults_plugin.settings.kinds import BadValueError
from mypy_defaults_plugin.settings.messages import (
    SettingsError,
    did_you_mean,
    one_line,
    quoted,
    use_one_of,
)
from mypy_defaults_plugin.settings.options import OPTIONS, Settings
from mypy_defaults_plugin.settings.sections import Contents, Section
from mypy_defaults_plugin.settings.table import SettingsTable


def read_settings(config_file: str | None) -> SettingsTable:
    """Read the settings from mypy's configuration file, `options.config_file`.

    Without a file, or where it can't be read or parsed (mypy reports that itself), all options
    have their defaults. Raises SettingsError with every problem of the file.
    """
    if config_file is None:
        return SettingsTable()
    is_toml = config_file.lower().endswith(".toml")
    contents = _toml(config_file) if is_toml else _ini(config_file)
    problems = list(contents.problems)
    table = _table(contents.sections, is_toml, problems)
    if problems:
        raise SettingsError([one_line(f"{config_file}: {problem}") for problem in problems])
    return table


def _ini(path: str) -> Contents:
    from mypy_defaults_plugin.settings.ini_file import ini_contents  # noqa: PLC0415

    return ini_contents(path)


def _toml(path: str) -> Contents:
    from mypy_defaults_plugin.settings.toml_file import toml_contents  # noqa: PLC0415

    return toml_contents(path)


def _table(sections: list[Section], is_toml: bool, problems: list[str]) -> SettingsTable:
    base: dict[str, Any] = {}
    by_pattern: dict[str, dict[str, Any]] = {}
    places: dict[str | None, dict[str, str]] = {}
    for section in sections:
        values = _values(section, is_toml, problems)
        if section.patterns is None:
            base.update(values)
            places.setdefault(None, {}).update(dict.fromkeys(values, section.place))
        for pattern in section.patterns or ():
            merged = by_pattern.setdefault(pattern, {})
            problems += _conflicts(section.place, pattern, merged, values)
            merged.update(values)
            places.setdefault(pattern, {}).update(dict.fromkeys(values, section.place))
    return SettingsTable(Settings(**base), by_pattern, places)


def _values(section: Section, is_toml: bool, problems: list[str]) -> dict[str, Any]:
    """Give the options that a section sets, without those that are wrong."""
    values: dict[str, Any] = {}
    for key, written in section.values.items():
        with _reported(f"{section.place}: {key}", problems):
            values[key] = _value(section, key, written, is_toml)
    return values


@contextmanager
def _reported(place: str, problems: list[str]) -> Iterator[None]:
    try:
        yield
    except BadValueError as bad:
        problems += [f"{place}: {complaint}" for complaint in bad.complaints]


def _value(section: Section, key: str, written: object, is_toml: bool) -> object:
    if key not in OPTIONS:
        hint = did_you_mean(key, _keys_allowed(section, is_toml))
        raise BadValueError([f"unknown key{hint or '; ' + use_one_of(list(OPTIONS))}"])
    kind = OPTIONS[key].kind
    return kind.from_toml(written) if is_toml else kind.from_text(str(written))


def _keys_allowed(section: Section, is_toml: bool) -> list[str]:
    """Give the options, and the key that is no option but belongs into such a table."""
    if not is_toml:
        return list(OPTIONS)
    return [*OPTIONS, "overrides" if section.patterns is None else "module"]


def _conflicts(
    place: str, pattern: str, earlier: dict[str, Any], values: dict[str, Any]
) -> list[str]:
    """Report options that two overrides set to different values for the same modules."""
    return [
        f"{place}: {key}: an earlier section sets another value for module pattern "
        f"{quoted(pattern)}; use one value"
        for key in values
        if key in earlier and earlier[key] != values[key]
    ]
