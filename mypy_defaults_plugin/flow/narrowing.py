"""What a single test says of the names in it, where it holds or where it fails."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, Final

from mypy import nodes
from mypy.nodes import CallExpr, ComparisonExpr, Expression, NameExpr, TypeInfo

from mypy_defaults_plugin.flow.objects import (
    Default,
    Key,
    Made,
    Object,
    Value,
    those,
)
from mypy_defaults_plugin.flow.state import State
from mypy_defaults_plugin.mutability.calls import class_of, symbol_of

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.evaluation import Evaluation

MIRRORED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
EMPTY_LENGTH: Final[dict[str, Callable[[int], bool]]] = {
    "==": lambda limit: limit == 0,
    "!=": lambda limit: limit != 0,
    "<": lambda limit: limit > 0,
    ">": lambda limit: limit < 0,
    "<=": lambda limit: limit >= 0,
    ">=": lambda limit: limit <= 0,
}
"""Whether a comparison of a length with a number holds for what is empty."""
ONLY_EMPTY: Final = frozenset({("==", 0), ("<", 1), ("<=", 0)})
ONLY_FILLED: Final = frozenset({("!=", 0), (">", 0), (">=", 1)})


def refined(run: Evaluation, condition: Expression, *, truth: bool) -> State:
    """Give the state where a test holds, or where it fails."""
    before = run.state
    narrow = TESTS.get(type(condition))
    if narrow is not None:
        narrow(run, condition, truth)
    after, run.state = run.state, before
    return after


def _truthiness(run: Evaluation, condition: Expression, truth: bool) -> None:
    """``if x:`` excludes a default that is known to be empty, ``if not x:`` one that is not."""
    _narrow(run, run.key_of(condition), truth)


def _narrow(run: Evaluation, key: Key, truth: bool) -> None:
    """Note that what a name holds is certainly filled, or certainly empty."""
    if key is not None:
        run.state = run.state.narrow(key, having(run, run.state.value(key), truth))


def having(run: Evaluation, value: Value, truth: bool) -> Value:
    """Give the objects of a value that may be filled, or those that may be empty."""
    found: set[Object] = set()
    for current in value:
        if not isinstance(current, Default):
            found.add(current)
        elif run.flow.truth_of(current) is not (not truth):
            found.add(run.flow.having(current, truth))
    return type(value)(found)


def exclude(run: Evaluation, key: Key, objects: Collection[Object]) -> None:
    """Note that a name holds none of some objects."""
    if key is not None and objects:
        kept = those(run.state.value(key), lambda current: current not in objects)
        run.state = run.state.narrow(key, kept)


def _comparison(run: Evaluation, condition: ComparisonExpr, truth: bool) -> None:
    narrow = COMPARISONS.get(condition.operators[0])
    if len(condition.operators) == 1 and narrow is not None:
        narrow(run, condition, truth)


def _identity(run: Evaluation, condition: ComparisonExpr, truth: bool) -> None:
    """``x is None``, ``x is _MISSING``: an object that can't be the default."""
    if truth is (condition.operators[0] == "is"):
        _same(run, *condition.operands)


def _same(run: Evaluation, left: Expression, right: Expression) -> None:
    for first, second in ((left, right), (right, left)):
        key = run.key_of(first)
        if key is not None and not isinstance(second, CallExpr):
            possible = {_identity_of(o) for o in run.value(second)}
            followed = [o for o in run.state.value(key) if isinstance(o, Default | Made)]
            exclude(run, key, [o for o in followed if _identity_of(o) not in possible])


def _identity_of(current: Object) -> object:
    return current.parameter if isinstance(current, Default) else current


def _ordering(run: Evaluation, condition: ComparisonExpr, truth: bool) -> None:
    """``len(x) > 0``: whether it holds for an empty default, and for one that is not."""
    left, right = condition.operands
    operator = condition.operators[0]
    for first, second, symbol in ((left, right, operator), (right, left, MIRRORED[operator])):
        measured = _measured(first)
        if measured is not None and isinstance(second, nodes.IntExpr):
            _length(run, measured, symbol, second.value, truth)


def _equality(run: Evaluation, condition: ComparisonExpr, truth: bool) -> None:
    """``x == []`` says what ``not x`` says of a container of the same kind."""
    _ordering(run, condition, truth)
    equal = truth is (condition.operators[0] == "==")
    left, right = condition.operands
    for first, second in ((left, right), (right, left)):
        key = run.key_of(first)
        if key is not None and isinstance(second, NameExpr) and second.name == "None" and equal:
            _same(run, first, second)
        kind = _empty_display(second)
        if key is not None and kind is not None:
            value = run.state.value(key)
            told = frozenset(o for o in value if equal or _is_a(run, o, kind))
            kept = having(run, told, not equal)
            run.state = run.state.narrow(key, type(value)((value - told) | kept))


