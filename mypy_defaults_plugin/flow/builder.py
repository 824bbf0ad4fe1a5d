"""Statements as a graph: every way that control can take through a function."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from mypy import nodes
from mypy.nodes import Block, Expression, FuncItem, ReturnStmt, Statement

from mypy_defaults_plugin.flow import conditions, patterns, statements
from mypy_defaults_plugin.flow.evaluation import Evaluation
from mypy_defaults_plugin.flow.graph import FAILS, HOLDS, Action, Body, Done, Graph, Point, connect
from mypy_defaults_plugin.flow.jumps import Around, Finally, Way
from mypy_defaults_plugin.flow.raising import catches_all, is_caught, may_raise
from mypy_defaults_plugin.flow.state import State
from mypy_defaults_plugin.flow.tasks import Task, perform
from mypy_defaults_plugin.reachability import reachable_part

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.function import FunctionFlow

MOST_COPIES: Final = 3
"""How deep ``finally`` inside ``finally`` is copied; deeper ones are run through by all ways."""


def build(flow: FunctionFlow, function: FuncItem) -> Body:
    """Build the graph of a function."""
    graph = Graph()
    entry = graph.point()
    builder = _Builder(flow, graph)
    end = perform(builder.block(function.body, entry))
    if end is not None:
        builder.leave_by_end(end)
    graph.place(builder.exit)
    return Body(graph, entry, builder.exit)


def _elif(rest: Block | None) -> nodes.IfStmt | None:
    """Give the ``elif`` that an ``else`` consists of, so that a long chain does not nest."""
    if rest is None or rest.is_unreachable or len(rest.body) != 1:
        return None
    return rest.body[0] if isinstance(rest.body[0], nodes.IfStmt) else None


Do = Callable[[Evaluation], object]
End = Point | None
"""Where control goes on after a statement; None where it never gets."""


class _Builder:
    """Adds points for statements; the tasks give the end of what they add."""

    def __init__(self, flow: FunctionFlow, graph: Graph) -> None:
        self._flow = flow
        self._graph = graph
        self._around: list[Around] = []
        self._copies = 0
        self._handler: Block | None = None
        self.exit = Point()

    # Steps

    def _doing(self, do: Do) -> Action:
        def action(state: State) -> Done:
            run = Evaluation(self._flow, state)
            do(run)
            return Done((run.state,), run.state if run.unbound is None else run.unbound)

        return action

    def _step(self, before: Point, do: Do, *, raising: bool = False) -> Point:
        """Add a step that does something to a state."""
        return self._point(before, self._doing(do), raising=raising)

    def _test(self, before: Point, condition: Expression) -> Point:
        """Add a test, which has two outcomes."""

        def action(state: State) -> Done:
            tested = perform(conditions.tested(Evaluation(self._flow, state), condition))
            return Done((tested.holds, tested.fails), tested.holds.join(tested.fails))

        return self._point(before, action, raising=may_raise(condition))

    def _point(self, before: Point, action: Action, *, raising: bool) -> Point:
        point = self._graph.point(action)
        connect(before, point)
        if raising:
            point.raises = self._end_of(Way.RAISE)
            if point.raises is not None:
                point.raises.ways += 1
        return point

    def _outcome(self, test: Point, outcome: int) -> Point:
        point = self._graph.point()
        connect(test, point, outcome)
        return point

    def _joined(self, ends: list[End]) -> End:
        label = Point()
        for end in ends:
            if end is not None:
                connect(end, label)
        return self._placed(label)

    def _placed(self, label: Point) -> End:
        """Go on from a label, if a way leads to it."""
        return self._graph.place(label) if label.ways else None

    # Ways out

    def _end_of(self, way: Way) -> Point | None:
        """Give where a way out ends, None where that is outside of the function."""
        for around in reversed(self._around):
            end = around.end(way)
            if end is not None:
                return end
        return None

    def _leave(self, way: Way, start: Point, returned: list[ReturnStmt] | None = None) -> None:
        """Let control leave the statement by a way."""
        for around in reversed(self._around):
            end = around.end(way)
            if end is not None:
                connect(start, end)
                if isinstance(around, Finally) and returned:
                    around.returned += returned
                return
        if way is Way.RETURN:
            done = self._step(start, partial(statements.left, returned or []))
            connect(done, self.exit)

    def leave_by_end(self, end: Point) -> None:
        """Let control leave the function behind its last statement."""
        connect(self._step(end, partial(statements.left, [])), self.exit)

    # Statements

    def block(self, block: Block | None, start: End) -> Task[End]:
        """Add the statements of a block."""
        if block is None or start is None:
            return start
        if block.is_unreachable:
            return None
        current: End = start
        for statement in reachable_part(block.body):
            if current is None:
                break
            add = COMPOUND.get(type(statement))
            if add is not None:
                current = yield add(self, statement, current)
                continue
            do = statements.RULES.get(type(statement))
            if do is not None:
                done = partial(_do, do, statement)
                current = self._step(current, done, raising=may_raise(statement))
        return current

    def branch_if(self, node: nodes.IfStmt, start: Point) -> Task[End]:
        ends: list[End] = []
        current = start
        while True:
            for condition, body in zip(node.expr, node.body, strict=True):
                test = self._test(current, condition)
                ends.append((yield self.block(body, self._outcome(test, HOLDS))))
                current = self._outcome(test, FAILS)
            following = _elif(node.else_body)
            if following is None:
                ends.append((yield self.block(node.else_body, current)))
                return self._joined(ends)
            node = following

    def loop_while(self, node: nodes.WhileStmt, start: Point) -> Task[End]:
        head = self._graph.point()
        connect(start, head)
        test = self._test(head, node.expr)
        after = yield self._loop_body(node.body, self._outcome(test, HOLDS), head)
        endless = isinstance(node.expr, nodes.NameExpr) and node.expr.name == "True"
        if not endless:
            end = yield self.block(node.else_body, self._outcome(test, FAILS))
            if end is not None:
                connect(end, after)
        return self._placed(after)

    def loop_for(self, node: nodes.ForStmt, start: Point) -> Task[End]:
        begin = self._step(start, partial(_do, statements.begin_loop, node), raising=True)
        head = self._graph.point()
        connect(begin, head)
        turn = self._step(head, partial(_do, statements.next_turn, node), raising=True)
        after = yield self._loop_body(node.body, turn, head)
        end = yield self.block(node.else_body, self._outcome(head, HOLDS))
        if end is not None:
            connect(end, after)
        return self._placed(after)

    def _loop_body(self, body: Block, start: Point, head: Point) -> Task[Point]:
        """Add the body of a loop; give the label behind the loop."""
        after = Point()
        self._around.append(Around({Way.BREAK: after, Way.CONTINUE: head}))
        end = yield self.block(body, start)
        self._around.pop()
        if end is not None:
            connect(end, head)
        return after

    def leave_loop(self, node: Statement, start: Point) -> None:
        self._leave(Way.CONTINUE if isinstance(node, nodes.ContinueStmt) else Way.BREAK, start)

    def leave_function(self, node: ReturnStmt, start: Point) -> None:
        raising = node.expr is not None and may_raise(node.expr)
        done = self._step(start, partial(_do, statements.returned, node), raising=raising)
        self._leave(Way.RETURN, done, [node])

    def leave_by_exception(self, node: nodes.RaiseStmt, start: Point) -> None:
        caught = [each for around in self._around for each in around.caught]
        leaves = not is_caught(self._flow, node, caught)
        raise_it = partial(statements.raised, handler=self._handler, leaves=leaves)
        raised = partial(_do, raise_it, node)
        self._leave(Way.RAISE, self._step(start, raised, raising=True))

    def attempt(self, node: nodes.TryStmt, start: Point) -> Task[End]:
        if node.finally_body is None:
            end: End = yield self._handled(node, start)
            return end
        around = Finally(body=node.finally_body)
        self._around.append(around)
        end = yield self._handled(node, start)
        self._around.pop()
        if self._copies >= MOST_COPIES:
            end = yield self._through_one(around, end)
            return end
        self._copies += 1
        for way, label in around.ends.items():
            through = yield self.block(node.finally_body, self._placed(label))
            if through is not None:
                self._leave(way, through, around.returned)
        end = yield self.block(node.finally_body, end)
        self._copies -= 1
        return end

    def _through_one(self, around: Finally, end: End) -> Task[End]:
        """Let all ways out run through one copy of a ``finally``."""
        through = yield self.block(
            around.body, self._joined([end, *(self._placed(p) for p in around.ends.values())])
        )
        for way, label in around.ends.items():
            if through is not None and label.ways:
                self._leave(way, through, around.returned)
        return None if end is None else through

    def _handled(self, node: nodes.TryStmt, start: Point) -> Task[End]:
        """Add a ``try`` up to its ``finally``."""
        failed = Point()
        if node.handlers:
            self._around.append(Around({Way.RAISE: failed}, list(node.types)))
        end = yield self.block(node.body, start)
        if node.handlers:
            self._around.pop()
        ends = [(yield self.block(node.else_body, end))]
        if failed.ways:
            self._graph.place(failed)
            for expected, name, handler in zip(node.types, node.vars, node.handlers, strict=True):
                caught = self._step(failed, partial(statements.caught, expected, name, handler))
                outer, self._handler = self._handler, handler
                ends.append((yield self.block(handler, caught)))
                self._handler = outer
            if not any(catches_all(expected) for expected in node.types):
                self._leave(Way.RAISE, failed)
        return self._joined(ends)

    def manage(self, node: nodes.WithStmt, start: Point) -> Task[End]:
        entered = self._step(start, partial(_do, statements.entered, node), raising=True)
        if not statements.may_swallow(self._flow, node):
            end: End = yield self.block(node.body, entered)
            return end
        failed = Point()
        self._around.append(Around({Way.RAISE: failed}))
        end = yield self.block(node.body, entered)
        self._around.pop()
        swallowed = self._placed(failed)
        if swallowed is not None:
            self._leave(Way.RAISE, swallowed)
        return self._joined([end, swallowed])

    def choose(self, node: nodes.MatchStmt, start: Point) -> Task[End]:
        current = self._step(start, partial(patterns.begin, node), raising=True)
        ends: list[End] = []
        for pattern, guard, body in zip(node.patterns, node.guards, node.bodies, strict=True):
            match = partial(patterns.match, node, pattern)
            way = self._step(current, match, raising=True)
            passing = Point(self._doing(partial(patterns.pass_by, node, pattern)))
            rest = Point()
            connect(current, passing)
            connect(passing, rest)
            if guard is not None:
                test = self._test(way, guard)
                way = self._outcome(test, HOLDS)
                connect(test, rest, FAILS)
            ends.append((yield self.block(body, way)))
            if patterns.matches_all(pattern) and guard is None:
                return self._joined(ends)
            self._graph.place(passing)
            current = self._graph.place(rest)
        return self._joined([*ends, current])


def _do(rule: Callable[[Evaluation, Any], object], node: Statement, run: Evaluation) -> object:
    return rule(run, node)


COMPOUND: Final[dict[type[Statement], Callable[[_Builder, Any, Point], Task[End] | End]]] = {
    nodes.IfStmt: _Builder.branch_if,
    nodes.WhileStmt: _Builder.loop_while,
    nodes.ForStmt: _Builder.loop_for,
    nodes.TryStmt: _Builder.attempt,
    nodes.WithStmt: _Builder.manage,
    nodes.MatchStmt: _Builder.choose,
    nodes.ReturnStmt: _Builder.leave_function,
    nodes.RaiseStmt: _Builder.leave_by_exception,
    nodes.BreakStmt: _Builder.leave_loop,
    nodes.ContinueStmt: _Builder.leave_loop,
}
