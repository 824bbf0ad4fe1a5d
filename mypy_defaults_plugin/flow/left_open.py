"""A call of a function of the project in a summary: what it does becomes clauses and conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mypy.nodes import Expression

from mypy_defaults_plugin.flow.arguments import Given, in_order
from mypy_defaults_plugin.flow.objects import (
    ANY_ITEM,
    NOTHING,
    Atom,
    Bound,
    Default,
    Function,
    Inside,
    Made,
    Object,
    Value,
)
from mypy_defaults_plugin.record import replace
from mypy_defaults_plugin.summaries.verbs import (
    ANY,
    CALLS,
    COPY,
    EMPTY,
    FILLED,
    HOLDS,
    ITEM,
    KEEPS,
    RESULT,
    RETURNS,
    agree,
    handed_to,
    limited,
    matches,
    parse,
    put_into,
    steps,
)

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.callees import Callee
    from mypy_defaults_plugin.flow.evaluation import Evaluation
    from mypy_defaults_plugin.flow.summarise import SummaryFlow

MOST_CONDITIONS: Final = 3
"""Conditions of one object beyond which it is no longer followed."""
MOST_COMBINED: Final = 60
"""Different conditions, in one function, with which fewer of them are combined."""


class CombinedTooOftenError(Exception):
    """A function calls so many others with what others give back that it needs a wider look."""


class OpenCall:
    """A call that is left open, with what is known of the function if it is known already.

    What a function of another module does not do today is left out: should it do so one day, its
    importers are analysed again. What it does is still a condition, never a fact.
    """

    def __init__(
        self, run: Evaluation, node: Expression, callee: Callee, given: Given, flow: SummaryFlow
    ) -> None:
        self._run = run
        self._node = node
        self._callee = callee
        self._given = given
        self._flow = flow
        self._known = flow.known_effects_of(callee)

    def leave_open(self) -> Value:
        """Leave open what becomes of each argument, and give what may come back."""
        result: Value = NOTHING
        for position, value in self._given.values.items():
            for current in value:
                if isinstance(current, Default | Inside):
                    result |= self._argument(position, current)
                elif isinstance(current, Made) and not (self._callee.constructs and position == 0):
                    result |= self._holder(position, current)
        for position, value in self._given.copies.items():
            for current in value:
                if isinstance(current, Default | Inside):
                    result |= self._copy(position, current)
        return result

    def handed(self, target: int, argument: int) -> Value:
        """Give what the function may hand to another one that it is given."""
        pattern = handed_to(target, argument)
        found: Value = NOTHING
        for position, value in self._given.values.items():
            for current in value:
                if isinstance(current, Default | Inside):
                    found |= self._if_it_does(current, position, pattern)
        return found

    def callables(self) -> Iterator[tuple[int, Object]]:
        """Give the arguments that do something to a parameter if they are called."""
        for position, value in self._given.values.items():
            for current in value:
                if isinstance(current, Bound | Function) and current.receiver:
                    yield position, current

    def guarded(self, current: Object, position: int) -> Value:
        """Give a callable as it is where the function calls it."""
        if isinstance(current, Bound):
            if not isinstance(current.receiver, Default | Inside):
                return NOTHING
            receivers = self._if_it_does(current.receiver, position, CALLS)
            return frozenset(
                replace(current, receiver=receiver)
                for receiver in receivers
                if isinstance(receiver, Default | Inside)
            )
        if isinstance(current, Function):
            receiver: Value = NOTHING
            for one in current.receiver:
                if isinstance(one, Default | Inside):
                    receiver |= self._if_it_does(one, position, CALLS)
            return frozenset({replace(current, receiver=receiver)}) if receiver else NOTHING
        return NOTHING

    # What is known

    def _may(self, position: int, pattern: str) -> bool:
        """Tell whether the function may do something with an argument, as far as is known."""
        if parse(pattern).action[0] in (RETURNS, HOLDS) and not self._callee.gives_back:
            return False
        if self._known is None:
            return True
        verbs = self._known.get(position, {})
        return any(matches(verb, pattern) is not None for verb in verbs)

    def _limits(self, position: int, pattern: str) -> set[str]:
        """Tell under which limits a function does something, as far as is known."""
        if self._known is None:
            return {""}
        verbs = self._known.get(position, {})
        limits = {parse(verb).only for verb in verbs if matches(verb, pattern) is not None}
        return {""} if "" in limits else limits

    def _if_it_does(self, current: Default | Inside, position: int, pattern: str) -> Value:
        """Give an object that is there if the function does something with an argument."""
        if not self._may(position, pattern):
            return NOTHING
        found: Value = NOTHING
        for only in self._limits(position, pattern):
            if isinstance(current, Inside):
                found |= self._under(current, Atom(self._callee.fullname, position, pattern))
            elif agree(only, limited(current.truth)):
                truth = {FILLED: True, EMPTY: False}.get(only, current.truth)
                atom = Atom(self._callee.fullname, position, only + pattern)
                found |= self._under(Default(current.parameter, current.guard, truth), atom)
        return found

    def _under(self, current: Default | Inside, atom: Atom) -> Value:
        if atom in current.guard:
            return frozenset({current})
        flow = self._flow
        if len(current.guard) >= flow.most_conditions:
            return NOTHING
        guard = (*current.guard, atom)
        flow.guards.add(guard)
        if len(flow.guards) > MOST_COMBINED and flow.most_conditions > 1:
            raise CombinedTooOftenError
        return frozenset({current.under(guard)})

    # Arguments

    def _pass_on(self, current: Default | Inside, position: int, at: str) -> None:
        if self._known is None or self._known.get(position):
            self._flow.passes(current, self._callee.fullname, position, at)

    def _argument(self, position: int, current: Default | Inside) -> Value:
        """Leave open what becomes of an argument."""
        if self._known is not None and not self._known.get(position):
            return NOTHING
        self._pass_on(current, position, "")
        result = self._if_it_does(current, position, RETURNS)
        for target, value in self._given.values.items():
            if target != position:
                result |= self._put(position, current, target, value)
        for inside in self._run.inside(current, ANY):
            if isinstance(inside, Inside):
                result |= self._if_it_does(inside, position, f"{RETURNS}{ANY}")
        held = self._if_it_does(current, position, HOLDS)
        return result | self._holding(held)

    def _copy(self, position: int, current: Default | Inside) -> Value:
        """Leave open what becomes of what is in an argument, of which the function gets a copy."""
        self._pass_on(current, position, COPY)
        result: Value = NOTHING
        held: Value = NOTHING
        for inside in self._run.inside(current, ANY):
            if isinstance(inside, Inside):
                result |= self._if_it_does(inside, position, f"{RETURNS}{ANY}")
        for inside in self._run.inside(current, ITEM):
            if isinstance(inside, Inside):
                held |= self._if_it_does(inside, position, RETURNS)
                held |= self._if_it_does(inside, position, HOLDS)
        return result | self._holding(held)

    def _holder(self, position: int, holder: Made) -> Value:
        """Leave open what becomes of what an argument holds."""
        result: Value = NOTHING
        if self._known is not None and not self._known.get(position):
            return NOTHING
        for key, value in self._run.state.items(holder.place).items():
            path = self._flow.step_to(key)
            for current in value:
                if not isinstance(current, Default | Inside):
                    continue
                self._pass_on(current, position, path)
                result |= self._if_it_does(current, position, f"{RETURNS}{path}")
                self._put_holder(position, current, path)
                whole = self._if_it_does(current, position, RETURNS)
                whole |= self._if_it_does(current, position, HOLDS)
                if whole:
                    result |= self._run.made(self._node, {key: whole})
        return result

    def _put_holder(self, position: int, current: Default | Inside, path: str) -> None:
        """Leave open whether an argument that holds something, or that itself, is put somewhere."""
        for target, value in self._given.values.items():
            for key in self._keys(position, target) if target != position else ():
                whole = self._if_it_does(current, position, put_into(target, key))
                part = self._if_it_does(current, position, put_into(target, key) + path)
                deeper = key if key == ANY else key + ITEM
                for put, place in ((whole, deeper), (part, key)):
                    for holder in value if put else NOTHING:
                        self._put_into(holder, place, put)

    def _holding(self, held: Value) -> Value:
        return self._run.made(self._node, {ANY_ITEM: held}) if held else NOTHING

    def _put(self, position: int, current: Default | Inside, target: int, value: Value) -> Value:
        """Leave open whether an argument is put into another one, or handed to it."""
        result: Value = NOTHING
        for holder in value:
            if isinstance(holder, Function):
                result |= self._hand(position, current, target, holder.callee)
        for key in self._keys(position, target):
            put = self._if_it_does(current, position, put_into(target, key))
            for inside in self._run.inside(current, ITEM):
                if isinstance(inside, Inside):
                    put |= self._if_it_does(inside, position, put_into(target, key) + ITEM)
            for holder in value if put else NOTHING:
                self._put_into(holder, key, put)
        return result

    def _keys(self, position: int, target: int) -> list[str]:
        """Give the keys under which an argument may be put into another one."""
        if self._known is None:
            return [ANY]
        action = put_into(target, "").removesuffix(":")
        found = [parse(verb).action for verb in self._known.get(position, {})]
        keys = {one.removeprefix(action) for one in found if one.startswith(action)}
        return sorted(key for key in keys if key.startswith((ITEM, ".")))

    def _put_into(self, holder: Object, key: str, put: Value) -> None:
        if isinstance(holder, Made):
            first, *deeper = steps(key)
            held = self._run.made(self._node, {ANY_ITEM: put}, "put") if deeper else put
            self._run.state = self._run.state.put(holder.place, first, held)
        elif isinstance(holder, Default | Inside):
            for stored in put:
                self._flow.put(stored, holder, key)
        elif not isinstance(holder, Function):
            for stored in put:
                self._flow.does(stored, KEEPS)

    def _hand(self, position: int, current: Default | Inside, target: int, called: Callee) -> Value:
        """Leave open what a function does that is handed an argument by the one that is called."""
        result: Value = NOTHING
        first = 1 if called.bound else 0
        for argument in range(len(called.names) - first):
            handed = self._if_it_does(current, position, handed_to(target, argument))
            if not handed:
                continue
            given = in_order(self._run, self._node, called, {argument: handed})
            further = OpenCall(self._run, self._node, called, given, self._flow)
            for back in further.leave_open():
                if isinstance(back, Default | Inside):
                    result |= self._if_it_does(back, target, f"{RETURNS}{RESULT}")
        return result
