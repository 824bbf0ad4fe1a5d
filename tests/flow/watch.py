"""Watches a program run: at every line, what has changed and what has got out.

A change belongs to the innermost function on the stack that stands in the owner of the
default: the owner itself or a closure in it. What a called function does counts at its call.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import CodeType, FrameType
from typing import Any, Final

from lines import Lines
from originals import Original, inside, is_iterator, is_mutable, is_nothing
from owners import Owner, Tracked
from reach import Found, search

MOST_EVENTS: Final = 600


class Endless(BaseException):
    """A run has taken too long."""


@dataclass
class Sightings:
    """What runs have shown, by line.

    ``mutated`` and ``leaked`` hold groups of lines of which one has to be reported.
    ``also_mutated`` and ``also_leaked`` are lines that may be reported, too.
    """

    mutated: set[frozenset[int]] = field(default_factory=set)
    leaked: set[frozenset[int]] = field(default_factory=set)
    also_mutated: set[int] = field(default_factory=set)
    also_leaked: set[int] = field(default_factory=set)
    attempts: set[tuple[int, int]] = field(default_factory=set)
    filled: set[int] = field(default_factory=set)
    emptied: set[int] = field(default_factory=set)
    seen: set[int] = field(default_factory=set)
    owners: int = 0
    unbound: set[str] = field(default_factory=set)

    def size(self) -> int:
        """Tell how much has been seen."""
        return len(self.mutated) + len(self.leaked) + len(self.filled) + len(self.seen)

    def allowed(self) -> set[tuple[int, str]]:
        """Give every line that may be reported, with the code."""
        mutated = self.also_mutated.union(*self.mutated)
        mutated |= {line for line, original in self.attempts if original in self.filled}
        leaked = self.also_leaked.union(*self.leaked)
        return {(n, "mutated-default") for n in mutated} | {(n, "leaked-default") for n in leaked}

    def required(self) -> set[tuple[frozenset[int], str]]:
        """Give the groups of lines of which one has to be reported, with the code."""
        mutated = {(lines, "mutated-default") for lines in self.mutated}
        return mutated | {(lines, "leaked-default") for lines in self.leaked}


@dataclass
class Item:
    owner: Owner
    tracked: Tracked
    original: Original
    number: int
    is_guest: bool = False

    def is_attached(self) -> bool:
        """Tell whether the object is still inside the default; what was taken out is not.

        What the function put in counts as little.
        """
        if self.is_guest:
            return False
        if self.original.is_root:
            return True
        waiting, seen = [self.tracked.default], set[int]()
        while waiting:
            value = waiting.pop()
            if value is self.original.value:
                return True
            if id(value) not in seen and not is_iterator(value):
                seen.add(id(value))
                waiting.extend(inside(value))
        return False


class Watch:
    """One run under observation."""

    def __init__(
        self,
        owners: list[Owner],
        filename: str,
        lines: Lines,
        sightings: Sightings,
        *,
        minds_guests: bool,
    ) -> None:
        self.filename = filename
        self.sightings = sightings
        sightings.owners = len(owners)
        self._quiet = lines.quiet
        self._returns = lines.returns
        self.roots: Callable[[], list[tuple[str, object]]] = list
        self.lazy: list[tuple[Any, list[int]]] = []
        self.leaked: set[int] = set()
        self.seen: set[int] = set()
        self.minds_guests = minds_guests
        self._events = 0
        self._owners = owners
        self._lines: dict[FrameType, int] = {}
        self._return_lines: dict[FrameType, int] = {}
        self.items: dict[int, Item] = {}
        for owner in owners:
            for tracked in owner.tracked:
                for original in tracked.originals:
                    item = Item(owner, tracked, original, len(self.items))
                    self.items.setdefault(id(original.value), item)
                    if not original.was_empty or not original.is_root:
                        sightings.filled.add(item.number)
        self._known: Found = Found()

    def start(self) -> None:
        """Take what is reachable now as known, and begin to watch."""
        self._known = self._outside()
        self._events = 0
        self._lines.clear()
        sys.settrace(self._called)

    def stop(self) -> None:
        """See what the last line has done, and stop watching."""
        sys.settrace(None)

    def is_closure(self, code: CodeType) -> bool:
        return any(owner.holds(code) for owner in self._owners)

    def _outside(self) -> Found:
        return search(self.roots(), self.items, self.is_closure)

    def _called(self, frame: FrameType, event: str, arg: Any) -> Callable[..., Any] | None:
        if frame.f_code.co_filename != self.filename:
            return None
        if frame.f_back is not None:
            self._look(frame.f_back, frame.f_back.f_lineno)
        return self._inside

    def _inside(self, frame: FrameType, event: str, arg: Any) -> Callable[..., Any]:
        now = frame.f_lineno
        if event == "line":
            self._events += 1
            if self._events > MOST_EVENTS:
                raise Endless
            self._look(frame, self._lines.get(frame, now))
            self._lines[frame] = now
            self.seen.add(now)
            if now in self._returns:
                self._return_lines[frame] = now
        elif event == "return":
            self._look(frame, self._lines.get(frame, now))
            if arg is not None:
                self._given(frame, now, arg)
        elif event == "exception":
            self._look(frame, self._lines.get(frame, now))
            self.raised_at(frame, now, arg[1])
            if issubclass(arg[0], NameError):
                self.sightings.unbound.add(str(arg[1]))
        return self._inside

    def raised_at(self, frame: FrameType, line: int, exception: object) -> None:
        """Remember every line at which an exception passes that holds a default."""
        if not isinstance(exception, BaseException) or isinstance(exception, Endless):
            return
        found = search([("raised", exception)], self.items, self.is_closure)
        if found.edges or found.lazy:
            lines = getattr(exception, "lines_passed", [])
            lines.append((frame.f_code, line))
            exception.lines_passed = lines  # type: ignore[attr-defined]

    def escaped(self, exception: BaseException) -> None:
        """Count an exception that has left the function that was called."""
        passed = getattr(exception, "lines_passed", [])
        found = search([("raised", exception)], self.items, self.is_closure)
        for key in found.targets:
            item = self.items[key]
            lines = frozenset(line for code, line in passed if item.owner.holds(code))
            if lines and item.tracked.may_leak and item.is_attached():
                self.sightings.leaked.add(lines)
        self._keep_lazy(found, [line for _, line in passed])

    def _given(self, frame: FrameType, now: int, value: Any) -> None:
        """Judge what a call of an owner returns or yields."""
        owner = next((o for o in self._owners if o.function.__code__ is frame.f_code), None)
        if owner is None:
            return
        line = now if now in self._returns else self._return_lines.get(frame, now)
        found = search([("given", value)], self.items, self.is_closure)
        for key in found.targets:
            self._leak(key, [line], owner)
        for key in found.weak:
            self._leak(key, [line], owner, surely=False)
        self._keep_lazy(found, [line])

    def given_later(self, value: object, lines: list[int]) -> None:
        """Judge what a closure or an iterator that got out at these lines gives."""
        found = search([("given", value)], self.items, self.is_closure)
        for key in found.targets:
            self._leak(key, lines, self.items[key].owner)
        self._keep_lazy(found, lines)

    def _leak(self, key: int, lines: list[int], owner: Owner, *, surely: bool = True) -> None:
        item = self.items[key]
        self.leaked.add(item.number)
        if item.owner is not owner or not item.tracked.may_leak or not lines:
            return
        if surely and item.is_attached():
            self.sightings.leaked.add(frozenset(lines))
        self.sightings.also_leaked.update(lines)

    def _keep_lazy(self, found: Found, lines: list[int]) -> None:
        for value in found.lazy.values():
            if lines:
                self.lazy.append((value, lines))

    def _look(self, frame: FrameType, line: int) -> None:
        """Compare with the last time, and give what is new to the line that did it."""
        if line in self._quiet:
            return
        for key, item in list(self.items.items()):
            before = item.original.before
            if item.original.has_changed():
                inner, outer = self.places(item.owner, frame, line, key)
                if inner and item.is_attached():
                    self.sightings.mutated.add(inner)
                self.sightings.also_mutated |= outer | inner
                self.note_contents(item, before)
                if self.minds_guests:
                    self._greet(item)
        self._look_outside(frame, line)

    def note_contents(self, item: Item, before: Any) -> None:
        """Note whether a default that has changed may be empty now, and whether it is filled."""
        now = item.original.before
        if hasattr(now, "__len__") and len(now) < len(before):
            self.sightings.emptied.add(item.number)
        if not is_nothing(now):
            self.sightings.filled.add(item.number)

    def _look_outside(self, frame: FrameType, line: int) -> None:
        """Find what has got out since the last time."""
        found = self._outside()
        for edge in found.edges - self._known.edges:
            item = self.items[edge[2]]
            self.leaked.add(item.number)
            if item.tracked.may_leak:
                inner, outer = self.places(item.owner, frame, line, edge[2])
                if inner and item.is_attached():
                    self.sightings.leaked.add(inner)
                self.sightings.also_leaked |= outer | inner
        for edge in found.lazy.keys() - self._known.lazy.keys():
            for owner in self._owners:
                inner, _ = self.places(owner, frame, line, 0)
                if inner:
                    self.lazy.append((found.lazy[edge], sorted(inner)))
        for key in found.weak - self._known.weak:
            inner, _ = self.places(self.items[key].owner, frame, line, key)
            self.sightings.also_leaked |= inner
        self._known = found

    def _greet(self, host: Item) -> None:
        """Watch what the function has put into its default, too."""
        for value in inside(host.original.value):
            if is_mutable(value) and id(value) not in self.items:
                original = Original(value, is_root=False)
                guest = Item(host.owner, host.tracked, original, -1, is_guest=True)
                self.items[id(value)] = guest

    def places(
        self, owner: Owner, frame: FrameType, line: int, key: int
    ) -> tuple[frozenset[int], set[int]]:
        """Find the lines of an owner that are being run, the one that counts first.

        Where a nested function was passed the object as an argument, its call may be
        reported instead. Where the owner has called itself, the outer calls come second.
        """
        own = list(self._frames_of(owner, frame, line))
        lines: set[int] = set()
        outer: set[int] = set()
        group: set[int] | None = lines
        for current, current_line in own:
            if group is not None:
                group.add(current_line)
            if current.f_code is owner.function.__code__:
                group = outer
            elif group is lines and not _was_passed(current, key):
                group = None
        return frozenset(lines), outer - lines

    def _frames_of(
        self, owner: Owner, frame: FrameType, line: int
    ) -> Iterator[tuple[FrameType, int]]:
        current: FrameType | None = frame
        while current is not None:
            code = current.f_code
            if code.co_filename == self.filename and owner.holds(code):
                yield current, line if current is frame else current.f_lineno
            current = current.f_back


def _was_passed(frame: FrameType, key: int) -> bool:
    code = frame.f_code
    count = code.co_argcount + code.co_kwonlyargcount
    names = code.co_varnames[: count + 2]
    passed = [frame.f_locals[name] for name in names if name in frame.f_locals]
    return any(id(value) == key or _holds(value, key) for value in passed)


def _holds(value: object, key: int) -> bool:
    found = search([("passed", value)], {key: value}, lambda code: False)
    return bool(found.edges)
