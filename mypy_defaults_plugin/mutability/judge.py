"""The judge: gives the value of an expression or of a type, for one module."""

from __future__ import annotations

import dataclasses
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Final

from mypy.nodes import Expression
from mypy.types import Instance, ProperType, Type, get_proper_type

from mypy_defaults_plugin.mutability import expressions, types
from mypy_defaults_plugin.mutability.value import NOT_KNOWN, Value
from mypy_defaults_plugin.record import record

if TYPE_CHECKING:
    from mypy_defaults_plugin.host.program import Program
    from mypy_defaults_plugin.mutability.constants import Constants
    from mypy_defaults_plugin.mutability.data_classes import DataClasses
    from mypy_defaults_plugin.settings import Settings
    from mypy_defaults_plugin.summaries.functions import Functions

DEEPEST: Final = 60
"""Nesting beyond which nothing is known, so that our recursion is bounded whatever the source."""


@record
class Knowledge:
    """What is known of the modules being analysed, and of others by what they stored."""

    constants: Constants
    data_classes: DataClasses
    functions: Functions


class Judge:
    """Answers "what object is this, and can it be changed?" from names, types and bindings.

    What it can't be sure of is a value with ``mutable`` False. It never runs code, reads no
    text and asks nothing of the type checker, which comes later.
    """

    def __init__(
        self,
        program: Program,
        settings: Settings,
        knowledge: Knowledge,
        python_version: tuple[int, int],
    ) -> None:
        self.program = program
        self.settings = settings
        self.constants = knowledge.constants
        self.data_classes = knowledge.data_classes
        self.functions = knowledge.functions
        self.python_version = python_version
        self.is_for_fields = False
        self._depth = 0
        self._judged: dict[tuple[Instance, int], Value] = {}
        self._resolved: dict[frozenset[str], frozenset[str]] = {}

    def for_fields(self) -> Judge:
        """Give a judge of the fields of the module, among which every object with state counts."""
        judge = copy(self)
        judge.settings = _with_all_instances(self.settings)
        judge.is_for_fields = True
        judge._judged = {}
        return judge

    def value(self, expression: Expression) -> Value:
        """Judge the object that an expression evaluates to."""
        rule = expressions.RULES.get(type(expression))
        if rule is None or self._depth >= DEEPEST:
            return NOT_KNOWN
        self._depth += 1
        try:
            return rule(self, expression)
        finally:
            self._depth -= 1

    def of_type(self, declared: Type) -> Value:
        """Judge the objects that a declared type allows: mutable only if all of them are."""
        if self._depth >= DEEPEST:
            return NOT_KNOWN
        proper = get_proper_type(declared)
        if not isinstance(proper, Instance):
            return self._of_type(proper)
        place = (proper, self._depth)
        known = self._judged.get(place)
        if known is None:
            known = self._judged[place] = self._of_type(proper)
        return known

    def _of_type(self, proper: ProperType) -> Value:
        self._depth += 1
        try:
            return types.of_type(self, proper)
        finally:
            self._depth -= 1

    def lists(self, configured: frozenset[str], names: set[str]) -> bool:
        """Tell whether a setting names one of some full names, itself or through a re-export."""
        if not configured or not names:
            return False
        resolved = self._resolved.get(configured)
        if resolved is None:
            found = {self.program.find(name) for name in configured}
            resolved = configured | {node.fullname for node in found if node is not None}
            self._resolved[configured] = resolved
        return not resolved.isdisjoint(names)


@cache
def _with_all_instances(settings: Settings) -> Settings:
    return dataclasses.replace(settings, instances="all")
