"""One run of mypy with the plugin: sees every module, has it analysed, and notices what it missed.

mypy has no hook for a function definition (python/mypy#13668). It does resolve each module's
implicit attributes (``__name__``, ``__file__``), whose type is ``builtins.str``, so the hook for
type names is called inside the analysis of every module from source. There the semantic analyzer
takes patches, which it runs when the whole import cycle has been analysed and not yet checked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mypy.plugin import AnalyzeTypeContext, Plugin
from mypy.types import Type

from mypy_defaults_plugin.analysis import Cycle
from mypy_defaults_plugin.host.internals import ANALYZER, ERRORS, missing_attributes
from mypy_defaults_plugin.host.reporting import Reporter
from mypy_defaults_plugin.host.watchdog import Watchdog, broken

if TYPE_CHECKING:
    from mypy.nodes import MypyFile
    from mypy.options import Options
    from mypy.semanal import SemanticAnalyzer

    from mypy_defaults_plugin.settings import SettingsTable
    from mypy_defaults_plugin.walk import ModuleFacts

SEEN_IN_EVERY_MODULE: Final = "builtins.str"
IMPLICIT: Final = "__builtins__.str"
"""How mypy spells it for the implicit attributes, which it analyses in a module only."""
COLLECT, STORE, CHECK = 90, 91, 92
"""Priorities of our patches: mypy runs lower numbers first, its own are below ten."""


@dataclass(slots=True)
class Module:
    """A module under analysis, from its first patch to its last."""

    file: MypyFile
    options: Options
    facts: ModuleFacts | None = None


class Session:
    """Follows one mypy process, or one daemon, through all of its modules."""

    def __init__(self, plugin: Plugin, settings: SettingsTable) -> None:
        self._plugin = plugin
        self._settings = settings
        self._analyzer: SemanticAnalyzer | None = None
        self._capturing = False
        self._patches: list[tuple[int, Callable[[], None]]] | None = None
        self._scheduled: set[str] = set()
        self.watchdog = Watchdog()

    def type_name_seen(self, fullname: str) -> Callable[[AnalyzeTypeContext], Type] | None:
        """Take the hook for a type name; None, but for the call that finds the analyzer."""
        if self._analyzer is None:
            return None if self._capturing else self._capture
        if fullname == SEEN_IN_EVERY_MODULE:
            self._schedule(self._analyzer)
        return None

    def _capture(self, context: AnalyzeTypeContext) -> Type:
        analyzer: Any = getattr(context.api, "api", None)
        missing = missing_attributes(analyzer, ANALYZER)
        if not missing:
            missing = missing_attributes(analyzer.errors, ERRORS)
        if missing:
            self.watchdog.missing = missing
            if getattr(context.type, "name", None) == IMPLICIT:
                broken("no module can be analysed", missing)
        else:
            self.watchdog.errors = analyzer.errors
            self._analyzer = analyzer
            _move_to_front(analyzer.plugin, self._plugin)
            self._schedule(analyzer)
        self._capturing = True
        try:
            return context.api.analyze_type(context.type)
        finally:
            self._capturing = False

    def _schedule(self, analyzer: SemanticAnalyzer) -> None:
        """Have the module in hand analysed once, when its import cycle is complete."""
        patches = getattr(analyzer, "patches", None)
        file = getattr(analyzer, "cur_mod_node", None)
        options = getattr(analyzer, "options", None)
        if patches is None or file is None or options is None:
            return
        if patches is not self._patches:
            self._patches = patches
            self._scheduled = set()
            self._cycle = Cycle(analyzer.modules, options.python_version)
        if file.fullname in self._scheduled:
            return
        self._scheduled.add(file.fullname)
        module, cycle = Module(file, options), self._cycle
        reporter = Reporter(analyzer.errors, file, options)
        for priority, step in (
            (COLLECT, self._collect),
            (STORE, self._store),
            (CHECK, self._check),
        ):
            analyzer.schedule_patch(priority, _bound(step, cycle, module, reporter))

    def _collect(self, cycle: Cycle, module: Module, reporter: Reporter) -> None:
        with reporter.guard("walk"):
            settings = self._settings.for_module(module.file.fullname)
            types_only = reporter.is_known_by_types
            module.facts = cycle.collect(module.file, settings, types_only=types_only)
            module.facts.source = reporter.source

    def _store(self, cycle: Cycle, module: Module, reporter: Reporter) -> None:
        with reporter.guard("stored facts"):
            if module.facts is not None:
                cycle.store(module.facts, self._settings.for_module(module.file.fullname))

    def _check(self, cycle: Cycle, module: Module, reporter: Reporter) -> None:
        self.watchdog.imports_seen(module.file, cycle.build, self._scheduled)
        self.watchdog.seen(module.file)
        if module.facts is None or reporter.is_ignored:
            return
        settings = self._settings.for_module(module.file.fullname)
        for code, check in cycle.checks():
            with reporter.guard(code):
                for finding in check(module.facts, settings):
                    reporter.report(finding, settings)
        cycle.depend(module.facts)


def _bound(
    step: Callable[[Cycle, Module, Reporter], None],
    cycle: Cycle,
    module: Module,
    reporter: Reporter,
) -> Callable[[], None]:
    return lambda: step(cycle, module, reporter)


def _move_to_front(chain: Any, plugin: Plugin) -> None:
    """Be asked before a plugin that claims ``builtins.str`` for itself; we claim nothing."""
    plugins = getattr(chain, "_plugins", None)
    if isinstance(plugins, list) and plugin in plugins:
        plugins.remove(plugin)
        plugins.insert(0, plugin)


__all__ = ["Session", "broken"]
