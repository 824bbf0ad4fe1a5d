"""The one walk over a module, which collects what every check and every stored fact needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from mypy import nodes, patterns
from mypy.nodes import (
    LDEF,
    CallExpr,
    ClassDef,
    Decorator,
    Expression,
    FuncItem,
    MemberExpr,
    MypyFile,
    NameExpr,
    Statement,
    TypeAlias,
    Var,
)

from mypy_defaults_plugin.reachability import is_type_checking_only, reachable_part
from mypy_defaults_plugin.walk.children import CHILDREN, LEAVES
from mypy_defaults_plugin.walk.facts import Binding, Function, ModuleFacts
from mypy_defaults_plugin.walk.noting import NOTING, bound, called, looped
from mypy_defaults_plugin.walk.uses import UNKNOWN, Leave, Push

DISPLAYS: Final = (nodes.TupleExpr, nodes.ListExpr)


def walk(file: MypyFile) -> ModuleFacts:
    """Visit every node of a module that can run, once.

    The stack is our own, so the depth of the source does not matter. Calls and attributes, the
    most frequent nodes, do not go over the stack.
    """
    facts = ModuleFacts(file, file.fullname)
    stack: list[Any] = [reachable_part(file.defs)]
    pop, push, extend = stack.pop, stack.append, stack.extend
    leaves, children_of, visit_of = LEAVES, PLAIN.get, VISITORS.get
    member, call = MemberExpr, CallExpr
    name, blur = NameExpr, facts.uses.blur
    visited = 0
    while stack:
        node = pop()
        kind = type(node)
        if kind is call:
            visited += 1
            called(facts, node, UNKNOWN, push)
            continue
        while kind is member:
            visited += 1
            node = node.expr
            kind = type(node)
        if kind is name:
            if node.kind == LDEF:
                blur(node)
            continue
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
    push(node.else_body)
    for condition, body in zip(node.expr, node.body, strict=True):
        if not is_type_checking_only(condition):
            push(body)
    facts.uses.statement = node
    for condition in node.expr:
        facts.uses.test(condition, push)


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
    if type(node) is not nodes.LambdaExpr:
        facts.uses.statement = None
    defaults = [a.initializer for a in node.arguments if a.initializer is not None]
    if defaults:
        facts.functions.append(function)
        push(defaults)
    push(Leave(facts.uses.statement))
    facts.uses.enter(node)
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
    facts.uses.statement = None
    push(node.decorators)
    push(node.base_type_exprs)
    push(list(node.keywords.values()))
    if facts.uses.nested:
        facts.uses.nested += 1
        push(Leave(None))
    push(node.defs)


def _assignment(facts: ModuleFacts, node: nodes.AssignmentStmt, push: Push) -> None:
    facts.uses.statement = node
    bound(facts, node.lvalues, node.rvalue, push)
    for target in node.lvalues:
        if type(target) is NameExpr:
            if node.unanalyzed_type is None or node.is_final_def:
                _bind(facts, target, node.rvalue)
            if node.is_alias_def:
                _alias(facts, target.name, node.rvalue)
        else:
            _unpack(facts, target, node.rvalue)


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
    if node.target.kind == LDEF and type(node.target.node) is Var:
        facts.uses.blur_var(node.target.node)
        facts.uses.bind_loosely(node.target.node)
    _bind(facts, node.target, node.value)


def _bind(facts: ModuleFacts, target: NameExpr, value: Expression | None) -> None:
    """Note what a module-level or class-level name of this module is bound to."""
    var = target.node
    if target.kind not in (nodes.GDEF, nodes.MDEF):
        return
    if isinstance(var, nodes.FuncBase | Decorator):
        facts.rebound.add(var.fullname)
    if not isinstance(var, Var):
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
        elif isinstance(current, DISPLAYS):
            waiting.extend(current.items)
        elif isinstance(current, nodes.StarExpr):
            waiting.append(current.expr)


def _unpack(facts: ModuleFacts, target: Expression, value: Expression) -> None:
    """Note what ``A, B = [], {}`` binds: each name to the item that stands there."""
    waiting = [(target, value)]
    while waiting:
        name, item = waiting.pop()
        pairs = _pairs(name, item)
        if isinstance(name, NameExpr):
            _bind(facts, name, item)
        elif pairs:
            waiting += pairs
        else:
            _bind_targets(facts, name)


def _pairs(target: Expression, value: Expression) -> list[tuple[Expression, Expression]]:
    if not isinstance(target, DISPLAYS) or not isinstance(value, DISPLAYS):
        return []
    items = [*target.items, *value.items]
    if any(isinstance(item, nodes.StarExpr) for item in items):
        return []
    same = len(target.items) == len(value.items)
    return list(zip(target.items, value.items, strict=True)) if same else []


def _for(facts: ModuleFacts, node: nodes.ForStmt, push: Push) -> None:
    _bind_targets(facts, node.index)
    push([node.body, node.else_body])
    facts.uses.statement = node
    looped(facts, node.index, node.expr, push)


def _with(facts: ModuleFacts, node: nodes.WithStmt, push: Push) -> None:
    push(node.body)
    facts.uses.statement = node
    for expression, target in zip(node.expr, node.target, strict=True):
        if type(expression) is NameExpr:
            facts.uses.blur(expression)
        if type(expression) is CallExpr:
            called(facts, expression, UNKNOWN, push)
        else:
            facts.uses.read(expression, push)
        _bind_targets(facts, target)
        facts.uses.assign(target, None, push)


def _try(facts: ModuleFacts, node: nodes.TryStmt, push: Push) -> None:
    facts.uses.statement = node
    for name in node.vars:
        _bind_targets(facts, name)
        facts.uses.assign(name, None, push)
    push([node.body, node.handlers, node.else_body, node.finally_body])
    facts.uses.statement = None
    push(node.types)


def _capture(facts: ModuleFacts, node: patterns.AsPattern, push: Push) -> None:
    _bind_targets(facts, node.name)
    facts.uses.assign(node.name, None, push)
    push(node.pattern)


def _starred(facts: ModuleFacts, node: patterns.StarredPattern, push: Push) -> None:
    _bind_targets(facts, node.capture)
    facts.uses.assign(node.capture, None, push)


def _mapping(facts: ModuleFacts, node: patterns.MappingPattern, push: Push) -> None:
    _bind_targets(facts, node.rest)
    facts.uses.assign(node.rest, None, push)
    push(node.values)


VISITORS: Final[dict[type, Callable[[ModuleFacts, Any, Push], None]]] = {
    **NOTING,
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
    patterns.AsPattern: _capture,
    patterns.StarredPattern: _starred,
    patterns.MappingPattern: _mapping,
}
"""What to do about the other kinds."""

PLAIN: Final = {kind: below for kind, below in CHILDREN.items() if kind not in VISITORS}
"""Kinds about which there is nothing to do but to visit what is below."""
