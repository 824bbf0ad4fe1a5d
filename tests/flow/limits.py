"""What the analysis is allowed to miss: each with the reason, as the page of the code says it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Limit:
    """Misses of a code where a function is called that does something to such a default."""

    code: str
    default: str
    done: str
    reason: str


LIMITS: Final = (
    Limit(
        "mutated-default",
        default=r"= ?defaultdict\(",
        done=r"\bv\[[^\]]+\](?! *[-+|&^*]?=[^=])",
        reason="an item that another function reads of a defaultdict",
    ),
)
DEFINED: Final = re.compile(r"def (\w+)\(")


def is_limit(lines: Sequence[str], number: int, code: str) -> bool:
    """Tell whether what is missed on a line is a known limit."""
    done = _done_by(lines[number - 1], _functions(lines))
    return any(
        limit.code == code
        and re.search(limit.default, "\n".join(lines))
        and re.search(limit.done, done)
        for limit in LIMITS
    )


def _functions(lines: Sequence[str]) -> Mapping[str, str]:
    """Give the text of the functions at the top of a program, by their names."""
    found: dict[str, str] = {}
    name = ""
    for line in lines:
        match = DEFINED.match(line)
        if match is not None or not line.startswith(" "):
            name = match[1] if match is not None else ""
        elif name:
            found[name] = found.get(name, "") + line + "\n"
    return found


def _done_by(line: str, functions: Mapping[str, str]) -> str:
    """Give the text of the functions that a line calls, and of those that they call."""
    text, known = line, {""}
    while new := {name for name in re.findall(r"\w+(?=\()", text) if name in functions} - known:
        known |= new
        text += "".join(functions[name] for name in new)
    return text.removeprefix(line)
