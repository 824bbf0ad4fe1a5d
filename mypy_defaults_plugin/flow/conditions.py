"""What a condition evaluates to, and the states in which it holds and in which it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mypy import nodes
from mypy.nodes import Expression

from mypy_defaults_plugin.flow import narrowing
from mypy_defaults_plugin.flow.objects import NOTHING, Value, either
from mypy_defaults_plugin.flow.state import State
from mypy_defaults_plugin.flow.tasks import NotYet, Task

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.evaluation import Evaluation


class Tested(NamedTuple):
    """The two outcomes of a test."""

    value: Value
    holds: State
    fails: State


def tested(run: Evaluation, condition: Expression) -> Task[Tested]:
    """Evaluate a condition once, for both of its outcomes."""
    if isinstance(condition, nodes.UnaryExpr) and condition.op == "not":
        inner: Tested = yield tested(run, condition.expr)
        return Tested(NOTHING, inner.fails, inner.holds)
    if isinstance(condition, nodes.OpExpr) and condition.op in ("and", "or"):
        both: Tested = yield boolean(run, condition)
        return both
    value: Value = yield run.evaluate(condition)
    holds = narrowing.refined(run, condition, truth=True)
    return Tested(value, holds, narrowing.refined(run, condition, truth=False))


def boolean(run: Evaluation, node: nodes.OpExpr) -> Task[Tested]:
    """Evaluate ``and`` and ``or``: the right side only where the left one does not decide."""
    decides = node.op == "or"
    left: Tested = yield tested(run, node.left)
    decided, run.state = (left.holds, left.fails) if decides else (left.fails, left.holds)
    kept = narrowing.having(run, left.value, decides)
    if not run.state.is_possible:
        return Tested(kept, decided, run.state) if decides else Tested(kept, run.state, decided)
    try:
        right: Tested = yield tested(run, node.right)
    except NotYet:
        return Tested(kept, decided, decided)
    value = either(kept, right.value)
    if decides:
        return Tested(value, decided.join(right.holds), right.fails)
    return Tested(value, right.holds, decided.join(right.fails))


def value_of_boolean(run: Evaluation, node: nodes.OpExpr) -> Task[Value]:
    """Evaluate ``and`` and ``or`` for what they give."""
    both: Tested = yield boolean(run, node)
    run.state = both.holds.join(both.fails)
    return both.value


def conditional(run: Evaluation, node: nodes.ConditionalExpr) -> Task[Value]:
    """Evaluate ``a if condition else b``; a side that nobody knows to end is left out."""
    test: Tested = yield tested(run, node.cond)
    ends: list[State] = []
    values: list[Value] = []
    for state, side in ((test.holds, node.if_expr), (test.fails, node.else_expr)):
        run.state = state
        try:
            if state.is_possible:
                values.append((yield run.evaluate(side)))
                ends.append(run.state)
        except NotYet:
            continue
    if not ends:
        raise NotYet
    run.state = ends[0].join(ends[-1])
    return either(values[0], values[-1])


def assume(run: Evaluation, condition: Expression) -> Task[None]:
    """Evaluate a condition, and go on where it holds."""
    test: Tested = yield tested(run, condition)
    run.state = test.holds
