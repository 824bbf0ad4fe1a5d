"""What functions and constructors of libraries do: by name where they change or copy an argument.

All else is told by their signatures: what takes an ``Iterable`` uses up an iterator, what gives a
``T`` for an ``Iterable[T]`` hands out an item, and what gives a ``list[T]`` for it holds items.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from mypy.nodes import ARG_STAR, ARG_STAR2, CallExpr, MemberExpr, SymbolNode, TypeInfo, Var
from mypy.types import (
    CallableType,
    Instance,
    ProperType,
    TupleType,
    Type,
    TypeVarType,
    UnionType,
    get_proper_type,
)

from mypy_defaults_plugin.flow.apply import call_object
from mypy_defaults_plugin.flow.callables import hand_over
from mypy_defaults_plugin.flow.containers import Change, Effect, Result
from mypy_defaults_plugin.flow.objects import (
    ANY_ITEM,
    NOTHING,
    SOURCE,
    Made,
    Outer,
    Value,
)
from mypy_defaults_plugin.mutability.signatures import fitting

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.arguments import Arguments
    from mypy_defaults_plugin.flow.evaluation import Evaluation

_ADDS: Final = Effect(Change.GROWS, stores=True)
_SETS: Final = Effect(Change.ADDS, stores=True)
_REORDERS: Final = Effect(Change.REORDERS, moves=True)
_CUTS: Final = Effect(Change.REMOVES, moves=True)
_TAKES: Final = Effect(Change.REMOVES, Result.ITEM, moves=True)
_GROWS: Final = Effect(Change.GROWS, Result.ITSELF, spills=True)
_MIXES: Final = Effect(Change.ADDS, Result.ITSELF, spills=True)
_SHRINKS: Final = Effect(Change.REMOVES, Result.ITSELF)

MUTATORS: Final[dict[str, Effect]] = {
    "heapq.heappush": _ADDS,
    "heapq.heapify": _REORDERS,
    "heapq.heappop": _TAKES,
    "heapq.heapreplace": Effect(Change.REORDERS, Result.ITEM, stores=True, moves=True),
    "heapq.heappushpop": Effect(Change.REORDERS, Result.ITEM_OR_ARGUMENT, stores=True, moves=True),
    "bisect.insort": _ADDS,
    "bisect.insort_left": _ADDS,
    "bisect.insort_right": _ADDS,
    "random.shuffle": _REORDERS,
    "operator.setitem": _SETS,
    "operator.delitem": _CUTS,
    "operator.iadd": _GROWS,
    "operator.iconcat": _GROWS,
    "operator.ior": _GROWS,
    "operator.ixor": _MIXES,
    "operator.iand": _SHRINKS,
    "operator.isub": _SHRINKS,
    "operator.imul": _SHRINKS,
    "builtins.setattr": _ADDS,
    "builtins.delattr": Effect(Change.REMOVES),
}
"""Functions that change their first argument, by the module they are documented in."""

COPIES: Final = {
    "copy.copy": "shallow",
    "copy.replace": "shallow",
    "dataclasses.replace": "shallow",
    "copy.deepcopy": "deep",
}
"""Functions that give a copy of their first argument."""

ITERATED: Final = frozenset(
    {
        "typing.Iterable",
        "typing.Iterator",
        "typing.AsyncIterable",
        "typing.AsyncIterator",
        "_typeshed.SupportsNext",
        "_typeshed.SupportsAnext",
    }
)
"""Types of parameters through which an iterator is used up."""
DEEPEST_TYPE: Final = 4
"""Levels of a declared type that are looked into; it may hold itself."""
VIEWS: Final = frozenset({"builtins.iter", "builtins.aiter"})


def documented_name(symbol: SymbolNode) -> str:
    """Give the full name of a function; compiled modules go by the name without underscore."""
    module, _, name = symbol.fullname.rpartition(".")
    return f"{module.removeprefix('_')}.{name}"


def call_function(run: Evaluation, node: CallExpr, symbol: SymbolNode, given: Arguments) -> Value:
    """Call a function of a library."""
    hand_over(run, node, given)
    name = documented_name(symbol)
    changes = MUTATORS.get(name)
    if changes is not None:
        return _change(run, node, changes, given)
    copied = COPIES.get(name)
    if copied is not None:
        return _copy(run, node, given) if copied == "shallow" else run.made(node, {})
    if name == "builtins.getattr":
        return _attribute(run, given)
    if name in VIEWS:
        return _view(run, node, given)
    return _by_signature(run, node, symbol, given)


def _change(run: Evaluation, node: CallExpr, effect: Effect, given: Arguments) -> Value:
    kept = given.passed(run).stored(run, effect, first=1)
    result: Value = NOTHING
    for current in given.at(0):
        result |= run.apply(effect, current, kept, node)
    return result


def _copy(run: Evaluation, node: CallExpr, given: Arguments) -> Value:
    """Give a shallow copy, with what is given by name in the place of some attributes."""
    named = zip(node.arg_names, given.values, strict=True)
    replaced = {f".{name}": value for name, value in named if name is not None}
    return run.copy(node, given.at(0), replaced)


def _attribute(run: Evaluation, given: Arguments) -> Value:
    """Give what ``getattr(x, "name")`` is."""
    name = run.position(given.call.args[1]) if len(given.values) > 1 else ANY_ITEM
    found = run.attribute(given.at(0), name) if isinstance(name, str) else NOTHING
    return found | given.at(2)


def _view(run: Evaluation, node: CallExpr, given: Arguments) -> Value:
    """Give an iterator over an object; over an iterator it is that iterator."""
    iterators = frozenset(o for o in given.at(0) if run.is_iterator(o))
    others = given.at(0) - iterators
    return iterators | run.made(node, {ANY_ITEM: run.items(others)}) if others else iterators


# By signature


def construct(run: Evaluation, node: CallExpr, info: TypeInfo, given: Arguments) -> Value:
    """Make an instance of a class of a library, which may hold what it is made of."""
    if is_of_no_interest(given):
        return run.made(node, {})
    hand_over(run, node, given)
    program = run.flow.judge.program
    taken = _Taken(run, node)
    declared: list[Type] = []
    for name in ("__new__", "__init__"):
        method, owner = program.member(info, name)
        if method is not None and owner is not None and owner.fullname != "builtins.object":
            declared += taken.arguments(method, given, bound=True)
    explicit = [r for r in map(get_proper_type, declared) if isinstance(r, Instance) and r.args]
    following, _ = program.member(info, "__next__")
    if explicit:
        held = taken.given_by([item for result in explicit for item in result.args])
    elif following is not None:
        judge = run.flow.judge
        held = taken.given_by([s.ret_type for s in fitting(judge, following, None, bound=True)])
    else:
        held = frozenset().union(*taken.variables.values())
    return taken.made(held, lazily=following is not None)


def use_up(run: Evaluation, node: CallExpr, info: TypeInfo, given: Arguments) -> None:
    """Pass arguments to a method of a library, for what it takes from iterators and calls."""
    callee = node.callee
    assert isinstance(callee, MemberExpr)
    method, _ = run.flow.judge.program.member(info, callee.name)
    if method is not None:
        taken = _Taken(run, node)
        taken.arguments(method, given, bound=True)
        run.consume(taken.spent, node)


def _by_signature(run: Evaluation, node: CallExpr, symbol: SymbolNode, given: Arguments) -> Value:
    if is_of_no_interest(given):
        return NOTHING
    if isinstance(symbol, Var):
        symbol = run.flow.judge.constants.function(run.flow.judge, symbol) or symbol
    taken = _Taken(run, node)
    results = [get_proper_type(r) for r in taken.arguments(symbol, given, bound=False)]
    if symbol.fullname.partition(".")[0] not in sys.stdlib_module_names:
        results = [result for result in results if not isinstance(result, TypeVarType)]
    held = taken.given_by(results)
    lazily = any(
        isinstance(result, Instance) and run.flow.is_method(result.type, "__next__")
        for result in results
    )
    if lazily:
        return taken.made(run.items(held), lazily=True)
    run.consume(taken.spent, node)
    return held


def is_of_no_interest(given: Arguments) -> bool:
    """Tell whether nothing that is followed is among some arguments."""
    return all(isinstance(current, Outer) for value in given.values for current in value)


class _Taken:
    """What a call gives for the type variables of signatures, and what it takes items from."""

    def __init__(self, run: Evaluation, node: CallExpr) -> None:
        self._run = run
        self._node = node
        self.variables: dict[object, Value] = {}
        self.spent: Value = NOTHING

    def arguments(self, function: SymbolNode, given: Arguments, *, bound: bool) -> list[ProperType]:
        """Match arguments with all signatures that fit; give the declared results."""
        call = given.call
        known = None if given.spread else list(zip(call.arg_names, call.args, strict=True))
        signatures = fitting(self._run.flow.judge, function, known, bound=bound)
        for signature in signatures:
            matched = list(self._matched(signature, given, bound=bound))
            for formal, value in matched:
                self._take(formal, value)
            for formal, value in matched:
                self._call(formal, value)
        return [get_proper_type(signature.ret_type) for signature in signatures]

    def _matched(
        self, signature: CallableType, given: Arguments, *, bound: bool
    ) -> Iterator[tuple[Type, Value]]:
        """Pair the types of parameters with what they are given."""
        formals = signature.formal_arguments(include_star_args=True)
        formals = formals[1:] if bound else formals
        positional = [f for f in formals if f.pos is not None]
        rest = signature.var_arg()
        call = given.call
        for position, value in enumerate(given.values):
            kind, name = call.arg_kinds[position], call.arg_names[position]
            spread = kind in (ARG_STAR, ARG_STAR2)
            if kind == ARG_STAR:
                taking = [*positional[position:], *([rest] if rest else [])]
            elif kind == ARG_STAR2:
                taking = formals
            elif name is not None:
                taking = [f for f in formals if f.name == name]
            else:
                taking = positional[position : position + 1] or ([rest] if rest else [])
            for formal in taking:
                yield formal.typ, self._run.items(value) if spread else value

    def _take(self, formal: Type, value: Value) -> None:
        """Take a value for a parameter of some type."""
        waiting = [(formal, value, 0)]
        while waiting:
            declared, taken, depth = waiting.pop()
            proper = get_proper_type(declared)
            below: Iterable[tuple[Type, Value]] = ()
            if not taken or depth > DEEPEST_TYPE:
                continue
            if isinstance(proper, TypeVarType):
                self.variables[proper.id] = self.variables.get(proper.id, NOTHING) | taken
            elif isinstance(proper, UnionType):
                below = ((item, taken) for item in proper.items)
            elif isinstance(proper, TupleType):
                below = [(t, self._run.item_at(taken, i)) for i, t in enumerate(proper.items)]
            elif isinstance(proper, Instance):
                iterated = proper.type.fullname in ITERATED
                self.spent |= taken if iterated else NOTHING
                items = self._run.iterated(taken) if iterated else self._run.items(taken)
                below = ((item, items) for item in proper.args)
            waiting.extend((item, its, depth + 1) for item, its in below)

    def _call(self, formal: Type, value: Value) -> None:
        """Call what is given for a parameter that is a function, as its type says."""
        proper = get_proper_type(formal)
        if isinstance(proper, UnionType):
            called = [get_proper_type(item) for item in proper.items]
        else:
            called = [proper]
        for each in called:
            if isinstance(each, CallableType):
                given = {i: self.given_by([typ]) for i, typ in enumerate(each.arg_types)}
                self._take(each.ret_type, call_object(self._run, self._node, value, given))

    def given_by(self, results: Iterable[Type], depth: int = 0) -> Value:
        """Give what results of some types may be."""
        found: Value = NOTHING
        for result in map(get_proper_type, results if depth <= DEEPEST_TYPE else ()):
            items: dict[object, Value] = {}
            if isinstance(result, TypeVarType):
                found |= self.variables.get(result.id, NOTHING)
            elif isinstance(result, UnionType):
                found |= self.given_by(result.items, depth + 1)
            elif isinstance(result, TupleType):
                items = {i: self.given_by([t], depth + 1) for i, t in enumerate(result.items)}
            elif isinstance(result, Instance):
                items = {ANY_ITEM: self.given_by(result.args, depth + 1)}
            if any(items.values()):
                place = self._run.flow.place(self._node, part=f"result {depth}")
                self._run.state = self._run.state.make(place, items)
                found |= {Made(place)}
        return found

    def made(self, held: Value, *, lazily: bool) -> Value:
        """Make an object that holds something: an iterator, or one that has used up iterators."""
        if not lazily:
            self._run.consume(self.spent, self._node)
        source = self.spent if lazily else NOTHING
        return self._run.made(self._node, {ANY_ITEM: held, SOURCE: source})
