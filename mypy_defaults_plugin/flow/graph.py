"""The control flow of one function as a graph of points, and the walk to a fixpoint over it.

Points know nothing of the AST: each has an action from state to states, one for each way on.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from mypy_defaults_plugin.flow.objects import State

Action = Callable[[State], State]


@dataclass(eq=False, slots=True)
class Point:
    """One step of a function: an action, and where control goes on.

    ``raises`` is where an exception goes that leaves the step: it sees the state before the
    step and the one after it.
    """

    number: int
    action: Action | None = None
    successors: list[Edge] = field(default_factory=list)
    raises: list[Point] = field(default_factory=list)


@dataclass(slots=True)
class Edge:
    """A way on, with what is known of the state where it is taken."""

    target: Point
    refine: Action | None = None


class Graph:
    """Points in the order of the text, so that the walk meets causes before effects."""

    def __init__(self) -> None:
        self._points: list[Point] = []

    def point(self, action: Action | None = None) -> Point:
        """Add a point."""
        point = Point(len(self._points), action)
        self._points.append(point)
        return point

    def run(self, entry: Point, state: State) -> Run:
        """Walk from a point until nothing changes any more."""
        states = {entry.number: state}
        waiting = [entry.number]
        steps = 0
        while waiting:
            number = heapq.heappop(waiting)
            steps += 1
            for target, reached in _steps(self._points[number], states[number]):
                known = states.get(target.number)
                joined = reached if known is None else known.join(reached)
                if joined is known:
                    continue
                states[target.number] = joined
                if target.number not in waiting:
                    heapq.heappush(waiting, target.number)
        return Run(states, steps)


@dataclass(frozen=True, slots=True)
class Run:
    """What one walk found: the state before each point that was reached, and the steps taken."""

    states: dict[int, State]
    steps: int

    def at(self, point: Point) -> State | None:
        """Give the state before a point, None where control never comes."""
        return self.states.get(point.number)


def _steps(point: Point, before: State) -> Iterator[tuple[Point, State]]:
    after = before if point.action is None else point.action(before)
    for edge in point.successors:
        yield edge.target, after if edge.refine is None else edge.refine(after)
    for handler in point.raises:
        yield handler, before.join(after)
