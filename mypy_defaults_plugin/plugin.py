"""The plugin class: hooks only."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Final

from mypy.errors import CompileError
from mypy.nodes import MypyFile
from mypy.options import Options
from mypy.plugin import AnalyzeTypeContext, Plugin, ReportConfigContext
from mypy.types import Type
from mypy.version import __version__ as mypy_version

from mypy_defaults_plugin.host.session import Session
from mypy_defaults_plugin.host.versions import say_if_untested, stop_if_unfit
from mypy_defaults_plugin.host.watchdog import TELLS_WHAT_IS_CHECKED
from mypy_defaults_plugin.settings import SettingsError, SettingsTable, read_settings

ANALYSIS_VERSION: Final = 1
"""Raised when the same source may get other findings, so that old caches are not used."""


class DefaultsPlugin(Plugin):
    """Lets mypy's run pass by and hands every module to the session."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._bad_settings: list[str] = []
        try:
            self._settings = read_settings(options.config_file)
        except SettingsError as error:
            self._bad_settings = error.messages
            self._settings = SettingsTable()
        publish_version(f"{self._settings.digest}{len(self._bad_settings) or ''}")
        self._session = Session(self, self._settings)

    def set_modules(self, modules: dict[str, MypyFile]) -> None:
        """Say here what concerns the whole run; mypy calls this when a run begins.

        It adds no line of its own to bad settings, and exits with status 2.
        """
        super().set_modules(modules)
        if self._bad_settings:
            raise CompileError(self._bad_settings)
        stop_if_unfit(mypy_version)
        say_if_untested(mypy_version)

    def get_type_analyze_hook(self, fullname: str) -> Callable[[AnalyzeTypeContext], Type] | None:
        """See that a module is being analysed; claims no type name."""
        return self._session.type_name_seen(fullname)

    def report_config_data(self, ctx: ReportConfigContext) -> Any:
        """Give what a cached result of a module depends on beside its source.

        Of a stub only classes are known, and nothing is reported there: no setting matters.
        """
        if not ctx.is_check:
            self._session.watchdog.written(ctx.id)
        settings = None if ctx.path.endswith(".pyi") else self._settings.cache_key(ctx.id)
        return {"analysis": ANALYSIS_VERSION, "settings": settings}

    if not TELLS_WHAT_IS_CHECKED:

        def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
            """Learn that mypy will analyse a module; adds no dependency."""
            self._session.watchdog.parsed(file.fullname)
            return []

        def get_function_signature_hook(self, fullname: str) -> None:
            """Learn that mypy checks a module; claims no function."""
            self._session.watchdog.checking()

        def get_method_signature_hook(self, fullname: str) -> None:
            """Learn that mypy checks a module; claims no method."""
            self._session.watchdog.checking()

    def get_additional_indirect_deps(self, file: MypyFile) -> set[str]:
        """Learn that mypy has checked a module (2.4 and later); adds no dependency."""
        self._session.watchdog.checked(file.fullname)
        return set()


def publish_version(key: str) -> None:
    """Make other settings than the process began with part of the plugin's version.

    A daemon restarts when that version changes, and asks for nothing else of a plugin: without
    this, ``dmypy run`` after a change of the settings would answer from the old ones. A cache
    knows the settings of each module; another version would make all of it useless.
    """
    BEGAN_WITH.setdefault("settings", key)
    package = sys.modules[__package__ or ""]
    base = getattr(package, "__version__", "").partition("+")[0]
    changed = key != BEGAN_WITH["settings"]
    package.__version__ = f"{base}+{key}" if changed else base  # type: ignore[attr-defined]


BEGAN_WITH: Final[dict[str, str]] = {}
"""The key of the settings that this process read first."""
