"""Abstract objects and states: what names may hold at one point. Knows nothing of the AST.

A value is a set of objects that it *may* be; the empty set is a value of no interest::

    def f(x=[]):
        y = [x]         # x: {default x}      y: {made at this display}, which holds {default x}
        x = list(x)     # x: {made at this call}

It does not tell apart what two objects made at one place hold, nor the order in a container
once something was added to it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mypy_defaults_plugin.record import record

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.callees import Callee


Guard = tuple["Atom", ...]
"""What has to be true of other functions for an object to be there."""


class Atom(NamedTuple):
    """That a function does something with an argument: see ``summaries.verbs``."""

    callee: str
    position: int
    verb: str


class Default(NamedTuple):
    """The default of a parameter, by the parameter's name.

    While a summary is made, ``truth`` tells whether it is known to be empty where it is.
    """

    parameter: str
    guard: Guard = ()
    truth: bool | None = None


class Inside(NamedTuple):
    """Some mutable object inside a default, so many levels deep, at the end of a path."""

    parameter: str
    depth: int = 1
    path: str = "*"
    guard: Guard = ()


@record
class Outer:
    """An object that was there before the call and stays after it.

    With a parameter, it is what that was given: then its default is nowhere in this call.
    """

    parameter: str = ""


@record
class Made:
    """An object made in this function, at a place in its text."""

    place: int


@record
class Closure:
    """A nested function or lambda, by its place."""

    place: int


@record
class Bound:
    """A method bound to an object."""

    receiver: Default | Inside | Made | Outer
    method: str


@record
class Function:
    """A function of the project, with what it is bound to."""

    callee: Callee
    receiver: frozenset[Any] = frozenset()


@record
class Escaped:
    """A closure that has got out at a place, and may be called at any later time."""

    closure: Closure
    place: int


class Exact(frozenset[Any]):
    """A value that is nothing else than one of its objects; any other may be something else, too.

    It is not equal to a value with the same objects that may be something else.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return type(other) is Exact and frozenset.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return ~frozenset.__hash__(self)


Object = Default | Inside | Outer | Made | Closure | Bound | Function | Escaped
Value = frozenset[Object]


@record
class Attribute:
    """An attribute of what a variable holds, such as ``self.items``."""

    of: Hashable
    name: str


Key = Hashable
"""What a state keeps a value for: a variable, or an Attribute of one."""

Variables = Mapping[Hashable, Value]
Attributes = Mapping[Attribute, Value]
Contents = Mapping[int, Mapping[Hashable, Value]]

NOTHING: Final[Value] = frozenset()
NONE: Final[Mapping[Any, Any]] = MappingProxyType({})
OUTER: Final[Value] = frozenset({Outer()})
ANY_ITEM: Final = "*"
"""The key of a container's contents that stands for no certain position."""
SOURCE: Final = ".<source>"
"""The key under which an iterator keeps those that it takes its items from."""
ANY_KEY: Final = "?"
"""The key of what may be an item or an attribute: the last condition of it tells."""


def either(first: Value, second: Value) -> Value:
    """Give what may be one of two values."""
    both = first | second
    return Exact(both) if type(first) is type(second) is Exact else both


def those(value: Value, keeps: Callable[[Object], bool]) -> Value:
    """Give the objects of a value of which something is true."""
    return type(value)(filter(keeps, value))


