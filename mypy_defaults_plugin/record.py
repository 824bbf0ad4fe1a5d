"""Immutable classes of a few values, made when a module is imported and so made quickly.

``dataclasses.dataclass(frozen=True, slots=True)`` writes and compiles half a dozen methods for
each class, half a millisecond in all. Here only ``__init__`` is compiled. That nobody changes an
object is left to mypy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, field
from operator import attrgetter
from typing import Any, TypeVar

from typing_extensions import dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Make a class of its annotated attributes, which are given to it, compared and hashed."""
    base: dict[str, Any] = getattr(cls, "_fields", {})
    own = {name: cls.__dict__.get(name, MISSING) for name in cls.__annotations__}
    fields = base | own
    members = {
        name: value
        for name, value in cls.__dict__.items()
        if name not in own and name not in ("__dict__", "__weakref__")
    }
    members |= {
        "__slots__": tuple(own),
        "_fields": fields,
        "__init__": _initializer(fields),
        "__eq__": _equality(fields),
        "__hash__": _hash(fields),
        "__repr__": _representation,
    }
    made: Any = type(cls.__name__, cls.__bases__, members)
    made.__qualname__ = cls.__qualname__
    remade: type[T] = made
    return remade


def replace(given: T, **changes: Any) -> T:
    """Give a record like another one, with some values changed."""
    fields: dict[str, Any] = given._fields  # type: ignore[attr-defined]
    for name in fields:
        if name not in changes:
            changes[name] = getattr(given, name)
    return type(given)(**changes)


def _initializer(fields: dict[str, Any]) -> Callable[..., None]:
    space: dict[str, Any] = {"MISSING": MISSING}
    parameters, lines = ["self"], []
    for name, value in fields.items():
        given, factory = value, None
        if isinstance(value, Field):
            given, factory = value.default, value.default_factory
        if factory is not None and factory is not MISSING:
            space[f"make_{name}"] = factory
            parameters.append(f"{name}=MISSING")
            lines.append(f" self.{name} = make_{name}() if {name} is MISSING else {name}")
            continue
        if given is not MISSING:
            space[f"default_{name}"] = given
        parameters.append(name if given is MISSING else f"{name}=default_{name}")
        lines.append(f" self.{name} = {name}")
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines or [" pass"]), space)
    made: Callable[..., None] = space["__init__"]
    return made


def _key(fields: dict[str, Any]) -> Callable[[Any], Any]:
    names = [n for n, v in fields.items() if not (isinstance(v, Field) and v.compare is False)]
    return attrgetter(*names) if names else lambda record: ()


def _equality(fields: dict[str, Any]) -> Callable[[Any, object], bool]:
    key = _key(fields)

    def equality(self: Any, other: object) -> bool:
        return bool(other.__class__ is self.__class__ and key(self) == key(other))

    return equality


def _hash(fields: dict[str, Any]) -> Callable[[Any], int]:
    key = _key(fields)
    return lambda self: hash(key(self))


def _representation(self: Any) -> str:
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
    return f"{type(self).__qualname__}({values})"
