"""Calls that describe a field: ``field(default=...)`` and its like in every framework."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mypy.nodes import (
    ARG_STAR,
    ARG_STAR2,
    CallExpr,
    Decorator,
    Expression,
    FuncDef,
    ListExpr,
    NameExpr,
    OverloadedFuncDef,
    StrExpr,
    SymbolNode,
    TupleExpr,
    Var,
)
from mypy.types import Instance, ProperType, TupleType

from mypy_defaults_plugin.mutability.calls import symbol_of
from mypy_defaults_plugin.mutability.value import NOT_KNOWN, Value

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

LONGEST_CHAIN: Final = 5
"""Names of names are followed that far."""
FACTORIES: Final = frozenset({"default_factory", "factory"})
"""Arguments of a specifier that take a function; nothing is shared then."""


def full_name(judge: Judge, node: Expression) -> str:
    """Give the full name of what a name, or the callee of a call, is bound to."""
    written = behind(judge, node.callee if isinstance(node, CallExpr) else node)
    symbol = symbol_of(judge, written)
    if isinstance(symbol, Var):
        symbol = judge.constants.function(judge, symbol) or symbol
    return symbol.fullname if symbol is not None else ""


def behind(judge: Judge, node: Expression) -> Expression:
    """Give what a name stands for that this module gives to something: ``f = field``."""
    for _ in range(LONGEST_CHAIN):
        symbol = symbol_of(judge, node)
        given = judge.constants.only_binding(judge, symbol) if isinstance(symbol, Var) else None
        if given is None:
            break
        node = given
    return node


def is_call_of(judge: Judge, node: Expression | None, names: frozenset[str]) -> bool:
    """Tell whether an expression calls one of some functions."""
    return isinstance(node, CallExpr) and full_name(judge, node) in names


def default_argument(call: CallExpr, *, positional: bool = False) -> Expression | None:
    """Give the default that a specifier is called with; None where there is none for sure.

    ``positional`` tells whether the first positional argument is the default too.
    """
    if not leaves_default_open(call):
        return None
    if "default" in call.arg_names:
        return call.args[call.arg_names.index("default")]
    return call.args[0] if positional and call.args and call.arg_names[0] is None else None


def leaves_default_open(call: CallExpr) -> bool:
    """Tell whether a specifier has no factory, nor unpacked arguments that may be anything."""
    factories = [keyword(call, name) for name in FACTORIES]
    if any(factory is not None and not is_none(factory) for factory in factories):
        return False
    return ARG_STAR not in call.arg_kinds and ARG_STAR2 not in call.arg_kinds


def keyword(call: Expression | None, name: str) -> Expression | None:
    """Give an argument of a call by its keyword."""
    if isinstance(call, CallExpr) and name in call.arg_names:
        return call.args[call.arg_names.index(name)]
    return None


def is_true(node: Expression | None) -> bool:
    """Tell whether an expression is the word ``True``."""
    return isinstance(node, NameExpr) and node.fullname == "builtins.True"


def is_false(node: Expression | None) -> bool:
    """Tell whether an expression is the word ``False``."""
    return isinstance(node, NameExpr) and node.fullname == "builtins.False"


def is_none(node: Expression) -> bool:
    """Tell whether an expression is the word ``None``."""
    return isinstance(node, NameExpr) and node.fullname == "builtins.None"


def value_of(judge: Judge, default: Expression) -> Value:
    """Judge a default, which is not known where it may stand for something else.

    A function that takes a default or a factory describes a field, whatever result it declares;
    the attribute of an object with ``__get__`` is what that method gives.
    """
    if isinstance(default, CallExpr) and _describes_a_field(symbol_of(judge, default.callee)):
        return NOT_KNOWN
    value = judge.value(default)
    return NOT_KNOWN if _is_descriptor(judge, value.type) else value


def written_default(
    judge: Judge, written: Expression | None, specifiers: frozenset[str]
) -> tuple[Expression, CallExpr | None] | None:
    """Give the default out of what is assigned to a field, with the specifier around it."""
    if written is None:
        return None
    if isinstance(written, CallExpr) and is_call_of(judge, written, specifiers):
        default = default_argument(written)
        return None if default is None else (default, written)
    return written, None


def triples(declared: Expression | None) -> Iterator[tuple[str, Expression]]:
    """Give name and default out of ``[("x", list, []), ...]``, as functions that make classes."""
    if not isinstance(declared, ListExpr | TupleExpr):
        return
    for item in declared.items:
        if isinstance(item, TupleExpr) and len(item.items) == 3:
            name, _, default = item.items
            if isinstance(name, StrExpr):
                yield name.value, default


def _describes_a_field(symbol: SymbolNode | None) -> bool:
    if symbol is None or symbol.fullname.partition(".")[0] in sys.stdlib_module_names:
        return symbol is not None and symbol.fullname == "dataclasses.field"
    if isinstance(symbol, OverloadedFuncDef):
        return any(_describes_a_field(item) for item in symbol.items)
    if isinstance(symbol, Decorator):
        symbol = symbol.func
    if not isinstance(symbol, FuncDef):
        return False
    return not (FACTORIES | {"default"}).isdisjoint(name or "" for name in symbol.arg_names)


def _is_descriptor(judge: Judge, declared: ProperType | None) -> bool:
    if isinstance(declared, TupleType):
        declared = declared.partial_fallback
    if not isinstance(declared, Instance):
        return False
    return judge.program.member(declared.type, "__get__")[0] is not None
