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
from mypy.types import RawExpressionType, Type, TypeAliasType, UnboundType, UnionType

from mypy_defaults_plugin.host.internals import quoted_type
from mypy_defaults_plugin.host.program import Program

if TYPE_CHECKING:
    from mypy_defaults_plugin.summaries.stored import Stored
    from mypy_defaults_plugin.walk import ModuleFacts

MARKER: Final = "shared"
ANNOTATED: Final = frozenset({"typing.Annotated", "typing_extensions.Annotated"})
OPTIONAL: Final = frozenset({"typing.Optional", "typing.Union"})
MOST_PARTS: Final = 100
"""Parts of a type beyond which none is looked at: an alias may lead back to itself."""


class Markers:
    """Knows the type aliases that carry the marker, here and in other modules."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self._marked: set[str] = set()

    def define(self, facts: ModuleFacts, program: Program) -> None:
        """Take the aliases of a module that is being analysed."""
        self._marked |= self.marked_in(facts, program)

    def marked_in(self, facts: ModuleFacts, program: Program) -> set[str]:
        """Name the aliases of a module whose own text carries the marker."""
        return {n for n, value in facts.aliases.items() if _carries_marker(program, value)}

    def is_marked(
        self, program: Program, annotation: Type | None, declared: Type | None = None
    ) -> bool:
        """Tell whether a type says that sharing is meant: as it is written, or by an alias.

        An alias is found by its name where a module binds it, by the analysed type elsewhere.
        """
        if annotation is None:
            return False
        waiting = [annotation] if declared is None else [annotation, declared]
        for _ in range(MOST_PARTS):
            if not waiting:
                break
            part = waiting.pop()
            if _is_annotated(program, part):
                return True
            alias = _alias_of(program, part)
            if alias is None:
                waiting += _top(program, part)
            elif alias.fullname in self._marked or self._stored.is_marked(program, alias.fullname):
                return True
            else:
                waiting.append(alias.target)
        return False


def _is_annotated(program: Program, written: Type) -> bool:
    if not isinstance(written, UnboundType) or resolve(program, written.name)[0] not in ANNOTATED:
        return False
    return any(_is_marker(argument) for argument in written.args[1:])


def _alias_of(program: Program, part: Type) -> TypeAlias | None:
    if isinstance(part, TypeAliasType):
        return part.alias
    return resolve(program, part.name)[1] if isinstance(part, UnboundType) else None


def _top(program: Program, part: Type) -> list[Type]:
    """Give the types that a union or an Annotated type consists of."""
    if isinstance(part, UnionType):
        return part.items
    if not isinstance(part, UnboundType):
        return []
    fullname, _ = resolve(program, part.name)
    if fullname in ANNOTATED:
        return [*part.args[:1]]
    return [*part.args] if fullname in OPTIONAL else []


def _is_marker(argument: Type) -> bool:
    if isinstance(argument, UnboundType):
        return argument.original_str_expr == MARKER
    return isinstance(argument, RawExpressionType) and argument.literal_value == MARKER


def resolve(program: Program, name: str) -> tuple[str, TypeAlias | None]:
    """Give the full name behind a name in an annotation, and the type alias that it is."""
    first, *rest = name.split(".")
    entry = program.current.names.get(first)
    node = entry.node if entry is not None else None
    for part in rest:
        if not isinstance(node, MypyFile):
            return "", None
        node = program.in_module(node, part)
    if node is None:
        return "", None
    return node.fullname, node if isinstance(node, TypeAlias) else None


def _carries_marker(program: Program, value: Expression) -> bool:
    """Tell whether what an alias is bound to carries the marker, at its top."""
    if isinstance(value, StrExpr):
        quoted = quoted_type(value.value)
        return quoted is not None and _is_annotated(program, quoted)
    if isinstance(value, OpExpr):
        return _carries_marker(program, value.left) or _carries_marker(program, value.right)
    if not isinstance(value, IndexExpr) or not isinstance(value.base, RefExpr):
        return False
    inside = value.index.items if isinstance(value.index, TupleExpr) else [value.index]
    if value.base.fullname in OPTIONAL:
        return any(_carries_marker(program, item) for item in inside)
    if value.base.fullname not in ANNOTATED:
        return False
    marked = any(isinstance(item, StrExpr) and item.value == MARKER for item in inside[1:])
    return marked or any(_carries_marker(program, item) for item in inside[:1])
