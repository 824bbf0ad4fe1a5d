"""What a function gives, by its declared signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.nodes import Decorator, Expression, FuncDef, OverloadedFuncDef, SymbolNode, TypeInfo
from mypy.types import (
    CallableType,
    FormalArgument,
    Instance,
    ProperType,
    TypeType,
    TypeVarType,
    get_proper_type,
)

from mypy_defaults_plugin.host.internals import seen_from
from mypy_defaults_plugin.mutability.value import NOT_KNOWN, Form, Value
from mypy_defaults_plugin.record import replace

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

Arguments = list[tuple[str | None, Expression]]
"""The arguments of a call, each with its keyword; none where a star hides how many there are."""

PROMOTED_TO: Final = frozenset({"builtins.float", "builtins.complex", "builtins.bytes"})
"""Classes that stand for others too, which do not derive from them."""


def function_result(
    judge: Judge,
    function: SymbolNode,
    receiver: Instance | None,
    arguments: Arguments | None,
    *,
    of_class: bool = False,
) -> Value:
    """Judge what a function gives: mutable only if each signature that fits says so.

    Looked up on a class, a method takes its object as an argument: ``str.split("a b")``.
    """
    bound = receiver is not None and _is_bound(function, of_class)
    fitting = [s for s in signatures(judge, function) if _fits(s, arguments, bound)]
    if len(fitting) > 1:
        fitting = [s for s in fitting if _takes(judge, s, arguments or [], bound)]
    values = [
        _solved(judge, s, receiver if bound else None, arguments or [])
        or _declared_result(judge, s, receiver, function)
        for s in fitting
    ]
    agreed = len(values) == 1 or (bool(values) and all(value.mutable for value in values))
    return values[0] if agreed else NOT_KNOWN


def fitting(
    judge: Judge, function: SymbolNode, arguments: Arguments | None, *, bound: bool
) -> list[CallableType]:
    """Give the declared signatures that a call can mean, by its number and names of arguments."""
    bound = bound and (function.name == "__new__" or _is_bound(function))
    return [s for s in signatures(judge, function) if _fits(s, arguments, bound)]


def _is_bound(function: SymbolNode, of_class: bool = False) -> bool:
    """Tell whether a function that was looked up gets its first argument from there."""
    if isinstance(function, Decorator):
        function = function.func
    if not isinstance(function, FuncDef | OverloadedFuncDef):
        return True
    return function.is_class if of_class else not function.is_static


def signatures(judge: Judge, function: SymbolNode) -> list[CallableType]:
    """Give the declared signatures of a function, none where a decorator may replace it.

    Decorators are in the tree of their own module only; of another module, a class method or
    static method is trusted in a stub, where nothing else decorates.
    """
    if isinstance(function, OverloadedFuncDef):
        overloads = [i for i in function.items if not isinstance(i, Decorator) or i.is_overload]
        return [s for item in overloads for s in _declared(item)]
    if isinstance(function, Decorator):
        module = judge.program.module_of(function.fullname)
        bound = function.func.is_class or function.func.is_static
        trusted = module is not None and (module.is_stub or module is judge.program.current)
        if function.func.is_property or not (bound and trusted) or function.decorators:
            return []
    return _declared(function)


def _declared(function: SymbolNode | Decorator) -> list[CallableType]:
    if isinstance(function, Decorator):
        function = function.func
    declared = function.type if isinstance(function, FuncDef) else None
    return [declared] if isinstance(declared, CallableType) and not declared.implicit else []


def _formals(signature: CallableType, bound: bool) -> list[FormalArgument]:
    """Give the parameters that a call fills, without the one that is bound."""
    formals = signature.formal_arguments()
    return formals[1:] if bound and formals and formals[0].pos == 0 else formals


def _fits(signature: CallableType, arguments: Arguments | None, bound: bool) -> bool:
    """Tell whether a call can mean this signature, by the number and names of its arguments."""
    if arguments is None:
        return True
    formals = _formals(signature, bound)
    given = {name for name, _ in arguments if name is not None}
    positional = sum(name is None for name, _ in arguments)
    slots = [formal for formal in formals if formal.pos is not None]
    if positional > len(slots) and not signature.is_var_arg:
        return False
    if not signature.is_kw_arg and not given <= {formal.name for formal in formals}:
        return False
    return all(
        not formal.required or formal.name in given or formal in slots[:positional]
        for formal in formals
    )


def _takes(judge: Judge, signature: CallableType, arguments: Arguments, bound: bool) -> bool:
    """Tell whether the classes of the arguments allow this signature."""
    positional = [f for f in _formals(signature, bound) if f.pos is not None]
    named = {formal.name: formal for formal in _formals(signature, bound)}
    for position, (name, argument) in enumerate(arguments):
        formal = named.get(name) if name is not None else None
        if name is None and position < len(positional):
            formal = positional[position]
        if formal is not None and _differ(judge.value(argument).type, get_proper_type(formal.typ)):
            return False
    return True


def _differ(given: ProperType | None, wanted: ProperType) -> bool:
    """Tell whether an object is certainly no instance of an ordinary class."""
    if not isinstance(given, Instance) or not isinstance(wanted, Instance):
        return False
    held, asked = given.type, wanted.type
    is_open = held.fallback_to_any or held.is_protocol or asked.is_protocol
    return not (is_open or held.has_base(asked.fullname) or _is_promoted(held, asked))


def _is_promoted(held: TypeInfo, asked: TypeInfo) -> bool:
    """Tell whether an object may pass for one of a class that it does not derive from."""
    if asked.alt_promote is not None:
        return True
    return asked.fullname in PROMOTED_TO and any(base._promote for base in held.mro)


def _declared_result(
    judge: Judge, signature: CallableType, receiver: Instance | None, function: SymbolNode
) -> Value:
    declared = get_proper_type(signature.ret_type)
    owner = getattr(function, "info", None)
    if receiver is not None and isinstance(owner, TypeInfo) and owner:
        declared = get_proper_type(seen_from(declared, receiver, owner))
    return judge.of_type(declared)


def _solved(
    judge: Judge,
    signature: CallableType,
    receiver: Instance | None,
    arguments: Arguments,
) -> Value | None:
    """Judge a result that is a type variable: that of the receiver or of an argument."""
    variable = get_proper_type(signature.ret_type)
    if not isinstance(variable, TypeVarType):
        return None
    if receiver is not None and signature.arg_types:
        first = get_proper_type(signature.arg_types[0])
        if (first.item if isinstance(first, TypeType) else first) == variable:
            return judge.of_type(receiver)
    formals = _formals(signature, receiver is not None)
    positional = [formal for formal in formals if formal.pos is not None]
    for position, (name, argument) in enumerate(arguments):
        matching = [formal for formal in formals if formal.name == name]
        if name is None:
            matching = positional[position : position + 1]
        if matching and get_proper_type(matching[0].typ) == variable:
            return replace(judge.value(argument), form=Form.FRESH, name="", truth=None)
    return None
