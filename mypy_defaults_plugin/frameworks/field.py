"""The vocabulary of all frameworks: a field with a default, and what becomes of the default."""

from __future__ import annotations

from enum import Enum

from mypy.nodes import CallExpr, ClassDef, Expression
from mypy.types import Type

from mypy_defaults_plugin.mutability.value import Value
from mypy_defaults_plugin.record import record


class Fate(Enum):
    """What the framework does with a default when it makes the class and its instances."""

    REFUSED = "making the class raises"
    SHARED = "all instances hold the same object"
    COPIED = "each instance gets a copy"


class Place(Enum):
    """Where a default is written; the replacement is written there too."""

    CLASS_BODY = "name: type = default"
    ANNOTATION = "name: Annotated[type, Field(default=default)]"
    ALIAS = "name: Alias, in another module Alias = Annotated[type, Field(default=default)]"
    CALL = "make_class(..., default)"
    NO_FACTORY = "a field that takes no factory: an InitVar, a NamedTuple's, without an __init__"


@record
class Framework:
    """A library that makes fields, in its own words.

    ``specifiers`` are the functions that take a factory, by the names that users import, the best
    one first, and ``factory`` is the argument's name. ``why_shared`` ends the message on a shared
    default.
    """

    name: str
    specifiers: tuple[str, ...] = ()
    factory: str = "default_factory"
    why_shared: str = ""


@record
class Field:
    """A field whose default is refused, shared or copied.

    ``default`` is the name of the field where the default stands in another module.
    ``specifier`` is the call that the default is an argument of, ``owner`` the class statement
    that it stands in, None for a class made by a call.
    """

    name: str
    default: Expression
    value: Value
    fate: Fate
    framework: Framework
    place: Place
    owner: ClassDef | None = None
    annotation: Type | None = None
    specifier: CallExpr | None = None
