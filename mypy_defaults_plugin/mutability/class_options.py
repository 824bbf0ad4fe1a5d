"""What a class says about itself: the keywords of its decorator, and its configuration."""

from __future__ import annotations

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    ClassDef,
    DictExpr,
    Expression,
    NameExpr,
    StrExpr,
)


def keywords(call: CallExpr | None) -> dict[str, Expression]:
    """Give what a call says by name."""
    if call is None:
        return {}
    return {n: a for n, a in zip(call.arg_names, call.args, strict=True) if n}


def configured(node: ClassDef) -> dict[str, Expression]:
    """Give what a Pydantic class says in ``model_config`` or, in v1's way, in ``Config``."""
    options: dict[str, Expression] = {}
    for statement in node.defs.body:
        if isinstance(statement, ClassDef) and statement.name == "Config":
            options |= _assigned(statement)
        elif isinstance(statement, AssignmentStmt) and _name_of(statement) == "model_config":
            options |= _items(statement.rvalue)
    return options


def _assigned(node: ClassDef) -> dict[str, Expression]:
    assignments = [s for s in node.defs.body if isinstance(s, AssignmentStmt)]
    return {_name_of(s): s.rvalue for s in assignments}


def _name_of(statement: AssignmentStmt) -> str:
    target = statement.lvalues[0]
    return target.name if isinstance(target, NameExpr) else ""


def _items(mapping: Expression) -> dict[str, Expression]:
    if isinstance(mapping, CallExpr):
        return keywords(mapping)
    if isinstance(mapping, DictExpr):
        return {k.value: v for k, v in mapping.items if isinstance(k, StrExpr)}
    return {}
