"""Tells mypy's dependency tracking what the verdicts of a module depend on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mypy.nodes import Import, ImportFrom, MemberExpr, MypyFile, RefExpr, SymbolNode
from mypy.server.trigger import make_trigger
from mypy.types import UnboundType, UnionType
from mypy.util import correct_relative_import

from mypy_defaults_plugin.host import symbol
from mypy_defaults_plugin.host.program import Program
from mypy_defaults_plugin.walk import nodes_below

if TYPE_CHECKING:
    from mypy_defaults_plugin.walk import Function, ModuleFacts


def record_dependencies(facts: ModuleFacts, program: Program) -> None:
    """Record the modules for the cache and the symbols for the daemon.

    mypy finds most of them itself, but not those of a default in an unannotated function, nor
    those behind an object whose type it never computes. What stands in a function it counts to
    the function: when that changes, the daemon analyses the function alone, unseen by us.
    """
    file = facts.file
    symbols = set(program.symbols)
    if facts.functions:
        local = _LocalImports(file, program)
        symbols |= local.names
        for function in facts.functions:
            symbols.update(_spelt(local, function))
    for name in symbols:
        file.plugin_deps.setdefault(make_trigger(name), set()).add(file.fullname)
    refs = getattr(file, "module_refs", None)
    if refs is not None:
        refs.update(program.modules)
    else:
        symbol.carry(file, [program.classes[name] for name in sorted(program.classes)])


class _LocalImports:
    """What the functions of a module import, and what a name means with that."""

    def __init__(self, file: MypyFile, program: Program) -> None:
        self._file = file
        self._program = program
        self.names: set[str] = set()
        self._modules: dict[str, str] = {}
        for node in file.imports:
            if isinstance(node, Import) and not node.is_top_level:
                for module, alias in node.ids:
                    first = module.partition(".")[0]
                    self._modules[alias or first] = module if alias else first
            elif isinstance(node, ImportFrom) and not node.is_top_level:
                is_package = file.is_package_init_file()
                module, _ = correct_relative_import(
                    file.fullname, node.relative, node.id, is_package
                )
                self.names.update(f"{module}.{name}" for name, _ in node.names)

    def module(self, name: str) -> SymbolNode | None:
        """Give what is most likely a module, by the name that stands before a dot."""
        local = self._modules.get(name)
        if local is not None:
            return self._program.build.get(local)
        entry = self._file.names.get(name)
        return entry.node if entry is not None else None

    def members(self, dotted: str) -> Iterator[str]:
        """Give the full names along ``module.name`` or ``package.module.name``."""
        first, *rest = dotted.split(".")
        owner = self.module(first) if rest else None
        for name in rest:
            if not isinstance(owner, MypyFile):
                return
            yield f"{owner.fullname}.{name}"
            owner = self._program.in_module(owner, name)


def _spelt(local: _LocalImports, function: Function) -> Iterator[str]:
    """Give the names of other modules that stand in a function's defaults and their types."""
    expressions = list(function.decorators)
    for argument in function.node.arguments:
        if argument.initializer is not None:
            expressions.append(argument.initializer)
            yield from _spelt_in_type(local, argument.type_annotation)
    for expression in expressions:
        for node in nodes_below(expression):
            if isinstance(node, MemberExpr) and isinstance(node.expr, RefExpr):
                owner = node.expr.node
                if isinstance(owner, MypyFile):
                    yield f"{owner.fullname}.{node.name}"


def _spelt_in_type(local: _LocalImports, annotation: Any) -> Iterator[str]:
    waiting = [annotation]
    while waiting:
        current = waiting.pop()
        if isinstance(current, UnionType):
            waiting.extend(current.items)
        elif isinstance(current, UnboundType):
            waiting.extend(current.args)
            yield from local.members(current.name)
