"""Which methods of the standard containers change the container."""

from typing import Final

from mypy.types import Instance, ProperType, TupleType

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
}


def mutators_of(default: ProperType | None) -> frozenset[str] | None:
    """Name the methods that change an object of exactly this type; None where not known."""
    if isinstance(default, TupleType):
        return frozenset()
    if isinstance(default, Instance):
        return MUTATORS.get(default.type.fullname)
    return None
