"""What is right about a program: found by running it, never by looking at the analysis.

``observe`` runs the program as it is: what it shows has to be reported. ``observe_decoupled``
runs it with independent tests and exceptions anywhere in a ``try``: what it shows may be
reported, and nothing else.

Choices beyond the words of the issue:

- Conditions are the parameters ``a``, ``b`` and ``c``, calls of ``check()`` and the length of
  what ``some()`` gives. In a decoupled run each evaluation is free, and so is each comparison
  whose outcome depends on data (``len(x) == 2``). A test of emptiness, ``is`` or ``isinstance``
  is free only where the program tests the same name twice.
- What a function has itself put into its default is no part of it for what must be reported;
  reports about it are let pass, as are second operations that happen to change nothing.
- What an element is after it was taken out of the default (``x.pop()``) is let pass, too.
- Between calls the caller may fill or empty a default that was leaked, in decoupled runs only.
- A generator is driven to its end; only decoupled runs throw exceptions into it.
"""

from __future__ import annotations

import ast
import sys
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from random import Random
from types import CodeType, ModuleType
from typing import Any, Final

from choices import Choices
from consumer import Consumer
from decouple import HOOK, decoupled
from harness import Harness, Memory
from lines import lines_of
from opaque import World, nothing
from owners import Owner, owners_in
from reach import class_roots
from watch import Endless, Sightings, Watch

CALLS: Final = 3
PROGRAM_FILE: Final = "<generated program>"
MODULE: Final = "generated"
sys.modules.setdefault(MODULE, ModuleType(MODULE))
"""dataclasses looks for the module of a class."""
IMPORTS: Final = (ast.Import, ast.ImportFrom)
PATHS_KEPT: Final = 6
RUNS_WITHOUT_NEWS: Final = 20
Report = tuple[int, str]


class Program:
    """The source of a module and what it is compiled to, as it is and decoupled."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.seed = zlib.crc32(source.encode())
        tree = ast.parse(source)
        self.lines = lines_of(tree)
        self._code: dict[bool, CodeType] = {}
        imports: list[ast.stmt] = [node for node in tree.body if isinstance(node, IMPORTS)]
        self._imported: dict[str, Any] = {"__name__": MODULE}
        exec(_compiled(ast.Module(imports, [])), self._imported)

    def run(self, harness: Harness) -> tuple[dict[str, Any], list[str]]:
        """Run the module, whose imports have been done once for all.

        Give its namespace and the names that it defines itself.
        """
        is_decoupled = harness.is_decoupled
        if is_decoupled not in self._code:
            tree = ast.parse(self.source)
            tree.body = [node for node in tree.body if not isinstance(node, IMPORTS)]
            self._code[is_decoupled] = _compiled(decoupled(tree) if is_decoupled else tree)
        namespace = dict(self._imported)
        self._imported.setdefault(HOOK, harness)
        namespace[HOOK] = harness
        exec(self._code[is_decoupled], namespace)
        return namespace, [name for name in namespace if name not in self._imported]


def _compiled(tree: ast.Module) -> CodeType:
    code = compile(tree, PROGRAM_FILE, "exec", flags=annotations.compiler_flag)
    assert isinstance(code, CodeType)
    return code


def observe(program: Program, most_runs: int = 64) -> Sightings:
    """Run a program as it is, with different inputs, until it shows nothing new."""
    sightings = Sightings()
    latest = 0
    for number in range(most_runs):
        before = sightings.size()
        _run(program, Choices(program.seed + number), sightings, None)
        if sightings.size() > before:
            latest = number
        elif number - latest > RUNS_WITHOUT_NEWS:
            break
    return sightings


def observe_decoupled(
    program: Program, wanted: Iterable[Report], known: Sightings, most_runs: int = 1500
) -> set[Report]:
    """Run a program decoupled until all wanted reports are borne out; give those that are not."""
    missing = set(wanted) - known.allowed()
    memory = Memory()
    paths = _Paths(program.seed)
    for number in range(most_runs):
        if not missing:
            break
        choices = Choices(program.seed ^ (number + 1) * 7919, paths.to({n for n, _ in missing}))
        paths.keep(choices.drawn, _run(program, choices, known, memory))
        missing -= known.allowed()
    return missing


class _Paths:
    """Remembers how runs got to each line, so that later ones can come close to it again."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._kept: dict[int, list[list[float]]] = {}

    def keep(self, drawn: list[float], lines: set[int]) -> None:
        for line in lines:
            kept = self._kept.setdefault(line, [])
            if len(kept) < PATHS_KEPT:
                kept.append(drawn)
            elif self._random.random() < 0.1:
                kept[self._random.randrange(PATHS_KEPT)] = drawn

    def to(self, lines: set[int]) -> list[float] | None:
        """Give what was drawn on a way to one of these lines, or at least in their direction."""
        if self._random.random() < 0.4:
            return None
        reached = [line for line in sorted(lines) if line in self._kept]
        if not reached:
            reached = [line for line in sorted(self._kept) if line < max(lines)][-3:]
        if not reached:
            return None
        return self._random.choice(self._kept[self._random.choice(reached)])


