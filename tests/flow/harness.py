"""What a rewritten program calls: it answers tests, raises, and notes attempts to change."""

from __future__ import annotations

import bisect
import heapq
import itertools
import operator
import random
import sys
from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from types import BuiltinFunctionType, FrameType
from typing import TYPE_CHECKING, Any, Final

from choices import Choices
from originals import is_iterator
from reach import CHANGING, search

if TYPE_CHECKING:
    from watch import Watch

CONTAINERS: Final = (list, tuple, set, frozenset, dict, deque, bytearray, array, Counter)
FILLING: Final = frozenset(
    {
        "append",
        "appendleft",
        "extend",
        "extendleft",
        "insert",
        "add",
        "update",
        "setdefault",
        "__setitem__",
        "__iadd__",
        "__ior__",
        "__ixor__",
        "symmetric_difference_update",
        "frombytes",
        "fromlist",
        "fromunicode",
        "subtract",
        "__next__",
        "send",
        "__setattr__",
    }
)
FILLED_BY: Final = {"append": (6,), "add": (6,), "setdefault": ("a", 6)}
FILLING_OPERATORS: Final = frozenset({"Add", "BitOr", "BitXor"})
FILLING_FUNCTIONS: Final = (
    heapq.heappush,
    heapq.heappushpop,
    heapq.heapreplace,
    bisect.insort,
    bisect.insort_left,
    bisect.insort_right,
    operator.iadd,
    operator.iconcat,
    operator.ior,
    operator.ixor,
    operator.setitem,
    setattr,
)
OTHER_CHANGING_FUNCTIONS: Final = (
    heapq.heapify,
    heapq.heappop,
    operator.delitem,
    operator.iand,
    operator.isub,
    operator.imul,
    random.shuffle,
    delattr,
)
CHANGING_FUNCTIONS_IN_PYTHON: Final = (
    random.shuffle,
    *FILLING_FUNCTIONS,
    *OTHER_CHANGING_FUNCTIONS,
)
DERIVING_FUNCTIONS: Final = (map, zip, filter, enumerate, itertools.islice, itertools.chain)
"""Functions that make an iterator that takes its items from others."""
LAZY_FUNCTIONS: Final = (
    *DERIVING_FUNCTIONS,
    iter,
    itertools.tee,
    isinstance,
    id,
    type,
    repr,
    print,
)
"""Functions that take an iterator and don't move it on."""


@dataclass
class Memory:
    """How tests have come out so far: by place, the kind of value and the outcome."""

    outcomes: defaultdict[str, dict[tuple[object, bool], Any]] = field(
        default_factory=lambda: defaultdict(dict)
    )


