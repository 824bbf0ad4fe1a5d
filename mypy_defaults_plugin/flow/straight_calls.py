"""What the calls of a function do, of which the walk has noted what they are given.

A call that can't be told by its uses alone is evaluated, or all of its statement is done as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mypy import nodes
from mypy.nodes import CallExpr, MemberExpr, NameExpr, Statement, Var

from mypy_defaults_plugin.flow.bindings import UnclearError
from mypy_defaults_plugin.flow.callees import callee_of, is_of_project, method_of_super
from mypy_defaults_plugin.flow.containers import Change, Result, effect_of
from mypy_defaults_plugin.flow.objects import Default, Inside
from mypy_defaults_plugin.mutability.calls import class_of, symbol_of
from mypy_defaults_plugin.summaries.verbs import ADDS, CHANGES, ITEM, joined, steps
from mypy_defaults_plugin.walk import uses as noted

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.straight import Straight

STARS: Final = (nodes.ARG_STAR, nodes.ARG_STAR2)


class StraightCalls:
    """Does the calls of one function."""

    def __init__(self, straight: Straight) -> None:
        self._straight = straight
        self._flow = straight.flow
        self._names = straight.names

    def do(self, call: CallExpr, result: Any, statement: Statement | None) -> None:
        """Note what a call does, of whose result something becomes."""
        callee = call.callee
        if isinstance(callee, nodes.SuperExpr):
            found = method_of_super(self._flow, callee)
        elif isinstance(callee, NameExpr | MemberExpr):
            found = callee_of(self._flow, callee)
        else:
            self._straight.look_at(statement)
            return
        info = class_of(symbol_of(self._flow.judge, callee))
        if any(kind in STARS for kind in call.arg_kinds) or (
            info is not None and result != noted.DISCARDED and self._flow.field_names(info)
        ):
            self._straight.look_at(statement)
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
        run = self._straight.evaluation(statement)
        value = run.value(call)
        reached = run.state.reachable(value)
        if self._straight.keep(run):
            self._straight.look_at(statement)
        if result == noted.RETURNED:
            self._flow.returns(run, value, call)
        elif type(result) is Var and statement is not None:
            self._straight.bind(result, value, statement)
        elif any(isinstance(current, Default | Inside) for current in reached):
            if result == noted.DISCARDED:
                return
            self._straight.look_at(statement)

    def _method(
        self, call: CallExpr, callee: MemberExpr, result: Any, statement: Statement | None
    ) -> None:
        """Call a method by its name, as on an object of any class."""
        effect = effect_of(None, callee.name)
        given = list(self._objects_given(call, statement))
        receivers = list(self._objects(callee.expr, statement))
        if effect.result is not Result.NOTHING and receivers and result != noted.DISCARDED:
            self._straight.look_at(statement)
            return
        if (effect.stores or effect.spills) and given and not (receivers and effect.stores):
            self._straight.look_at(statement)
            return
        if effect.stores and not self._are_all_followed(callee.expr, statement):
            self._straight.look_at(statement)
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
        if self._straight.demand(expression.node):
            return False
        values = self._names.values(expression.node, statement)
        return all(isinstance(each, Default | Inside) for each in values)

    def _library(self, call: CallExpr, result: Any, statement: Statement | None) -> None:
        callee = call.callee
        symbol = symbol_of(self._flow.judge, callee)
        if isinstance(callee, NameExpr) and callee.kind == nodes.LDEF and symbol is not None:
            raise UnclearError
        if isinstance(symbol, nodes.FuncBase) and symbol.info:
            self._straight.look_at(statement)
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
        if (
            path
            and isinstance(var, Var)
            and self._straight.is_function(var, method_or_attribute(path))
        ):
            value = self._straight.evaluation(statement).value(whole)
            return [current for current in value if isinstance(current, Default | Inside)]
        origins = self._names.followed(var, statement) if isinstance(var, Var) else []
        found = [self._straight.along(origin, path) for origin in origins]
        return [current for current in found if current is not None]


def method_or_attribute(path: str) -> str:
    """Name the attribute that the first step of a path leads to, or the method that it calls."""
    step = steps(path)[0]
    return step[1:] if step.startswith(".") else "__getitem__"
