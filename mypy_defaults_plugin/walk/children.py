"""Where each kind of node keeps what is below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any, Final

from mypy import nodes, patterns
from mypy.nodes import Node

from mypy_defaults_plugin.reachability import is_type_checking_only, reachable_part

LEAVES: Final[frozenset[type]] = frozenset(
    {
        type(None),
        str,
        nodes.StrExpr,
        nodes.IntExpr,
        nodes.FloatExpr,
        nodes.BytesExpr,
        nodes.EllipsisExpr,
        nodes.PassStmt,
        nodes.Import,
        nodes.ImportFrom,
        nodes.ImportAll,
        nodes.BreakStmt,
        nodes.ContinueStmt,
        nodes.GlobalDecl,
        nodes.NonlocalDecl,
    }
)
"""Kinds below which there is nothing; the most frequent ones, so they are told apart first."""

CHILDREN: Final[dict[type, Callable[[Any], Any]]] = {
    kind: attrgetter(*names.split())
    for kind, names in {
        nodes.ExpressionStmt: "expr",
        nodes.AssignmentStmt: "lvalues rvalue",
        nodes.WhileStmt: "expr body else_body",
        nodes.ForStmt: "expr index body else_body",
        nodes.ReturnStmt: "expr",
        nodes.AssertStmt: "expr msg",
        nodes.DelStmt: "expr",
        nodes.OperatorAssignmentStmt: "lvalue rvalue",
        nodes.RaiseStmt: "expr from_expr",
        nodes.TryStmt: "body types vars handlers else_body finally_body",
        nodes.WithStmt: "expr target body",
        nodes.MatchStmt: "subject patterns guards bodies",
        nodes.Decorator: "original_decorators func",
        nodes.StarExpr: "expr",
        nodes.MemberExpr: "expr",
        nodes.CallExpr: "callee args",
        nodes.YieldFromExpr: "expr",
        nodes.YieldExpr: "expr",
        nodes.IndexExpr: "base index",
        nodes.UnaryExpr: "expr",
        nodes.ComparisonExpr: "operands",
        nodes.SliceExpr: "begin_index end_index stride",
        nodes.ListExpr: "items",
        nodes.TupleExpr: "items",
        nodes.SetExpr: "items",
        nodes.DictExpr: "items",
        nodes.GeneratorExpr: "left_expr indices sequences condlists",
        nodes.ListComprehension: "generator",
        nodes.SetComprehension: "generator",
        nodes.DictionaryComprehension: "key value indices sequences condlists",
        nodes.ConditionalExpr: "cond if_expr else_expr",
        nodes.AssignmentExpr: "target value",
        nodes.AwaitExpr: "expr",
        nodes.SuperExpr: "call",
        patterns.OrPattern: "patterns",
        patterns.SequencePattern: "patterns",
        patterns.ClassPattern: "positionals keyword_values",
        patterns.AsPattern: "pattern",
        patterns.MappingPattern: "values",
    }.items()
}
"""The attributes of the kinds of nodes below which everything counts."""

for _name in ("TemplateStrExpr",):
    if hasattr(nodes, _name):
        CHILDREN[getattr(nodes, _name)] = attrgetter("items")


def _of_block(node: nodes.Block) -> Any:
    return [] if node.is_unreachable else reachable_part(node.body)


def _of_if(node: nodes.IfStmt) -> Any:
    pairs = zip(node.expr, node.body, strict=True)
    bodies = [body for condition, body in pairs if not is_type_checking_only(condition)]
    return node.expr, bodies, node.else_body


def _of_function(node: nodes.FuncItem) -> Any:
    return [a.initializer for a in node.arguments if a.initializer is not None], node.body


def _of_overloaded(node: nodes.OverloadedFuncDef) -> Any:
    kept = [i for i in node.items if not (isinstance(i, nodes.Decorator) and i.is_overload)]
    return kept, [] if node.impl is None or node.impl in node.items else node.impl


def _of_class(node: nodes.ClassDef) -> Any:
    return node.decorators, node.base_type_exprs, list(node.keywords.values()), node.defs


def _of_operation(node: nodes.OpExpr) -> Any:
    return node.left if node.right_unreachable else (node.left, node.right)


REACHABLE: Final[dict[type, Callable[[Any], Any]]] = {
    nodes.Block: _of_block,
    nodes.IfStmt: _of_if,
    nodes.FuncDef: _of_function,
    nodes.LambdaExpr: _of_function,
    nodes.OverloadedFuncDef: _of_overloaded,
    nodes.ClassDef: _of_class,
    nodes.OpExpr: _of_operation,
}
"""What can run below the other kinds."""


def nodes_below(root: Node) -> Iterator[Node]:
    """Give a node and every node below it that can run; for a closer look at one function."""
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, list | tuple):
            stack.extend(node)
            continue
        if not isinstance(node, Node):
            continue
        yield node
        below = CHILDREN.get(type(node)) or REACHABLE.get(type(node))
        if below is not None:
            stack.append(below(node))
