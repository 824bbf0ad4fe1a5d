"""A small project with findings in every kind of module that mypy treats in its own way."""

from typing import Final

CONFIG: Final = """\
[mypy]
plugins = {plugins}
files = .
namespace_packages = True
explicit_package_bases = True
warn_unused_ignores = True
[mypy-quiet]
ignore_errors = True
[mypy-quiet_too.*]
ignore_errors = True
[mypy_defaults_plugin]
named_defaults = all
[mypy_defaults_plugin-strict_part.*]
read_only_annotations = false
"""

FILES: Final = {
    "shop/__init__.py": """\
from shop.records import Line as Line, Settings as Settings
from shop.constants import *

def version(parts=[1, 2]): return parts
""",
    "shop/constants.py": """\
from shop.records import Line, Settings
import quiet

DEFAULTS = {"a": 1}
EMPTY = ()
NESTED = (DEFAULTS, EMPTY)
LINE = Line(1)
SETTINGS = Settings()
DECLARED: list[int] = []
quiet_one = quiet.VALUE

class Limits:
    SIZES = [1, 2]
    NAMES = ("a",)
""",
    "shop/records.py": """\
from __future__ import annotations
from dataclasses import dataclass, field
from typing import NamedTuple, TypedDict
import shop.cycle

@dataclass
class Line:
    amount: int

@dataclass(frozen=True)
class Settings:
    name: str = ""
    after: Settings | None = None

@dataclass(frozen=True)
class Holder:
    lines: list[Line] = field(default_factory=list)

class Pair(NamedTuple):
    left: int
    right: shop.cycle.Stack

class Options(TypedDict):
    name: str
""",
    "shop/cycle.py": """\
import shop.records
from shop import records as r

class Stack(list[int]): ...
class Quiet: ...

def push(stack: Stack = Stack(), line=r.Line(1), other: object = shop.records.Holder()) -> None: ...
def forward(x=LATER, y=r.Settings(), z=r.Pair(1, Stack())): ...
LATER = [Stack()]
wrong: int = "mypy's own error"
""",
    "shop/cart.py": """\
from collections import defaultdict
from collections.abc import Mapping, Sequence
import shop
from shop import DEFAULTS, LINE, SETTINGS, Line, Settings, constants
from shop.constants import Limits, NESTED, DECLARED as D

def add(item: int, cart: list[int] = []) -> list[int]:
    return cart
def look(cart: Sequence[int] = [], by: Mapping[str, int] = {}) -> int:
    return len(cart)
def named(a: dict[str, int] = DEFAULTS, b: object = LINE, c: object = SETTINGS,
          d: object = Line(1), e: object = Settings(), f: object = shop.EMPTY) -> None: ...
def more(a: object = constants.DEFAULTS, b: object = Limits.SIZES, c: object = Limits.NAMES,
         d: object = NESTED, e: object = D, f: object = defaultdict(list)) -> None: ...
def meant(cache: dict[str, int] = {}) -> None: ...  # type: ignore[mutable-default]
def unused(cache: int = 0) -> None: ...  # type: ignore[mutable-default]
async def later(x: object = map(str, ())) -> None: ...
key = lambda x, seen={}: seen
""",
    "shop/plain.py": """\
import shop
from shop.constants import *
from shop.records import Holder, Options, Pair
from typed import build, Thing, CONSTANT

def f(a=DEFAULTS, b=LINE, c=SETTINGS, d=EMPTY, e=shop.Line(2), g=shop.Settings()):
    def inner(x=[], y={}, z=set()):
        return lambda q=[1]: q
    return inner
def g(a=build(), b=Thing(), c=Holder(), d=Options(name=""), e=Pair, h=CONSTANT): ...
class Local:
    seen = [0]
    def method(self, x=[], *, y=seen): ...
    @staticmethod
    def static(x=list("a")): ...
if DEFAULTS:
    def h(x="a b".split()): ...
else:
    def h(x=sorted(())): ...
""",
    "typed.pyi": """\
class Thing:
    def __setitem__(self, key: int, value: int) -> None: ...
def build(x: list[int] = []) -> list[int]: ...
CONSTANT: dict[str, int]
""",
    "empty.py": "",
    "script.py": """\
#!/usr/bin/env python
import sys
def main(argv=sys.argv, seen=[]): return 0
""",
    "quiet.py": """\
def f(x=[]): ...
VALUE = [1]
SHARED: list[int] = [1]
class Box:
    def __init__(self, items: list[int]) -> None:
        self.items = items
    def __setitem__(self, key: int, value: int) -> None: ...
""",
    "quiet_too/part.py": "def f(x=[]): ...\n",
    "reader.py": """\
import quiet
from quiet_too.part import f as g
def f(a=quiet.VALUE, b=quiet.SHARED, c=quiet.Box([1])): g()
""",
    "names/space/inner.py": """\
from collections.abc import Sequence
def f(x: Sequence[int] = [], y: "list[str]" = []) -> None: ...
""",
    "strict_part/code.py": """\
from collections.abc import Sequence
from names.space.inner import f as f
def g(x: Sequence[int] = []) -> None: f([1, ""])
""",
}

MODULES_WITH_FINDINGS: Final = frozenset(
    {
        "shop/__init__.py",
        "shop/cycle.py",
        "shop/cart.py",
        "shop/plain.py",
        "script.py",
        "reader.py",
        "names/space/inner.py",
        "strict_part/code.py",
    }
)
