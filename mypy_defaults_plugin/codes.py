"""The error codes, as mypy shows them in brackets, and which of them are switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.errorcodes import ErrorCode

if TYPE_CHECKING:
    from mypy_defaults_plugin.settings import Settings

MUTABLE_DEFAULT: Final = ErrorCode(
    "mutable-default", "Report a parameter default that all calls share and can change", "Defaults"
)

MUTATED_DEFAULT: Final = ErrorCode(
    "mutated-default", "Report where a default that all calls share is changed", "Defaults"
)

LEAKED_DEFAULT: Final = ErrorCode(
    "leaked-default", "Report where a default that all calls share gets out", "Defaults"
)

MISSING_DEFAULT_FACTORY: Final = ErrorCode(
    "missing-default-factory",
    "Report a field whose default is refused or shared by all instances",
    "Defaults",
)

PYDANTIC_DEFAULT: Final = ErrorCode(
    "pydantic-default", "Report a field's default that Pydantic copies", "Defaults"
)

FAILURE: Final = ErrorCode("plugin-failure", "Report that the plugin itself failed", "Defaults")
"""Not misc, which some projects disable."""

CODES: Final = {
    code.code: code
    for code in (
        MUTABLE_DEFAULT,
        MUTATED_DEFAULT,
        LEAKED_DEFAULT,
        MISSING_DEFAULT_FACTORY,
        PYDANTIC_DEFAULT,
    )
}
BUGS: Final = frozenset(CODES) - {MUTABLE_DEFAULT.code}
"""The codes that ``report = bugs`` keeps: a shared default alone is no bug yet."""


def disabled_codes(settings: Settings) -> frozenset[str]:
    """Give the codes that the settings of a module switch off."""
    by_report = frozenset(CODES) - BUGS if settings.report == "bugs" else frozenset()
    return settings.disable | by_report
