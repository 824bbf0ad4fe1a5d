"""How a statement is done as it is; a compound one without the statements in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from mypy import nodes
from mypy.nodes import Statement

from mypy_defaults_plugin.flow import patterns, statements
from mypy_defaults_plugin.flow.evaluation import Evaluation


def _test(run: Evaluation, node: nodes.IfStmt) -> None:
    run.all(node.expr)


def _loop(run: Evaluation, node: nodes.ForStmt) -> None:
    statements.begin_loop(run, node)
    statements.next_turn(run, node)


def _match(run: Evaluation, node: nodes.MatchStmt) -> None:
    patterns.begin(node, run)
    before = run.state
    for pattern, guard in zip(node.patterns, node.guards, strict=True):
        after, run.state = run.state, before
        patterns.match(node, pattern, run)
        run.value(guard)
        run.state = after.join(run.state)


HEADS: Final[dict[type[Statement], Callable[[Evaluation, Any], object]]] = {
    nodes.AssignmentStmt: statements.RULES[nodes.AssignmentStmt],
    nodes.ExpressionStmt: statements.RULES[nodes.ExpressionStmt],
    nodes.OperatorAssignmentStmt: statements.RULES[nodes.OperatorAssignmentStmt],
    nodes.DelStmt: statements.RULES[nodes.DelStmt],
    nodes.AssertStmt: lambda run, node: run.all([node.expr, node.msg]),
    nodes.IfStmt: _test,
    nodes.WhileStmt: lambda run, node: run.value(node.expr),
    nodes.ForStmt: _loop,
    nodes.WithStmt: statements.entered,
    nodes.MatchStmt: _match,
}
