"""Edits of one module that change the verdict on another, which stays as it is."""

import re
from dataclasses import dataclass
from typing import Final

from mypy_runs import MYPY

HEAD: Final = """\
from __future__ import annotations
from collections.abc import *
from dataclasses import dataclass, field
from typing import *
from typing import NamedTuple, NewType, Protocol, TypedDict, TypeVar
"""


@dataclass(frozen=True)
class Edit:
    """What ``deep`` says in one place when all is well and when not, and what depends on it.

    ``mid`` imports ``deep`` and is not edited either. ``uses`` are the defaults that have no
    finding before the edit and one each after it. ``parameters``, where given, are complete;
    ``in_functions`` says whether they are tried with modules that a function imports, too.
    """

    name: str
    clean: str
    mutable: str
    deep: str = "%s"
    mid: str = ""
    uses: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    in_functions: bool = True
    rebinds: bool = False

    @property
    def findings(self) -> int:
        """Give the number of findings in all users after the edit."""
        defaults = 5 * len(self.uses) + (2 + self.in_functions) * len(self.parameters)
        return defaults - 2 * len(self.uses) if self._is_stale_in_functions else defaults

    def files(self) -> dict[str, str]:
        """Give the modules of the project before the edit."""
        annotated = [f"def f{i}(x: object = {use}) -> None: ..." for i, use in enumerate(self.uses)]
        plain = [f"def f{i}(x={use}): ..." for i, use in enumerate(self.uses)]
        declared = [f"def g{i}({text}) -> None: ..." for i, text in enumerate(self.parameters)]
        plain_inside, annotated_inside = plain, annotated
        local = declared if self.in_functions else ["..."]
        modules = "from typing import Any, Optional, cast\nimport deep, mid\n"
        inside = "def outer():\n    import deep, mid\n"
        names = "from deep import *\nfrom mid import *\n" + modules
        if self._is_stale_in_functions:
            plain_inside, annotated_inside = ["..."], ["..."]
        return {
            **self.before(),
            **self._named("mid", f"import deep\nfrom deep import *\n{self.mid}\n"),
            **self._named("annotated", modules + "\n".join(annotated + declared) + "\n"),
            **self._named("plain", modules + "\n".join(plain) + "\n"),
            **self._named(
                "nested", modules + "def outer():\n" + _indented([*plain_inside, "return 1"])
            ),
            **self._named("inside", HEAD + inside + _indented(annotated_inside + local)),
            **self._named("method", names + "class C:\n" + _methods([*annotated, *declared])),
        }

    @property
    def _is_stale_in_functions(self) -> bool:
        """Tell whether a daemon goes on with the old binding of a name in a function's body."""
        return self.rebinds and MYPY < (2, 4)

    def before(self) -> dict[str, str]:
        """Give the module that is edited, as it is before."""
        return self._named("deep", HEAD + self.deep.replace("%s", self.clean) + "\n")

    def after(self) -> dict[str, str]:
        """Give the module that is edited, as it is after."""
        return self._named("deep", HEAD + self.deep.replace("%s", self.mutable) + "\n")

    def _named(self, module: str, text: str) -> dict[str, str]:
        """Give each edit modules of its own, so that one project holds them all."""
        own = re.sub(r"\b(deep|mid)\b", rf"\1_{self.name}", text)
        return {f"{module}_{self.name}.py": own}


def _indented(lines: list[str]) -> str:
    return "".join(f"    {line}\n" for line in lines)


def _methods(functions: list[str]) -> str:
    return _indented([function.replace("(", "(self, ", 1) for function in functions])


