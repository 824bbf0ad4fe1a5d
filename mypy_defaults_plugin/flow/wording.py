"""Where something gets to, in the words of a message."""

from __future__ import annotations

from mypy.nodes import CallExpr, Expression, IndexExpr, MemberExpr, NameExpr, Node


def spelling(expression: Expression) -> str:
    """Give a short name for an object in a message."""
    if isinstance(expression, NameExpr):
        return expression.name
    if isinstance(expression, MemberExpr):
        return f"{spelling(expression.expr)}.{expression.name}"
    return "an object"


def outlives(node: Node) -> str:
    """Say where something is put by a node."""
    target: Node | None = node
    if isinstance(node, CallExpr):
        target = node.callee.expr if isinstance(node.callee, MemberExpr) else None
    elif isinstance(node, IndexExpr):
        target = node.base
    if isinstance(target, NameExpr | MemberExpr):
        return f'is put into "{spelling(target)}", which outlives the call'
    return "is put into an object that outlives the call"


def stored_on(target: MemberExpr) -> str:
    """Say which attribute something is stored in."""
    return f'is stored in "{spelling(target)}"'
