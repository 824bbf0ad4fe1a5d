"""What the analysis is allowed to miss: each with the reason, and told by the line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Limit:
    """Misses of a code on lines that look like this are known and documented."""

    code: str
    line: str
    reason: str


LIMITS: Final[tuple[Limit, ...]] = ()


def is_limit(lines: Sequence[str], number: int, code: str) -> bool:
    return any(limit.code == code and re.search(limit.line, lines[number - 1]) for limit in LIMITS)
