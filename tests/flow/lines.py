"""What is known of the lines of a program before it runs."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Final

ACTIVE: Final = (
    ast.Call,
    ast.Subscript,
    ast.Attribute,
    ast.Starred,
    ast.AugAssign,
    ast.Delete,
    ast.For,
    ast.AsyncFor,
    ast.With,
    ast.AsyncWith,
    ast.comprehension,
    ast.Yield,
    ast.YieldFrom,
    ast.Await,
    ast.Raise,
    ast.Match,
    ast.match_case,
    ast.Compare,
    ast.Tuple,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
)


@dataclass(frozen=True)
class Lines:
    """The lines with a ``return``, and those that certainly change nothing and keep nothing."""

    returns: frozenset[int]
    quiet: frozenset[int]


def lines_of(tree: ast.Module) -> Lines:
    """Sort the lines of a program."""
    returns, active, every = set(), set(), set()
    shared = {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Global | ast.Nonlocal)
        for name in node.names
    }
    for node in ast.walk(tree):
        line = getattr(node, "lineno", None)
        if isinstance(node, ast.match_case | ast.comprehension):
            inner = node.pattern if isinstance(node, ast.match_case) else node.target
            line = inner.lineno
        if line is None:
            continue
        every.add(line)
        if isinstance(node, ast.Return):
            returns.add(line)
        if isinstance(node, ACTIVE):
            active.add(line)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in shared:
            active.add(line)
    return Lines(frozenset(returns), frozenset(every - active))
