"""attrs: every default is shared; only a converter may make something else of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mypy.nodes import CallExpr, ClassDef, DictExpr, Expression, StrExpr

from mypy_defaults_plugin.frameworks.class_body import Attribute, attributes, defines
from mypy_defaults_plugin.frameworks.decorators import decorator_of
from mypy_defaults_plugin.frameworks.field import Fate, Field, Framework, Place
from mypy_defaults_plugin.frameworks.specifier import (
    behind,
    default_argument,
    full_name,
    is_call_of,
    is_false,
    is_none,
    is_true,
    keyword,
    value_of,
)

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

ATTRS: Final = Framework("attrs", ("attrs.field", "attr.field"), "factory", "attrs copies none")
CLASSIC_ATTRS: Final = Framework("attrs", ("attr.ib",), "factory", "attrs copies none")
NEW: Final = frozenset(
    f"{module}.{name}" for module in ("attr", "attrs") for name in ("define", "mutable", "frozen")
)
CLASSIC: Final = frozenset({"attr.s", "attr.attrs", "attr.attributes"})
AUTOMATIC: Final = frozenset({"attr.dataclass"})
WITH_POSITIONAL_DEFAULT: Final = frozenset({"attr.ib", "attr.attr", "attr.attrib"})
DEFAULT_IF_NONE: Final = "attr.converters.default_if_none"
SPECIFIERS: Final = WITH_POSITIONAL_DEFAULT | {"attr.field", "attrs.field"}


def fields(judge: Judge, node: ClassDef) -> list[Field] | None:
    """Give the fields of an attrs class that are shared; None for another class."""
    decorator = decorator_of(judge, node, NEW | CLASSIC | AUTOMATIC)
    if decorator is None:
        return None
    name = full_name(judge, decorator)
    if not _makes_init(decorator, name, node) or keyword(decorator, "field_transformer"):
        return []
    framework = ATTRS if name in NEW else CLASSIC_ATTRS
    these = keyword(decorator, "these")
    if these is not None and not is_none(these):
        return list(_listed(judge, these, framework, node))
    assigned = list(attributes(node))
    automatic = _takes_annotated(judge, decorator, name, assigned)
    found = []
    for attribute in assigned:
        is_specified = is_call_of(judge, attribute.default, SPECIFIERS)
        annotated = attribute.annotation is not None and not attribute.is_classvar
        if attribute.default is not None and (annotated if automatic else is_specified):
            field = _field(judge, attribute, framework, node)
            found += [field] if field is not None else []
    return found


def _makes_init(decorator: Expression, name: str, node: ClassDef) -> bool:
    """Tell whether the class gets an ``__init__`` that hands out the defaults."""
    if is_false(keyword(decorator, "init")):
        return False
    detects = name in NEW or keyword(decorator, "auto_detect") is not None
    return is_true(keyword(decorator, "init")) or not (detects and defines(node, "__init__"))


def _takes_annotated(
    judge: Judge, decorator: Expression, name: str, assigned: list[Attribute]
) -> bool:
    """Tell whether ``x: int = 0`` is a field, or only what ``attr.ib()`` is assigned to.

    ``define`` finds out by itself: an ``attr.ib()`` without an annotation turns it off.
    """
    given = keyword(decorator, "auto_attribs")
    if given is not None and not is_none(given):
        return is_true(given)
    if name not in NEW:
        return name in AUTOMATIC
    return not any(
        attribute.annotation is None and is_call_of(judge, attribute.default, SPECIFIERS)
        for attribute in assigned
    )


def _field(
    judge: Judge, attribute: Attribute, framework: Framework, node: ClassDef
) -> Field | None:
    written = attribute.default
    if written is None:
        return None
    described = _described(judge, written) if _is_specifier(judge, written) else (written, None)
    if described is None:
        return None
    default, call = described
    value = value_of(judge, default)
    if not value.mutable:
        return None
    place = Place.CLASS_BODY if call is None or call is written else Place.CALL
    name, annotation = attribute.name, attribute.annotation
    return Field(name, default, value, Fate.SHARED, framework, place, node, annotation, call)


def _is_specifier(judge: Judge, written: Expression) -> bool:
    return is_call_of(judge, written, SPECIFIERS)


def _described(judge: Judge, written: Expression) -> tuple[Expression, CallExpr] | None:
    """Give the default of an ``attr.ib()`` and the call that it is an argument of.

    None where a converter may make another object of it.
    """
    if not isinstance(written, CallExpr) or not _is_specifier(judge, written):
        return None
    positional = full_name(judge, written) in WITH_POSITIONAL_DEFAULT
    default = default_argument(written, positional=positional)
    converter = keyword(written, "converter") or keyword(written, "convert")
    if default is None or converter is None or is_none(converter):
        return None if default is None else (default, written)
    if isinstance(converter, CallExpr) and full_name(judge, converter) == DEFAULT_IF_NONE:
        instead = default_argument(converter, positional=True)
        return (instead, converter) if instead is not None and is_none(default) else None
    return None


def made(judge: Judge, call: CallExpr) -> list[Field]:
    """Give the fields of a ``make_class("C", {"x": attr.ib(default=[])})``."""
    these = keyword(call, "attrs") or (call.args[1] if len(call.args) > 1 else None)
    return [] if these is None else list(_listed(judge, these, CLASSIC_ATTRS, None))


def _listed(
    judge: Judge, these: Expression, framework: Framework, owner: ClassDef | None
) -> Iterator[Field]:
    """Give the fields out of ``{"x": attr.ib(default=[])}``."""
    given = behind(judge, these)
    given = given.analyzed or given if isinstance(given, CallExpr) else given
    for name, written in given.items if isinstance(given, DictExpr) else ():
        described = _described(judge, written)
        if described is None or not isinstance(name, StrExpr):
            continue
        default, call = described
        value = value_of(judge, default)
        if value.mutable:
            fate, place = Fate.SHARED, Place.CALL
            yield Field(name.value, default, value, fate, framework, place, owner, specifier=call)
