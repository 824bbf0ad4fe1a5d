"""Which decorator makes a class a class of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mypy.nodes import ClassDef, Expression

from mypy_defaults_plugin.frameworks.specifier import behind, full_name

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge


def decorator_of(judge: Judge, node: ClassDef, names: frozenset[str]) -> Expression | None:
    """Give the decorator of a class that is one of some, called or not, here or above."""
    for decorator in node.decorators:
        written = behind(judge, decorator)
        if full_name(judge, written) in names:
            return written
    return None
