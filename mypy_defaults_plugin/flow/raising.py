"""Which statements an exception may leave: those that call, index, iterate or look up."""

from __future__ import annotations

from typing import Final

from mypy import nodes
from mypy.nodes import CallExpr, MemberExpr, NameExpr, Node, RefExpr

from mypy_defaults_plugin.flow.methods import CONSTRUCTORS
from mypy_defaults_plugin.walk import nodes_below

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


def _is_plain_copy(call: CallExpr) -> bool:
    """Tell whether a call copies a name by a copy method or a builtin constructor."""
    if not all(isinstance(argument, NameExpr) for argument in call.args):
        return False
    callee = call.callee
    if isinstance(callee, MemberExpr):
        return callee.name == "copy" and isinstance(callee.expr, NameExpr) and not call.args
    return isinstance(callee, RefExpr) and callee.fullname in CONSTRUCTORS
