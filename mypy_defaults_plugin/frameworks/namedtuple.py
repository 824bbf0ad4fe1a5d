"""``class N(NamedTuple)``: every default is shared, and there is no factory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.nodes import ClassDef

from mypy_defaults_plugin.frameworks.class_body import annotated_fields
from mypy_defaults_plugin.frameworks.field import Fate, Field, Framework, Place
from mypy_defaults_plugin.frameworks.specifier import value_of

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

NAMED_TUPLE: Final = Framework("NamedTuple")


def fields(judge: Judge, node: ClassDef) -> list[Field] | None:
    """Give the fields of a NamedTuple that are shared; None for another class."""
    if not node.info.is_named_tuple:
        return None
    found = []
    for attribute in annotated_fields(node):
        if attribute.default is None:
            continue
        value = value_of(judge, attribute.default)
        if value.mutable:
            field = Field(
                attribute.name,
                attribute.default,
                value,
                Fate.SHARED,
                NAMED_TUPLE,
                Place.NO_FACTORY,
                node,
                attribute.annotation,
            )
            found.append(field)
    return found
