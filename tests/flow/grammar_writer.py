"""What every part of the grammar needs: chance, names and templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final, TypeVar

from grammar_kinds import Kind
from grammar_nested import KINDS
from grammar_tree import Node

T = TypeVar("T")
BY_NAME: Final = {kind.name: kind for kind in KINDS}
CONDITIONS: Final = (
    "a",
    "b",
    "c",
    "check()",
    "a",
    "b",
    "not a",
    "n == 1",
    "a and b",
    "a or check()",
)


@dataclass
class Place:
    """Where a statement stands."""

    depth: int = 0
    in_loop: bool = False
    in_try: bool = False
    in_finally: bool = False
    in_closure: bool = False
    is_generator: bool = False
    is_async: bool = False

    def inner(self, **changed: bool) -> Place:
        place = Place(**{**vars(self), "depth": self.depth + 1})
        for name, value in changed.items():
            setattr(place, name, value)
        return place


@dataclass
class Writer:
    """Writes one program: draws from chance, and remembers the names in use."""

    random: Random
    kind: Kind
    numbers: int = 10
    names: dict[str, Kind] = field(default_factory=dict)
    elements: dict[str, Kind] = field(default_factory=dict)
    closures: list[str] = field(default_factory=list)
    module: dict[str, Node] = field(default_factory=dict)
    methods: dict[str, Node] = field(default_factory=dict)
    tracked: dict[str, Kind] = field(default_factory=dict)
    is_method: bool = False
    outer_names: list[str] = field(default_factory=list)
    declared: set[str] = field(default_factory=set)

    def pick(self, options: Sequence[T]) -> T:
        return options[self.random.randrange(len(options))]

    def chance(self, odds: float) -> bool:
        return self.random.random() < odds

    def fill(self, template: str, v: str = "", e: str = "", w: str = "") -> str:
        """Put names and new numbers into a template."""
        text = template.replace("{v}", v).replace("{e}", e).replace("{w}", w)
        while "{n}" in text:
            self.numbers += 1
            text = text.replace("{n}", str(self.numbers), 1)
        return text

    def name(self, kind: Kind | None = None) -> str:
        """Choose a name that may hold the default, of a kind."""
        wanted = kind or self.kind
        return self.pick([name for name, its in self.names.items() if its.name == wanted.name])

    def any_name(self) -> tuple[str, Kind]:
        """Choose a name, an element among them where there are any."""
        both = {**self.names, **self.elements}
        return self.pick(list(both.items()))

    def target(self) -> str:
        """Choose a name of the main kind to bind."""
        return self.pick([name for name, kind in self.names.items() if kind is self.kind])

    def condition(self) -> str:
        return self.pick(CONDITIONS)

    def is_flat(self, kind: Kind) -> bool:
        return kind.holds_plain and kind.name != "iterator"
