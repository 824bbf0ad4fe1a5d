"""The marker for sharing that is meant: ``Annotated[dict[str, int], "shared"]``.

A plain string, so that it costs the user no import of a type checker's plugin at run time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.nodes import (
    Expression,
    IndexExpr,
    MypyFile,
    OpExpr,
    RefExpr,
    StrExpr,
    TupleExpr,
    TypeAlias,
)
from mypy.types import RawExpressionType, Type, UnboundType, UnionType

from mypy_defaults_plugin.host.program import Program

if TYPE_CHECKING:
    from mypy_defaults_plugin.summaries.stored import Stored
    from mypy_defaults_plugin.walk import ModuleFacts

MARKER: Final = "shared"
ANNOTATED: Final = frozenset({"typing.Annotated", "typing_extensions.Annotated"})
OPTIONAL: Final = frozenset({"typing.Optional", "typing.Union"})


class Markers:
    """Knows the type aliases that carry the marker, here and in other modules."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self._marked: set[str] = set()

    def define(self, facts: ModuleFacts) -> None:
        """Take the aliases of a module that is being analysed."""
        self._marked |= self.marked_in(facts)

    def marked_in(self, facts: ModuleFacts) -> set[str]:
        """Name the aliases of a module whose own text carries the marker."""
        return {name for name, value in facts.aliases.items() if _carries_marker(value)}

    def is_marked(self, program: Program, annotation: Type | None) -> bool:
        """Tell whether an annotation, as it is written, says that sharing is meant."""
        if isinstance(annotation, UnionType):
            return any(self.is_marked(program, item) for item in annotation.items)
        if not isinstance(annotation, UnboundType):
            return False
        fullname, is_alias = resolve(program, annotation.name)
        if fullname in ANNOTATED:
            return any(_is_marker(argument) for argument in annotation.args[1:])
        if fullname in OPTIONAL:
            return any(self.is_marked(program, item) for item in annotation.args)
        if not is_alias:
            return False
        return fullname in self._marked or self._stored.is_marked(program, fullname)


def _is_marker(argument: Type) -> bool:
    if isinstance(argument, UnboundType):
        return argument.original_str_expr == MARKER
    return isinstance(argument, RawExpressionType) and argument.literal_value == MARKER


def resolve(program: Program, name: str) -> tuple[str, bool]:
    """Give the full name behind a name in an annotation, and whether it is a type alias."""
    first, *rest = name.split(".")
    entry = program.current.names.get(first)
    node = entry.node if entry is not None else None
    for part in rest:
        if not isinstance(node, MypyFile):
            return "", False
        node = program.in_module(node, part)
    if node is None:
        return "", False
    return node.fullname, isinstance(node, TypeAlias)


def _carries_marker(value: Expression) -> bool:
    if isinstance(value, OpExpr):
        return _carries_marker(value.left) or _carries_marker(value.right)
    if not isinstance(value, IndexExpr) or not isinstance(value.base, RefExpr):
        return False
    inside = value.index.items if isinstance(value.index, TupleExpr) else [value.index]
    if value.base.fullname in OPTIONAL:
        return any(_carries_marker(item) for item in inside)
    if value.base.fullname not in ANNOTATED:
        return False
    return any(isinstance(item, StrExpr) and item.value == MARKER for item in inside[1:])
