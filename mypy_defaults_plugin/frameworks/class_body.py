"""What a class body binds, in the order and with the last word that the run time gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from mypy import nodes
from mypy.nodes import AssignmentStmt, Block, ClassDef, Expression, NameExpr, Statement, Var
from mypy.types import Instance, Type, UnboundType, get_proper_type

from mypy_defaults_plugin.reachability import is_type_checking_only, reachable_part
from mypy_defaults_plugin.record import record, replace

DEEPEST: Final = 20
"""Nesting of ``if`` beyond which a class body is not read."""
DEFINITIONS: Final = (nodes.FuncDef, nodes.Decorator, nodes.OverloadedFuncDef, nodes.ClassDef)
BRANCHES: Final[dict[type[Statement], Callable[[Any], Iterable[Block | None]]]] = {
    nodes.TryStmt: lambda s: [s.body, *s.handlers, s.else_body, s.finally_body],
    nodes.MatchStmt: lambda s: s.bodies,
    nodes.WhileStmt: lambda s: [s.body, s.else_body],
    nodes.ForStmt: lambda s: [s.body, s.else_body],
}
"""The blocks of statements, beside ``if``, that may run or not."""
INIT_VAR: Final = "dataclasses.InitVar"


@record
class Attribute:
    """A name that a class body assigns or annotates.

    ``annotation`` is its type as it is written, None without one; a comment is none, since the
    run time does not see it. ``declared`` is the same analysed.
    """

    target: NameExpr
    default: Expression | None
    annotation: Type | None
    declared: Type | None
    is_classvar: bool
    is_final: bool

    @property
    def name(self) -> str:
        return self.target.name

    @property
    def is_init_var(self) -> bool:
        """Tell whether the annotation is ``dataclasses.InitVar[...]``."""
        declared = None if self.declared is None else get_proper_type(self.declared)
        return isinstance(declared, Instance) and declared.type.fullname == INIT_VAR


def attributes(node: ClassDef) -> Iterator[Attribute]:
    """Give the attributes of a class body, each with what it is bound to at the end."""
    body = _Body()
    body.read(node.defs.body, certain=True, depth=0)
    for bound in body.bound.values():
        yield from bound


def annotated_fields(node: ClassDef) -> Iterator[Attribute]:
    """Give the attributes that have an annotation other than ClassVar."""
    for attribute in attributes(node):
        if attribute.annotation is not None and not attribute.is_classvar:
            yield attribute


def is_quoted(annotation: Type | None) -> bool:
    """Tell whether an annotation is a string."""
    return isinstance(annotation, UnboundType) and annotation.original_str_expr is not None


def defines(node: ClassDef, method: str) -> bool:
    """Tell whether a class body itself contains a method; what mypy has put there is none."""
    entry = node.info.names.get(method)
    made = entry.node if entry is not None and entry.plugin_generated else None
    return any(
        isinstance(statement, DEFINITIONS) and statement.name == method and statement is not made
        for statement in node.defs.body
    )


class _Body:
    """The bindings of a class body; several for a name that branches bind differently."""

    def __init__(self) -> None:
        self.bound: dict[str, list[Attribute]] = {}
        self._annotated: dict[str, Attribute] = {}

    def read(self, body: list[Statement], *, certain: bool, depth: int) -> None:
        if depth > DEEPEST:
            return
        for statement in reachable_part(body):
            if isinstance(statement, AssignmentStmt):
                self._assign(statement, certain)
            elif isinstance(statement, nodes.IfStmt):
                self._branch(statement, depth)
            elif isinstance(statement, nodes.Block | nodes.WithStmt):
                inner = statement if isinstance(statement, nodes.Block) else statement.body
                self.read(inner.body, certain=certain, depth=depth + 1)
            else:
                self._forget(statement)
                blocks = BRANCHES.get(type(statement))
                self._enter(blocks(statement) if blocks is not None else (), depth)

    def _branch(self, statement: nodes.IfStmt, depth: int) -> None:
        blocks = [
            block
            for condition, block in zip(statement.expr, statement.body, strict=True)
            if not is_type_checking_only(condition)
        ]
        self._enter([*blocks, statement.else_body], depth)

    def _enter(self, blocks: Iterable[Block | None], depth: int) -> None:
        """Read blocks of which each may run or not; what one annotates is not for the others."""
        outside = self._annotated
        for block in blocks:
            if block is not None and not block.is_unreachable:
                self._annotated = dict(outside)
                self.read(block.body, certain=False, depth=depth + 1)
        self._annotated = outside

    def _assign(self, statement: AssignmentStmt, certain: bool) -> None:
        for target in statement.lvalues:
            if isinstance(target, NameExpr):
                self._bind(target, statement, certain)
            else:
                self._forget(target)

    def _bind(self, target: NameExpr, statement: AssignmentStmt, certain: bool) -> None:
        earlier = self.bound.get(target.name, [])
        value: Expression | None = statement.rvalue
        if isinstance(value, nodes.TempNode) and value.no_rhs:
            value = None
        annotated = statement.new_syntax
        var = target.node if isinstance(target.node, Var) else None
        attribute = Attribute(
            target,
            value,
            statement.unanalyzed_type if annotated else None,
            statement.type if annotated else None,
            is_classvar=var is not None and var.is_classvar,
            is_final=statement.is_final_def,
        )
        known = self._annotated.get(target.name)
        if annotated:
            self._annotated[target.name] = attribute
        elif known is not None:
            attribute = replace(attribute, annotation=known.annotation, declared=known.declared)
        if value is None and earlier:
            last = earlier[-1].default
            self.bound[target.name] = [replace(attribute, default=last)]
        else:
            self.bound[target.name] = [attribute] if certain else [*earlier, attribute]

    def _forget(self, changed: Statement | Expression) -> None:
        """Drop the names that something else than an assignment binds or deletes."""
        if isinstance(changed, DEFINITIONS):
            self.bound.pop(changed.name, None)
        elif isinstance(changed, nodes.DelStmt):
            self._forget(changed.expr)
        elif isinstance(changed, nodes.OperatorAssignmentStmt):
            self._forget(changed.lvalue)
        elif isinstance(changed, nodes.ForStmt):
            self._forget(changed.index)
        elif isinstance(changed, NameExpr):
            self.bound.pop(changed.name, None)
        elif isinstance(changed, nodes.TupleExpr | nodes.ListExpr):
            for item in changed.items:
                self._forget(item)
        elif isinstance(changed, nodes.StarExpr):
            self._forget(changed.expr)
