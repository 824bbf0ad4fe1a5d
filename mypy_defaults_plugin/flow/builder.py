"""Statements as a graph: every way that control can take through a function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from mypy import nodes
from mypy.nodes import Block, Expression, FuncItem, Statement

from mypy_defaults_plugin.flow import narrowing, patterns, statements
from mypy_defaults_plugin.flow.evaluation import Evaluation
from mypy_defaults_plugin.flow.graph import Action, Edge, Graph, Point
from mypy_defaults_plugin.flow.objects import State
from mypy_defaults_plugin.flow.raising import may_raise
from mypy_defaults_plugin.reachability import reachable_part

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.function import FunctionFlow


@dataclass(frozen=True, slots=True)
class Body:
    """The graph of a function's body, with where it begins and where it ends."""

    graph: Graph
    entry: Point
    exit: Point


@dataclass(eq=False, slots=True)
class Around:
    """What stands around a statement: a loop, or a ``finally`` that every way out runs through."""

    kind: str
    after: Point | None = None
    again: Point | None = None
    final: Block | None = None


def build(flow: FunctionFlow, function: FuncItem) -> Body:
    """Build the graph of a function."""
    graph = Graph()
    entry = graph.point()
    builder = _Builder(flow, graph)
    end = builder.block(function.body, entry)
    leave = graph.point()
    for point in [end, *builder.returns]:
        if point is not None:
            _connect(point, leave)
    return Body(graph, entry, leave)


def _elif(rest: Block | None) -> nodes.IfStmt | None:
    """Give the ``elif`` that an ``else`` consists of, so that a long chain does not nest."""
    if rest is None or rest.is_unreachable or len(rest.body) != 1:
        return None
    return rest.body[0] if isinstance(rest.body[0], nodes.IfStmt) else None


def _connect(source: Point, target: Point, refine: Action | None = None) -> None:
    source.successors.append(Edge(target, refine))


