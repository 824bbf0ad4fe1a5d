"""mutable-default: a parameter's default is one object that all calls share.

What it does: reports a default that can be changed, judged by its type and by what it is bound
to, in every ``def`` and ``lambda``, annotated or not.

Why: Python evaluates a default once, when it reads the definition. Every call that leaves the
argument out gets the same object, so what one call changes the next one sees.

    def add(item, cart=[]):     # error: Every call that omits "cart" shares one list
        cart.append(item)
        return cart

    add("tea"); add("milk")     # ["tea"], then ["tea", "milk"]

Use instead:

    def add(item, cart=None):
        if cart is None:
            cart = []

Silent where the declared type is read-only (``Sequence``, ``Mapping``, ...: mypy itself forbids
the change there), where a decorator copies defaults, in overloads, abstract methods and stubs,
where nothing is known of the object, and where sharing is meant, by one of three ways to say so:
``# type: ignore[mutable-default]`` on the default's line, ``Annotated[..., "shared"]``,
``intended_parameters``.

Options: named_defaults, instances, read_only_annotations, intended_parameters,
copying_decorators, extend_mutable_types, extend_immutable_types, extend_read_only_types.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Final

from mypy.nodes import NOT_ABSTRACT, CallExpr, Expression, FuncDef, FuncItem, MemberExpr
from mypy.types import AnyType, CallableType, Instance, Type, TypeOfAny

from mypy_defaults_plugin.checks.wording import shared_object
from mypy_defaults_plugin.codes import MUTABLE_DEFAULT
from mypy_defaults_plugin.declared import read_only
from mypy_defaults_plugin.declared.marker import Markers
from mypy_defaults_plugin.finding import Finding
from mypy_defaults_plugin.fixes.parameter import Default, fix
from mypy_defaults_plugin.host.internals import has_trivial_body
from mypy_defaults_plugin.mutability.calls import symbol_of
from mypy_defaults_plugin.mutability.judge import Judge
from mypy_defaults_plugin.mutability.value import Form, Sharing, Value
from mypy_defaults_plugin.walk import Function, ModuleFacts

CODE: Final = MUTABLE_DEFAULT
SHARES_HASHABLE: Final = frozenset({"pydantic.validate_call"})
"""Decorators that copy a default only where ``hash()`` refuses it."""


def check(facts: ModuleFacts, judge: Judge, markers: Markers) -> Iterator[Finding]:
    """Yield a finding for every shared default of the module that is not exempt."""
    for function in facts.functions:
        if is_declaration_only(function.node):
            continue
        for default in mutable_defaults(judge, function.node):
            if not is_exempt(judge, markers, function, default):
                yield Finding(CODE, default.expression, message(default), (fix(judge, default),))


def is_declaration_only(node: FuncItem) -> bool:
    """Tell whether a function is never run: an overload, or abstract with a trivial body."""
    if not isinstance(node, FuncDef):
        return False
    abstract = node.abstract_status != NOT_ABSTRACT
    return node.is_overload or (abstract and has_trivial_body(node))


def mutable_defaults(judge: Judge, node: FuncItem) -> Iterator[Default]:
    """Give the defaults of a function that are certainly mutable."""
    for position, argument in enumerate(node.arguments):
        if argument.initializer is None:
            continue
        value = judge.value(argument.initializer)
        if value.mutable:
            annotation = _type_of(node.unanalyzed_type, position)
            declared = None if annotation is None else _type_of(node.type, position)
            yield Default(node, argument, argument.initializer, annotation, declared, value)


def _type_of(signature: Type | None, position: int) -> Type | None:
    """Give a parameter's type out of a signature, None where it has none."""
    if not isinstance(signature, CallableType) or position >= len(signature.arg_types):
        return None
    found = signature.arg_types[position]
    unannotated = isinstance(found, AnyType) and found.type_of_any == TypeOfAny.unannotated
    return None if unannotated else found


def is_exempt(judge: Judge, markers: Markers, function: Function, default: Default) -> bool:
    """Tell whether a mutable default is protected by its declared type, copied or meant."""
    declared = default.declared
    if declared is not None and read_only.protects(judge, declared, default.value):
        return True
    return is_intended(judge, markers, function, default)


def is_intended(judge: Judge, markers: Markers, function: Function, default: Default) -> bool:
    """Tell whether the settings, a marker or a decorator say that a default may be shared."""
    settings = judge.settings
    if default.value.form is Form.NAMED and settings.named_defaults == "never":
        return True
    name = default.argument.variable.name
    if any(fnmatchcase(name, pattern) for pattern in settings.intended_parameters):
        return True
    if markers.is_marked(judge.program, default.annotation):
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


def message(default: Default) -> str:
    """Say what is shared by whom."""
    value = default.value
    name = default.argument.variable.name
    text = f'Every call that omits "{name}" shares {shared_object(value)}'
    if value.sharing is Sharing.USED_UP:
        return f"{text}, which the first call uses up"
    if value.sharing is Sharing.ADVANCED:
        return f"{text}, which every call moves on"
    return text
