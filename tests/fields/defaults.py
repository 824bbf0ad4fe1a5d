"""The defaults that are tried in every field: source text, evaluated after the preamble."""

from __future__ import annotations

from typing import Final

PREAMBLE: Final = """\
import array
import asyncio
import collections
import contextlib
import copy
import dataclasses
import datetime
import decimal
import enum
import fractions
import io
import itertools
import logging
import multiprocessing
import pathlib
import queue
import random
import re
import sqlite3
import threading
import types
import uuid
from collections import OrderedDict, defaultdict, deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, TypeVar

import attr
import msgspec
import pydantic

T = TypeVar("T")


class Plain:
    def __init__(self) -> None:
        self.state = 0


class Slotted:
    __slots__ = ("state",)

    def __init__(self) -> None:
        self.state = 0


class Declared:
    state: int = 0


class Child(Plain):
    pass


class Stateless:
    def run(self) -> int:
        return 0


class Constants:
    LIMIT: ClassVar[int] = 3


class OnlyEq:
    def __init__(self) -> None:
        self.state = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OnlyEq)


class EqWithoutState:
    def __eq__(self, other: object) -> bool:
        return isinstance(other, EqWithoutState)


class NoHash:
    __hash__ = None  # type: ignore[assignment]

    def __init__(self) -> None:
        self.state = 0


class Worth:
    def __init__(self, amount: int) -> None:
        self.amount = amount

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Worth) and other.amount == self.amount

    def __hash__(self) -> int:
        return hash(self.amount)


class Names(list[str]):
    pass


class HashableList(list[int]):
    def __hash__(self) -> int:  # type: ignore[override]
        return 0


class Registry(dict[str, int]):
    pass


class Worker(threading.Thread):
    pass


@dataclass
class Data:
    x: int = 0


@dataclass(eq=False)
class IdentityData:
    x: int = 0


@dataclass(unsafe_hash=True)
class UnsafeHash:
    x: int = 0


@dataclass(frozen=True)
class Frozen:
    x: int = 0


@dataclass(frozen=True)
class FrozenAny:
    x: Any


@dataclass(frozen=True)
class FrozenList:
    x: list[int]


@dataclass(frozen=True, eq=False)
class FrozenIdentity:
    x: list[int]


class Model(pydantic.BaseModel):
    x: int = 0


class FrozenModel(pydantic.BaseModel, frozen=True):
    x: Any = 0


@attr.define
class Defined:
    x: int = 0


@attr.s(auto_attribs=True, eq=False)
class IdentityDefined:
    x: int = 0


@attr.frozen
class FrozenDefined:
    x: Any = 0


class Record(msgspec.Struct):
    x: int = 0


class IdentityRecord(msgspec.Struct, eq=False):
    x: int = 0


class FrozenRecord(msgspec.Struct, frozen=True):
    x: Any = 0


class Pair(NamedTuple):
    left: int
    right: Any


class Color(enum.Enum):
    RED = 1


def make() -> list[int]:
    return []


def make_plain() -> Plain:
    return Plain()


def make_tuple() -> tuple[int, ...]:
    return ()


class EqualWithoutHash:
    __hash__ = None  # type: ignore[assignment]

    def __init__(self) -> None:
        self.state = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, EqualWithoutHash)


class Compared:
    def __init__(self) -> None:
        self.state = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Compared)


class HashedLater(Compared):
    def __hash__(self) -> int:
        return 0


class WithConstant:
    LIMIT = 3


LIST = [1]
EMPTY: list[int] = []
DICT = {"a": 1}
TUPLE = (1, 2)
NESTED = ([1],)
PLAIN = Plain()
DATA = Data()
LOGGER = logging.getLogger("x")


class Holder:
    ITEMS = ["a"]
    LIMIT = 3
"""

UNKNOWN_EMPTINESS: Final = "where emptiness can't be known"

