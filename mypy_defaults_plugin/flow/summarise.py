"""What a function does with its parameters, from its own text: each followed like a default."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from mypy.nodes import FuncDef, FuncItem, Node, SymbolNode

from mypy_defaults_plugin.declared.iterators import may_be_iterator
from mypy_defaults_plugin.declared.unchangeable import is_unchangeable
from mypy_defaults_plugin.flow.bindings import UnclearError
from mypy_defaults_plugin.flow.containers import Change
from mypy_defaults_plugin.flow.events import Part, Subject
from mypy_defaults_plugin.flow.function import FunctionFlow
from mypy_defaults_plugin.flow.left_open import MOST_CONDITIONS, CombinedTooOftenError
from mypy_defaults_plugin.flow.module import ModuleFlow
from mypy_defaults_plugin.flow.objects import (
    NOTHING,
    Closure,
    Default,
    Guard,
    Inside,
    Object,
    Value,
    is_attribute,
)
from mypy_defaults_plugin.flow.straight import Straight
from mypy_defaults_plugin.mutability import value
from mypy_defaults_plugin.parameters import type_of_parameter
from mypy_defaults_plugin.summaries.facts import Clause, Conditions, Does, Facts, Passes, tidy
from mypy_defaults_plugin.summaries.verbs import (
    ADDS,
    ANY,
    CALLS,
    CHANGES,
    HOLDS,
    ITEM,
    KEEPS,
    RESULT,
    RETURNS,
    USES_UP,
    handed_to,
    limited,
    narrowed,
    put_into,
)

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.callees import Callee
    from mypy_defaults_plugin.flow.evaluation import Evaluation
    from mypy_defaults_plugin.mutability.judge import Judge
    from mypy_defaults_plugin.summaries.solver import Effects
    from mypy_defaults_plugin.walk.uses import Uses

ANYTHING: Final = value.Value(mutable=True, what="object")
FOLLOWED_LEVELS: Final = 2


def facts_of(judge: Judge, function: FuncDef, uses: Uses, most: int = MOST_CONDITIONS) -> Facts:
    """Summarise a function; empty where it does nothing that its callers have to know.

    Where many conditions come together, fewer are combined: of too many clauses, those with most
    conditions would be left out anyway.
    """
    try:
        facts = straight_facts_of(judge, function, uses, most)
        return followed_facts_of(judge, function, most) if facts is None else facts
    except CombinedTooOftenError:
        return facts_of(judge, function, uses, most - 1)


def straight_facts_of(
    judge: Judge, function: FuncDef, uses: Uses, most: int = MOST_CONDITIONS
) -> Facts | None:
    """Summarise a function by the uses of its names, None where that takes a closer look."""
    followed = _followed(function, uses)
    if not followed:
        return ()
    if function.is_generator:
        return None
    flow = SummaryFlow(ModuleFlow(judge), function, followed, most)
    return tidy(flow.clauses) if Straight(flow, function, uses).collect() else None


def _followed(function: FuncDef, uses: Uses) -> list[str]:
    """Name the parameters that may change and are used in a way that may do something."""
    return [
        argument.variable.name
        for position, argument in enumerate(function.arguments)
        if uses.has(argument.variable)
        and not is_unchangeable(type_of_parameter(function.type, position))
    ]


def followed_facts_of(judge: Judge, function: FuncDef, most: int = MOST_CONDITIONS) -> Facts:
    """Summarise a function by following its parameters through all of it."""
    followed = [
        argument.variable.name
        for position, argument in enumerate(function.arguments)
        if not is_unchangeable(type_of_parameter(function.type, position))
    ]
    if not followed:
        return ()
    flow = SummaryFlow(ModuleFlow(judge), function, followed, most)
    flow.run()
    return tidy(flow.clauses)


class SummaryFlow(FunctionFlow):
    """Follows the parameters of a function and collects clauses about them."""

    def __init__(
        self, module: ModuleFlow, function: FuncDef, followed: list[str], most_conditions: int
    ) -> None:
        subjects = {
            name: Subject(name, ANYTHING, None, depth=FOLLOWED_LEVELS, leaks=True)
            for name in followed
        }
        super().__init__(module, function, subjects)
        self.clauses: set[Clause] = set()
        self._positions = {a.variable.name: i for i, a in enumerate(function.arguments)}
        self._handed: Value | None = None
        self.is_read_straight = False
        self.most_conditions = most_conditions
        self.guards: set[Guard] = set()
        self.asked: set[SymbolNode] = set()
        self._is_generator = function.is_generator

    def begins_as(self, name: str) -> Value:
        return frozenset({Default(name)})

    @property
    def not_followed(self) -> Value:
        """Say that a parameter is of no interest: its type lets nothing be put into it."""
        return NOTHING

    def owns(self, symbol: SymbolNode) -> bool:
        """Every local name is one of the function, which is in no other one."""
        self.asked.add(symbol)
        return True

    def closure(self, function: FuncItem) -> Closure:
        if self.is_read_straight:
            raise UnclearError
        return super().closure(function)

    def truth_of(self, current: Default) -> bool | None:
        return current.truth

    def having(self, current: Default, truth: bool) -> Default:
        return Default(current.parameter, current.guard, truth)

    def step_to(self, position: object) -> str:
        if is_attribute(position):
            return str(position)
        return f"{ITEM}{position}" if re.fullmatch(r"\w+", str(position)) else ITEM

    @property
    def as_summary(self) -> SummaryFlow:
        return self

    def known_effects_of(self, callee: Callee) -> Effects | None:
        """Give what a function does that does not depend on the modules in hand."""
        return self.judge.functions.known(self.judge.program, callee.fullname)

    def returns(self, run: Evaluation, value: Value, node: Node) -> None:
        """Note that a value is returned."""
        self._handed = value
        run.leak(value, node, "is returned to the caller")
        self._handed = None

    # Clauses

    def does(self, current: Object, verb: str) -> None:
        """Note what is done with a parameter, or with something in it."""
        if isinstance(current, Default | Inside):
            position = self._positions[current.parameter]
            path, only = _place(current)
            text = narrowed(verb + path, only)
            self.clauses.add(Does(position, text, _conditions(current)))

    def passes(self, current: Object, callee: str, position: int, at: str) -> None:
        """Note that a parameter is passed on, or something in it."""
        if isinstance(current, Default | Inside):
            path, only = _place(current)
            own = self._positions[current.parameter]
            conditions = _conditions(current)
            self.clauses.add(Passes(own, path, callee, position, at, only, conditions))

    def put(self, current: Object, holder: Default | Inside, key: str) -> None:
        """Note that something is put into a parameter, or into something in it."""
        key = ITEM if isinstance(holder, Inside) else key
        if isinstance(current, Default | Inside):
            self.does(current, put_into(self._positions[holder.parameter], key))

    def called(self, callee: Default | Inside, values: Iterable[Value]) -> Value:
        """Note that a parameter, or something in it, is called with some arguments."""
        self.does(callee, CALLS)
        if isinstance(callee, Inside):
            return NOTHING
        for argument, given in enumerate(values):
            for current in given:
                self.does(current, handed_to(self._positions[callee.parameter], argument))
        return frozenset({Inside(callee.parameter, path=RESULT, guard=callee.guard)})

    # Events

    def changed(
        self, current: Default | Inside, node: Node, through: tuple[str, ...], how: Change
    ) -> None:
        self.does(current, ADDS if how.adds or isinstance(current, Inside) else CHANGES)

    def leaked(
        self,
        current: Default | Inside,
        node: Node,
        part: Part,
        where: str,
        through: tuple[str, ...] = (),
    ) -> None:
        if self._handed is None:
            self.does(current, KEEPS)
        elif current in self._handed and not self._is_generator:
            self.does(current, RETURNS)
        else:
            self.does(current, HOLDS)

    def hand_out(self, run: Evaluation, value: Value, node: Node, how: str) -> None:
        if self._is_generator and self.is_outermost and how == "returned":
            return
        before = self._handed
        self._handed = value if self.is_outermost else before
        super().hand_out(run, value, node, how)
        self._handed = before

    def use_up(self, run: Evaluation, current: Default | Inside, node: Node) -> None:
        self.takes_items(current)

    def takes_items(self, current: Default | Inside) -> None:
        """Note that items are taken from a parameter, if it may be an iterator."""
        declared = type_of_parameter(self.function.type, self._positions[current.parameter])
        if may_be_iterator(self.judge, declared):
            self.does(current, USES_UP)

    def put_into_parameter(
        self, run: Evaluation, value: Value, holder: Object, item: object
    ) -> bool:
        if not isinstance(holder, Default | Inside):
            return False
        key = str(item) if is_attribute(item) or item == ANY else ITEM
        deeper = key if key == ANY else key + ITEM
        for current in run.state.reachable(value):
            self.put(current, holder, key if current in value else deeper)
        return True


def _place(current: Default | Inside) -> tuple[str, str]:
    """Give the path to an object, and what it is limited to."""
    return (current.path, "") if isinstance(current, Inside) else ("", limited(current.truth))


def _conditions(current: Default | Inside) -> Conditions:
    return tuple((atom.callee, atom.position, atom.verb) for atom in current.guard)
