"""What a class's own code makes of a field's default when an instance is made.

Code that may put another object in the default's place leaves nothing to say about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    ClassDef,
    Decorator,
    Expression,
    FuncDef,
    ListExpr,
    MemberExpr,
    NameExpr,
    Node,
    StrExpr,
    TupleExpr,
)
from mypy.types import UnboundType

from mypy_defaults_plugin.declared.marker import ANNOTATED, resolve
from mypy_defaults_plugin.frameworks.field import Field
from mypy_defaults_plugin.frameworks.specifier import full_name, is_false, keyword
from mypy_defaults_plugin.mutability.class_options import configured
from mypy_defaults_plugin.walk import nodes_below

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

CONSTRUCTORS: Final = frozenset(
    {"__init__", "__post_init__", "__attrs_post_init__", "model_post_init"}
)
OF_MODELS: Final = frozenset(
    {
        "pydantic.deprecated.class_validators.root_validator",
        "pydantic.functional_validators.model_validator",
    }
)
OF_FIELDS: Final = frozenset(
    {
        "pydantic.deprecated.class_validators.validator",
        "pydantic.functional_validators.field_validator",
    }
)
VALIDATES: Final = "validate_default"
EVERY_FIELD: Final = "*"
SETTERS: Final = frozenset({"setattr", "__setattr__"})


def may_replace_default(judge: Judge, field: Field) -> bool:
    """Tell whether a method of the class, as far as it stands in this module, may do so."""
    if field.owner is None:
        return False
    classes = [
        base.defn
        for base in field.owner.info.mro
        if base.module_name == judge.program.current.fullname
    ]
    if any(
        _sets_field(classes, method, field.name) for method in _all_constructors(judge, classes)
    ):
        return True
    validators = [call for n in classes for call in _validators(judge, n, field.name)]
    if any("always" in call.arg_names for call in validators):
        return True
    return _validates_default(field, classes) and (bool(validators) or _is_annotated(judge, field))


def _all_constructors(judge: Judge, classes: list[ClassDef]) -> Iterator[FuncDef]:
    for node in classes:
        yield from _constructors(judge, node)


def _sets_field(classes: list[ClassDef], method: FuncDef, name: str) -> bool:
    """Tell whether a method may set a field, itself or by another method of its object."""
    methods = {found.name: found for node in classes for found, _ in _methods(node)}
    waiting, seen = [method], {method}
    while waiting:
        current = waiting.pop()
        if _names(current, name):
            return True
        for node in nodes_below(current.body):
            called = methods.get(node.name) if isinstance(node, MemberExpr) else None
            if called is not None and called not in seen:
                seen.add(called)
                waiting.append(called)
    return False


def _methods(node: ClassDef) -> Iterator[tuple[FuncDef, list[Expression]]]:
    """Give the methods of a class body with their decorators."""
    for entry in node.info.names.values():
        if isinstance(entry.node, Decorator):
            yield entry.node.func, entry.node.original_decorators
        elif isinstance(entry.node, FuncDef):
            yield entry.node, []


def _constructors(judge: Judge, node: ClassDef) -> Iterator[FuncDef]:
    for method, decorators in _methods(node):
        of_model = any(full_name(judge, decorator) in OF_MODELS for decorator in decorators)
        if of_model or method.name in CONSTRUCTORS:
            yield method


def _names(method: FuncDef, name: str) -> bool:
    """Tell whether a method sets a field, or names it where it may be to set it."""
    return any(_names_here(node, name) for node in nodes_below(method.body))


def _names_here(node: Node, name: str) -> bool:
    if isinstance(node, StrExpr):
        return node.value == name
    if isinstance(node, AssignmentStmt):
        return any(_sets(target, name) for target in node.lvalues)
    if isinstance(node, MemberExpr):
        return node.name == "__dict__"
    if not isinstance(node, CallExpr):
        return False
    if isinstance(node.callee, NameExpr | MemberExpr) and node.callee.name in SETTERS:
        return not any(isinstance(argument, StrExpr) for argument in node.args)
    return name in node.arg_names


def _sets(target: Expression, name: str) -> bool:
    if isinstance(target, TupleExpr | ListExpr):
        return any(_sets(item, name) for item in target.items)
    return isinstance(target, MemberExpr) and target.name == name


def _validators(judge: Judge, node: ClassDef, name: str) -> Iterator[CallExpr]:
    """Give the decorators that make validators of a field."""
    for _, decorators in _methods(node):
        for call in decorators:
            if isinstance(call, CallExpr) and full_name(judge, call) in OF_FIELDS:
                fields = [a.value for a in call.args if isinstance(a, StrExpr)]
                if name in fields or EVERY_FIELD in fields:
                    yield call


def _validates_default(field: Field, classes: list[ClassDef]) -> bool:
    said = [keyword(field.specifier, VALIDATES)]
    said += [(node.keywords | configured(node)).get(VALIDATES) for node in classes]
    return any(option is not None and not is_false(option) for option in said)


def _is_annotated(judge: Judge, field: Field) -> bool:
    """Tell whether an annotation may hold validators."""
    written = field.annotation
    if not isinstance(written, UnboundType):
        return False
    return resolve(judge.program, written.name)[0] in ANNOTATED
