"""Any class behind ``typing.dataclass_transform`` (PEP 681): its defaults are taken as shared.

Where ``dataclasses.field`` is among its specifiers, the standard library makes the class in the
end, and refuses what it refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from mypy.nodes import (
    CallExpr,
    ClassDef,
    DataclassTransformSpec,
    Decorator,
    Expression,
    FuncDef,
    MemberExpr,
    OverloadedFuncDef,
    RefExpr,
    SymbolNode,
    TypeInfo,
)
from mypy.types import Instance

from mypy_defaults_plugin.frameworks import dataclasses
from mypy_defaults_plugin.frameworks.class_body import annotated_fields, defines
from mypy_defaults_plugin.frameworks.field import Fate, Field, Framework, Place
from mypy_defaults_plugin.frameworks.specifier import (
    is_false,
    keyword,
    value_of,
    written_default,
)
from mypy_defaults_plugin.host.internals import transform_of
from mypy_defaults_plugin.mutability.hashing import is_class_hashable
from mypy_defaults_plugin.mutability.value import Value

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

SQLALCHEMY: Final = "sqlalchemy.orm"
SINCE_SQLALCHEMY_2_1: Final = "sqlalchemy.orm.unmapped_dataclass"


class Transform(NamedTuple):
    """What transforms a class: its name and package, its description, what ``init`` is set to."""

    name: str
    origin: str
    spec: DataclassTransformSpec
    init: Expression | None


def fields(judge: Judge, node: ClassDef) -> list[Field] | None:
    """Give the fields of a transformed class; None for another class."""
    transform = _transform(judge, node)
    if transform is None:
        return None
    if is_false(transform.init) or defines(node, "__init__"):
        return []
    spec = transform.spec
    words = factory_words(judge, spec)
    result = []
    for attribute in annotated_fields(node):
        written = written_default(judge, attribute.default, frozenset(spec.field_specifiers))
        if written is None:
            continue
        default, specifier = written
        value = value_of(judge, default)
        fate, why = _fate_of(judge, transform, value)
        if fate is None:
            continue
        framework = Framework(transform.name, *words, why_shared=why)
        name, annotation, place = attribute.name, attribute.annotation, Place.CLASS_BODY
        field = Field(name, default, value, fate, framework, place, node, annotation, specifier)
        result.append(field)
    return result


def _fate_of(judge: Judge, transform: Transform, value: Value) -> tuple[Fate | None, str]:
    """Tell what becomes of a default, and what is left open where that is not known for sure."""
    if transform.origin.startswith(SQLALCHEMY):
        if judge.program.find(SINCE_SQLALCHEMY_2_1) is None:
            return dataclasses.fate_of(judge, value), ""
    elif not dataclasses.SPECIFIERS.isdisjoint(transform.spec.field_specifiers):
        return dataclasses.fate_of(judge, value), ""
    elif value.mutable and is_class_hashable(judge, value) is False:
        return Fate.SHARED, f"{transform.name} may refuse it"
    return (Fate.SHARED if value.mutable else None), ""


def _transform(judge: Judge, node: ClassDef) -> Transform | None:
    for decorator in node.decorators:
        used = decorator.callee if isinstance(decorator, CallExpr) else decorator
        spec = transform_of(decorator)
        symbol = used.node if isinstance(used, RefExpr) else None
        if spec is None and isinstance(used, MemberExpr):
            symbol = _method(judge, used)
            spec = transform_of(symbol) if symbol is not None else None
        if spec is not None and symbol is not None:
            return Transform(symbol.name, symbol.fullname, spec, keyword(decorator, "init"))
    spec = transform_of(node)
    if spec is None:
        return None
    origins = [base.fullname for base in node.info.mro if base.dataclass_transform_spec is spec]
    metaclass = node.info.metaclass_type
    if metaclass is not None:
        origins.append(metaclass.type.fullname)
    origin = [*origins, node.info.mro[1].fullname][0]
    return Transform(origin.rpartition(".")[2], origin, spec, node.keywords.get("init"))


def _method(judge: Judge, used: MemberExpr) -> SymbolNode | None:
    """Give the method that a decorator such as ``registry.mapped_as_dataclass`` is."""
    receiver = judge.value(used.expr).type
    if not isinstance(receiver, Instance):
        return None
    return judge.program.member(receiver.type, used.name)[0]


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
