"""Names that a module or a class body binds to a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mypy.nodes import Decorator, Expression, FuncDef, OverloadedFuncDef, RefExpr, SymbolNode, Var
from mypy.types import Instance, NoneType

from mypy_defaults_plugin.host.internals import declared_type
from mypy_defaults_plugin.mutability.value import NOT_KNOWN, Value
from mypy_defaults_plugin.record import replace

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge
    from mypy_defaults_plugin.summaries.stored import Stored
    from mypy_defaults_plugin.walk import Binding, ModuleFacts


class Constants:
    """Answers what an undeclared module-level or class-level name holds.

    A name holds a mutable object only if each of its bindings does. A declared name is judged
    by its declared type, so only undeclared ones are asked for here.
    """

    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self._bindings: dict[str, Binding] = {}
        self._aliases: dict[str, Expression] = {}
        self._open: set[str] = set()

    def define(self, facts: ModuleFacts) -> None:
        """Take the bindings and type aliases of a module that is being analysed."""
        self._bindings.update(facts.bindings)
        self._aliases.update(facts.aliases)

    def value(self, judge: Judge, var: Var) -> Value:
        """Judge the object that a name holds."""
        declared = declared_type(var)
        if declared is not None:
            return judge.of_type(declared)
        fullname = var.fullname
        bound = self._bindings.get(fullname)
        if bound is None:
            return self._of_other_module(judge, fullname)
        if fullname in self._open:
            return NOT_KNOWN
        self._open.add(fullname)
        try:
            return _common([NOT_KNOWN if e is None else judge.value(e) for e in bound.values])
        finally:
            self._open.discard(fullname)

    def only_binding(self, judge: Judge, var: Var) -> Expression | None:
        """Give the expression that an undeclared name of the module in hand is bound to.

        None where there are several, or for another module, of which only values are known.
        """
        bound = self._bindings.get(var.fullname)
        own = judge.program.module_of(var.fullname) is judge.program.current
        return bound.values[0] if bound is not None and own and len(bound.values) == 1 else None

    def alias(self, fullname: str) -> Expression | None:
        """Give what a type alias of a module that is being analysed is written as."""
        return self._aliases.get(fullname)

    def of_alias(self, judge: Judge, fullname: str) -> Value:
        """Give the default of fields that a type alias of another module carries."""
        return self._stored.constant(judge.program, fullname) or NOT_KNOWN

    def is_none(self, judge: Judge, var: Var) -> bool:
        """Tell whether a name holds None, as ``__hash__ = None`` does."""
        found = self.value(judge, var).type
        is_class = isinstance(found, Instance) and found.type.fullname == "types.NoneType"
        return is_class or isinstance(found, NoneType)

    def function(self, judge: Judge, var: Var) -> SymbolNode | None:
        """Give the function that a name stands for: ``__rmul__ = __mul__``, ``load = _load``."""
        if declared_type(var) is not None:
            return None
        bound = self._bindings.get(var.fullname)
        if bound is None:
            return self._stored.renamed(judge.program, var.fullname)
        found = {value.node if isinstance(value, RefExpr) else None for value in bound.values}
        only = found.pop() if len(found) == 1 else None
        return only if isinstance(only, FuncDef | OverloadedFuncDef | Decorator) else None

    def _of_other_module(self, judge: Judge, fullname: str) -> Value:
        """Judge what is stored; its class again, which may have state that did not count there."""
        value = self._stored.constant(judge.program, fullname) or NOT_KNOWN
        if value.mutable or value.type is None or value.elements:
            return value
        return judge.of_type(value.type)


def _common(values: list[Value]) -> Value:
    if not values or (len(values) > 1 and not all(value.mutable for value in values)):
        return NOT_KNOWN
    return replace(values[0], truth=None)
