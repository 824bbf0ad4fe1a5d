"""What operators give, and which of them change their left side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy import nodes

from mypy_defaults_plugin.flow.methods import METHODS, effect_of
from mypy_defaults_plugin.flow.objects import (
    ANY_ITEM,
    NOTHING,
    Default,
    Inside,
    Made,
    Object,
    Outer,
    Value,
)

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.evaluation import Evaluation

IN_PLACE: Final = {
    "+": "__iadd__",
    "-": "__isub__",
    "*": "__imul__",
    "&": "__iand__",
    "|": "__ior__",
    "^": "__ixor__",
    "@": "__imatmul__",
    "/": "__itruediv__",
    "//": "__ifloordiv__",
    "%": "__imod__",
    "**": "__ipow__",
    "<<": "__ilshift__",
    ">>": "__irshift__",
}
JOINING: Final = frozenset({"+", "*", "|", "&", "-", "^"})
"""Operators of containers whose result is fresh and holds items of its operands."""
COPIED_BY_SLICING: Final = frozenset(
    {"builtins.list", "builtins.bytearray", "array.array", "builtins.tuple", "collections.UserList"}
)


def operation(run: Evaluation, node: nodes.OpExpr) -> Value:
    """Give what a binary operation of containers makes: it holds items of both."""
    if node.op not in JOINING:
        return NOTHING
    held = run.items(run.value(node.left)) | run.items(run.value(node.right))
    return run.made(node, {ANY_ITEM: held})


def comparison(run: Evaluation, node: nodes.ComparisonExpr) -> Value:
    """Evaluate a comparison: only a search in an iterator does anything."""
    values = [run.value(operand) for operand in node.operands]
    for operator, operand, value in zip(node.operators, node.operands[1:], values[1:], strict=True):
        if operator in ("in", "not in"):
            run.consume(value, operand)
    return NOTHING


def sliced(run: Evaluation, node: nodes.IndexExpr, holder: Value) -> Value:
    """Give a slice: a copy of what is known to copy, else maybe a view of the object itself."""
    views = []
    for current in holder:
        info = run.class_of(current)
        if info is None:
            continue
        bases = {base.fullname for base in info.mro}
        if not bases & COPIED_BY_SLICING:
            views.append(current)
    return frozenset(views) or run.copy(node, holder)


def augmented(run: Evaluation, node: nodes.OperatorAssignmentStmt) -> None:
    """Do ``x += y``: change the object where its type changes in place, else bind a new one."""
    before = run.value(node.lvalue)
    right = run.value(node.rvalue)
    method = IN_PLACE.get(node.op, "")
    kept: set[Object] = set()
    for current in before:
        if isinstance(current, Made):
            run.state = run.state.put(current.place, ANY_ITEM, run.items(right))
            kept.add(current)
        elif isinstance(current, Outer):
            kept.add(current)
            _grow(run, node, right)
        elif isinstance(current, Inside) or _changes_in_place(run, current, method):
            _change(run, node, current, method, right)
            kept.add(current)
        elif not isinstance(current, Default):
            kept.add(current)
    if isinstance(node.lvalue, nodes.IndexExpr):
        run.change(run.value(node.lvalue.base), node.lvalue, adds=True)
    elif isinstance(node.lvalue, nodes.MemberExpr):
        run.change(run.value(node.lvalue.expr), node.lvalue, adds=True)
    fresh = run.made(node, {ANY_ITEM: run.items(before) | run.items(right)})
    key = run.key_of(node.lvalue)
    if isinstance(node.lvalue, nodes.NameExpr):
        run.unbound = run.state
    if key is not None:
        run.state = run.state.bind(key, frozenset(kept) or fresh)


def _grow(run: Evaluation, node: nodes.OperatorAssignmentStmt, right: Value) -> None:
    """Put what a list holds into an object that stays, unless that can't change in place."""
    added = run.flow.class_of_expression(node.rvalue)
    info = run.flow.class_of_expression(node.lvalue)
    is_list = isinstance(node.rvalue, nodes.ListExpr) or (
        added is not None and added.has_base("builtins.list")
    )
    grows = info is None or run.flow.is_method(info, IN_PLACE.get(node.op, ""))
    if is_list and grows and node.op == "+":
        run.leak(run.items(right), node.lvalue, run.flow.outlives(node.lvalue))


def _changes_in_place(run: Evaluation, current: Object, method: str) -> bool:
    info = run.class_of(current)
    if info is None:
        return isinstance(current, Default)
    node, owner = run.flow.judge.program.member(info, method)
    return node is not None and owner is not None


def _change(
    run: Evaluation, node: nodes.OperatorAssignmentStmt, current: Object, method: str, right: Value
) -> None:
    info = run.class_of(current)
    effect = effect_of(run.flow.judge, info, method) if info is not None else None
    known = effect is not None and info is not None and info.fullname in METHODS
    if known and effect is not None:
        run.apply(effect, current, [right], node.lvalue)
    else:
        run.change(frozenset({current}), node.lvalue, adds=True)
