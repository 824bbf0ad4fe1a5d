"""Writes the functions and classes of a program: each uses those that are written before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from call_kinds import Kind

T = TypeVar("T")


@dataclass(frozen=True)
class Callee:
    """Something that later code may call with the container; ``call`` has ``{f}`` and ``{v}``.

    ``gives`` tells whether the result is a container, which may be that one, ``takes`` whether it
    is a plain function of one parameter, which can be handed on.
    """

    module: int
    name: str
    call: str = "{f}({v})"
    gives: bool = False
    takes: bool = False
    is_lazy: bool = False
    is_context: bool = False

    @property
    def is_higher(self) -> bool:
        return "(G" in self.call

    def written(self, f: str, v: str) -> str:
        return self.call.replace("{f}", f).replace("{v}", v)


@dataclass(frozen=True)
class Made:
    """A class that later code may use."""

    module: int
    name: str
    keeps: bool
    members: tuple[str, ...]


@dataclass
class Writer:
    """Draws from chance what a program says, and remembers what it has."""

    random: Random
    kind: Kind
    module: int = 1
    count: int = 0
    callees: list[Callee] = field(default_factory=list)
    classes: list[Made] = field(default_factory=list)
    imports: dict[str, str] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def pick(self, options: Sequence[T]) -> T:
        return options[self.random.randrange(len(options))]

    def name(self, prefix: str) -> str:
        """Give a name that nothing else in the program has."""
        self.count += 1
        return f"{prefix}{self.count}"

    def tag(self, text: str) -> None:
        self.tags.add(text)

    def fill(self, template: str, **names: str) -> str:
        return template.format(**names)

    def refer(self, module: int, name: str) -> str:
        """Write a name of a module as this module may: imported, under another name, dotted."""
        if module == self.module:
            return name
        way = self.random.randrange(4)
        first, dot, member = name.partition(".")
        if way == 0:
            self.tag("from-import")
            self.imports[f"from mod{module} import {first}"] = first
            return name
        if way == 1:
            self.tag("from-import under another name")
            other = self.name("alias")
            self.imports[f"from mod{module} import {first} as {other}"] = f"{other} = {first}"
            return other + dot + member
        if way == 2:
            self.tag("module")
            self.imports[f"import mod{module}"] = f"import mod{module}"
            return f"mod{module}.{name}"
        self.tag("module under another name")
        self.imports[f"import mod{module} as low{module}"] = f"import mod{module} as low{module}"
        return f"low{module}.{name}"

    def callee(self, wanted: Iterable[Callee] | None = None) -> Callee | None:
        options = list(self.callees if wanted is None else wanted)
        return self.pick(options) if options else None

    # Values and effects

    def effect(self, v: str) -> str:
        """Write a statement that does something to a container."""
        kind = self.kind
        options = [*kind.adds, *kind.removes, *kind.adds]
        if kind.inner:
            options += kind.inner * 2
        text = self.fill(self.pick(options), v=v)
        if text.startswith(f"{v} ") and not v.isidentifier():
            return self.fill(kind.adds[0], v=v)
        return text

    def read(self, v: str) -> str:
        return self.fill(self.pick(self.kind.reads), v=v)

    def copied(self, v: str) -> str:
        return self.fill(self.pick(self.kind.copies), v=v)

    def fresh(self) -> str:
        return self.fill(self.pick((self.kind.empty, self.kind.filled)))

    def argument(self, f: str, v: str) -> str:
        """Write a call of a function with one argument."""
        way = self.random.randrange(10)
        if way == 0:
            self.tag("star argument")
            return f"{f}(*[{v}])"
        if way == 1:
            self.tag("partial")
            return self.pick((f"partial({f}, {v})()", f"partial({f})({v})"))
        return f"{f}({v})"

    def called(self, v: str) -> tuple[str, bool]:
        """Write a call of something with a container; tell whether it may come back."""
        one = self.callee(c for c in self.callees if not (c.is_context or c.is_higher))
        made = self.pick(self.classes) if self.classes and self.chance(0.3) else None
        if made is not None:
            return self._instance(made, v)
        if one is None:
            return self.copied(v), False
        f = self.refer(one.module, one.name)
        if one.takes and self.chance(0.3):
            return self._handed(f, v, one)
        if one.call == "{f}({v})" and not one.is_lazy:
            return self.argument(f, v), one.gives
        text = one.written(f, v)
        if one.is_lazy:
            return f"list({text})", False
        return text, one.gives

    def _handed(self, f: str, v: str, one: Callee) -> tuple[str, bool]:
        way = self.random.randrange(6)
        if way == 0:
            self.tag("map")
            return f"list(map({f}, [{v}]))", False
        if way == 1:
            self.tag("key of sorted, min or max")
            function = self.pick(("sorted", "min", "max"))
            return f"{function}([{v}, {v}], key=lambda e: str({f}(e)))", False
        if way == 2:
            self.tag("filter")
            return f"list(filter({f}, [{v}]))", False
        if way == 3:
            self.tag("lambda")
            return f"(lambda e: {f}(e))({v})", one.gives
        hofs = [c for c in self.callees if c.is_higher]
        if hofs:
            self.tag("function handed on")
            higher = self.pick(hofs)
            text = higher.written(self.refer(higher.module, higher.name), v)
            return text.replace("(G", f"({f}"), False
        return f"{f}({v})", one.gives

    def _instance(self, made: Made, v: str) -> tuple[str, bool]:
        """Write the use of an instance that is made of a container."""
        cls = self.refer(made.module, made.name)
        member = self.pick(made.members)
        self.tag(f"member {member.partition('(')[0]}")
        if member == "itself":
            return f"{cls}({v})", False
        return f"{cls}({v}).{member}", made.keeps and "(" not in member

    # Statements

    def statements(self, v: str, depth: int = 0) -> list[str]:
        """Write a few statements about a container in a name."""
        lines: list[str] = []
        for _ in range(1 + self.random.randrange(2 if depth else 3)):
            lines += self._statement(v, depth)
        return lines

    def _statement(self, v: str, depth: int) -> list[str]:
        ways = [
            self._plain,
            self._plain,
            self._used,
            self._used,
            self._used,
            self._bound,
            self._bound,
            self._stored,
            self._context,
        ]
        if depth < 2:
            ways += [self._branch, self._loop, self._attempt]
        return self.pick(ways)(v, depth)

    def _plain(self, v: str, depth: int) -> list[str]:
        return [self.read(v) if self.chance(0.6) else self.effect(v)]

    def _used(self, v: str, depth: int) -> list[str]:
        text, _ = self.called(v)
        return [text]

    def _bound(self, v: str, depth: int) -> list[str]:
        y = self.name("y")
        text, gives = self.called(v)
        if self.chance(0.2):
            text = self.copied(v)
        if gives:
            return [f"{y} = {text}", self.effect(y)]
        return [f"{y} = {text}", self.read("[" + y + "]")]

    def _stored(self, v: str, depth: int) -> list[str]:
        y = self.name("y")
        holders = ["[{v}]", '{{"k": {v}}}', "({v}, 1)"]
        lines = [f"{y} = {self.pick(holders).format(v=v)}"]
        item = f'{y}["k"]' if '"k"' in lines[0] else f"{y}[0]"
        one = self.callee(c for c in self.callees if c.takes)
        if one is not None and self.chance(0.6):
            self.tag("item of a local container")
            return [*lines, f"{self.refer(one.module, one.name)}({item})"]
        return [*lines, self.fill(self.kind.adds[0], v=item)]

    def _context(self, v: str, depth: int) -> list[str]:
        one = self.callee(c for c in self.callees if c.is_context)
        if one is None:
            return self._used(v, depth)
        self.tag("with")
        y = self.name("y")
        f = self.refer(one.module, one.name)
        return [f"with {f}({v}) as {y}:", "    " + self.pick((self.effect(y), self.read(y)))]

    def _branch(self, v: str, depth: int) -> list[str]:
        test = self.pick(("check()", "check()", v, f"not {v}", f"{v} is None"))
        lines = [f"if {test}:", *indented(self.statements(v, depth + 1))]
        if self.chance(0.4):
            lines += ["else:", *indented(self.statements(v, depth + 1))]
        return lines

    def _loop(self, v: str, depth: int) -> list[str]:
        return ["for _ in some():", *indented(self.statements(v, depth + 1))]

    def _attempt(self, v: str, depth: int) -> list[str]:
        lines = ["try:", *indented(self.statements(v, depth + 1)), "except Exception:"]
        return [*lines, *indented([self.read(v)])]


def indented(lines: Iterable[str]) -> list[str]:
    return [f"    {line}" for line in lines]
