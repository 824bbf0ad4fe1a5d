"""What a call gives and does: methods, functions of the library, of the module, closures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy import nodes
from mypy.nodes import CallExpr, Expression, FuncDef, MemberExpr, NameExpr, TypeInfo, Var

from mypy_defaults_plugin.flow import methods
from mypy_defaults_plugin.flow.apply import apply, call_object, method_of_object
from mypy_defaults_plugin.flow.arguments import Arguments
from mypy_defaults_plugin.flow.callables import (
    call_for_each,
    called_objects,
    hand_over,
)
from mypy_defaults_plugin.flow.callees import (
    callee_of,
    class_object,
    is_of_project,
    method_of,
    method_of_super,
)
from mypy_defaults_plugin.flow.construct import construct
from mypy_defaults_plugin.flow.implicit import own_method_of
from mypy_defaults_plugin.flow.methods import BY_NAME, FUNCTIONS, STORING_METHODS, effect_of
from mypy_defaults_plugin.flow.objects import (
    ANY_ITEM,
    NOTHING,
    OUTER,
    Default,
    Outer,
    Value,
)
from mypy_defaults_plugin.mutability.calls import class_of, symbol_of

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.evaluation import Evaluation

CALLS_ITS_FIRST: Final = frozenset({"builtins.map", "builtins.filter"})
SAYS_WHAT_IT_IS: Final = (
    nodes.CastExpr,
    nodes.AssertTypeExpr,
    nodes.RevealExpr,
    nodes.DictExpr,
)
"""What mypy makes of calls that are none."""
PAIRING: Final = frozenset({"builtins.zip", "builtins.enumerate"})


def call(run: Evaluation, node: CallExpr) -> Value:
    """Evaluate a call."""
    if isinstance(node.analyzed, SAYS_WHAT_IT_IS):
        return run.value(node.analyzed)
    callee = node.callee
    if isinstance(callee, nodes.SuperExpr):
        return _method_of_super(run, node, callee)
    symbol = symbol_of(run.flow.judge, callee)
    info = class_of(symbol) or class_object(run.flow, callee)
    owner = None
    if isinstance(callee, MemberExpr) and isinstance(callee.expr, nodes.RefExpr):
        owner = class_of(symbol_of(run.flow.judge, callee.expr))
    of_object = owner is None and info is None
    if isinstance(callee, MemberExpr) and of_object and not _is_module_member(callee):
        return _method(run, node, callee)
    given = Arguments(run, node)
    if info is not None:
        return _class(run, node, info, given)
    if owner is not None and isinstance(callee, MemberExpr) and given.values:
        return _unbound(run, node, owner, callee.name, given)
    if isinstance(callee, NameExpr) and not isinstance(symbol, FuncDef):
        called = run.value(callee) if symbol is None or isinstance(symbol, Var) else NOTHING
        if called:
            return called_objects(run, node, called, given)
    if symbol is None and not isinstance(callee, NameExpr):
        return called_objects(run, node, run.value(callee), given)
    return _function(run, node, symbol, given)


def _class(run: Evaluation, node: CallExpr, info: TypeInfo, given: Arguments) -> Value:
    if info.fullname == "builtins.type":
        return OUTER
    if info.fullname in methods.LAZY:
        return _lazy(run, node, info.fullname, given)
    return construct(run, node, info, given)


def _is_module_member(callee: MemberExpr) -> bool:
    return isinstance(callee.expr, nodes.RefExpr) and isinstance(callee.expr.node, nodes.MypyFile)


def _method(run: Evaluation, node: CallExpr, callee: MemberExpr) -> Value:
    key = run.key_of(callee)
    if key is not None and key in run.state:
        return called_objects(run, node, run.value(callee), Arguments(run, node))
    receiver = run.value(callee.expr)
    given = Arguments(run, node)
    method = method_of(run.flow, callee)
    if method is not None and is_of_project(run.flow, method):
        return apply(run, node, method, receiver, given)
    result: Value = NOTHING
    if not receiver:
        hand_over(run, node, given)
    for current in receiver:
        own = own_method_of(run, current, callee.name)
        if own is not None:
            result |= apply(run, node, own, frozenset({current}), given)
        elif isinstance(current, Outer):
            result |= _method_of_outer(run, node, callee, given)
        else:
            result |= method_of_object(run, node, current, callee.name, given.values)
    if callee.name == "join":
        run.consume(given.at(0), node)
    return result


def _method_of_outer(
    run: Evaluation, node: CallExpr, callee: MemberExpr, given: Arguments
) -> Value:
    """Call a method of an object that outlives the call: what it stores gets out."""
    info = run.flow.class_of_expression(callee.expr)
    effect = effect_of(run.flow.judge, info, callee.name) if info is not None else None
    if info is None and callee.name in STORING_METHODS:
        effect = BY_NAME[callee.name]
    hand_over(run, node, given)
    if effect is not None and (effect.stores or effect.spills):
        stored = run.items(given.all()) if effect.spills else given.all()
        run.leak(stored, node, f'is put into "{spelling(callee.expr)}", which outlives the call')
    return frozenset({Outer()})


def spelling(expression: Expression) -> str:
    """Give a short name for an object in a message."""
    if isinstance(expression, NameExpr):
        return expression.name
    if isinstance(expression, MemberExpr):
        return f"{spelling(expression.expr)}.{expression.name}"
    return "an object"


def _unbound(
    run: Evaluation, node: CallExpr, owner: TypeInfo, name: str, given: Arguments
) -> Value:
    """Call ``list.append(x, 1)``, a method through its class."""
    callee = callee_of(run.flow, node.callee)
    if callee is not None and is_of_project(run.flow, callee):
        return apply(run, node, callee, NOTHING, given)
    effect = effect_of(run.flow.judge, owner, name)
    result: Value = NOTHING
    for current in given.at(0):
        if effect is not None and not isinstance(current, Outer):
            result |= run.apply(effect, current, given.values[1:], node)
    return result


def _lazy(run: Evaluation, node: CallExpr, fullname: str, given: Arguments) -> Value:
    """Make an iterator over the arguments."""
    if fullname in CALLS_ITS_FIRST:
        sources = [run.items(value) for value in given.values[1:]]
        held: Value = NOTHING
        for current in given.at(0):
            held |= call_object(run, node, frozenset({current}), dict(enumerate(sources)))
        return run.made(node, {ANY_ITEM: sources[0] if "filter" in fullname and sources else held})
    if fullname in PAIRING:
        items = [run.items(value) for value in given.values]
        return run.pairs(node, [NOTHING, *items] if "enumerate" in fullname else items)
    spent = [o for o in given.all() if isinstance(o, Default) and run.flow.is_iterator(o.parameter)]
    if fullname == "builtins.iter" and spent:
        return frozenset(spent)
    return run.made(node, {ANY_ITEM: run.items(given.all()), ".source": frozenset(spent)})


def _function(
    run: Evaluation, node: CallExpr, symbol: nodes.SymbolNode | None, given: Arguments
) -> Value:
    fullname = symbol.fullname if symbol is not None else ""
    if fullname in methods.CONSTRUCTORS:
        run.consume(given.all(), node)
        call_for_each(run, node, given)
        return run.made(node, {ANY_ITEM: run.items(given.at(0))})
    if fullname in methods.LAZY:
        return _lazy(run, node, fullname, given)
    if fullname in methods.SHALLOW_COPIES:
        return run.copy(node, given.at(0))
    if fullname in methods.DEEP_COPIES:
        return run.made(node, {})
    if fullname == "builtins.next":
        run.consume(given.at(0), node)
        return run.items(given.at(0)) | given.at(1)
    if fullname in methods.CONSUMERS:
        run.consume(given.all(), node)
        call_for_each(run, node, given)
    if fullname == "functools.reduce":
        return _reduced(run, node, given)
    known = FUNCTIONS.get(fullname)
    if known is not None:
        return _library_function(run, node, known, given)
    if isinstance(symbol, FuncDef) and symbol in run.state:
        return called_objects(run, node, run.state.value(symbol), given)
    callee = callee_of(run.flow, node.callee)
    if callee is not None and is_of_project(run.flow, callee):
        return apply(run, node, callee, NOTHING, given)
    hand_over(run, node, given)
    return NOTHING


def _reduced(run: Evaluation, node: CallExpr, given: Arguments) -> Value:
    """Call a function again and again, with what it gave before and the next item."""
    items = run.items(given.at(1))
    run.consume(given.at(1), node)
    result = given.at(2) | (items if len(given.values) < 3 else NOTHING)
    before: Value | None = None
    while result != before:
        before = result
        result |= call_object(run, node, given.at(0), {0: before, 1: items})
    return result


def _method_of_super(run: Evaluation, node: CallExpr, callee: nodes.SuperExpr) -> Value:
    """Call a method of a class above, on the first parameter of the method in hand."""
    given = Arguments(run, node)
    method = method_of_super(run.flow, callee)
    if method is None or not is_of_project(run.flow, method):
        hand_over(run, node, given)
        return NOTHING
    first = run.flow.function.arguments[:1]
    receiver = run.state.value(first[0].variable) if first else NOTHING
    return apply(run, node, method, receiver, given)


def _library_function(
    run: Evaluation, node: CallExpr, known: methods.FunctionEffect, given: Arguments
) -> Value:
    changed = given.at(known.position)
    others = [v for position, v in enumerate(given.values) if position != known.position]
    run.change(changed, node, adds=known.change is methods.Change.ADDS)
    stored: Value = frozenset().union(*others) if others else NOTHING
    if known.spills:
        stored = run.items(stored)
    if known.stores or known.spills:
        run.store(changed, ANY_ITEM, stored, node, run.flow.outlives(node))
    if known.result is methods.Result.ITEM:
        return run.items(changed)
    if known.result is methods.Result.ITEM_OR_ARGUMENT:
        return changed if known.spills else run.items(changed) | stored
    return NOTHING
