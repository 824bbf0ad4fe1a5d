"""What statements and expressions do with local names, noted on the walk."""

from __future__ import annotations

from typing import Any, Final

from mypy import nodes
from mypy.nodes import LDEF, CallExpr, Expression, MemberExpr, NameExpr, Var

from mypy_defaults_plugin.walk.facts import ModuleFacts
from mypy_defaults_plugin.walk.uses import (
    AUGMENTED,
    DISCARDED,
    DISPLAYS,
    HELD,
    ITEMS,
    JOINING,
    LITERALS,
    REMOVED,
    RETURNED,
    SET,
    UNKNOWN,
    Leave,
    Push,
    Read,
)

CLASS_MAKERS: Final = frozenset(
    {
        "attr.make_class",
        "attrs.make_class",
        "collections.namedtuple",
        "dataclasses.make_dataclass",
        "msgspec.defstruct",
        "pydantic.main.create_model",
        "pydantic.v1.main.create_model",
    }
)
"""Functions that make a class of fields."""


def called(facts: ModuleFacts, node: CallExpr, result: Any, push: Push) -> None:
    """Visit a call, of whose result something becomes."""
    callee = node.callee
    if type(callee) in REFERENCES and callee.fullname in CLASS_MAKERS:  # type: ignore[attr-defined]
        facts.class_makers.append(node)
    facts.uses.call(node, result, push)


REFERENCES: Final = (NameExpr, MemberExpr)


def _done(facts: ModuleFacts, node: nodes.ExpressionStmt, push: Push) -> None:
    facts.uses.statement = node
    expression = node.expr
    if type(expression) is nodes.AwaitExpr:
        expression = expression.expr
    if type(expression) is CallExpr:
        called(facts, expression, DISCARDED, push)
    else:
        push(expression)


def _returned(facts: ModuleFacts, node: nodes.ReturnStmt, push: Push) -> None:
    facts.uses.statement = node
    expression = node.expr
    if type(expression) is CallExpr:
        called(facts, expression, RETURNED, push)
    elif type(expression) in DISPLAYS:
        for item in expression.items:  # type: ignore[union-attr]
            facts.uses.value(item, HELD, push)
    else:
        facts.uses.value(expression, RETURNED, push)


def bound(facts: ModuleFacts, targets: list[Expression], value: Expression, push: Push) -> None:
    """Note what an assignment does to local names."""
    if len(targets) == 1 and type(value) in FOLLOWED and type(targets[0]) not in DISPLAYS:
        facts.uses.assign(targets[0], value, push)
        return
    result: Any = UNKNOWN
    if len(targets) == 1 and type(targets[0]) is NameExpr and targets[0].kind == LDEF:
        result = targets[0].node
    if type(value) is CallExpr:
        called(facts, value, result, push)
    else:
        push(value)
    for target in targets:
        facts.uses.assign(target, None, push)


FOLLOWED: Final[frozenset[type]] = frozenset(
    {NameExpr, MemberExpr, nodes.IndexExpr, nodes.OpExpr, nodes.ConditionalExpr}
)
"""Kinds of values of which it is known what they are, if they are bound to a name."""


def _augmented(facts: ModuleFacts, node: nodes.OperatorAssignmentStmt, push: Push) -> None:
    facts.uses.statement = node
    uses, target = facts.uses, node.lvalue
    if type(target) is NameExpr:
        push(node.rvalue)
        if target.kind == LDEF and type(target.node) is Var:
            uses.note((target.node, ""), AUGMENTED)
            uses.bind(target.node, 2)
        return
    chain = uses.chain(target, push)
    if chain is None:
        push(node.rvalue)
        return
    uses.note(chain, SET)
    uses.assign(target, None, push)
    uses.read(node.rvalue, push)


def _deleted(facts: ModuleFacts, node: nodes.DelStmt, push: Push) -> None:
    facts.uses.statement = node
    waiting: list[Any] = [node.expr]
    while waiting:
        target = waiting.pop()
        if type(target) in DISPLAYS:
            waiting.extend(target.items)
        elif type(target) is NameExpr:
            facts.uses.assign(target, None, push)
        else:
            if type(target) is nodes.IndexExpr:
                facts.uses.read(target.index, push)
            chain = facts.uses.chain(getattr(target, "base", None) or target.expr, push)
            if chain is not None:
                facts.uses.note(chain, REMOVED)


def looped(facts: ModuleFacts, index: Expression, source: Expression, push: Push) -> None:
    """Bind the names of a loop to the items of what it runs over."""
    uses = facts.uses
    if type(source) not in PLAIN:
        push(source)
        uses.assign(index, None, push)
        return
    chain = uses.chain(source, push)
    if chain is not None:
        uses.looped.add(chain[0])
    uses.assign(index, None, push)
    if chain is None:
        return
    if type(index) is NameExpr and index.kind == LDEF:
        uses.note(chain, ITEMS, index.node)
    else:
        uses.blur_var(chain[0])


