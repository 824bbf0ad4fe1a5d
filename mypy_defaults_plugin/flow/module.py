"""The functions of one module: their defaults followed, their summaries on demand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mypy.nodes import FuncDef, FuncItem

from mypy_defaults_plugin.flow.events import Part, Record, Subject
from mypy_defaults_plugin.flow.function import FunctionFlow
from mypy_defaults_plugin.flow.objects import Default, Inside
from mypy_defaults_plugin.flow.summary import ParameterEffect, Summary, nothing_known
from mypy_defaults_plugin.mutability.value import Value

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

ROUNDS: Final = 10
"""Rounds after which a recursive function's summary is taken as it is."""


class ModuleFlow:
    """Follows defaults through the functions of a module."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self.reports_returns = True
        self._summaries: dict[FuncItem, Summary] = {}
        self._open: dict[FuncItem, bool] = {}

    def follow(self, function: FuncItem, subjects: dict[str, Subject]) -> Record:
        """Follow the defaults of a function."""
        return FunctionFlow(self, function, subjects).run()

    def summary(self, function: FuncDef) -> Summary | None:
        """Summarise a function of this module; None for one of another, or a generator."""
        module = self.judge.program.current.fullname
        if function.fullname.rpartition(".")[0] != module and not function.info:
            return None
        if function.info and function.info.module_name != module:
            return None
        known = self._summaries.get(function)
        if known is not None:
            if function in self._open:
                self._open[function] = True
            return known
        return self._to_fixpoint(function)

    def _to_fixpoint(self, function: FuncDef) -> Summary:
        summary = self._summaries[function] = nothing_known(function)
        for _ in range(ROUNDS):
            self._open[function] = False
            summary = self._summarised(function)
            recursive = self._open.pop(function)
            settled = summary == self._summaries[function]
            self._summaries[function] = summary
            if settled or not recursive:
                break
        return summary

    def _summarised(self, function: FuncDef) -> Summary:
        """Run a function with its parameters followed as if each were a default of its own."""
        anything = Value(mutable=True, what="object")
        names = [argument.variable.name for argument in function.arguments]
        subjects = {name: Subject(name, anything, None, depth=2, leaks=True) for name in names}
        reports, self.reports_returns = self.reports_returns, False
        flow = FunctionFlow(self, function, subjects)
        record = flow.run()
        self.reports_returns = reports
        effects = [_effect(flow, record, name, index) for index, name in enumerate(names)]
        base = nothing_known(function)
        return Summary(base.names, base.kinds, tuple(effects))


def _effect(flow: FunctionFlow, record: Record, name: str, index: int) -> ParameterEffect:
    changed = [event for event in record.changed() if event.parameter == name]
    direct = [event for event in changed if event.part is Part.ITSELF]
    leaked = [event for event in record.leaked() if event.parameter == name]
    kept = [event for event in leaked if event.part is not Part.INSIDE]
    inside = [event for event in leaked if event.part is Part.INSIDE]
    first = flow.function.arguments[0].variable.name if flow.function.arguments else ""
    stored = [re.fullmatch(rf'is stored in "{first}\.(\w+)"', event.where) for event in kept]
    attributes = tuple(sorted({match[1] for match in stored if match is not None}))
    through = next((event.through for event in [*direct, *changed, *leaked] if event.through), ())
    return ParameterEffect(
        changes=bool(direct),
        changes_inside=any(event.part is Part.INSIDE for event in changed),
        adds=any(event.adds for event in direct),
        returns=Default(name) in flow.returned,
        returns_inside=any(Inside(name, depth) in flow.returned for depth in (1, 2)),
        holds=Default(name) in flow.held,
        keeps=kept[0].where if kept else "",
        keeps_inside=inside[0].where if inside else "",
        attributes=attributes if None not in stored else (),
        through=through,
    )
