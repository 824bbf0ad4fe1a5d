"""SQLModel: as Pydantic, but a model of a table copies every default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.nodes import ClassDef

from mypy_defaults_plugin.frameworks import pydantic
from mypy_defaults_plugin.frameworks.field import Field, Framework

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

SQLMODEL: Final = Framework(
    "SQLModel", ("sqlmodel.Field",), why_shared="SQLModel copies only what hash() refuses"
)
BASE: Final = "sqlmodel.main.SQLModel"


def fields(judge: Judge, node: ClassDef) -> list[Field] | None:
    """Give the fields of an SQLModel whose defaults are shared or copied; None for another."""
    models = [base for base in node.info.mro if any(b.fullname == BASE for b in base.mro)]
    if not models:
        return None
    records = [judge.data_classes.own(judge, model) for model in models]
    is_table = any(record is not None and record.table for record in records)
    return pydantic.model_fields(judge, node, SQLMODEL, copies_all=is_table)
