"""The mutable defaults of parameters, and which of them are exempt."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Final

from mypy.nodes import NOT_ABSTRACT, CallExpr, Expression, FuncDef, FuncItem, MemberExpr
from mypy.types import AnyType, CallableType, Instance, Type, TypeOfAny

from mypy_defaults_plugin.declared import read_only
from mypy_defaults_plugin.declared.comments import parameter_is_meant
from mypy_defaults_plugin.declared.marker import Markers
from mypy_defaults_plugin.fixes.parameter import Default
from mypy_defaults_plugin.host.internals import has_trivial_body
from mypy_defaults_plugin.mutability.calls import symbol_of
from mypy_defaults_plugin.mutability.judge import Judge
from mypy_defaults_plugin.mutability.value import Form, Value
from mypy_defaults_plugin.walk import Function, ModuleFacts

SHARES_HASHABLE: Final = frozenset({"pydantic.validate_call"})
"""Decorators that copy a default only where ``hash()`` refuses it."""


def is_declaration_only(node: FuncItem) -> bool:
    """Tell whether a function is abstract with a trivial body, and so never run for itself."""
    if not isinstance(node, FuncDef):
        return False
    abstract = node.abstract_status != NOT_ABSTRACT
    return abstract and has_trivial_body(node)


def mutable_defaults(judge: Judge, node: FuncItem) -> Iterator[Default]:
    """Give the defaults of a function that are certainly mutable."""
    for position, argument in enumerate(node.arguments):
        if argument.initializer is None:
            continue
        value = judge.value(argument.initializer)
        if value.mutable:
            annotation = type_of_parameter(node.unanalyzed_type, position)
            declared = None if annotation is None else type_of_parameter(node.type, position)
            yield Default(node, argument, argument.initializer, annotation, declared, value)


def type_of_parameter(signature: Type | None, position: int) -> Type | None:
    """Give a parameter's type out of a signature, None where it has none."""
    if not isinstance(signature, CallableType) or position >= len(signature.arg_types):
        return None
    found = signature.arg_types[position]
    unannotated = isinstance(found, AnyType) and found.type_of_any == TypeOfAny.unannotated
    return None if unannotated else found


def is_exempt(
    facts: ModuleFacts, judge: Judge, markers: Markers, function: Function, default: Default
) -> bool:
    """Tell whether a mutable default is protected by its declared type, copied or meant."""
    declared = default.declared
    if declared is not None and read_only.protects(judge, declared, default.value):
        return True
    return is_intended(facts, judge, markers, function, default)


def is_intended(
    facts: ModuleFacts, judge: Judge, markers: Markers, function: Function, default: Default
) -> bool:
    """Tell whether the settings, a marker, a comment or a decorator say that sharing is fine."""
    settings = judge.settings
    if default.value.form is Form.NAMED and settings.named_defaults == "never":
        return True
    name = default.argument.variable.name
    if any(fnmatchcase(name, pattern) for pattern in settings.intended_parameters):
        return True
    if markers.is_marked(judge.program, default.annotation, default.declared):
        return True
    if parameter_is_meant(facts, settings, default.expression):
        return True
    return any(_copies(judge, decorator, default.value) for decorator in function.decorators)


def _copies(judge: Judge, decorator: Expression, value: Value) -> bool:
    named = _names_of(judge, decorator)
    if not judge.lists(judge.settings.copying_decorators, named):
        return False
    return not (judge.lists(SHARES_HASHABLE, named) and value.hashable)


def _names_of(judge: Judge, decorator: Expression) -> set[str]:
    """Give the full names of a decorator; a method of an object has its class's name in it."""
    if isinstance(decorator, CallExpr):
        decorator = decorator.callee
    symbol = symbol_of(judge, decorator)
    names = {symbol.fullname} if symbol is not None else set()
    if symbol is None and isinstance(decorator, MemberExpr):
        receiver = judge.value(decorator.expr).type
        if isinstance(receiver, Instance):
            names = {f"{base.fullname}.{decorator.name}" for base in receiver.type.mro}
    return names
