"""What a call of a function of the project does: known from its summary, or left open for one.

Where defaults are followed, what a function does is known, and done. While a summary is made, it
is left open: what depends on another function becomes a clause or a condition of the summary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mypy.nodes import ARG_POS, CallExpr, Expression

from mypy_defaults_plugin.flow.arguments import Given, Passed, in_order, matched
from mypy_defaults_plugin.flow.containers import ADVANCING, Change, Result, effect_of
from mypy_defaults_plugin.flow.left_open import OpenCall
from mypy_defaults_plugin.flow.objects import (
    ANY_ITEM,
    NOTHING,
    Bound,
    Closure,
    Default,
    Function,
    Inside,
    Made,
    Object,
    Value,
)
from mypy_defaults_plugin.summaries.verbs import (
    ADDS,
    CALLS,
    CHANGES,
    HANDS,
    HOLDS,
    ITEM,
    KEEPS,
    PUTS,
    RESULT,
    RETURNS,
    USES_UP,
    agree,
    limited,
    parse,
    steps,
)

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.arguments import Arguments
    from mypy_defaults_plugin.flow.callees import Callee
    from mypy_defaults_plugin.flow.evaluation import Evaluation
    from mypy_defaults_plugin.summaries.verbs import Verb

PARTIAL: Final = ".__call__"
"""Where a partial keeps its function, beside its arguments."""


def apply(
    run: Evaluation,
    node: Expression,
    callee: Callee,
    receiver: Value,
    arguments: Arguments | None,
) -> Value:
    """Do what a function does with what a call gives it, and give what comes back."""
    if callee.constructs:
        receiver = run.made(node, {})
    given = matched(run, callee, receiver, arguments)
    if arguments is not None:
        _run_closures(run, node, callee, given)
    result = _called(run, node, callee, given)
    return receiver if callee.constructs else result


def _called(run: Evaluation, node: Expression, callee: Callee, given: Given) -> Value:
    if run.flow.as_summary is None:
        return _Known(run, node, given).call(callee)
    open_call = OpenCall(run, node, callee, given, run.flow.as_summary)
    for position, current in open_call.callables():
        call_object(run, node, open_call.guarded(current, position), {})
    return open_call.leave_open()


def _run_closures(run: Evaluation, node: Expression, callee: Callee, given: Given) -> None:
    """Run the closures among the arguments, with what the function may hand to them."""
    for target, value in given.values.items():
        for current in value:
            if not isinstance(current, Closure):
                continue
            handed: list[Value] = []
            if run.flow.as_summary is not None:
                open_call = OpenCall(run, node, callee, given, run.flow.as_summary)
                count = len(run.flow.parameters_of(current))
                handed = [open_call.handed(target, argument) for argument in range(count)]
            run.flow.run_closure(run, current, None, handed)


class _Known:
    """A call of a function whose effects are known."""

    def __init__(self, run: Evaluation, node: Expression, given: Given) -> None:
        self._run = run
        self._node = node
        self._given = given
        self._results: dict[int, Value] = {}

    def call(self, callee: Callee) -> Value:
        """Do what the function does; first what it has others do, whose results it may use."""
        effects = self._run.flow.effects_of(callee)
        done = [
            (position, parse(text), chain)
            for position, verbs in effects.items()
            for text, chain in sorted(verbs.items())
        ]
        result: Value = NOTHING
        before = self._run.through
        try:
            for position, verb, chain in sorted(done, key=lambda one: not _is_a_call(one[1])):
                self._run.through = (*before, callee.name, *chain)
                for part in self._parts(position, verb):
                    result |= self._do(verb, part, position)
        finally:
            self._run.through = before
        return result

    def _parts(self, position: int, verb: Verb) -> Iterator[Value]:
        """Give what a verb is done to, of what is given and of what is copied."""
        value = self._given.values.get(position, NOTHING)
        if verb.only:
            value = frozenset(o for o in value if self._agrees(o, verb.only))
        if verb.path.startswith(RESULT):
            value = self._results.get(position, NOTHING)
            yield select(self._run, value, verb.path.removeprefix(RESULT))
            return
        if value:
            yield select(self._run, value, verb.path)
        copied = self._given.copies.get(position, NOTHING)
        if copied and verb.path:
            yield select(self._run, copied, verb.path)
        elif copied and verb.action in (KEEPS, RETURNS, HOLDS):
            yield self._run.spread(self._node, copied)

    def _agrees(self, current: Object, only: str) -> bool:
        known = self._run.flow.truth_of(current) if isinstance(current, Default) else None
        return agree(only, limited(known))

    def _do(self, verb: Verb, part: Value, position: int) -> Value:
        run, node = self._run, self._node
        if verb.action in (CHANGES, ADDS):
            run.change(part, node, Change.ADDS if verb.action == ADDS else Change.REMOVES)
        elif verb.action == USES_UP:
            run.consume(part, node)
        elif verb.action == KEEPS:
            run.leak(part, node, f"is kept by {run.through[0]}()")
        elif verb.action == RETURNS:
            return part
        elif verb.action == HOLDS:
            return run.made(node, {ANY_ITEM: part})
        elif verb.action == CALLS:
            self._note(position, call_object(run, node, part, {}))
        elif verb.action.startswith(PUTS):
            target, (key, *deeper) = _target(verb.action)
            holder = self._given.values.get(target, NOTHING)
            put = run.made(node, {ANY_ITEM: part}, "put") if deeper else part
            run.store(holder, key, put, node, f"is kept by {run.through[0]}()")
        elif verb.action.startswith(HANDS):
            number, _, argument = verb.action[1:].partition(",")
            target = int(number)
            called = self._given.values.get(target, NOTHING)
            handed = {int(argument): part}
            self._note(target, call_object(run, node, called, handed))
        return NOTHING

    def _note(self, position: int, result: Value) -> None:
        self._results[position] = self._results.get(position, NOTHING) | result


def _is_a_call(verb: Verb) -> bool:
    return verb.action == CALLS or verb.action.startswith(HANDS)


def _target(action: str) -> tuple[int, tuple[str, ...]]:
    """Give the parameter that something is put into, and the steps to where it is there."""
    number = re.match(r"\d+", action[1:])
    assert number is not None
    return int(number[0]), steps(action[1 + number.end() :])


def select(run: Evaluation, value: Value, path: str) -> Value:
    """Give what lies at a path in some objects."""
    for step in steps(path):
        if step == ITEM:
            value = run.items(value)
        elif step.startswith(ITEM):
            key = step.removeprefix(ITEM)
            value = run.item_at(value, int(key) if key.isdecimal() else key)
        else:
            value = run.attribute(value, step[1:])
    return value


# Calls of objects


def call_object(run: Evaluation, node: Expression, called: Value, taken: dict[int, Value]) -> Value:
    """Call what a value may be with values for the parameters that a call would fill in order."""
    result: Value = NOTHING
    for current in called:
        if isinstance(current, Closure):
            result |= run.flow.run_closure(run, current, None, _in_order(taken))
        elif isinstance(current, Function):
            result |= _call_function(run, node, current, taken)
        elif isinstance(current, Bound):
            values = [taken[position] for position in sorted(taken)]
            result |= method_of_object(run, node, current.receiver, current.method, Passed(values))
        elif isinstance(current, Made) and PARTIAL in run.state.items(current.place):
            result |= call_partial(run, node, current, taken, {})
        elif isinstance(current, Default | Inside) and run.flow.as_summary is not None:
            result |= run.flow.as_summary.called(current, _in_order(taken))
    return result


def _in_order(taken: dict[int, Value]) -> list[Value]:
    return [taken.get(position, NOTHING) for position in range(max(taken, default=-1) + 1)]


def _call_function(
    run: Evaluation, node: Expression, called: Function, taken: dict[int, Value]
) -> Value:
    callee = called.callee
    given = in_order(run, node, callee, taken)
    receiver = run.made(node, {}) if callee.constructs else called.receiver
    if callee.bound and receiver:
        given.values[0] = receiver
    result = _called(run, node, callee, given)
    return receiver if callee.constructs else result


def call_partial(
    run: Evaluation,
    node: Expression,
    partial: Made,
    taken: dict[int, Value],
    named: dict[str, Value],
) -> Value:
    """Call a ``functools.partial`` with further arguments."""
    held = run.state.items(partial.place)
    known = {key: value for key, value in held.items() if isinstance(key, int)}
    following = {len(known) + position: value for position, value in taken.items()}
    result: Value = NOTHING
    for current in held[PARTIAL]:
        by_name = {
            position: held[name] if name in held else named[name]
            for position, name in enumerate(_names(run, current))
            if name is not None and (name in held or name in named)
        }
        one: Value = frozenset({current})
        result |= call_object(run, node, one, known | following | by_name)
    return result


def _names(run: Evaluation, called: Object) -> tuple[str | None, ...]:
    """Name the parameters that a call of a function fills."""
    if isinstance(called, Function):
        return called.callee.names[1 if called.callee.bound else 0 :]
    return run.flow.parameters_of(called) if isinstance(called, Closure) else ()


def method_of_object(
    run: Evaluation, node: Expression, receiver: Object, name: str, passed: Passed
) -> Value:
    """Call a method of an object that is followed."""
    effect = effect_of(run.class_of(receiver), name)
    if name in ADVANCING:
        run.consume(frozenset({receiver}), node)
        return run.items(frozenset({receiver}))
    if effect.spills:
        run.consume(passed.all(), node)
    takes_default = effect.result is Result.ITEM_OR_ARGUMENT and not effect.stores
    stored = passed.at(1) if takes_default else passed.stored(run, effect)
    key = _key(run, node) if takes_default and effect.change is Change.NONE else ANY_ITEM
    if key != ANY_ITEM:
        return run.item_at(frozenset({receiver}), key) | stored
    return run.apply(effect, receiver, stored, node)


def _key(run: Evaluation, node: Expression) -> object:
    """Give the key that ``x.get("key")`` asks for, if it can be told."""
    if not isinstance(node, CallExpr) or node.arg_kinds[:1] != [ARG_POS]:
        return ANY_ITEM
    return run.position(node.args[0])
