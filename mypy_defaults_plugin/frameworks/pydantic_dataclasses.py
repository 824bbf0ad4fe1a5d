"""``pydantic.dataclasses``: refuses what dataclasses refuses, unless it stands in ``Field()``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.nodes import ClassDef

from mypy_defaults_plugin.frameworks import dataclasses, pydantic
from mypy_defaults_plugin.frameworks.class_body import Attribute, annotated_fields
from mypy_defaults_plugin.frameworks.decorators import decorator_of
from mypy_defaults_plugin.frameworks.field import Fate, Field, Framework, Place
from mypy_defaults_plugin.frameworks.specifier import full_name, value_of, written_default

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge
    from mypy_defaults_plugin.mutability.value import Value

SPECIFIERS: Final = ("pydantic.Field", "dataclasses.field")
VERSION_2: Final = Framework(
    "pydantic.dataclasses", SPECIFIERS, why_shared=pydantic.PYDANTIC.why_shared
)
VERSION_1: Final = Framework("pydantic.dataclasses", SPECIFIERS)
DECORATOR: Final = "pydantic.dataclasses.dataclass"
DECORATOR_V1: Final = "pydantic.v1.dataclasses.dataclass"


def fields(judge: Judge, node: ClassDef) -> list[Field] | None:
    """Give the fields of a Pydantic dataclass; None for another class."""
    decorator = decorator_of(judge, node, frozenset({DECORATOR, DECORATOR_V1}))
    if decorator is None:
        return None
    version_1 = full_name(judge, decorator) == DECORATOR_V1 or pydantic.is_version_1(judge)
    hands_out = dataclasses.hands_out_defaults(judge, decorator, node)
    found = [_field(judge, node, a, version_1=version_1) for a in annotated_fields(node)]
    return [f for f in found if f is not None and (hands_out or f.fate is Fate.REFUSED)]


def _field(judge: Judge, node: ClassDef, attribute: Attribute, *, version_1: bool) -> Field | None:
    framework = VERSION_1 if version_1 else VERSION_2
    _, described = pydantic.described_default(judge, attribute.default)
    if attribute.default is None or described is not None:
        return pydantic.field_of(judge, node, attribute, framework, copies_all=version_1)
    written = written_default(judge, attribute.default, dataclasses.SPECIFIERS)
    if written is None:
        return None
    default, specifier = written
    value = value_of(judge, default)
    fate = _fate_of(judge, value, is_init_var=attribute.is_init_var, version_1=version_1)
    if fate is None:
        return None
    place = Place.NO_FACTORY if attribute.is_init_var else Place.CLASS_BODY
    annotation = attribute.annotation
    return Field(
        attribute.name, default, value, fate, framework, place, node, annotation, specifier
    )


def _fate_of(judge: Judge, value: Value, *, is_init_var: bool, version_1: bool) -> Fate | None:
    if is_init_var:
        return None if version_1 else pydantic.fate_of(value)
    fate = dataclasses.fate_of(judge, value)
    if fate is Fate.REFUSED or version_1:
        return fate
    return pydantic.fate_of(value)
