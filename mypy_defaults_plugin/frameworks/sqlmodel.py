"""SQLModel: as Pydantic, but a model of a table copies every default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.nodes import ClassDef, TypeInfo

from mypy_defaults_plugin.frameworks import pydantic
from mypy_defaults_plugin.frameworks.field import Fate, Field, Framework
from mypy_defaults_plugin.frameworks.specifier import is_false

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
    is_table = [_is_table(judge, model) for model in models if model.fullname != BASE]
    found = pydantic.model_fields(judge, node, SQLMODEL, copies_all=True in is_table)
    if None in is_table and True not in is_table:
        return [field for field in found if field.fate is Fate.COPIED]
    return found


def _is_table(judge: Judge, model: TypeInfo) -> bool | None:
    """Tell whether a model says ``table=True``; of another module's nobody knows."""
    if model.module_name != judge.program.current.fullname:
        return None
    said = model.defn.keywords.get("table")
    return said is not None and not is_false(said)
