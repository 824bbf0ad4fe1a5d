"""Where control goes when it leaves a statement before its end: by a jump or by an exception."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from mypy.nodes import Block, Expression, ReturnStmt

from mypy_defaults_plugin.flow.graph import Point


class Way(Enum):
    """A way out of a statement."""

    RAISE = "by an exception"
    BREAK = "by break"
    CONTINUE = "by continue"
    RETURN = "by return"


@dataclass(eq=False, repr=False, slots=True)
class Around:
    """What stands around a statement, and which ways out end there.

    ``caught`` are the types in the ``except`` clauses of a ``try``; None catches everything.
    """

    ends: dict[Way, Point] = field(default_factory=dict)
    caught: list[Expression | None] = field(default_factory=list)

    def end(self, way: Way) -> Point | None:
        """Give the point at which a way out ends, None if it goes on outward."""
        return self.ends.get(way)


@dataclass(eq=False, repr=False, slots=True)
class Finally(Around):
    """A ``finally``: every way out runs through it, each through a copy of its own."""

    body: Block = field(default_factory=lambda: Block([]))
    returned: list[ReturnStmt] = field(default_factory=list)

    def end(self, way: Way) -> Point:
        return self.ends.setdefault(way, Point())
