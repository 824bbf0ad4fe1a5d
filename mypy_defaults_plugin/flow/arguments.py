"""What a call gives, and which parameter of a function takes what."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mypy import nodes
from mypy.nodes import ArgKind, CallExpr, Node

from mypy_defaults_plugin.flow.objects import (
    ANY_ITEM,
    NOTHING,
    Default,
    Inside,
    Made,
    Value,
    is_attribute,
)
from mypy_defaults_plugin.record import record

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.callees import Callee
    from mypy_defaults_plugin.flow.containers import Effect
    from mypy_defaults_plugin.flow.evaluation import Evaluation

STARS = (nodes.ARG_STAR, nodes.ARG_STAR2)


class Arguments:
    """The evaluated arguments of a call; what stands after a star is kept as it is, too."""

    def __init__(self, run: Evaluation, call: CallExpr) -> None:
        self.call = call
        self.values: list[Value] = []
        self.spread: dict[int, Value] = {}
        for index, (argument, kind) in enumerate(zip(call.args, call.arg_kinds, strict=True)):
            value = run.value(argument)
            if kind in STARS:
                run.consume(value, argument)
                self.spread[index] = value
                value = run.spread(argument, value)
            self.values.append(value)

    def is_positional(self, position: int) -> bool:
        return self.call.arg_kinds[position] == nodes.ARG_POS

    def passed(self, run: Evaluation) -> Passed:
        """Give the arguments as a method of a container takes them."""
        by_position: list[Value] = []
        by_name: list[Value] = []
        for kind, value in zip(self.call.arg_kinds, self.values, strict=True):
            known = run.items(value) if kind in STARS else value
            (by_position if kind in (nodes.ARG_POS, nodes.ARG_STAR) else by_name).append(known)
        return Passed(by_position, by_name)

    def by_name(self) -> dict[str, Value]:
        """Give the arguments that are given by name."""
        named = zip(self.call.arg_names, self.values, strict=True)
        return {name: value for name, value in named if name is not None}

    def at(self, position: int) -> Value:
        return self.values[position] if position < len(self.values) else NOTHING

    def all(self) -> Value:
        return frozenset().union(*self.values) if self.values else NOTHING


@record
class Passed:
    """What is passed to a method by position and by name; behind a star, what it spreads."""

    by_position: list[Value]
    by_name: list[Value] = field(default_factory=list)

    def at(self, position: int) -> Value:
        return frozenset().union(*self.by_position[position : position + 1])

    def all(self) -> Value:
        return frozenset().union(*self.by_position, *self.by_name)

    def stored(self, run: Evaluation, effect: Effect, *, first: int = 0) -> Value:
        """Give what an effect puts into its object, from some position on.

        A method that takes what its arguments hold takes those by name as they are.
        """
        by_position = self.by_position[first:]
        if effect.stores:
            return frozenset().union(*by_position, *self.by_name)
        if effect.spills:
            return frozenset().union(*map(run.items, by_position), *self.by_name)
        return NOTHING


@dataclass(slots=True)
class Given:
    """What each parameter of a function is given, by its position.

    ``copies`` is what a parameter like ``**options`` is given a copy of.
    """

    values: dict[int, Value] = field(default_factory=dict)
    copies: dict[int, Value] = field(default_factory=dict)

    def add(self, position: int, value: Value) -> None:
        self.values[position] = self.values.get(position, NOTHING) | value


class _Matching:
    """Matches the arguments of a call with the parameters of a function."""

    def __init__(self, run: Evaluation, callee: Callee, arguments: Arguments) -> None:
        self.given = Given()
        self._run = run
        self._callee = callee
        self._arguments = arguments
        self._position = 1 if callee.bound else 0
        self._is_open = False
        self._certain: set[int] = set()
        self._items: dict[Hashable, Value] = {}
        self._named: dict[Hashable, Value] = {}

    def match(self) -> Given:
        call = self._arguments.call
        arguments = zip(call.arg_names, call.arg_kinds, self._arguments.values, strict=True)
        for index, (name, kind, value) in enumerate(arguments):
            if kind == nodes.ARG_STAR:
                self._spread_items(self._arguments.spread[index])
            elif kind == nodes.ARG_STAR2:
                self._spread_names(self._arguments.spread[index])
            elif name is not None:
                self._take_named(name, value)
            else:
                self._take_next(value)
        for kind, items in ((nodes.ARG_STAR, self._items), (nodes.ARG_STAR2, self._named)):
            if items:
                self.given.add(self._starred(kind), self._run.made(call, items, part=kind.name))
        return self.given

    def _starred(self, kind: ArgKind) -> int:
        return self._callee.kinds.index(kind)

    def _take_next(self, value: Value) -> None:
        """Give the next parameter an argument; after ``*items`` nobody knows which one it is."""
        if self._is_open:
            if nodes.ARG_STAR in self._callee.kinds:
                self._hold(self._items, ANY_ITEM, value)
        elif self._takes_next():
            self.given.add(self._position, value)
            self._certain.add(self._position)
            self._position += 1
        elif nodes.ARG_STAR in self._callee.kinds:
            self._hold(self._items, self._position - self._starred(nodes.ARG_STAR), value)
            self._position += 1

    def _takes_next(self) -> bool:
        kinds = self._callee.kinds
        return self._position < len(kinds) and takes(kinds[self._position])

    def _take_named(self, name: str, value: Value) -> None:
        position = self._named_parameter(name)
        if position is not None:
            self.given.add(position, value)
            self._certain.add(position)
        elif nodes.ARG_STAR2 in self._callee.kinds:
            self._hold(self._named, name, value)

    def _named_parameter(self, name: str) -> int | None:
        for position, parameter in self._parameters():
            if parameter == name:
                return position
        return None

    def _parameters(self) -> Iterator[tuple[int, str | None]]:
        """Give the parameters that can be given by name."""
        parameters = enumerate(zip(self._callee.names, self._callee.kinds, strict=True))
        for position, (name, kind) in parameters:
            if kind not in STARS and position >= (1 if self._callee.bound else 0):
                yield position, name

    def _spread_items(self, spread: Value) -> None:
        """Take ``*items``: each in its place, as far as places are known."""
        first, count = self._position, 0
        while self._takes_next():
            self.given.add(self._position, self._run.item_at(spread, count))
            self._position, count = first + count + 1, count + 1
        self._is_open = True
        if nodes.ARG_STAR not in self._callee.kinds:
            return
        star = self._starred(nodes.ARG_STAR)
        for current in spread:
            if isinstance(current, Made):
                for key, value in self._run.state.items(current.place).items():
                    if isinstance(key, int) and first + key >= star:
                        self._hold(self._items, first + key - star, value)
                    elif not isinstance(key, int) and not is_attribute(key):
                        self._hold(self._items, ANY_ITEM, value)
            elif first == star and isinstance(current, Default | Inside):
                self._copy(star, current)
            else:
                self._hold(self._items, ANY_ITEM, self._run.items(frozenset({current})))

    def _spread_names(self, spread: Value) -> None:
        """Take ``**options``: by the names of parameters, and what is left in ``**kwargs``."""
        known = {name for _, name in self._parameters()}
        for position, name in self._parameters():
            if name is not None and position not in self._certain:
                self.given.add(position, self._run.item_at(spread, name))
        if nodes.ARG_STAR2 not in self._callee.kinds:
            return
        for current in spread:
            if isinstance(current, Made):
                for key, value in self._run.state.items(current.place).items():
                    if key not in known and not is_attribute(key):
                        self._hold(self._named, key, value)
            elif isinstance(current, Default | Inside):
                self._copy(self._starred(nodes.ARG_STAR2), current)

    def _copy(self, position: int, current: Default | Inside) -> None:
        copies = self.given.copies
        copies[position] = copies.get(position, NOTHING) | {current}

    def _hold(self, items: dict[Hashable, Value], key: Hashable, value: Value) -> None:
        items[key] = items.get(key, NOTHING) | value


def matched(run: Evaluation, callee: Callee, receiver: Value, arguments: Arguments | None) -> Given:
    """Give what each parameter is given."""
    given = Given() if arguments is None else _Matching(run, callee, arguments).match()
    if callee.bound and receiver:
        given.add(0, receiver)
    return given


def in_order(run: Evaluation, node: Node, callee: Callee, taken: dict[int, Value]) -> Given:
    """Give what each parameter takes of values in the order of a call; ``*items`` holds the rest.

    A value at the place of a parameter that is given by name only is for that one.
    """
    shift, kinds = 1 if callee.bound else 0, callee.kinds
    star = kinds.index(nodes.ARG_STAR) if nodes.ARG_STAR in kinds else len(kinds)
    given = Given()
    items: dict[Hashable, Value] = {}
    for place, value in taken.items():
        position = place + shift
        by_name = position < len(kinds) and kinds[position].is_named()
        if position < star or by_name:
            given.add(position, value)
        else:
            items[position - star] = value
    if items and star < len(kinds):
        given.add(star, run.made(node, items, part=nodes.ARG_STAR.name))
    return given


def takes(kind: ArgKind) -> bool:
    """Tell whether a parameter takes one positional argument."""
    return kind in (nodes.ARG_POS, nodes.ARG_OPT)
