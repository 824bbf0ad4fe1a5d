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

from call_functions import function
from call_kinds import KINDS
from call_writer import Callee, Made, Writer, indented
from marked import HEADER

MOST_MODULES: Final = 6


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
    constructs: frozenset[str] = field(default_factory=frozenset)

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
            lines += _class(writer) if random.random() < 0.3 else function(writer)
        if number > 1:
            for _ in range(1 + random.randrange(2)):
                lines += _owner(writer)
        imports = [
            (written, "pass" if run.isidentifier() else run)
            for written, run in writer.imports.items()
        ]
        modules.append(Module(number, imports, lines))
    return CallProgram(seed, modules, frozenset(writer.tags | {writer.kind.name}))


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
