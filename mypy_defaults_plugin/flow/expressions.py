"""What each kind of expression gives and does: one rule a kind, in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mypy import nodes
from mypy.nodes import Expression, MemberExpr, NameExpr, TypeInfo

from mypy_defaults_plugin.flow import calls, conditions, implicit, narrowing, operators
from mypy_defaults_plugin.flow.callees import callee_of, function_of, is_named, is_of_project
from mypy_defaults_plugin.flow.containers import Change, effect_of
from mypy_defaults_plugin.flow.objects import ANY_ITEM, NOTHING, OUTER, Function, Value
from mypy_defaults_plugin.flow.tasks import Task

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.evaluation import Evaluation


Comprehension = (
    nodes.GeneratorExpr
    | nodes.ListComprehension
    | nodes.SetComprehension
    | nodes.DictionaryComprehension
)
SHELLS: Final = (nodes.ListComprehension, nodes.SetComprehension)
COMPREHENDED: Final[dict[type[Expression], str]] = {
    nodes.ListComprehension: "builtins.list",
    nodes.SetComprehension: "builtins.set",
    nodes.DictionaryComprehension: "builtins.dict",
}


class Rule(NamedTuple):
    """What a kind of expression gives and does, once its parts have been evaluated in order."""

    do: Callable[[Evaluation, Any], Value | Task[Value]]
    parts: Callable[[Any], Iterable[Expression | None]]


def name(self: Evaluation, node: NameExpr) -> Value:
    """Give what a name may hold."""
    symbol = node.node
    self.mentioned.add(symbol)
    if symbol in self.state.variables:
        return self.state.variables[symbol]
    if function_of(symbol) is not None or (symbol is not None and is_named(symbol)):
        callee = callee_of(self.flow, node)
        if callee is not None and is_of_project(self.flow, callee):
            return frozenset({Function(callee)})
    return self.name(symbol, local=node.kind == nodes.LDEF)


def _member(self: Evaluation, node: MemberExpr) -> Value:
    key = self.key_of(node)
    if key is not None and key in self.state:
        return self.state.value(key)
    holder = self.value(node.expr)
    callee = callee_of(self.flow, node)
    if callee is not None and is_of_project(self.flow, callee):
        return frozenset({Function(callee, holder if callee.bound else NOTHING)})
    if isinstance(node.expr, NameExpr) and isinstance(node.expr.node, TypeInfo | nodes.MypyFile):
        return OUTER
    found = implicit.property_value(self, node, holder)
    return self.attribute(holder, node.name) if found is None else found


def _index(self: Evaluation, node: nodes.IndexExpr) -> Value:
    holder = self.value(node.base)
    self.value(node.index)
    if isinstance(node.index, nodes.SliceExpr):
        return operators.sliced(self, node, holder)
    for current in holder:
        effect = effect_of(self.class_of(current), "__getitem__")
        if effect.change is not Change.NONE:
            self.change(frozenset({current}), node, effect.change)
    given, holder = implicit.items_at(self, node, holder)
    position = self.position(node.index)
    found = self.items(holder) if position == ANY_ITEM else self.item_at(holder, position)
    return given | found


def _display(self: Evaluation, node: nodes.ListExpr | nodes.TupleExpr | nodes.SetExpr) -> Value:
    items: dict[Any, Value] = {}
    certain = not isinstance(node, nodes.SetExpr)
    for position, item in enumerate(node.items):
        value = self.value(item)
        if isinstance(item, nodes.StarExpr):
            self.consume(value, item)
            value, certain = self.iterated(value), False
        key = position if certain else ANY_ITEM
        items[key] = items.get(key, NOTHING) | value
    return self.made(node, items, kind=KINDS[type(node)])


def _dict(self: Evaluation, node: nodes.DictExpr) -> Value:
    items: dict[Any, Value] = {}
    for key, expression in node.items:
        self.value(key)
        value = self.value(expression)
        position = ANY_ITEM if key is None else self.position(key)
        items[position] = items.get(position, NOTHING) | (
            self.items(value) if key is None else value
        )
    return self.made(node, items, kind="builtins.dict")


def _comprehended(self: Evaluation, whole: Comprehension) -> Task[Value]:
    node = whole.generator if isinstance(whole, SHELLS) else whole
    before = self.state
    for index, sequence, filters in zip(node.indices, node.sequences, node.condlists, strict=True):
        source: Value = yield self.evaluate(sequence)
        self.consume(source, sequence)
        item = self.iterated(source)
        self.state = narrowing.refined(self, sequence, truth=True)
        if self.state.is_possible:
            self.assign(index, item, None)
        for condition in filters:
            if self.state.is_possible:
                yield conditions.assume(self, condition)
        if not self.state.is_possible:
            self.state = before
            return self.made(whole, {}, kind=COMPREHENDED.get(type(whole), ""))
    held: Value = NOTHING
    if isinstance(node, nodes.GeneratorExpr):
        held = yield self.evaluate(node.left_expr)
    else:
        yield self.evaluate(node.key)
        held = yield self.evaluate(node.value)
    self.state = before.join(self.state)
    return self.made(whole, {ANY_ITEM: held}, kind=COMPREHENDED.get(type(whole), ""))


def _lambda(self: Evaluation, node: nodes.LambdaExpr) -> Value:
    return frozenset({self.flow.closure(node)})


def _walrus(self: Evaluation, node: nodes.AssignmentExpr) -> Value:
    value = self.value(node.value)
    self.assign(node.target, value, node.value)
    return value


def _yield(self: Evaluation, node: nodes.YieldExpr) -> Value:
    self.flow.hand_out(self, self.value(node.expr), node.expr or node, "yielded")
    self.flow.let_others_run(self)
    return NOTHING


def _yield_from(self: Evaluation, node: nodes.YieldFromExpr) -> Value:
    value = self.value(node.expr)
    self.consume(value, node.expr)
    self.flow.hand_out(self, self.iterated(value), node.expr, "yielded")
    self.flow.let_others_run(self)
    return NOTHING


def _await(self: Evaluation, node: nodes.AwaitExpr) -> Value:
    value = self.value(node.expr)
    self.flow.let_others_run(self)
    return value


def _operation(self: Evaluation, node: nodes.OpExpr) -> Value | Task[Value]:
    if node.op in ("and", "or"):
        return conditions.value_of_boolean(self, node)
    return operators.operation(self, node)


def _operands(node: nodes.OpExpr) -> Iterable[Expression]:
    return () if node.op in ("and", "or") else (node.left, node.right)


def _nothing(self: Evaluation, node: Expression) -> Value:
    return NOTHING


def _no_parts(node: Expression) -> Iterable[Expression]:
    return ()


def _in(*names: str) -> Callable[[Any], Iterator[Expression | None]]:
    """Find the parts of an expression in some attributes, in the order of their evaluation."""
    getters = [attrgetter(name) for name in names]

    def parts(node: Expression) -> Iterator[Expression | None]:
        for getter in getters:
            found = getter(node)
            if isinstance(found, list):
                yield from found
            else:
                yield found

    return parts


def _same_as(name: str) -> Rule:
    """Give what a part of the expression gives."""
    return Rule(lambda self, node: self.value(getattr(node, name)), _in(name))


def _parts_of_call(node: nodes.CallExpr) -> Iterator[Expression]:
    """Give what a call evaluates: of a method, the object first."""
    if node.analyzed is not None:
        yield node.analyzed
        return
    if isinstance(node.callee, MemberExpr):
        yield node.callee.expr
    elif not isinstance(node.callee, NameExpr):
        yield node.callee
    yield from node.args


def _parts_of_dict(node: nodes.DictExpr) -> Iterator[Expression | None]:
    for item in node.items:
        yield from item


def _defaults(node: nodes.LambdaExpr) -> Iterator[Expression | None]:
    return (argument.initializer for argument in node.arguments)


KINDS: Final[dict[type[Expression], str]] = {
    nodes.ListExpr: "builtins.list",
    nodes.TupleExpr: "builtins.tuple",
    nodes.SetExpr: "builtins.set",
}
"""The classes of displays."""

RULES: Final[dict[type[Expression], Rule]] = {
    NameExpr: Rule(name, _no_parts),
    MemberExpr: Rule(_member, _in("expr")),
    nodes.IndexExpr: Rule(_index, _in("base", "index")),
    nodes.SliceExpr: Rule(_nothing, _in("begin_index", "end_index", "stride")),
    nodes.ListExpr: Rule(_display, _in("items")),
    nodes.TupleExpr: Rule(_display, _in("items")),
    nodes.SetExpr: Rule(_display, _in("items")),
    nodes.DictExpr: Rule(_dict, _parts_of_dict),
    nodes.ListComprehension: Rule(_comprehended, _no_parts),
    nodes.SetComprehension: Rule(_comprehended, _no_parts),
    nodes.GeneratorExpr: Rule(_comprehended, _no_parts),
    nodes.DictionaryComprehension: Rule(_comprehended, _no_parts),
    nodes.ConditionalExpr: Rule(conditions.conditional, _no_parts),
    nodes.OpExpr: Rule(_operation, _operands),
    nodes.ComparisonExpr: Rule(operators.comparison, _in("operands")),
    nodes.UnaryExpr: Rule(_nothing, _in("expr")),
    nodes.CallExpr: Rule(calls.call, _parts_of_call),
    nodes.LambdaExpr: Rule(_lambda, _defaults),
    nodes.AssignmentExpr: Rule(_walrus, _in("value")),
    nodes.YieldExpr: Rule(_yield, _in("expr")),
    nodes.YieldFromExpr: Rule(_yield_from, _in("expr")),
    nodes.AwaitExpr: Rule(_await, _in("expr")),
    nodes.StarExpr: _same_as("expr"),
    nodes.CastExpr: _same_as("expr"),
    nodes.AssertTypeExpr: _same_as("expr"),
    nodes.RevealExpr: _same_as("expr"),
}
