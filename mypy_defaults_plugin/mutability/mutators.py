"""Which methods of the standard containers change the container."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.types import Instance, ProperType, TupleType

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

_SEQUENCE: Final = frozenset(
    {
        "__setitem__",
        "__delitem__",
        "__iadd__",
        "__imul__",
        "append",
        "extend",
        "insert",
        "pop",
        "remove",
        "clear",
        "reverse",
        "sort",
    }
)
_MAPPING: Final = frozenset(
    {"__setitem__", "__delitem__", "__ior__", "pop", "popitem", "clear", "update", "setdefault"}
)
_SET: Final = frozenset(
    {
        "__iand__",
        "__ior__",
        "__isub__",
        "__ixor__",
        "add",
        "clear",
        "difference_update",
        "discard",
        "intersection_update",
        "pop",
        "remove",
        "symmetric_difference_update",
        "update",
    }
)

MUTATORS: Final = {
    "builtins.list": _SEQUENCE,
    "builtins.bytearray": _SEQUENCE,
    "array.array": _SEQUENCE | {"byteswap", "frombytes", "fromfile", "fromlist", "fromunicode"},
    "collections.deque": _SEQUENCE | {"appendleft", "extendleft", "popleft", "rotate"},
    "collections.UserList": _SEQUENCE,
    "builtins.dict": _MAPPING,
    "collections.OrderedDict": _MAPPING | {"move_to_end"},
    "collections.defaultdict": _MAPPING | {"__getitem__", "__missing__"},
    "collections.Counter": _MAPPING | {"__iadd__", "__isub__", "__iand__", "subtract"},
    "collections.ChainMap": _MAPPING,
    "collections.UserDict": _MAPPING,
    "builtins.set": _SET,
    "_weakrefset.WeakSet": _SET,
    "weakref.WeakKeyDictionary": _MAPPING,
    "weakref.WeakValueDictionary": _MAPPING,
    "typing.MutableMapping": _MAPPING,
    "typing.MutableSequence": _SEQUENCE,
    "typing.MutableSet": _SET,
}


READING_BASES: Final = frozenset(
    {
        "builtins.object",
        "typing.AbstractSet",
        "typing.Collection",
        "typing.Container",
        "typing.Iterable",
        "typing.Mapping",
        "typing.Reversible",
        "typing.Sequence",
        "typing.Sized",
    }
)
"""Classes whose methods change nothing."""


def only_reads(judge: Judge, default: ProperType | None, name: str) -> bool:
    """Tell whether a method of a standard container certainly leaves the container as it is."""
    if isinstance(default, TupleType):
        return True
    if not isinstance(default, Instance):
        return False
    _, owner = judge.program.member(default.type, name)
    if owner is None or not (owner.fullname in MUTATORS or owner.fullname in READING_BASES):
        return False
    return not any(name in MUTATORS.get(base.fullname, ()) for base in default.type.mro)
