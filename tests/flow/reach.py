"""What can be reached from an object that has got out."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from types import (
    AsyncGeneratorType,
    BuiltinMethodType,
    CodeType,
    CoroutineType,
    FunctionType,
    GeneratorType,
    MethodType,
    ModuleType,
)
from typing import Any, Final

from originals import ATOMS, inside, is_iterator

HOLDERS: Final = (list, tuple, set, frozenset, deque)
LAZY_OBJECTS: Final = (GeneratorType, AsyncGeneratorType, CoroutineType)
VIEWS: Final[tuple[type[Iterable[object]], ...]] = (
    type({}.keys()),
    type({}.values()),
    type({}.items()),
)
CHANGING: Final = frozenset(
    {
        "append",
        "appendleft",
        "extend",
        "extendleft",
        "insert",
        "pop",
        "popleft",
        "popitem",
        "remove",
        "clear",
        "discard",
        "add",
        "update",
        "setdefault",
        "sort",
        "reverse",
        "rotate",
        "subtract",
        "difference_update",
        "intersection_update",
        "symmetric_difference_update",
        "byteswap",
        "frombytes",
        "fromlist",
        "fromunicode",
        "__setitem__",
        "__delitem__",
        "__iadd__",
        "__imul__",
        "__ior__",
        "__iand__",
        "__isub__",
        "__ixor__",
        "__next__",
        "send",
        "throw",
        "close",
        "__setattr__",
        "__delattr__",
    }
)
"""Methods that change the object they are bound to."""


@dataclass
class Found:
    """Where a search arrived.

    ``edges`` are places that hold one of the targets: (holder, slot, target). ``weak`` are
    bound methods that only read. ``lazy`` are closures and iterators, which may give a target
    out when they are run.
    """

    edges: set[tuple[int, object, int]] = field(default_factory=set)
    weak: set[int] = field(default_factory=set)
    lazy: dict[tuple[int, object, int], Any] = field(default_factory=dict)

    @property
    def targets(self) -> set[int]:
        return {target for _, _, target in self.edges}


def search(
    roots: Iterable[tuple[str, object]],
    targets: dict[int, Any],
    is_closure: Callable[[CodeType], bool],
) -> Found:
    """Walk from the roots through containers, instances and what else holds an object."""
    found = Found()
    waiting: list[tuple[int, object, Any]] = [(0, name, value) for name, value in roots]
    seen: set[int] = set()
    while waiting:
        holder, slot, value = waiting.pop()
        kind = type(value)
        if kind in ATOMS:
            continue
        key = id(value)
        if key in targets:
            found.edges.add((holder, slot, key))
            continue
        if isinstance(value, FunctionType):
            if is_closure(value.__code__):
                found.lazy[holder, slot, key] = value
            if key not in seen:
                waiting.extend((key, name, held) for name, held in vars(value).items())
            seen.add(key)
            continue
        if is_iterator(value) or isinstance(value, CoroutineType | AsyncGeneratorType):
            found.lazy[holder, slot, key] = value
            continue
        if key in seen:
            continue
        seen.add(key)
        if kind is BuiltinMethodType:
            if value.__name__ in CHANGING:
                waiting.append((holder, slot, value.__self__))
            elif id(value.__self__) in targets:
                found.weak.add(id(value.__self__))
            continue
        waiting.extend(_held(key, value))
    return found


def _held(key: int, value: Any) -> list[tuple[int, object, Any]]:
    if isinstance(value, MethodType):
        return [(key, "self", value.__self__), (key, "function", value.__func__)]
    if isinstance(value, partial):
        inner = (value.func, *value.args, *value.keywords.values())
        return [(key, index, held) for index, held in enumerate(inner)]
    if isinstance(value, memoryview):
        return [(key, "obj", value.obj)]
    if isinstance(value, dict):
        return [(key, repr(name), held) for name, held in value.items()]
    if isinstance(value, type({}.items())):
        pairs: Iterable[tuple[int, tuple[Any, Any]]] = enumerate([*value])
        return [(key, (index, part), pair[part]) for index, pair in pairs for part in (0, 1)]
    if isinstance(value, VIEWS):
        return [(key, index, held) for index, held in enumerate([*value])]
    if isinstance(value, BaseException):
        plain = [(key, index, held) for index, held in enumerate(value.args)]
        return plain + [(key, name, held) for name, held in vars(value).items()]
    if isinstance(value, ModuleType | type | bytearray | array):
        return []
    items = list(inside(value)) if isinstance(value, HOLDERS) else []
    named = vars(value) if hasattr(value, "__dict__") else {}
    return [
        *((key, index, held) for index, held in enumerate(items)),
        *((key, name, held) for name, held in named.items()),
    ]


def class_roots(classes: Iterable[type]) -> list[tuple[str, object]]:
    """Give the attributes of classes, without their methods."""
    return [
        (f"{cls.__name__}.{name}", held)
        for cls in classes
        for name, held in vars(cls).items()
        if not name.startswith("__") and not isinstance(held, FunctionType)
    ]
