"""The order of work on an import cycle: collect every module, store facts, check each module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from mypy.nodes import NameExpr, TypeInfo
from mypy.types import Instance, ProperType

from mypy_defaults_plugin.checks import CHECKS
from mypy_defaults_plugin.declared.marker import Markers
from mypy_defaults_plugin.flow.summarise import facts_of
from mypy_defaults_plugin.frameworks.annotated import defaults_of_aliases
from mypy_defaults_plugin.host import symbol
from mypy_defaults_plugin.host.dependencies import record_dependencies
from mypy_defaults_plugin.host.program import Program
from mypy_defaults_plugin.mutability.constants import Constants
from mypy_defaults_plugin.mutability.data_classes import DataClasses
from mypy_defaults_plugin.mutability.judge import Judge, Knowledge
from mypy_defaults_plugin.mutability.types import has_attributes
from mypy_defaults_plugin.summaries.functions import Functions
from mypy_defaults_plugin.summaries.stored import Stored, form
from mypy_defaults_plugin.walk import LEAVES, ModuleFacts, declarations, walk

if TYPE_CHECKING:
    from mypy.nodes import MypyFile

    from mypy_defaults_plugin.finding import Finding
    from mypy_defaults_plugin.settings import Settings


class Cycle:
    """The modules of one import cycle, on their way through the analysis."""

    def __init__(
        self,
        build: dict[str, MypyFile],
        python_version: tuple[int, int],
        log: Callable[[str], None],
    ) -> None:
        self.build = build
        self._python_version = python_version
        self._stored = Stored(log)
        self._constants = Constants(self._stored)
        self._data_classes = DataClasses(self._stored)
        self._markers = Markers(self._stored)
        self._functions = Functions(build, self._stored)
        self._knowledge = Knowledge(self._constants, self._data_classes, self._functions)
        self._programs: dict[str, Program] = {}

    def collect(self, file: MypyFile, settings: Settings, *, types_only: bool) -> ModuleFacts:
        """Walk a module; of one that mypy ignores only the declarations of its classes count."""
        facts = declarations(file) if types_only else walk(file)
        self._functions.define(
            facts, lambda node: facts_of(self._judge(file, settings), node, facts.uses)
        )
        self._constants.define(facts)
        self._data_classes.define(facts.classes)
        self._markers.define(facts, Program(self.build, file))
        return facts

    def store(self, facts: ModuleFacts, settings: Settings) -> None:
        """Put what other modules need to know into the module's symbol table."""
        judge = self._judge(facts.file, settings)
        classes = {}
        for node in facts.classes:
            record = self._data_classes.own(judge, node.info)
            if record is not None:
                classes[node.info.fullname] = record
        constants, renamed = {}, {}
        for fullname, binding in facts.bindings.items():
            function = self._constants.function(judge, binding.var)
            if function is not None:
                renamed[fullname] = function.fullname
                continue
            if all(
                type(value) in LEAVES and type(value) is not NameExpr for value in binding.values
            ):
                continue
            value = self._constants.value(judge, binding.var)
            if value.mutable or _is_object(value.type):
                constants[fullname] = value
        constants |= defaults_of_aliases(judge.for_fields(), facts)
        string = judge.program.find("builtins.str")
        if isinstance(string, TypeInfo):
            # The first attribute of an ordinary class wakes the importers; nobody reads it here.
            stateful = {n.info.fullname for n in facts.classes if has_attributes(n.info)}
            marked = self._markers.marked_in(facts, judge.program)
            named = {"marked": marked, "stateful": stateful}
            functions = self._functions.of_module(facts)
            facts_form = form(classes, constants, renamed, named, functions)
            symbol.write(facts.file, facts_form, Instance(string, []))

    def checks(self) -> Iterator[tuple[str, Callable[[ModuleFacts, Settings], Iterator[Finding]]]]:
        """Give each check by its code, to be run on a module of this cycle."""
        for code, check in CHECKS.items():

            def run(
                facts: ModuleFacts, settings: Settings, check: Any = check
            ) -> Iterator[Finding]:
                yield from check(facts, self._judge(facts.file, settings), self._markers)

            yield code, run

    def depend(self, facts: ModuleFacts) -> None:
        """Tell mypy what the verdicts of a module depend on."""
        program = self._programs.pop(facts.file.fullname, None)
        if program is not None:
            record_dependencies(facts, program)

    def _judge(self, file: MypyFile, settings: Settings) -> Judge:
        program = self._programs.get(file.fullname)
        if program is None:
            program = self._programs[file.fullname] = Program(self.build, file)
        return Judge(
            program,
            settings,
            self._knowledge,
            self._python_version,
        )


def _is_object(proper: ProperType | None) -> bool:
    """Tell whether a constant's class is worth knowing elsewhere, to follow its methods."""
    return isinstance(proper, Instance) and proper.type.module_name != "builtins"
