"""Sorts defaults by kind, from their spelling."""

import ast
from typing import Final

from corpus.scan import Default

LAMBDA: Final = "lambda parameter"
OTHER: Final = "other"

_BY_NODE: Final[dict[type[ast.expr], str]] = {
    ast.List: "list display",
    ast.Dict: "dict display",
    ast.Set: "set display",
    ast.ListComp: "comprehension",
    ast.DictComp: "comprehension",
    ast.SetComp: "comprehension",
    ast.GeneratorExp: "iterator or generator",
    ast.Name: "name or attribute",
    ast.Attribute: "name or attribute",
    ast.Tuple: "tuple or other shell",
    ast.BinOp: "operator",
    ast.UnaryOp: "operator",
    ast.Subscript: "slice or item",
    ast.IfExp: "conditional",
    ast.BoolOp: "conditional",
    ast.NamedExpr: "conditional",
}
_BY_CALLEE: Final = {
    **dict.fromkeys(("list", "dict", "set", "bytearray"), "call of a builtin container"),
    **dict.fromkeys(("tuple", "frozenset"), "tuple or other shell"),
    **dict.fromkeys(
        ("iter", "map", "filter", "zip", "enumerate", "reversed"), "iterator or generator"
    ),
    **dict.fromkeys(("defaultdict", "deque", "array"), "call of another class"),
}
KINDS: Final = (
    *dict.fromkeys((*_BY_NODE.values(), *_BY_CALLEE.values())),
    "call of a function or method",
    LAMBDA,
    OTHER,
)
_SYNTACTIC: Final = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


def kind_of(value: ast.expr) -> str:
    """Return the kind of a default; a call's is guessed from the callee's spelling."""
    if not isinstance(value, ast.Call):
        return _BY_NODE.get(type(value), OTHER)
    callee = value.func
    while isinstance(callee, ast.Subscript):
        callee = callee.value
    name = callee.attr if isinstance(callee, ast.Attribute) else getattr(callee, "id", "")
    if isinstance(callee, ast.Name) and name in _BY_CALLEE:
        return _BY_CALLEE[name]
    if name[:1].isupper() or _BY_CALLEE.get(name) == "call of another class":
        return "call of another class"
    return "call of a function or method"


def kind_of_default(default: Default) -> str:
    """Return the kind of a parameter's default; those of lambdas are one kind of their own."""
    return LAMBDA if default.in_lambda else kind_of(default.value)


def plainly_mutable(value: ast.expr) -> bool:
    """Tell whether the spelling alone says that a new list, dict or set stands here."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return value.func.id in {"list", "dict", "set"}
    return isinstance(value, _SYNTACTIC)
