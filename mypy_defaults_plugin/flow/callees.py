"""Which function of the project a call means, by what its names are bound to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mypy import nodes
from mypy.nodes import (
    ArgKind,
    CallExpr,
    Decorator,
    Expression,
    FuncDef,
    MemberExpr,
    NameExpr,
    OverloadedFuncDef,
    SuperExpr,
    SymbolNode,
    TypeInfo,
    Var,
)

from mypy_defaults_plugin.declared.unchangeable import result_is_unchangeable
from mypy_defaults_plugin.mutability.calls import class_of, symbol_of
from mypy_defaults_plugin.record import record, replace
from mypy_defaults_plugin.summaries.solver import DISPATCHED, SETTER, shown_name

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.function import FunctionFlow

CONSTRUCTORS: Final = ("__init__", "__new__")
PLAIN_METACLASSES: Final = frozenset({"builtins.type", "abc.ABCMeta", "enum.EnumMeta"})
"""Classes of classes that call ``__new__`` and ``__init__``."""


@record
class Callee:
    """A function that a call means.

    ``bound`` where the call does not write its first argument; ``constructs`` where that is a
    new instance, of the class ``owner``; ``gives_back`` where what it returns may change;
    ``of_class`` for a class method.
    """

    fullname: str
    names: tuple[str | None, ...]
    kinds: tuple[ArgKind, ...]
    bound: bool = False
    constructs: bool = False
    owner: str = ""
    gives_back: bool = True
    of_class: bool = False

    @property
    def name(self) -> str:
        """Give the name for a message; a constructor goes by its class."""
        return self.owner if self.constructs else shown_name(self.fullname)


def function_of(symbol: SymbolNode | None) -> FuncDef | None:
    """Give the function that a symbol is bound to; a decorator may still have replaced it."""
    if isinstance(symbol, OverloadedFuncDef):
        symbol = symbol.impl
    if isinstance(symbol, Decorator):
        symbol = symbol.func
    return symbol if isinstance(symbol, FuncDef) else None


def callee_of(flow: FunctionFlow, callee: Expression) -> Callee | None:
    """Resolve what is called; None where it is no function or class of the project."""
    known = flow.callees
    if callee not in known:
        known[callee] = _resolved(flow, callee)
    return known[callee]


def _resolved(flow: FunctionFlow, callee: Expression) -> Callee | None:
    symbol = symbol_of(flow.judge, callee)
    info = class_of(symbol)
    if info is not None:
        return next(constructors_of(flow, info), None)
    function = function_of(_named(flow, symbol))
    if function is not None and not function.is_property:
        through_class = isinstance(callee, MemberExpr) and bool(function.info)
        return _as_callee(flow, function, bound=through_class and function.is_class)
    if isinstance(callee, MemberExpr) and symbol is None:
        return method_of(flow, callee)
    return None


def _named(flow: FunctionFlow, symbol: SymbolNode | None) -> SymbolNode | None:
    """Give the function that a name of a module or class stands for, as in ``load = _load``."""
    if isinstance(symbol, Var) and is_named(symbol):
        return flow.judge.constants.function(flow.judge, symbol)
    return symbol


def function_named(flow: FunctionFlow, symbol: SymbolNode | None) -> SymbolNode | None:
    """Give the function that a name of a module stands for; a stub does not tell which one."""
    if symbol is None or not is_named(symbol):
        return None
    module = flow.judge.program.module_of(symbol.fullname)
    return symbol if module is not None and module.is_stub else _named(flow, symbol)


def is_named(symbol: SymbolNode) -> bool:
    """Tell whether a symbol is a variable of a module or class, which other modules may name."""
    return isinstance(symbol, Var) and symbol.fullname != symbol.name


def constructors_of(flow: FunctionFlow, info: TypeInfo) -> Iterator[Callee]:
    """Give the functions that make a new instance of a class and fill it, the last one first."""
    for name in CONSTRUCTORS:
        symbol, _ = flow.judge.program.member(info, name)
        function = function_of(symbol)
        if function is not None and function.info and function.info.fullname != "builtins.object":
            found = _as_callee(flow, function, bound=True)
            yield replace(found, constructs=name == "__init__", owner=info.name)


def replaces_construction(flow: FunctionFlow, info: TypeInfo) -> bool:
    """Tell whether a metaclass decides what a call of a class does."""
    if info.metaclass_type is None:
        return False
    _, owner = flow.judge.program.member(info.metaclass_type.type, "__call__")
    return owner is not None and owner.fullname not in PLAIN_METACLASSES


def class_object(flow: FunctionFlow, expression: Expression) -> TypeInfo | None:
    """Give the class that ``cls``, ``type(x)`` or ``x.__class__`` stands for."""
    if isinstance(expression, NameExpr):
        function = flow.function
        is_class = isinstance(function, FuncDef) and function.is_class
        return function.info if is_class and is_first_parameter(flow, expression) else None
    if isinstance(expression, MemberExpr) and expression.name == "__class__":
        return flow.class_of_expression(expression.expr)
    if isinstance(expression, CallExpr) and len(expression.args) == 1:
        callee = expression.callee
        if isinstance(callee, NameExpr) and callee.fullname == "builtins.type":
            return flow.class_of_expression(expression.args[0])
    return None


def method_of(flow: FunctionFlow, callee: MemberExpr) -> Callee | None:
    """Give the method that ``x.m`` means, by the class that ``x`` is known to have."""
    receiver = callee.expr
    if isinstance(callee, SuperExpr):
        return None
    exact = isinstance(receiver, CallExpr) and class_of(symbol_of(flow.judge, receiver.callee))
    if exact and exact.fullname != "builtins.type":
        return method_of_class(flow, exact, callee.name, exact=True)
    info = class_object(flow, receiver)
    if info is not None:
        found = method_of_class(flow, info, callee.name)
        return found and replace(found, bound=found.of_class)
    info = flow.class_of_expression(receiver)
    return method_of_class(flow, info, callee.name) if info else None


def method_of_class(
    flow: FunctionFlow, info: TypeInfo, name: str, *, exact: bool = False
) -> Callee | None:
    """Give a method of a class; where the class is not exact, a call may mean an override."""
    symbol, _ = flow.judge.program.member(info, name)
    function = function_of(_named(flow, symbol))
    if function is None or function.is_property:
        return None
    return _as_callee(flow, function, bound=not function.is_static, dispatched=not exact)


def property_of(flow: FunctionFlow, info: TypeInfo, name: str) -> Callee | None:
    """Give the function behind a property of a class."""
    function = getter_of(flow.judge.program.member(info, name)[0])
    return None if function is None else _as_callee(flow, function, bound=True, dispatched=True)


def getter_of(symbol: SymbolNode | None) -> FuncDef | None:
    """Give the function that gives a property."""
    if isinstance(symbol, OverloadedFuncDef) and symbol.is_property and symbol.items:
        symbol = symbol.items[0]
    function = symbol.func if isinstance(symbol, Decorator) else None
    return function if function is not None and function.is_property else None


def setter_of(flow: FunctionFlow, info: TypeInfo, name: str) -> Callee | None:
    """Give the function that sets a property of a class; it has a name of its own in summaries."""
    symbol, _ = flow.judge.program.member(info, name)
    if not isinstance(symbol, OverloadedFuncDef) or not symbol.is_property:
        return None
    getter = property_of(flow, info, name)
    if getter is None or len(symbol.items) < 2:
        return None
    fullname = getter.fullname.removesuffix(DISPATCHED) + SETTER + DISPATCHED
    kinds = (nodes.ARG_POS, nodes.ARG_POS)
    return replace(getter, fullname=fullname, names=("self", "value"), kinds=kinds)


def method_of_super(flow: FunctionFlow, node: SuperExpr) -> Callee | None:
    """Give the method that ``super().m`` means, by the order of the classes above."""
    if node.info is None:
        return None
    for base in node.info.mro[1:]:
        flow.judge.program.depend(base.module_name, f"{base.fullname}.{node.name}")
        entry = base.names.get(node.name)
        if entry is not None:
            function = function_of(entry.node)
            if function is None:
                return None
            return _as_callee(flow, function, bound=not function.is_static)
    return None


def is_of_project(flow: FunctionFlow, callee: Callee) -> bool:
    """Tell whether a function can have a summary: one that is known by a stub has none."""
    module = flow.judge.program.module_of(callee.fullname)
    return module is not None and not module.is_stub


def is_first_parameter(flow: FunctionFlow, expression: Expression) -> bool:
    """Tell whether an expression is ``self`` or ``cls`` of the method in hand."""
    function = flow.function
    if not isinstance(expression, NameExpr) or not isinstance(function, FuncDef):
        return False
    if not function.info or function.is_static or not function.arguments:
        return False
    return expression.node is function.arguments[0].variable


def _as_callee(
    flow: FunctionFlow, function: FuncDef, *, bound: bool, dispatched: bool = False
) -> Callee:
    program = flow.judge.program
    module = program.module_of(function.fullname)
    if module is not None:
        program.depend(module.fullname, function.fullname)
    fullname = function.fullname + (DISPATCHED if dispatched else "")
    return Callee(
        fullname,
        tuple(function.arg_names),
        tuple(function.arg_kinds),
        bound,
        gives_back=not result_is_unchangeable(function.type),
        of_class=function.is_class,
    )
