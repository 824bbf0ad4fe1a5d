"""What statements and expressions do with local names, noted on the walk."""

from __future__ import annotations

from typing import Any, Final

from mypy import nodes
from mypy.nodes import LDEF, CallExpr, Expression, MemberExpr, NameExpr, Var

from mypy_defaults_plugin.walk.facts import ModuleFacts
from mypy_defaults_plugin.walk.uses import (
    ALIAS,
    DISCARDED,
    DISPLAYS,
    HELD,
    ITEMS,
    JOINING,
    LITERALS,
    REMOVED,
    RETURNED,
    SEARCHED,
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
    if node.analyzed is not None and _is_no_call(facts, node.analyzed, result, push):
        return
    callee = node.callee
    if type(callee) in REFERENCES and callee.fullname in CLASS_MAKERS:  # type: ignore[attr-defined]
        facts.class_makers.append(node)
    facts.uses.call(node, result, push)


def _is_no_call(facts: ModuleFacts, node: Expression, result: Any, push: Push) -> bool:
    """Visit what is written as a call only: ``cast(list, x)`` is x, ``dict(a=x)`` a display."""
    if type(node) is nodes.DictExpr:
        push(node)
        return True
    if not isinstance(node, nodes.CastExpr | nodes.AssertTypeExpr | nodes.RevealExpr):
        return False
    if result == DISCARDED:
        facts.uses.read(node.expr, push)
    elif result == RETURNED:
        facts.uses.value(node.expr, RETURNED, push)
    elif type(result) is Var:
        facts.uses.value(node.expr, ALIAS, push, result)
    else:
        push(node.expr)
    return True


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
            uses.blur_var(target.node)
            uses.bind(target.node)
        return
    chain = uses.chain(target, push)
    if chain is None:
        push(node.rvalue)
        return
    var, path = chain
    uses.note((var, _owner(path)), SET)
    if type(node.rvalue) in LITERALS:
        uses.note(chain, SET)
    else:
        uses.blur_var(var)
        push(node.rvalue)


def _owner(path: str) -> str:
    """Give the path to what has the attribute or item that a path leads to."""
    return path[:-1] if path.endswith("*") else ""


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
    uses.note_test(source)
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
    facts.uses.read(node.operands[0], push)
    for operator, operand in zip(node.operators, node.operands[1:], strict=True):
        is_search = operator in ("in", "not in")
        if is_search and type(operand) is CallExpr:
            push(operand)
        elif is_search and type(operand) is NameExpr:
            chain = facts.uses.chain(operand, push)
            if chain is not None:
                facts.uses.note(chain, SEARCHED)
        else:
            facts.uses.read(operand, push)


def _tested(facts: ModuleFacts, node: nodes.WhileStmt, push: Push) -> None:
    push([node.body, node.else_body])
    facts.uses.statement = node
    facts.uses.test(node.expr, push)


def _asserted(facts: ModuleFacts, node: nodes.AssertStmt, push: Push) -> None:
    facts.uses.statement = node
    facts.uses.test(node.expr, push)
    push(node.msg)


def _unclear(facts: ModuleFacts, node: Any, push: Push) -> None:
    chain = facts.uses.chain(node, push)
    if chain is not None:
        facts.uses.blur_var(chain[0])


def _raised(facts: ModuleFacts, node: nodes.RaiseStmt, push: Push) -> None:
    uses, raised = facts.uses, node.expr
    uses.statement = node
    push(node.from_expr)
    if type(raised) is CallExpr:
        push(raised.callee)
        for argument in raised.args:
            _unclear(facts, argument, push)
    else:
        push(raised)


def _chosen(facts: ModuleFacts, node: nodes.MatchStmt, push: Push) -> None:
    push(node.bodies)
    facts.uses.statement = node
    push([node.subject, node.patterns, node.guards])


def _left(facts: ModuleFacts, node: Leave, push: Push) -> None:
    facts.uses.nested -= 1
    facts.uses.statement = node.statement


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
