"""The rules of the analysis, and how each is switched off from outside."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any, Final

import pytest

from mypy_defaults_plugin.flow import (
    builder,
    containers,
    expressions,
    library,
    narrowing,
    operators,
    statements,
)
from mypy_defaults_plugin.flow.evaluation import Evaluation
from mypy_defaults_plugin.flow.function import FunctionFlow
from mypy_defaults_plugin.flow.objects import NOTHING
from mypy_defaults_plugin.flow.state import State

Switch = Callable[[pytest.MonkeyPatch], None]


def _without(*entries: tuple[MutableMapping[Any, Any], Any]) -> Switch:
    """Take a rule out of the tables that it stands in."""

    def switch(patch: pytest.MonkeyPatch) -> None:
        for table, key in entries:
            patch.delitem(table, key)

    return switch


def _instead(owner: type, name: str, other: Callable[..., Any]) -> Switch:
    """Let something else be done than a rule says."""
    assert name in vars(owner)
    return lambda patch: patch.setattr(owner, name, other)


def _nothing(*arguments: object, **named: object) -> None:
    return None


def _tables() -> dict[str, Switch]:
    """Name the rules that stand in tables: by the kind of node, the method, the function."""
    kinds: list[tuple[str, MutableMapping[Any, Any]]] = [
        ("expression", expressions.RULES),
        ("statement", statements.RULES),
        ("statement", builder.COMPOUND),
        ("test", narrowing.TESTS),
    ]
    names: list[tuple[str, MutableMapping[Any, Any]]] = [
        ("comparison", narrowing.COMPARISONS),
        ("test", narrowing.CALLS),
        ("function", library.MUTATORS),
        ("function", library.COPIES),
        ("operator", operators.IN_PLACE),
    ]
    rules = {
        f"{what} {key.__name__}": _without((table, key)) for what, table in kinds for key in table
    }
    rules |= {f"{what} {key}": _without((table, key)) for what, table in names for key in table}
    del rules["function copy.replace"]  # there is none before Python 3.13
    tables = [*containers.METHODS.values(), containers.BY_NAME]
    for method in {name for table in tables for name in table}:
        rules[f"method {method}"] = _without(*((t, method) for t in tables if method in t))
    return rules


RULES: Final[dict[str, Switch]] = _tables() | {
    "an argument in the place of a default": _instead(
        State, "_without_default", lambda state, parameter: state
    ),
    "names of one object": _instead(State, "with_alias", lambda state, name, other: state),
    "items that move": _instead(State, "loosen", lambda state, place: state),
    "what is put into an object": _instead(State, "put", lambda state, *put: state),
    "what an object is made of": _instead(State, "make", lambda state, *made: state),
    "where ways meet": _instead(State, "join", lambda state, other: state),
    "iterators that are used up": _instead(Evaluation, "consume", _nothing),
    "what gets out": _instead(Evaluation, "leak", _nothing),
    "changes": _instead(Evaluation, "change", _nothing),
    "keys of mappings": _instead(Evaluation, "iterated", Evaluation.items),
    "items of defaults": _instead(Evaluation, "inside", lambda run, *of: NOTHING),
    "attributes": _instead(Evaluation, "attribute", lambda run, *of: NOTHING),
    "closures that run": _instead(FunctionFlow, "run_closure", lambda flow, *of: NOTHING),
    "closures that others run": _instead(FunctionFlow, "let_others_run", _nothing),
    "emptiness that an earlier call ends": _instead(FunctionFlow, "_refuted", lambda flow: set()),
    "emptiness": _instead(FunctionFlow, "truth_of", _nothing),
    "names of other functions": _instead(FunctionFlow, "is_outside", lambda flow, name: False),
}
"""Every rule by its name, with what switches it off."""
