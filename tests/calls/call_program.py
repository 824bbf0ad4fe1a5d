"""Programs of three to six modules that hand a default around, for mypy and to be run.

For mypy each module is a file. To be run they are one text with the same lines one after the
other, in which each import is what it does: names are unique in a program.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from random import Random
from types import ModuleType
from typing import Any, Final

from call_kinds import KINDS
from call_writer import Callee, Made, Writer, indented
from marked import HEADER

MOST_MODULES: Final = 6
STARRED: Final = (
    ("{f}({v})", ("[0]", "[-1]")),
    ("{f}(1, {v})", ("[1]", "[-1]")),
    ("{f}({v}, 1)", ("[0]",)),
)
NAMED: Final = (
    ("{f}(p={v})", ('["p"]', '.pop("p")')),
    ("{f}(q={v}, p=1)", ('["q"]', '.pop("q")')),
)
"""How a function with ``*v`` or ``**v`` is called, and where it finds the container."""


class _View(ModuleType):
    """A module of the program that is run: all of them share one namespace."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return sys._getframe(1).f_globals[name]


for _number in range(1, MOST_MODULES + 1):
    sys.modules[f"mod{_number}"] = _View(f"mod{_number}")


@dataclass
class Module:
    """The imports of a module, as it writes them and as they are run, and its other lines."""

    number: int
    imports: list[tuple[str, str]]
    lines: list[str]


@dataclass
class CallProgram:
    """A generated program."""

    seed: int
    modules: list[Module]
    tags: frozenset[str] = field(default_factory=frozenset)

    def files(self, prefix: str) -> dict[str, str]:
        """Give the text of each module for mypy, under names that begin with a prefix."""
        texts = {}
        for module in self.modules:
            imports = [written for written, _ in module.imports]
            text = HEADER + "\n".join([*imports, *module.lines]) + "\n"
            for other in self.modules:
                name = f"mod{other.number}"
                text = text.replace(f"{name}.", f"{prefix}{name}.")
                text = text.replace(f"import {name}\n", f"import {prefix}{name}\n")
                text = text.replace(f"import {name} as", f"import {prefix}{name} as")
                text = text.replace(f"from {name} import", f"from {prefix}{name} import")
            texts[f"{prefix}mod{module.number}"] = text
        return texts

    def joint(self) -> str:
        """Give the text that is run."""
        lines = HEADER.splitlines()
        for module in self.modules:
            lines += [run for _, run in module.imports] + module.lines
        return "\n".join(lines) + "\n"

    def line_in_joint(self, number: int, line: int) -> int:
        """Give where a line of a module's file stands in the text that is run."""
        return line + sum(
            len(module.imports) + len(module.lines)
            for module in self.modules
            if module.number < number
        )


def generate(seed: int) -> CallProgram:
    """Write the program with this number."""
    random = Random(seed)
    writer = Writer(random, random.choice(KINDS))
    count = 3 + random.randrange(MOST_MODULES - 2)
    modules = []
    cycle = random.randrange(1, count) if random.random() < 0.5 else 0
    for number in range(1, count + 1):
        writer.module, writer.imports = number, {}
        lines: list[str] = [f"KEPT{number}: Any = []"]
        if cycle and number == cycle:
            lines += _even(writer, number + 1)
        if cycle and number == cycle + 1:
            lines += _odd(writer, number - 1)
        for _ in range(1 + random.randrange(3)):
            lines += _class(writer) if random.random() < 0.3 else _function(writer)
        if number > 1:
            for _ in range(1 + random.randrange(2)):
                lines += _owner(writer)
        imports = [
            (written, "pass" if run.isidentifier() else run)
            for written, run in writer.imports.items()
        ]
        modules.append(Module(number, imports, lines))
    return CallProgram(seed, modules, frozenset(writer.tags | {writer.kind.name}))


