"""Rewrites a program so that its tests are independent and statements of a ``try`` may raise.

What the issue asks of the analysis is no more than this: two tests of the same condition count
as independent, and an exception may leave any statement of a ``try`` that calls, indexes,
iterates or looks up an attribute. A report is right if some run of the rewritten program bears
it out. Calls and stores are announced besides, so that an operation that happens to change
nothing (the second ``sort``) counts as an attempt.
"""

from __future__ import annotations

import ast
from typing import Final, TypeVar

from conditions import condition, repeated_conditions

FLAGS: Final = frozenset("abc")
HOOK: Final = "_harness"
COPIES: Final = frozenset(
    {"list", "dict", "set", "tuple", "frozenset", "bytearray", "deque", "str", "int", "bool"}
)
RAISING: Final = (ast.Call, ast.Subscript, ast.Attribute, ast.For, ast.AsyncFor, ast.comprehension)
NEW_SCOPES: Final = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Lambda,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.ClassDef,
)

Node = TypeVar("Node", bound=ast.AST)


def decoupled(tree: ast.Module) -> ast.Module:
    """Rewrite a module; line numbers stay."""
    result = _Rewriter(repeated_conditions(tree)).visit(tree)
    assert isinstance(result, ast.Module)
    return ast.fix_missing_locations(result)


def _hook(method: str, *arguments: ast.expr) -> ast.Call:
    function = ast.Attribute(ast.Name(HOOK, ast.Load()), method, ast.Load())
    return ast.Call(function, list(arguments), [])


def _lazily(value: ast.expr) -> ast.Lambda:
    nothing = ast.arguments([], [], None, [], [], None, [])
    return ast.Lambda(nothing, value)


def _loaded(target: ast.expr) -> ast.expr:
    return _at(target, ast.parse(ast.unparse(target), mode="eval").body)


def _at(place: ast.AST, node: Node) -> Node:
    """Put a new node and all inside it on the line of another."""
    for inner in ast.walk(node):
        ast.copy_location(inner, place)
    return node