def _run(
    program: Program, choices: Choices, sightings: Sightings, memory: Memory | None
) -> set[int]:
    """Load the module and call its owners a few times, with their defaults omitted.

    Give the lines that have been run.
    """
    World.choices = choices
    harness = Harness(choices, memory)
    namespace, own = program.run(harness)
    owners = owners_in({name: namespace[name] for name in own}, PROGRAM_FILE)
    if not owners:
        return set()
    is_decoupled = memory is not None
    watch = Watch(owners, PROGRAM_FILE, program.lines, sightings, minds_guests=is_decoupled)
    harness.watch = watch
    caller = _Caller(watch, choices, namespace, own)
    before = sys.gettrace()
    try:
        for _ in range(1 + choices.number(CALLS)):
            caller.call(choices.one_of(tuple(owners)), is_decoupled=is_decoupled)
            if is_decoupled:
                harness.use_what_leaked()
    finally:
        sys.settrace(before)
    sightings.seen |= watch.seen
    return watch.seen


class _Caller:
    """Calls owners as a user of the module would, and looks into what comes back."""

    def __init__(
        self, watch: Watch, choices: Choices, namespace: dict[str, Any], own: list[str]
    ) -> None:
        self._watch = watch
        self._choices = choices
        self._namespace = namespace
        values = {name: namespace[name] for name in own}
        self._globals = {name: value for name, value in values.items() if not callable(value)}
        self._classes = [value for value in values.values() if isinstance(value, type)]

    def call(self, owner: Owner, *, is_decoupled: bool) -> None:
        """Call an owner once; global names are as at the beginning, containers are not."""
        self._namespace.update(self._globals)
        positional, named = owner.arguments(self._choices)
        receiver, function = self._bind(owner)
        passed = [("self", receiver), *named.items()]
        passed += [(f"argument {index}", value) for index, value in enumerate(positional)]

        def roots() -> list[tuple[str, object]]:
            found = [*passed, *class_roots(self._classes), *_cells(owner)]
            return found + [(name, self._namespace.get(name)) for name in self._globals]

        self._watch.roots = roots
        thrown = self._choices.failure(odd=True) if is_decoupled else None
        consumer = Consumer(self._watch, thrown)
        World.called = consumer.run_lazy_perhaps if is_decoupled else nothing
        self._guarded(lambda: consumer.consume(owner, function(*positional, **named)))
        World.called = nothing
        self._guarded(consumer.run_lazy)

    def _bind(self, owner: Owner) -> tuple[object, Callable[..., Any]]:
        if owner.klass is None:
            return None, owner.call
        name = owner.function.__name__
        raw = vars(owner.klass).get(name)
        if isinstance(raw, staticmethod | classmethod):
            return None, getattr(owner.klass, name)
        instance: Any = object.__new__(owner.klass)
        if name != "__init__":
            instance.__init__()
        return instance, getattr(instance, name)

    def _guarded(self, action: Callable[[], Any]) -> Any:
        self._watch.start()
        try:
            return action()
        except Endless:
            return None
        except BaseException as exception:
            if isinstance(exception, KeyboardInterrupt) and exception.args != ("chosen",):
                raise
            self._watch.stop()
            self._watch.escaped(exception)
            return None
        finally:
            self._watch.stop()


def _cells(owner: Owner) -> list[tuple[str, object]]:
    found = []
    names = owner.function.__code__.co_freevars
    for name, cell in zip(names, owner.function.__closure__ or (), strict=True):
        with suppress(ValueError):
            found.append((name, cell.cell_contents))
    return found
