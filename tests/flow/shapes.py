"""Classes that generated programs use; they lie beside them when mypy checks them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Options:
    """A default that is the instance of a data class."""

    level: int = 0
    tags: list[int] = field(default_factory=list)


class Thing:
    """An object that the caller owns."""

    items: Any = None
    spare: Any = None

    def __init__(self) -> None:
        self.count = 0


class Failure(Exception):  # noqa: N818
    """Carries whatever it is given."""
