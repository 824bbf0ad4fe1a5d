"""What the simple statements do, and the parts of the compound ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from mypy import nodes
from mypy.nodes import Block, Expression, FuncDef, NameExpr, Statement, TypeInfo
from mypy.types import CallableType, Instance, get_proper_type

from mypy_defaults_plugin.flow import conditions, implicit, narrowing, operators
from mypy_defaults_plugin.flow.containers import Change
from mypy_defaults_plugin.flow.objects import NOTHING
from mypy_defaults_plugin.flow.tasks import perform
from mypy_defaults_plugin.mutability.calls import symbol_of
from mypy_defaults_plugin.walk import nodes_below

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.evaluation import Evaluation
    from mypy_defaults_plugin.flow.function import FunctionFlow

RAISED: Final = "raised"
"""What the state keeps the exception under that was raised last, and is not caught yet."""
SWALLOWING: Final = frozenset({"contextlib.suppress"})

Rule = Callable[["Evaluation", Any], object]


def _assignment(run: Evaluation, node: nodes.AssignmentStmt) -> None:
    source = node.rvalue
    for target in node.lvalues:
        if isinstance(target, nodes.TupleExpr | nodes.ListExpr) and _pairs_up(target, source):
            assert isinstance(source, nodes.TupleExpr | nodes.ListExpr)
            values = [run.value(item) for item in source.items]
            _before_binding(run, target.items)
            for one, value in zip(target.items, values, strict=True):
                run.assign(one, value, None)
            return
    value = run.value(source)
    _before_binding(run, node.lvalues)
    for target in node.lvalues:
        run.assign(target, value, source)


def _before_binding(run: Evaluation, targets: list[Expression]) -> None:
    """Note that no exception follows the binding of names alone."""
    waiting = list(targets)
    while waiting:
        target = waiting.pop()
        if isinstance(target, nodes.TupleExpr | nodes.ListExpr):
            waiting.extend(target.items)
        elif not isinstance(target, NameExpr | nodes.StarExpr):
            return
    run.unbound = run.state


def _pairs_up(target: nodes.TupleExpr | nodes.ListExpr, source: Expression) -> bool:
    if not isinstance(source, nodes.TupleExpr | nodes.ListExpr):
        return False
    items = [*target.items, *source.items]
    starred = any(isinstance(item, nodes.StarExpr) for item in items)
    return not starred and len(target.items) == len(source.items)


def _delete(run: Evaluation, node: nodes.DelStmt) -> None:
    waiting = [node.expr]
    while waiting:
        target = waiting.pop()
        if isinstance(target, nodes.TupleExpr | nodes.ListExpr):
            waiting.extend(target.items)
        elif isinstance(target, NameExpr) and target.node is not None:
            run.state = run.state.bind(target.node, NOTHING)
        elif isinstance(target, nodes.IndexExpr):
            run.change(run.value(target.base), target, Change.REMOVES)
            run.value(target.index)
        elif isinstance(target, nodes.MemberExpr):
            run.change(run.value(target.expr), target, Change.REMOVES)


def _define_function(run: Evaluation, node: FuncDef) -> None:
    run.all([argument.initializer for argument in node.arguments])
    run.state = run.state.bind(node, frozenset({run.flow.closure(node)}))


def _define_decorated(run: Evaluation, node: nodes.Decorator) -> None:
    run.all(node.original_decorators)
    run.all([argument.initializer for argument in node.func.arguments])
    run.flow.run_closure(run, run.flow.closure(node.func), None)


def _define_class(run: Evaluation, node: nodes.ClassDef) -> None:
    run.all([*node.decorators, *node.base_type_exprs])
    for below in nodes_below(node.defs):
        if isinstance(below, FuncDef):
            run.flow.run_closure(run, run.flow.closure(below), None)
        elif isinstance(below, nodes.AssignmentStmt):
            run.value(below.rvalue)


def begin_loop(run: Evaluation, node: nodes.ForStmt) -> None:
    """Evaluate what a loop runs over, once."""
    source = run.value(node.expr)
    run.consume(source, node.expr)
    run.state = run.state.bind(("loop", node), run.iterated(source))


def next_turn(run: Evaluation, node: nodes.ForStmt) -> None:
    """Bind the names of a loop to the next item; there is none in what is empty."""
    run.state = narrowing.refined(run, node.expr, truth=True)
    run.unbound = run.state
    if run.state.is_possible:
        run.assign(node.index, run.state.value(("loop", node)), None)


def returned(run: Evaluation, node: nodes.ReturnStmt) -> None:
    """Evaluate what is returned, once every ``finally`` has let it pass."""
    value = run.value(node.expr)
    run.state = run.state.bind(("return", node), value)


def left(returned: list[nodes.ReturnStmt], run: Evaluation) -> None:
    """Leave the function by any of some statements."""
    for node in returned:
        value = run.state.value(("return", node))
        run.flow.hand_out(run, value, node.expr or node, "returned")
    run.flow.leave(run)


def raised(run: Evaluation, node: nodes.RaiseStmt, *, handler: Block | None, leaves: bool) -> None:
    """Raise an exception, which carries what it was made with; without one, the one in hand."""
    handled = run.state.value(("handled", handler))
    value = handled if node.expr is None else run.value(node.expr)
    run.value(node.from_expr)
    run.state = run.state.bind(RAISED, value)
    if leaves:
        run.leak(value | run.items(value), node.expr or node, "is raised with an exception")
        run.flow.leave(run)


def caught(
    expected: Expression | None, name: NameExpr | None, handler: Block, run: Evaluation
) -> None:
    """Enter an ``except`` clause."""
    run.value(expected)
    value = run.state.value(RAISED)
    run.state = run.state.bind(("handled", handler), value).bind(RAISED, NOTHING)
    if name is not None:
        run.assign(name, value, None)


def entered(run: Evaluation, node: nodes.WithStmt) -> None:
    """Enter the contexts of a ``with`` statement."""
    for expression, target in zip(node.expr, node.target, strict=True):
        value = implicit.entered(run, expression)
        run.unbound = run.state
        if target is not None:
            run.assign(target, value, None)


def may_swallow(flow: FunctionFlow, node: nodes.WithStmt) -> bool:
    """Tell whether a context manager may end an exception, by what its class declares."""
    for expression in node.expr:
        callee = expression.callee if isinstance(expression, nodes.CallExpr) else expression
        symbol = symbol_of(flow.judge, callee)
        if symbol is not None and symbol.fullname in SWALLOWING:
            return True
        if isinstance(symbol, TypeInfo):
            method = symbol.get_method("__exit__")
            declared = method.type if isinstance(method, FuncDef) else None
            if isinstance(declared, CallableType):
                result = get_proper_type(declared.ret_type)
                if isinstance(result, Instance) and result.type.fullname == "builtins.bool":
                    return True
    return False


def _assert(run: Evaluation, node: nodes.AssertStmt) -> None:
    perform(conditions.assume(run, node.expr))


RULES: Final[dict[type[Statement], Rule]] = {
    nodes.ExpressionStmt: lambda run, node: run.value(node.expr),
    nodes.AssignmentStmt: _assignment,
    nodes.OperatorAssignmentStmt: operators.augmented,
    nodes.DelStmt: _delete,
    nodes.AssertStmt: _assert,
    FuncDef: _define_function,
    nodes.Decorator: _define_decorated,
    nodes.ClassDef: _define_class,
}