def _empty_display(expression: Expression) -> str | None:
    """Name the class of an empty display, or of a constructor's call without arguments."""
    if isinstance(expression, nodes.ListExpr | nodes.DictExpr):
        name = "list" if isinstance(expression, nodes.ListExpr) else "dict"
        return None if expression.items else f"builtins.{name}"
    if isinstance(expression, CallExpr) and not expression.args:
        callee = expression.callee
        return callee.fullname if isinstance(callee, NameExpr) else None
    return None


def _is_a(run: Evaluation, current: Object, fullname: str) -> bool:
    info = run.class_of(current)
    return info is not None and info.has_base(fullname)


def _measured(expression: Expression) -> Expression | None:
    """Give what ``len()`` is taken of."""
    if not isinstance(expression, CallExpr) or not isinstance(expression.callee, NameExpr):
        return None
    is_len = expression.callee.fullname == "builtins.len" and len(expression.args) == 1
    return expression.args[0] if is_len else None


def _length(run: Evaluation, measured: Expression, operator: str, limit: int, truth: bool) -> None:
    key = run.key_of(measured)
    if EMPTY_LENGTH[operator](limit) is not truth:
        _narrow(run, key, True)
    test = (operator, limit)
    if (test in ONLY_EMPTY and truth) or (test in ONLY_FILLED and not truth):
        _narrow(run, key, False)


def _call(run: Evaluation, call: CallExpr, truth: bool) -> None:
    callee = call.callee
    narrow = CALLS.get(callee.fullname) if isinstance(callee, NameExpr) else None
    if narrow is not None and call.args:
        narrow(run, call, truth)


def _truthiness_of_argument(run: Evaluation, call: CallExpr, truth: bool) -> None:
    """``bool(x)``, ``len(x)``."""
    _truthiness(run, call.args[0], truth)


def _instance(run: Evaluation, call: CallExpr, truth: bool) -> None:
    key = run.key_of(call.args[0])
    if len(call.args) != 2 or key is None:
        return
    excluded = []
    for current in run.state.value(key):
        verdict = is_instance(run, current, call.args[1])
        if verdict is not None and verdict is not truth:
            excluded.append(current)
    exclude(run, key, excluded)


def is_instance(run: Evaluation, current: Object, classes: Expression) -> bool | None:
    """Tell whether a default is an instance of some classes, None where nobody knows."""
    info = run.class_of(current)
    if info is None:
        return None
    verdicts = [_is_instance_of(run, info, expression) for expression in _alternatives(classes)]
    if any(verdicts):
        return True
    return None if None in verdicts else False


def _alternatives(classes: Expression) -> list[Expression]:
    """Give the classes of ``(A, (B, C))`` and ``A | B``."""
    waiting, found = [classes], []
    while waiting:
        current = waiting.pop()
        if isinstance(current, nodes.TupleExpr):
            waiting.extend(current.items)
        elif isinstance(current, nodes.OpExpr) and current.op == "|":
            waiting.extend((current.left, current.right))
        else:
            found.append(current)
    return found


def _is_instance_of(run: Evaluation, info: TypeInfo, expression: Expression) -> bool | None:
    tested = class_of(symbol_of(run.flow.judge, expression))
    if tested is None:
        is_none = isinstance(expression, NameExpr) and expression.name == "None"
        return False if is_none else None
    if info.has_base(tested.fullname):
        return True
    return None if tested.is_protocol or tested.has_base(info.fullname) else False


Narrow = Callable[["Evaluation", Any, bool], None]

TESTS: Final[dict[type[Expression], Narrow]] = {
    NameExpr: _truthiness,
    nodes.MemberExpr: _truthiness,
    nodes.AssignmentExpr: _truthiness,
    ComparisonExpr: _comparison,
    CallExpr: _call,
}
"""What the kinds of tests say."""

COMPARISONS: Final[dict[str, Narrow]] = {
    "is": _identity,
    "is not": _identity,
    "==": _equality,
    "!=": _equality,
    "<": _ordering,
    ">": _ordering,
    "<=": _ordering,
    ">=": _ordering,
}
"""What comparisons say, by their operator."""

CALLS: Final[dict[str, Narrow]] = {
    "builtins.len": _truthiness_of_argument,
    "builtins.bool": _truthiness_of_argument,
    "builtins.isinstance": _instance,
}
"""What calls say, by the function that is called."""
