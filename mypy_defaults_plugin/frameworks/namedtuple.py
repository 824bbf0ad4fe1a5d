"""``class N(NamedTuple)`` and ``namedtuple()``: every default is shared; there is no factory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.nodes import CallExpr, ClassDef, Expression, ListExpr, StarExpr, StrExpr, TupleExpr

from mypy_defaults_plugin.frameworks.class_body import annotated_fields
from mypy_defaults_plugin.frameworks.field import Fate, Field, Framework, Place
from mypy_defaults_plugin.frameworks.specifier import behind, keyword, value_of

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


def made(judge: Judge, call: CallExpr) -> list[Field]:
    """Give the fields of a ``namedtuple("N", "x y", defaults=[[]])``: the last ones have them."""
    listed = call.args[1] if len(call.args) > 1 else keyword(call, "field_names")
    names, defaults = _names(judge, listed), _items(judge, keyword(call, "defaults"))
    if len(names) < len(defaults):
        return []
    found = []
    for name, default in zip(reversed(names), reversed(defaults), strict=False):
        if isinstance(default, StarExpr):
            break
        value = value_of(judge, default)
        if value.mutable:
            place = Place.NO_FACTORY
            found.append(Field(name, default, value, Fate.SHARED, NAMED_TUPLE, place))
    return found[::-1]


def _names(judge: Judge, listed: Expression | None) -> list[str]:
    given = None if listed is None else behind(judge, listed)
    if isinstance(given, StrExpr):
        return given.value.replace(",", " ").split()
    items = _items(judge, given)
    names = [item.value for item in items if isinstance(item, StrExpr)]
    return names if len(names) == len(items) else []


def _items(judge: Judge, given: Expression | None) -> list[Expression]:
    display = None if given is None else behind(judge, given)
    return display.items if isinstance(display, ListExpr | TupleExpr) else []