class _Builder:
    """Adds points for statements; each method gives the point where control goes on, if it does."""

    def __init__(self, flow: FunctionFlow, graph: Graph) -> None:
        self._flow = flow
        self._graph = graph
        self._around: list[Around] = []
        self._handlers: list[Point] = []
        self._catching = 0
        self.returns: list[Point] = []

    # Actions

    def _doing(self, do: Callable[[Evaluation], object]) -> Action:
        def action(state: State) -> State:
            run = Evaluation(self._flow, state)
            do(run)
            return run.state

        return action

    def _refining(self, condition: Expression, truth: bool) -> Action:
        return lambda state: narrowing.refine(Evaluation(self._flow, state), condition, truth=truth)

    def _step(self, before: Point, do: Callable[[Evaluation], object], *, raising: bool) -> Point:
        point = self._graph.point(self._doing(do))
        _connect(before, point)
        if raising:
            point.raises.extend(self._handlers)
        return point

    # Statements

    def block(self, block: Block | None, start: Point) -> Point | None:
        """Add the statements of a block."""
        current: Point | None = start
        if block is None or block.is_unreachable:
            return current if block is None else None
        for statement in reachable_part(block.body):
            if current is None:
                return None
            current = self._statement(statement, current)
        return current

    def _statement(self, node: Statement, start: Point) -> Point | None:
        add = COMPOUND.get(type(node))
        if add is not None:
            return add(self, node, start)
        do = statements.RULES.get(type(node))
        if do is None:
            return start
        return self._step(start, lambda run: do(run, node), raising=may_raise(node))

    def _joined(self, ends: list[Point | None]) -> Point | None:
        live = [end for end in ends if end is not None]
        if not live:
            return None
        after = self._graph.point()
        for end in live:
            _connect(end, after)
        return after

    def branch_if(self, node: nodes.IfStmt, start: Point) -> Point | None:
        ends: list[Point | None] = []
        current = start
        while True:
            for condition, body in zip(node.expr, node.body, strict=True):
                test = self._test(condition, current)
                ends.append(self.block(body, self._way(test, condition, True)))
                current = self._way(test, condition, False)
            rest = node.else_body
            following = _elif(rest)
            if following is None:
                ends.append(self.block(rest, current))
                return self._joined(ends)
            node = following

    def _test(self, condition: Expression, start: Point) -> Point:
        return self._step(start, lambda run: run.value(condition), raising=may_raise(condition))

    def _way(self, test: Point, condition: Expression, truth: bool) -> Point:
        way = self._graph.point()
        _connect(test, way, self._refining(condition, truth))
        return way

    def loop_while(self, node: nodes.WhileStmt, start: Point) -> Point | None:
        head, after = self._graph.point(), self._graph.point()
        _connect(start, head)
        test = self._test(node.expr, head)
        self._loop_body(node.body, self._way(test, node.expr, True), head, after)
        endless = isinstance(node.expr, nodes.NameExpr) and node.expr.name == "True"
        if not endless:
            end = self.block(node.else_body, self._way(test, node.expr, False))
            if end is not None:
                _connect(end, after)
        return after

    def loop_for(self, node: nodes.ForStmt, start: Point) -> Point | None:
        begin = self._step(start, lambda run: statements.begin_loop(run, node), raising=True)
        head, after = self._graph.point(), self._graph.point()
        _connect(begin, head)
        turn = self._graph.point(self._doing(lambda run: statements.next_turn(run, node)))
        turn.raises.extend(self._handlers)
        _connect(head, turn, self._refining(node.expr, True))
        self._loop_body(node.body, turn, head, after)
        end = self.block(node.else_body, head)
        if end is not None:
            _connect(end, after)
        return after

    def _loop_body(self, body: Block, start: Point, head: Point, after: Point) -> None:
        self._around.append(Around("loop", after=after, again=head))
        end = self.block(body, start)
        self._around.pop()
        if end is not None:
            _connect(end, head)

    def leave_loop(self, node: Statement, start: Point) -> None:
        again = isinstance(node, nodes.ContinueStmt)
        current = start
        for depth in range(len(self._around) - 1, -1, -1):
            around = self._around[depth]
            if around.kind == "loop":
                target = around.again if again else around.after
                assert target is not None
                _connect(current, target)
                return
            through = self._through(around, depth, current)
            if through is None:
                return
            current = through

    def leave_function(self, node: nodes.ReturnStmt, start: Point) -> None:
        raising = node.expr is not None and may_raise(node.expr)
        current: Point | None = self._step(
            start, lambda run: statements.returned(run, node), raising=raising
        )
        for depth in range(len(self._around) - 1, -1, -1):
            if current is not None:
                current = self._through(self._around[depth], depth, current)
        if current is not None:
            self.returns.append(self._step(current, partial(statements.left, node), raising=False))

    def _through(self, around: Around, depth: int, start: Point) -> Point | None:
        """Add a copy of a ``finally`` that a jump runs through on its way out."""
        if around.final is None:
            return start
        kept, self._around = self._around, self._around[:depth]
        end = self.block(around.final, start)
        self._around = kept
        return end

    def leave_by_exception(self, node: nodes.RaiseStmt, start: Point) -> None:
        leaves = self._catching == 0
        point = self._step(
            start, lambda run: statements.raised(run, node, leaves=leaves), raising=True
        )
        for handler in self._handlers:
            _connect(point, handler)

    def attempt(self, node: nodes.TryStmt, start: Point) -> Point | None:
        outer = self._handlers
        failed = self._graph.point()
        uncaught = outer
        if node.finally_body is not None:
            self._around.append(Around("finally", final=node.finally_body))
            passing = self._graph.point()
            uncaught = [passing]
        self._handlers = [failed]
        self._catching += bool(node.handlers)
        end = self.block(node.body, start)
        self._catching -= bool(node.handlers)
        self._handlers = uncaught
        if node.else_body is not None and end is not None:
            end = self.block(node.else_body, end)
        ends = [end]
        for expected, name, handler in zip(node.types, node.vars, node.handlers, strict=True):
            caught = self._step(failed, partial(statements.caught, expected, name), raising=False)
            ends.append(self.block(handler, caught))
        if not any(statements.catches_all(expected) for expected in node.types):
            for handler_point in uncaught:
                _connect(failed, handler_point)
        self._handlers = outer
        if node.finally_body is None:
            return self._joined(ends)
        self._around.pop()
        rethrown = self.block(node.finally_body, passing)
        if rethrown is not None:
            for handler_point in outer:
                _connect(rethrown, handler_point)
        joined = self._joined(ends)
        return None if joined is None else self.block(node.finally_body, joined)

    def manage(self, node: nodes.WithStmt, start: Point) -> Point | None:
        entered = self._step(start, lambda run: statements.entered(run, node), raising=True)
        swallowed = None
        outer = self._handlers
        if statements.may_swallow(self._flow, node):
            swallowed = self._graph.point()
            self._handlers = [*outer, swallowed]
        end = self.block(node.body, entered)
        self._handlers = outer
        return self._joined([end, swallowed])

    def choose(self, node: nodes.MatchStmt, start: Point) -> Point | None:
        current = self._step(start, lambda run: run.value(node.subject), raising=True)
        ends: list[Point | None] = []
        for pattern, guard, body in zip(node.patterns, node.guards, node.bodies, strict=True):
            matched = self._step(
                current, partial(patterns.match, node.subject, pattern), raising=True
            )
            way = matched
            if guard is not None:
                test = self._test(guard, matched)
                way = self._way(test, guard, True)
            ends.append(self.block(body, way))
            rest = self._graph.point(self._doing(partial(patterns.pass_by, node.subject, pattern)))
            _connect(current, rest)
            if patterns.matches_all(pattern) and guard is None:
                return self._joined(ends)
            current = rest
        return self._joined([*ends, current])


Add = Callable[[_Builder, Any, Point], "Point | None"]


def _leaving(add: Callable[[_Builder, Any, Point], None]) -> Add:
    def leave(builder: _Builder, node: Any, start: Point) -> Point | None:
        add(builder, node, start)
        return None

    return leave


COMPOUND: Final[dict[type[Statement], Add]] = {
    nodes.IfStmt: _Builder.branch_if,
    nodes.WhileStmt: _Builder.loop_while,
    nodes.ForStmt: _Builder.loop_for,
    nodes.TryStmt: _Builder.attempt,
    nodes.WithStmt: _Builder.manage,
    nodes.MatchStmt: _Builder.choose,
    nodes.Block: _Builder.block,
    nodes.ReturnStmt: _leaving(_Builder.leave_function),
    nodes.RaiseStmt: _leaving(_Builder.leave_by_exception),
    nodes.BreakStmt: _leaving(_Builder.leave_loop),
    nodes.ContinueStmt: _leaving(_Builder.leave_loop),
}
