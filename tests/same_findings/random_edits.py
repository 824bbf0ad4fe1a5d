"""Edits of the project, and strategies that draw them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol, TypeVar

from hypothesis import strategies as st
from world import CHOICES, EDITABLE, SETTINGS, World

SNIPPETS: Final = (
    "def more{n}(x: list[int] = []) -> None: ...",
    "def more{n}(x=()): ...",
    "def more{n}(x=[]):\n    x.append(1)",
    "def more{n}(x={{}}):\n    return x",
    "def more{n}(x=[]): return x  # type: ignore",
    "more{n} = lambda x=[1]: x",
    "class More{n}:\n    seen = [0]\n    def more(self, x=seen, y={{1}}): self.seen = y",
    "import dataclasses\n@dataclasses.dataclass\nclass More{n}:\n    items: list[int] = []",
    "import attrs\n@attrs.frozen\nclass More{n}:\n    items: list[int] = attrs.field(default={{}})",
    "import pydantic\nclass More{n}(pydantic.BaseModel):\n    items: list[int] = []",
    "more{n}: int = ''",
    "# mypy: disable-error-code=mutable-default",
    "\n# a comment",
    "def more{n}():\n    import low.effects\n    return lambda x=[]: low.effects.handle(x)",
    "import far.effects\ndef more{n}(x=[]): return far.effects.handle_last(x)",
    *(
        f"import {name}\ndef more{{n}}(x={name}.{of}): ..."
        for name, of in (
            ("far.values", "LAST"),
            ("users.values", "COPY"),
            ("ring.one", "VALUE"),
            ("standing.all_codes", "KEPT"),
            ("mid.kinds", "Child()"),
            ("bugs.values", "VALUE"),
        )
    ),
)
BREAKS: Final = ("def broken(:", "x = = 1", "    indented = 1", "class", "'''", "return (")


class Edit(Protocol):
    """One change of the project."""

    def __call__(self, world: World) -> World:
        """Give the project after the change; the same where there is nothing to change."""


Key = TypeVar("Key")
Value = TypeVar("Value")


def _with(mapping: Mapping[Key, Value], key: Key, value: Value) -> dict[Key, Value]:
    return {**mapping, key: value}


def _without(mapping: Mapping[Key, Value], key: Key) -> dict[Key, Value]:
    return {known: value for known, value in mapping.items() if known != key}


@dataclass(frozen=True)
class Choose:
    """Put something else where there is a choice: a type, a constant, a base class, a result."""

    place: int
    number: int

    def __call__(self, world: World) -> World:
        return replace(world, chosen=_with(world.chosen, self.place, self.number))


@dataclass(frozen=True)
class Add:
    """Add a function or class at the end, most of them with a finding."""

    file: str
    snippet: str

    def __call__(self, world: World) -> World:
        added = (*world.added.get(self.file, ()), self.snippet)
        return replace(world, added=_with(world.added, self.file, added))


@dataclass(frozen=True)
class Change:
    """Turn something that was added into something else, or take it away again."""

    file: str
    position: int
    snippets: tuple[str, ...]

    def __call__(self, world: World) -> World:
        before = world.added[self.file]
        after = (*before[: self.position], *self.snippets, *before[self.position + 1 :])
        return replace(world, added=_with(world.added, self.file, after))


@dataclass(frozen=True)
class Rename:
    """Give a file another name or its old one; those who import it may follow."""

    file: str
    is_followed: bool

    def __call__(self, world: World) -> World:
        if self.file in world.moved:
            return replace(world, moved=_without(world.moved, self.file))
        return replace(world, moved=_with(world.moved, self.file, self.is_followed))


@dataclass(frozen=True)
class Delete:
    """Delete a file, or add it again."""

    file: str

    def __call__(self, world: World) -> World:
        return replace(world, gone=world.gone ^ {self.file})


@dataclass(frozen=True)
class Break:
    """Break the syntax of a file."""

    file: str
    text: str

    def __call__(self, world: World) -> World:
        return replace(world, broken=_with(world.broken, self.file, self.text))


@dataclass(frozen=True)
class Mend:
    """Mend the syntax of all files."""

    def __call__(self, world: World) -> World:
        return replace(world, broken={})


@dataclass(frozen=True)
class Configure:
    """Change the configuration."""

    number: int

    def __call__(self, world: World) -> World:
        return replace(world, settings=self.number)


Step = tuple[Edit, ...]
Sequence = list[Step]

_EITHER: Final = st.booleans()
_FILES: Final = st.sampled_from(EDITABLE)
_SNIPPETS: Final = st.sampled_from(SNIPPETS)
_WEIGHTS: Final = {"choices": 8, "findings": 4, "both": 2, "files": 2, "break": 1, "configure": 1}
_KINDS: Final = st.sampled_from([kind for kind, weight in _WEIGHTS.items() for _ in range(weight)])


@st.composite
def choices(draw: st.DrawFn, world: World) -> Edit:
    """Draw another text for a place with a choice."""
    place = draw(st.integers(0, len(CHOICES) - 1))
    now, last = world.chosen.get(place, 0), len(CHOICES[place][1]) - 1
    return Choose(place, draw(st.integers(0, last).filter(lambda number: number != now)))


@st.composite
def findings(draw: st.DrawFn, world: World) -> Edit:
    """Draw something to add, to change or to remove."""
    added = [(file, n) for file, snippets in world.added.items() for n in range(len(snippets))]
    if not added or draw(_EITHER):
        return Add(draw(_FILES), draw(_SNIPPETS))
    file, position = draw(st.sampled_from(added))
    return Change(file, position, tuple(draw(st.lists(_SNIPPETS, max_size=1))))


@st.composite
def files(draw: st.DrawFn, world: World) -> Edit:
    """Draw a file to rename, delete or add again."""
    if draw(_EITHER) and world.gone:
        return Delete(draw(st.sampled_from(sorted(world.gone))))
    if draw(_EITHER):
        return Rename(draw(_FILES), draw(_EITHER))
    return Delete(draw(_FILES))


@st.composite
def steps(draw: st.DrawFn, world: World) -> Step:
    """Draw the edits that are made before the next run."""
    if draw(_EITHER) and world.broken:
        return (Mend(),)
    kind = draw(_KINDS)
    if kind == "choices":
        return tuple(draw(st.lists(choices(world), min_size=1, max_size=4)))
    if kind == "findings":
        return (draw(findings(world)),)
    if kind == "both":
        return (draw(choices(world)), draw(findings(world)))
    if kind == "files":
        return (draw(files(world)),)
    if kind == "break":
        return (Break(draw(_FILES), draw(st.sampled_from(BREAKS))),)
    others = [number for number in range(len(SETTINGS)) if number != world.settings]
    return (Configure(draw(st.sampled_from(others))),)


def is_varied(sequence: Sequence) -> bool:
    """Tell whether all kinds of edits are made; the first one that is drawn repeats one."""
    return len({type(edit) for step in sequence for edit in step}) >= len(_WEIGHTS)


def applied(step: Step, world: World) -> World:
    """Give the project after a step."""
    for edit in step:
        world = edit(world)
    return world


@st.composite
def sequences(draw: st.DrawFn, length: int) -> Sequence:
    """Draw a sequence of steps, each of which changes what the ones before have left."""
    world = World()
    sequence: Sequence = []
    for _ in range(length):
        step = draw(steps(world))
        world = applied(step, world)
        sequence.append(step)
    return sequence
