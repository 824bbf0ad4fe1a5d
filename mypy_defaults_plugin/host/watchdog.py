"""Notices a module that mypy checked and the plugin did not analyse.

What a broken assumption about mypy would cause is a clean report with findings missing, so it is
an error that stops the run: one line, exit status 2.

mypy 2.4 and later say of each module that they have checked it. Of an older one three things
tell: it writes the module's cache, it asks for the signature of something that the module calls,
a later module imports it. Without a cache, a module that does not call and is not imported
would go unnoticed there.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

from mypy.errors import CompileError
from mypy.nodes import Import, ImportAll, ImportFrom, MypyFile
from mypy.plugin import Plugin
from mypy.util import correct_relative_import
from mypy.version import __version__ as mypy_version

if TYPE_CHECKING:
    from mypy.errors import Errors

TELLS_WHAT_IS_CHECKED = hasattr(Plugin, "get_additional_indirect_deps")
"""From mypy 2.4 on there is a hook for each module that has been checked."""


class Watchdog:
    """Keeps the names of the modules that were analysed until mypy says it has checked them."""

    def __init__(self) -> None:
        self.missing: list[str] = []
        self.errors: Errors | None = None
        self._expected: set[str] = set()
        self._analysed: set[str] = set()
        self._ever: set[str] = set()

    def seen(self, file: MypyFile) -> None:
        """Note that a module was analysed."""
        self._expected.discard(file.fullname)
        self._analysed.add(file.fullname)
        self._ever.add(file.fullname)

    def parsed(self, module: str) -> None:
        """Note that mypy has read a module's source and will analyse it."""
        self._expected.add(module)

    def checking(self) -> None:
        """Look whether the module that mypy checks now was analysed, on mypy before 2.4.

        Here mypy would take a CompileError for a crash of its own.
        """
        if not self._expected:
            return
        errors = self.errors
        if errors is not None and errors.target_module not in self._expected:
            return
        module = None if errors is None else errors.target_module
        text = _text(_lost(module or min(self._expected)), self.missing)
        if errors is not None and errors.options and errors.options.fine_grained_incremental:
            if errors.file not in errors.ignored_files:
                self._expected.clear()
                errors.report(1, 0, text, blocker=True)
        else:
            print(text, file=sys.stderr, flush=True)
            raise SystemExit(2)

    def checked(self, module: str) -> None:
        """Take mypy's word that it has checked a module; raises when we never analysed it."""
        if module not in self._analysed:
            broken(_lost(module), self.missing)
        self._analysed.discard(module)

    def written(self, module: str) -> None:
        """Take mypy's word that it writes a module's cache; it does so for checked ones."""
        if not TELLS_WHAT_IS_CHECKED:
            self.checked(module)

    def imports_seen(self, file: MypyFile, build: dict[str, MypyFile], cycle: set[str]) -> None:
        """Look whether the modules that this one imports were analysed before it."""
        for name in _imported(file):
            module = build.get(name)
            if module is None or module.is_cache_skeleton:
                continue
            if name not in self._ever and name not in cycle:
                broken(_lost(name), self.missing)


def broken(what: str, missing: list[str]) -> NoReturn:
    """Stop mypy with one line that says which assumption does not hold."""
    raise CompileError([_text(what, missing)])


def _lost(module: str) -> str:
    return f'module "{module}" was checked but not analysed'


def _text(what: str, missing: list[str]) -> str:
    details = f" (not found: {', '.join(missing)})" if missing else ""
    return (
        f"mypy_defaults_plugin: {what} by mypy_defaults_plugin{details}; it does not work with"
        f' mypy {mypy_version} here: put it first in "plugins" if other plugins stand before it,'
        " else please report it, and take it out until it is mended"
    )


def _imported(file: MypyFile) -> list[str]:
    names: list[str] = []
    for node in file.imports:
        if node.is_unreachable:
            continue
        if isinstance(node, Import):
            names.extend(name for name, _ in node.ids)
        elif isinstance(node, ImportFrom | ImportAll):
            name, _ = correct_relative_import(
                file.fullname, node.relative, node.id, file.is_package_init_file()
            )
            names.append(name)
    return names