class Harness:
    """Stands in every rewritten program under one name."""

    watch: Watch

    def __init__(self, choices: Choices, memory: Memory | None) -> None:
        self._choices = choices
        self._memory = memory or Memory()
        self._decided = False
        self._sources: dict[int, tuple[object, list[object]]] = {}
        self.is_decoupled = memory is not None

    # Tests.

    def flag(self) -> bool:
        return self._choices.flag()

    def number(self) -> int:
        return self._choices.number(3)

    def free(self, value: object) -> bool:
        """Answer a test that depends on data."""
        return self._choices.flag()

    def emptiness(self, value: object, test: object) -> bool:
        """Answer a test of emptiness, unless it is known of the default."""
        item = self.watch.items.get(id(value))
        if isinstance(value, int | str) or is_iterator(value):
            return bool(test)
        if item is not None and item.original.is_root:
            sightings = self.watch.sightings
            changed = sightings.filled if item.original.was_empty else sightings.emptied
            if item.number not in changed:
                return bool(test)
        return self._choices.flag()

    def swap(self, site: str, value: Any, test: object) -> Any:
        """Decide a test anew, and give a value for the tested name that fits."""
        return self._decide(site, value, bool(test), may_swap=True)

    def seen(self, site: str, value: Any, test: object) -> Any:
        """Decide a test anew among the outcomes that this kind of value has had."""
        return self._decide(site, value, bool(test), may_swap=False)

    def outcome(self, site: str, value: object, unchanged: bool) -> bool:
        return self._decided

    def _decide(self, site: str, value: Any, test: bool, *, may_swap: bool) -> Any:
        outcomes = self._memory.outcomes[site]
        kind = self._kind(value)
        outcomes[kind, test] = value
        self._decided = test
        if self._choices.number(3):
            return value
        others = [
            (other, held)
            for (other, outcome), held in outcomes.items()
            if outcome is not test and (may_swap or other == kind)
        ]
        if not others:
            return value
        self._decided = not test
        chosen, held = others[self._choices.number(len(others))]
        if chosen == kind:
            return value
        for item in self.watch.items.values():
            if item.number == chosen:
                return item.original.value
        return held

    def _kind(self, value: object) -> object:
        item = self.watch.items.get(id(value))
        return item.number if item is not None else type(value).__name__

    # Exceptions.

    def may_raise(self) -> None:
        failure = self._choices.failure(odd=True)
        if failure is not None:
            raise failure

    def lets_pass(self, failure: Exception) -> bool:
        """Tell whether a statement goes on that raised for its data."""
        return failure.args != ("chosen",) and self._choices.number(2) == 0

    def after(self, value: Any) -> Any:
        self.may_raise()
        return value

    def iterated(self, iterable: Any, raising: bool) -> Any:
        self._note_taking(iterable, sys._getframe(1))
        is_container = isinstance(iterable, CONTAINERS) and id(iterable) not in self.watch.items
        if is_container and self._choices.flag():  # how much another object holds, nobody knows
            iterable = [*iterable][: self._choices.number(5)] if iterable else [5]
        return self._raising(iterable) if raising else iterable

    def _raising(self, iterable: Any) -> Iterator[Any]:
        for element in iterable:
            self.may_raise()
            yield element
        self.may_raise()

    # Attempts.

    def _note(self, value: object, frame: FrameType, *, fills: bool) -> None:
        item = self.watch.items.get(id(value))
        if item is not None:
            inner, outer = self.watch.places(item.owner, frame, frame.f_lineno, id(value))
            sightings = self.watch.sightings
            if fills:
                sightings.also_mutated |= inner | outer
            else:
                sightings.attempts |= {(line, item.number) for line in inner | outer}

    def attempt(self, lazy: Callable[[], Any], what: str) -> None:
        """Note that an item, an attribute or an object is about to be changed in place."""
        with suppress(Exception):
            fills = what == "item" or what in FILLING_OPERATORS
            self._note(lazy(), sys._getframe(1), fills=fills)

    def read(self, value: Any) -> Any:
        if isinstance(value, defaultdict):
            self._note(value, sys._getframe(1), fills=True)
        return value

    def called(self, function: Any) -> Any:
        """Note the call of a method or a function that changes something."""
        if isinstance(function, BuiltinFunctionType) and function.__name__ in CHANGING:
            fills = function.__name__ in FILLING
            self._note(function.__self__, sys._getframe(1), fills=fills)
        is_builtin = isinstance(function, BuiltinFunctionType | type | type(list.append))
        if not is_builtin and function not in CHANGING_FUNCTIONS_IN_PYTHON:
            return function
        frame = sys._getframe(1)

        def noting(*arguments: Any, **named: Any) -> Any:
            self._note_arguments(function, arguments, frame)
            result = function(*arguments, **named)
            if function in DERIVING_FUNCTIONS:
                self._sources[id(result)] = result, list(arguments)
            return result

        return noting

    def searched(self, container: Any) -> Any:
        """Note that something is looked for in an iterator, or in one that is made of it."""
        self._note_taking(container, sys._getframe(1))
        return container

    def _note_taking(self, taken: object, frame: FrameType) -> None:
        """Note that items are taken from an iterator, and from those that it is made of."""
        waiting = [taken]
        while waiting:
            current = waiting.pop()
            if id(current) in self.watch.items and is_iterator(current):
                self._note(current, frame, fills=True)
            known, sources = self._sources.get(id(current), (None, []))
            waiting += sources if known is current else []

    def _note_arguments(self, function: Any, arguments: Any, frame: FrameType) -> None:
        for argument in arguments if function not in LAZY_FUNCTIONS else ():
            self._note_taking(argument, frame)
        if not arguments:
            return
        name = getattr(function, "__name__", "")
        is_method = isinstance(function, type(list.append)) and name in CHANGING
        if function in FILLING_FUNCTIONS or (is_method and name in FILLING):
            self._note(arguments[0], frame, fills=True)
        elif function in OTHER_CHANGING_FUNCTIONS or is_method:
            self._note(arguments[0], frame, fills=False)

    # Stores.

    def stored(self, value: Callable[[], Any], holder: Callable[[], Any]) -> None:
        """Note that an object has got something that holds a default, again perhaps."""
        with suppress(Exception):
            held = holder()
            found = search(self.watch.roots(), {id(held): held}, lambda code: False)
            if found.edges:
                self._note_leak(value(), sys._getframe(1))

    def kept(self, value: Callable[[], Any], name: str) -> None:
        """Note that a global name, or one of an outer function, has got something."""
        with suppress(Exception):
            self._note_leak(value(), sys._getframe(1), name)

    def _note_leak(self, value: object, frame: FrameType, name: str = "") -> None:
        found = search([("kept", value)], self.watch.items, self.watch.is_closure)
        for key in found.targets | found.weak:
            item = self.watch.items[key]
            code = item.owner.function.__code__
            is_own = name in code.co_cellvars
            if item.tracked.may_leak and not is_own:
                inner, outer = self.watch.places(item.owner, frame, frame.f_lineno, key)
                self.watch.sightings.also_leaked |= inner | outer

    def use_what_leaked(self) -> None:
        """Do what a caller might do with a default that has got out: fill it, or empty it."""
        for item in self.watch.items.values():
            if item.number not in self.watch.leaked or self._choices.number(3):
                continue
            value, before = item.original.value, item.original.before
            if hasattr(value, "clear") and self._choices.number(2):
                value.clear()
            for method, arguments in FILLED_BY.items():
                if hasattr(value, method) and self._choices.number(2):
                    getattr(value, method)(*arguments)
                    break
            if item.original.has_changed():
                self.watch.note_contents(item, before)
