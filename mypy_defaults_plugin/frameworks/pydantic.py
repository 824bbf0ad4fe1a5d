"""Pydantic: version 2 copies what ``hash()`` refuses and shares the rest; version 1 copies all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.nodes import CallExpr, ClassDef, Expression, TupleExpr, TypeInfo

from mypy_defaults_plugin.frameworks.annotated import specifier_in_annotation
from mypy_defaults_plugin.frameworks.class_body import Attribute, annotated_fields
from mypy_defaults_plugin.frameworks.field import Fate, Field, Framework, Place
from mypy_defaults_plugin.frameworks.specifier import default_argument, is_call_of, value_of

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge
    from mypy_defaults_plugin.mutability.value import Value

PYDANTIC: Final = Framework(
    "Pydantic", ("pydantic.Field",), why_shared="Pydantic copies only what hash() refuses"
)
PYDANTIC_V1: Final = Framework("Pydantic", ("pydantic.v1.Field", "pydantic.Field"))
BASE: Final = "pydantic.main.BaseModel"
BASE_V1: Final = "pydantic.v1.main.BaseModel"
SPECIFIERS: Final = frozenset(
    {"pydantic.fields.Field", "pydantic.v1.fields.Field", "sqlmodel.main.Field"}
)


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
    place = Place.CLASS_BODY
    default, specifier = described_default(judge, attribute.default)
    if default is None and (attribute.default is None or specifier is not None):
        specifier = specifier_in_annotation(judge, node, attribute, SPECIFIERS)
        default = None if specifier is None else default_argument(specifier, positional=True)
        place = Place.ANNOTATION
    if default is None:
        return None
    value = value_of(judge, default)
    fate = fate_of(value, copies_all=copies_all)
    if fate is None:
        return None
    return Field(
        attribute.name,
        default,
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


def fate_of(value: Value, *, copies_all: bool = False) -> Fate | None:
    """Tell what becomes of a default, None where nothing can go wrong or nothing is known."""
    if not value.mutable:
        return None
    if copies_all:
        return Fate.COPIED
    return {True: Fate.SHARED, False: Fate.COPIED, None: None}[value.hashable]


def created(judge: Judge, call: CallExpr) -> list[Field]:
    """Give the fields of a ``create_model("M", x=(list, []))``."""
    found = []
    version_1 = is_version_1(judge)
    framework = PYDANTIC_V1 if version_1 else PYDANTIC
    for name, definition in zip(call.arg_names, call.args, strict=True):
        if name is None or name.startswith("_") or not isinstance(definition, TupleExpr):
            continue
        if len(definition.items) != 2:
            continue
        default, specifier = described_default(judge, definition.items[1])
        if default is None:
            continue
        value = value_of(judge, default)
        fate = fate_of(value, copies_all=version_1)
        if fate is not None:
            place = Place.CALL
            made = Field(name, default, value, fate, framework, place, specifier=specifier)
            found.append(made)
    return found


def created_v1(judge: Judge, call: CallExpr) -> list[Field]:
    """Give no field: ``pydantic.v1.create_model`` copies every default."""
    return []
