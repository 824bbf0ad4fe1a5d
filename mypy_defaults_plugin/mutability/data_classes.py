"""Data classes: which classes are ones, whether they are frozen, and what their fields hold.

A class is a data class by ``dataclasses.dataclass`` or by PEP 681 (attrs, pydantic, msgspec,
SQLModel and their like carry ``dataclass_transform``). Decorators and keywords are in the tree
of the module that defines the class and nowhere else, so the record of each class travels in
that module's stored facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, Literal

from mypy.nodes import (
    CallExpr,
    ClassDef,
    DataclassTransformSpec,
    Expression,
    NameExpr,
    RefExpr,
    TypeInfo,
    Var,
)
from mypy.types import Instance

from mypy_defaults_plugin.host.internals import declared_type, seen_from, transform_of
from mypy_defaults_plugin.mutability.class_options import configured, keywords
from mypy_defaults_plugin.mutability.constructor import (
    Parameters,
    arguments,
    order_of,
    parameters_of,
)
from mypy_defaults_plugin.mutability.hashing import is_hashable
from mypy_defaults_plugin.mutability.shells import held, shell_around
from mypy_defaults_plugin.mutability.value import NOT_KNOWN, Value
from mypy_defaults_plugin.record import record, replace

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge
    from mypy_defaults_plugin.summaries.stored import Stored

OLD_DEFINERS: Final = frozenset({"attr.define", "attr.mutable"})
OLD_FREEZERS: Final = frozenset({"attr.frozen"})
"""attrs before 22.2 said ``__dataclass_transform__``, which mypy doesn't know."""
DECORATORS: Final = (
    frozenset(
        {"dataclasses.dataclass", "attr.s", "attr.attrs", "attr.attributes", "attr.dataclass"}
    )
    | OLD_DEFINERS
    | OLD_FREEZERS
)
"""Decorators without ``dataclass_transform``, or behind an alias that hides it (attr.s)."""
STRUCT: Final = "msgspec.Struct"
"""Its ``__hash__`` is a method even where it only raises."""
HASH_KEYWORDS: Final = ("unsafe_hash", "hash")

Hash = Literal["none", "refused", "fields", "inherited"]
"""``__hash__`` is None, or raises whatever the fields, or hashes them, or is another method."""


@record
class DataClass:
    """How a data class was declared: frozen or not, and what ``hash()`` makes of it.

    ``parameters`` are what its own body adds to the constructor. Their order is in the tree
    alone: a symbol table that comes from mypy's cache is sorted.
    ``table`` tells that it is SQLModel's model of a table.
    """

    frozen: bool
    hash: Hash
    parameters: Parameters
    table: bool = False


