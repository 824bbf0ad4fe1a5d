"""The error codes, as mypy shows them in brackets, and which of them are switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.errorcodes import ErrorCode

if TYPE_CHECKING:
    from mypy_defaults_plugin.settings import Settings

MUTABLE_DEFAULT: Final = ErrorCode(
    "mutable-default", "Report a parameter default that all calls share and can change", "Defaults"
)

CODES: Final = {code.code: code for code in (MUTABLE_DEFAULT,)}
BUGS: Final = frozenset(CODES) - {MUTABLE_DEFAULT.code}
"""The codes that ``report = bugs`` keeps: a shared default alone is no bug yet."""


def disabled_codes(settings: Settings) -> frozenset[str]:
    """Give the codes that the settings of a module switch off."""
    by_report = frozenset(CODES) - BUGS if settings.report == "bugs" else frozenset()
    return settings.disable | by_report
