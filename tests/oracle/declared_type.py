"""Declared types, as generated programs write them, and the read-only ones beside them."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from typing import Final

SEQUENCES: Final = frozenset(
    {"list", "Stack", "collections.deque", "collections.UserList", "bytearray", "array.array"}
)
MAPPINGS: Final = frozenset(
    {
        *("dict", "collections.defaultdict", "collections.OrderedDict", "collections.Counter"),
        *("collections.ChainMap", "collections.UserDict", "Table"),
        *("weakref.WeakKeyDictionary", "weakref.WeakValueDictionary"),
    }
)
SETS: Final = frozenset({"set", "weakref.WeakSet", "Unique"})
ELEMENT: Final = {"bytearray": "int", "Stack": "int"}
KEYED: Final = {"Table": ("str", "int"), "collections.Counter": ("str", "int")}


@dataclass(frozen=True)
class DeclaredType:
    """A type by its name and its arguments; a union has the name ``|``."""

    name: str
    arguments: tuple[DeclaredType, ...] = ()

    def __str__(self) -> str:
        given = [str(argument) for argument in self.arguments]
        if self.name == "|":
            return " | ".join(given)
        return f"{self.name}[{', '.join(given)}]" if given else self.name


@cache
def parse(text: str) -> DeclaredType:
    """Read a type as it is written."""
    return _read(ast.parse(text, mode="eval").body)


def _read(node: ast.expr) -> DeclaredType:
    if isinstance(node, ast.BinOp):
        return DeclaredType("|", (_read(node.left), _read(node.right)))
    if isinstance(node, ast.Subscript):
        inside = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if inside:
            return DeclaredType(ast.unparse(node.value), tuple(_read(item) for item in inside))
    return DeclaredType(ast.unparse(node))


@cache
def read_only_forms(declared: DeclaredType, deep: bool) -> tuple[DeclaredType, ...]:
    """Give the read-only types that take an object of a type; of its elements too, if deep."""
    name, arguments = declared.name, declared.arguments
    if name in SEQUENCES:
        element = parse(ELEMENT[name]) if name in ELEMENT else arguments[0]
        inside = _within(element, deep)
        return _each(("Sequence", "Collection", "Iterable", "Reversible", "Container"), inside)
    if name in MAPPINGS:
        key, value = [parse(t) for t in KEYED[name]] if name in KEYED else _both(arguments)
        mapping = DeclaredType("Mapping", (key, _within(value, deep)))
        return mapping, *_each(("Iterable", "Collection", "Container"), key)
    if name in SETS:
        element = parse("int") if name == "Unique" else arguments[0]
        return _each(("AbstractSet", "Collection", "Iterable"), element)
    if name == "tuple" and arguments and arguments[-1].name != "...":
        items = tuple(_within(argument, deep) for argument in arguments)
        exact = DeclaredType("tuple", items)
        same = len(set(items)) == 1
        return (exact, *_each(("Sequence", "Iterable"), items[0])) if same else (exact,)
    if name == "Iterator":
        return (DeclaredType("Iterable", arguments),)
    return ()


def _both(arguments: tuple[DeclaredType, ...]) -> tuple[DeclaredType, DeclaredType]:
    key, value = arguments
    return key, value


def _each(names: tuple[str, ...], element: DeclaredType) -> tuple[DeclaredType, ...]:
    return tuple(DeclaredType(name, (element,)) for name in names)


def _within(element: DeclaredType, deep: bool) -> DeclaredType:
    forms = read_only_forms(element, deep=True) if deep else ()
    return forms[0] if forms else element
