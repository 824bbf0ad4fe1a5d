"""Declared types that an object can't be mutated through; mypy itself forbids it there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from mypy.nodes import OverloadedFuncDef, TypeInfo, Var
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
    UnpackType,
    get_proper_type,
)

from mypy_defaults_plugin.host.internals import seen_from
from mypy_defaults_plugin.mutability.mutators import only_reads
from mypy_defaults_plugin.mutability.signatures import signatures
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
    }
)
SCALARS: Final = frozenset(
    {"builtins.str", "builtins.bytes", "builtins.int", "builtins.float", "builtins.bool"}
)
WITHOUT_ITEMS: Final = frozenset({"typing.Sized", "typing.Container", "typing.Hashable"})
"""Types that give no access to the items of an object."""
READERS: Final = frozenset(
    {"__bool__", "__contains__", "__eq__", "__hash__", "__iter__", "__len__", "__reversed__"}
)
"""Methods that only read, whatever the class: those of the read-only types above."""
READERS_OF_ITEMS: Final = frozenset({"__iter__", "__reversed__"})
ITERATORS: Final = frozenset({"typing.Iterator", "typing.Generator"})
KEYED: Final = frozenset({"typing.Mapping"})
"""Types that offer ``x[k]``, which fills a defaultdict."""


def protects(judge: Judge, declared: Type, default: Value) -> bool:
    """Tell whether a default can't be changed by anything its declared type allows.

    An iterator is used up by mere reading, so no type protects it. Mutable elements that the
    default certainly holds must be protected by the type's own elements.
    """
    if not judge.settings.read_only_annotations:
        return False
    return _protects(judge, get_proper_type(declared), default)


def _protects(judge: Judge, declared: ProperType, default: Value) -> bool:
    if _is_iterator(default):
        return False
    if isinstance(declared, NoneType | LiteralType):
        return True
    if isinstance(declared, UnionType):
        items = [get_proper_type(item) for item in declared.items]
        fitting = [item for item in items if _may_be(default, item)]
        return all(_protects(judge, item, default) for item in fitting or items)
    if isinstance(declared, TypeVarType):
        allowed = declared.values or [declared.upper_bound]
        return all(_protects(judge, get_proper_type(i), default) for i in allowed)
    if isinstance(declared, TypedDictType):
        return is_read_only_dict(declared) and _protects_places(judge, declared.items, default)
    if isinstance(declared, TupleType):
        if any(isinstance(item, UnpackType) for item in declared.items):
            return _protects_elements(judge, [_unpacked(i) for i in declared.items], default)
        return _protects_places(judge, dict(enumerate(declared.items)), default)
    if not isinstance(declared, Instance):
        return False
    return _instance_protects(judge, declared, default)


def is_read_only_dict(declared: TypedDictType) -> bool:
    """Tell whether every key is ReadOnly (PEP 705; mypy knows it from 1.13 on)."""
    keys = declared.items.keys()
    return bool(keys) and keys <= getattr(declared, "readonly_keys", set())


def _unpacked(item: Type) -> Type:
    """Give the type of the items behind ``*tuple[T, ...]``."""
    if not isinstance(item, UnpackType):
        return item
    inside = get_proper_type(item.type)
    return inside.args[-1] if isinstance(inside, Instance) and inside.args else inside


def _instance_protects(judge: Judge, declared: Instance, default: Value) -> bool:
    info = declared.type
    judge.program.look_at(info)
    names = {base.fullname for base in _newtype_bases(info)}
    if judge.lists(judge.settings.extend_read_only_types, names):
        return True
    if names & WITHOUT_ITEMS or names & SCALARS:
        return True
    if names & READ_ONLY:
        if names & KEYED and _derives_from(default, "collections.defaultdict"):
            return False
        if not names & KEYED and _derives_from(default, "typing.Mapping"):
            return True  # it gives out the keys, which can be hashed
        return _protects_elements(judge, list(declared.args[-1:]), default)
    return info.is_protocol and _protocol_protects(judge, declared, default)


def _newtype_bases(info: TypeInfo) -> list[TypeInfo]:
    """Give the class itself, behind any NewType."""
    chain = [info]
    while chain[-1].is_newtype and chain[-1].bases:
        chain.append(chain[-1].bases[0].type)
    return chain


def _is_iterator(default: Value) -> bool:
    """Tell whether the object itself is used up, not something that it holds."""
    return default.sharing is not Sharing.CHANGE and not default.elements


def _may_be(default: Value, declared: ProperType) -> bool:
    """Tell whether a default may be an instance of a type, so that a test for it may hold."""
    if not isinstance(default.type, Instance) or not isinstance(declared, Instance):
        return not isinstance(declared, NoneType)
    held, tested = default.type.type, declared.type
    if held.is_protocol or tested.is_protocol or held.fallback_to_any or tested.fallback_to_any:
        return True
    return held.has_base(tested.fullname) or tested.has_base(held.fullname)


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


def _protects_places(judge: Judge, declared: Mapping[Any, Type], default: Value) -> bool:
    """Tell whether each mutable element of the default is protected by the type at its place."""
    if not default.places:
        return _protects_elements(judge, list(declared.values()), default)
    return all(
        place in declared and _protects(judge, get_proper_type(declared[place]), element)
        for place, element in default.places
    )


def _protocol_protects(judge: Judge, declared: Instance, default: Value) -> bool:
    """Tell whether a protocol offers no settable attribute and no method that mutates."""
    return all(
        _member_protects(judge, declared, name, default) for name in declared.type.protocol_members
    )


def _member_protects(judge: Judge, declared: Instance, name: str, default: Value) -> bool:
    node, owner = judge.program.member(declared.type, name)
    if node is None or owner is None or (isinstance(node, Var) and not node.is_property):
        return False
    if isinstance(node, OverloadedFuncDef) and node.is_property:
        return False  # it has a setter
    if name not in READERS and not only_reads(judge, default.type, name):
        return False
    if not default.elements or name in READERS - READERS_OF_ITEMS:
        return True
    results = [seen_from(s.ret_type, declared, owner) for s in signatures(judge, node)]
    return bool(results) and all(
        _protects(judge, _given_out(result), element)
        for result in results
        for element in default.elements
    )


def _given_out(result: Type) -> ProperType:
    """Give the type of what a method gives, or of what its iterator gives."""
    proper = get_proper_type(result)
    if isinstance(proper, Instance) and proper.type.fullname in ITERATORS and proper.args:
        return get_proper_type(proper.args[0])
    return proper
