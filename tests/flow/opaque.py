"""The world outside of a generated program: what it answers, the harness decides.

mypy sees only the stub that ``verdicts`` writes, as if this were a third-party package.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import ClassVar

from choices import Choices


def nothing() -> None:
    """Let a call of the world pass."""


class World:
    """The choices of the run that is going on, and who wants to know of calls."""

    choices = Choices(0)
    called: ClassVar[Callable[[], None]] = nothing


def check() -> bool:
    World.called()
    return World.choices.flag()


def some() -> list[int]:
    """Give nothing, one number or two."""
    World.called()
    return list(range(900, 900 + World.choices.number(3)))


def risky(*_: object) -> int:
    """Return a number or raise."""
    World.called()
    failure = World.choices.failure()
    if failure is not None:
        raise failure
    return 7


def use(*_: object) -> None:
    """Take anything and keep nothing of it."""
    World.called()


@contextmanager
def manager() -> Iterator[int]:
    """Do nothing, and let every exception through."""
    yield 7


async def pause() -> int:
    return 7


async def some_later() -> AsyncIterator[int]:
    for number in some():
        yield number


@asynccontextmanager
async def manager_later() -> AsyncIterator[int]:
    yield 7
