"""The control flow of one function as a graph of points, and the walk to a fixpoint over it.

Points know nothing of the AST: each has an action, which gives the states to go on with.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from mypy_defaults_plugin.flow.state import State
from mypy_defaults_plugin.flow.tasks import NotYet
from mypy_defaults_plugin.record import record


class Done(NamedTuple):
    """The state after a step, for each of its outcomes, and the one that an exception leaves."""

    outcomes: tuple[State, ...]
    failed: State


Action = Callable[[State], Done]
HOLDS: Final = 0
"""The outcome of a test that holds, and of a step that is no test."""
FAILS: Final = 1


@dataclass(eq=False, repr=False, slots=True)
class Point:
    """One step of a function: an action, and where control goes on.

    ``raises`` is where an exception goes that leaves the step; ``ways`` counts the ways to the
    point.
    """

    action: Action | None = None
    number: int = -1
    successors: list[Edge] = field(default_factory=list)
    raises: Point | None = None
    ways: int = 0


@dataclass(slots=True)
class Edge:
    """A way on, with the outcome of the action on which it is taken."""

    target: Point
    outcome: int = HOLDS


class Graph:
    """Points in an order in which causes come before effects, so that the walk meets them so."""

    def __init__(self) -> None:
        self.points: list[Point] = []

    def point(self, action: Action | None = None) -> Point:
        """Add a point."""
        return self.place(Point(action))

    def place(self, label: Point) -> Point:
        """Give a point its place in the order, if it was made for jumps to it before."""
        label.number = len(self.points)
        self.points.append(label)
        return label


def connect(source: Point, target: Point, outcome: int = HOLDS) -> None:
    """Let control go on from one point to another."""
    source.successors.append(Edge(target, outcome))
    target.ways += 1


@record
class Body:
    """The graph of a function's body, with where it begins and where it ends."""

    graph: Graph
    entry: Point
    exit: Point


class Walk:
    """One walk over the graph of a body; ``states`` holds the state before points.

    Before a point to which one way leads, the state is known from that before it: it is kept only
    where a step has to be taken again for what it waits for. So a long function takes no more
    room than its loops and branches do.
    """

    def __init__(self, body: Body, state: State) -> None:
        self._points = body.graph.points
        self._waiting = [body.entry.number]
        self._queued = {body.entry.number}
        self.states = {body.entry.number: state}
        self.steps = 0
        self.current = 0
        self._kept = {body.entry.number, body.exit.number}

    def keep(self) -> int:
        """Keep the state before the step in hand, to take it again; give the step's number."""
        self._kept.add(self.current)
        return self.current

    def go_on(self) -> None:
        """Walk until nothing changes any more."""
        waiting, queued, states, points = self._waiting, self._queued, self.states, self._points
        while waiting:
            self.current = number = heapq.heappop(waiting)
            queued.discard(number)
            self.steps += 1
            for target, state in _steps(points[number], states[number]):
                known = states.get(target.number)
                joined = state if known is None else known.join(state)
                if joined is not known:
                    states[target.number] = joined
                    self.again(target.number)
            if points[number].ways < 2 and number not in self._kept:
                del states[number]

    def again(self, number: int) -> None:
        """Take the step at a point once more."""
        if number not in self._queued:
            self._queued.add(number)
            heapq.heappush(self._waiting, number)

    def at(self, point: Point) -> State | None:
        """Give the state before a point, None where control never comes."""
        return self.states.get(point.number)


def _steps(point: Point, before: State) -> Iterator[tuple[Point, State]]:
    failed: State | None = before
    try:
        done = Done((before,), before) if point.action is None else point.action(before)
    except NotYet:
        pass
    else:
        failed = before.join(done.failed) if point.raises is not None else None
        for edge in point.successors:
            if done.outcomes[edge.outcome].is_possible:
                yield edge.target, done.outcomes[edge.outcome]
    if point.raises is not None and failed is not None:
        yield point.raises, failed
