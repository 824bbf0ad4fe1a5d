"""Which tests of a program are about the same condition."""

from __future__ import annotations

import ast
from collections import Counter


def repeated_conditions(tree: ast.Module) -> frozenset[str]:
    """Give the conditions that a program tests in more than one place."""
    seen = Counter(
        key
        for node in ast.walk(tree)
        for test in _tests_of(node)
        if (key := condition(test)) is not None
    )
    return frozenset(key for key, count in seen.items() if count > 1)


def _tests_of(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.If | ast.While | ast.IfExp | ast.Assert):
        return [node.test]
    if isinstance(node, ast.BoolOp):
        return node.values
    if isinstance(node, ast.comprehension):
        return [*node.ifs, node.iter]
    if isinstance(node, ast.For):
        return [node.iter]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return [node.operand]
    return []


def condition(test: ast.expr) -> str | None:
    """Give a test of a name, or of an attribute, a key that its negation shares."""
    if isinstance(test, ast.Name | ast.Attribute):
        return f"empty {ast.unparse(test)}"
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        left, op, right = test.left, test.ops[0], test.comparators[0]
        if isinstance(op, ast.Is | ast.IsNot):
            return f"{ast.unparse(left)} is {ast.unparse(right)}"
        least = 1 if isinstance(op, ast.Lt | ast.GtE) else 0
        if _is_len(left) and isinstance(right, ast.Constant) and right.value == least:
            return f"empty {ast.unparse(left.args[0])}"  # type: ignore[attr-defined]
        if isinstance(op, ast.Eq | ast.NotEq) and _is_empty_display(right):
            return f"empty {ast.unparse(left)}"
    if _is_len(test):
        return f"empty {ast.unparse(test.args[0])}"  # type: ignore[attr-defined]
    if isinstance(test, ast.Call) and ast.unparse(test.func) == "isinstance":
        return ast.unparse(test)
    return None


def _is_len(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "len" and len(node.args) == 1


def _is_empty_display(node: ast.expr) -> bool:
    return ast.unparse(node) in ("[]", "{}", "set()", "()")
