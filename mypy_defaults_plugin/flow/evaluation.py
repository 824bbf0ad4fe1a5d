"""What an expression may evaluate to, and what its evaluation does to a default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from mypy import nodes
from mypy.nodes import Expression, MemberExpr, NameExpr, Node, SymbolNode, TypeInfo
from mypy.types import Instance, TupleType

from mypy_defaults_plugin.flow import expressions, implicit
from mypy_defaults_plugin.flow.containers import Change, Effect, Result, effect_of
from mypy_defaults_plugin.flow.events import Part
from mypy_defaults_plugin.flow.objects import (
    ANY_ITEM,
    ANY_KEY,
    NONE,
    NOTHING,
    OUTER,
    SOURCE,
    Attribute,
    Bound,
    Closure,
    Default,
    Exact,
    Inside,
    Key,
    Made,
    Object,
    Outer,
    Value,
    is_attribute,
)
from mypy_defaults_plugin.flow.state import State
from mypy_defaults_plugin.flow.tasks import Task, perform
from mypy_defaults_plugin.flow.wording import outlives, stored_on
from mypy_defaults_plugin.mutability.depth import DEEPEST_ITEM
from mypy_defaults_plugin.summaries.verbs import joined

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.function import FunctionFlow

GIVING_ITEMS: Final = ("__getitem__", "__iter__", "__next__", "__aiter__", "__anext__")
"""Methods of objects that hold items."""
RESERVED: Final = (ANY_ITEM, ANY_KEY, ".")
"""How the keys of attributes, and of no certain item, begin."""


class Evaluation:
    """Evaluates expressions from a state on; ``state`` is where it has come to.

    ``unbound`` is where it had come to before it bound names, which no exception follows.
    ``mentioned`` are the names that it has looked at.
    ``through`` names the functions that are being called, where what they do is known.
    """

    def __init__(self, flow: FunctionFlow, state: State) -> None:
        self.flow = flow
        self.state = state
        self.unbound: State | None = None
        self.through: tuple[str, ...] = ()
        self.mentioned: set[Key] = set()
        self._values: dict[int, Value] = {}

    def value(self, node: Expression | None) -> Value:
        """Give what an expression was found to be; evaluate it if that was not done before."""
        if node is None:
            return NOTHING
        known = self._values.get(id(node))
        return perform(self.evaluate(node)) if known is None else known

    def evaluate(self, node: Expression | None) -> Task[Value]:
        """Evaluate an expression for what it may be and for what it does."""
        rule = None if node is None else expressions.RULES.get(type(node))
        if rule is None:
            return NOTHING
        for part in rule.parts(node):
            if isinstance(part, NameExpr):
                self._values[id(part)] = expressions.name(self, part)
            elif type(part) in expressions.RULES:
                yield self.evaluate(part)
        value: Value = yield rule.do(self, node)
        self._values[id(node)] = value
        return value

    def all(self, expressions: Iterable[Expression | None]) -> None:
        """Evaluate expressions for what they do."""
        for expression in expressions:
            self.value(expression)

    def made(
        self, node: Node, items: Mapping[Any, Value], part: str = "", *, kind: str = ""
    ) -> Value:
        """Give an object that is made at a node and holds some items, of some class."""
        place = self.flow.place(node, part)
        if kind:
            self.flow.made_of(place, kind)
        self.state = self.state.make(place, items)
        return Exact({Made(place)})

    # Names and attributes

    def key_of(self, node: Expression | None) -> Key:
        """Give the key under which the state keeps a name or an attribute path, else None."""
        if isinstance(node, nodes.AssignmentExpr):
            node = node.target
        if isinstance(node, NameExpr):
            return node.node
        if isinstance(node, MemberExpr) and isinstance(node.expr, NameExpr):
            owner = node.expr.node
            return Attribute(owner, node.name) if owner is not None else None
        return None

    def name(self, symbol: SymbolNode | None, *, local: bool) -> Value:
        """Give what a name may hold; one that was never bound here comes from outside."""
        if symbol is None:
            return NOTHING
        if symbol in self.state:
            return self.state.value(symbol)
        return NOTHING if local and self.flow.owns(symbol) else OUTER

    def attribute(self, holder: Value, name: str) -> Value:
        """Give what an attribute of some objects may be."""
        found: set[Object] = set()
        for current in holder:
            if isinstance(current, Default | Inside):
                found |= self._attribute_of_default(current, name)
            elif isinstance(current, Made):
                found |= self.state.attribute_of(current.place, name)
            elif isinstance(current, Outer):
                found |= OUTER
        return frozenset(found)

    def _attribute_of_default(self, current: Default | Inside, name: str) -> set[Object]:
        info = self.class_of(current)
        if info is not None and self.flow.is_method(info, name):
            return {Bound(current, name)}
        if info is None and effect_of(None, name).change is not Change.NONE:
            return {Bound(current, name), *self.inside(current, f".{name}")}
        if info is not None and not self.flow.may_be_mutable(info, name):
            return set()
        return set(self.inside(current, f".{name}"))

    def class_of(self, current: Object) -> TypeInfo | None:
        """Give the class of an object, None for what is inside a default or comes from outside."""
        if isinstance(current, Made):
            return self.flow.classes.get(current.place)
        if not isinstance(current, Default):
            return None
        declared = self.flow.subjects[current.parameter].type
        if isinstance(declared, TupleType):
            declared = declared.partial_fallback
        return declared.type if isinstance(declared, Instance) else None

    # What objects hold

    def inside(self, current: Default | Inside, step: str = ANY_ITEM) -> Value:
        """Give what may be inside a default: nothing where it holds nothing mutable."""
        depth = current.depth + 1 if isinstance(current, Inside) else 1
        if depth > self.flow.subjects[current.parameter].depth:
            return NOTHING
        path = joined(current.path, step) if isinstance(current, Inside) else step
        inside = Inside(current.parameter, min(depth, DEEPEST_ITEM), path, current.guard)
        return frozenset({inside})

    def items(self, holder: Value) -> Value:
        """Give what the items of some objects may be."""
        found: set[Object] = set()
        for current in holder:
            if isinstance(current, Default | Inside):
                if self._holds_items(current):
                    found |= self.inside(current)
            elif isinstance(current, Made):
                found |= self.state.items_of(current.place)
            elif isinstance(current, Outer):
                found |= OUTER
        return frozenset(found)

    def _holds_items(self, current: Object) -> bool:
        info = self.class_of(current)
        return info is None or any(self.flow.is_method(info, name) for name in GIVING_ITEMS)

    def iterated(self, holder: Value) -> Value:
        """Give what a loop over some objects gives: of a mapping, its keys."""
        return self.items(frozenset(o for o in holder if not self._is_mapping(o)))

    def _is_mapping(self, current: Object) -> bool:
        info = self.class_of(current)
        return info is not None and info.has_base("typing.Mapping")

    def item_at(self, holder: Value, position: object) -> Value:
        """Give what the item at a constant position or key may be."""
        found: set[Object] = set()
        for current in holder:
            if isinstance(current, Made):
                found |= self.state.item_of(current.place, position)
            elif isinstance(current, Default | Inside):
                if not self.flow.is_immutable_at(current, position):
                    found |= self.inside(current, self.flow.step_to(position))
            elif isinstance(current, Outer):
                found |= OUTER
        return frozenset(found)

    def copy(self, node: Node, original: Value, replaced: Mapping[str, Value] = NONE) -> Value:
        """Give a shallow copy: fresh, with the same items and attributes unless replaced."""
        contents: dict[Any, Value] = {ANY_ITEM: self.items(original)}
        for current in original:
            held: Mapping[Any, Value] = NONE
            if isinstance(current, Made):
                held = self.state.items(current.place)
            elif isinstance(current, Default):
                held = self.flow.attributes_of(current)
            for key, value in held.items():
                if is_attribute(key) and key not in replaced:
                    contents[key] = contents.get(key, NOTHING) | value
        return self.made(node, {**contents, **replaced})

    def spread(self, node: Node, original: Value) -> Value:
        """Give what ``*`` or ``**`` makes of some objects: fresh, with items in their places."""
        contents: dict[Any, Value] = {}
        for current in original:
            if isinstance(current, Made):
                for key, value in self.state.items(current.place).items():
                    if not is_attribute(key):
                        contents[key] = contents.get(key, NOTHING) | value
            else:
                items = self.items(frozenset({current}))
                contents[ANY_ITEM] = contents.get(ANY_ITEM, NOTHING) | items
        return self.made(node, contents)

    # What is done to objects

    def change(self, changed: Value, node: Node, how: Change) -> None:
        """Note that objects are changed at a node."""
        for current in changed:
            if isinstance(current, Default):
                if how.adds or self.flow.truth_of(current) is not False:
                    self.flow.changed(current, node, self.through, how)
            elif isinstance(current, Inside):
                self.flow.changed(current, node, self.through, how)

    def store(
        self,
        holder: Value,
        item: object,
        value: Value,
        node: Node,
        where: str,
    ) -> None:
        """Put a value into objects; into one that stays, it gets out."""
        for current in holder:
            if isinstance(current, Made):
                self.state = self.state.put(current.place, item, value)
            elif not self.flow.put_into_parameter(self, value, current, item):
                self.leak(value, node, where)

    def leak(self, value: Value, node: Node, where: str, *, held: bool = False) -> None:
        """Note that a value gets out at a node, with all that it holds; others may call it."""
        escaped: set[Closure] = set()
        for current in self.state.reachable(value):
            if isinstance(current, Default | Inside):
                self._leaked(current, node, where, direct=current in value and not held)
            elif isinstance(current, Closure):
                escaped.add(current)
        self.flow.escape(self, escaped, node, where)

    def _leaked(self, current: Default | Inside, node: Node, where: str, *, direct: bool) -> None:
        part = Part.INSIDE if isinstance(current, Inside) else Part.ITSELF
        if not direct and part is Part.ITSELF:
            part = Part.HOLDER
        if self.flow.subjects[current.parameter].leaks:
            self.flow.leaked(current, node, part, where, self.through)

    def apply(self, effect: Effect, receiver: Object, stored: Value, node: Node) -> Value:
        """Do what a method of known effect does, and give its result."""
        holder: Value = frozenset({receiver})
        result = self._result(effect, holder, stored, node)
        if effect.change is not Change.NONE:
            self.change(holder, node, effect.change)
        if effect.moves and isinstance(receiver, Made):
            self.state = self.state.loosen(receiver.place)
        if stored and (effect.stores or effect.spills):
            self.store(holder, ANY_ITEM, stored, node, outlives(node))
        return result

    def _result(self, effect: Effect, holder: Value, given: Value, node: Node) -> Value:
        if effect.result is Result.ITEM:
            return self.items(holder)
        if effect.result is Result.ITEM_OR_ARGUMENT:
            return self.items(holder) | given
        if effect.result is Result.ITSELF:
            return holder
        if effect.result is Result.COPY:
            return self.copy(node, holder)
        if effect.result is Result.PAIRS:
            return self.pairs(node, [NOTHING, self.items(holder)])
        return NOTHING

    def pairs(self, node: Node, items: list[Value]) -> Value:
        """Give an iterable of tuples, with what may stand at each of their positions."""
        pair = self.flow.place(node, part="pair")
        self.state = self.state.make(pair, dict(enumerate(items)))
        return self.made(node, {ANY_ITEM: frozenset({Made(pair)})})

    def is_iterator(self, current: Object) -> bool:
        """Tell whether an object is a default that moves on when items are taken from it."""
        return isinstance(current, Default) and self.flow.is_iterator(current.parameter)

    def consume(self, value: Value, node: Node) -> None:
        """Note that iterators are used up at a node, with those that they take their items from."""
        found: set[Object] = set()
        waiting = list(value)
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                if isinstance(current, Made):
                    waiting.extend(self.state.items(current.place).get(SOURCE, NOTHING))
        for current in found:
            if isinstance(current, Default | Inside):
                self.flow.use_up(self, current, node)

    # Binding

    def assign(self, target: Expression, value: Value, source: Expression | None) -> None:
        """Bind a target of an assignment."""
        waiting = [(target, value, source)]
        while waiting:
            target, value, source = waiting.pop()
            if isinstance(target, NameExpr):
                self._assign_name(target, value, source)
            elif isinstance(target, MemberExpr):
                self._assign_attribute(target, value)
            elif isinstance(target, nodes.IndexExpr):
                self._assign_item(target, value)
            elif isinstance(target, nodes.TupleExpr | nodes.ListExpr):
                self.consume(value, source if source is not None else target)
                parts = zip(target.items, self._unpacked(target.items, value), strict=True)
                waiting.extend((one, its, None) for one, its in reversed(list(parts)))
            elif isinstance(target, nodes.StarExpr):
                waiting.append((target.expr, value, None))

    def _assign_name(self, target: NameExpr, value: Value, source: Expression | None) -> None:
        symbol = target.node
        if symbol is None:
            return
        if self.flow.is_outside(target):
            self.leak(value, target, f'is bound to "{target.name}", which outlives the call')
        self.state = self.state.bind(symbol, value)
        if isinstance(source, NameExpr) and source.node in self.state:
            self.state = self.state.with_alias(symbol, source.node)

    def _assign_attribute(self, target: MemberExpr, value: Value) -> None:
        holder = implicit.set_properties(self, target, self.value(target.expr), value)
        self.change(holder, target, Change.ADDS)
        self.store(holder, f".{target.name}", value, target, stored_on(target))
        key = self.key_of(target)
        if key is not None:
            self.state = self.state.bind(key, value)

    def _assign_item(self, target: nodes.IndexExpr, value: Value) -> None:
        holder, position = self.value(target.base), self.position(target.index)
        self.value(target.index)
        holder = implicit.set_items(self, target, holder, value)
        is_slice = isinstance(target.index, nodes.SliceExpr)
        self.change(holder, target, Change.ADDS if is_slice else Change.GROWS)
        stored = self.items(value) if isinstance(target.index, nodes.SliceExpr) else value
        self.store(holder, position, stored, target, outlives(target))

    def _unpacked(self, targets: list[Expression], value: Value) -> list[Value]:
        """Give what each target of an unpacking gets, where its position is known by its own."""
        starred = any(isinstance(target, nodes.StarExpr) for target in targets)
        found = []
        for position, target in enumerate(targets):
            if isinstance(target, nodes.StarExpr):
                found.append(self.made(target, {ANY_ITEM: self.iterated(value)}))
            else:
                item = self.iterated(value) if starred else self._unpacked_at(value, position)
                found.append(item)
        return found

    def _unpacked_at(self, value: Value, position: int) -> Value:
        return self.item_at(frozenset(o for o in value if not self._is_mapping(o)), position)

    def position(self, index: Expression) -> object:
        """Give a constant index or key, ``ANY_ITEM`` for what is not known."""
        if isinstance(index, nodes.IntExpr):
            return index.value
        if isinstance(index, nodes.StrExpr) and index.value[:1] not in RESERVED:
            return index.value
        return ANY_ITEM
