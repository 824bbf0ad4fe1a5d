"""The truth about a default: whether the real object can change, and be reached."""

from __future__ import annotations

import array
import collections
import collections.abc
import dataclasses
import io
import types
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs
from declared_type import DeclaredType, parse

ANY: Final = parse("Any")
ELEMENTS: Final = frozenset(
    {"Sequence", "Collection", "Iterable", "Reversible", "AbstractSet", "tuple", "frozenset"}
)
NO_ACCESS: Final = frozenset({"Sized", "Container"})
FIELDS: Final = {
    ("FrozenView", "xs"): parse("Sequence[int]"),
    ("FrozenDeepView", "xs"): parse("Sequence[list[int]]"),
}
"""Fields that are declared read-only, by class and name."""
CONTAINERS: Final = (
    *(list, dict, set, bytearray, array.array, collections.deque),
    *(collections.UserList, collections.UserDict),
    *(collections.abc.MutableSequence, collections.abc.MutableMapping, collections.abc.MutableSet),
)
FROZEN_ATTRS: Final[type] = attrs.make_class("FrozenAttrs", [], frozen=True)
"""A class whose instances refuse to be changed in the way of all frozen classes of attrs."""
REFUSING: Final = frozenset({"Refuses"})


def changes(value: object, declared: DeclaredType | None, *, elements: bool = True) -> bool:
    """Tell whether an object can change through a parameter of a declared type.

    Without ``elements``, what a mutable container holds is left out of account.
    """
    if is_iterator(value):
        return True
    declared = declared or ANY
    name, arguments = declared.name, declared.arguments
    if name in NO_ACCESS:
        return False
    if name == "Mapping" and isinstance(value, collections.abc.Mapping):
        if isinstance(value, collections.defaultdict):
            return True
        if isinstance(value, types.MappingProxyType) or (is_container(value) and not elements):
            return False
        return any(changes(item, arguments[1], elements=elements) for item in _values(value))
    if name == "tuple" and isinstance(value, tuple) and parse("...") not in arguments:
        pairs = zip(value, arguments, strict=True)
        return any(changes(item, inside, elements=elements) for item, inside in pairs)
    if name in ELEMENTS and isinstance(value, Iterable):
        if is_container(value) and not elements:
            return False
        inside = arguments[0] if arguments else ANY
        return any(changes(item, inside, elements=elements) for item in _items(value))
    return _can_change(value, elements)


def _values(value: collections.abc.Mapping[Any, Any]) -> list[object]:
    return list(value.values())


def _items(value: Iterable[object]) -> list[object]:
    if isinstance(value, str | bytes | range | bytearray | array.array | io.IOBase):
        return []
    return list(value)


def _can_change(value: object, elements: bool) -> bool:
    if isinstance(value, tuple):
        return any(changes(item, None, elements=elements) for item in value)
    if is_container(value):
        return True
    fields = _fields(value)
    if fields is None:
        return False
    if not _is_frozen(value):
        return bool(fields)
    kind = type(value).__name__
    return any(
        changes(getattr(value, field), FIELDS.get((kind, field)), elements=elements)
        for field in fields
    )


def is_iterator(value: object) -> bool:
    return isinstance(value, Iterator) and not isinstance(value, io.IOBase)


def is_container(value: object) -> bool:
    """Tell whether an object is a container that can change."""
    kind = type(value)
    if kind.__name__ in REFUSING or isinstance(value, type | types.ModuleType):
        return False
    return (
        isinstance(value, CONTAINERS)
        or getattr(kind, "__setitem__", None) is not None
        or getattr(kind, "__delitem__", None) is not None
    )


def _fields(value: object) -> list[str] | None:
    if isinstance(value, type):
        return None
    if dataclasses.is_dataclass(value):
        return [field.name for field in dataclasses.fields(value)]
    kind: Any = type(value)
    return [field.name for field in attrs.fields(kind)] if attrs.has(kind) else None


def _is_frozen(value: object) -> bool:
    parameters = getattr(type(value), "__dataclass_params__", None)
    if parameters is not None:
        return bool(parameters.frozen)
    setter: object = type(value).__setattr__
    return setter is FROZEN_ATTRS.__setattr__