class _Rewriter(ast.NodeTransformer):
    def __init__(self, repeated: frozenset[str]) -> None:
        self._repeated = repeated
        self._guarded = 0
        self._bound: list[set[str]] = [set()]
        self._sites = 0
        self._shared_names: set[str] = set()

    # Conditions.

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if isinstance(node.ctx, ast.Load) and node.id in FLAGS:
            return ast.copy_location(_hook("flag"), node)
        if isinstance(node.ctx, ast.Load) and node.id == "mode":
            return ast.copy_location(_hook("number"), node)
        return node

    def _test(self, node: ast.expr) -> ast.expr:
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return ast.copy_location(ast.UnaryOp(node.op, self._test(node.operand)), node)
        if isinstance(node, ast.BoolOp):
            return ast.copy_location(
                ast.BoolOp(node.op, [self._test(v) for v in node.values]), node
            )
        key = condition(node)
        result: ast.expr = self.visit(node)
        if key is None:
            if isinstance(node, ast.Compare):
                result = _hook("free", result)
        elif key.startswith("empty "):
            if not (isinstance(node, ast.Name) and node.id in FLAGS):
                tested = _at(node, ast.parse(key.removeprefix("empty "), mode="eval").body)
                result = _hook("emptiness", tested, result)
        elif key in self._repeated:
            result = self._independent(key, result)
        return ast.copy_location(result, node)

    def _independent(self, key: str, test: ast.expr) -> ast.expr:
        """Let a test of a name come out as it has come out here before, whatever the value.

        Where that takes another value, the name gets one that had that outcome.
        """
        self._sites += 1
        subject = key.split(" is ", maxsplit=1)[0]
        subject = subject.removeprefix("isinstance(").split(",")[0]
        site = ast.Constant(f"{key} {self._sites}")
        value = _at(test, ast.parse(subject, mode="eval").body)
        if not isinstance(value, ast.Name) or value.id not in self._bound[-1]:
            return _hook("outcome", site, _hook("seen", site, value, test), ast.Constant(True))
        swapped = ast.NamedExpr(ast.Name(value.id, ast.Store()), _hook("swap", site, value, test))
        return _hook("outcome", site, swapped, ast.Constant(False))

    def visit_If(self, node: ast.If) -> ast.AST:
        return self._statement(node, test=self._test(node.test))

    def visit_While(self, node: ast.While) -> ast.AST:
        return self._statement(node, test=self._test(node.test))

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        test = self._test(node.test)
        result = ast.IfExp(test, self.visit(node.body), self.visit(node.orelse))
        return ast.copy_location(result, node)

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        for index, operator in enumerate(node.ops):
            if isinstance(operator, ast.In | ast.NotIn):
                container = node.comparators[index]
                node.comparators[index] = _at(container, _hook("searched", container))
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        first = node.values[0]
        if len(node.values) == 2 and isinstance(first, ast.Name):
            test = self._test(first)
            value, other = _loaded(first), self.visit(node.values[1])
            value = self.visit(value)
            parts = (value, other) if isinstance(node.op, ast.Or) else (other, value)
            return ast.copy_location(ast.IfExp(test, *parts), node)
        return self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        node.iter = self._iterated(self.visit(node.iter), node.is_async)
        self._bound.append(set())
        node.ifs = [self._test(test) for test in node.ifs]
        self._bound.pop()
        return node

    # Scopes.

    def _function(self, node: Node) -> Node:
        bound = {
            name.id
            for inner in _own_nodes(node)
            for name in [inner]
            if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
        }
        arguments = node.args  # type: ignore[attr-defined]
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        bound |= {argument.arg for argument in every}
        declared = {
            name
            for inner in _own_nodes(node)
            if isinstance(inner, ast.Global | ast.Nonlocal)
            for name in inner.names
        }
        outer, self._guarded = self._guarded, 0
        shared, self._shared_names = self._shared_names, declared
        self._bound.append(bound)
        if isinstance(node, ast.Lambda):
            node.body = self.visit(node.body)
        else:  # decorators and defaults run once, outside of the function
            node.body = self._block(node.body)  # type: ignore[attr-defined]
        self._bound.pop()
        self._guarded = outer
        self._shared_names = shared
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._function(node)

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        return self._function(node)

    def visit_ListComp(self, node: ast.ListComp) -> ast.AST:
        return self._comprehension(node)

    def visit_SetComp(self, node: ast.SetComp) -> ast.AST:
        return self._comprehension(node)

    def visit_DictComp(self, node: ast.DictComp) -> ast.AST:
        return self._comprehension(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.AST:
        return self._comprehension(node)

    def _comprehension(self, node: ast.AST) -> ast.AST:
        self._bound.append(set())
        self.generic_visit(node)
        self._bound.pop()
        return node

    # Exceptions.

    def visit_Try(self, node: ast.Try) -> ast.AST:
        self._guarded += 1
        self.generic_visit(node)
        self._guarded -= 1
        return node

    def visit_With(self, node: ast.With) -> ast.AST:
        suppresses = "suppress(" in "".join(ast.unparse(item) for item in node.items)
        self._guarded += suppresses
        result = self._statement(node)
        self._guarded -= suppresses
        return result

    def _statement(self, node: ast.stmt, test: ast.expr | None = None) -> ast.AST:
        if test is not None:
            node.test = test  # type: ignore[attr-defined]
            for field in ("body", "orelse"):
                setattr(node, field, self._block(getattr(node, field)))
            return node
        return self.generic_visit(node)

    def _block(self, body: list[ast.stmt]) -> list[ast.stmt]:
        result: list[ast.stmt] = []
        for statement in body:
            visited = self.visit(statement)
            result.extend(visited if isinstance(visited, list) else [visited])
        return result

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if not isinstance(node, ast.Assign | ast.AugAssign | ast.Delete | ast.Expr | ast.AnnAssign):
            return super().generic_visit(node)
        raises = self._guarded and any(isinstance(inner, RAISING) for inner in ast.walk(node))
        raises = raises and not _only_copies(node)
        before = [self._announced(target) for target in _targets(node)]
        after = [
            _hook("stored", _lazily(_loaded(target)), _lazily(_holder(target)))
            for target in _targets(node)
            if not isinstance(node, ast.Delete)
            and isinstance(target, ast.Attribute | ast.Subscript)
        ]
        after += [
            _hook("kept", _lazily(_loaded(target)), ast.Constant(target.id))
            for target in _targets(node)
            if isinstance(target, ast.Name) and target.id in self._shared_names
        ]
        visited = super().generic_visit(node)
        assert isinstance(visited, ast.stmt)
        calls = [call for call in before if call is not None]
        if raises:
            calls.insert(0, _hook("may_raise"))
        if _may_fail(node):
            visited = _let_pass(visited)
        around = [
            *(ast.copy_location(ast.Expr(call), node) for call in calls),
            visited,
            *(ast.copy_location(ast.Expr(call), node) for call in after),
        ]
        return around if len(around) > 1 else visited  # type: ignore[return-value]

    def _announced(self, target: ast.expr) -> ast.Call | None:
        """Tell the harness that an item, an attribute or the object itself is about to change."""
        if isinstance(target, ast.Subscript | ast.Attribute):
            what = "item" if isinstance(target.ctx, ast.Store) else "del"
            return _hook("attempt", _lazily(_loaded(target.value)), ast.Constant(what))
        return None

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        operator = type(node.op).__name__
        announced = _hook("attempt", _lazily(_loaded(node.target)), ast.Constant(operator))
        visited = self.generic_visit(node)
        statements = visited if isinstance(visited, list) else [visited]
        return [ast.copy_location(ast.Expr(announced), node), *statements]  # type: ignore[return-value]

    def visit_Call(self, node: ast.Call) -> ast.AST:
        raises = self._guarded and not _copies(node)
        if ast.unparse(node.func) in ("super", "locals"):
            return node
        arguments = [self.visit(argument) for argument in node.args]
        keywords = [self.visit(keyword) for keyword in node.keywords]
        function: ast.expr = self.visit_callee(node.func)
        call: ast.expr = ast.Call(_hook("called", function), arguments, keywords)
        return ast.copy_location(_hook("after", call) if raises else call, node)

    def visit_callee(self, node: ast.expr) -> ast.expr:
        if isinstance(node, ast.Attribute):
            value = self.visit(node.value)
            return ast.copy_location(ast.Attribute(value, node.attr, node.ctx), node)
        visited: ast.expr = self.visit(node)
        return visited

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        if isinstance(node.ctx, ast.Load):
            value = node.value
            visited = self._access(node)
            node.value = ast.copy_location(_hook("read", node.value), value)
            return visited
        return self._access(node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        return self._access(node)

    def _access(self, node: ast.expr) -> ast.AST:
        visited = super().generic_visit(node)
        if self._guarded and isinstance(node.ctx, ast.Load):  # type: ignore[attr-defined]
            assert isinstance(visited, ast.expr)
            return ast.copy_location(_hook("after", visited), node)
        return visited

    def visit_For(self, node: ast.For) -> ast.AST:
        result = super().generic_visit(node)
        node.iter = self._iterated(node.iter, 0)
        return result

    def _iterated(self, iterated: ast.expr, is_async: int) -> ast.expr:
        if is_async:
            return iterated
        raising = ast.Constant(bool(self._guarded))
        return ast.copy_location(_hook("iterated", iterated, raising), iterated)


def _may_fail(node: ast.AST) -> bool:
    """Tell whether a statement calls or indexes, so that data decides if it raises."""
    inner = list(ast.walk(node))
    if any(isinstance(each, ast.Await | ast.Yield | ast.YieldFrom) for each in inner):
        return False
    return any(isinstance(each, ast.Call | ast.Subscript | ast.Starred) for each in inner)


def _let_pass(statement: ast.stmt) -> ast.stmt:
    """Let a statement raise or not, whatever the data: ``x.pop()`` on an empty list."""
    names = [ast.Name(name, ast.Load()) for name in ("LookupError", "ValueError", "StopIteration")]
    kinds: ast.expr = ast.Tuple(list(names), ast.Load())
    test = ast.UnaryOp(ast.Not(), _hook("lets_pass", ast.Name("_failure", ast.Load())))
    handler = ast.ExceptHandler(kinds, "_failure", [ast.If(test, [ast.Raise()], [])])
    return _at(statement, ast.Try([statement], [handler], [], []))


def _own_nodes(function: ast.AST) -> list[ast.AST]:
    """Give the nodes of a function without those of functions and comprehensions in it."""
    waiting, found = list(ast.iter_child_nodes(function)), []
    while waiting:
        node = waiting.pop()
        found.append(node)
        if not isinstance(node, NEW_SCOPES):
            waiting.extend(ast.iter_child_nodes(node))
    return found


def _targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.AugAssign | ast.AnnAssign):
        targets: list[ast.expr] = [node.target]
    elif isinstance(node, ast.Assign | ast.Delete):
        targets = list(node.targets)
    else:
        return []
    flat: list[ast.expr] = []
    while targets:
        target = targets.pop()
        if isinstance(target, ast.Tuple | ast.List):
            targets.extend(target.elts)
        elif isinstance(target, ast.Starred):
            targets.append(target.value)
        else:
            flat.append(target)
    return flat


def _holder(target: ast.expr) -> ast.expr:
    assert isinstance(target, ast.Attribute | ast.Subscript)
    return _loaded(target.value)


def _copies(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr == "copy" and not call.args
    return isinstance(call.func, ast.Name) and call.func.id in COPIES


def _only_copies(statement: ast.AST) -> bool:
    """Tell whether a statement does nothing that raises but copy."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Call) and not _copies(node):
            return False
        if isinstance(node, ast.Subscript | ast.comprehension):
            return False
        if isinstance(node, ast.Attribute) and node.attr != "copy":
            return False
    return True
