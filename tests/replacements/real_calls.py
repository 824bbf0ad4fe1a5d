"""Runs a case in the running interpreter and compares what its calls give."""

from __future__ import annotations

import itertools
import re
import sys
import types
from collections.abc import Iterator
from typing import Any, Final

SAMPLE: Final = 3
PLACE: Final = re.compile(r"\w+\.<locals>\.| at 0x[0-9a-fA-F]+")
"""What the text of a function says about where it was made."""
LEAVES: Final = (
    *(str, bytes, int, float, complex, type(None), type(...)),
    *(type, types.FunctionType, types.BuiltinFunctionType),
)


def run(name: str, source: str, calls: list[str]) -> list[Any]:
    """Execute the source as a module and give the results of some calls."""
    module = types.ModuleType(name)
    sys.modules[name] = module  # data classes look their module up
    try:
        exec(compile(source, f"{name}.py", "exec"), vars(module))
        return [eval(call, vars(module)) for call in calls]
    finally:
        del sys.modules[name]


def share(first: object, second: object) -> bool:
    """Tell whether two results have an object in common that can change, at any depth."""
    return bool(_reachable(first).keys() & _reachable(second).keys())


def _reachable(value: object) -> dict[int, object]:
    found: dict[int, object] = {}
    pending = [value]
    while pending:
        current = pending.pop()
        if id(current) in found or isinstance(current, LEAVES):
            continue
        if not isinstance(current, tuple | frozenset):
            found[id(current)] = current
        if isinstance(current, dict):
            pending.extend(current.values())
        elif isinstance(current, list | tuple | set | frozenset):
            pending.extend(current)
        elif hasattr(current, "__dict__"):
            pending.extend(vars(current).values())
    return found


def contents(value: Any) -> object:
    """Give what can be compared of a result, the first items of an iterator."""
    if isinstance(value, Iterator):
        return [contents(item) for item in itertools.islice(value, SAMPLE)]
    if isinstance(value, tuple):
        return tuple(contents(item) for item in value)
    shown = repr(value)
    if shown.startswith("<") and hasattr(value, "__dict__"):
        return type(value).__name__, contents(tuple(vars(value).items()))
    return PLACE.sub("", shown)
