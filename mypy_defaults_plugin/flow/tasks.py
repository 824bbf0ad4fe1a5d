"""Work that nests as the source does, done on a stack of its own: no source is too deep for it."""

from __future__ import annotations

from collections.abc import Generator
from types import GeneratorType
from typing import Any, TypeVar

T = TypeVar("T")

Task = Generator[Any, Any, T]
"""Work that yields the tasks it needs the results of, and is sent those results.

Where the result is at hand, it may be yielded in the place of a task.
"""


def perform(task: Task[T]) -> T:
    """Do a task, and those that it waits for."""
    stack: list[Task[Any]] = [task]
    result: Any = None
    while stack:
        current = stack[-1]
        try:
            needed = current.send(result)
        except StopIteration as end:
            stack.pop()
            result = end.value
            continue
        if type(needed) is GeneratorType:
            stack.append(needed)
            result = None
        else:
            result = needed
    done: T = result
    return done