class DataClasses:
    """The data classes of the modules being analysed, and those that other modules stored."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self._defined: dict[str, ClassDef] = {}

    def define(self, classes: list[ClassDef]) -> None:
        """Take the classes of a module that is being analysed."""
        for node in classes:
            self._defined[node.info.fullname] = node

    def own(self, judge: Judge, info: TypeInfo) -> DataClass | None:
        """Give the record of a class that is itself declared as a data class."""
        node = self._defined.get(info.fullname)
        if node is not None and node.info is info:
            return _declared(judge, self, node)
        return self._stored.data_class(judge.program, info)

    def of(self, judge: Judge, info: TypeInfo) -> DataClass | None:
        """Give the record of a class, or of the nearest data class that it derives from."""
        for base in info.mro:
            record = self.own(judge, base)
            if record is not None:
                return record
        return None

    def fields(self, judge: Judge, info: TypeInfo) -> Iterator[Var]:
        """Give the annotated or assigned attributes of the data classes in the MRO."""
        found = {}
        for base in reversed(info.mro):
            record = self.own(judge, base)
            for name in record.parameters.fields if record is not None else ():
                entry = base.names.get(name)
                if entry is not None and isinstance(entry.node, Var):
                    found[name] = entry.node
        yield from found.values()

    def given(self, judge: Judge, info: TypeInfo, call: CallExpr) -> dict[str, Value]:
        """Give what a call of a data class passes for its fields, as far as that is clear."""
        declared = self._constructor(judge, info)
        return {name: judge.value(given) for name, given in arguments(declared, call)}

    def parameters(self, judge: Judge, info: TypeInfo) -> tuple[list[str], list[str]]:
        """Name the fields that a generated constructor takes by position, and those by name."""
        declared = self._constructor(judge, info)
        order = order_of(declared)
        fields = {name for parameters in declared for name in parameters.fields}
        return order, sorted(fields - set(order))

    def _constructor(self, judge: Judge, info: TypeInfo) -> list[Parameters]:
        """Give what each class from the base on adds to a generated constructor.

        Nothing where the constructor is written by hand.
        """
        declared: list[Parameters] = []
        for base in info.mro:
            record = self.own(judge, base)
            if record is not None:
                declared.insert(0, record.parameters)
            elif not declared and "__init__" in base.names:
                return []
        return declared if declared and declared[-1].generated else []

    def instance_value(
        self, judge: Judge, instance: Instance, record: DataClass, given: Mapping[str, Value]
    ) -> Value:
        """Judge an instance, by what is passed to it and by the types of its fields."""
        fields = list(self.fields(judge, instance.type))
        name = instance.type.name
        hashable = is_hashable(judge, instance.type)
        if not record.frozen and record.hash != "fields":
            what = f"{name} instance"
            return Value(type=instance, mutable=bool(fields), what=what, hashable=hashable)
        items = [_held(judge, instance, field, given.get(field.name)) for field in fields]
        shell = shell_around(instance, items, f"frozen {name} instance")
        if record.hash == "fields":
            hashable = shell.hashable
        if not record.frozen:
            what = f"{name} instance"
            return Value(type=instance, mutable=bool(fields), what=what, hashable=hashable)
        return replace(shell, hashable=hashable)


def _held(judge: Judge, instance: Instance, field: Var, given: Value | None) -> Value:
    declared = declared_type(field)
    if declared is None:
        return given or NOT_KNOWN
    return held(judge, seen_from(declared, instance, field.info), given)


def _declared(judge: Judge, known: DataClasses, node: ClassDef) -> DataClass | None:
    for decorator in node.decorators:
        call = decorator if isinstance(decorator, CallExpr) else None
        target = call.callee if call is not None else decorator
        spec = transform_of(decorator)
        if spec is None and isinstance(target, RefExpr) and target.fullname in DECORATORS:
            spec = DataclassTransformSpec(frozen_default=target.fullname in OLD_FREEZERS)
        if spec is not None:
            return _record(node, keywords(call), spec, frozen=spec.frozen_default)
    spec = transform_of(node)
    if spec is None:
        return None
    inherited = [known.own(judge, base) for base in node.info.mro[1:]]
    frozen = spec.frozen_default or any(base is not None and base.frozen for base in inherited)
    record = _record(node, node.keywords | configured(node), spec, frozen=frozen)
    is_struct = any(base.fullname == STRUCT for base in node.info.mro)
    hashed = "refused" if is_struct and record.hash == "none" else record.hash
    return replace(
        record, hash=hashed, table=_flag(node.keywords.get("table"), False, unclear=True)
    )


def _record(
    node: ClassDef,
    options: Mapping[str, Expression],
    spec: DataclassTransformSpec,
    *,
    frozen: bool,
) -> DataClass:
    frozen = _flag(options.get("frozen"), frozen, unclear=True)
    if not _flag(options.get("allow_mutation"), True, unclear=False):
        frozen = True
    keyword_only = _flag(options.get("kw_only"), spec.kw_only_default, unclear=True)
    parameters = parameters_of(node, options, keyword_only=keyword_only)
    eq = _flag(options.get("eq"), spec.eq_default, unclear=True)
    if "__hash__" in node.info.names or not eq:
        return DataClass(frozen, "inherited", parameters)
    by_fields = frozen or any(_flag(options.get(k), False, unclear=True) for k in HASH_KEYWORDS)
    return DataClass(frozen, "fields" if by_fields else "none", parameters)


def _flag(given: Expression | None, default: bool, *, unclear: bool) -> bool:
    if given is None:
        return default
    if isinstance(given, NameExpr) and given.fullname in ("builtins.True", "builtins.False"):
        return given.fullname == "builtins.True"
    return unclear
