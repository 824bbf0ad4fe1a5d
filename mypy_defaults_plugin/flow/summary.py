"""What a function does with what it is given: the one interface for calls of the project's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mypy import nodes
from mypy.nodes import CallExpr, FuncDef, FuncItem

from mypy_defaults_plugin.flow.objects import ANY_ITEM, Value

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class ParameterEffect:
    """What a function does with one argument, or with something in it.

    ``adds`` tells whether an empty argument would be changed as well. ``keeps`` says where the
    argument stays after the call, in the words of a message; ``attributes`` names those of the
    first parameter that keep it, if nothing else does. ``through`` names the functions in
    between, the outermost first.
    """

    changes: bool = False
    changes_inside: bool = False
    adds: bool = False
    returns: bool = False
    returns_inside: bool = False
    holds: bool = False
    keeps: str = ""
    keeps_inside: str = ""
    attributes: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """The effects of a function on its parameters, in their order."""

    names: tuple[str, ...]
    kinds: tuple[nodes.ArgKind, ...]
    effects: tuple[ParameterEffect, ...]


@dataclass(frozen=True, slots=True)
class Callee:
    """A function of the module that is called.

    ``bound`` where the call does not write its first argument; ``constructs`` where that is a
    new instance.
    """

    function: FuncDef
    summary: Summary
    bound: bool = False
    constructs: bool = False

    def matched(
        self, run: Evaluation, call: CallExpr, values: list[Value]
    ) -> Iterator[tuple[int, Value]]:
        """Give, for each argument, the parameter that takes it; none for ``*args`` in a call.

        What ``*args`` of the function takes is an item of a tuple that is made for the call.
        """
        names, kinds = self.summary.names, self.summary.kinds
        position = 1 if self.bound else 0
        for name, kind, value in zip(call.arg_names, call.arg_kinds, values, strict=True):
            if kind in (nodes.ARG_STAR, nodes.ARG_STAR2):
                return
            if name is not None:
                if name in names:
                    yield names.index(name), value
            elif position < len(kinds) and kinds[position] == nodes.ARG_STAR:
                yield position, run.made(call, {ANY_ITEM: value})
            elif position < len(kinds) and kinds[position].is_positional():
                yield position, value
                position += 1


def nothing_known(function: FuncItem) -> Summary:
    """Give the summary that a recursive function starts from: it does nothing."""
    return Summary(
        tuple(argument.variable.name for argument in function.arguments),
        tuple(argument.kind for argument in function.arguments),
        tuple(ParameterEffect() for _ in function.arguments),
    )
