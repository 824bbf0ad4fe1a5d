"""What the methods of the standard containers and iterators do, by the class that defines them."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from mypy.nodes import TypeInfo

from mypy_defaults_plugin.record import record


class Change(Enum):
    """How an object is changed; what is empty can only be added to."""

    NONE = auto()
    ADDS = auto()  # and may remove as well
    GROWS = auto()
    REMOVES = auto()
    REORDERS = auto()

    @property
    def adds(self) -> bool:
        """Tell whether an empty object is changed, too."""
        return self in (Change.ADDS, Change.GROWS)

    @property
    def empties(self) -> bool:
        """Tell whether nothing may be left in the object."""
        return self in (Change.ADDS, Change.REMOVES)

    def joined(self, other: Change) -> Change:
        """Give what happens where either of two changes may."""
        if self.adds or other.adds:
            return Change.ADDS if self.empties or other.empties else Change.GROWS
        return Change.REMOVES if self.empties or other.empties else Change.REORDERS


class Result(Enum):
    """What a method gives back."""

    NOTHING = auto()
    ITEM = auto()
    ITEM_OR_ARGUMENT = auto()
    ITSELF = auto()
    COPY = auto()
    PAIRS = auto()


@record
class Effect:
    """What a method does: ``stores`` puts its arguments in, ``spills`` what they hold.

    After one that ``moves`` items nobody knows where they stand.
    """

    change: Change = Change.NONE
    result: Result = Result.NOTHING
    stores: bool = False
    spills: bool = False
    moves: bool = False


READS: Final = Effect()
SETS: Final = Effect(Change.ADDS, stores=True)
STORES: Final = Effect(Change.GROWS, stores=True)
SPILLS: Final = Effect(Change.GROWS, spills=True)
MIXES: Final = Effect(Change.ADDS, spills=True)
REMOVES: Final = Effect(Change.REMOVES)
ITEM: Final = Effect(result=Result.ITEM)
COPIES: Final = Effect(result=Result.COPY)
PAIRS: Final = Effect(result=Result.PAIRS)
ADDS_ITEM: Final = Effect(Change.GROWS, Result.ITEM)
TAKES_FROM_MAPPING: Final = Effect(Change.REMOVES, Result.ITEM_OR_ARGUMENT)
STORES_FIRST: Final = Effect(Change.GROWS, stores=True, moves=True)
SPILLS_FIRST: Final = Effect(Change.GROWS, spills=True, moves=True)
REORDERS: Final = Effect(Change.REORDERS, moves=True)
CUTS: Final = Effect(Change.REMOVES, moves=True)
TAKES: Final = Effect(Change.REMOVES, Result.ITEM, moves=True)

METHODS: Final[dict[str, dict[str, Effect]]] = {
    "typing.Iterable": {"__iter__": COPIES},
    "typing.Sequence": {"__getitem__": ITEM, "__reversed__": COPIES},
    "typing.MutableSequence": {
        "__setitem__": SETS,
        "__delitem__": CUTS,
        "__iadd__": SPILLS,
        "append": STORES,
        "extend": SPILLS,
        "insert": STORES_FIRST,
        "pop": TAKES,
        "remove": CUTS,
        "reverse": REORDERS,
        "clear": REMOVES,
        "__imul__": CUTS,
        "copy": COPIES,
        "sort": REORDERS,
    },
    "collections.deque": {
        "appendleft": STORES_FIRST,
        "extendleft": SPILLS_FIRST,
        "popleft": TAKES,
        "rotate": REORDERS,
    },
    "array.array": {
        "byteswap": REORDERS,
        "frombytes": SPILLS,
        "fromfile": SPILLS,
        "fromlist": SPILLS,
        "fromunicode": SPILLS,
    },
    "typing.Mapping": {
        "__getitem__": ITEM,
        "__iter__": READS,
        "__reversed__": READS,
        "get": Effect(result=Result.ITEM_OR_ARGUMENT),
        "items": PAIRS,
        "values": COPIES,
    },
    "collections.defaultdict": {"__getitem__": ADDS_ITEM, "__missing__": ADDS_ITEM},
    "typing.MutableMapping": {
        "__setitem__": STORES,
        "__delitem__": REMOVES,
        "__ior__": SPILLS,
        "setdefault": Effect(Change.GROWS, Result.ITEM_OR_ARGUMENT, stores=True),
        "pop": TAKES_FROM_MAPPING,
        "popitem": Effect(Change.REMOVES, Result.ITEM),
        "clear": REMOVES,
        "update": SPILLS,
        "copy": COPIES,
    },
    "collections.OrderedDict": {"move_to_end": REORDERS},
    "collections.Counter": {
        "subtract": SPILLS,
        "__iadd__": SPILLS,
        "__isub__": SPILLS,
        "__iand__": REMOVES,
        "elements": COPIES,
    },
    "typing.MutableSet": {
        "add": STORES,
        "discard": REMOVES,
        "remove": REMOVES,
        "pop": Effect(Change.REMOVES, Result.ITEM),
        "clear": REMOVES,
        "__ior__": SPILLS,
        "__iand__": REMOVES,
        "__ixor__": MIXES,
        "__isub__": REMOVES,
        "update": SPILLS,
        "copy": COPIES,
        "union": COPIES,
        "difference": COPIES,
        "intersection": COPIES,
        "symmetric_difference": COPIES,
        "difference_update": REMOVES,
        "intersection_update": REMOVES,
        "symmetric_difference_update": MIXES,
    },
}
"""The methods that do something, or give out what the object holds.

A method of an abstract class keeps its meaning in the classes that derive from it.
"""

BY_NAME: Final[dict[str, Effect]] = {
    method: effect
    for table in reversed(METHODS.values())
    for method, effect in table.items()
    if table is not METHODS["collections.defaultdict"]
} | {"pop": Effect(Change.REMOVES, Result.ITEM_OR_ARGUMENT, moves=True)}
"""What a method does by its name, for an object whose class is not known."""

ADVANCING: Final = frozenset({"__next__", "send", "throw", "close", "__anext__", "asend"})
"""Methods that move an iterator on, or end it."""

STORING: Final = frozenset({"append", "appendleft", "extend", "insert", "setdefault", "update"})
"""Methods by which an object of unknown type is known for a container that takes something."""


def effect_of(info: TypeInfo | None, method: str) -> Effect:
    """Give what a method does to an object of a class; without one, what its name says."""
    if info is None:
        return BY_NAME.get(method, READS)
    for base in info.mro:
        table = METHODS.get(base.fullname)
        if table is not None and method in table:
            return table[method]
    return READS
