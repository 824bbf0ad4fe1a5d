"""Which binding of a name a statement may see, told from where both stand in the text.

A binding hides those before it from every statement behind it in its own block, and from all
within such a statement; a loop brings those at its end back to its beginning::

    def f(x):
        if not x:
            x = []      # hides the parameter from what follows in this block only
        use(x)          # may see both
        x = list(x)
        use(x)          # sees the last one only
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from mypy import nodes
from mypy.nodes import Block, Expression, FuncItem, NameExpr, Statement, Var

from mypy_defaults_plugin.reachability import ends

SIMPLE: Final = (nodes.AssignmentStmt, nodes.OperatorAssignmentStmt, nodes.DelStmt)
WITHIN: Final = (nodes.ForStmt, nodes.WithStmt)
"""Statements that certainly bind their names for the block within them."""
LOOPS: Final = (nodes.ForStmt, nodes.WhileStmt)


@dataclass(eq=False, repr=False, slots=True)
class Place:
    """Where a statement stands: its number in the text, its block and what that belongs to."""

    number: int
    statement: Statement
    block: Block
    around: Place | None

    def outwards(self) -> Iterator[Place]:
        """Give the place and those of the statements around it, the innermost first."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.around

    def is_in(self, statement: Statement) -> bool:
        """Tell whether this is a statement itself, or within it."""
        return any(place.statement is statement for place in self.outwards())

    def is_in_loop(self) -> bool:
        """Tell whether this is within a loop, or one itself."""
        return any(isinstance(place.statement, LOOPS) for place in self.outwards())


class Places:
    """The places of the statements of one function, without those of functions in it."""

    def __init__(self, function: FuncItem) -> None:
        self._of: dict[Statement, Place] = {}
        body = function.body
        waiting: list[tuple[Statement, Block, Place | None]] = [
            (statement, body, None) for statement in reversed(body.body)
        ]
        while waiting:
            statement, block, around = waiting.pop()
            place = self._of[statement] = Place(len(self._of), statement, block, around)
            below = BLOCKS.get(type(statement))
            for inner in reversed(below(statement)) if below is not None else ():
                if inner is not None:
                    waiting.extend((each, inner, place) for each in reversed(inner.body))

    def of(self, statement: Statement | None) -> Place | None:
        """Give the place of a statement, None where it is none of the function itself."""
        return None if statement is None else self._of.get(statement)


def reaches(binding: Place | None, use: Place, others: Iterable[Place], *, loose: bool) -> bool:
    """Tell whether a use may see a binding, with these other ones; None is the parameter's own.

    What is bound ``loose`` is bound within expressions, and hides nothing.
    """
    hiding = [] if loose else [other for other in others if _hides(other, use)]
    if binding is None or binding.number < use.number:
        number = -1 if binding is None else binding.number
        return all(other.number <= number for other in hiding)
    if binding is use and (loose or type(use.statement) is nodes.MatchStmt):
        return True
    return any(
        not any(other.is_in(loop) for other in hiding) for loop in _loops_around(binding, use)
    )


def _hides(binding: Place, use: Place) -> bool:
    """Tell whether a use sees nothing that was bound before a certain binding."""
    if binding.number >= use.number:
        return False
    kind = type(binding.statement)
    if kind in SIMPLE:
        return any(place.block is binding.block for place in use.outwards())
    if kind in WITHIN:
        body = binding.statement.body  # type: ignore[attr-defined]
        return any(place.block is body for place in use.outwards())
    return False


def _loops_around(binding: Place, use: Place) -> Iterator[Statement]:
    """Give the loops in which a binding may come before a use that stands before it."""
    for place in use.outwards():
        if isinstance(place.statement, LOOPS) and binding.is_in(place.statement):
            yield place.statement


def jumps(statement: Statement) -> bool:
    """Tell whether what follows a test may be reached on one of its outcomes only."""
    if not isinstance(statement, nodes.IfStmt):
        return True
    blocks = [*statement.body, *([statement.else_body] if statement.else_body else [])]
    return any(block.is_unreachable or ends(block.body[-1], 0) for block in blocks)


def is_none_at(var: Var, use: Place, test: Statement | None) -> bool:
    """Tell whether a statement is done only where a test has found a name to be None."""
    if not isinstance(test, nodes.IfStmt):
        return False
    for place in use.outwards():
        if place.around is not None and place.around.statement is test:
            if place.block is test.else_body:
                return len(test.expr) == 1 and _says_none(test.expr[0], var, "is not")
            return any(
                body is place.block and _says_none(condition, var, "is")
                for condition, body in zip(test.expr, test.body, strict=True)
            )
    return False


def _says_none(condition: Expression, var: Var, operator: str) -> bool:
    """Tell whether a condition that is met, or one that is not, says that a name is None."""
    if isinstance(condition, nodes.OpExpr):
        joined = condition.op == ("and" if operator == "is" else "or")
        parts = (condition.left, condition.right)
        return joined and any(_says_none(part, var, operator) for part in parts)
    if not isinstance(condition, nodes.ComparisonExpr) or condition.operators != [operator]:
        return False
    name, other = condition.operands
    is_none = isinstance(other, NameExpr) and other.fullname == "builtins.None"
    return is_none and isinstance(name, NameExpr) and name.node is var


BLOCKS: Final[dict[type[Statement], Callable[[Any], list[Block | None]]]] = {
    nodes.Block: lambda node: [node],
    nodes.IfStmt: lambda node: [*node.body, node.else_body],
    nodes.WhileStmt: lambda node: [node.body, node.else_body],
    nodes.ForStmt: lambda node: [node.body, node.else_body],
    nodes.WithStmt: lambda node: [node.body],
    nodes.TryStmt: lambda node: [node.body, *node.handlers, node.else_body, node.finally_body],
    nodes.MatchStmt: lambda node: node.bodies,
}
"""The blocks of compound statements."""
