"""How many levels of mutable objects an object may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.types import Instance, ProperType, get_proper_type

from mypy_defaults_plugin.mutability.value import Value

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

DEEPEST_ITEM: Final = 3
"""Levels of items that are told apart."""


def depth_of(judge: Judge, value: Value) -> int:
    """Give how many levels of mutable objects a value may hold, by its elements and its type."""
    return max(_depth_of_elements(value), _depth_of_type(judge, value.type))


def _depth_of_elements(value: Value) -> int:
    """Give how many levels of mutable objects a default certainly holds."""
    return max((1 + _depth_of_elements(element) for element in value.elements), default=0)


def _depth_of_type(judge: Judge, declared: ProperType | None, level: int = 0) -> int:
    """Give how many levels of mutable items or fields a type allows."""
    if not isinstance(declared, Instance) or level >= DEEPEST_ITEM:
        return 0
    below = [get_proper_type(argument) for argument in declared.args]
    if judge.data_classes.of(judge, declared.type) is not None:
        fields = judge.data_classes.fields(judge, declared.type)
        below += [get_proper_type(f.type) for f in fields if f.type is not None]
    mutable = [item for item in below if judge.of_type(item).mutable]
    return max((1 + _depth_of_type(judge, item, level + 1) for item in mutable), default=0)
