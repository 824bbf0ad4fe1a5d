"""Which statements an exception may leave: those that call, index, iterate or look up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy import nodes
from mypy.nodes import (
    CallExpr,
    Expression,
    MemberExpr,
    NameExpr,
    Node,
    RaiseStmt,
    RefExpr,
    TupleExpr,
)

from mypy_defaults_plugin.mutability.calls import class_of, symbol_of
from mypy_defaults_plugin.walk import nodes_below

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.function import FunctionFlow

COPYING: Final = frozenset(
    f"builtins.{name}" for name in ("list", "dict", "set", "frozenset", "tuple", "bytearray")
)
"""Constructors that don't raise when they copy a container."""
CATCHES_ALL: Final = frozenset({"builtins.Exception", "builtins.BaseException"})
RAISING: Final = (
    nodes.CallExpr,
    nodes.IndexExpr,
    nodes.MemberExpr,
    nodes.GeneratorExpr,
    nodes.DictionaryComprehension,
    nodes.StarExpr,
    nodes.AssertStmt,
    nodes.YieldExpr,
    nodes.YieldFromExpr,
    nodes.AwaitExpr,
)


def may_raise(node: Node) -> bool:
    """Tell whether an exception may leave a simple statement or an expression."""
    if isinstance(node, nodes.FuncDef):
        return False
    harmless: set[int] = set()
    for below in nodes_below(node):
        if id(below) in harmless:
            continue
        if isinstance(below, CallExpr) and _is_plain_copy(below):
            harmless.add(id(below.callee))
            continue
        if isinstance(below, RAISING):
            return True
    return isinstance(node, nodes.AssignmentStmt) and any(
        not isinstance(target, NameExpr) for target in node.lvalues
    )


def is_caught(flow: FunctionFlow, node: RaiseStmt, caught: list[Expression | None]) -> bool:
    """Tell whether one of some ``except`` clauses certainly catches what is raised."""
    raised = node.expr.callee if isinstance(node.expr, CallExpr) else node.expr
    info = None if raised is None else class_of(symbol_of(flow.judge, raised))
    for expression in caught:
        if expression is None or catches_all(expression):
            return True
        kinds = expression.items if isinstance(expression, TupleExpr) else [expression]
        names = [class_of(symbol_of(flow.judge, kind)) for kind in kinds]
        if info is not None and any(kind and info.has_base(kind.fullname) for kind in names):
            return True
    return False


def catches_all(expected: Expression | None) -> bool:
    """Tell whether an ``except`` clause lets no exception by that a program expects."""
    return expected is None or (isinstance(expected, NameExpr) and expected.fullname in CATCHES_ALL)


def _is_plain_copy(call: CallExpr) -> bool:
    """Tell whether a call copies a name by a copy method or a builtin constructor."""
    if not all(isinstance(argument, NameExpr) for argument in call.args):
        return False
    callee = call.callee
    if isinstance(callee, MemberExpr):
        return callee.name == "copy" and isinstance(callee.expr, NameExpr) and not call.args
    return isinstance(callee, RefExpr) and callee.fullname in COPYING
