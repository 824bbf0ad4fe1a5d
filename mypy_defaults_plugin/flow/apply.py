"""What a call of a function of the project does: known from its summary, or left open for one.

Where defaults are followed, what a function does is known, and done. While a summary is made, it
is left open: what depends on another function becomes a clause or a condition of the summary.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mypy import nodes
from mypy.nodes import Node

from mypy_defaults_plugin.flow.callees import Callee, takes
from mypy_defaults_plugin.flow.objects import (
    ANY_ITEM,
    NOTHING,
    Atom,
    Closure,
    Default,
    Function,
    Inside,
    Made,
    Value,
)
from mypy_defaults_plugin.summaries.verbs import (
    ADDS,
    ANY,
    CHANGES,
    HANDS,
    HOLDS,
    KEEPS,
    PUTS,
    RETURNS,
    handed_to,
    matches,
    parse,
    put_into,
    steps,
)

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.calls import Arguments
    from mypy_defaults_plugin.flow.evaluation import Evaluation
    from mypy_defaults_plugin.flow.summarise import SummaryFlow
    from mypy_defaults_plugin.summaries.solver import Effects

MOST_CONDITIONS: Final = 2
"""Conditions of one object beyond which it is no longer followed."""

Given = dict[int, Value]
"""What each parameter of a function is given, by its position."""


def matched(
    run: Evaluation, callee: Callee, receiver: Value, given: Arguments | None, node: Node
) -> Given:
    """Give what each parameter is given; what ``*args`` takes is an item of a new tuple."""
    taken: Given = {0: receiver} if callee.bound and receiver else {}
    if given is None:
        return taken
    names, kinds = callee.names, callee.kinds
    position = 1 if callee.bound else 0
    call = given.call
    for name, kind, value in zip(call.arg_names, call.arg_kinds, given.values, strict=True):
        if kind == nodes.ARG_STAR2:
            for index, parameter in enumerate(names):
                if index not in taken and index >= position and parameter is not None:
                    _add(taken, index, run.item_at(value, parameter))
        elif kind == nodes.ARG_STAR:
            count = 0
            while position < len(kinds) and takes(kinds[position]):
                _add(taken, position, run.item_at(value, count))
                position, count = position + 1, count + 1
        elif name is not None:
            if name in names:
                _add(taken, names.index(name), value)
            elif nodes.ARG_STAR2 in kinds:
                _add(taken, kinds.index(nodes.ARG_STAR2), run.made(call, {name: value}))
        elif position < len(kinds) and kinds[position] == nodes.ARG_STAR:
            _add(taken, position, run.made(call, {ANY_ITEM: value}))
        elif position < len(kinds) and takes(kinds[position]):
            _add(taken, position, value)
            position += 1
    return taken


def _add(taken: Given, position: int, value: Value) -> None:
    taken[position] = taken.get(position, NOTHING) | value


def apply(
    run: Evaluation,
    node: nodes.Expression,
    callee: Callee,
    receiver: Value,
    given: Arguments | None,
) -> Value:
    """Do what a function does with what it is given, and give what comes back."""
    if callee.constructs:
        receiver = run.made(node, {})
    taken = matched(run, callee, receiver, given, node)
    if given is not None:
        _call_closures(run, node, callee, taken)
    result = _called(run, node, callee, taken)
    return receiver if callee.constructs else result


def _called(run: Evaluation, node: nodes.Expression, callee: Callee, taken: Given) -> Value:
    summary = run.flow.as_summary
    if summary is not None:
        return _left_open(run, node, callee, taken, summary)
    return _done(run, node, callee, taken)


def apply_to(
    run: Evaluation, node: nodes.Expression, called: Function | Closure, taken: Given
) -> Value:
    """Call a function with values for the parameters that a call would fill in order."""
    if isinstance(called, Closure):
        most = max(taken, default=-1) + 1
        items = [taken.get(position, NOTHING) for position in range(most)]
        return run.flow.run_closure(run, called, None, items)
    callee = called.callee
    shift = 1 if callee.bound else 0
    moved = {position + shift: value for position, value in taken.items()}
    if callee.bound and called.receiver:
        moved[0] = called.receiver
    if callee.constructs:
        moved[0] = run.made(node, {})
    result = _called(run, node, callee, moved)
    return moved[0] if callee.constructs else result


# Known


def _done(run: Evaluation, node: nodes.Expression, callee: Callee, taken: Given) -> Value:
    result: Value = NOTHING
    effects = run.flow.effects_of(callee)
    for position, value in taken.items():
        for text, chain in sorted(effects.get(position, {}).items()):
            verb = parse(text)
            through = (callee.name, *chain)
            part = select(run, value, verb.path)
            if verb.action in (CHANGES, ADDS):
                run.change(part, node, adds=verb.action == ADDS, through=through)
            elif verb.action == KEEPS:
                run.leak(part, node, f"is kept by {' and '.join(f'{n}()' for n in through)}")
            elif verb.action == RETURNS:
                result |= part
            elif verb.action == HOLDS:
                result |= run.made(node, {ANY_ITEM: part})
            elif verb.action.startswith(PUTS):
                target, key = _target(verb.action)
                where = f"is kept by {' and '.join(f'{n}()' for n in through)}"
                run.store(taken.get(target, NOTHING), key, part, node, where)
            elif verb.action.startswith(HANDS):
                _hand(run, node, taken, verb.action, part)
    return result


def _target(action: str) -> tuple[int, str]:
    digits = action[1:].rstrip("*")
    number, dot, name = digits.partition(".")
    return int(number), f"{dot}{name}" if dot else ANY_ITEM


def _hand(run: Evaluation, node: nodes.Expression, taken: Given, action: str, value: Value) -> None:
    target, _, argument = action[1:].partition(",")
    for current in taken.get(int(target), NOTHING):
        if isinstance(current, Function | Closure):
            apply_to(run, node, current, {int(argument): value})


def select(run: Evaluation, value: Value, path: str) -> Value:
    """Give what lies at a path in some objects, as far as it certainly is what a function takes."""
    for step in steps(path):
        value = run.surely_items(value) if step == ANY_ITEM else run.attribute(value, step[1:])
    return value


# Left open


@dataclass(frozen=True, slots=True)
class _Open:
    """A call that is left open, with what is known of the function if it is known already.

    What a function of another module does not do today is left out: should it do so one day, its
    importers are analysed again. What it does is still a condition, never a fact.
    """

    run: Evaluation
    node: nodes.Expression
    callee: Callee
    taken: Given
    flow: SummaryFlow
    known: Effects | None

    def may(self, position: int, pattern: str) -> bool:
        """Tell whether the function may do something with an argument, as far as is known."""
        if pattern[0] in (RETURNS, HOLDS) and not self.callee.gives_back:
            return False
        if self.known is None:
            return True
        verbs = self.known.get(position, {})
        return any(matches(verb, pattern) is not None for verb in verbs)

    def given(self, current: Default | Inside, position: int, pattern: str) -> Value:
        """Give an object that is there if the function does something with an argument."""
        if not self.may(position, pattern):
            return NOTHING
        atom = Atom(self.callee.fullname, position, pattern)
        if atom in current.guard:
            return frozenset({current})
        if len(current.guard) >= MOST_CONDITIONS:
            return NOTHING
        return frozenset({replace(current, guard=(*current.guard, atom))})

    def pass_on(self, current: Default | Inside, position: int, at: str) -> None:
        if self.known is None or self.known.get(position):
            self.flow.passes(current, self.callee.fullname, position, at)

    def argument(self, position: int, current: Default | Inside) -> Value:
        """Leave open what becomes of an argument."""
        self.pass_on(current, position, "")
        for target, value in self.taken.items():
            if target != position:
                self._put(position, current, target, value)
        result = self.given(current, position, RETURNS)
        for inside in self.run.inside(current, ANY):
            if isinstance(inside, Inside):
                result |= self.given(inside, position, f"{RETURNS}{ANY}")
        held = self.given(current, position, HOLDS)
        return result | self.run.made(self.node, {ANY_ITEM: held}) if held else result

    def holder(self, position: int, holder: Made) -> Value:
        """Leave open what becomes of what an argument holds."""
        result: Value = NOTHING
        for key, value in self.run.state.items(holder.place).items():
            path = key if isinstance(key, str) and key.startswith(".") else ANY_ITEM
            for current in value:
                if not isinstance(current, Default | Inside):
                    continue
                self.pass_on(current, position, path)
                result |= self.given(current, position, f"{RETURNS}{path}")
                whole = self.given(current, position, RETURNS)
                whole |= self.given(current, position, HOLDS)
                if whole:
                    result |= self.run.made(self.node, {path: whole})
        return result

    def handed(self, target: int, argument: int) -> Value:
        """Give what the function may hand to another one that it is given."""
        pattern = handed_to(target, argument)
        found: Value = NOTHING
        for position, value in self.taken.items():
            for current in value:
                if isinstance(current, Default | Inside):
                    found |= self.given(current, position, pattern)
        return found

    def _put(self, position: int, current: Default | Inside, target: int, value: Value) -> None:
        """Leave open whether an argument is put into another one, or handed to it."""
        put = self.given(current, position, put_into(target, ANY))
        for holder in value:
            if isinstance(holder, Function):
                self._hand(position, current, target, holder.callee)
            elif isinstance(holder, Made):
                self.run.state = self.run.state.put(holder.place, ANY, put)
            elif isinstance(holder, Default | Inside):
                for stored in put:
                    self.flow.put(stored, holder, ANY)
            else:
                for stored in put:
                    self.flow.does(stored, KEEPS)

    def _hand(self, position: int, current: Default | Inside, target: int, called: Callee) -> None:
        first = 1 if called.bound else 0
        for argument in range(len(called.names) - first):
            for handed in self.given(current, position, handed_to(target, argument)):
                self.flow.passes(handed, called.fullname, argument + first, "")


def _left_open(
    run: Evaluation, node: nodes.Expression, callee: Callee, taken: Given, flow: SummaryFlow
) -> Value:
    call = _Open(run, node, callee, taken, flow, flow.known_effects_of(callee))
    result: Value = NOTHING
    for position, value in taken.items():
        for current in value:
            if isinstance(current, Default | Inside):
                result |= call.argument(position, current)
            elif isinstance(current, Made) and not (callee.constructs and position == 0):
                result |= call.holder(position, current)
    return result


def _call_closures(run: Evaluation, node: nodes.Expression, callee: Callee, taken: Given) -> None:
    """Run the closures among the arguments, with what the function may hand to them."""
    for target, value in taken.items():
        for current in value:
            if not isinstance(current, Closure):
                continue
            handed: list[Value] = []
            if run.flow.as_summary is not None:
                flow = run.flow.as_summary
                call = _Open(run, node, callee, taken, flow, flow.known_effects_of(callee))
                count = len(flow.parameters_of(current))
                handed = [call.handed(target, argument) for argument in range(count)]
            run.flow.run_closure(run, current, None, handed)
