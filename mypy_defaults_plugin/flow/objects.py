"""Abstract objects: what a value may be. Knows nothing of the AST.

A value is a set of objects that it *may* be; the empty set is a value of no interest::

    def f(x=[]):
        y = [x]         # x: {default x}      y: {made at this display}, which holds {default x}
        x = list(x)     # x: {made at this call}

It does not tell apart what two objects made at one place hold, nor the order in a container
once something was added to it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
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

    def under(self, guard: Guard) -> Default:
        """Give the object as it is under other conditions."""
        return Default(self.parameter, guard, self.truth)


class Inside(NamedTuple):
    """Some mutable object inside a default, so many levels deep, at the end of a path."""

    parameter: str
    depth: int = 1
    path: str = "*"
    guard: Guard = ()

    def under(self, guard: Guard) -> Inside:
        """Give the object as it is under other conditions."""
        return Inside(self.parameter, self.depth, self.path, guard)


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


def is_attribute(key: Hashable) -> bool:
    """Tell whether a key of an object's contents is an attribute, and not an item."""
    return isinstance(key, str) and key.startswith(".")
