"""What a condition says of the names in it, on the way where it holds or where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy import nodes
from mypy.nodes import Expression, NameExpr, TypeInfo
from mypy.types import Instance, TupleType

from mypy_defaults_plugin.flow.objects import Default, Key, Object, State
from mypy_defaults_plugin.mutability.calls import class_of, symbol_of

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.evaluation import Evaluation

MIRRORED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
DEEPEST: Final = 50


def refine(run: Evaluation, condition: Expression, *, truth: bool) -> State:
    """Give the state where a condition holds, or where it does not."""
    return refined(run, run.state, condition, truth=truth)


def refined(
    run: Evaluation, state: State, condition: Expression, *, truth: bool, depth: int = 0
) -> State:
    """Do the same, from a given state."""
    if depth >= DEEPEST:
        return state
    if isinstance(condition, nodes.UnaryExpr) and condition.op == "not":
        return refined(run, state, condition.expr, truth=not truth, depth=depth + 1)
    if isinstance(condition, nodes.OpExpr) and condition.op in ("and", "or"):
        return _boolean(run, state, condition, truth, depth)
    if isinstance(condition, nodes.ComparisonExpr):
        return _comparison(run, state, condition, truth)
    if isinstance(condition, nodes.CallExpr):
        return _call(run, state, condition, truth)
    return _truthiness(run, state, condition, truth)


def _boolean(
    run: Evaluation, state: State, condition: nodes.OpExpr, truth: bool, depth: int
) -> State:
    decided_by_left = condition.op == "or"
    left = refined(run, state, condition.left, truth=not decided_by_left, depth=depth + 1)
    both = refined(run, left, condition.right, truth=truth, depth=depth + 1)
    if truth is not decided_by_left:
        return both
    alone = refined(run, state, condition.left, truth=truth, depth=depth + 1)
    return alone.join(both)


def _truthiness(run: Evaluation, state: State, condition: Expression, truth: bool) -> State:
    """``if x:`` excludes a default that is known to be empty, ``if not x:`` one that is not."""
    key = run.key_of(condition)
    if key is None:
        return state
    return _exclude(state, key, _known(run, state, key, not truth))


def _known(run: Evaluation, state: State, key: Key, truth: bool) -> list[Object]:
    return [
        current
        for current in state.value(key)
        if isinstance(current, Default) and run.flow.subjects[current.parameter].truth is truth
    ]


def _exclude(state: State, key: Key, objects: list[Object]) -> State:
    return state.without(key, objects) if objects else state


def _comparison(
    run: Evaluation, state: State, condition: nodes.ComparisonExpr, truth: bool
) -> State:
    if len(condition.operators) != 1:
        return state
    operator = condition.operators[0]
    left, right = condition.operands
    if operator in ("is", "is not"):
        return _identity(run, state, left, right, same=truth is (operator == "is"))
    if operator not in MIRRORED:
        return state
    for first, second, symbol in ((left, right, operator), (right, left, MIRRORED[operator])):
        measured = _measured(first)
        if measured is not None:
            limit = second.value if isinstance(second, nodes.IntExpr) else None
            return _length(run, state, measured, (symbol, limit), truth)
    if operator in ("==", "!="):
        return _equality(run, state, left, right, equal=truth is (operator == "=="))
    return state


def _identity(
    run: Evaluation, state: State, left: Expression, right: Expression, *, same: bool
) -> State:
    """``x is None``, ``x is _MISSING``: an object that can't be the default."""
    if not same:
        return state
    for first, second in ((left, right), (right, left)):
        key = run.key_of(first)
        if key is None:
            continue
        other = run.key_of(second)
        possible = state.value(other) if other is not None else frozenset()
        defaults = [o for o in state.value(key) if isinstance(o, Default) and o not in possible]
        state = _exclude(state, key, list(defaults))
    return state


def _equality(
    run: Evaluation, state: State, left: Expression, right: Expression, *, equal: bool
) -> State:
    """``x == []`` says what ``not x`` says, of a container that is compared with an empty one."""
    for first, second in ((left, right), (right, left)):
        key = run.key_of(first)
        if key is not None and isinstance(second, NameExpr) and second.name == "None":
            return _identity(run, state, first, second, same=equal)
        if key is not None and _is_empty_display(second):
            return _exclude(state, key, _known(run, state, key, equal))
    return state


def _is_empty_display(expression: Expression) -> bool:
    if isinstance(expression, nodes.ListExpr | nodes.DictExpr):
        return not expression.items
    return False


def _measured(expression: Expression) -> Expression | None:
    """Give what ``len()`` is taken of."""
    if not isinstance(expression, nodes.CallExpr) or not isinstance(expression.callee, NameExpr):
        return None
    is_len = expression.callee.fullname == "builtins.len" and len(expression.args) == 1
    return expression.args[0] if is_len else None


def _length(
    run: Evaluation,
    state: State,
    measured: Expression,
    test: tuple[str, int | None],
    truth: bool,
) -> State:
    """``len(x) > 0``: whether it holds for an empty default, and for one that is not."""
    key = run.key_of(measured)
    operator, limit = test
    if key is None or limit is None:
        return state
    holds_for_empty = {
        "==": limit == 0,
        "!=": limit != 0,
        "<": limit > 0,
        ">": limit < 0,
        "<=": limit >= 0,
        ">=": limit <= 0,
    }[operator]
    state = (
        state if holds_for_empty is truth else _exclude(state, key, _known(run, state, key, False))
    )
    only_empty = (operator, limit) in {("==", 0), ("<", 1), ("<=", 0)}
    only_filled = (operator, limit) in {("!=", 0), (">", 0), (">=", 1)}
    if (only_empty and truth) or (only_filled and not truth):
        state = _exclude(state, key, _known(run, state, key, True))
    return state


def _call(run: Evaluation, state: State, call: nodes.CallExpr, truth: bool) -> State:
    callee = call.callee
    if not isinstance(callee, NameExpr) or not call.args:
        return state
    if callee.fullname in ("builtins.len", "builtins.bool"):
        return _truthiness(run, state, call.args[0], truth)
    key = run.key_of(call.args[0])
    if callee.fullname != "builtins.isinstance" or len(call.args) != 2 or key is None:
        return state
    excluded = []
    for current in state.value(key):
        verdict = is_instance(run, current, call.args[1])
        if verdict is not None and verdict is not truth:
            excluded.append(current)
    return _exclude(state, key, excluded)


def is_instance(run: Evaluation, current: Object, classes: Expression) -> bool | None:
    """Tell whether a default is an instance of some classes, None where nobody knows."""
    if not isinstance(current, Default):
        return None
    declared = run.flow.subjects[current.parameter].type
    if isinstance(declared, TupleType):
        declared = declared.partial_fallback
    tested = classes.items if isinstance(classes, nodes.TupleExpr) else [classes]
    verdicts: list[bool | None] = []
    for expression in tested:
        info = class_of(symbol_of(run.flow.judge, expression))
        if not isinstance(info, TypeInfo) or not isinstance(declared, Instance):
            verdicts.append(None)
        elif declared.type.has_base(info.fullname):
            verdicts.append(True)
        else:
            unclear = info.is_protocol or info.has_base(declared.type.fullname)
            verdicts.append(None if unclear else False)
    if any(verdicts):
        return True
    return None if None in verdicts else False