class State:
    """What each variable and attribute may hold, and what the objects made in the function hold.

    Never changed in place: every operation gives a new state, sharing what stayed the same.
    """

    __slots__ = ("attributes", "contents", "is_possible", "variables")

    def __init__(
        self, variables: Variables, attributes: Attributes = NONE, contents: Contents = NONE
    ) -> None:
        self.variables = variables
        self.attributes = attributes
        self.contents = contents
        self.is_possible = True

    def __contains__(self, key: Key) -> bool:
        return key in (self.attributes if isinstance(key, Attribute) else self.variables)

    def value(self, key: Key) -> Value:
        if isinstance(key, Attribute):
            return self.attributes.get(key, NOTHING)
        return self.variables.get(key, NOTHING)

    def bind(self, key: Key, value: Value) -> State:
        """Give the state after a binding; the attributes of a variable that is bound are new."""
        if isinstance(key, Attribute):
            return State(self.variables, {**self.attributes, key: value}, self.contents)
        if self.variables.get(key, NOTHING) == value and not self.attributes:
            return self
        variables = dict(self.variables)
        variables[key] = value
        attributes = self.attributes
        if any(attribute.of == key for attribute in attributes):
            attributes = {k: v for k, v in attributes.items() if k.of != key}
        return State(variables, attributes, self.contents)

    def narrow(self, key: Key, value: Value) -> State:
        """Give the state in which more is known of what a name holds."""
        if not self.is_possible or value == self.value(key):
            return self
        if isinstance(key, Attribute):
            return State(self.variables, {**self.attributes, key: value}, self.contents)
        narrowed = State({**self.variables, key: value}, self.attributes, self.contents)
        if type(value) is not Exact:
            return narrowed
        narrowed.is_possible = bool(value)
        given = {o.parameter if isinstance(o, Outer) else "" for o in value}
        parameter = given.pop() if len(given) == 1 else ""
        return narrowed.without_default(parameter) if parameter else narrowed

    def without_default(self, parameter: str) -> State:
        """Give the state in a call that gives a parameter: nothing is its default."""

        def remains(current: Object) -> bool:
            if isinstance(current, Bound):
                return remains(current.receiver)
            return not isinstance(current, Default | Inside) or current.parameter != parameter

        def remaining(values: Mapping[Any, Value]) -> Mapping[Any, Value]:
            return {
                key: value if all(map(remains, value)) else those(value, remains)
                for key, value in values.items()
            }

        return State(
            remaining(self.variables),
            remaining(self.attributes),
            {place: remaining(items) for place, items in self.contents.items()},
        )

    def make(self, place: int, items: Mapping[Hashable, Value]) -> State:
        """Give the state after an object was made; one made there before may still be about."""
        held = {key: value for key, value in items.items() if value}
        return self._filled(place, held) if held else self

    def put(self, place: int, item: Hashable, value: Value) -> State:
        """Give the state after something was put into an object made here."""
        return self._filled(place, {item: value}) if value else self

    def loosen(self, place: int) -> State:
        """Give the state after the items of an object have moved: any of them may be anywhere."""
        items = self.items(place)
        moved = [key for key in items if not is_attribute(key) and key != ANY_KEY]
        if not any(key != ANY_ITEM for key in moved):
            return self
        loose = {key: value for key, value in items.items() if key not in moved}
        loose[ANY_ITEM] = frozenset().union(*(items[key] for key in moved))
        return State(self.variables, self.attributes, {**self.contents, place: loose})

    def _filled(self, place: int, items: Mapping[Hashable, Value]) -> State:
        held = self.contents.get(place, {})
        merged = _joined(held, items)
        if place in self.contents and merged == held:
            return self
        return State(self.variables, self.attributes, {**self.contents, place: merged})

    def items(self, place: int) -> Mapping[Hashable, Value]:
        """Give what an object made here may hold, by position."""
        return self.contents.get(place, {})

    def held(self, place: int) -> Value:
        """Give all that an object made here may hold, as an item or as an attribute."""
        return frozenset().union(*self.items(place).values())

    def attribute_of(self, place: int, name: str) -> Value:
        """Give what an attribute of an object made here may be."""
        items = self.items(place)
        known = items.get(f".{name}", NOTHING)
        return known | _narrowed(items[ANY_KEY], f".{name}") if ANY_KEY in items else known

    def item_of(self, place: int, position: Hashable) -> Value:
        """Give what the item of an object made here, at a position or under a key, may be."""
        items = self.items(place)
        known = items.get(position, NOTHING) | items.get(ANY_ITEM, NOTHING)
        return known | _narrowed(items[ANY_KEY], ANY_ITEM) if ANY_KEY in items else known

    def items_of(self, place: int) -> Value:
        """Give what the items of an object made here may be."""
        values = [
            _narrowed(value, ANY_ITEM) if key == ANY_KEY else value
            for key, value in self.items(place).items()
            if not is_attribute(key)
        ]
        return frozenset().union(*values)

    def reachable(self, value: Value) -> Iterator[Object]:
        """Give the objects of a value and all that they hold."""
        seen: set[Object] = set()
        waiting = list(value)
        while waiting:
            current = waiting.pop()
            if current in seen:
                continue
            seen.add(current)
            yield current
            if isinstance(current, Made):
                waiting.extend(self.held(current.place))
            elif isinstance(current, Bound):
                waiting.append(current.receiver)
            elif isinstance(current, Function):
                waiting.extend(current.receiver)

    def equals(self, other: State) -> bool:
        """Tell whether two states say the same."""
        return (
            self.variables == other.variables
            and self.attributes == other.attributes
            and self.contents == other.contents
        )

    def keeping(self, before: State, symbols: Iterable[Hashable]) -> State:
        """Give the state in which some variables may also hold what they did before."""
        kept = {s: before.variables[s] for s in symbols if s in before.variables}
        variables = _joined(self.variables, kept)
        return (
            self
            if variables is self.variables
            else State(variables, self.attributes, self.contents)
        )

    def join(self, other: State) -> State:
        """Give the state of a point that is reached in either way; this one if it says it all."""
        if not (self.is_possible and other.is_possible):
            return self if self.is_possible else other
        variables = _joined(self.variables, other.variables)
        attributes = _joined(self.attributes, other.attributes)
        contents = _joined_contents(self.contents, other.contents)
        same = variables is self.variables and attributes is self.attributes
        if same and contents is self.contents:
            return self
        return State(variables, attributes, contents)


def is_attribute(key: Hashable) -> bool:
    """Tell whether a key of an object's contents is an attribute, and not an item."""
    return isinstance(key, str) and key.startswith(".")


def _narrowed(value: Value, key: str) -> Value:
    """Give the objects under any key as far as they are under a certain one."""
    found: set[Object] = set()
    for current in value:
        if isinstance(current, Default | Inside) and current.guard:
            *before, last = current.guard
            atom = last._replace(verb=last.verb.replace(ANY_KEY, key))
            found.add(current._replace(guard=(*before, atom)))
    return frozenset(found)


def _joined(first: Mapping[Any, Value], second: Mapping[Any, Value]) -> Mapping[Any, Value]:
    """Merge two mappings of values; give one of them where the other adds nothing to it."""
    if first is second or not second:
        return first
    merged: dict[Any, Value] | None = None
    for key, value in second.items() - first.items():
        known = first.get(key)
        both = value if known is None else either(known, value)
        if both != known:
            merged = dict(first) if merged is None else merged
            merged[key] = both
    if merged is None:
        return first
    return second if merged == second else merged


def _joined_contents(first: Contents, second: Contents) -> Contents:
    merged: dict[int, Mapping[Hashable, Value]] | None = None
    for place, items in second.items():
        known = first.get(place)
        if known is items:
            continue
        both = items if known is None else _joined(known, items)
        if both is known:
            continue
        merged = dict(first) if merged is None else merged
        merged[place] = both
    return first if merged is None else merged
