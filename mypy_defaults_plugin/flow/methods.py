"""What the methods of the standard containers, and functions of the library, do to an object."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from mypy.nodes import TypeInfo

from mypy_defaults_plugin.record import record

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge


class Change(Enum):
    """How a method changes its object; what is empty can only be added to."""

    NONE = auto()
    ADDS = auto()
    REMOVES = auto()


class Result(Enum):
    """What a method gives back."""

    NOTHING = auto()
    ITEM = auto()
    ITEM_OR_ARGUMENT = auto()
    COPY = auto()
    VIEW = auto()
    PAIRS = auto()


@record
class Effect:
    """What a method does: ``stores`` puts its arguments in, ``spills`` what they hold."""

    change: Change = Change.NONE
    result: Result = Result.NOTHING
    stores: bool = False
    spills: bool = False


READS: Final = Effect()
STORES: Final = Effect(Change.ADDS, stores=True)
SPILLS: Final = Effect(Change.ADDS, spills=True)
REMOVES: Final = Effect(Change.REMOVES)
TAKES: Final = Effect(Change.REMOVES, Result.ITEM_OR_ARGUMENT)
COPIES: Final = Effect(result=Result.COPY)
VIEWS: Final = Effect(result=Result.VIEW)
ITEM: Final = Effect(result=Result.ITEM)
PAIRS: Final = Effect(result=Result.PAIRS)

_SEQUENCE: Final = {
    "append": STORES,
    "extend": SPILLS,
    "insert": STORES,
    "__setitem__": STORES,
    "__delitem__": REMOVES,
    "__iadd__": SPILLS,
    "__imul__": REMOVES,
    "__getitem__": ITEM,
    "pop": TAKES,
    "remove": REMOVES,
    "clear": REMOVES,
    "reverse": REMOVES,
    "sort": REMOVES,
    "copy": COPIES,
    "__iter__": VIEWS,
    "__reversed__": VIEWS,
}
_MAPPING: Final = {
    "__setitem__": STORES,
    "__delitem__": REMOVES,
    "__ior__": SPILLS,
    "__getitem__": ITEM,
    "get": Effect(result=Result.ITEM_OR_ARGUMENT),
    "setdefault": Effect(Change.ADDS, Result.ITEM_OR_ARGUMENT, stores=True),
    "pop": TAKES,
    "popitem": Effect(Change.REMOVES, Result.ITEM),
    "clear": REMOVES,
    "update": SPILLS,
    "copy": COPIES,
    "items": PAIRS,
    "values": VIEWS,
    "keys": READS,
    "__iter__": READS,
}
_SET: Final = {
    "add": STORES,
    "update": SPILLS,
    "__ior__": SPILLS,
    "symmetric_difference_update": SPILLS,
    "__ixor__": SPILLS,
    "remove": REMOVES,
    "discard": REMOVES,
    "pop": TAKES,
    "clear": REMOVES,
    "difference_update": REMOVES,
    "intersection_update": REMOVES,
    "__iand__": REMOVES,
    "__isub__": REMOVES,
    "copy": COPIES,
    "union": COPIES,
    "difference": COPIES,
    "intersection": COPIES,
    "symmetric_difference": COPIES,
}
_DEQUE: Final = _SEQUENCE | {
    "appendleft": STORES,
    "extendleft": SPILLS,
    "popleft": TAKES,
    "rotate": REMOVES,
}
_COUNTER: Final = _MAPPING | {
    "subtract": SPILLS,
    "__iadd__": SPILLS,
    "__isub__": SPILLS,
    "__iand__": REMOVES,
    "elements": VIEWS,
    "most_common": READS,
}
_DEFAULTDICT: Final = _MAPPING | {
    "__getitem__": Effect(Change.ADDS, Result.ITEM),
    "__missing__": Effect(Change.ADDS, Result.ITEM),
}
_ARRAY: Final = _SEQUENCE | {
    "frombytes": SPILLS,
    "fromfile": SPILLS,
    "fromlist": SPILLS,
    "fromunicode": SPILLS,
    "byteswap": REMOVES,
}

METHODS: Final = {
    "builtins.list": _SEQUENCE,
    "builtins.bytearray": _SEQUENCE,
    "array.array": _ARRAY,
    "collections.deque": _DEQUE,
    "collections.UserList": _SEQUENCE,
    "typing.MutableSequence": _SEQUENCE,
    "builtins.dict": _MAPPING,
    "collections.OrderedDict": _MAPPING | {"move_to_end": REMOVES},
    "collections.defaultdict": _DEFAULTDICT,
    "collections.Counter": _COUNTER,
    "collections.ChainMap": _MAPPING,
    "collections.UserDict": _MAPPING,
    "typing.MutableMapping": _MAPPING,
    "weakref.WeakKeyDictionary": _MAPPING,
    "weakref.WeakValueDictionary": _MAPPING,
    "builtins.set": _SET,
    "typing.MutableSet": _SET,
    "_weakrefset.WeakSet": _SET,
}

BY_NAME: Final = _SET | _MAPPING | _DEQUE | {"add": STORES, "__getitem__": ITEM}
"""What a method does by its name, for a container whose type is not followed."""
STORING_METHODS: Final = frozenset({"append", "appendleft", "insert", "setdefault"})
"""Methods that put an argument into an object of a type that is not known."""


def effect_of(judge: Judge, info: TypeInfo, method: str) -> Effect | None:
    """Give what a method does, None where a class that is not known defines it."""
    _, owner = judge.program.member(info, method)
    for base in info.mro:
        table = METHODS.get(base.fullname)
        if table is None:
            if owner is base:
                return None
            continue
        return table.get(method, READS)
    return None


@record
class FunctionEffect:
    """What a function does to the argument at ``position``; the others may be put into it."""

    change: Change
    position: int = 0
    result: Result = Result.NOTHING
    stores: bool = False
    spills: bool = False


_ADDS: Final = FunctionEffect(Change.ADDS, stores=True)
_REORDERS: Final = FunctionEffect(Change.REMOVES)
_IN_PLACE: Final = FunctionEffect(Change.ADDS, result=Result.ITEM_OR_ARGUMENT, spills=True)

FUNCTIONS: Final = {
    "heapq.heappush": _ADDS,
    "heapq.heapify": _REORDERS,
    "heapq.heappop": FunctionEffect(Change.REMOVES, result=Result.ITEM),
    "heapq.heapreplace": FunctionEffect(Change.REMOVES, result=Result.ITEM, stores=True),
    "heapq.heappushpop": FunctionEffect(
        Change.REMOVES, result=Result.ITEM_OR_ARGUMENT, stores=True
    ),
    "bisect.insort": _ADDS,
    "bisect.insort_left": _ADDS,
    "bisect.insort_right": _ADDS,
    "random.shuffle": _REORDERS,
    "operator.setitem": _ADDS,
    "operator.delitem": _REORDERS,
    "operator.iadd": _IN_PLACE,
    "operator.iconcat": _IN_PLACE,
    "operator.ior": _IN_PLACE,
    "operator.iand": _REORDERS,
    "operator.isub": _REORDERS,
    "operator.ixor": _IN_PLACE,
    "operator.imul": _REORDERS,
    "builtins.setattr": _ADDS,
    "builtins.delattr": _REORDERS,
}
"""Functions that change an argument, by full name; compiled modules' own names follow."""

