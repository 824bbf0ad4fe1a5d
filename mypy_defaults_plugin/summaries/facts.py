"""What is known of one function from its own text, in clauses about its parameters.

Facts never contain what another function was found to do; that a function passes its argument
on, or does something if another one returns it, is all they say. What a function does is then
the least solution of the clauses of all functions (``solver``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Any, Final, NamedTuple

from mypy_defaults_plugin.summaries.verbs import ADDS, CHANGES, EMPTY, FILLED, parse, written

Condition = tuple[str, int, str]
"""A function, the position of one of its parameters, and a pattern of what it does with it."""
Conditions = tuple[Condition, ...]


class Does(NamedTuple):
    """The function does something with a parameter, if the conditions hold."""

    parameter: int
    verb: str
    conditions: Conditions = ()


class Passes(NamedTuple):
    """The function passes what lies at ``path`` in a parameter on to another function.

    It lies at the path ``at`` in what the other function is given. ``only`` limits it to a
    parameter that is not empty, or to one that is, as verbs do.
    """

    parameter: int
    path: str
    callee: str
    position: int
    at: str = ""
    only: str = ""
    conditions: Conditions = ()


class Means(NamedTuple):
    """A call by this name may mean another function, and does what that one does."""

    callee: str
    conditions: Conditions = ()


MOST_CLAUSES: Final = 120
"""Clauses of one function that are kept."""

Clause = Does | Passes | Means
Facts = tuple[Clause, ...]


def tidy(clauses: Iterable[Clause]) -> Facts:
    """Sort clauses, and leave out what follows from another one anyway.

    Of very many, those with the fewest conditions are kept: what depends on the most is the least
    likely.
    """
    found = set(clauses)
    found.update([whole for clause in found for whole in _together(clause, found)])
    kept = [clause for clause in found if not any(c in found for c in _stronger(clause))]
    if len(kept) > MOST_CLAUSES:
        kept = sorted(kept, key=lambda clause: (len(clause.conditions), _order(clause)))
    return tuple(sorted(kept[:MOST_CLAUSES], key=_order))


def _together(clause: Clause, others: Set[Clause]) -> Iterator[Clause]:
    """Give what follows if something is done to what is empty and to what is not."""
    if isinstance(clause, Does):
        only, action, path = parse(clause.verb)
        if only == EMPTY and clause._replace(verb=written(FILLED, action, path)) in others:
            yield clause._replace(verb=written("", action, path))
    elif isinstance(clause, Passes) and clause.only == EMPTY:
        filled = clause._replace(only=FILLED)
        yield from [clause._replace(only="")] if filled in others else []


def _stronger(clause: Clause) -> Iterator[Clause]:
    """Give clauses from which one follows: with fewer conditions, or without its limit."""
    if clause.conditions:
        yield clause._replace(conditions=())
    if isinstance(clause, Does):
        only, action, path = parse(clause.verb)
        if action == CHANGES:
            yield clause._replace(verb=written("", ADDS, path))
        if only:
            yield clause._replace(verb=written("", action, path))
    elif isinstance(clause, Passes) and clause.only:
        yield clause._replace(only="")


def _order(clause: Clause) -> tuple[Any, ...]:
    return (len(clause), *clause)


def encode(facts: Facts) -> list[Any]:
    """Give the form of facts that is stored."""
    return [
        [*clause[:-1], [list(condition) for condition in clause.conditions]]
        if clause.conditions
        else list(clause[:-1])
        for clause in facts
    ]


def decode(stored: list[Any]) -> Facts:
    """Take facts from their stored form."""
    return tuple(_clause(entry) for entry in stored)


KINDS: Final[dict[int, type[Clause]]] = {
    len(kind._fields) - 1: kind for kind in (Means, Does, Passes)
}
"""The kinds of clauses by the number of their fields, conditions left out."""


def _clause(entry: list[Any]) -> Clause:
    conditions: Conditions = ()
    if isinstance(entry[-1], list):
        conditions = tuple((name, position, verb) for name, position, verb in entry[-1])
        entry = entry[:-1]
    clause = KINDS[len(entry)]._make([*entry, conditions])
    positions = [position for _, position, _ in conditions]
    if not isinstance(clause, Means):
        positions.append(clause.parameter)
    if not all(isinstance(position, int) for position in positions):
        raise TypeError(f"no positions: {positions}")
    for text in [verb for *_, verb in conditions]:
        parse(text)
    if isinstance(clause, Does):
        parse(clause.verb)
    return clause


def callees(facts: Facts) -> set[str]:
    """Name the functions that some facts speak of."""
    named = {clause.callee for clause in facts if not isinstance(clause, Does)}
    return named | {condition[0] for clause in facts for condition in clause.conditions}
