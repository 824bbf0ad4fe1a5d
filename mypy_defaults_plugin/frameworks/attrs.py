"""attrs: every default is shared; only a converter may make something else of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mypy.nodes import CallExpr, ClassDef, DictExpr, Expression, NameExpr, StrExpr

from mypy_defaults_plugin.frameworks.class_body import Attribute, attributes, defines
from mypy_defaults_plugin.frameworks.decorators import decorator_of
from mypy_defaults_plugin.frameworks.field import Fate, Field, Framework, Place
from mypy_defaults_plugin.frameworks.specifier import (
    default_argument,
    full_name,
    is_call_of,
    is_false,
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
    if these is not None and not _is_none(these):
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
    if given is not None and not _is_none(given):
        return is_true(given)
    if name not in NEW:
        return name in AUTOMATIC
    return not any(
        attribute.annotation is None and is_call_of(judge, attribute.default, SPECIFIERS)
        for attribute in assigned
    )


def _is_none(node: Expression) -> bool:
    return isinstance(node, NameExpr) and node.fullname == "builtins.None"


def _field(
    judge: Judge, attribute: Attribute, framework: Framework, node: ClassDef
) -> Field | None:
    written = attribute.default
    if written is None:
        return None
    specifier = _specifier(judge, written)
    default = written if specifier is None else _default(judge, specifier)
    if default is None:
        return None
    value = value_of(judge, default)
    if not value.mutable:
        return None
    return Field(
        attribute.name,
        default,
        value,
        Fate.SHARED,
        framework,
        Place.CLASS_BODY,
        node,
        attribute.annotation,
        specifier,
    )


def _specifier(judge: Judge, written: Expression) -> CallExpr | None:
    is_call = isinstance(written, CallExpr) and is_call_of(judge, written, SPECIFIERS)
    return written if is_call and isinstance(written, CallExpr) else None


def _default(judge: Judge, specifier: CallExpr) -> Expression | None:
    """Give the default of an ``attr.ib()``; none where a converter may make another object."""
    converter = keyword(specifier, "converter") or keyword(specifier, "convert")
    if converter is not None and not _is_none(converter):
        return None
    positional = full_name(judge, specifier) in WITH_POSITIONAL_DEFAULT
    return default_argument(specifier, positional=positional)


def made(judge: Judge, call: CallExpr) -> list[Field]:
    """Give the fields of a ``make_class("C", {"x": attr.ib(default=[])})``."""
    these = keyword(call, "attrs") or (call.args[1] if len(call.args) > 1 else None)
    return [] if these is None else list(_listed(judge, these, CLASSIC_ATTRS, None))


def _listed(
    judge: Judge, these: Expression, framework: Framework, owner: ClassDef | None
) -> Iterator[Field]:
    """Give the fields out of ``{"x": attr.ib(default=[])}``."""
    for name, written in these.items if isinstance(these, DictExpr) else ():
        specifier = _specifier(judge, written)
        default = None if specifier is None else _default(judge, specifier)
        if default is None or not isinstance(name, StrExpr):
            continue
        value = value_of(judge, default)
        if value.mutable:
            fate, place = Fate.SHARED, Place.CALL
            yield Field(
                name.value, default, value, fate, framework, place, owner, specifier=specifier
            )
