"""The analysis of one function: its defaults followed from the entry to a fixpoint."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from mypy import nodes
from mypy.nodes import (
    Expression,
    FuncDef,
    FuncItem,
    NameExpr,
    Node,
    SymbolNode,
    TypeInfo,
    Var,
)
from mypy.types import CallableType, Instance, NoneType, ProperType, UnionType, get_proper_type

from mypy_defaults_plugin.flow.arguments import Arguments
from mypy_defaults_plugin.flow.builder import build
from mypy_defaults_plugin.flow.callees import getter_of, is_first_parameter
from mypy_defaults_plugin.flow.containers import Change
from mypy_defaults_plugin.flow.evaluation import Evaluation
from mypy_defaults_plugin.flow.events import Changed, Leaked, Part, Record, Subject
from mypy_defaults_plugin.flow.graph import Body
from mypy_defaults_plugin.flow.names import own_symbols
from mypy_defaults_plugin.flow.objects import (
    ANY_ITEM,
    NOTHING,
    OUTER,
    Closure,
    Default,
    Escaped,
    Exact,
    Inside,
    Key,
    Made,
    Object,
    Outer,
    Value,
)
from mypy_defaults_plugin.flow.runs import Runs
from mypy_defaults_plugin.flow.state import State
from mypy_defaults_plugin.flow.tasks import NotYet
from mypy_defaults_plugin.host.internals import declared_type
from mypy_defaults_plugin.mutability.shells import named_tuple_fields
from mypy_defaults_plugin.mutability.value import Sharing
from mypy_defaults_plugin.record import replace
from mypy_defaults_plugin.summaries.verbs import ITEM

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.callees import Callee
    from mypy_defaults_plugin.flow.module import ModuleFlow
    from mypy_defaults_plugin.flow.summarise import SummaryFlow
    from mypy_defaults_plugin.mutability.judge import Judge
    from mypy_defaults_plugin.summaries.solver import Effects


TESTED_BY: Final = ("__bool__", "__len__")
ESCAPED: Final = "escaped"
"""What the state keeps the closures under that have got out."""


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
        self.classes: dict[int, TypeInfo] = {}
        self.callees: dict[Expression, Callee | None] = {}
        self._runs = Runs()
        self._places: dict[tuple[int, str], int] = {}
        self._closures: dict[int, FuncItem] = {}
        self._bodies: dict[int, Body] = {}
        self._escapes: dict[int, tuple[Node, str]] = {}
        self._own_of: dict[int, set[SymbolNode]] = {}

    def run(self) -> Record:
        """Follow the subjects; run again while what was known of a default did not hold."""
        while True:
            self.record = Record()
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
            if isinstance(event, Changed):
                holds = not event.how.empties if known else not event.how.adds
                if holds:
                    continue
            names.add(event.parameter)
        return names

    def _run_once(self) -> None:
        variables: dict[Key, Value] = {}
        contents: dict[int, dict[Hashable, Value]] = {}
        for argument in self.function.arguments:
            name = argument.variable.name
            if name in self.subjects:
                variables[argument.variable] = self.begins_as(name)
            elif argument.kind.is_star():
                place = self.place(argument)
                contents[place] = {ANY_ITEM: OUTER}
                variables[argument.variable] = frozenset({Made(place)})
            else:
                variables[argument.variable] = self.not_followed
        self._runs = Runs()
        self._runs.complete(
            self.body(self.function),
            State.with_entries(variables, contents),
        )

    @property
    def not_followed(self) -> Value:
        """Give what a parameter is that is not followed: an argument."""
        return OUTER

    def begins_as(self, name: str) -> Value:
        """Give what a followed parameter may be at the beginning: its default, or an argument."""
        return Exact({Outer(name), Default(name)})

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

    @cached_property
    def _own(self) -> set[SymbolNode]:
        return own_symbols(self.function)

    def made_of(self, place: int, kind: str) -> None:
        """Note the class of the objects that are made at a place."""
        if place not in self.classes:
            info = self.judge.program.find(kind)
            if isinstance(info, TypeInfo):
                self.classes[place] = info

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
        is_function = isinstance(node, nodes.FuncBase | nodes.Decorator)
        return is_function and getter_of(node) is None

    def may_be_mutable(self, info: TypeInfo, name: str) -> bool:
        """Tell whether a declared attribute of a class may hold a mutable object."""
        node, _ = self.judge.program.member(info, name)
        declared = declared_type(node) if isinstance(node, Var) else None
        getter = getter_of(node)
        if getter is not None and isinstance(getter.type, CallableType):
            declared = getter.type.ret_type
        return declared is None or self.judge.of_type(declared).mutable

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

    def truth_of(self, current: Default) -> bool | None:
        """Tell whether a default is known to be empty, or not to be."""
        subject = self.subjects[current.parameter]
        return True if self._is_always_true(subject) else subject.truth

    def _is_always_true(self, subject: Subject) -> bool:
        """Tell whether a default is no container, so that a test of it always holds."""
        info = subject.type.type if isinstance(subject.type, Instance) else None
        if info is None or (info.is_protocol and not self.is_iterator(subject.parameter)):
            return False
        return not any(self.judge.program.member(info, name)[0] for name in TESTED_BY)

    def having(self, current: Default, truth: bool) -> Default:
        """Give a default where it was found to be empty, or not to be."""
        return current

    def step_to(self, position: object) -> str:
        """Give the step of a path that leads to an item; paths count only in summaries."""
        return ITEM

    def is_iterator(self, parameter: str) -> bool:
        return self.subjects[parameter].default.sharing is not Sharing.CHANGE

    def field_names(self, info: TypeInfo) -> list[str]:
        """Give the fields of a data class or NamedTuple, in the order of its constructor."""
        if info.is_named_tuple:
            return named_tuple_fields(info)
        if self.judge.data_classes.of(self.judge, info) is None:
            return []
        return [var.name for var in self.judge.data_classes.fields(self.judge, info)]

    # Events

    def changed(
        self, current: Default | Inside, node: Node, through: tuple[str, ...], how: Change
    ) -> None:
        """Note that a default, or something in it, is changed."""
        part = Part.ITSELF if isinstance(current, Default) else Part.INSIDE
        self.record.note(Changed(current.parameter, node, part, through, how))

    def leaked(
        self,
        current: Default | Inside,
        node: Node,
        part: Part,
        where: str,
        through: tuple[str, ...] = (),
    ) -> None:
        """Note that a default, or something in it, gets out."""
        self.record.note(Leaked(current.parameter, node, part, through, where))

    def use_up(self, run: Evaluation, current: Default | Inside, node: Node) -> None:
        """Note that items are taken from a default, which changes an iterator."""
        if isinstance(current, Default) and self.is_iterator(current.parameter):
            run.change(frozenset({current}), node, Change.ADDS)

    def put_into_parameter(
        self, run: Evaluation, value: Value, holder: Object, item: object
    ) -> bool:
        """Put a value into a parameter, where a summary is made; tell whether it was."""
        return False

    def hand_out(self, run: Evaluation, value: Value, node: Node, how: str) -> None:
        """Return or yield a value: to the caller, or to who calls a closure here."""
        self._runs.current.returned |= value
        if self.is_outermost:
            run.leak(value, node, f"is {how} to the caller")
            self.let_others_run(run, node)

    @property
    def is_outermost(self) -> bool:
        """Tell whether the function itself is run, and not a closure in it."""
        return self._runs.current.is_outermost

    @property
    def steps(self) -> int:
        """Count the steps that were taken."""
        return self._runs.steps

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
        """Run a closure with the variables as they are when it is called.

        Without arguments it is one that may be called: what follows does not wait for it.
        """
        function = self._closures[closure.place]
        entry = run.state
        for position, argument in enumerate(function.arguments):
            value = NOTHING
            if items is not None and position < len(items):
                value = items[position]
            elif given is not None:
                value = _argument(given, position, argument.variable.name)
            entry = entry.bind(argument.variable, value)
        called = self._runs.of(
            closure.place, entry, partial(self.body, function), self._symbols(function)
        )
        after = called.end(run.state)
        if given is not None:
            if after is None:
                raise NotYet
            run.state = after
        elif after is not None:
            run.state = run.state.join(after)
        return called.returned

    def _symbols(self, function: FuncItem) -> set[SymbolNode]:
        known = self._own_of.get(id(function))
        if known is None:
            known = self._own_of[id(function)] = own_symbols(function)
        return known

    def escape(self, run: Evaluation, closures: set[Closure], node: Node, where: str) -> None:
        """Remember closures that have got out: they may run at any later time."""
        if closures:
            place = self.place(node)
            self._escapes[place] = (node, where)
            known = run.state.value(ESCAPED)
            gone = known | {Escaped(closure, place) for closure in closures}
            run.state = run.state.bind(ESCAPED, gone)

    def leave(self, run: Evaluation) -> None:
        """Leave the function: from now on others run the closures that have got out."""
        if self.is_outermost:
            self.let_others_run(run)

    def let_others_run(self, run: Evaluation, at: Node | None = None) -> None:
        """Run the closures that have got out, or those at a node; what they give gets out, too."""
        only = None if at is None else self.place(at)
        done: set[Object] = set()
        while waiting := run.state.value(ESCAPED) - done:
            done |= waiting
            for current in waiting:
                if isinstance(current, Escaped) and only in (None, current.place):
                    node, where = self._escapes[current.place]
                    gone = self.run_closure(run, current.closure, None)
                    run.leak(gone, node, where, held=True)

    # Functions of the project

    def effects_of(self, callee: Callee) -> Effects:
        """Give what a function does with its parameters."""
        return self.module.effects(callee.fullname)

    @property
    def as_summary(self) -> SummaryFlow | None:
        """Give the flow where a summary is made, and it is left open what other functions do."""
        return None

    def parameters_of(self, closure: Closure) -> tuple[str, ...]:
        """Name the parameters of a closure."""
        arguments = self._closures[closure.place].arguments
        return tuple(argument.variable.name for argument in arguments)

    def class_of_expression(self, expression: Expression) -> TypeInfo | None:
        """Give the class that an object has by its name: ``self``, or what is declared."""
        function = self.function
        if is_first_parameter(self, expression) and isinstance(function, FuncDef):
            return function.info
        declared = self.declared_type(expression)
        if isinstance(declared, UnionType):
            possible = [get_proper_type(item) for item in declared.items]
            others = [item for item in possible if not isinstance(item, NoneType)]
            declared = others[0] if len(others) == 1 else None
        return declared.type if isinstance(declared, Instance) else None

    def declared_type(self, expression: Expression) -> ProperType | None:
        """Give the type that a name is declared to have, where mypy knows before checking."""
        var = expression.node if isinstance(expression, NameExpr) else None
        declared = declared_type(var) if isinstance(var, Var) else None
        proper = get_proper_type(declared) if declared is not None else None
        return proper if proper is not None else self.judge.value(expression).type


def _argument(given: Arguments, position: int, name: str) -> Value:
    names = given.call.arg_names
    if name in names:
        return given.values[names.index(name)]
    if given.spread or position >= len(names) or names[position] is not None:
        return NOTHING
    return given.at(position)
