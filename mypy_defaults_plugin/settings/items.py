"""The sorts of string that stand in lists: error codes, full names, parameter patterns."""

import builtins
import re
from collections.abc import Callable
from keyword import iskeyword
from typing import Final, NamedTuple

from mypy_defaults_plugin.codes import CODES
from mypy_defaults_plugin.settings.messages import did_you_mean, quoted, suggestion, use_one_of

_PARAMETER_PATTERN = r"(?:[\w*?]|\[!?\]?[^\]]*\])+"


class Item(NamedTuple):
    """A sort of string: its name in the plural, and what is wrong with one (None if nothing)."""

    plural: str
    complaint: Callable[[str], str | None]


def is_full_name(text: str) -> bool:
    """Tell whether the text can be the full name of something in a module, as `json.loads`."""
    parts = text.split(".")
    return len(parts) > 1 and all(part.isidentifier() and not iskeyword(part) for part in parts)


def _error_code_complaint(text: str) -> str | None:
    if text in CODES:
        return None
    codes = sorted(CODES)
    return f"unknown error code {quoted(text)}; {use_one_of(codes)}{did_you_mean(text, codes)}"


def _full_name_complaint(text: str) -> str | None:
    if is_full_name(text):
        return None
    meant = _likely_full_name(text)
    hint = suggestion(quoted(meant)) if meant else ""
    return f'{quoted(text)} is no full name; use one like "package.module.Name"{hint}'


def _likely_full_name(text: str) -> str | None:
    if hasattr(builtins, text):
        return f"builtins.{text}"
    dotted = ".".join(re.findall(r"\w+", text))
    return dotted if is_full_name(dotted) else None


def _parameter_pattern_complaint(text: str) -> str | None:
    if re.fullmatch(_PARAMETER_PATTERN, text):
        return None
    return f'{quoted(text)} matches no parameter name; use a name or a pattern like "*_cache"'


ERROR_CODE: Final = Item("error codes", _error_code_complaint)
FULL_NAME: Final = Item("full names", _full_name_complaint)
PARAMETER_PATTERN: Final = Item("parameter patterns", _parameter_pattern_complaint)
