"""One run of mypy with the plugin: sees every module, has it analysed, and notices what it missed.

mypy has no hook for a function definition (python/mypy#13668). It does resolve each module's
implicit attributes (``__name__``, ``__file__``), whose type is ``builtins.str``, so the hook for
type names is called inside the analysis of every module from source. There the semantic analyzer
takes patches, which it runs when the whole import cycle has been analysed and not yet checked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from mypy.plugin import AnalyzeTypeContext, Plugin
from mypy.types import Type

from mypy_defaults_plugin.host.chain import Chain
from mypy_defaults_plugin.host.internals import ANALYZER, ERRORS, missing_attributes
from mypy_defaults_plugin.host.watchdog import Watchdog, broken

if TYPE_CHECKING:
    from mypy.nodes import MypyFile
    from mypy.options import Options
    from mypy.semanal import SemanticAnalyzer

    from mypy_defaults_plugin.analysis import Cycle
    from mypy_defaults_plugin.host.reporting import Reporter
    from mypy_defaults_plugin.settings import SettingsTable
    from mypy_defaults_plugin.walk import ModuleFacts

SEEN_IN_EVERY_MODULE: Final = "builtins.str"
IMPLICIT: Final = "__builtins__.str"
"""How mypy spells it for the implicit attributes, which it analyses in a module only."""
PRIORITY: Final = 90
"""Of our patch: mypy runs lower numbers first, its own are below ten."""


class Module:
    """A module under analysis."""

    __slots__ = ("facts", "file", "reporter")

    def __init__(self, file: MypyFile, reporter: Reporter) -> None:
        self.file = file
        self.reporter = reporter
        self.facts: ModuleFacts | None = None


class WhileAlive:
    """Calls a function when nothing holds it any more, whatever the reason."""

    __slots__ = ("_at_the_end",)

    def __init__(self, at_the_end: Callable[[], None]) -> None:
        self._at_the_end = at_the_end

    def __del__(self) -> None:
        self._at_the_end()


class Session:
    """Follows one mypy process, or one daemon, through all of its modules.

    The modules of an import cycle are seen one by one, each when mypy first analyses its top
    level. After the last one the plugin leaves mypy's chain of plugins, since what is left are
    tens of thousands of type names that are none of its business. It comes back when the patch of
    the cycle runs, or when mypy throws the list of patches away because of an error.
    """

    def __init__(self, plugin: Plugin, settings: SettingsTable) -> None:
        self._plugin = plugin
        self._settings = settings
        self._analyzer: SemanticAnalyzer | None = None
        self._capturing = False
        self._chain: Chain | None = None
        self._cycle: Cycle | None = None
        self._modules: list[Module] = []
        self._scheduled: set[str] = set()
        self._awaited: set[str] | None = None
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
            self.found(analyzer)
            self._schedule(analyzer)
        self._capturing = True
        try:
            return context.api.analyze_type(context.type)
        finally:
            self._capturing = False

    def found(self, analyzer: SemanticAnalyzer) -> None:
        """Take the analyzer of this build."""
        self.watchdog.errors = analyzer.errors
        self._analyzer = analyzer
        self._chain = Chain(analyzer.plugin, self._plugin)
        self._chain.enter()

    def _schedule(self, analyzer: SemanticAnalyzer) -> None:
        """Have the module in hand analysed once, when its import cycle is complete."""
        patches = getattr(analyzer, "patches", None)
        file = getattr(analyzer, "cur_mod_node", None)
        options = getattr(analyzer, "options", None)
        if patches is None or file is None or options is None:
            return
        if self._cycle is None:
            self._begin(analyzer, options)
        if file.fullname in self._scheduled:
            return
        from mypy_defaults_plugin.host.reporting import Reporter  # noqa: PLC0415 (as above)

        self._scheduled.add(file.fullname)
        self._modules.append(Module(file, Reporter(analyzer.errors, file, options)))
        if self._awaited is None or self._cycle is None or self._chain is None:
            return
        self._awaited.discard(file.fullname)
        if not self._awaited:
            self._chain.leave()

    def _begin(self, analyzer: SemanticAnalyzer, options: Options) -> None:
        """Take up an import cycle: mypy has not begun with any of its modules but this one."""
        from mypy_defaults_plugin.analysis import Cycle  # noqa: PLC0415 (not in a warm run)
        from mypy_defaults_plugin.host.reporting import log_of  # noqa: PLC0415 (as above)

        cycle = self._cycle = Cycle(analyzer.modules, options.python_version, log_of(options))
        modules = self._modules = list[Module]()
        self._scheduled = set()
        unfinished = getattr(analyzer, "incomplete_namespaces", None)
        self._awaited = None if unfinished is None else set(unfinished)
        waiting = WhileAlive(lambda: self._end(cycle))
        analyzer.schedule_patch(PRIORITY, lambda: self._analyse(cycle, modules, waiting))

    def _end(self, cycle: Cycle) -> None:
        """Be ready for the next import cycle."""
        if self._cycle is cycle and self._chain is not None:
            self._cycle = None
            self._modules = []
            self._chain.enter()

    def _analyse(self, cycle: Cycle, modules: list[Module], waiting: WhileAlive) -> None:
        """Analyse the modules of a cycle, each step on all of them before the next."""
        self._end(cycle)
        for step in (self._collect, self._store, self._check):
            for module in modules:
                step(cycle, module, module.reporter)

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


__all__ = ["Session", "broken"]
