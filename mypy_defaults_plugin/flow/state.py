"""States: what names may hold at one point of a function. Knows nothing of the AST."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, Final

from mypy_defaults_plugin.flow.objects import (
    ANY_ITEM,
    ANY_KEY,
    NOTHING,
    Attribute,
    Bound,
    Default,
    Exact,
    Function,
    Inside,
    Key,
    Made,
    Object,
    Outer,
    Value,
    either,
    is_attribute,
    those,
)
from mypy_defaults_plugin.flow.shared_map import SharedMap, joined_entries

Items = Mapping[Hashable, Value]
Variables = SharedMap[Hashable, Value]
Attributes = SharedMap[Attribute, Value]
Contents = SharedMap[int, Items]
Names = frozenset[Key]

NO_ITEMS: Final[Items] = {}


class State:
    """What each variable and attribute may hold, and what the objects made in the function hold.

    ``aliases`` are sets of variables that are known to hold the same object. Never changed in
    place: every operation gives a new state, sharing what stayed the same.
    """

    __slots__ = ("aliases", "attributes", "contents", "is_possible", "variables")

    def __init__(
        self,
        variables: Variables | None = None,
        contents: Contents | None = None,
    ) -> None:
        self.variables: Variables = SharedMap() if variables is None else variables
        self.attributes: Attributes = SharedMap()
        self.contents: Contents = SharedMap() if contents is None else contents
        self.aliases: frozenset[Names] = frozenset()
        self.is_possible = True

    @staticmethod
    def with_entries(variables: Mapping[Key, Value], contents: Mapping[int, Items]) -> State:
        """Give the state in which some variables and objects hold something."""
        return State(SharedMap(variables.items()), SharedMap(contents.items()))

    def _copy(self) -> State:
        made = State(self.variables, self.contents)
        made.attributes = self.attributes
        made.aliases = self.aliases
        return made

    def __contains__(self, key: Key) -> bool:
        return key in (self.attributes if isinstance(key, Attribute) else self.variables)

    def value(self, key: Key) -> Value:
        held: SharedMap[Any, Value]
        held = self.attributes if isinstance(key, Attribute) else self.variables
        found: Value = held.get(key, NOTHING)
        return found

    def _set(self, key: Key, value: Value) -> State:
        made = self._copy()
        if isinstance(key, Attribute):
            made.attributes = self.attributes.with_entry(key, value)
        else:
            made.variables = self.variables.with_entry(key, value)
        return made

    def bind(self, key: Key, value: Value) -> State:
        """Give the state after a binding; the attributes of a variable that is bound are new."""
        is_same = key in self and self.value(key) == value
        if is_same and not self.attributes and not self.aliases:
            return self
        made = self._set(key, value)
        if isinstance(key, Attribute):
            return made
        if any(attribute.of == key for attribute in self.attributes):
            left = [(k, v) for k, v in self.attributes.items() if k.of != key]
            made.attributes = SharedMap(left)
        if any(key in names for names in self.aliases):
            made.aliases = _several(names - {key} for names in self.aliases)
        return made

    def with_alias(self, name: Key, other: Key) -> State:
        """Give the state in which a variable has just been bound to what another one holds."""
        if name == other:
            return self
        known = next((names for names in self.aliases if other in names), frozenset({other}))
        made = self._copy()
        made.aliases = (self.aliases - {known}) | {known | {name}}
        return made

    def narrow(self, key: Key, value: Value) -> State:
        """Give the state in which more is known of what a name holds, and of its other names."""
        if not self.is_possible or value == self.value(key):
            return self
        narrowed = self._set(key, value)
        for other in next((names for names in self.aliases if key in names), ()):
            if other != key:
                left = those(self.value(other), value.__contains__)
                narrowed = narrowed._set(other, left)
        if type(value) is not Exact:
            return narrowed
        narrowed.is_possible = bool(value)
        given = {o.parameter if isinstance(o, Outer) else "" for o in value}
        parameter = given.pop() if len(given) == 1 else ""
        return narrowed._without_default(parameter) if parameter else narrowed

    def _without_default(self, parameter: str) -> State:
        """Give the state in a call that gives a parameter: nothing is its default."""

        def remains(current: Object) -> bool:
            if isinstance(current, Bound):
                return remains(current.receiver)
            return not isinstance(current, Default | Inside) or current.parameter != parameter

        def remaining(value: Value) -> Value:
            return value if all(map(remains, value)) else those(value, remains)

        def of_items(items: Items) -> Items:
            if all(remains(current) for value in items.values() for current in value):
                return items
            return {key: remaining(value) for key, value in items.items()}

        made = self._copy()
        made.variables = self.variables.mapped(remaining)
        made.attributes = self.attributes.mapped(remaining)
        made.contents = self.contents.mapped(of_items)
        return made

    def make(self, place: int, items: Items) -> State:
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
        return self._with_contents(place, loose)

    def _filled(self, place: int, items: Items) -> State:
        held = self.items(place)
        merged = _joined_items(held, items)
        return self if merged is held else self._with_contents(place, merged)

    def _with_contents(self, place: int, items: Items) -> State:
        made = self._copy()
        made.contents = self.contents.with_entry(place, items)
        return made

    def items(self, place: int) -> Items:
        """Give what an object made here may hold, by position."""
        found: Items = self.contents.get(place, NO_ITEMS)
        return found

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
            and self.aliases == other.aliases
        )

    def keeping(self, before: State, symbols: Iterable[Hashable]) -> State:
        """Give the state in which some variables may also hold what they did before."""
        kept: Variables = SharedMap(
            (s, before.variables[s]) for s in symbols if s in before.variables
        )
        variables = self.variables.joined(kept, _joined)
        if variables is self.variables:
            return self
        made = self._copy()
        made.variables = variables
        made.aliases = _several(
            frozenset(name for name in names if name not in kept) for names in self.aliases
        )
        return made

    def join(self, other: State) -> State:
        """Give the state of a point that is reached in either way; this one if it says it all."""
        if not (self.is_possible and other.is_possible):
            return self if self.is_possible else other
        variables = self.variables.joined(other.variables, _joined)
        attributes = self.attributes.joined(other.attributes, _joined)
        contents = self.contents.joined(other.contents, _joined_items)
        aliases = self.aliases
        if aliases != other.aliases:
            aliases = _several(one & another for one in aliases for another in other.aliases)
        if (
            variables is self.variables
            and attributes is self.attributes
            and contents is self.contents
            and aliases == self.aliases
        ):
            return self
        made = State(variables, contents)
        made.attributes = attributes
        made.aliases = aliases
        return made


def _several(sets: Iterable[Names]) -> frozenset[Names]:
    return frozenset(names for names in sets if len(names) > 1)


def _narrowed(value: Value, key: str) -> Value:
    """Give the objects under any key as far as they are under a certain one."""
    found: set[Object] = set()
    for current in value:
        if isinstance(current, Default | Inside) and current.guard:
            *before, last = current.guard
            atom = last._replace(verb=last.verb.replace(ANY_KEY, key))
            found.add(current.under((*before, atom)))
    return frozenset(found)


def _joined(first: Value, second: Value) -> Value:
    """Give what may be one of two values: the first one where the second adds nothing to it."""
    both = either(first, second)
    return first if both == first else both


def _joined_items(first: Items, second: Items) -> Items:
    """Merge what an object may hold; give the first mapping where the second adds nothing to it."""
    return joined_entries(first, second, _joined)
