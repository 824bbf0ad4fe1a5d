"""The functions of one module, and what they know of all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mypy_defaults_plugin.flow.function import FunctionFlow

if TYPE_CHECKING:
    from mypy.nodes import FuncItem

    from mypy_defaults_plugin.flow.events import Record, Subject
    from mypy_defaults_plugin.mutability.judge import Judge
    from mypy_defaults_plugin.summaries.solver import Effects


class ModuleFlow:
    """Follows defaults through the functions of a module."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge

    def follow(self, function: FuncItem, subjects: dict[str, Subject]) -> Record:
        """Follow the defaults of a function."""
        return FunctionFlow(self, function, subjects).run()

    def effects(self, function: str) -> Effects:
        """Give what a function of the project does with its parameters."""
        return self.judge.functions.effects(self.judge.program, function)
