"""Comments on the lines of a default that say that sharing is meant.

``# type: ignore`` is mypy's, which hands it over with the module. ``# noqa`` is a linter's, so it
is looked for in the source, and only where the settings ask for it.
"""

from __future__ import annotations

import re
import tokenize
from typing import TYPE_CHECKING, Final

from mypy.nodes import CallExpr, Expression

from mypy_defaults_plugin.walk import nodes_below

if TYPE_CHECKING:
    from mypy_defaults_plugin.settings import Settings
    from mypy_defaults_plugin.walk import ModuleFacts

NOQA: Final = re.compile(
    r"#\s*(?i:noqa)\s*:\s*(?P<codes>[A-Z]+[0-9]+(?:[\s,]+[A-Z]+[0-9]+)*)",
)
"""As ruff and flake8 read it. Without codes it says nothing about a default."""
OF_PARAMETERS: Final = frozenset({"B006"})
OF_FIELDS: Final = frozenset({"RUF008", "RUF012"})
"""Linters' codes for a mutable default."""
OF_CALLS_IN_PARAMETERS: Final = frozenset({"B008"})
OF_CALLS_IN_FIELDS: Final = frozenset({"RUF009"})
"""Linters' codes for a call in a default, whatever it gives."""


def is_type_ignored(facts: ModuleFacts, at: Expression, code: str) -> bool:
    """Tell whether a ``type: ignore`` on the lines of an expression covers a code."""
    ignored = facts.file.ignored_lines
    lines = [line for line in _lines_of(at) if line in ignored]
    return any(not ignored[line] or code in ignored[line] for line in lines)


def parameter_is_meant(facts: ModuleFacts, settings: Settings, default: Expression) -> bool:
    """Tell whether a linter was told that the default of a parameter is meant."""
    return _is_noqa(facts, settings, default, OF_PARAMETERS, OF_CALLS_IN_PARAMETERS)


def field_is_meant(facts: ModuleFacts, settings: Settings, default: Expression) -> bool:
    """Tell whether a linter was told that the default of a field is meant."""
    return _is_noqa(facts, settings, default, OF_FIELDS, OF_CALLS_IN_FIELDS)


def _is_noqa(
    facts: ModuleFacts,
    settings: Settings,
    default: Expression,
    codes: frozenset[str],
    codes_of_calls: frozenset[str],
) -> bool:
    if not settings.noqa_comments:
        return False
    if facts.noqa is None:
        facts.noqa = _noqa_in(facts.source.lines if facts.source is not None else [])
    given = {code for line in _lines_of(default) for code in facts.noqa.get(line, ())}
    if given & codes:
        return True
    calls = any(isinstance(node, CallExpr) for node in nodes_below(default))
    return calls and bool(given & codes_of_calls)


def _lines_of(at: Expression) -> range:
    return range(at.line, (at.end_line or at.line) + 1)


def _noqa_in(lines: list[str]) -> dict[int, frozenset[str]]:
    """Give the codes of each line's comment.

    Of a source that this Python can't take apart, text that looks like the comment counts:
    nothing is reported where it is not certain.
    """
    found = {
        number: frozenset(re.findall(r"\w+", match["codes"]))
        for number, line in enumerate(lines, 1)
        if (match := NOQA.search(line)) is not None
    }
    if not found:
        return {}
    comments = {}
    try:
        for token in tokenize.generate_tokens(iter(lines).__next__):
            if token.type == tokenize.COMMENT:
                comments[token.start[0]] = token.string
    except (tokenize.TokenError, SyntaxError):
        return found
    return {
        number: codes
        for number, codes in found.items()
        if NOQA.search(comments.get(number, "")) is not None
    }
