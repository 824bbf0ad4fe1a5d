"""The one walk over a module, which collects what every check and every stored fact needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from mypy import nodes, patterns
from mypy.nodes import (
    CallExpr,
    ClassDef,
    Decorator,
    Expression,
    FuncItem,
    MemberExpr,
    MypyFile,
    NameExpr,
    Node,
    Statement,
    TypeAlias,
    Var,
)

from mypy_defaults_plugin.reachability import is_type_checking_only, reachable_part

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.follow import Followed
    from mypy_defaults_plugin.host.source_text import SourceText


@dataclass(slots=True)
class Function:
    """A function or lambda, with its decorators."""

    node: FuncItem
    decorators: list[Expression]


@dataclass(slots=True)
class Binding:
    """A module-level or class-level name and all it is bound to; None is what nobody can know."""

    var: Var
    values: list[Expression | None] = field(default_factory=list)


@dataclass(slots=True)
class ModuleFacts:
    """What the walk found in one module."""

    file: MypyFile
    module: str
    functions: list[Function] = field(default_factory=list)
    definitions: list[Function] = field(default_factory=list)
    classes: list[ClassDef] = field(default_factory=list)
    bindings: dict[str, Binding] = field(default_factory=dict)
    aliases: dict[str, Expression] = field(default_factory=dict)
    class_makers: list[CallExpr] = field(default_factory=list)
    visited: int = 0
    followed: list[Followed] | None = None
    source: SourceText | None = None
    noqa: dict[int, frozenset[str]] | None = None


Push = Callable[[Any], None]

CLASS_MAKERS: Final = frozenset(
    {
        "attr.make_class",
        "attrs.make_class",
        "dataclasses.make_dataclass",
        "msgspec.defstruct",
        "pydantic.main.create_model",
        "pydantic.v1.main.create_model",
    }
)
"""Functions that make a class of fields."""

LEAVES: Final[frozenset[type]] = frozenset(
    {
        type(None),
        str,
        NameExpr,
        nodes.StrExpr,
        nodes.IntExpr,
        nodes.FloatExpr,
        nodes.BytesExpr,
        nodes.EllipsisExpr,
        nodes.PassStmt,
        nodes.Import,
        nodes.ImportFrom,
        nodes.ImportAll,
        nodes.BreakStmt,
        nodes.ContinueStmt,
        nodes.GlobalDecl,
        nodes.NonlocalDecl,
    }
)
"""Kinds below which there is nothing; the most frequent ones, so they are told apart first."""

CHILDREN: Final[dict[type, Callable[[Any], Any]]] = {
    kind: attrgetter(*names.split())
    for kind, names in {
        nodes.ExpressionStmt: "expr",
        nodes.WhileStmt: "expr body else_body",
        nodes.ReturnStmt: "expr",
        nodes.AssertStmt: "expr msg",
        nodes.DelStmt: "expr",
        nodes.OperatorAssignmentStmt: "lvalue rvalue",
        nodes.RaiseStmt: "expr from_expr",
        nodes.MatchStmt: "subject patterns guards bodies",
        nodes.StarExpr: "expr",
        nodes.MemberExpr: "expr",
        nodes.CallExpr: "callee args",
        nodes.YieldFromExpr: "expr",
        nodes.YieldExpr: "expr",
        nodes.IndexExpr: "base index",
        nodes.UnaryExpr: "expr",
        nodes.ComparisonExpr: "operands",
        nodes.SliceExpr: "begin_index end_index stride",
        nodes.ListExpr: "items",
        nodes.TupleExpr: "items",
        nodes.SetExpr: "items",
        nodes.DictExpr: "items",
        nodes.GeneratorExpr: "left_expr sequences condlists",
        nodes.ListComprehension: "generator",
        nodes.SetComprehension: "generator",
        nodes.DictionaryComprehension: "key value sequences condlists",
        nodes.ConditionalExpr: "cond if_expr else_expr",
        nodes.AwaitExpr: "expr",
        nodes.SuperExpr: "call",
        patterns.OrPattern: "patterns",
        patterns.SequencePattern: "patterns",
        patterns.ClassPattern: "positionals keyword_values",
    }.items()
}
"""Where each kind of node keeps its children, if there is nothing else to do about it."""


def walk(file: MypyFile) -> ModuleFacts:
    """Visit every node of a module that can run, once.

    The stack is our own, so the depth of the source does not matter. Calls and attributes, the
    most frequent nodes, do not go over the stack.
    """
    facts = ModuleFacts(file, file.fullname)
    stack: list[Any] = [reachable_part(file.defs)]
    pop, push, extend = stack.pop, stack.append, stack.extend
    leaves, children_of, visit_of = LEAVES, CHILDREN.get, VISITORS.get
    member, call = MemberExpr, CallExpr
    references, makers = (NameExpr, MemberExpr), CLASS_MAKERS
    visited = 0
    while stack:
        node = pop()
        kind = type(node)
        if kind is call:
            visited += 1
            extend(node.args)
            callee = node.callee
            kind = type(callee)
            if kind in references and callee.fullname in makers:
                facts.class_makers.append(node)
            node = callee
        while kind is member:
            visited += 1
            node = node.expr
            kind = type(node)
        if kind in leaves:
            continue
        if kind is list or kind is tuple:
            extend(node)
            continue
        children = children_of(kind)
        if children is not None:
            visited += 1
            below = children(node)
            if type(below) is tuple:
                extend(below)
            else:
                push(below)
            continue
        visit = visit_of(kind)
        if visit is not None:
            visited += 1
            visit(facts, node, push)
    facts.visited = visited
    return facts


def nodes_below(root: Node) -> Iterator[Node]:
    """Give a node and every node below it; for a closer look at one function."""
    facts = ModuleFacts(MypyFile([], []), "")
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, list | tuple):
            stack.extend(node)
            continue
        if not isinstance(node, Node):
            continue
        yield node
        children = CHILDREN.get(type(node))
        visit = VISITORS.get(type(node))
        if children is not None:
            stack.append(children(node))
        elif visit is not None:
            visit(facts, node, stack.append)


def declarations(file: MypyFile) -> ModuleFacts:
    """Collect the classes of a module that mypy ignores, which is known by its types only."""
    facts = ModuleFacts(file, file.fullname)
    blocks: list[list[Statement]] = [file.defs]
    while blocks:
        for node in blocks.pop():
            if isinstance(node, ClassDef):
                if node.info:
                    facts.classes.append(node)
                blocks.append(node.defs.body)
            elif isinstance(node, nodes.IfStmt):
                bodies = [*node.body, *([node.else_body] if node.else_body else [])]
                blocks.extend(body.body for body in bodies if not body.is_unreachable)
    return facts


def _block(facts: ModuleFacts, node: nodes.Block, push: Push) -> None:
    if not node.is_unreachable:
        push(reachable_part(node.body))


def _if(facts: ModuleFacts, node: nodes.IfStmt, push: Push) -> None:
    push(node.expr)
    push(node.else_body)
    for condition, body in zip(node.expr, node.body, strict=True):
        if not is_type_checking_only(condition):
            push(body)


def _function(facts: ModuleFacts, node: FuncItem, push: Push) -> None:
    _collect_function(facts, node, [], push)


def _decorated(facts: ModuleFacts, node: Decorator, push: Push) -> None:
    push(node.original_decorators)
    _collect_function(facts, node.func, node.original_decorators, push)


def _collect_function(
    facts: ModuleFacts, node: FuncItem, decorators: list[Expression], push: Push
) -> None:
    function = Function(node, decorators)
    facts.definitions.append(function)
    defaults = [a.initializer for a in node.arguments if a.initializer is not None]
    if defaults:
        facts.functions.append(function)
        push(defaults)
    push(node.body)


def _overloaded(facts: ModuleFacts, node: nodes.OverloadedFuncDef, push: Push) -> None:
    for item in node.items:
        if not (isinstance(item, Decorator) and item.is_overload):
            push(item)
    if node.impl is not None and node.impl not in node.items:
        push(node.impl)


def _class(facts: ModuleFacts, node: ClassDef, push: Push) -> None:
    if node.info:
        facts.classes.append(node)
    push(node.decorators)
    push(node.base_type_exprs)
    push(list(node.keywords.values()))
    push(node.defs)


def _assignment(facts: ModuleFacts, node: nodes.AssignmentStmt, push: Push) -> None:
    push(node.rvalue)
    for target in node.lvalues:
        if type(target) is NameExpr:
            if node.unanalyzed_type is None or node.is_final_def:
                _bind(facts, target, node.rvalue)
            if node.is_alias_def:
                _alias(facts, target.name, node.rvalue)
        else:
            _bind_targets(facts, target)
            push(target)


def _alias(facts: ModuleFacts, name: str, value: Expression) -> None:
    """Note what a type alias of a module or a class is bound to."""
    analyzed = value.analyzed if isinstance(value, nodes.IndexExpr | nodes.OpExpr) else None
    if isinstance(analyzed, nodes.TypeAliasExpr):
        facts.aliases[analyzed.node.fullname] = value
    elif name in facts.file.names:
        facts.aliases[f"{facts.module}.{name}"] = value


def _type_alias(facts: ModuleFacts, node: nodes.TypeAliasStmt, push: Push) -> None:
    returned = node.value.body.body[-1] if node.value.body.body else None
    value = returned.expr if isinstance(returned, nodes.ReturnStmt) else None
    if isinstance(node.name.node, TypeAlias) and value is not None:
        facts.aliases[node.name.node.fullname] = value


def _walrus(facts: ModuleFacts, node: nodes.AssignmentExpr, push: Push) -> None:
    push(node.value)
    _bind(facts, node.target, node.value)


def _bind(facts: ModuleFacts, target: NameExpr, value: Expression | None) -> None:
    """Note what a module-level or class-level name of this module is bound to."""
    var = target.node
    if target.kind not in (nodes.GDEF, nodes.MDEF) or not isinstance(var, Var):
        return
    module = facts.module
    own = var.info.module_name == module if var.info else var.fullname == f"{module}.{var.name}"
    if own:
        binding = facts.bindings.get(var.fullname)
        if binding is None:
            binding = facts.bindings[var.fullname] = Binding(var)
        binding.values.append(value)


def _bind_targets(facts: ModuleFacts, target: Expression | None) -> None:
    """Note that a loop, an unpacking or a ``with`` binds names to what nobody can know."""
    waiting = [target]
    while waiting:
        current = waiting.pop()
        if isinstance(current, NameExpr):
            _bind(facts, current, None)
        elif isinstance(current, nodes.TupleExpr | nodes.ListExpr):
            waiting.extend(current.items)
        elif isinstance(current, nodes.StarExpr):
            waiting.append(current.expr)


def _for(facts: ModuleFacts, node: nodes.ForStmt, push: Push) -> None:
    _bind_targets(facts, node.index)
    push([node.expr, node.index, node.body, node.else_body])


def _with(facts: ModuleFacts, node: nodes.WithStmt, push: Push) -> None:
    for target in node.target:
        _bind_targets(facts, target)
    push([node.expr, node.body])


def _try(facts: ModuleFacts, node: nodes.TryStmt, push: Push) -> None:
    for name in node.vars:
        _bind_targets(facts, name)
    push([node.body, node.types, node.handlers, node.else_body, node.finally_body])


def _operation(facts: ModuleFacts, node: nodes.OpExpr, push: Push) -> None:
    push(node.left)
    if not node.right_unreachable:
        push(node.right)


def _capture(facts: ModuleFacts, node: patterns.AsPattern, push: Push) -> None:
    _bind_targets(facts, node.name)
    push(node.pattern)


def _starred(facts: ModuleFacts, node: patterns.StarredPattern, push: Push) -> None:
    _bind_targets(facts, node.capture)


def _mapping(facts: ModuleFacts, node: patterns.MappingPattern, push: Push) -> None:
    _bind_targets(facts, node.rest)
    push(node.values)


VISITORS: Final[dict[type[Node], Callable[[ModuleFacts, Any, Push], None]]] = {
    nodes.Block: _block,
    nodes.IfStmt: _if,
    nodes.FuncDef: _function,
    nodes.LambdaExpr: _function,
    nodes.Decorator: _decorated,
    nodes.OverloadedFuncDef: _overloaded,
    nodes.ClassDef: _class,
    nodes.AssignmentStmt: _assignment,
    nodes.AssignmentExpr: _walrus,
    nodes.TypeAliasStmt: _type_alias,
    nodes.ForStmt: _for,
    nodes.WithStmt: _with,
    nodes.TryStmt: _try,
    nodes.OpExpr: _operation,
    patterns.AsPattern: _capture,
    patterns.StarredPattern: _starred,
    patterns.MappingPattern: _mapping,
}
"""What to do about the other kinds."""

for _name in ("TemplateStrExpr",):
    if hasattr(nodes, _name):
        CHILDREN[getattr(nodes, _name)] = attrgetter("items")
