"""Pydantic: version 2 copies what ``hash()`` refuses and shares the rest; version 1 copies all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from mypy.nodes import CallExpr, ClassDef, DictExpr, Expression, StrExpr, TupleExpr, TypeInfo
from mypy.types import Instance

from mypy_defaults_plugin.frameworks.annotated import (
    SPECIFIERS,
    Described,
    default_in_annotation,
    default_in_type,
)
from mypy_defaults_plugin.frameworks.class_body import Attribute, annotated_fields
from mypy_defaults_plugin.frameworks.field import Fate, Field, Framework, Place
from mypy_defaults_plugin.frameworks.specifier import (
    default_argument,
    is_call_of,
    leaves_default_open,
    value_of,
)
from mypy_defaults_plugin.mutability.names import RESISTS_COPYING

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge
    from mypy_defaults_plugin.mutability.value import Value

PYDANTIC: Final = Framework(
    "Pydantic", ("pydantic.Field",), why_shared="Pydantic copies only what hash() refuses"
)
PYDANTIC_V1: Final = Framework("Pydantic", ("pydantic.v1.Field", "pydantic.Field"))
BASE: Final = "pydantic.main.BaseModel"
BASE_V1: Final = "pydantic.v1.main.BaseModel"


def fields(judge: Judge, node: ClassDef) -> list[Field] | None:
    """Give the fields of a model whose defaults are shared or copied; None for another class."""
    bases = {base.fullname for base in node.info.mro}
    if BASE_V1 in bases or (BASE in bases and is_version_1(judge)):
        return model_fields(judge, node, PYDANTIC_V1, copies_all=True)
    if BASE in bases:
        return model_fields(judge, node, PYDANTIC, copies_all=False)
    return None


def is_version_1(judge: Judge) -> bool:
    """Tell whether the Pydantic that mypy sees is of version 1."""
    base = judge.program.find(BASE)
    if not isinstance(base, TypeInfo):
        return False
    return judge.program.member(base, "model_construct")[0] is None


def model_fields(
    judge: Judge, node: ClassDef, framework: Framework, *, copies_all: bool
) -> list[Field]:
    """Give the fields of a class that treats defaults as Pydantic does."""
    found = []
    for attribute in annotated_fields(node):
        private = attribute.name.startswith("_") or attribute.name == "model_config"
        if private or (attribute.is_final and not copies_all):
            continue
        field = field_of(judge, node, attribute, framework, copies_all=copies_all)
        found += [field] if field is not None else []
    return found


def field_of(
    judge: Judge, node: ClassDef, attribute: Attribute, framework: Framework, *, copies_all: bool
) -> Field | None:
    """Give one field, by what is assigned or, without that, by what its annotation says."""
    assigned = attribute.default
    found = _default_of(judge, assigned, lambda: default_in_annotation(judge, node, attribute))
    if found is None:
        return None
    value, default, specifier = found
    fate = fate_of(value, copies_all=copies_all)
    if fate is None:
        return None
    if assigned is not None and (assigned is default or assigned is specifier):
        place = Place.CLASS_BODY
    else:
        place = Place.ALIAS if default is None else Place.ANNOTATION
    return Field(
        attribute.name,
        default or attribute.target,
        value,
        fate,
        framework,
        place,
        node,
        attribute.annotation,
        specifier,
    )


def described_default(
    judge: Judge, written: Expression | None
) -> tuple[Expression | None, CallExpr | None]:
    """Give the default out of what is assigned, and the ``Field()`` around it."""
    if isinstance(written, CallExpr) and is_call_of(judge, written, SPECIFIERS):
        return default_argument(written, positional=True), written
    return written, None


def _default_of(
    judge: Judge, assigned: Expression | None, in_type: Callable[[], Described | None]
) -> Described | None:
    """Give the default of a field, by what is assigned or else by what its type carries."""
    default, specifier = described_default(judge, assigned)
    if default is not None:
        return Described(value_of(judge, default), default, specifier)
    is_open = assigned is None or (specifier is not None and leaves_default_open(specifier))
    return in_type() if is_open else None


def fate_of(value: Value, *, copies_all: bool = False) -> Fate | None:
    """Tell what becomes of a default, None where nothing can go wrong or nothing is known."""
    if not value.mutable:
        return None
    if not copies_all and value.hashable is not False:
        return Fate.SHARED if value.hashable else None
    return None if _resists_copying(value) else Fate.COPIED


def _resists_copying(value: Value) -> bool:
    """Tell whether a copy may raise, as that of a lock does, or of a list that holds one."""
    waiting = [value]
    while waiting:
        current = waiting.pop()
        bases = current.type.type.mro if isinstance(current.type, Instance) else ()
        if any(base.fullname in RESISTS_COPYING for base in bases):
            return True
        waiting.extend(current.elements)
    return False


def created(judge: Judge, call: CallExpr) -> list[Field]:
    """Give the fields of a ``create_model("M", x=(list, []))``."""
    return _created(judge, call, version_1=is_version_1(judge))


def created_v1(judge: Judge, call: CallExpr) -> list[Field]:
    """Give the fields of a ``pydantic.v1.create_model``."""
    return _created(judge, call, version_1=True)


def _created(judge: Judge, call: CallExpr, *, version_1: bool) -> list[Field]:
    made = []
    framework = PYDANTIC_V1 if version_1 else PYDANTIC
    for name, declared, assigned in _definitions(call):
        found = _default_of(judge, assigned, partial(default_in_type, judge, declared))
        if found is None:
            continue
        value, default, specifier = found
        fate = fate_of(value, copies_all=version_1)
        if fate is not None:
            place = Place.CALL if default is not None else Place.ALIAS
            made.append(
                Field(name, default or declared, value, fate, framework, place, specifier=specifier)
            )
    return made


def _definitions(call: CallExpr) -> Iterator[tuple[str, Expression, Expression | None]]:
    """Give name, type and default out of ``x=(list, [])`` and ``**{"x": (list, [])}``."""
    given: list[tuple[str | None, Expression]] = []
    for name, argument in zip(call.arg_names, call.args, strict=True):
        items = argument.items if isinstance(argument, DictExpr) else []
        given += [(key.value, item) for key, item in items if isinstance(key, StrExpr)]
        given.append((name, argument))
    for name, definition in given:
        if name is None or name.startswith("_"):
            continue
        if not isinstance(definition, TupleExpr):
            yield name, definition, None
        elif len(definition.items) == 2:
            declared, assigned = definition.items
            yield name, declared, assigned
