"""What really happens: builds a class with the running framework and compares two instances.

Runs on its own too (``python run_time.py < programs.json``), so that another environment with
other releases can answer; it knows nothing of mypy or of the plugin.
"""

from __future__ import annotations
import __future__

import enum
import json
import logging
import sys
import types
from collections.abc import Iterator
from typing import Any

REFUSED, SHARED, COPIED, FRESH, BROKEN = "refused", "shared", "copied", "fresh", "broken"
CONTAINERS = ("list", "dict", "set", "bytearray", "deque", "array")
STATEFUL = (
    "_queue.",
    "_random.",
    "_thread.",
    "asyncio.",
    "concurrent.",
    "contextlib.",
    "multiprocessing.",
    "queue.",
    "random.",
    "sqlite3.",
    "threading.",
)
UNCOPYABLE = "uncopyable"
NO_INSTANCE = "uncopyable when an instance is made"
REFUSALS = (
    "mutable default",
    "Default value",
    "non-empty mutable collection",
    "mutable struct object",
)


def outcomes(setting: str, classes: list[tuple[str, str]], *, postponed: bool = False) -> list[str]:
    """Tell for each class, its source and how to make an instance, what becomes of its default.

    It is fresh where there is nothing to share, and copied where each instance has its own,
    and uncopyable where making the class raises since the default can't be copied, as Pydantic 1
    and 2.0.3 do, or where making an instance does.
    ``setting`` is the source that stands before each of them. Annotations are ``postponed`` as
    by ``from __future__ import annotations``.
    """
    flags = __future__.annotations.compiler_flag if postponed else 0
    program = types.ModuleType("program")
    sys.modules["program"] = program
    namespace = program.__dict__
    exec(compile(setting, "program", "exec", flags, dont_inherit=True), namespace)
    return [_outcome(namespace, source, instance, flags) for source, instance in classes]


def _outcome(namespace: dict[str, Any], source: str, instance: str, flags: int) -> str:
    try:
        exec(compile(source, "program", "exec", flags, dont_inherit=True), namespace)
    except Exception as error:
        return UNCOPYABLE if _resists_copying(error) else _failure(error)
    try:
        first, second = (held(eval(instance, namespace)) for _ in range(2))
    except Exception as error:
        return NO_INSTANCE if _resists_copying(error) else _failure(error)
    if share(first, second):
        return SHARED
    return COPIED if share(first, first) else FRESH


def _failure(error: Exception) -> str:
    if any(words in str(error) for words in REFUSALS):
        return REFUSED
    return f"{BROKEN}: {type(error).__name__}: {error}"


def _resists_copying(error: Exception) -> bool:
    reasons = ("cannot pickle", "should only be shared between processes")
    return isinstance(error, NotImplementedError) or any(r in str(error) for r in reasons)


def held(instance: Any) -> Any:
    """Give what a field holds: ``y`` where ``x`` is handed on to it."""
    for name in ("y", "root", "_x"):
        if name in getattr(instance, "__dict__", {}) or (name == "_x" and hasattr(instance, name)):
            return getattr(instance, name)
    return instance.x


def share(first: Any, second: Any) -> bool:
    """Tell whether two objects are, or hold, the same changeable object."""
    if first is second and can_change(first):
        return True
    pairs = zip(parts(first), parts(second), strict=False)
    return any(share(left, right) for left, right in pairs)


def parts(value: Any) -> Iterator[Any]:
    """Give what an object that can't change itself holds."""
    if isinstance(value, tuple):
        yield from value
    elif type(value).__name__.startswith("Frozen"):
        yield value.x


def can_change(value: Any) -> bool:
    """Tell whether an object can change, from what it is at run time."""
    kind = type(value)
    if any(base.__name__ in CONTAINERS for base in kind.__mro__):
        return True
    if hasattr(value, "__next__") or hasattr(value, "__setitem__"):
        return True
    origins = [f"{base.__module__}.{base.__name__}" for base in kind.__mro__]
    if any(origin.startswith(STATEFUL) for origin in origins):
        return kind.__name__ != "SystemRandom"
    if isinstance(value, type | enum.Enum | logging.Logger) or callable(value):
        return False
    if kind.__name__ == "SimpleNamespace":
        return True
    if kind.__module__ != "program" or kind.__name__.startswith("Frozen"):
        return False
    if isinstance(value, tuple) or is_value(kind):
        return False
    slots = getattr(kind, "__slots__", ())
    annotated = getattr(kind, "__annotations__", {})
    is_constant = annotated and all("ClassVar" in str(a) for a in annotated.values())
    return bool(getattr(value, "__dict__", {}) or slots or (annotated and not is_constant))


def is_value(kind: type) -> bool:
    """Tell whether a class has both ``__eq__`` and ``__hash__``, as somebody wrote them."""
    written = [base for base in kind.__mro__ if base.__module__ == "program"]
    compared = any("__eq__" in vars(base) for base in written)
    return compared and kind.__hash__ is not None and not hasattr(kind, "__dataclass_fields__")


def main() -> None:
    """Answer for the programs on standard input."""
    json.dump([outcomes(*program) for program in json.load(sys.stdin)], sys.stdout)


if __name__ == "__main__":
    main()