PLAIN: Final[frozenset[type]] = frozenset({NameExpr, MemberExpr, nodes.IndexExpr})


def _comprehended(facts: ModuleFacts, node: nodes.GeneratorExpr, push: Push) -> None:
    push(node.left_expr)
    for index, source, conditions in zip(node.indices, node.sequences, node.condlists, strict=True):
        looped(facts, index, source, push)
        for condition in conditions:
            facts.uses.test(condition, push)


def _compared(facts: ModuleFacts, node: nodes.ComparisonExpr, push: Push) -> None:
    for operand in node.operands:
        facts.uses.read(operand, push)
    for operator, operand in zip(node.operators, node.operands[1:], strict=True):
        if operator in ("in", "not in") and type(operand) is NameExpr and operand.kind == LDEF:
            facts.uses.searched.add(operand.node)  # type: ignore[arg-type]


def _tested(facts: ModuleFacts, node: nodes.WhileStmt, push: Push) -> None:
    push([node.body, node.else_body])
    facts.uses.statement = None
    facts.uses.test(node.expr, push)


def _asserted(facts: ModuleFacts, node: nodes.AssertStmt, push: Push) -> None:
    facts.uses.statement = None
    facts.uses.test(node.expr, push)
    push(node.msg)


def _unclear(facts: ModuleFacts, node: Any, push: Push) -> None:
    chain = facts.uses.chain(node, push)
    if chain is not None:
        facts.uses.blur_var(chain[0])


def _raised(facts: ModuleFacts, node: nodes.RaiseStmt, push: Push) -> None:
    uses, raised = facts.uses, node.expr
    uses.statement = None
    push(node.from_expr)
    if type(raised) is CallExpr:
        push(raised.callee)
        for argument in raised.args:
            _unclear(facts, argument, push)
    else:
        push(raised)


def _chosen(facts: ModuleFacts, node: nodes.MatchStmt, push: Push) -> None:
    push(node.bodies)
    facts.uses.statement = None
    push([node.subject, node.patterns, node.guards])


def tested_first(facts: ModuleFacts, node: nodes.IfStmt) -> None:
    """Note that ``if x is None: x = []`` leaves x what it was, where it was given."""
    condition, body = node.expr[0], node.body[0].body
    tested: Any = None
    if type(condition) is nodes.ComparisonExpr and condition.operators == ["is"]:
        tested = condition.operands[0]
    elif type(condition) is nodes.UnaryExpr and condition.op == "not":
        tested = condition.expr
    if type(tested) is not NameExpr or tested.kind != LDEF or len(body) != 1:
        return
    only = body[0]
    if type(only) is nodes.AssignmentStmt and len(only.lvalues) == 1:
        target = only.lvalues[0]
        if type(target) is NameExpr and target.node is tested.node and type(tested.node) is Var:
            facts.uses.bind(tested.node, -1)


def _left(facts: ModuleFacts, node: Any, push: Push) -> None:
    facts.uses.nested -= 1
    facts.uses.statement = None


def operation(facts: ModuleFacts, node: nodes.OpExpr, push: Push) -> None:
    """Visit an operation; the result of most of them holds nothing of its operands."""
    left, right = node.left, node.right
    plain = node.op not in JOINING or type(left) in LITERALS or type(right) in LITERALS
    if plain and node.op not in ("and", "or"):
        facts.uses.read(node, push)
        return
    facts.uses.note_test(left)
    push(left)
    if not node.right_unreachable:
        push(right)


def _unary(facts: ModuleFacts, node: nodes.UnaryExpr, push: Push) -> None:
    if node.op == "not":
        facts.uses.test(node.expr, push)
    else:
        facts.uses.read(node.expr, push)


def _chosen_value(facts: ModuleFacts, node: nodes.ConditionalExpr, push: Push) -> None:
    facts.uses.test(node.cond, push)
    push([node.if_expr, node.else_expr])


NOTING: Final[dict[type, Any]] = {
    Leave: _left,
    Read: lambda facts, node, push: facts.uses.read(node.node, push),
    nodes.ExpressionStmt: _done,
    nodes.ReturnStmt: _returned,
    nodes.OperatorAssignmentStmt: _augmented,
    nodes.DelStmt: _deleted,
    nodes.WhileStmt: _tested,
    nodes.AssertStmt: _asserted,
    nodes.RaiseStmt: _raised,
    nodes.MatchStmt: _chosen,
    nodes.ComparisonExpr: _compared,
    nodes.UnaryExpr: _unary,
    nodes.ConditionalExpr: _chosen_value,
    nodes.IndexExpr: _unclear,
    nodes.GeneratorExpr: _comprehended,
    nodes.OpExpr: operation,
}
"""What to do about each kind that the walk itself has no interest in."""
