"""How each framework declares fields, and whether it refuses, shares or copies a default.

One file a framework. Each is asked for every class statement, and for the calls that make
classes; the first that knows the class answers. The running frameworks are the judge of what is
said here: tests/fields builds the classes and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from mypy.nodes import CallExpr, ClassDef

from mypy_defaults_plugin.frameworks import (
    attrs,
    copying_bases,
    dataclasses,
    msgspec,
    namedtuple,
    pydantic,
    pydantic_dataclasses,
    sqlmodel,
    transform,
)
from mypy_defaults_plugin.frameworks.constructors import may_replace_default
from mypy_defaults_plugin.frameworks.field import Fate, Field, Place
from mypy_defaults_plugin.frameworks.specifier import full_name

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge
    from mypy_defaults_plugin.walk import ModuleFacts

STATEMENTS: Final[tuple[Callable[[Judge, ClassDef], list[Field] | None], ...]] = (
    dataclasses.fields,
    attrs.fields,
    pydantic_dataclasses.fields,
    namedtuple.fields,
    msgspec.fields,
    sqlmodel.fields,
    pydantic.fields,
    copying_bases.fields,
    transform.fields,
)
CALLS: Final[dict[str, Callable[[Judge, CallExpr], list[Field]]]] = {
    "attr.make_class": attrs.made,
    "attrs.make_class": attrs.made,
    "collections.namedtuple": namedtuple.made,
    "dataclasses.make_dataclass": dataclasses.made,
    "msgspec.defstruct": msgspec.made,
    "pydantic.main.create_model": pydantic.created,
    "pydantic.v1.main.create_model": pydantic.created_v1,
}


def fields_of(judge: Judge, facts: ModuleFacts) -> Iterator[Field]:
    """Give the fields of a module whose defaults are refused, shared or copied.

    Fields that share one default, which an alias or a constant holds, are given once.
    """
    seen = set()
    for field in _fields_of(judge, facts):
        if field.default not in seen:
            seen.add(field.default)
            yield field


def _fields_of(judge: Judge, facts: ModuleFacts) -> Iterator[Field]:
    for node in facts.classes:
        judge.program.look_at(node.info)
        for fields in STATEMENTS:
            found = fields(judge, node)
            if found is not None:
                yield from (f for f in found if not _is_replaced(judge, f))
                break
    for call in facts.class_makers:
        yield from CALLS[full_name(judge, call)](judge, call)


def _is_replaced(judge: Judge, field: Field) -> bool:
    """Tell whether instances may hold something else than their shared default."""
    kept = field.fate is not Fate.SHARED or field.place is Place.NO_FACTORY
    return not kept and may_replace_default(judge, field)
