"""The objects that a default consists of, and whether one of them has changed."""

from __future__ import annotations

import gc
from array import array
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import is_
from typing import Any, Final

ATOMS: Final = frozenset({int, str, bytes, float, bool, type(None), complex, range, slice})
SHELLS: Final = frozenset({tuple, frozenset})


def is_iterator(value: object) -> bool:
    return hasattr(type(value), "__next__")


def is_mutable(value: object) -> bool:
    """Tell whether an object inside a default can change; functions and classes don't count."""
    if type(value) in ATOMS or type(value) in SHELLS:
        return False
    if isinstance(value, list | dict | set | bytearray | deque | array) or is_iterator(value):
        return True
    return hasattr(value, "__dict__") and not callable(value) and not isinstance(value, type)


def inside(value: object) -> Iterator[object]:
    """Give what a container or an instance holds."""
    if isinstance(value, dict):
        yield from value.keys()
        yield from value.values()
    if isinstance(value, list | tuple | set | frozenset | deque):
        yield from value
    if hasattr(value, "__dict__") and not isinstance(value, type):
        yield from vars(value).values()


def content(value: object) -> Any:
    """Give what an object consists of, not deeper: its elements count by identity."""
    if isinstance(value, list | deque):
        return tuple(value)
    if isinstance(value, dict):
        return (*value.keys(), *value.values())
    if isinstance(value, set):
        return frozenset(map(id, value))
    if isinstance(value, bytearray):
        return bytes(value)
    if isinstance(value, array):
        return value.tobytes()
    if is_iterator(value):
        return _position(value)
    return tuple(vars(value).values())


def _position(iterator: Any) -> object:
    hint = getattr(iterator, "__length_hint__", None)
    if hint is not None:
        return int(hint())
    frame = getattr(iterator, "gi_frame", "none")
    sources = gc.get_referents(iterator)
    for source in list(sources):
        sources += source if type(source) is tuple else ()
    inner = [
        int(source.__length_hint__())
        for source in sources
        if hasattr(source, "__length_hint__") and is_iterator(source)
    ]
    return repr((frame is None, inner, repr(iterator)))


def is_same(before: Any, after: Any) -> bool:
    if type(before) is tuple:
        return len(before) == len(after) and all(map(is_, before, after))
    return bool(before == after)


def is_nothing(what: object) -> bool:
    """Tell whether the content of an object says that it is empty."""
    return what in ((), b"", frozenset())


@dataclass(eq=False)
class Original:
    """One mutable object of a default, as it was when the function was defined."""

    value: Any
    is_root: bool
    before: Any = field(init=False)
    was_empty: bool = field(init=False)

    def __post_init__(self) -> None:
        self.before = content(self.value)
        self.was_empty = not is_iterator(self.value) and is_nothing(self.before)

    def has_changed(self) -> bool:
        """Tell whether the object differs from the last time that this was asked."""
        now = content(self.value)
        if is_same(self.before, now):
            return False
        self.before = now
        return True


def originals_of(default: object) -> list[Original]:
    """Collect the mutable objects of a default, itself first."""
    found: list[Original] = []
    waiting = [default]
    seen: set[int] = set()
    while waiting:
        value = waiting.pop(0)
        if id(value) in seen:
            continue
        seen.add(id(value))
        if is_mutable(value):
            found.append(Original(value, is_root=value is default))
        if not is_iterator(value):
            waiting.extend(inside(value))
    return found
