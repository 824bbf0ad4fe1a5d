"""What a function does with its parameters, read off the uses that the walk has noted.

Most functions bind each name once and do something plain with it. There the order of statements
does not matter, and the uses say what a closer look would find. Where they don't, none is taken
from them: a name that is bound again, or that a nested function uses. Statements whose parts
are not told apart are done as they are, without regard to their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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

from mypy_defaults_plugin.flow import patterns, statements
from mypy_defaults_plugin.flow.bindings import Bindings, UnclearError
from mypy_defaults_plugin.flow.callees import (
    callee_of,
    is_of_project,
    method_of_super,
)
from mypy_defaults_plugin.flow.containers import Change, Result, effect_of
from mypy_defaults_plugin.flow.evaluation import Evaluation
from mypy_defaults_plugin.flow.objects import (
    Default,
    Inside,
    Made,
    Object,
    Value,
)
from mypy_defaults_plugin.flow.reaching import Place
from mypy_defaults_plugin.flow.shared_map import SharedMap
from mypy_defaults_plugin.flow.state import Contents, Items, State
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
from mypy_defaults_plugin.walk import LEAVES
from mypy_defaults_plugin.walk import uses as noted

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.summarise import SummaryFlow
    from mypy_defaults_plugin.walk.uses import Uses

MOST_ROUNDS: Final = 8
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


Held = dict[int, Items | None]
"""What objects made in the function held, when a statement was done."""
Bound = tuple[Var, "Default | Inside", "Place | None"]
"""A name, what it is bound to, and where."""


class Straight:
    """Turns the uses of the names of one function into clauses of its summary."""

    def __init__(self, flow: SummaryFlow, function: FuncDef, uses: Uses) -> None:
        self._flow = flow
        self._function = function
        self._uses = uses
        self._names = Bindings(function, uses)
        self._calls: dict[int, tuple[CallExpr, Any, Statement | None]] = {}
        self._puts: list[tuple[Default | Inside, Statement | None, Any, str]] = []
        self._statements: dict[int, Statement] = {}
        self._contents: Contents = SharedMap()
        self._done: dict[int, tuple[dict[Var, Value], Held]] = {}
        self._asleep: list[tuple[Var, Object, Place | None]] = []
        self._is_done = True

    def collect(self) -> bool:
        """Note the clauses; tell whether they are all there are."""
        self._flow.is_read_straight = True
        try:
            for argument in self._function.arguments:
                var = argument.variable
                if var.name in self._flow.subjects:
                    self._follow([(var, Default(var.name), None)])
            for _ in range(MOST_ROUNDS):
                self._do_all()
                for current, statement, owner, key in self._puts:
                    self._put(current, statement, owner, key)
                if self._is_done:
                    return True
        except UnclearError:
            pass
        return False

    def _do_all(self) -> None:
        """Do the calls, and statements with unclear uses, until nothing is new."""
        for _ in range(MOST_ROUNDS):
            while self._calls:
                self._call(*self._calls.pop(next(iter(self._calls))))
            if self._is_done:
                return
            self._is_done = True
            for statement in sorted(self._statements.values(), key=lambda each: each.line):
                self._run(statement)
            self._wake()
        raise UnclearError

    def _follow(self, waiting: list[Bound]) -> None:
        """Follow the parameters through the names that they are bound to."""
        while waiting:
            var, current, binding = waiting.pop()
            if not self._names.add(var, binding, current):
                continue
            self._is_done = self._is_done and not self._statements
            decided = self._names.deciding(var, binding, current)
            for statement in (*decided, *self._uses.unclear.get(var, ())):
                self._look_at(statement, var, binding)
            for use in self._uses.of.get(var, ()):
                if use[2] not in decided and self._names.sees(use[2], var, binding):
                    self._use(var, current, use, waiting)

    def _look_at(
        self, statement: Statement | None, var: Var | None = None, binding: Place | None = None
    ) -> None:
        """Have a statement done as it is, if it may see a binding."""
        if statement is None:
            raise UnclearError
        if id(statement) not in self._statements and (
            var is None or self._names.sees(statement, var, binding)
        ):
            self._statements[id(statement)] = statement
            self._is_done = False

    # Statements

    def _evaluation(self, statement: Statement | None) -> Evaluation:
        names = self._names.names(statement)
        return Evaluation(self._flow, State(names, self._contents))

    def _run(self, statement: Statement) -> None:
        if self._is_up_to_date(statement):
            return
        run = self._evaluation(statement)
        before = run.state
        if isinstance(statement, nodes.ReturnStmt):
            self._flow.returns(run, run.value(statement.expr), statement)
        elif isinstance(statement, nodes.RaiseStmt):
            self._raise(run, statement)
        else:
            do = RUN.get(type(statement))
            if do is None:
                raise UnclearError
            do(run, statement)
        self._keep(run)
        for attribute, value in run.state.attributes.items():
            if self._is_read(attribute.of, "", f".{attribute.name}") and any(
                map(self._holds, value)
            ):
                raise UnclearError
        if self._contents is before.contents or not self._names.repeats(statement):
            mentioned = [symbol for symbol in run.mentioned if isinstance(symbol, Var)]
            seen = {var: self._names.values(var, statement) for var in mentioned}
            self._done[id(statement)] = (seen, held_in(seen.values(), self._contents))
        for key, value in run.state.variables.items():
            if isinstance(key, Var) and statement in self._uses.bound.get(key, ()):
                self._bind(key, value, statement)

    def _is_up_to_date(self, statement: Statement) -> bool:
        """Tell whether a statement was done with what its names are now."""
        done = self._done.get(id(statement))
        if done is None:
            return False
        names, held = done
        values, contents = self._names.values, self._contents
        return all(values(var, statement) == value for var, value in names.items()) and all(
            contents.get(place) is items for place, items in held.items()
        )

    def _keep(self, run: Evaluation) -> bool:
        """Keep what was put into objects; tell whether more may come to be known of a name."""
        if run.state.contents is not self._contents:
            self._contents = run.state.contents
            self._is_done = False
        asked = [self._demand(var) for var in self._flow.asked]
        self._flow.asked.clear()
        return any(asked)

    def _raise(self, run: Evaluation, node: nodes.RaiseStmt) -> None:
        place = self._names.places.of(node)
        around = place.outwards() if place is not None else ()
        if any(isinstance(each.statement, nodes.TryStmt) for each in around):
            raise UnclearError
        value = run.value(node.expr)
        run.leak(value | run.items(value), node.expr or node, "is raised with an exception")

    def _bind(self, var: Var, value: Value, statement: Statement) -> None:
        """Bind a name to what a statement gives."""
        binding = self._names.of(var, statement)
        self._follow([(var, o, binding) for o in value if isinstance(o, Default | Inside)])
        for held in value:
            if not isinstance(held, Default | Inside) and self._names.add(var, binding, held):
                self._is_done = False
                self._asleep.append((var, held, binding))

    def _wake(self) -> None:
        """Look at the uses of names that hold something followed by now."""
        asleep, self._asleep = self._asleep, []
        for var, held, binding in asleep:
            if not self._holds(held):
                self._asleep.append((var, held, binding))
                continue
            for statement in self._uses.unclear.get(var, ()):
                self._look_at(statement, var, binding)
            for use in self._uses.of.get(var, ()):
                self._look_at(use[2], var, binding)

    def _demand(self, var: Any) -> bool:
        """Look at where a local name is bound to what may hold something, if it is."""
        bound = self._uses.bound.get(var, ())
        found = [one for one in bound if type(one) is nodes.WithStmt or _makes(one)]
        for statement in found:
            self._look_at(statement)
        return bool(found)

    def _holds(self, current: Object) -> bool:
        """Tell whether an object holds something that is followed."""
        reached = State(SharedMap(), contents=self._contents).reachable(frozenset({current}))
        return any(isinstance(each, Default | Inside) for each in reached)

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
            waiting.append((further[0], current, self._names.of(further[0], statement)))
        elif kind == noted.ITEMS:
            self._flow.takes_items(current)
            item = self._along(current, ITEM)
            if item is not None:
                waiting.append((further[0], item, self._names.of(further[0], statement)))
        elif kind == noted.SEARCHED:
            self._flow.takes_items(current)
        elif kind == noted.PUT:
            self._puts.append((current, statement, *further))
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
        return Inside(current.parameter, depth, whole, current.guard) if depth <= deepest else None

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

    def _put(
        self,
        current: Default | Inside,
        statement: Statement | None,
        owner: tuple[Var, str] | None,
        key: str,
    ) -> None:
        """Note what is put into a parameter; anything else is done as it is."""
        if owner is None:
            self._look_at(statement)
            return
        if self._is_read(*owner, key):
            raise UnclearError
        origins = self._names.followed(owner[0], statement)
        is_more = len(origins) < len(self._names.values(owner[0], statement))
        if self._demand(owner[0]) or is_more or not origins:
            self._look_at(statement)
        if not owner[1] and self._is_function(owner[0], "__setitem__" if key == ITEM else key[1:]):
            raise UnclearError
        for origin in origins:
            holder = self._along(origin, owner[1])
            if holder is not None:
                self._flow.put(current, holder, key)

    def _is_read(self, var: Any, path: str, key: str) -> bool:
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
        run = self._evaluation(statement)
        value = run.value(call)
        reached = run.state.reachable(value)
        if self._keep(run):
            self._look_at(statement)
        if result == noted.RETURNED:
            self._flow.returns(run, value, call)
        elif type(result) is Var and statement is not None:
            self._bind(result, value, statement)
        elif any(isinstance(current, Default | Inside) for current in reached):
            if result == noted.DISCARDED:
                return
            self._look_at(statement)

    def _method(
        self, call: CallExpr, callee: MemberExpr, result: Any, statement: Statement | None
    ) -> None:
        """Call a method by its name, as on an object of any class."""
        effect = effect_of(None, callee.name)
        given = list(self._objects_given(call, statement))
        receivers = list(self._objects(callee.expr, statement))
        if effect.result is not Result.NOTHING and receivers and result != noted.DISCARDED:
            self._look_at(statement)
            return
        if (effect.stores or effect.spills) and given and not (receivers and effect.stores):
            self._look_at(statement)
            return
        if effect.stores and not self._are_all_followed(callee.expr, statement):
            self._look_at(statement)
        for receiver in receivers:
            if effect.change is not Change.NONE:
                adds = effect.change.adds or isinstance(receiver, Inside)
                self._flow.does(receiver, ADDS if adds else CHANGES)
            if effect.stores:
                for current in given:
                    self._flow.put(current, receiver, ITEM)

    def _are_all_followed(self, expression: nodes.Expression, statement: Statement | None) -> bool:
        """Tell whether a name is certainly no object that is made in the function."""
        while isinstance(expression, MemberExpr | nodes.IndexExpr):
            expression = expression.expr if isinstance(expression, MemberExpr) else expression.base
        if not isinstance(expression, NameExpr) or not isinstance(expression.node, Var):
            return False
        if self._demand(expression.node):
            return False
        values = self._names.values(expression.node, statement)
        return all(isinstance(each, Default | Inside) for each in values)

    def _library(self, call: CallExpr, result: Any, statement: Statement | None) -> None:
        callee = call.callee
        symbol = symbol_of(self._flow.judge, callee)
        if isinstance(callee, NameExpr) and callee.kind == nodes.LDEF and symbol is not None:
            raise UnclearError
        if isinstance(symbol, nodes.FuncBase) and symbol.info:
            self._look_at(statement)
        else:
            self._evaluate(call, result, statement)

    def _objects_given(self, call: CallExpr, statement: Statement | None) -> list[Default | Inside]:
        return [o for argument in call.args for o in self._objects(argument, statement)]

    def _objects(
        self, expression: nodes.Expression, statement: Statement | None
    ) -> list[Default | Inside]:
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
            value = self._evaluation(statement).value(whole)
            return [current for current in value if isinstance(current, Default | Inside)]
        origins = self._names.followed(var, statement) if isinstance(var, Var) else []
        found = [self._along(origin, path) for origin in origins]
        return [current for current in found if current is not None]


def held_in(values: Iterable[Value], contents: Contents) -> Held:
    """Give what the objects that some names lead to hold."""
    state = State(contents=contents)
    reached = (each for value in values for each in state.reachable(value))
    return {each.place: contents.get(each.place) for each in reached if isinstance(each, Made)}


def _makes(statement: Statement | None) -> bool:
    """Tell whether a statement may give a name an object that is made in the function."""
    return type(statement) is nodes.AssignmentStmt and type(statement.rvalue) not in LEAVES


def _attribute(path: str) -> str:
    """Name the attribute that the first step of a path leads to, or the method that it calls."""
    step = steps(path)[0]
    return step[1:] if step.startswith(".") else "__getitem__"


def _test(run: Evaluation, node: nodes.IfStmt) -> None:
    run.all(node.expr)


def _loop(run: Evaluation, node: nodes.ForStmt) -> None:
    statements.begin_loop(run, node)
    statements.next_turn(run, node)


def _match(run: Evaluation, node: nodes.MatchStmt) -> None:
    patterns.begin(node, run)
    before = run.state
    for pattern, guard in zip(node.patterns, node.guards, strict=True):
        after, run.state = run.state, before
        patterns.match(node, pattern, run)
        run.value(guard)
        run.state = after.join(run.state)


RUN: Final[dict[type[Statement], Callable[[Evaluation, Any], object]]] = {
    nodes.AssignmentStmt: statements.RULES[nodes.AssignmentStmt],
    nodes.ExpressionStmt: statements.RULES[nodes.ExpressionStmt],
    nodes.OperatorAssignmentStmt: statements.RULES[nodes.OperatorAssignmentStmt],
    nodes.DelStmt: statements.RULES[nodes.DelStmt],
    nodes.AssertStmt: lambda run, node: run.all([node.expr, node.msg]),
    nodes.IfStmt: _test,
    nodes.WhileStmt: lambda run, node: run.value(node.expr),
    nodes.ForStmt: _loop,
    nodes.WithStmt: statements.entered,
    nodes.MatchStmt: _match,
}
"""How statements are done as they are; compound ones without the statements in them."""
