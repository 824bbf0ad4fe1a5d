"""What a call gives and does: methods, functions of the library, of the module, closures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy import nodes
from mypy.nodes import CallExpr, Decorator, FuncDef, MemberExpr, NameExpr, TypeInfo, Var

from mypy_defaults_plugin.flow import library
from mypy_defaults_plugin.flow.apply import apply, method_of_object
from mypy_defaults_plugin.flow.arguments import Arguments
from mypy_defaults_plugin.flow.callables import (
    called_objects,
    hand_over,
)
from mypy_defaults_plugin.flow.callees import (
    callee_of,
    class_object,
    function_named,
    is_of_project,
    method_of,
    method_of_super,
)
from mypy_defaults_plugin.flow.construct import construct
from mypy_defaults_plugin.flow.containers import STORING, effect_of
from mypy_defaults_plugin.flow.implicit import own_method_of
from mypy_defaults_plugin.flow.objects import (
    NOTHING,
    OUTER,
    Outer,
    Value,
)
from mypy_defaults_plugin.flow.wording import spelling
from mypy_defaults_plugin.mutability.calls import class_of, symbol_of

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.evaluation import Evaluation

SAYS_WHAT_IT_IS: Final = (
    nodes.CastExpr,
    nodes.AssertTypeExpr,
    nodes.RevealExpr,
    nodes.DictExpr,
)
"""What mypy makes of calls that are none."""


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
        return _through_class(run, node, owner, callee.name, given)
    if isinstance(callee, NameExpr) and not isinstance(symbol, FuncDef):
        called = run.value(callee) if symbol is None or isinstance(symbol, Var) else NOTHING
        if not all(isinstance(current, Outer) for current in called):
            return called_objects(run, node, called, given)
        if called and function_named(run.flow, symbol) is None:
            return called_objects(run, node, called, given)
    if symbol is None:
        called = NOTHING if isinstance(callee, NameExpr) else run.value(callee)
        return called_objects(run, node, called, given)
    return _function(run, node, symbol, given)


def _class(run: Evaluation, node: CallExpr, info: TypeInfo, given: Arguments) -> Value:
    if info.fullname == "builtins.type":
        return OUTER
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
    known = None if library.is_of_no_interest(given) else run.flow.class_of_expression(callee.expr)
    if known is not None:
        library.use_up(run, node, known, given)
    result: Value = NOTHING
    if not receiver:
        hand_over(run, node, given)
    for current in receiver:
        own = own_method_of(run, current, callee.name)
        if own is not None:
            result |= apply(run, node, own, frozenset({current}), given)
        elif isinstance(current, Outer):
            result |= _method_of_outer(run, node, callee, known, given)
        else:
            if not effect_of(run.class_of(current), callee.name).stores:
                hand_over(run, node, given)
            result |= method_of_object(run, node, current, callee.name, given.passed(run))
    return result


def _method_of_outer(
    run: Evaluation, node: CallExpr, callee: MemberExpr, info: TypeInfo | None, given: Arguments
) -> Value:
    """Call a method of an object that outlives the call: what it stores gets out."""
    hand_over(run, node, given)
    if info is not None or callee.name in STORING:
        effect = effect_of(info, callee.name)
        gone = given.passed(run).stored(run, effect)
        run.leak(gone, node, f'is put into "{spelling(callee.expr)}", which outlives the call')
    return OUTER


def _through_class(
    run: Evaluation, node: CallExpr, owner: TypeInfo, name: str, given: Arguments
) -> Value:
    """Call ``list.append(x, 1)``, or ``dict.fromkeys(x)``: a method through its class."""
    callee = callee_of(run.flow, node.callee)
    if callee is not None and is_of_project(run.flow, callee):
        return apply(run, node, callee, NOTHING, given)
    symbol, _ = run.flow.judge.program.member(owner, name)
    if isinstance(symbol, Decorator):
        return library.call_function(run, node, symbol, given)
    effect = effect_of(owner, name)
    kept = given.passed(run).stored(run, effect, first=1)
    result: Value = NOTHING
    for current in given.at(0):
        if not isinstance(current, Outer):
            result |= run.apply(effect, current, kept, node)
    return result


def _function(run: Evaluation, node: CallExpr, symbol: nodes.SymbolNode, given: Arguments) -> Value:
    if isinstance(symbol, FuncDef) and symbol in run.state:
        return called_objects(run, node, run.state.value(symbol), given)
    callee = callee_of(run.flow, node.callee)
    if callee is not None and is_of_project(run.flow, callee):
        return apply(run, node, callee, NOTHING, given)
    return library.call_function(run, node, symbol, given)


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
