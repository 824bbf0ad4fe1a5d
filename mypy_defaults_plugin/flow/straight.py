"""What a function does with its parameters, read off the uses that the walk has noted.

Most functions bind each name once and do something plain with it. There the order of statements
does not matter, and the uses say what a closer look would find. Where they don't, none is taken
from them: a name that is bound again, or that a nested function uses. Statements whose parts
are not told apart are done as they are, without regard to their order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mypy import nodes
from mypy.nodes import (
    CallExpr,
    Decorator,
    FuncDef,
    MemberExpr,
    NameExpr,
    Statement,
    Var,
)
from mypy.types import Instance, get_proper_type

from mypy_defaults_plugin.flow.callees import (
    callee_of,
    is_of_project,
    method_of_super,
)
from mypy_defaults_plugin.flow.containers import Change, Result, effect_of
from mypy_defaults_plugin.flow.evaluation import Evaluation
from mypy_defaults_plugin.flow.objects import NOTHING, Default, Inside, Key, State, Value
from mypy_defaults_plugin.flow.statements import RULES
from mypy_defaults_plugin.host.program import CORE
from mypy_defaults_plugin.mutability.calls import class_of, symbol_of
from mypy_defaults_plugin.summaries.verbs import (
    ADDS,
    CHANGES,
    HOLDS,
    ITEM,
    KEEPS,
    RETURNS,
    joined,
    steps,
)
from mypy_defaults_plugin.walk import uses as noted

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.summarise import SummaryFlow
    from mypy_defaults_plugin.walk.uses import Uses

MOST_ROUNDS: Final = 5
"""Rounds after which the statements of a function are not read like this."""

STARS: Final = (nodes.ARG_STAR, nodes.ARG_STAR2)
PLAIN: Final = {
    noted.RETURNED: RETURNS,
    noted.HELD: HOLDS,
    noted.SET: ADDS,
    noted.REMOVED: CHANGES,
    noted.KEPT: KEEPS,
}
"""Uses that say by themselves what is done."""


RUN: Final = (
    nodes.AssignmentStmt,
    nodes.ExpressionStmt,
    nodes.OperatorAssignmentStmt,
    nodes.DelStmt,
)
"""Statements that are done as they are."""


class UnclearError(Exception):
    """A function that needs a closer look."""


class Straight:
    """Turns the uses of the names of one function into clauses of its summary."""

    def __init__(self, flow: SummaryFlow, function: FuncDef, uses: Uses) -> None:
        self._flow = flow
        self._function = function
        self._parameters = [argument.variable for argument in function.arguments]
        self._uses = uses
        self._origins: dict[Var, set[Default | Inside]] = {}
        self._holders: dict[Var, Value] = {}
        self._calls: dict[int, tuple[CallExpr, Any, Statement | None]] = {}
        self._puts: list[tuple[Default | Inside, Any, str]] = []
        self._statements: dict[int, Statement] = {}
        self._state = State({})

    def collect(self) -> bool:
        """Note the clauses; tell whether they are all there are."""
        self._flow.is_read_straight = True
        try:
            self._follow(
                [(v, Default(v.name)) for v in self._parameters if v.name in self._flow.subjects]
            )
            for call, result, statement in self._calls.values():
                self._call(call, result, statement)
            self._run_statements()
            for current, owner, key in self._puts:
                self._put(current, owner, key)
        except UnclearError:
            return False
        return True

    def _follow(self, waiting: list[tuple[Var, Default | Inside]]) -> None:
        """Follow the parameters through the names that they are bound to."""
        while waiting:
            var, current = waiting.pop()
            known = self._origins.setdefault(var, set())
            if current in known:
                continue
            known.add(current)
            used = self._uses.of.get(var, ())
            unclear = self._uses.unclear.get(var, ())
            if used or unclear:
                self._demand_one_binding(var)
                self._demand_no_test(var)
            for statement in unclear:
                self._look_at(statement)
            for use in used:
                self._use(var, current, use, waiting)
            if var in self._uses.searched:
                self._flow.takes_items(current)

    def _look_at(self, statement: Statement | None) -> None:
        """Have a statement done as it is."""
        if statement is None:
            raise UnclearError
        self._statements[id(statement)] = statement

    def _demand_one_binding(self, var: Var) -> None:
        if self._uses.bound.get(var, 0) + (var in self._parameters) > 1:
            raise UnclearError

    def _demand_no_test(self, var: Var) -> None:
        """Leave a name that is told to be empty or not to a closer look."""
        if var in self._uses.tested:
            raise UnclearError
        if var in self._uses.looped:
            for kind, path, *_ in self._uses.of.get(var, ()):
                if kind == noted.SET and not path:
                    raise UnclearError

    # Statements

    def _run_statements(self) -> None:
        """Do the statements with unclear uses, in the order of the text, until nothing is new."""
        before: tuple[Any, ...] = ()
        for _ in range(MOST_ROUNDS):
            for statement in sorted(self._statements.values(), key=lambda each: each.line):
                self._run(statement)
            after = (len(self._statements), self._state.contents, dict(self._holders))
            if after == before:
                return
            before = after
        raise UnclearError

    def _evaluation(self) -> Evaluation:
        names: dict[Key, Value] = {var: frozenset(found) for var, found in self._origins.items()}
        for var, held in self._holders.items():
            names[var] = names.get(var, NOTHING) | held
        return Evaluation(self._flow, State(names, contents=self._state.contents))

    def _run(self, statement: Statement) -> None:
        run = self._evaluation()
        before = run.state
        if isinstance(statement, nodes.ReturnStmt):
            self._flow.returns(run, run.value(statement.expr), statement)
        elif isinstance(statement, RUN):
            RULES[type(statement)](run, statement)
        else:
            raise UnclearError
        self._state = run.state
        for key, value in run.state.variables.items():
            if isinstance(key, Var) and before.variables.get(key) != value:
                self._bind(key, value)

    def _bind(self, var: Var, value: Value) -> None:
        """Bind a name to what a statement gives."""
        self._follow([(var, o) for o in value if isinstance(o, Default | Inside)])
        held = frozenset(o for o in value if not isinstance(o, Default | Inside))
        if not any(isinstance(o, Default | Inside) for o in self._state.reachable(held)):
            return
        self._holders[var] = self._holders.get(var, NOTHING) | held
        used, unclear = self._uses.of.get(var, ()), self._uses.unclear.get(var, ())
        if used or unclear:
            self._demand_one_binding(var)
        for statement in (*unclear, *(use[2] for use in used)):
            self._look_at(statement)

    def _use(self, var: Var, origin: Default | Inside, use: tuple[Any, ...], waiting: Any) -> None:
        kind, path, statement, *further = use
        if path and self._is_function(var, _attribute(path)):
            self._look_at(statement)
            return
        current = self._along(origin, path)
        if current is None:
            return
        verb = PLAIN.get(kind)
        if verb is not None:
            within = verb == CHANGES and isinstance(current, Inside)
            self._flow.does(current, ADDS if within else verb)
        elif kind == noted.ALIAS:
            waiting.append((further[0], current))
        elif kind == noted.ITEMS:
            self._flow.takes_items(current)
            item = self._along(current, ITEM)
            if item is not None:
                waiting.append((further[0], item))
        elif kind == noted.PUT:
            self._puts.append((current, *further))
        elif kind in (noted.GIVEN, noted.RECEIVES):
            call, result = further[0], further[-1]
            self._calls[id(call)] = (call, result, statement)
        else:
            raise UnclearError

    def _along(self, current: Default | Inside, path: str) -> Default | Inside | None:
        """Give what lies at a path, None where it is too deep to be followed."""
        if not path:
            return current
        whole = joined(current.path, path) if isinstance(current, Inside) else path
        depth = len(steps(whole))
        deepest = self._flow.subjects[current.parameter].depth
        return Inside(current.parameter, depth, whole) if depth <= deepest else None

    def _is_function(self, var: Var, name: str) -> bool:
        """Tell whether a function of the project does what is done with an attribute or item."""
        info = self._flow.function.info if self._is_first(var) else None
        if not info and var.type is not None and not var.is_inferred:
            declared = get_proper_type(var.type)
            info = declared.type if isinstance(declared, Instance) else None
        if not info:
            return False
        symbol, owner = self._flow.judge.program.member(info, name)
        is_function = isinstance(symbol, Decorator | nodes.FuncBase)
        return is_function and owner is not None and owner.module_name not in CORE

    def _is_first(self, var: Var) -> bool:
        arguments = self._function.arguments
        return bool(self._function.info and arguments and arguments[0].variable is var)

    def _put(self, current: Default | Inside, owner: tuple[Var, str] | None, key: str) -> None:
        """Note what is put into a parameter; anything else needs a closer look."""
        if owner is None or not self._origins.get(owner[0]) or self._is_read(*owner, key):
            raise UnclearError
        if not owner[1] and self._is_function(owner[0], "__setitem__" if key == ITEM else key[1:]):
            raise UnclearError
        for origin in self._origins[owner[0]]:
            holder = self._along(origin, owner[1])
            if holder is not None:
                self._flow.put(current, holder, key)

    def _is_read(self, var: Var, path: str, key: str) -> bool:
        """Tell whether an attribute that is set is used, too."""
        if path or key == ITEM:
            return False
        return any(use[1][: len(key)] == key for use in self._uses.of.get(var, ()))

    # Calls

    def _call(self, call: CallExpr, result: Any, statement: Statement | None) -> None:
        callee = call.callee
        if isinstance(callee, nodes.SuperExpr):
            found = method_of_super(self._flow, callee)
        elif isinstance(callee, NameExpr | MemberExpr):
            found = callee_of(self._flow, callee)
        else:
            self._look_at(statement)
            return
        info = class_of(symbol_of(self._flow.judge, callee))
        if any(kind in STARS for kind in call.arg_kinds) or (
            info is not None and result != noted.DISCARDED and self._flow.field_names(info)
        ):
            self._look_at(statement)
        elif found is not None and is_of_project(self._flow, found):
            known = self._flow.known_effects_of(found)
            if known is None or any(known.values()):
                self._evaluate(call, result, statement)
        elif found is None and isinstance(callee, MemberExpr) and callee.node is None:
            self._method(call, callee, result, statement)
        else:
            self._library(call, result, statement)

    def _evaluate(self, call: CallExpr, result: Any, statement: Statement | None) -> None:
        """Do a call as it is; where its result may be a parameter, do all of the statement."""
        run = self._evaluation()
        value = run.value(call)
        reached = run.state.reachable(value)
        if result == noted.RETURNED:
            self._flow.returns(run, value, call)
        elif any(isinstance(current, Default | Inside) for current in reached):
            if result == noted.DISCARDED:
                return
            self._look_at(statement)

    def _method(
        self, call: CallExpr, callee: MemberExpr, result: Any, statement: Statement | None
    ) -> None:
        """Call a method by its name, as on an object of any class."""
        effect = effect_of(None, callee.name)
        given = list(self._objects_given(call))
        receivers = list(self._objects(callee.expr))
        if effect.result is not Result.NOTHING and receivers and result != noted.DISCARDED:
            self._look_at(statement)
            return
        if (effect.stores or effect.spills) and given and not (receivers and effect.stores):
            if not receivers and _begins_local(callee.expr):
                raise UnclearError
            self._look_at(statement)
            return
        for receiver in receivers:
            if effect.change is not Change.NONE:
                adds = effect.change is Change.ADDS or isinstance(receiver, Inside)
                self._flow.does(receiver, ADDS if adds else CHANGES)
            if effect.stores:
                for current in given:
                    self._flow.put(current, receiver, ITEM)

    def _library(self, call: CallExpr, result: Any, statement: Statement | None) -> None:
        callee = call.callee
        symbol = symbol_of(self._flow.judge, callee)
        if isinstance(callee, NameExpr) and callee.kind == nodes.LDEF and symbol is not None:
            raise UnclearError
        if isinstance(symbol, nodes.FuncBase) and symbol.info:
            self._look_at(statement)
        else:
            self._evaluate(call, result, statement)

    def _objects_given(self, call: CallExpr) -> list[Default | Inside]:
        return [current for argument in call.args for current in self._objects(argument)]

    def _objects(self, expression: nodes.Expression) -> list[Default | Inside]:
        """Give what a name or a path from it may be, of what is followed."""
        path = ""
        whole = expression
        while not isinstance(expression, NameExpr):
            if isinstance(expression, MemberExpr):
                path = joined(f".{expression.name}", path)
                expression = expression.expr
            elif isinstance(expression, nodes.IndexExpr):
                path = joined(noted.step_to(expression.index), path)
                expression = expression.base
            else:
                return []
        var = expression.node
        if path and isinstance(var, Var) and self._is_function(var, _attribute(path)):
            value = self._evaluation().value(whole)
            return [current for current in value if isinstance(current, Default | Inside)]
        origins = self._origins.get(var, set()) if isinstance(var, Var) else set()
        found = [self._along(origin, path) for origin in origins]
        return [current for current in found if current is not None]


def _attribute(path: str) -> str:
    """Name the attribute that the first step of a path leads to, or the method that it calls."""
    step = steps(path)[0]
    return step[1:] if step.startswith(".") else "__getitem__"


def _begins_local(expression: nodes.Expression) -> bool:
    while isinstance(expression, MemberExpr | nodes.IndexExpr):
        expression = expression.expr if isinstance(expression, MemberExpr) else expression.base
    return isinstance(expression, NameExpr) and expression.kind == nodes.LDEF