def _function(w: Writer) -> list[str]:
    """Write a function that does something with its parameter."""
    way = w.pick(
        ("one",) * 6
        + (
            "two",
            "star",
            "keywords",
            "higher",
            "generator",
            "context",
            "recursive",
            "renamed",
            "forwarding",
        )
    )
    w.tag(way)
    name, v = w.name("f"), w.name("v")
    if way == "two":
        other = w.name("w")
        puts = [w.fill(text, v=other, o=v) for text in w.kind.puts] or [f"{other}.items = {v}"]
        body = [w.pick(puts)] if w.kind.puts else [w.effect(v)]
        w.callees.append(Callee(w.module, name, "{f}({v}, " + w.fresh() + ")"))
        return [f"def {name}({v}, {other}):", *indented([*body, f"return {other}"])]
    if way == "star":
        call, items = w.pick(STARRED)
        w.callees.append(Callee(w.module, name, call))
        return [f"def {name}(*{v}):", *indented([w.fill(w.kind.adds[0], v=v + w.pick(items))])]
    if way == "keywords":
        call, items = w.pick(NAMED)
        w.callees.append(Callee(w.module, name, call))
        return [f"def {name}(**{v}):", *indented([w.fill(w.kind.adds[0], v=v + w.pick(items))])]
    if way == "forwarding":
        one = w.callee(c for c in w.callees if c.takes)
        if one is not None:
            w.callees.append(Callee(w.module, name, gives=one.gives, takes=True))
            f = w.refer(one.module, one.name)
            return [f"def {name}(*{v}, **k{v}):", f"    return {f}(*{v}, **k{v})"]
    if way == "higher":
        g = w.name("g")
        w.callees.append(Callee(w.module, name, "{f}(G, {v})", gives=True))
        call = w.pick((f"return {g}({v})", f"{g}({v})", f"return [{g}({v})]", f"return {v}"))
        return [f"def {name}({g}, {v}):", *indented([call])]
    if way == "generator":
        given = w.pick((f"yield {v}", "yield 1", f"yield from {v}"))
        body = [*w.statements(v, 1), given]
        w.callees.append(Callee(w.module, name, is_lazy=True))
        return [f"def {name}({v}):", *indented(body)]
    if way == "context":
        w.callees.append(Callee(w.module, name, is_context=True))
        given = w.pick((f"yield {v}", f"yield {w.copied(v)}"))
        after = [w.effect(v)] if w.chance(0.4) else []
        return ["@contextmanager", f"def {name}({v}):", *indented([given, *after])]
    if way == "recursive":
        w.callees.append(Callee(w.module, name, "{f}({v}, 2)", gives=True))
        body = [f"if n: return {name}({v}, n - 1)", w.pick((w.effect(v), w.read(v))), f"return {v}"]
        return [f"def {name}({v}, n):", *indented(body)]
    if way == "renamed":
        one = w.callee(c for c in w.callees if c.takes and c.module == w.module)
        if one is not None:
            w.callees.append(Callee(w.module, name, gives=one.gives, takes=True))
            return [f"{name} = {one.name}"]
    text, gives = _result(w, v)
    body = w.statements(v)
    if w.chance(0.15):
        body = [f"{v} = {w.copied(v)}", *body]
    elif w.chance(0.15):
        body = [f"if {v} is None: {v} = {w.fresh()}", *body]
    if w.chance(0.15):
        body.append(
            w.pick((f"KEPT{w.module}.append({v})", f"KEPT{w.module}.append({w.copied(v)})"))
        )
    w.callees.append(Callee(w.module, name, gives=gives, takes=True))
    return [f"def {name}({v}):", *indented([*body, *text])]


def _result(w: Writer, v: str) -> tuple[list[str], bool]:
    """Write what a function gives back, and tell whether that may be its argument."""
    way = w.random.randrange(8)
    if way == 0:
        return [f"return {v}"], True
    if way == 1:
        return [f"return {w.copied(v)}"], False
    if way == 2:
        return [f"return {v} or {w.fresh()}"], True
    if way == 3:
        return [f"return [{v}]"], False
    if way == 4:
        text, gives = w.called(v)
        return [f"return {text}"], gives
    if way == 5:
        return [f"if check(): return {v}", f"return {w.copied(v)}"], True
    return [], False


def _even(w: Writer, other: int) -> list[str]:
    """Write one of two functions of modules that import each other."""
    w.tag("import cycle")
    v = w.name("v")
    w.imports[f"import mod{other}"] = f"import mod{other}"
    return [f"def even({v}, n):", f"    if n: mod{other}.odd({v}, n - 1)", f"    return {v}"]


def _odd(w: Writer, other: int) -> list[str]:
    v = w.name("v")
    w.imports[f"import mod{other}"] = f"import mod{other}"
    w.callees += [
        Callee(other, "even", "{f}({v}, 3)", gives=True),
        Callee(w.module, "odd", "{f}({v}, 2)", gives=True),
    ]
    body = [
        w.pick((w.effect(v), w.read(v))),
        f"if n: return mod{other}.even({v}, n - 1)",
        f"return {v}",
    ]
    return [f"def odd({v}, n):", *indented(body)]


