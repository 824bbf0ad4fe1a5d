"""Which statements of a block can run, as far as mypy knows before type checking."""

from __future__ import annotations

from typing import Final

from mypy import nodes
from mypy.nodes import Block, CallExpr, Expression, FuncDef, NameExpr, RefExpr, Statement
from mypy.types import CallableType, UninhabitedType, get_proper_type

DEEPEST: Final = 20
"""Nesting beyond which a compound statement is taken to go on."""

LEAVES: Final = (nodes.ReturnStmt, nodes.RaiseStmt, nodes.BreakStmt, nodes.ContinueStmt)
NEVER_AT_RUN_TIME: Final = frozenset({"typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING"})
MAY_END: Final = frozenset(
    {
        *LEAVES,
        nodes.ExpressionStmt,
        nodes.AssertStmt,
        nodes.IfStmt,
        nodes.WhileStmt,
        nodes.TryStmt,
    }
)


def reachable_part(body: list[Statement]) -> list[Statement]:
    """Cut a block behind the first statement that never goes on to the next."""
    for position in range(len(body) - 1):
        statement = body[position]
        if type(statement) in MAY_END and ends(statement, 0):
            return body[: position + 1]
    return body


def is_type_checking_only(condition: Expression) -> bool:
    """Tell whether a condition is ``TYPE_CHECKING``, which is False at run time."""
    return isinstance(condition, RefExpr) and condition.fullname in NEVER_AT_RUN_TIME


def ends(statement: Statement, depth: int) -> bool:
    """Tell whether control never passes beyond a statement."""
    if isinstance(statement, LEAVES):
        return True
    if isinstance(statement, nodes.ExpressionStmt):
        return isinstance(statement.expr, CallExpr) and _never_returns(statement.expr)
    if isinstance(statement, nodes.AssertStmt):
        return _is_constant(statement.expr, "builtins.False")
    if depth >= DEEPEST:
        return False
    if isinstance(statement, nodes.IfStmt):
        branches = [*statement.body, statement.else_body]
        return all(block is not None and _block_ends(block, depth + 1) for block in branches)
    if isinstance(statement, nodes.WhileStmt):
        return _is_constant(statement.expr, "builtins.True") and not _breaks(statement.body, depth)
    if isinstance(statement, nodes.TryStmt):
        return _try_ends(statement, depth + 1)
    return False


def _block_ends(block: Block, depth: int) -> bool:
    return block.is_unreachable or any(ends(statement, depth) for statement in block.body[-1:])


def _try_ends(statement: nodes.TryStmt, depth: int) -> bool:
    if statement.finally_body is not None and _block_ends(statement.finally_body, depth):
        return True
    normal = statement.else_body if statement.else_body is not None else statement.body
    return all(_block_ends(block, depth) for block in [normal, *statement.handlers])


def _is_constant(expression: Expression, fullname: str) -> bool:
    return isinstance(expression, NameExpr) and expression.fullname == fullname


def _never_returns(call: CallExpr) -> bool:
    callee = call.callee
    if not isinstance(callee, RefExpr) or not isinstance(callee.node, FuncDef):
        return False
    declared = callee.node.type
    if not isinstance(declared, CallableType):
        return False
    return isinstance(get_proper_type(declared.ret_type), UninhabitedType)


def _breaks(block: Block, depth: int) -> bool:
    """Tell whether a loop's body may leave the loop by ``break``."""
    return depth >= DEEPEST or any(_may_break(statement, depth) for statement in block.body)


def _may_break(statement: Statement, depth: int) -> bool:
    if isinstance(statement, nodes.BreakStmt):
        return True
    return any(_breaks(block, depth + 1) for block in _blocks_of(statement))


def _blocks_of(statement: Statement) -> list[Block]:
    """Give the blocks of a statement in which ``break`` means the loop around it."""
    if isinstance(statement, nodes.IfStmt):
        blocks: list[Block | None] = [*statement.body, statement.else_body]
    elif isinstance(statement, nodes.TryStmt):
        blocks = [
            statement.body,
            *statement.handlers,
            statement.else_body,
            statement.finally_body,
        ]
    elif isinstance(statement, nodes.WithStmt):
        blocks = [statement.body]
    elif isinstance(statement, nodes.MatchStmt):
        blocks = [*statement.bodies]
    elif isinstance(statement, nodes.ForStmt | nodes.WhileStmt):
        blocks = [statement.else_body]
    else:
        blocks = []
    return [block for block in blocks if block is not None]