for _module, _real in (("heapq", "_heapq"), ("bisect", "_bisect"), ("operator", "_operator")):
    for _name in [name for name in FUNCTIONS if name.startswith(f"{_module}.")]:
        FUNCTIONS[f"{_real}.{_name.partition('.')[2]}"] = FUNCTIONS[_name]

CONSTRUCTORS: Final = frozenset(
    {
        "builtins.list",
        "builtins.dict",
        "builtins.set",
        "builtins.frozenset",
        "builtins.tuple",
        "builtins.bytearray",
        "builtins.sorted",
        "collections.deque",
        "collections.OrderedDict",
        "collections.Counter",
        "collections.UserList",
        "collections.UserDict",
        "array.array",
    }
)
"""Calls that give a fresh container with what the argument holds."""

LAZY: Final = frozenset(
    {"builtins.iter", "builtins.reversed", "builtins.enumerate", "builtins.zip", "builtins.map",
     "builtins.filter", "itertools.chain", "itertools.islice"}
)  # fmt: skip
"""Calls that give an iterator over what the arguments hold."""

SHALLOW_COPIES: Final = frozenset({"copy.copy", "dataclasses.replace"})
DEEP_COPIES: Final = frozenset({"copy.deepcopy"})
CONSUMERS: Final = frozenset(
    {"builtins.sum", "builtins.max", "builtins.min", "builtins.any", "builtins.all"}
)
