"""What a caller does with what comes back: it runs generators, coroutines and closures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from types import FunctionType
from typing import Any, Final

from opaque import World
from originals import is_iterator
from owners import Owner
from reach import LAZY_OBJECTS
from watch import Endless, Watch

MOST_STEPS: Final = 40
DEEPEST: Final = 3


class Consumer:
    """Consumes what one call gives, and runs the closures that got out of it."""

    def __init__(self, watch: Watch, thrown: BaseException | None) -> None:
        self._watch = watch
        self._thrown = thrown
        self._is_running = False
        self._closures: list[tuple[Any, list[int]]] = []

    def consume(self, owner: Owner, result: Any) -> None:
        """Drive what a call gives that the owner itself is: a coroutine, a generator."""
        codes = [getattr(result, f"{kind}_code", None) for kind in ("gi", "cr", "ag")]
        if owner.function.__code__ not in codes and not hasattr(result, "gen"):
            return
        if hasattr(result, "gen") and hasattr(result, "__enter__"):
            with result:
                self.run_lazy()
                if self._thrown is not None:
                    raise self._thrown
        elif hasattr(result, "gen") and hasattr(result, "__aenter__"):
            drive(result.__aenter__())
            self.run_lazy()
            drive(result.__aexit__(None, None, None))
        elif hasattr(result, "__anext__"):
            self._consume_later(result)
        else:
            drive(result, self.run_lazy, self._thrown)

    def _consume_later(self, result: Any) -> None:
        """Drive an async generator; what it yields is known here only, not to a trace."""
        with suppress(StopAsyncIteration):
            for _ in range(MOST_STEPS):
                value = drive(result.__anext__())[-1]
                if result.ag_frame is not None:
                    self._watch.given_later(value, [result.ag_frame.f_lineno])
                self.run_lazy()

    def run_lazy_perhaps(self) -> None:
        """Run closures that got out while the function is still running: others may do so."""
        if World.choices.number(3) == 0:
            self.run_lazy()

    def run_lazy(self) -> None:
        """Run the closures and iterators that got out, and see whether they give a default."""
        if self._is_running:
            return
        self._is_running = True
        watch = self._watch
        watch.lazy += self._closures
        self._closures.clear()
        for _ in range(DEEPEST):
            waiting, watch.lazy = watch.lazy, []
            for value, lines in waiting[:8]:
                if isinstance(value, FunctionType):
                    self._closures.append((value, lines))
                with _no_exception(watch):
                    for given in _results(value):
                        watch.given_later(given, lines)
        self._is_running = False


@contextmanager
def _no_exception(watch: Watch) -> Iterator[None]:
    try:
        yield
    except Endless:
        raise
    except BaseException as exception:
        if isinstance(exception, KeyboardInterrupt) and exception.args != ("chosen",):
            raise
        watch.escaped(exception)


def _results(value: Any) -> list[Any]:
    """Call a closure, or take the first elements of an iterator."""
    if isinstance(value, LAZY_OBJECTS):
        return drive(value) if hasattr(value, "send") else []
    if is_iterator(value):
        return list(islice(value, 5))
    code = value.__code__
    given = [5] * (code.co_argcount - len(value.__defaults__ or ()))
    result = value(*given)
    if isinstance(result, LAZY_OBJECTS):
        return _results(result)
    return [result]


def drive(
    steps: Any,
    between: Callable[[], None] | None = None,
    thrown: BaseException | None = None,
) -> list[Any]:
    """Run a generator or a coroutine to its end; give what came out of it."""
    given = []
    try:
        given.append(steps.send(None))
        if thrown is not None:
            given.append(steps.throw(thrown))
        while len(given) < MOST_STEPS:
            if between is not None:
                between()
            given.append(steps.send(None))
    except StopIteration as stop:
        given.append(stop.value)
    return given
