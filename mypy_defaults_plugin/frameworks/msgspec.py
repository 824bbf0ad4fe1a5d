"""msgspec: a plain container is copied when empty, refused when not; all others are shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from mypy.nodes import CallExpr, ClassDef, Expression
from mypy.types import Instance, TupleType, Type

from mypy_defaults_plugin.frameworks.class_body import annotated_fields
from mypy_defaults_plugin.frameworks.field import Fate, Field, Framework, Place
from mypy_defaults_plugin.frameworks.specifier import (
    keyword,
    triples,
    value_of,
    written_default,
)
from mypy_defaults_plugin.mutability.value import Value

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

MSGSPEC: Final = Framework(
    "msgspec", ("msgspec.field",), why_shared="msgspec copies only empty plain containers"
)
BASE: Final = "msgspec.Struct"
SPECIFIERS: Final = frozenset({"msgspec.field"})
PLAIN: Final = frozenset({"builtins.list", "builtins.dict", "builtins.set", "builtins.bytearray"})


def fields(judge: Judge, node: ClassDef) -> list[Field] | None:
    """Give the fields of a Struct that are refused or shared; None for another class."""
    if all(base.fullname != BASE for base in node.info.mro):
        return None
    found = []
    for attribute in annotated_fields(node):
        blank = _Blank(attribute.name, Place.CLASS_BODY, node, attribute.annotation)
        found += _field(judge, attribute.default, blank)
    return found


def made(judge: Judge, call: CallExpr) -> list[Field]:
    """Give the fields of a ``defstruct("S", [("x", list, [1]), ...])``."""
    declared = keyword(call, "fields") or (call.args[1] if len(call.args) > 1 else None)
    return [
        field
        for name, default in triples(declared)
        for field in _field(judge, default, _Blank(name, Place.CALL))
    ]


class _Blank(NamedTuple):
    """A field of which the default is still to be judged."""

    name: str
    place: Place
    owner: ClassDef | None = None
    annotation: Type | None = None


def _field(judge: Judge, assigned: Expression | None, blank: _Blank) -> list[Field]:
    written = written_default(judge, assigned, SPECIFIERS)
    if written is None:
        return []
    default, specifier = written
    value = value_of(judge, default)
    fate = _fate_of(value)
    if fate is None:
        return []
    name, place, owner, annotation = blank
    return [Field(name, default, value, fate, MSGSPEC, place, owner, annotation, specifier)]


def _fate_of(value: Value) -> Fate | None:
    if not value.mutable:
        return None
    declared = value.type
    if isinstance(declared, TupleType):
        return Fate.SHARED
    if not isinstance(declared, Instance):
        return None
    if declared.type.fullname in PLAIN:
        return Fate.REFUSED if value.truth else None
    return Fate.SHARED
