"""Tells mypy's dependency tracking what the verdicts of a module depend on."""

from __future__ import annotations

from mypy.nodes import MypyFile
from mypy.server.trigger import make_trigger

from mypy_defaults_plugin.host import symbol
from mypy_defaults_plugin.host.program import Program


def record_dependencies(file: MypyFile, program: Program) -> None:
    """Record the modules for the cache and the symbols for the daemon.

    mypy finds most of them itself, but not those of a default in an unannotated function, nor
    those behind an object whose type it never computes.
    """
    for name in program.symbols:
        file.plugin_deps.setdefault(make_trigger(name), set()).add(file.fullname)
    refs = getattr(file, "module_refs", None)
    if refs is not None:
        refs.update(program.modules)
    else:
        symbol.carry(file, [program.classes[name] for name in sorted(program.classes)])
