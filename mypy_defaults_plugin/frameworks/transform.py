"""Any class behind ``typing.dataclass_transform`` (PEP 681): every default is taken as shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mypy.nodes import (
    CallExpr,
    ClassDef,
    DataclassTransformSpec,
    Decorator,
    Expression,
    FuncDef,
    OverloadedFuncDef,
    RefExpr,
    SymbolNode,
    TypeInfo,
)

from mypy_defaults_plugin.frameworks.class_body import annotated_fields, defines
from mypy_defaults_plugin.frameworks.field import Fate, Field, Framework, Place
from mypy_defaults_plugin.frameworks.specifier import (
    is_false,
    keyword,
    value_of,
    written_default,
)
from mypy_defaults_plugin.host.internals import transform_of

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge


def fields(judge: Judge, node: ClassDef) -> list[Field] | None:
    """Give the fields of a transformed class that are shared; None for another class."""
    found = _transform(node)
    if found is None:
        return None
    name, spec, options = found
    if is_false(options) or defines(node, "__init__"):
        return []
    framework = Framework(name, *factory_words(judge, spec))
    result = []
    for attribute in annotated_fields(node):
        written = written_default(judge, attribute.default, frozenset(spec.field_specifiers))
        if written is None:
            continue
        default, specifier = written
        value = value_of(judge, default)
        if value.mutable:
            fate, place = Fate.SHARED, Place.CLASS_BODY
            annotation = attribute.annotation
            field = Field(
                attribute.name, default, value, fate, framework, place, node, annotation, specifier
            )
            result.append(field)
    return result


def _transform(
    node: ClassDef,
) -> tuple[str, DataclassTransformSpec, Expression | None] | None:
    """Give what transforms a class: its name, its description and what ``init`` is set to."""
    for decorator in node.decorators:
        spec = transform_of(decorator)
        if spec is not None:
            used = decorator.callee if isinstance(decorator, CallExpr) else decorator
            name = used.name if isinstance(used, RefExpr) and hasattr(used, "name") else "it"
            return name, spec, keyword(decorator, "init")
    spec = transform_of(node)
    if spec is None:
        return None
    return node.info.mro[1].name, spec, node.keywords.get("init")


def factory_words(judge: Judge, spec: DataclassTransformSpec) -> tuple[tuple[str, ...], str]:
    """Give the first field specifier that takes a factory, and the argument that takes it."""
    for fullname in spec.field_specifiers:
        arguments = _arguments(judge, judge.program.find(fullname))
        for factory in ("default_factory", "factory"):
            if factory in arguments:
                return (fullname,), factory
    return (), ""


def _arguments(judge: Judge, symbol: SymbolNode | None) -> set[str | None]:
    if isinstance(symbol, TypeInfo):
        symbol, _ = judge.program.member(symbol, "__init__")
    if isinstance(symbol, OverloadedFuncDef):
        items = [_arguments(judge, item) for item in symbol.items]
        return set().union(*items)
    if isinstance(symbol, Decorator):
        symbol = symbol.func
    return set(symbol.arg_names) if isinstance(symbol, FuncDef) else set()
