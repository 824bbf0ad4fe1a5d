"""What the names of one function may be, by the binding that a statement may see."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from mypy import nodes
from mypy.nodes import FuncDef, Statement, Var

from mypy_defaults_plugin.flow.objects import NOTHING, Default, Inside, Object, Value
from mypy_defaults_plugin.flow.reaching import Place, Places, is_none_at, jumps, reaches
from mypy_defaults_plugin.flow.shared_map import SharedMap
from mypy_defaults_plugin.flow.state import Variables
from mypy_defaults_plugin.walk import uses as noted

if TYPE_CHECKING:
    from mypy_defaults_plugin.walk.uses import Uses

TESTS: Final = (nodes.IfStmt, nodes.WhileStmt, nodes.AssertStmt)


MOST_BINDINGS: Final = 50
"""Bindings of one name beyond which following the function takes less."""


class UnclearError(Exception):
    """A function that needs a closer look."""


class Bindings:
    """The names of a function, and what each of their bindings may give them.

    A binding is told by its place; None is that of a parameter, and of a name with no other one.
    """

    def __init__(self, function: FuncDef, uses: Uses) -> None:
        self._function = function
        self._uses = uses
        self._once: Variables = SharedMap()
        self._values: dict[Var, dict[Place | None, set[Object]]] = {}
        self._seen: dict[tuple[Statement | None, Var, Place | None], bool] = {}
        self._several: dict[Var, list[Place]] = {}
        self._parameters = {argument.variable for argument in function.arguments}

    @cached_property
    def places(self) -> Places:
        return Places(self._function)

    def add(self, var: Var, binding: Place | None, current: Object) -> bool:
        """Note what a name is bound to; tell whether that is new."""
        if not self._bindings(var) and var not in self._uses.none_tested:
            known = self._once.get(var, NOTHING)
            if current in known:
                return False
            self._once = self._once.with_entry(var, known | {current})
            return True
        values = self._values.setdefault(var, {}).setdefault(binding, set())
        if current in values:
            return False
        values.add(current)
        return True

    def of(self, var: Var, statement: Statement | None) -> Place | None:
        """Give the binding of a name in a statement."""
        return self._place(statement) if self._bindings(var) else None

    def sees(self, statement: Statement | None, var: Var, binding: Place | None) -> bool:
        """Tell whether a statement may see what a name is bound to somewhere."""
        others = self._bindings(var)
        tests = self._uses.none_tested.get(var, ())
        if not others and not tests:
            return True
        key = (statement, var, binding)
        known = self._seen.get(key)
        if known is None:
            place = self._place(statement)
            is_loose = var in self._uses.loose
            is_none = any(
                is_none_at(var, place, test) and not (binding and test and binding.is_in(test))
                for test in tests
            )
            known = not is_none and reaches(binding, place, others, loose=is_loose)
            self._seen[key] = known
        return known

    def values(self, var: Var, statement: Statement | None) -> Value:
        """Give what a name may be in a statement."""
        if var in self._once:
            return self._once[var]
        several = self._values.get(var)
        if several is None:
            return NOTHING
        found: set[Object] = set()
        for binding, values in several.items():
            if self.sees(statement, var, binding):
                found |= values
        return frozenset(found)

    def followed(self, var: Var, statement: Statement | None) -> list[Default | Inside]:
        """Give what a name may be in a statement, of what is followed."""
        return [o for o in self.values(var, statement) if isinstance(o, Default | Inside)]

    def names(self, statement: Statement | None) -> Variables:
        """Give what all names may be in a statement."""
        names = self._once
        for var in self._values:
            names = names.with_entry(var, self.values(var, statement))
        return names

    def repeats(self, statement: Statement) -> bool:
        """Tell whether a statement may be done again and again."""
        return self._place(statement).is_in_loop()

    def _bindings(self, var: Var) -> list[Place]:
        """Give the places where a name is bound, none where there is only one."""
        known = self._several.get(var)
        if known is None:
            bound = self._uses.bound.get(var, ())
            if len(bound) > MOST_BINDINGS:
                raise UnclearError
            is_one = len(bound) + (var in self._parameters) < 2
            known = self._several[var] = [] if is_one else [self._place(one) for one in bound]
        return known

    def _place(self, statement: Statement | None) -> Place:
        place = self.places.of(statement)
        if place is None:
            raise UnclearError
        return place

    def deciding(self, var: Var, binding: Place | None, current: Object) -> list[Statement]:
        """Give the statements that find a name empty or not, and use it.

        Where the outcome decides more than what is done within one statement, it is unclear.
        """
        tests = self._uses.tested.get(var)
        if tests is None or not isinstance(current, Default):
            return []
        used = [use[2] for use in self._uses.of.get(var, ()) if use[0] != noted.ITEMS]
        used += self._uses.unclear.get(var, ())
        visible = [each for each in used if self.sees(each, var, binding)]
        found = []
        for test in dict.fromkeys(tests):
            place = self.places.of(test)
            if test is None or place is None or not self.sees(test, var, binding):
                continue
            if test in visible:
                found.append(test)
            others = [self._place(each) for each in visible if each is not test]
            if any(self._decides(test, place, other, var) for other in others):
                raise UnclearError
        return found

    def _decides(self, test: Any, place: Place, use: Place, var: Var) -> bool:
        """Tell whether the outcome of a test says something of a name that is used elsewhere."""
        if use.is_in(test):
            return isinstance(test, (*TESTS, nodes.ForStmt))
        if not isinstance(test, TESTS):
            return False
        if not jumps(test) and not any(one.is_in(test) for one in self._bindings(var)):
            return False
        return use.number > place.number or place.is_in_loop()
