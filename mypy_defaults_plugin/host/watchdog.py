"""Notices a module that mypy checked and the plugin did not analyse.

What a broken assumption about mypy would cause is a clean report with findings missing, so it is
an error that stops the run: one line, exit status 2.
"""

from __future__ import annotations

from typing import NoReturn

from mypy.errors import CompileError
from mypy.nodes import Import, ImportAll, ImportFrom, MypyFile
from mypy.plugin import Plugin
from mypy.util import correct_relative_import
from mypy.version import __version__ as mypy_version

TELLS_WHAT_IS_CHECKED = hasattr(Plugin, "get_additional_indirect_deps")
"""From mypy 2.4 on there is a hook for each module that has been checked."""


class Watchdog:
    """Keeps the names of the modules that were analysed until mypy says it has checked them."""

    def __init__(self) -> None:
        self.missing: list[str] = []
        self._analysed: set[str] = set()
        self._ever: set[str] = set()

    def seen(self, file: MypyFile) -> None:
        """Note that a module was analysed."""
        self._analysed.add(file.fullname)
        self._ever.add(file.fullname)

    def checked(self, module: str) -> None:
        """Take mypy's word that it has checked a module; raises when we never analysed it."""
        if module not in self._analysed:
            self._lost(module)
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
                self._lost(name)

    def _lost(self, module: str) -> NoReturn:
        broken(f'module "{module}" was checked but not analysed', self.missing)


def broken(what: str, missing: list[str]) -> NoReturn:
    """Stop mypy with one line that says which assumption does not hold."""
    details = f" (not found: {', '.join(missing)})" if missing else ""
    raise CompileError(
        [
            f"mypy_defaults_plugin: {what} by mypy_defaults_plugin{details}; it does not work"
            f" with mypy {mypy_version} here: please report it, and take the plugin out of"
            ' "plugins" until it is mended'
        ]
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
