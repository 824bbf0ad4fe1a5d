"""What the functions of the project do with what they are given, wherever they are defined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from mypy.nodes import Expression, FuncDef, MemberExpr, RefExpr

from mypy_defaults_plugin.host.internals import has_trivial_body
from mypy_defaults_plugin.summaries.facts import Facts, Means
from mypy_defaults_plugin.summaries.solver import DISPATCHED, SETTER, Effects, Solver

if TYPE_CHECKING:
    from mypy.nodes import MypyFile

    from mypy_defaults_plugin.host.program import Program
    from mypy_defaults_plugin.summaries.stored import Stored
    from mypy_defaults_plugin.walk import ModuleFacts

LEAVE_THE_BINDING: Final = frozenset(
    {
        "abc.abstractmethod",
        "builtins.classmethod",
        "builtins.property",
        "builtins.staticmethod",
        "contextlib.asynccontextmanager",
        "contextlib.contextmanager",
        "functools.cached_property",
        "typing.final",
        "typing.no_type_check",
        "typing.override",
        "typing_extensions.deprecated",
        "typing_extensions.final",
        "typing_extensions.override",
        "warnings.deprecated",
    }
)
"""Decorators behind which the function that is called is still the one that is written."""

DEEPEST: Final = 20
"""Functions in functions that are summarised first, to know what is called."""

Summarise = Callable[[FuncDef], Facts]


class Functions:
    """The functions of the modules being analysed, and those that other modules stored.

    A name that is defined twice, or replaced by a decorator, is nobody's: nothing is known of it.
    """

    def __init__(self, build: dict[str, MypyFile], stored: Stored) -> None:
        self._build = build
        self._stored = stored
        self._defined: dict[str, tuple[FuncDef, Summarise]] = {}
        self._found: dict[str, Facts] = {}
        self._modules: set[str] = set()
        self._overriding: dict[str, list[str]] = {}
        self._open: set[str] = set()
        self._entangled: set[str] = set()
        self._solver = Solver(self._facts)

    def define(self, facts: ModuleFacts, summarise: Summarise) -> None:
        """Take the functions of a module that is being analysed; they are summarised on demand."""
        self._modules.add(facts.module)
        certain = _certain(facts)
        for name, function in certain.items():
            self._defined[name] = (function, summarise)
        for base, method in _overrides(facts, certain):
            self._overriding.setdefault(base, []).append(method)

    def of_module(self, facts: ModuleFacts) -> dict[str, tuple[Facts, Effects]]:
        """Give the facts of a module's functions, and what follows from them, for storing."""
        certain = _certain(facts)
        names = [name for name in certain if self._facts(name)]
        names += [name + DISPATCHED for name in certain if name in self._overriding]
        return {name: (self._facts(name), self._solver.effects(name)) for name in sorted(names)}

    def effects(self, program: Program, function: str) -> Effects:
        """Give what a function does; the module in hand depends on it from now on."""
        self._stored.depend_on_facts(program, function)
        return self._solver.effects(function)

    def known(self, program: Program, function: str) -> Effects | None:
        """Give what a function does, None while that is still being found out."""
        if function in self._entangled or len(self._open) > DEEPEST:
            return None
        try:
            return self.effects(program, function)
        except _EntangledError:
            self._entangled.add(function)
            return None

    def _facts(self, name: str) -> Facts:
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = self._computed(name)
        return found

    def _computed(self, name: str) -> Facts:
        if name.endswith(DISPATCHED):
            return self._dispatched(name)
        defined = self._defined.get(name)
        if defined is None:
            return self._stored.facts(self._build, name, self._modules)
        if name in self._open:
            raise _EntangledError
        function, summarise = defined
        self._open.add(name)
        try:
            return summarise(function)
        finally:
            self._open.discard(name)
            if not self._open:
                self._entangled.clear()

    def _dispatched(self, name: str) -> Facts:
        """Give what a call of a method may mean: the method, or what overrides it in its module.

        What overrides it elsewhere would make a verdict depend on who imports a module. A body
        that only says that others have to be written says nothing of them.
        """
        method = name.removesuffix(DISPATCHED)
        if method not in self._defined:
            stored = self._stored.facts(self._build, name, self._modules)
            return stored or (Means(method),)
        function, _ = self._defined[method]
        others = [] if has_trivial_body(function) else self._overriding.get(method, ())
        return (Means(method), *(Means(other) for other in sorted(others)))


class _EntangledError(Exception):
    """A function calls itself by way of others, and is being summarised."""


def _certain(facts: ModuleFacts) -> dict[str, FuncDef]:
    """Give the functions of a module and of its classes that their names certainly mean."""
    found: dict[str, FuncDef] = {}
    twice = set(facts.rebound)
    for function in facts.definitions:
        node = function.node
        if not isinstance(node, FuncDef) or not _is_visible(node, facts.module):
            continue
        accessors = [d.name for d in function.decorators if isinstance(d, MemberExpr)]
        name = node.fullname
        if "setter" in accessors:
            name += SETTER
        elif "deleter" in accessors:
            continue
        elif not _leave_the_binding(function.decorators):
            twice.add(name)
        if name in found:
            twice.add(name)
        found[name] = node
    return {name: node for name, node in found.items() if name not in twice}


def _overrides(facts: ModuleFacts, certain: dict[str, FuncDef]) -> Iterator[tuple[str, str]]:
    """Pair each method of a module with those of the same module that it overrides."""
    for name, function in certain.items():
        if function.info:
            own = name.removeprefix(function.info.fullname)
            for base in function.info.mro[1:]:
                overridden = base.fullname + own
                if base.module_name == facts.module and overridden in certain:
                    yield overridden, name


def _is_visible(node: FuncDef, module: str) -> bool:
    fullname = node.fullname
    if node.info:
        return "@" not in fullname and fullname == f"{node.info.fullname}.{node.name}"
    return fullname == f"{module}.{node.name}"


def _leave_the_binding(decorators: Iterable[Expression]) -> bool:
    return all(
        isinstance(_target(decorator), RefExpr)
        and getattr(_target(decorator), "fullname", "") in LEAVE_THE_BINDING
        for decorator in decorators
    )


def _target(decorator: Expression) -> Expression:
    callee = getattr(decorator, "callee", None)
    return callee if isinstance(callee, Expression) else decorator
