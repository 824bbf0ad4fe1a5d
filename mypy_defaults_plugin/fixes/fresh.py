"""How to write a fresh object in place of a shared one."""

from __future__ import annotations

from typing import Final

from mypy.nodes import Expression, MypyFile, TypeInfo, Var
from mypy.types import Instance

from mypy_defaults_plugin.fixes.source import NameOf, expression_source
from mypy_defaults_plugin.mutability import names
from mypy_defaults_plugin.mutability.judge import Judge
from mypy_defaults_plugin.mutability.value import Form, Sharing, Value

IMPORT_COPY: Final = '"import copy"'


def fresh_object(
    judge: Judge, expression: Expression, value: Value, name_of: NameOf
) -> tuple[str | None, tuple[str, ...]]:
    """Give an expression that makes a fresh object each time, and the import it needs."""
    if value.form is not Form.NAMED:
        return expression_source(expression, name_of), ()
    if value.sharing is not Sharing.CHANGE or _resists_copying(value):
        return None, ()
    spelt = expression_source(expression, name_of)
    if spelt is None:
        return None, ()
    if _has_copy_method(judge, value) and not value.elements:
        return f"{spelt}.copy()", ()
    imported = judge.program.current.names.get("copy")
    known = imported is not None and isinstance(imported.node, MypyFile)
    return f"copy.deepcopy({spelt})", () if known else (IMPORT_COPY,)


def _has_copy_method(judge: Judge, value: Value) -> bool:
    if not isinstance(value.type, Instance) or judge.data_classes.of(judge, value.type.type):
        return False
    method, _ = judge.program.member(value.type.type, "copy")
    return method is not None


def _resists_copying(value: Value) -> bool:
    """Tell whether ``copy`` refuses an object: a lock, a queue, a connection."""
    declared = value.type
    if not isinstance(declared, Instance):
        return False
    return any(base.fullname in names.STATEFUL for base in declared.type.mro)


def of_class(var: Var) -> str | None:
    """Write an attribute of a class so that it can be reached from outside the class body."""
    return f"{_qualified(var.info)}.{var.name}" if var.info else None


def _qualified(owner: TypeInfo) -> str:
    path = owner.fullname.removeprefix(f"{owner.module_name}.")
    return path.rpartition("@")[0] or path