def _class(w: Writer) -> list[str]:
    """Write a class that is made of a container, alone or on top of another."""
    name, v = w.name("C"), w.name("v")
    base = w.pick(w.classes) if w.classes and w.chance(0.4) else None
    kept = w.pick((f"self.items = {v}", f"self.items = {v}", f"self.items = {w.copied(v)}"))
    made = [kept]
    if base is not None:
        w.tag("inheritance")
        made = [w.pick((f"super().__init__({v})", f"super().__init__({w.copied(v)})"))]
    keeps = made[0].endswith((f"= {v}", f"({v})")) and (base is None or base.keeps)
    if w.chance(0.2):
        made.append(w.pick((w.effect(v), w.read(v))))
    lines = [f"def __init__(self, {v}):", *indented(made)]
    members = ["itself", "items"]
    for member in w.random.sample(("work()", "prop", "stat", "meth", "cls", "chain()"), 3):
        u = w.name("u")
        if member == "work()":
            lines += [
                "def work(self):",
                f"    {w.pick((w.effect('self.items'), w.read('self.items')))}",
            ]
        elif member == "prop":
            given = w.pick(("self.items", w.copied("self.items")))
            lines += ["@property", "def prop(self):", f"    return {given}"]
        elif member == "chain()":
            called, _ = w.called("self.items")
            lines += ["def chain(self):", f"    return {called}"]
        elif member == "stat":
            lines += ["@staticmethod", f"def stat_{name}({u}):", *indented(w.statements(u, 1))]
            w.callees.append(Callee(w.module, f"{name}.stat_{name}"))
            continue
        elif member == "cls":
            lines += ["@classmethod", f"def cls_{name}(cls, {u}):", *indented(w.statements(u, 1))]
            w.callees.append(Callee(w.module, f"{name}.cls_{name}"))
            continue
        else:
            lines += [f"def meth_{name}(self, {u}):", *indented(w.statements(u, 1))]
            w.callees.append(
                Callee(w.module, name, "{f}(" + w.fresh() + f").meth_{name}" + "({v})")
            )
            continue
        members.append(member)
    above = w.refer(base.module, base.name) if base is not None else ""
    inherited = base.members if base is not None else ()
    w.classes.append(Made(w.module, name, keeps, tuple(dict.fromkeys([*members, *inherited]))))
    return [f"class {name}({above}):" if above else f"class {name}:", *indented(lines)]


def _owner(w: Writer) -> list[str]:
    """Write a function with a mutable default, which hands it around."""
    name = w.name("owner")
    default = w.fill(w.pick((w.kind.empty, w.kind.filled)))
    way = w.pick(("function", "function", "function", "method", "constructor"))
    w.tag(f"owner {way}")
    if way == "constructor" and w.classes:
        base = w.pick(w.classes)
        above = w.refer(base.module, base.name)
        inner = [
            w.pick(
                (
                    "super().__init__(x)",
                    f"{above}.__init__(self, x)",
                    f"super().__init__({w.copied('x')})",
                )
            )
        ]
        return [
            f"class {name}({above}):",
            f"    def __init__(self, x={default}):",
            *indented(indented(inner)),
        ]
    body = w.statements("x")
    text, _ = w.called("x")
    ending = [[], [f"return {text}"], ["return x"], [text], [f"return {w.copied('x')}"]]
    body += w.pick(ending)
    if way != "method":
        return [f"def {name}(a, x={default}):", *indented(body)]
    u = w.name("u")
    inner = [
        f"def own(self, {u}):",
        *indented(w.statements(u, 1)),
        f"def {name}m(self, a, x={default}):",
    ]
    body.append(w.pick(("self.own(x)", "self.kept = self.own(x)", "self.kept = x")))
    lines = [f"class {name}:", *indented([*inner, *indented(body)])]
    if w.chance(0.4):
        w.tag("override in the module")
        sub, o = w.name("Sub"), w.name("u")
        lines += [
            f"class {sub}({name}):",
            f"    def own(self, {o}):",
            *indented(indented(w.statements(o, 1))),
        ]
        driver = w.name("driver")
        lines += [f"def {driver}(a, z={default}):", f"    {sub}().{name}m(a)"]
    return lines
