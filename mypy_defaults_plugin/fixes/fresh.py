"""How to write a fresh object in place of a shared one."""

from __future__ import annotations

from typing import Final

from mypy.nodes import Expression, MemberExpr, MypyFile, NameExpr, TypeInfo, Var
from mypy.types import AnyType, Instance, get_proper_type

from mypy_defaults_plugin.fixes.source import NameOf, expression_source
from mypy_defaults_plugin.mutability import names
from mypy_defaults_plugin.mutability.calls import method_result
from mypy_defaults_plugin.mutability.depth import depth_of
from mypy_defaults_plugin.mutability.judge import Judge
from mypy_defaults_plugin.mutability.value import Form, Sharing, Value

IMPORT_COPY: Final = '"import copy"'


def fresh_object(
    judge: Judge, expression: Expression, value: Value, name_of: NameOf
) -> tuple[str | None, tuple[str, ...]]:
    """Give an expression that makes a fresh object each time, and the import it needs."""
    if value.form is not Form.NAMED and not _holds_named(value):
        return expression_source(expression, name_of), ()
    if value.sharing is not Sharing.CHANGE or _resists_copying(value):
        return None, ()
    spelt = expression_source(expression, name_of)
    if spelt is None:
        return None, ()
    is_name = isinstance(expression, NameExpr | MemberExpr)
    if is_name and not depth_of(judge, value) and _copies_itself(judge, value):
        return f"{spelt}.copy()", ()
    imported = judge.program.current.names.get("copy")
    known = imported is not None and isinstance(imported.node, MypyFile)
    if name_of(NameExpr("copy")) is None or (imported is not None and not known):
        return None, ()
    return f"copy.deepcopy({spelt})", () if known else (IMPORT_COPY,)


def _holds_named(value: Value) -> bool:
    """Tell whether something in a value is an object that a name holds."""
    return any(e.form is Form.NAMED or _holds_named(e) for e in value.elements)


def _copies_itself(judge: Judge, value: Value) -> bool:
    """Tell whether ``copy()`` without arguments gives another object of the same class."""
    if not isinstance(value.type, Instance) or judge.data_classes.of(judge, value.type.type):
        return False
    copied = method_result(judge, value, "copy", []).type
    same = isinstance(copied, Instance) and copied.type is value.type.type
    unknown_items = any(isinstance(get_proper_type(a), AnyType) for a in value.type.args)
    return same and (value.complete or not unknown_items)


def _resists_copying(value: Value) -> bool:
    """Tell whether ``copy`` refuses an object: a lock, a queue, a connection."""
    declared = value.type
    if not isinstance(declared, Instance):
        return False
    return any(base.fullname in names.STATEFUL for base in declared.type.mro)


def of_class(var: Var, name_of: NameOf) -> str | None:
    """Write an attribute of a class so that it can be reached from outside the class body."""
    if not var.info:
        return None
    owner = _qualified(var.info)
    outermost = name_of(NameExpr(owner.partition(".")[0]))
    return None if outermost is None else f"{owner}.{var.name}"


def _qualified(owner: TypeInfo) -> str:
    path = owner.fullname.removeprefix(f"{owner.module_name}.")
    return path.rpartition("@")[0] or path
