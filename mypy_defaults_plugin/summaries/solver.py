"""What functions do with their arguments: the least solution of the facts of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Final, NamedTuple

from mypy_defaults_plugin.summaries.circles import circles
from mypy_defaults_plugin.summaries.facts import (
    Clause,
    Conditions,
    Does,
    Facts,
    Means,
    Passes,
    callees,
)
from mypy_defaults_plugin.summaries.verbs import (
    ADDS,
    ANY,
    CALLS,
    CHANGES,
    HANDS,
    KEEPS,
    PUTS,
    USES_UP,
    agree,
    matches,
    narrowed,
    parse,
    passed_on,
    shortened,
    written,
)

Chain = tuple[str, ...]
"""The names of the functions that do it, the outermost first; empty for the function itself."""
Effects = dict[int, dict[str, Chain]]
"""For each parameter, by its position: what is done with it, and through whom."""

NOTHING: Final[Mapping[str, Chain]] = {}
SETTER: Final = ".setter"
"""Follows the name of a property whose setter is meant."""
DISPATCHED: Final = "+"
"""Marks the name of a method that a call may mean, or one that overrides it."""


LARGEST_CIRCLE: Final = 30
"""Functions that call each other in a circle beyond which only the plain is followed in it.

What is done to an argument itself; not to what is in it, nor what comes back from one of them.
The visitors of a large program are such a circle, and what they hand to each other are itself,
and their nodes.
"""


def plain(facts: Facts, circle: list[str]) -> Facts:
    """Give the clauses that need not be told apart further in a large circle."""
    members = frozenset(circle)
    return tuple(
        clause
        for clause in facts
        if members.isdisjoint(callee for callee, *_ in clause.conditions)
        and (
            isinstance(clause, Means)
            or (isinstance(clause, Does) and clause.verb in PLAIN)
            or (isinstance(clause, Passes) and not clause.path and not clause.at)
        )
    )


PLAIN: Final = frozenset({CHANGES, ADDS, KEEPS, USES_UP})


class Solver:
    """Finds what functions do, on demand; ``find`` gives the facts of a function by its name."""

    def __init__(self, find: Callable[[str], Facts]) -> None:
        self._find = find
        self._solved: dict[str, Effects] = {}

    def effects(self, function: str) -> Effects:
        """Give what a function does with its parameters: nothing where no facts are known."""
        solved = self._solved.get(function)
        return solved if solved is not None else self._solve(function)

    def forget(self) -> None:
        """Forget all that was found, because facts have changed."""
        self._solved.clear()

    def _solve(self, function: str) -> Effects:
        facts, calls = self._below(function)
        for circle in circles(calls):
            first = circle[0]
            if len(circle) == 1 and first not in calls[first]:
                self._solved[first] = self._alone(facts[first])
                continue
            few = len(circle) <= LARGEST_CIRCLE
            self._solve_circle(
                {name: facts[name] if few else plain(facts[name], circle) for name in circle}
            )
        return self._solved[function]

    def _alone(self, facts: Facts) -> Effects:
        """Solve a function that does not call itself, when all that it calls are solved."""
        only = facts[0] if len(facts) == 1 else None
        if isinstance(only, Means) and not only.conditions:
            return self._solved.get(only.callee, {})
        effects: Effects = {}
        for clause in facts:
            self._apply(clause, effects, {})
        return effects

    def _solve_circle(self, facts: dict[str, Facts]) -> None:
        """Solve functions that call each other, when all others that they call are solved."""
        solution: dict[str, Effects] = {name: {} for name in facts}
        depending: dict[str, list[str]] = {}
        for name, own in facts.items():
            for callee in callees(own):
                depending.setdefault(callee, []).append(name)
        waiting = dict.fromkeys(facts)
        while waiting:
            name = next(iter(waiting))
            del waiting[name]
            changed = [self._apply(clause, solution[name], solution) for clause in facts[name]]
            if any(changed):
                waiting.update(dict.fromkeys(depending.get(name, ())))
        self._solved.update(solution)

    def _below(self, function: str) -> tuple[dict[str, Facts], dict[str, set[str]]]:
        """Collect the facts of a function and of all it leads to, and whom each of them calls."""
        facts: dict[str, Facts] = {}
        calls: dict[str, set[str]] = {}
        waiting = [function]
        while waiting:
            name = waiting.pop()
            if name not in facts and name not in self._solved:
                facts[name] = self._find(name)
                calls[name] = callees(facts[name])
                waiting.extend(sorted(calls[name]))
        return facts, calls

    def _apply(self, clause: Clause, own: Effects, solution: dict[str, Effects]) -> bool:
        if isinstance(clause, Means):
            return self._merge(own, solution.get(clause.callee) or self._solved.get(clause.callee))
        changed = False
        for met in self._met(clause.conditions, solution):
            for verb, chain in self._consequences(clause, met, solution):
                changed |= _add(own, clause.parameter, verb, chain)
        return changed

    def _merge(self, own: Effects, other: Effects | None) -> bool:
        changed = False
        for position, verbs in (other or {}).items():
            for verb, chain in list(verbs.items()):
                changed |= _add(own, position, verb, chain)
        return changed

    def _consequences(
        self, clause: Does | Passes, met: _Met, solution: dict[str, Effects]
    ) -> Iterator[tuple[str, Chain]]:
        if not isinstance(clause, Passes):
            yield met.filled(clause.verb), met.chain
            return
        name = shown_name(clause.callee)
        own = met.path(clause.path)
        for verb, chain in list(self._verbs(clause.callee, clause.position, solution).items()):
            done = passed_on(verb, own, clause.at)
            if done is not None and agree(parse(done).only, clause.only):
                yield narrowed(done, clause.only), (*met.chain, name, *chain)

    def _verbs(
        self, callee: str, position: int, solution: dict[str, Effects]
    ) -> Mapping[str, Chain]:
        effects = solution.get(callee)
        if effects is None:
            effects = self._solved.get(callee, {})
        return effects.get(position, NOTHING)

    def _met(self, conditions: Conditions, solution: dict[str, Effects]) -> Iterator[_Met]:
        """Give the ways in which conditions are met."""
        ways: list[list[_Met]] = []
        for callee, position, pattern in conditions:
            verbs = self._verbs(callee, position, solution)
            found = [(matches(verb, pattern), chain) for verb, chain in verbs.items()]
            ways.append(
                [_met_by(callee, pattern, text, chain) for text, chain in found if text is not None]
            )
            if not ways[-1]:
                return
        for way in product(*ways):
            bound: dict[str, str] = {}
            for one in reversed(way):
                bound |= one.bound
            yield _Met(bound, sum((one.chain for one in way), ()))


class _Met(NamedTuple):
    """How conditions are met: what ``?`` stands for, by action, and through whom it is done."""

    bound: Mapping[str, str]
    chain: Chain

    def filled(self, text: str) -> str:
        """Put what ``?`` stands for into a verb."""
        if ANY not in text:
            return text
        only, action, path = parse(text)
        return written(only, action.replace(ANY, self.bound.get(action[0], ANY)), self.path(path))

    def path(self, text: str) -> str:
        """Put what ``?`` stands for into a path."""
        return shortened(text.replace(ANY, self.bound.get("", ANY)))


def _met_by(callee: str, pattern: str, stands_for: str, chain: Chain) -> _Met:
    """Say how one condition is met; who puts or hands something on is one of the chain."""
    action = parse(pattern).action[0]
    is_step = action in (PUTS, HANDS, CALLS)
    bound = {action if action in (PUTS, HANDS) else "": stands_for} if stands_for else {}
    return _Met(bound, (shown_name(callee), *chain) if is_step else ())


def _add(effects: Effects, position: int, verb: str, chain: Chain) -> bool:
    """Note what is done, by the shortest chain of functions."""
    verbs = effects.setdefault(position, {})
    known = verbs.get(verb)
    if known is not None and (len(known), known) <= (len(chain), chain):
        return False
    verbs[verb] = chain
    return True


def shown_name(function: str) -> str:
    """Give the name of a function for a message; a constructor goes by its class."""
    parts = function.removesuffix(DISPATCHED).removesuffix(SETTER).split(".")
    return parts[-2] if parts[-1] in ("__init__", "__new__", "__post_init__") else parts[-1]
