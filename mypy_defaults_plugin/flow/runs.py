"""Runs of a function and of those nested in it, each from the states in which it is called.

What a run gives is used before it is complete, and grows: then whoever used it goes on. So
neither recursion nor a long chain of calls is a special case.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, field
from typing import Final

from mypy.nodes import SymbolNode

from mypy_defaults_plugin.flow.graph import Body, Walk
from mypy_defaults_plugin.flow.objects import NOTHING, Value
from mypy_defaults_plugin.flow.state import State

MOST_RUNS: Final = 6
"""States that are told apart at the calls of one closure."""


@dataclass(eq=False, repr=False, slots=True)
class Run:
    """One run of a body from a state on.

    ``returned`` is what it hands out, and ``after`` the state in which it ends, None as long as
    nobody knows that it does. ``own`` are its variables: those of a call before it may be about.
    """

    body: Body
    entry: State
    own: Set[SymbolNode]
    walk: Walk
    is_outermost: bool = False
    returned: Value = NOTHING
    after: State | None = None
    given: tuple[Value, State | None] = (NOTHING, None)
    users: set[tuple[Run, int]] = field(default_factory=set)

    def end(self, before: State) -> State | None:
        """Give the state after a call, with the variables of a call around it."""
        return None if self.after is None else self.after.keeping(before, self.own)


class Runs:
    """All runs of one function flow, until none of them changes any more."""

    def __init__(self) -> None:
        self.steps = 0
        self._of: dict[int, list[Run]] = {}
        self._waiting: list[Run] = []
        self.current: Run

    def complete(self, body: Body, entry: State) -> None:
        """Run a function, and what it calls."""
        outermost = Run(body, entry, frozenset(), Walk(body, entry), is_outermost=True)
        self._waiting.append(outermost)
        while self._waiting:
            self.current = run = self._waiting.pop()
            before = run.walk.steps
            run.walk.go_on()
            self.steps += run.walk.steps - before
            self._publish(run)

    def _publish(self, run: Run) -> None:
        """Let those go on who wait for more from a run."""
        run.after = run.walk.at(run.body.exit)
        now = (run.returned, run.after)
        if now == run.given:
            return
        run.given = now
        for user, number in run.users:
            user.walk.again(number)
            if user not in self._waiting:
                self._waiting.append(user)

    def of(self, place: int, entry: State, body: Callable[[], Body], own: Set[SymbolNode]) -> Run:
        """Give the run of a closure from a state on, for the step in hand."""
        runs = self._of.setdefault(place, [])
        run = next((known for known in runs if known.entry.equals(entry)), None)
        if run is None and len(runs) >= MOST_RUNS:
            joined = runs[-1].entry.join(entry)
            run = runs[-1] if joined is runs[-1].entry else None
            entry = joined
        if run is None:
            made = body()
            run = Run(made, entry, own, Walk(made, entry))
            if len(runs) >= MOST_RUNS:
                runs[-1] = run
            else:
                runs.append(run)
            self._waiting.append(run)
        run.users.add((self.current, self.current.walk.keep()))
        return run
