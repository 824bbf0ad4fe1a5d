"""Objects that can be called: closures, bound methods, functions, partials; and properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.nodes import CallExpr, Expression, MemberExpr, TypeInfo

from mypy_defaults_plugin.flow.apply import apply, apply_to
from mypy_defaults_plugin.flow.callees import (
    Callee,
    is_of_project,
    method_of_class,
    property_of,
)
from mypy_defaults_plugin.flow.methods import BY_NAME, READS, effect_of
from mypy_defaults_plugin.flow.objects import (
    NOTHING,
    Bound,
    Closure,
    Default,
    Function,
    Made,
    Object,
    Value,
)

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.calls import Arguments
    from mypy_defaults_plugin.flow.evaluation import Evaluation

CALLED: Final = ".__call__"
"""Where a partial keeps its function, beside its arguments."""


def called_objects(run: Evaluation, node: CallExpr, called: Value, given: Arguments) -> Value:
    """Call what a name may hold."""
    result: Value = NOTHING
    for current in called:
        if isinstance(current, Closure):
            result |= run.flow.run_closure(run, current, given)
        elif isinstance(current, Bound):
            result |= method_of_object(run, node, current.receiver, current.method, given)
        elif isinstance(current, Function):
            result |= apply(run, node, current.callee, current.receiver, given)
        elif isinstance(current, Default) and run.flow.as_summary is not None:
            run.flow.as_summary.called(current, given)
        elif isinstance(current, Made) and CALLED in run.state.items(current.place):
            result |= _call_partial(run, node, current, given)
    hand_over(run, node, given)
    return result


def method_of_object(
    run: Evaluation, node: CallExpr, receiver: Object, name: str, given: Arguments
) -> Value:
    """Call a method of an object that is followed."""
    if isinstance(receiver, Default):
        info = run.class_of(receiver)
        if name == "__next__":
            run.consume(frozenset({receiver}), node)
        known = BY_NAME.get(name, READS)
        effect = known if info is None else effect_of(run.flow.judge, info, name)
    else:
        effect = BY_NAME.get(name, READS)
    hand_over(run, node, given)
    if effect is None:
        return NOTHING
    if effect.spills:
        run.consume(given.all(), node)
    if name in ("pop", "__delitem__") and isinstance(receiver, Made):
        return run.items(frozenset({receiver})) | frozenset().union(*given.values[1:])
    return run.apply(effect, receiver, given.values, node)


def call_with(run: Evaluation, node: Expression, called: Value, taken: dict[int, Value]) -> Value:
    """Call what a value may be with values for its first parameters."""
    result: Value = NOTHING
    for current in called:
        if isinstance(current, Function | Closure):
            result |= apply_to(run, node, current, taken)
    return result


def call_for_each(run: Evaluation, node: CallExpr, given: Arguments) -> None:
    """Call ``key=`` with each item of the first argument, as ``sorted`` and ``max`` do."""
    items = run.items(given.at(0))
    for name, value in zip(node.arg_names, given.values, strict=True):
        if name == "key":
            call_with(run, node, value, {0: items})
    hand_over(run, node, given)


def hand_over(run: Evaluation, node: CallExpr, given: Arguments) -> None:
    """Pass arguments to a function that is not known: it may call the closures among them."""
    for value in given.values:
        for current in value:
            if isinstance(current, Closure):
                run.flow.run_closure(run, current, None)


def made_partial(run: Evaluation, node: CallExpr, given: Arguments) -> Value:
    """Make a ``functools.partial``, which holds the function and its arguments."""
    held: dict[object, Value] = {CALLED: given.at(0)}
    names = zip(node.arg_names[1:], given.values[1:], strict=True)
    for position, (name, value) in enumerate(names):
        held[position if name is None else name] = value
    return run.made(node, held)


def _call_partial(run: Evaluation, node: CallExpr, partial: Made, given: Arguments) -> Value:
    held = run.state.items(partial.place)
    known = {key: value for key, value in held.items() if isinstance(key, int)}
    first = len(known)
    taken = known | {first + i: v for i, v in enumerate(given.values) if given.is_positional(i)}
    result: Value = NOTHING
    for current in held[CALLED]:
        named = {
            position: held[name] if name in held else given.named(name)
            for position, name in enumerate(_names(run, current))
            if name is not None and (name in held or given.has(name))
        }
        result |= call_with(run, node, frozenset({current}), taken | named)
    return result


def _names(run: Evaluation, called: Object) -> tuple[str | None, ...]:
    """Name the parameters that a call of a function fills."""
    if isinstance(called, Function):
        return called.callee.names[1 if called.callee.bound else 0 :]
    return run.flow.parameters_of(called) if isinstance(called, Closure) else ()


# Methods and properties of objects whose class is known


def instance_of(run: Evaluation, made: Value, info: TypeInfo) -> Value:
    """Note the class of objects that were made in the function."""
    for current in made:
        if isinstance(current, Made):
            run.flow.classes[current.place] = info
    return made


def _class_of(run: Evaluation, current: Object) -> TypeInfo | None:
    if isinstance(current, Made):
        return run.flow.classes.get(current.place)
    return run.class_of(current)


def own_method_of(run: Evaluation, current: Object, name: str) -> Callee | None:
    """Give the method of the project that an object with a known class has by a name."""
    info = _class_of(run, current)
    method = None if info is None else method_of_class(run.flow, info, name, exact=True)
    return method if method is not None and is_of_project(run.flow, method) else None


def property_value(run: Evaluation, node: MemberExpr, holder: Value) -> Value | None:
    """Give what a property hands out, None where the attribute is none of the project."""
    declared: TypeInfo | None = None
    if any(not isinstance(current, Default | Made) for current in holder) or (
        run.flow.as_summary is not None
    ):
        declared = run.flow.class_of_expression(node.expr)
    result: Value = NOTHING
    found = False
    for current in holder:
        info = _class_of(run, current) or declared
        getter = None if info is None else property_of(run.flow, info, node.name)
        if getter is None or not is_of_project(run.flow, getter):
            continue
        found = True
        result |= apply(run, node, getter, frozenset({current}), None)
    return result if found else None