DEFAULTS: Final[dict[str, str]] = {
    # the source, and why it is left to the framework where a verdict can't be sure
    "None": "",
    "0": "",
    "'text'": "",
    "b'bytes'": "",
    "1.5": "",
    "True": "",
    "()": "",
    "(1, 'a')": "",
    "((), (1,))": "",
    "frozenset({1})": "",
    "frozenset()": "",
    "range(3)": "",
    "Color.RED": "",
    "len": "",
    "int": "",
    "re.compile('x')": "",
    "datetime.date(2020, 1, 1)": "",
    "decimal.Decimal('1')": "",
    "fractions.Fraction(1, 2)": "",
    "pathlib.Path('.')": "",
    "uuid.UUID(int=1)": "",
    "datetime.timedelta(days=1)": "",
    "logging.getLogger('x')": "",
    "LOGGER": "",
    "object()": "",
    "TUPLE": "",
    "Holder.LIMIT": "",
    "make_tuple()": "",
    "Stateless()": "",
    "Constants()": "",
    "Worth(3)": "",
    "Frozen()": "",
    "Frozen(2)": "",
    "Pair(1, 2)": "",
    "random.SystemRandom()": "",
    "[]": "",
    "[1, 2]": "",
    "[[1], [2]]": "",
    "{}": "",
    "{'a': 1}": "",
    "{'a': []}": "",
    "{1}": "",
    "set()": "",
    "list()": "",
    "dict()": "",
    "dict(a=1)": "",
    "list((1, 2))": "",
    "[0] * 3": "",
    "[1] + [2]": "",
    "[x for x in (1, 2)]": UNKNOWN_EMPTINESS,
    "{x: 1 for x in 'ab'}": UNKNOWN_EMPTINESS,
    "sorted((2, 1))": UNKNOWN_EMPTINESS,
    "'a b'.split()": UNKNOWN_EMPTINESS,
    "make()": UNKNOWN_EMPTINESS,
    "LIST": UNKNOWN_EMPTINESS,
    "EMPTY": UNKNOWN_EMPTINESS,
    "DICT": UNKNOWN_EMPTINESS,
    "LIST.copy()": UNKNOWN_EMPTINESS,
    "Holder.ITEMS": UNKNOWN_EMPTINESS,
    "bytearray()": "",
    "bytearray(b'x')": "",
    "bytearray(2)": "",
    "deque()": "",
    "deque([1])": "",
    "defaultdict(list)": "",
    "OrderedDict()": "",
    "collections.Counter()": "",
    "collections.ChainMap()": "",
    "collections.UserList()": "",
    "array.array('i')": "",
    "types.SimpleNamespace(a=1)": "",
    "Names()": "",
    "Names(['a'])": "",
    "Registry()": "",
    "HashableList()": "",
    "Plain()": "",
    "Slotted()": "",
    "Declared()": "",
    "Child()": "",
    "PLAIN": "",
    "make_plain()": "",
    "OnlyEq()": "",
    "EqWithoutState()": "",
    "NoHash()": "",
    "EqualWithoutHash()": "",
    "HashedLater()": "",
    "WithConstant()": "",
    "Data()": "",
    "DATA": "",
    "IdentityData()": "",
    "UnsafeHash()": "",
    "Model()": "",
    "FrozenModel()": "",
    "FrozenModel(x=[])": "",
    "FrozenModel(x=Plain())": "",
    "Defined()": "",
    "IdentityDefined()": "",
    "FrozenDefined()": "",
    "FrozenDefined([])": "",
    "FrozenDefined(Plain())": "",
    "Record()": "",
    "IdentityRecord()": "",
    "FrozenRecord()": "",
    "FrozenRecord([])": "",
    "FrozenRecord(Plain())": "",
    "(Record(),)": "",
    "FrozenList([])": "",
    "FrozenAny([])": "",
    "FrozenAny(Plain())": "",
    "FrozenAny(1)": "",
    "FrozenIdentity([])": "",
    "([],)": "",
    "(1, {})": "",
    "((1, [2]),)": "",
    "NESTED": "",
    "(Plain(),)": "",
    "(Data(),)": "",
    "(IdentityData(), 1)": "",
    "Pair(1, [])": "",
    "Pair(1, Plain())": "",
    "iter([1])": "",
    "itertools.count()": "",
    "threading.Event()": "",
    "threading.local()": "",
    "multiprocessing.Lock()": "",
    "sqlite3.connect(':memory:')": "",
    "contextlib.ExitStack()": "",
    "io.StringIO()": "",
    "threading.Condition()": "",
    "threading.Lock()": "",
    "threading.RLock()": "",
    "asyncio.Lock()": "",
    "queue.Queue()": "",
    "queue.SimpleQueue()": "",
    "ThreadPoolExecutor(1)": "",
    "random.Random(1)": "",
    "Worker()": "",
    "[] if len(LIST) else {}": UNKNOWN_EMPTINESS,
    "[] or [1]": "",
    "None or []": "",
    "copy.copy(LIST)": UNKNOWN_EMPTINESS,
}
