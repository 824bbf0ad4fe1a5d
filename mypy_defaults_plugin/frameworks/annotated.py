"""``Annotated[list[int], Field(default=[])]``: a call inside an annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mypy.nodes import CallExpr, ClassDef
from mypy.types import Type

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge


def call_in_annotation(
    judge: Judge, node: ClassDef, annotation: Type | None, names: frozenset[str]
) -> CallExpr | None:
    """Give the call of one of some functions in the metadata of an ``Annotated`` type."""
    return None