EDITS: Final = [
    Edit(
        "undeclared_constant",
        "VALUE = (1,)",
        "VALUE = [1]",
        mid="COPY = VALUE\nINSIDE = (1, deep.VALUE)\nclass Held:\n    ITEM = deep.VALUE",
        uses=(
            "deep.VALUE",
            "mid.VALUE",
            "mid.COPY",
            "mid.INSIDE",
            "mid.Held.ITEM",
            "(deep.VALUE,)",
        ),
    ),
    Edit(
        "constant_in_class",
        "    ITEMS = ()",
        "    ITEMS = {1: 2}",
        deep="class Config:\n%s",
        mid="class Derived(deep.Config): ...\nALIAS = Config.ITEMS",
        uses=("deep.Config.ITEMS", "mid.Derived.ITEMS", "mid.ALIAS"),
    ),
    Edit(
        "declared_constant",
        "VALUE: tuple[int, ...] = make()",
        "VALUE: list[int] = make()",
        deep="def make() -> Any: ...\n%s",
        mid="COPY = VALUE",
        uses=("deep.VALUE", "mid.VALUE", "mid.COPY"),
    ),
    Edit(
        "attribute_of_an_object",
        "    items: tuple[int, ...] = ()",
        "    items: list[int]",
        deep="class Config:\n%s\nCONFIG: Config = Config()",
        mid="COPY = CONFIG\nDECLARED: Config = CONFIG\nNEXT = CONFIG.items",
        uses=(
            "deep.CONFIG.items",
            "mid.CONFIG.items",
            "mid.DECLARED.items",
            "mid.COPY.items",
            "mid.NEXT",
        ),
    ),
    Edit(
        "gains_setitem",
        "    def other(self) -> None: ...",
        "    def __setitem__(self, key: int, value: int) -> None: ...",
        deep="class Root:\n%s",
        mid="class Child(Root): ...\n"
        "THING = Child()\nMORE: Child = THING\ndef make() -> Child: ...",
        uses=("deep.Root()", "mid.Child()", "mid.THING", "mid.MORE", "mid.make()"),
    ),
    Edit(
        "base_becomes_list",
        "class Root:",
        "class Root(list[int]):",
        deep="%s\n    a: int = 0",
        mid="class Middle(Root): ...\nclass Leaf(Middle): ...\nTHING = Leaf()\nLATER = THING",
        uses=("deep.Root()", "mid.Leaf()", "mid.THING", "mid.LATER", "(mid.Leaf(),)"),
    ),
    Edit(
        "base_changes",
        "class Root(First): ...",
        "class Root(Second): ...",
        deep="class First: ...\nclass Second(dict[str, int]): ...\n%s",
        mid="class Leaf(Root): ...\nclass Holder:\n    THING = Leaf()",
        uses=("mid.Leaf()", "mid.Holder.THING"),
    ),
    Edit(
        "becomes_iterator",
        "    def next(self) -> int: ...",
        "    def __next__(self) -> int: ...",
        deep="class Steps:\n    def __iter__(self) -> Iterator[int]: ...\n%s",
        mid="STEPS = Steps()",
        uses=("deep.Steps()", "mid.STEPS"),
    ),
    Edit(
        "data_class_unfrozen",
        "@dataclass(frozen=True)",
        "@dataclass(frozen=False)",
        deep="%s\nclass Point:\n    left: int = 0",
        mid="class Child(Point): ...\nORIGIN = Point()\nPAIR = (ORIGIN, 1)",
        uses=("deep.Point()", "mid.Child()", "mid.ORIGIN", "mid.PAIR"),
    ),
    Edit(
        "becomes_data_class",
        "class Point:",
        "@dataclass\nclass Point:",
        deep="%s\n    left: int = 0",
        mid="class Child(Point): ...\nORIGIN = Point()",
        uses=("deep.Point()", "mid.Child()", "mid.ORIGIN"),
    ),
    Edit(
        "field_of_frozen_data_class",
        "    items: Sequence[int] = ()",
        "    items: list[int] = field(default_factory=list)",
        deep="@dataclass(frozen=True)\nclass Box:\n%s",
        mid="@dataclass(frozen=True)\nclass Outer:\n    box: Box = Box()\nBOX = Outer()",
        uses=("deep.Box()", "mid.Outer()", "mid.BOX"),
    ),
    Edit(
        "field_of_named_tuple",
        "    items: Sequence[int] = ()",
        "    items: list[int]",
        deep="class Row(NamedTuple):\n    number: int\n%s",
        mid="class Wider(Row): ...\ndef row() -> Row: ...\nROW: Row = row()",
        uses=("mid.row()", "mid.ROW"),
    ),
    Edit(
        "result_of_function",
        "-> tuple[int, ...]",
        "-> list[int]",
        deep="def make(n: int = 0) %s: ...",
        mid="MADE = make()\nfrom deep import make as again",
        uses=("deep.make()", "mid.make(1)", "mid.again()", "mid.MADE", "(mid.again(),)"),
    ),
    Edit(
        "result_through_alias",
        "Made = tuple[int, ...]",
        "Made = list[int]",
        deep="%s",
        mid="def make() -> Made: ...\ndef more() -> deep.Made: ...\n"
        "MADE = make()\nHAD: Made = MADE",
        uses=("mid.make()", "mid.more()", "mid.MADE", "mid.HAD"),
    ),
    Edit(
        "result_of_method",
        "-> str",
        "-> list[str]",
        deep="class Maker:\n    def build(self) %s: ...\n    def __add__(self, other: int) %s: ...",
        mid="class Sub(Maker): ...\nMAKER = Sub()\nSHARED: Sub = Sub()\nBUILT = MAKER.build()",
        uses=(
            "deep.Maker().build()",
            "mid.MAKER.build()",
            "mid.SHARED.build()",
            "mid.BUILT",
            "deep.Maker() + 1",
            "mid.SHARED + 1",
        ),
    ),
    Edit(
        "bound_of_type_variable",
        "T = TypeVar('T', bound=Sequence[int])",
        "T = TypeVar('T', bound=list[int])",
        parameters=("x: deep.T = cast(Any, [])",),
    ),
    Edit(
        "alias_of_declared_type",
        "Items = Sequence[int]",
        "Items = list[int]",
        mid="Again = Items\nOptional_ = Optional[Items]",
        parameters=(
            "x: deep.Items = []",
            "x: mid.Items = []",
            "x: mid.Again = []",
            "x: mid.Optional_ = []",
        ),
    ),
    Edit(
        "alias_loses_the_marker",
        'Registry = Annotated[dict[str, int], "shared"]',
        "Registry = dict[str, int]",
        parameters=(
            "x: deep.Registry = {}",
            "x: mid.Registry = {}",
            "x: Optional[deep.Registry] = {}",
        ),
        in_functions=False,  # an alias imported there is not followed
    ),
    Edit(
        "protocol_gains_a_mutator",
        "    def copy(self) -> list[int]: ...",
        "    def append(self, item: int, /) -> None: ...",
        deep="class Readable(Protocol):\n%s",
        mid="class More(Readable, Protocol): ...",
        parameters=("x: deep.Readable = []", "x: mid.Readable = []", "x: mid.More = []"),
    ),
    Edit(
        "typed_dict_to_tuple",
        "class Options(NamedTuple):",
        "class Options(TypedDict):",
        deep="%s\n    name: str",
        mid="OPTIONS = Options(name='')\ndef options() -> Options: ...",
        uses=("deep.Options(name='')", "mid.OPTIONS", "mid.options()"),
    ),
    Edit(
        "new_type",
        "Ids = NewType('Ids', tuple)",
        "Ids = NewType('Ids', list)",
        mid="def ids() -> Ids: ...\nIDS: Ids = ids()",
        uses=("mid.ids()", "mid.IDS"),
    ),
    Edit(
        "name_becomes_another_class",
        "from fractions import Fraction as Thing",
        "from collections import OrderedDict as Thing",
        uses=("deep.Thing()", "mid.Thing()"),
        rebinds=True,
    ),
]
