"""The versions of mypy that the tests run with."""

from __future__ import annotations

import re
from typing import Final

OLDEST_TESTED: Final = (1, 11)
NEWEST_TESTED: Final = (2, 4)


def parts_of(version: str) -> tuple[int, int]:
    """Give the first two numbers of a version, ``(2, 4)`` of ``2.4.1+dev``."""
    major, minor, *_ = [*(int(part) for part in re.findall(r"\d+", version)), 0, 0]
    return major, minor


def shown(version: tuple[int, int]) -> str:
    """Give a version as it is written."""
    return f"{version[0]}.{version[1]}"
