"""What each kind of expression gives and does: one rule a kind, in one table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from mypy import nodes
from mypy.nodes import Expression, MemberExpr, NameExpr, TypeInfo

from mypy_defaults_plugin.flow import calls, narrowing, operators
from mypy_defaults_plugin.flow.methods import Change, effect_of
from mypy_defaults_plugin.flow.objects import ANY_ITEM, NOTHING, OUTER, Value

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.evaluation import Evaluation

Rule = Callable[["Evaluation", Any], Value]


def _name(self: Evaluation, node: NameExpr) -> Value:
    return self.name(node.node, local=node.kind == nodes.LDEF)


def _member(self: Evaluation, node: MemberExpr) -> Value:
    key = self.key_of(node)
    if key is not None and key in self.state:
        return self.state.value(key)
    if isinstance(node.expr, NameExpr) and isinstance(node.expr.node, TypeInfo | nodes.MypyFile):
        return OUTER
    return self.attribute(self.value(node.expr), node.name)


def _index(self: Evaluation, node: nodes.IndexExpr) -> Value:
    holder = self.value(node.base)
    self.value(node.index)
    if isinstance(node.index, nodes.SliceExpr):
        return operators.sliced(self, node, holder)
    for current in holder:
        info = self.class_of(current)
        effect = effect_of(self.flow.judge, info, "__getitem__") if info is not None else None
        if effect is not None and effect.change is Change.ADDS:
            self.change(frozenset({current}), node, adds=True)
    position = self.position(node.index)
    return self.items(holder) if position == ANY_ITEM else self.item_at(holder, position)


def _slice(self: Evaluation, node: nodes.SliceExpr) -> Value:
    self.all([node.begin_index, node.end_index, node.stride])
    return NOTHING


def _display(self: Evaluation, node: nodes.ListExpr | nodes.TupleExpr | nodes.SetExpr) -> Value:
    items: dict[Any, Value] = {}
    certain = not isinstance(node, nodes.SetExpr)
    for position, item in enumerate(node.items):
        value = self.value(item)
        if isinstance(item, nodes.StarExpr):
            self.consume(value, item)
            value, certain = self.items(value), False
        key = position if certain else ANY_ITEM
        items[key] = items.get(key, NOTHING) | value
    return self.made(node, items)


def _dict(self: Evaluation, node: nodes.DictExpr) -> Value:
    items: dict[Any, Value] = {}
    for key, expression in node.items:
        self.value(key)
        value = self.value(expression)
        position = ANY_ITEM if key is None else self.position(key)
        items[position] = items.get(position, NOTHING) | (
            self.items(value) if key is None else value
        )
    return self.made(node, items)


def _comprehended(
    self: Evaluation,
    node: nodes.GeneratorExpr | nodes.DictionaryComprehension,
    items: list[Expression],
) -> Value:
    before = self.state
    for index, sequence, conditions in zip(
        node.indices, node.sequences, node.condlists, strict=True
    ):
        source = self.value(sequence)
        self.consume(source, sequence)
        item = self.items(source)
        self.state = narrowing.refine(self, sequence, truth=True)
        self.assign(index, item, None)
        for condition in conditions:
            self.value(condition)
            self.state = narrowing.refine(self, condition, truth=True)
    held = [self.value(item) for item in items]
    self.state = before.join(self.state)
    return self.made(node, {ANY_ITEM: held[-1]})


def _conditional(self: Evaluation, node: nodes.ConditionalExpr) -> Value:
    self.value(node.cond)
    start = self.state
    self.state = narrowing.refine(self, node.cond, truth=True)
    first, after_first = self.value(node.if_expr), self.state
    self.state = start
    self.state = narrowing.refine(self, node.cond, truth=False)
    second = self.value(node.else_expr)
    self.state = after_first.join(self.state)
    return first | second


def _lambda(self: Evaluation, node: nodes.LambdaExpr) -> Value:
    self.all([argument.initializer for argument in node.arguments])
    return frozenset({self.flow.closure(node)})


def _walrus(self: Evaluation, node: nodes.AssignmentExpr) -> Value:
    value = self.value(node.value)
    self.assign(node.target, value, node.value)
    return value


def _yield(self: Evaluation, node: nodes.YieldExpr) -> Value:
    self.flow.hand_out(self, self.value(node.expr), node.expr or node, "yielded")
    return NOTHING


def _yield_from(self: Evaluation, node: nodes.YieldFromExpr) -> Value:
    value = self.value(node.expr)
    self.consume(value, node.expr)
    self.flow.hand_out(self, self.items(value), node.expr, "yielded")
    return NOTHING


def _inner(attribute: str) -> Rule:
    return lambda self, node: self.value(getattr(node, attribute))


def _for_effect(*attributes: str) -> Rule:
    def rule(self: Evaluation, node: Any) -> Value:
        for attribute in attributes:
            below = getattr(node, attribute)
            self.all(below if isinstance(below, list) else [below])
        return NOTHING

    return rule


RULES: Final[dict[type[Expression], Rule]] = {
    NameExpr: _name,
    MemberExpr: _member,
    nodes.IndexExpr: _index,
    nodes.SliceExpr: _slice,
    nodes.ListExpr: _display,
    nodes.TupleExpr: _display,
    nodes.SetExpr: _display,
    nodes.DictExpr: _dict,
    nodes.ListComprehension: lambda self, node: self.value(node.generator),
    nodes.SetComprehension: lambda self, node: self.value(node.generator),
    nodes.GeneratorExpr: lambda self, node: _comprehended(self, node, [node.left_expr]),
    nodes.DictionaryComprehension: lambda self, node: _comprehended(
        self, node, [node.key, node.value]
    ),
    nodes.ConditionalExpr: _conditional,
    nodes.OpExpr: operators.operation,
    nodes.ComparisonExpr: operators.comparison,
    nodes.UnaryExpr: _for_effect("expr"),
    nodes.CallExpr: calls.call,
    nodes.LambdaExpr: _lambda,
    nodes.AssignmentExpr: _walrus,
    nodes.YieldExpr: _yield,
    nodes.YieldFromExpr: _yield_from,
    nodes.AwaitExpr: _inner("expr"),
    nodes.StarExpr: _inner("expr"),
    nodes.CastExpr: _inner("expr"),
    nodes.AssertTypeExpr: _inner("expr"),
    nodes.RevealExpr: _inner("expr"),
}
