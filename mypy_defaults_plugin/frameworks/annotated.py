"""``Annotated[list[int], Field(default=[])]``: a specifier in a type, or in an alias of one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from mypy.nodes import CallExpr, ClassDef, Expression, IndexExpr, RefExpr, TupleExpr, TypeAlias
from mypy.types import UnboundType

from mypy_defaults_plugin.declared.marker import ANNOTATED, resolve
from mypy_defaults_plugin.frameworks.specifier import (
    default_argument,
    full_name,
    leaves_default_open,
    value_of,
)
from mypy_defaults_plugin.host.annotations import Scope
from mypy_defaults_plugin.mutability.value import NOT_KNOWN, Value

if TYPE_CHECKING:
    from mypy_defaults_plugin.frameworks.class_body import Attribute
    from mypy_defaults_plugin.mutability.judge import Judge
    from mypy_defaults_plugin.walk import ModuleFacts

SPECIFIERS: Final = frozenset(
    {
        "pydantic.fields.Field",
        "pydantic.fields.FieldInfo",
        "pydantic.v1.fields.Field",
        "pydantic.v1.fields.FieldInfo",
        "sqlmodel.main.Field",
    }
)
"""What a type's metadata may describe a field with; the first positional argument is a default."""

DEEPEST: Final = 20
"""Aliases of aliases, and types in types, are followed that far."""


class Described(NamedTuple):
    """A default that a type carries; without a call where an alias of another module does."""

    value: Value
    default: Expression | None = None
    specifier: CallExpr | None = None


def default_in_annotation(judge: Judge, node: ClassDef, attribute: Attribute) -> Described | None:
    """Give the default that the annotation of an attribute carries, the last one if several do."""
    return _last_default(judge, metadata(judge, node, attribute))


def default_in_type(judge: Judge, written: Expression) -> Described | None:
    """Give the default that a type carries where it stands as an expression."""
    return _last_default(judge, list(_metadata_in(judge, written, 0)))


def defaults_of_aliases(judge: Judge, facts: ModuleFacts) -> dict[str, Value]:
    """Give the defaults that the aliases of a module carry, for the fields of other modules."""
    found = {}
    for fullname, written in facts.aliases.items():
        described = default_in_type(judge, written)
        if described is not None and described.value.type is not None:
            found[fullname] = described.value
    return found


def metadata(judge: Judge, node: ClassDef, attribute: Attribute) -> list[CallExpr | Value]:
    """Give the calls in the metadata of an annotation; of a default elsewhere only its value."""
    written = attribute.annotation
    if not isinstance(written, UnboundType):
        return []
    program = judge.program
    fullname, alias = resolve(program, written.name)
    if alias is not None:
        return list(_metadata_of_alias(judge, fullname, 0))
    if fullname not in ANNOTATED:
        return []
    annotation = program.annotations.get((attribute.target.line, attribute.name))
    if annotation is None:
        return []
    scope = Scope(node, program, annotation.hidden)
    return list(_metadata_in(judge, scope.expression(annotation.written), 0))


def _metadata_in(judge: Judge, written: Expression, depth: int) -> Iterator[CallExpr | Value]:
    if depth > DEEPEST:
        return
    if isinstance(written, IndexExpr) and isinstance(written.base, RefExpr):
        inside = written.index
        if written.base.fullname not in ANNOTATED:
            yield from _metadata_in(judge, written.base, depth + 1)
        elif isinstance(inside, TupleExpr):
            yield from _metadata_in(judge, inside.items[0], depth + 1)
            yield from (item for item in inside.items[1:] if isinstance(item, CallExpr))
    elif isinstance(written, RefExpr) and isinstance(written.node, TypeAlias):
        yield from _metadata_of_alias(judge, written.node.fullname, depth + 1)


def _metadata_of_alias(judge: Judge, fullname: str, depth: int) -> Iterator[CallExpr | Value]:
    """Give the metadata of an alias; a ``type`` statement gives a default no effect."""
    alias = judge.program.find(fullname)
    if not isinstance(alias, TypeAlias) or alias.python_3_12_type_alias:
        return
    elsewhere = judge.constants.of_alias(judge, fullname)
    written = judge.constants.alias(fullname)
    if written is None:
        yield elsewhere
    elif judge.program.module_of(fullname) is judge.program.current:
        yield from _metadata_in(judge, written, depth)
    else:
        described = _last_default(judge, list(_metadata_in(judge, written, depth)))
        yield described.value if described is not None else NOT_KNOWN


def _last_default(judge: Judge, items: list[CallExpr | Value]) -> Described | None:
    for item in reversed(items):
        if isinstance(item, Value):
            return Described(item)
        if full_name(judge, item) not in SPECIFIERS:
            continue
        default = default_argument(item, positional=True)
        if default is not None:
            return Described(value_of(judge, default), default, item)
        if not leaves_default_open(item):
            return None
    return None
