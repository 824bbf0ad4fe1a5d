"""Functions of the project that no call names: properties, items, ``with``, calls of instances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.nodes import Expression, IndexExpr, MemberExpr, TypeInfo

from mypy_defaults_plugin.flow.apply import call_object
from mypy_defaults_plugin.flow.callees import (
    Callee,
    is_of_project,
    method_of_class,
    property_of,
    setter_of,
)
from mypy_defaults_plugin.flow.objects import NOTHING, Default, Function, Made, Object, Outer, Value

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.evaluation import Evaluation

ENTERING: Final = ("__enter__", "__aenter__")
LEAVING: Final = ("__exit__", "__aexit__")


def instance_of(run: Evaluation, made: Value, info: TypeInfo) -> Value:
    """Note the class of objects that were made in the function."""
    for current in made:
        if isinstance(current, Made):
            run.flow.classes[current.place] = info
    return made


def class_at(run: Evaluation, expression: Expression, current: Object) -> TypeInfo | None:
    """Give the class of an object: what it was made as, or what is declared where it stands."""
    info = run.class_of(current)
    is_declared = isinstance(current, Outer) or run.flow.as_summary is not None
    if info is None and is_declared and not isinstance(current, Made):
        return run.flow.class_of_expression(expression)
    return info


def own_method_of(run: Evaluation, current: Object, name: str) -> Callee | None:
    """Give the method of the project that an object with a known class has by a name."""
    info = run.class_of(current)
    method = None if info is None else method_of_class(run.flow, info, name, exact=True)
    return method if method is not None and is_of_project(run.flow, method) else None


def method_at(run: Evaluation, expression: Expression, current: Object, name: str) -> Callee | None:
    """Give the method of the project that an object has by a name."""
    info = class_at(run, expression, current)
    exact = isinstance(current, Made | Default)
    method = None if info is None else method_of_class(run.flow, info, name, exact=exact)
    return method if method is not None and is_of_project(run.flow, method) else None


def call_method(
    run: Evaluation, node: Expression, method: Callee, receiver: Object, *given: Value
) -> Value:
    """Call a method of an object with some values."""
    bound = Function(method, frozenset({receiver}))
    return call_object(run, node, frozenset({bound}), dict(enumerate(given)))


def call_instance(
    run: Evaluation, node: Expression, callee: Expression, current: Object, given: list[Value]
) -> Value:
    """Call an object whose class says what a call of it does."""
    method = method_at(run, callee, current, "__call__")
    return NOTHING if method is None else call_method(run, node, method, current, *given)


# Attributes


def property_value(run: Evaluation, node: MemberExpr, holder: Value) -> Value | None:
    """Give what a property hands out, None where the attribute is none of the project."""
    result: Value | None = None
    for current in holder:
        info = class_at(run, node.expr, current)
        getter = None if info is None else property_of(run.flow, info, node.name)
        if getter is not None and is_of_project(run.flow, getter):
            result = (result or NOTHING) | call_method(run, node, getter, current)
    return result


def set_properties(run: Evaluation, target: MemberExpr, holder: Value, value: Value) -> Value:
    """Set the attribute where it is a property; give the objects where it is none."""
    others: set[Object] = set()
    for current in holder:
        info = class_at(run, target.expr, current)
        setter = None if info is None else setter_of(run.flow, info, target.name)
        if setter is None:
            others.add(current)
        else:
            call_method(run, target, setter, current, value)
    return frozenset(others)


# Items


def items_at(run: Evaluation, node: IndexExpr, holder: Value) -> tuple[Value, Value]:
    """Give what classes say that an index gives, and the objects of which none says it."""
    result: Value = NOTHING
    others: set[Object] = set()
    for current in holder:
        method = _item_method(run, node, current, "__getitem__")
        if method is None:
            others.add(current)
        else:
            result |= call_method(run, node, method, current, run.value(node.index))
    return result, frozenset(others)


def set_items(run: Evaluation, target: IndexExpr, holder: Value, value: Value) -> Value:
    """Set an item as classes say it is done; give the objects of which none says it."""
    others: set[Object] = set()
    for current in holder:
        method = _item_method(run, target, current, "__setitem__")
        if method is None:
            others.add(current)
        else:
            call_method(run, target, method, current, run.value(target.index), value)
    return frozenset(others)


def _item_method(run: Evaluation, node: IndexExpr, current: Object, name: str) -> Callee | None:
    """Give a method for items; defaults and what is in them are changed by any of them."""
    is_other = isinstance(current, Made | Outer) or run.flow.as_summary is not None
    return method_at(run, node.base, current, name) if is_other else None


# Contexts


def entered(run: Evaluation, expression: Expression) -> Value:
    """Enter and leave a context; give what ``as`` binds.

    Without such methods of the project, it holds what it gives: what a function under
    ``contextmanager`` yields, or what one of the library was given.
    """
    result: Value = NOTHING
    for current in run.value(expression):
        found = [method_at(run, expression, current, name) for name in (*ENTERING, *LEAVING)]
        if isinstance(current, Made) and not any(found):
            result |= run.items(frozenset({current}))
        for name, method in zip((*ENTERING, *LEAVING), found, strict=True):
            if method is not None:
                given = call_method(run, expression, method, current)
                result |= given if name in ENTERING else NOTHING
    return result
