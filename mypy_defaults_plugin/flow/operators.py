"""What operators give, and which of them change their left side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy import nodes

from mypy_defaults_plugin.flow.containers import READS, SPILLS, Change, Effect, effect_of
from mypy_defaults_plugin.flow.objects import ANY_ITEM, NOTHING, Object, Outer, Value

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
COPIED_BY_SLICING: Final = (
    "builtins.list",
    "builtins.bytearray",
    "array.array",
    "builtins.tuple",
    "collections.UserList",
)
UNKNOWN: Final = Effect(Change.ADDS, spills=True)
"""What an operator of a class that changes in place may do."""


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
    views = frozenset(current for current in holder if _is_view(run, current))
    others = holder - views
    return views | run.copy(node, others) if others or not views else views


def _is_view(run: Evaluation, current: Object) -> bool:
    info = run.class_of(current)
    return info is not None and not any(info.has_base(name) for name in COPIED_BY_SLICING)


def augmented(run: Evaluation, node: nodes.OperatorAssignmentStmt) -> None:
    """Do ``x += y``: change the object where its type changes in place, else bind a new one."""
    before = run.value(node.lvalue)
    right = run.value(node.rvalue)
    in_place = frozenset(o for o in before if _changes_in_place(run, o, IN_PLACE.get(node.op, "")))
    for current in in_place:
        _change(run, node, current, right)
    after = in_place
    if before - in_place or not before:
        after |= run.made(node, {ANY_ITEM: run.items(before - in_place) | run.items(right)})
    if isinstance(node.lvalue, nodes.NameExpr):
        run.unbound = run.state
    elif isinstance(node.lvalue, nodes.IndexExpr):
        run.change(run.value(node.lvalue.base), node.lvalue, Change.ADDS)
    elif isinstance(node.lvalue, nodes.MemberExpr):
        run.change(run.value(node.lvalue.expr), node.lvalue, Change.ADDS)
    key = run.key_of(node.lvalue)
    if key is not None:
        run.state = run.state.bind(key, after)


def _changes_in_place(run: Evaluation, current: Object, method: str) -> bool:
    """Tell whether an object changes in place; of one whose class is not known, it may."""
    info = run.class_of(current)
    return info is None or run.flow.is_method(info, method)


def _change(
    run: Evaluation, node: nodes.OperatorAssignmentStmt, current: Object, right: Value
) -> None:
    effect = effect_of(run.class_of(current), IN_PLACE.get(node.op, ""))
    if isinstance(current, Outer):
        effect = _effect_on_outer(run, node)
    elif effect.change is Change.NONE:
        effect = UNKNOWN
    if effect.spills:
        run.consume(right, node.rvalue)
    run.apply(effect, current, run.items(right) if effect.spills else NOTHING, node.lvalue)


def _effect_on_outer(run: Evaluation, node: nodes.OperatorAssignmentStmt) -> Effect:
    """Tell what happens to an object that stays: a list that something is added to grows."""
    added = run.flow.class_of_expression(node.rvalue)
    info = run.flow.class_of_expression(node.lvalue)
    is_list = isinstance(node.rvalue, nodes.ListExpr) or (
        added is not None and added.has_base("builtins.list")
    )
    grows = info is None or run.flow.is_method(info, "__iadd__")
    return SPILLS if is_list and grows and node.op == "+" else READS
