"""Which variables belong to a function and to the functions in it."""

from __future__ import annotations

from collections.abc import Iterator

from mypy import nodes, patterns
from mypy.nodes import Expression, FuncDef, FuncItem, NameExpr, Node, SymbolNode

from mypy_defaults_plugin.walk import nodes_below


def own_symbols(function: FuncItem) -> set[SymbolNode]:
    """Give the variables bound in a function or in one nested in it.

    What a ``nonlocal`` or ``global`` of the function itself takes from outside is not its own.
    """
    own: set[SymbolNode] = {argument.variable for argument in function.arguments}
    outside: set[str] = set()
    nested: set[int] = set()
    for node in nodes_below(function.body):
        if isinstance(node, FuncItem):
            own |= {argument.variable for argument in node.arguments}
            nested.update(id(below) for below in nodes_below(node.body))
            if isinstance(node, FuncDef):
                own.add(node)
        if isinstance(node, nodes.NonlocalDecl | nodes.GlobalDecl) and id(node) not in nested:
            outside.update(node.names)
        for target in _targets(node):
            if target.node is not None and target.kind == nodes.LDEF:
                own.add(target.node)
    return {symbol for symbol in own if symbol.name not in outside}


def _targets(node: Node) -> Iterator[NameExpr]:
    """Give the names that a node binds."""
    if isinstance(node, nodes.AssignmentStmt):
        yield from _names(list(node.lvalues))
    elif isinstance(node, nodes.OperatorAssignmentStmt):
        yield from _names([node.lvalue])
    elif isinstance(node, nodes.ForStmt):
        yield from _names([node.index])
    elif isinstance(node, nodes.WithStmt):
        yield from _names([target for target in node.target if target is not None])
    elif isinstance(node, nodes.TryStmt):
        yield from (name for name in node.vars if name is not None)
    elif isinstance(node, nodes.AssignmentExpr):
        yield node.target
    elif isinstance(node, nodes.GeneratorExpr | nodes.DictionaryComprehension):
        yield from _names(list(node.indices))
    elif isinstance(node, patterns.AsPattern) and node.name is not None:
        yield node.name
    elif isinstance(node, patterns.StarredPattern) and node.capture is not None:
        yield node.capture
    elif isinstance(node, patterns.MappingPattern) and node.rest is not None:
        yield node.rest


def _names(targets: list[Expression]) -> Iterator[NameExpr]:
    waiting = list(targets)
    while waiting:
        target = waiting.pop()
        if isinstance(target, NameExpr):
            yield target
        elif isinstance(target, nodes.TupleExpr | nodes.ListExpr):
            waiting.extend(target.items)
        elif isinstance(target, nodes.StarExpr):
            waiting.append(target.expr)
