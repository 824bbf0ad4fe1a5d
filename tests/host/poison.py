"""Takes away from other modules what differs between a cold run, the cache and the daemon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from mypy.nodes import (
    Block,
    Decorator,
    FuncDef,
    MypyFile,
    OverloadedFuncDef,
    SymbolNode,
    TypeInfo,
    Var,
)

Change = tuple[Any, str, Any]


@contextmanager
def poisoned(files: Iterable[MypyFile]) -> Iterator[int]:
    """Hide all that our analysis must not read of these files, and give it back afterwards."""
    changes = [change for file in files for change in _changes_of_file(file)]
    before = [getattr(owner, name) for owner, name, _ in changes]
    for owner, name, value in changes:
        setattr(owner, name, value)
    try:
        yield len(changes)
    finally:
        for (owner, name, _), value in zip(reversed(changes), reversed(before), strict=True):
            setattr(owner, name, value)


def _changes_of_file(file: MypyFile) -> Iterator[Change]:
    yield file, "defs", []
    yield file, "imports", []
    yield file, "ignored_lines", {}
    yield from _changes_of_names(file.fullname, file)


def _changes_of_names(prefix: str, owner: MypyFile | TypeInfo) -> Iterator[Change]:
    for name, entry in owner.names.items():
        node = entry.node
        if node is not None and node.fullname == f"{prefix}.{name}":
            yield from _changes_of_symbol(node)


def _changes_of_symbol(node: SymbolNode) -> Iterator[Change]:
    if isinstance(node, FuncDef):
        yield node, "arguments", []
        yield node, "body", Block([])
        yield node, "unanalyzed_type", node.type
    elif isinstance(node, Decorator):
        yield from _changes_of_symbol(node.func)
        yield node.var, "type", None
        yield node, "original_decorators", []
    elif isinstance(node, OverloadedFuncDef):
        for item in node.items:
            yield from _changes_of_symbol(item)
    elif isinstance(node, Var) and node.is_inferred:
        yield node, "type", None
    elif isinstance(node, TypeInfo):
        yield node, "metadata", {}
        yield node.defn, "decorators", []
        yield node.defn, "keywords", {}
        yield node.defn, "defs", Block([])
        yield from _changes_of_names(node.fullname, node)
