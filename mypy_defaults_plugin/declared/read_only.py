"""Declared types that an object can't be mutated through; mypy itself forbids it there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.nodes import TypeInfo, Var
from mypy.types import (
    Instance,
    LiteralType,
    NoneType,
    ProperType,
    TupleType,
    Type,
    TypedDictType,
    TypeVarType,
    UnionType,
    get_proper_type,
)

from mypy_defaults_plugin.mutability.mutators import mutators_of
from mypy_defaults_plugin.mutability.value import Sharing, Value

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

READ_ONLY: Final = frozenset(
    {
        "typing.Sequence",
        "typing.Mapping",
        "typing.AbstractSet",
        "typing.Collection",
        "typing.Container",
        "typing.Iterable",
        "typing.Sized",
        "typing.Reversible",
        "typing.Hashable",
        "typing.MappingView",
        "typing.KeysView",
        "typing.ItemsView",
        "typing.ValuesView",
        "builtins.tuple",
        "builtins.frozenset",
        "builtins.str",
        "builtins.bytes",
        "builtins.int",
        "builtins.float",
        "builtins.bool",
    }
)
WITHOUT_ITEMS: Final = frozenset({"typing.Sized", "typing.Container", "typing.Hashable"})
"""Types that give no access to the items of an object."""
KEYED: Final = frozenset({"typing.Mapping"})
"""Types that offer ``x[k]``, which fills a defaultdict."""


def protects(judge: Judge, declared: Type, default: Value) -> bool:
    """Tell whether a default can't be changed by anything its declared type allows.

    An iterator is used up by mere reading, so no type protects it. Mutable elements that the
    default certainly holds must be protected by the type's own elements.
    """
    if not judge.settings.read_only_annotations or default.sharing is not Sharing.CHANGE:
        return False
    return _protects(judge, get_proper_type(declared), default)


def _protects(judge: Judge, declared: ProperType, default: Value) -> bool:
    if isinstance(declared, NoneType | LiteralType):
        return True
    if isinstance(declared, UnionType):
        return all(_protects(judge, get_proper_type(i), default) for i in declared.items)
    if isinstance(declared, TypeVarType):
        allowed = declared.values or [declared.upper_bound]
        return all(_protects(judge, get_proper_type(i), default) for i in allowed)
    if isinstance(declared, TypedDictType):
        keys = declared.items.keys()
        return bool(keys) and keys <= getattr(declared, "readonly_keys", set())
    if isinstance(declared, TupleType):
        return _protects_elements(judge, declared.items, default)
    if not isinstance(declared, Instance):
        return False
    return _instance_protects(judge, declared, default)


def _instance_protects(judge: Judge, declared: Instance, default: Value) -> bool:
    info = declared.type
    judge.program.look_at(info)
    names = {base.fullname for base in _newtype_bases(info)}
    if judge.lists(judge.settings.extend_read_only_types, names):
        return True
    if names & WITHOUT_ITEMS:
        return True
    if names & READ_ONLY:
        if names & KEYED and _derives_from(default, "collections.defaultdict"):
            return False
        if not names & KEYED and _derives_from(default, "typing.Mapping"):
            return True  # it gives out the keys, which can be hashed
        return _protects_elements(judge, list(declared.args[-1:]), default)
    return info.is_protocol and _protocol_protects(judge, info, default)


def _newtype_bases(info: TypeInfo) -> list[TypeInfo]:
    """Give the class itself, behind any NewType."""
    chain = [info]
    while chain[-1].is_newtype and chain[-1].bases:
        chain.append(chain[-1].bases[0].type)
    return chain


def _derives_from(default: Value, fullname: str) -> bool:
    return isinstance(default.type, Instance) and default.type.type.has_base(fullname)


def _protects_elements(judge: Judge, declared: list[Type], default: Value) -> bool:
    """Tell whether the types of the elements protect each mutable element of the default."""
    if not default.elements:
        return True
    return bool(declared) and all(
        _protects(judge, get_proper_type(item), element)
        for item in declared
        for element in default.elements
    )


def _protocol_protects(judge: Judge, info: TypeInfo, default: Value) -> bool:
    """Tell whether a protocol offers no settable attribute and no method that mutates."""
    mutators = mutators_of(default.type)
    if mutators is None or default.elements:
        return False
    for name in info.protocol_members:
        node, _ = judge.program.member(info, name)
        if name in mutators or (isinstance(node, Var) and not node.is_property):
            return False
    return True
