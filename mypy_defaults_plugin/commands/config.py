"""``config``: the settings in force for a module, and where each of them was set."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mypy_defaults_plugin.codes import CODES, PYDANTIC_DEFAULT, disabled_codes
from mypy_defaults_plugin.host.configuration import Configuration, read_configuration
from mypy_defaults_plugin.settings import SettingsError, SettingsTable, read_settings
from mypy_defaults_plugin.settings.options import OPTIONS

if TYPE_CHECKING:
    from mypy_defaults_plugin.settings import Settings

DEFAULT: Final = "default"


def config(module: str | None, config_file: str | None) -> int:
    """Print the settings, of a module or of all that have no section of their own."""
    configuration = read_configuration(config_file)
    if configuration.file is None:
        print(*configuration.complaints or ["mypy finds no configuration file"], sep="\n")
        print()
    try:
        table = read_settings(configuration.file)
    except SettingsError as error:
        print(*error.messages, sep="\n", file=sys.stderr)
        return 2
    print("\n".join(report(module, configuration, table)))
    return 0


def report(module: str | None, configuration: Configuration, table: SettingsTable) -> Iterator[str]:
    """Give the settings line by line: name, value, where it was set; then the codes."""
    settings = table.base if module is None else table.for_module(module)
    yield f"Configuration file: {configuration.file or 'none'}"
    yield f"Module: {module or 'every module without a section of its own'}"
    yield ""
    rows = [
        (name, _value(settings, name), table.place_of(module, name) or DEFAULT) for name in OPTIONS
    ]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    for name, value, place in rows:
        yield f"{name:{widths[0]}}  {value:{widths[1]}}  {place}"
    yield ""
    width = max(map(len, CODES))
    for code in CODES:
        why = why_off(code, module, configuration, table)
        yield f"{code:{width}}  " + ("on" if why is None else f"off: {why}")
    if module is None and table.sections:
        yield ""
        yield f"Sections for modules: {', '.join(table.sections)}"


def why_off(
    code: str, module: str | None, configuration: Configuration, table: SettingsTable
) -> str | None:
    """Say which setting, ours or mypy's, keeps a code from being reported, None if none does."""
    settings = table.base if module is None else table.for_module(module)
    options = configuration.options if module is None else configuration.for_module(module)
    if code in disabled_codes(settings):
        name = "disable" if code in settings.disable else "report"
        return _set(name, settings, table.place_of(module, name))
    if code == PYDANTIC_DEFAULT.code and settings.pydantic_defaults == "copied":
        name = "pydantic_defaults"
        return _set(name, settings, table.place_of(module, name))
    if CODES[code] in options.disabled_error_codes:
        return "disable_error_code of mypy"
    return "ignore_errors of mypy" if options.ignore_errors else None


def _set(name: str, settings: Settings, place: str | None) -> str:
    return f"{name} = {_value(settings, name)} ({place or DEFAULT})"


def _value(settings: Settings, name: str) -> str:
    value = OPTIONS[name].kind.as_json(getattr(settings, name))
    if isinstance(value, list):
        return ", ".join(value) or "(empty)"
    return str(value).lower() if isinstance(value, bool) else value
