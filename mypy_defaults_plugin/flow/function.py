"""The analysis of one function: its defaults followed from the entry to a fixpoint."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from mypy import nodes
from mypy.nodes import (
    CallExpr,
    FuncDef,
    FuncItem,
    MemberExpr,
    NameExpr,
    Node,
    SymbolNode,
    TypeInfo,
    Var,
)
from mypy.types import Instance

from mypy_defaults_plugin.flow.builder import Body, build
from mypy_defaults_plugin.flow.calls import Arguments, spelling
from mypy_defaults_plugin.flow.evaluation import Evaluation
from mypy_defaults_plugin.flow.events import Changed, Event, Leaked, Part, Record, Subject
from mypy_defaults_plugin.flow.graph import Walk
from mypy_defaults_plugin.flow.names import own_symbols
from mypy_defaults_plugin.flow.objects import (
    ANY_ITEM,
    NOTHING,
    OUTER,
    Closure,
    Default,
    Inside,
    Key,
    Made,
    Object,
    State,
    Value,
)
from mypy_defaults_plugin.mutability.value import Sharing

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.module import ModuleFlow
    from mypy_defaults_plugin.flow.summary import Callee, Summary
    from mypy_defaults_plugin.mutability.judge import Judge

DEEPEST_CALL: Final = 4
"""How many closures deep a call is followed inside one function."""


@dataclass(slots=True)
class Frame:
    """One run of a body: what it has handed out, and whether that goes to the caller."""

    outermost: bool
    returned: set[Value] = field(default_factory=set)


class FunctionFlow:
    """Follows the subjects of one function; what happens to them is in ``record``."""

    def __init__(
        self, module: ModuleFlow, function: FuncItem, subjects: dict[str, Subject]
    ) -> None:
        self.module = module
        self.judge: Judge = module.judge
        self.function = function
        self.subjects = subjects
        self.record = Record()
        self.returned: Value = NOTHING
        self.held: set[Object] = set()
        self.steps = 0
        self._own = own_symbols(function)
        self._places: dict[tuple[int, str], int] = {}
        self._closures: dict[int, FuncItem] = {}
        self._bodies: dict[int, Body] = {}
        self._frames: list[Frame] = []
        self._running: list[int] = []
        self._done: set[tuple[int, int]] = set()

    def run(self) -> Record:
        """Follow the subjects; run again while what was known of a default did not hold."""
        while True:
            self.record = Record()
            self.returned = NOTHING
            self._run_once()
            refuted = self._refuted()
            if not refuted:
                return self.record
            for name in refuted:
                self.subjects[name] = replace(self.subjects[name], truth=None)

    def _refuted(self) -> set[str]:
        """Name the subjects that an earlier call may have filled, or emptied."""
        names = set()
        for event in self.record.events.values():
            known = self.subjects[event.parameter].truth
            if known is None or event.part is Part.INSIDE:
                continue
            if isinstance(event, Leaked) or known or (isinstance(event, Changed) and event.adds):
                names.add(event.parameter)
        return names

    def _run_once(self) -> None:
        frame = Frame(outermost=True)
        self._frames.append(frame)
        body = self.body(self.function)
        variables: dict[Key, Value] = {}
        contents: dict[int, dict[Hashable, Value]] = {}
        for argument in self.function.arguments:
            name = argument.variable.name
            value = frozenset({Default(name)}) if name in self.subjects else NOTHING
            if not value and argument.kind.is_star():
                place = self.place(argument)
                contents[place] = {ANY_ITEM: OUTER}
                variables[argument.variable] = frozenset({Made(place)})
            else:
                variables[argument.variable] = value | OUTER
        walk = Walk(body.graph, body.entry, State(variables, contents=contents))
        walk.go_on()
        self.steps += walk.steps
        self._frames.pop()
        self.returned = frozenset().union(*frame.returned)

    def body(self, function: FuncItem) -> Body:
        """Give the graph of a function's body."""
        body = self._bodies.get(id(function))
        if body is None:
            body = self._bodies[id(function)] = build(self, function)
        return body

    # What the evaluation asks

    def place(self, node: Node, part: str = "") -> int:
        """Give the number of a place at which an object is made."""
        return self._places.setdefault((id(node), part), len(self._places))

    def owns(self, symbol: SymbolNode) -> bool:
        """Tell whether a variable belongs to this function or to one nested in it."""
        return symbol in self._own

    def is_outside(self, target: NameExpr) -> bool:
        """Tell whether binding a name binds a global or a variable of an outer function."""
        if target.kind == nodes.LDEF:
            return target.node is not None and not self.owns(target.node)
        return target.kind == nodes.GDEF

    def is_method(self, info: TypeInfo, name: str) -> bool:
        node, _ = self.judge.program.member(info, name)
        return isinstance(node, nodes.FuncBase | nodes.Decorator)

    def may_be_mutable(self, info: TypeInfo, name: str) -> bool:
        """Tell whether a declared attribute of a class may hold a mutable object."""
        node, _ = self.judge.program.member(info, name)
        if not isinstance(node, Var) or node.type is None or node.is_inferred:
            return True
        return self.judge.of_type(node.type).mutable

    def attributes_of(self, default: Default) -> dict[str, Value]:
        """Give the fields of a data class that is a default, where they may be mutable."""
        subject = self.subjects[default.parameter]
        info = subject.type.type if isinstance(subject.type, Instance) else None
        if info is None or not subject.depth:
            return {}
        fields = [name for name in self.field_names(info) if self.may_be_mutable(info, name)]
        return {f".{name}": frozenset({Inside(default.parameter)}) for name in fields}

    def is_immutable_at(self, current: Object, position: object) -> bool:
        """Tell whether an item of a default is certainly immutable: of a display left as it is."""
        if not isinstance(current, Default):
            return False
        subject = self.subjects[current.parameter]
        return subject.truth is True and subject.positions.get(position) is False

    def is_iterator(self, parameter: str) -> bool:
        return self.subjects[parameter].default.sharing is not Sharing.CHANGE

    def field_names(self, info: TypeInfo) -> list[str]:
        """Give the fields of a data class or NamedTuple, in the order of its constructor."""
        if info.is_named_tuple:
            return [name for name in info.names if not name.startswith("_")]
        if self.judge.data_classes.of(self.judge, info) is None:
            return []
        return [var.name for var in self.judge.data_classes.fields(self.judge, info)]

    def outlives(self, node: Node) -> str:
        """Say where something is put by a node."""
        target: Node | None = node
        if isinstance(node, CallExpr):
            target = node.callee.expr if isinstance(node.callee, MemberExpr) else None
        elif isinstance(node, nodes.IndexExpr):
            target = node.base
        if isinstance(target, NameExpr | MemberExpr):
            return f'is put into "{spelling(target)}", which outlives the call'
        return "is put into an object that outlives the call"

    def stored_on(self, target: MemberExpr) -> str:
        return f'is stored in "{spelling(target)}"'

    # Events

    def note(self, event: Event) -> None:
        self.record.note(event)

    def hand_out(self, run: Evaluation, value: Value, node: Node, how: str) -> None:
        """Return or yield a value: to the caller, or to who calls a closure here."""
        frame = self._frames[-1]
        frame.returned.add(value)
        if not frame.outermost:
            return
        self.held.update(current for current in run.state.reachable(value) if current not in value)
        if self.module.reports_returns:
            run.leak(value, node, f"is {how} to the caller")

    # Closures

    def closure(self, function: FuncItem) -> Closure:
        place = self.place(function)
        self._closures[place] = function
        return Closure(place)

    def run_closure(
        self,
        run: Evaluation,
        closure: Closure,
        given: Arguments | None,
        items: list[Value] | None = None,
    ) -> Value:
        """Run a closure's body with the variables as they are when it is called."""
        function = self._closures[closure.place]
        if closure.place in self._running or len(self._running) >= DEEPEST_CALL:
            return NOTHING
        state = run.state
        for position, argument in enumerate(function.arguments):
            value = NOTHING
            if items is not None and position < len(items):
                value = items[position]
            elif given is not None:
                value = _argument(given, position, argument.variable.name)
            state = state.bind(argument.variable, value)
        frame = Frame(outermost=False)
        self._frames.append(frame)
        self._running.append(closure.place)
        body = self.body(function)
        walk = Walk(body.graph, body.entry, state)
        walk.go_on()
        self._running.pop()
        self._frames.pop()
        self.steps += walk.steps
        after = walk.at(body.exit)
        if after is not None:
            run.state = after if given is not None else run.state.join(after)
        return frozenset().union(*frame.returned)

    def escape(self, run: Evaluation, closure: Closure, node: Node, where: str) -> None:
        """Let a closure get out: it runs at some later time, and gives out what it returns."""
        if closure.place in self._running:
            return
        returned = self.run_closure(run, closure, None)
        run.leak(returned - {closure}, node, where, held=True)

    # Functions of the module

    def own_method(self, callee: MemberExpr) -> FuncDef | None:
        """Give the method that ``self.m`` means, by the class of the method in hand."""
        function = self.function
        if not isinstance(callee.expr, NameExpr) or not isinstance(function, FuncDef):
            return None
        if not function.info or function.is_static or not function.arguments:
            return None
        if callee.expr.node is not function.arguments[0].variable:
            return None
        method, _ = self.judge.program.member(function.info, callee.name)
        return method if isinstance(method, FuncDef) else None

    def summary_of(self, function: FuncDef) -> Summary | None:
        return self.module.summary(function)

    def apply_summary(
        self, run: Evaluation, node: CallExpr, callee: Callee, given: Arguments
    ) -> None:
        """Note what a function of this module does with its arguments."""
        for position, value in callee.matched(run, node, given.values):
            effect = callee.summary.effects[position]
            own = callee.function.info.name if callee.constructs else callee.function.name
            through = (own, *effect.through)
            if effect.changes:
                self._change_through(value, node, effect.adds, through)
            if effect.changes_inside:
                self._change_through(run.surely_items(value), node, True, through)
            where = f"is kept by {' and '.join(f'{name}()' for name in through)}"
            if effect.keeps and not (callee.constructs and effect.attributes):
                run.leak(value, node, where)
            if effect.keeps_inside:
                run.leak(run.surely_items(value), node, where)

    def _change_through(
        self, value: Value, node: Node, adds: bool, through: tuple[str, ...]
    ) -> None:
        for current in value:
            if isinstance(current, Default):
                if adds or self.subjects[current.parameter].truth is not False:
                    self.note(Changed(current.parameter, node, Part.ITSELF, through, adds))
            elif isinstance(current, Inside):
                self.note(Changed(current.parameter, node, Part.INSIDE, through, adds))


def _argument(given: Arguments, position: int, name: str) -> Value:
    names = given.call.arg_names
    if name in names:
        return given.values[names.index(name)]
    if given.spread or position >= len(names) or names[position] is not None:
        return NOTHING
    return given.at(position)
