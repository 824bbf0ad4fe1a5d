"""What a function does with its parameters, read off the uses that the walk has noted.

Most functions do something plain with each name. There the uses say what a closer look would find,
each of what its name may be where it stands (``bindings``). Statements whose parts are not told
apart are done as they are (``heads``), again and again until nothing is new. Where that is not
enough, nothing is taken from it: a name that a nested function uses, a test that decides more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from mypy import nodes
from mypy.nodes import (
    CallExpr,
    Decorator,
    FuncDef,
    Statement,
    Var,
)
from mypy.types import Instance, get_proper_type

from mypy_defaults_plugin.flow.bindings import Bindings, UnclearError
from mypy_defaults_plugin.flow.evaluation import Evaluation
from mypy_defaults_plugin.flow.heads import HEADS
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
from mypy_defaults_plugin.flow.straight_calls import StraightCalls, method_or_attribute
from mypy_defaults_plugin.host.program import CORE
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

MOST_STATEMENTS: Final = 300
"""Statements that are done as they are, beyond which following the function takes less."""
MOST_ROUNDS: Final = 8
"""Rounds after which the statements of a function are not read like this."""

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
        self.flow = flow
        self._function = function
        self._uses = uses
        self.names = Bindings(function, uses)
        self._calls: dict[int, tuple[CallExpr, Any, Statement | None]] = {}
        self._puts: list[tuple[Default | Inside, Statement | None, Any, str]] = []
        self._statements: dict[int, Statement] = {}
        self._contents: Contents = SharedMap()
        self._done: dict[int, tuple[dict[Var, Value], Held]] = {}
        self._asleep: list[tuple[Var, Object, Place | None]] = []
        self._is_done = True

    def collect(self) -> bool:
        """Note the clauses; tell whether they are all there are."""
        self.flow.is_read_straight = True
        try:
            for argument in self._function.arguments:
                var = argument.variable
                if var.name in self.flow.subjects:
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
                StraightCalls(self).do(*self._calls.pop(next(iter(self._calls))))
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
            if not self.names.add(var, binding, current):
                continue
            self._is_done = self._is_done and not self._statements
            decided = self.names.deciding(var, binding, current)
            for statement in (*decided, *self._uses.unclear.get(var, ())):
                self.look_at(statement, var, binding)
            for use in self._uses.of.get(var, ()):
                if use[2] not in decided and self.names.sees(use[2], var, binding):
                    self._use(var, current, use, waiting)

    def look_at(
        self, statement: Statement | None, var: Var | None = None, binding: Place | None = None
    ) -> None:
        """Have a statement done as it is, if it may see a binding."""
        if statement is None:
            raise UnclearError
        if id(statement) not in self._statements and (
            var is None or self.names.sees(statement, var, binding)
        ):
            self._statements[id(statement)] = statement
            self._is_done = False
            if len(self._statements) > MOST_STATEMENTS:
                raise UnclearError

    # Statements

    def evaluation(self, statement: Statement | None) -> Evaluation:
        names = self.names.names(statement)
        return Evaluation(self.flow, State(names, self._contents))

    def _run(self, statement: Statement) -> None:
        if self._is_up_to_date(statement):
            return
        run = self.evaluation(statement)
        before = run.state
        if isinstance(statement, nodes.ReturnStmt):
            self.flow.returns(run, run.value(statement.expr), statement)
        elif isinstance(statement, nodes.RaiseStmt):
            self._raise(run, statement)
        else:
            do = HEADS.get(type(statement))
            if do is None:
                raise UnclearError
            do(run, statement)
        self.keep(run)
        for attribute, value in run.state.attributes.items():
            if self._is_read(attribute.of, "", f".{attribute.name}") and any(
                map(self._holds, value)
            ):
                raise UnclearError
        if self._contents is before.contents or not self.names.repeats(statement):
            mentioned = [symbol for symbol in run.mentioned if isinstance(symbol, Var)]
            seen = {var: self.names.values(var, statement) for var in mentioned}
            self._done[id(statement)] = (seen, held_in(seen.values(), self._contents))
        for key, value in run.state.variables.items():
            if isinstance(key, Var) and statement in self._uses.bound.get(key, ()):
                self.bind(key, value, statement)

    def _is_up_to_date(self, statement: Statement) -> bool:
        """Tell whether a statement was done with what its names are now."""
        done = self._done.get(id(statement))
        if done is None:
            return False
        names, held = done
        values, contents = self.names.values, self._contents
        return all(values(var, statement) == value for var, value in names.items()) and all(
            contents.get(place) is items for place, items in held.items()
        )

    def keep(self, run: Evaluation) -> bool:
        """Keep what was put into objects; tell whether more may come to be known of a name."""
        if run.state.contents is not self._contents:
            self._contents = run.state.contents
            self._is_done = False
        asked = [self.demand(var) for var in self.flow.asked]
        self.flow.asked.clear()
        return any(asked)

    def _raise(self, run: Evaluation, node: nodes.RaiseStmt) -> None:
        place = self.names.places.of(node)
        around = place.outwards() if place is not None else ()
        if any(isinstance(each.statement, nodes.TryStmt) for each in around):
            raise UnclearError
        value = run.value(node.expr)
        run.leak(value | run.items(value), node.expr or node, "is raised with an exception")

    def bind(self, var: Var, value: Value, statement: Statement) -> None:
        """Bind a name to what a statement gives."""
        binding = self.names.of(var, statement)
        self._follow([(var, o, binding) for o in value if isinstance(o, Default | Inside)])
        for held in value:
            if not isinstance(held, Default | Inside) and self.names.add(var, binding, held):
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
                self.look_at(statement, var, binding)
            for use in self._uses.of.get(var, ()):
                self.look_at(use[2], var, binding)

    def demand(self, var: Any) -> bool:
        """Look at where a local name is bound to what may hold something, if it is."""
        bound = self._uses.bound.get(var, ())
        found = [one for one in bound if type(one) is nodes.WithStmt or _makes(one)]
        for statement in found:
            self.look_at(statement)
        return bool(found)

    def _holds(self, current: Object) -> bool:
        """Tell whether an object holds something that is followed."""
        reached = State(SharedMap(), contents=self._contents).reachable(frozenset({current}))
        return any(isinstance(each, Default | Inside) for each in reached)

    def _use(self, var: Var, origin: Default | Inside, use: tuple[Any, ...], waiting: Any) -> None:
        kind, path, statement, *further = use
        if path and self.is_function(var, method_or_attribute(path)):
            self.look_at(statement)
            return
        current = self.along(origin, path)
        if current is None:
            return
        verb = PLAIN.get(kind)
        if verb is not None:
            within = verb == CHANGES and isinstance(current, Inside)
            self.flow.does(current, ADDS if within else verb)
        elif kind == noted.ALIAS:
            waiting.append((further[0], current, self.names.of(further[0], statement)))
        elif kind == noted.ITEMS:
            self.flow.takes_items(current)
            item = self.along(current, ITEM)
            if item is not None:
                waiting.append((further[0], item, self.names.of(further[0], statement)))
        elif kind == noted.SEARCHED:
            self.flow.takes_items(current)
        elif kind == noted.PUT:
            self._puts.append((current, statement, *further))
        elif kind in (noted.GIVEN, noted.RECEIVES):
            call, result = further[0], further[-1]
            self._calls[id(call)] = (call, result, statement)
        else:
            raise UnclearError

    def along(self, current: Default | Inside, path: str) -> Default | Inside | None:
        """Give what lies at a path, None where it is too deep to be followed."""
        if not path:
            return current
        whole = joined(current.path, path) if isinstance(current, Inside) else path
        depth = len(steps(whole))
        deepest = self.flow.subjects[current.parameter].depth
        return Inside(current.parameter, depth, whole, current.guard) if depth <= deepest else None

    def is_function(self, var: Var, name: str) -> bool:
        """Tell whether a function of the project does what is done with an attribute or item."""
        info = self.flow.function.info if self._is_first(var) else None
        if not info and var.type is not None and not var.is_inferred:
            declared = get_proper_type(var.type)
            info = declared.type if isinstance(declared, Instance) else None
        if not info:
            return False
        symbol, owner = self.flow.judge.program.member(info, name)
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
            self.look_at(statement)
            return
        if self._is_read(*owner, key):
            raise UnclearError
        origins = self.names.followed(owner[0], statement)
        is_more = len(origins) < len(self.names.values(owner[0], statement))
        if self.demand(owner[0]) or is_more or not origins:
            self.look_at(statement)
        if not owner[1] and self.is_function(owner[0], "__setitem__" if key == ITEM else key[1:]):
            raise UnclearError
        for origin in origins:
            holder = self.along(origin, owner[1])
            if holder is not None:
                self.flow.put(current, holder, key)

    def _is_read(self, var: Any, path: str, key: str) -> bool:
        """Tell whether an attribute that is set is used, too."""
        if path or key == ITEM:
            return False
        return any(use[1][: len(key)] == key for use in self._uses.of.get(var, ()))


def held_in(values: Iterable[Value], contents: Contents) -> Held:
    """Give what the objects that some names lead to hold."""
    state = State(contents=contents)
    reached = (each for value in values for each in state.reachable(value))
    return {each.place: contents.get(each.place) for each in reached if isinstance(each, Made)}


def _makes(statement: Statement | None) -> bool:
    """Tell whether a statement may give a name an object that is made in the function."""
    return type(statement) is nodes.AssignmentStmt and type(statement.rvalue) not in LEAVES
