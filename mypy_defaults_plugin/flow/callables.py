"""Calls of what a name holds, and of what is handed to the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mypy.nodes import CallExpr

from mypy_defaults_plugin.flow.apply import (
    PARTIAL,
    apply,
    call_partial,
    method_of_object,
)
from mypy_defaults_plugin.flow.implicit import call_instance
from mypy_defaults_plugin.flow.objects import (
    NOTHING,
    Bound,
    Closure,
    Default,
    Function,
    Inside,
    Made,
    Value,
)

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.arguments import Arguments
    from mypy_defaults_plugin.flow.evaluation import Evaluation


def called_objects(run: Evaluation, node: CallExpr, called: Value, given: Arguments) -> Value:
    """Call what a name may hold."""
    result: Value = NOTHING
    summary = run.flow.as_summary
    for current in called:
        if isinstance(current, Closure):
            result |= run.flow.run_closure(run, current, given)
        elif isinstance(current, Bound):
            passed = given.passed(run)
            result |= method_of_object(run, node, current.receiver, current.method, passed)
        elif isinstance(current, Function):
            result |= apply(run, node, current.callee, current.receiver, given)
        elif isinstance(current, Default | Inside) and summary is not None:
            result |= summary.called(current, given.values)
        elif isinstance(current, Made) and PARTIAL in run.state.items(current.place):
            taken = {i: v for i, v in enumerate(given.values) if given.is_positional(i)}
            result |= call_partial(run, node, current, taken, given.by_name())
        else:
            result |= call_instance(run, node, node.callee, current, given.values)
    hand_over(run, node, given)
    return result


def hand_over(run: Evaluation, node: CallExpr, given: Arguments) -> None:
    """Pass arguments to a function that is not known: it may call the closures among them."""
    for value in given.values:
        for current in value:
            if isinstance(current, Closure):
                run.flow.run_closure(run, current, None)


def made_partial(run: Evaluation, node: CallExpr, given: Arguments) -> Value:
    """Make a ``functools.partial``, which holds the function and its arguments."""
    held: dict[object, Value] = {PARTIAL: given.at(0)}
    names = zip(node.arg_names[1:], given.values[1:], strict=True)
    for position, (name, value) in enumerate(names):
        held[position if name is None else name] = value
    return run.made(node, held)
