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


class NotYet(Exception):  # noqa: N818
    """A task can't be done before something else is known; then it is tried again."""


def perform(task: Task[T]) -> T:
    """Do a task, and those that it waits for; ``NotYet`` goes to the one that waits."""
    stack: list[Task[Any]] = [task]
    result: Any = None
    failure: NotYet | None = None
    while stack:
        current = stack[-1]
        try:
            needed = current.send(result) if failure is None else current.throw(failure)
        except StopIteration as end:
            stack.pop()
            result, failure = end.value, None
            continue
        except NotYet as raised:
            stack.pop()
            failure = raised
            continue
        if type(needed) is GeneratorType:
            stack.append(needed)
            result, failure = None, None
        else:
            result, failure = needed, None
    if failure is not None:
        raise failure
    done: T = result
    return done
