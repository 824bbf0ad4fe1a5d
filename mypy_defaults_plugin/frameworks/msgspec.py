"""msgspec: copies an empty plain container, refuses a full one or a Struct, shares the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from mypy.nodes import CallExpr, ClassDef, Expression, TypeInfo
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
    if not _is_struct(node.info):
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
    fate = _fate_of(judge, value)
    if fate is None:
        return []
    name, place, owner, annotation = blank
    return [Field(name, default, value, fate, MSGSPEC, place, owner, annotation, specifier)]


def _fate_of(judge: Judge, value: Value) -> Fate | None:
    declared = value.type
    if isinstance(declared, TupleType):
        return Fate.SHARED if value.mutable else None
    if not isinstance(declared, Instance):
        return None
    if _is_struct(declared.type):
        record = judge.data_classes.of(judge, declared.type)
        if record is not None and not record.frozen:
            return Fate.REFUSED
    if not value.mutable:
        return None
    if declared.type.fullname in PLAIN:
        return Fate.REFUSED if value.truth else None
    return Fate.SHARED


def _is_struct(info: TypeInfo) -> bool:
    return any(base.fullname == BASE for base in info.mro)
