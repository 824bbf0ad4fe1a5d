"""What ``hash()`` makes of an object: frameworks decide by it whether to refuse or to copy."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from mypy.nodes import Decorator, FuncDef, OverloadedFuncDef, SymbolNode, TypeInfo, Var
from mypy.types import Instance, TupleType, TypedDictType

from mypy_defaults_plugin.mutability.value import Value

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.data_classes import Hash
    from mypy_defaults_plugin.mutability.judge import Judge

HASHABLE_SINCE: Final = {"types.MappingProxyType": (3, 12)}
"""Classes that the stubs call unhashable on every version."""


def class_hash(judge: Judge, info: TypeInfo) -> Hash | None:
    """Tell what ``__hash__`` of a class is, from what the class and its bases define.

    None where the class that is met at run time may be another one.
    """
    since = HASHABLE_SINCE.get(info.fullname)
    if since is not None:
        return "fields" if judge.python_version >= since else "none"
    if info.is_protocol or info.is_abstract:
        return None
    for base in info.mro:
        for method in ("__hash__", "__eq__"):
            judge.program.depend(base.module_name, f"{base.fullname}.{method}")
        record = judge.data_classes.own(judge, base)
        if record is not None and record.hash != "inherited":
            return record.hash
        own = base.names.get("__hash__")
        if own is not None:
            return _written(judge, own.node)
        if "__eq__" in base.names and base.fullname != "builtins.object":
            return "none" if _is_complete(judge, base) else None
    return "inherited"


def _written(judge: Judge, node: SymbolNode | None) -> Hash | None:
    """Judge what stands behind the name ``__hash__`` in a class."""
    if isinstance(node, FuncDef | Decorator | OverloadedFuncDef):
        return "inherited"
    if not isinstance(node, Var):
        return None
    return "none" if judge.constants.is_none(judge, node) else None


def _is_complete(judge: Judge, info: TypeInfo) -> bool:
    """Tell whether a class has no more methods at run time than mypy sees."""
    module = judge.program.build.get(info.module_name)
    if module is not None and not module.is_stub:
        return True
    return info.module_name.partition(".")[0] in sys.stdlib_module_names


def is_hashable(judge: Judge, info: TypeInfo) -> bool | None:
    """Tell whether ``hash()`` takes an instance; None where only its fields tell."""
    known = {"none": False, "refused": False, "inherited": True}
    return known.get(class_hash(judge, info) or "")


def is_class_hashable(judge: Judge, value: Value) -> bool | None:
    """Tell whether ``__hash__`` of an object's class is a method, whatever ``hash()`` says.

    A tuple that holds a list has one, and yet ``hash()`` refuses it.
    """
    declared = value.type
    if isinstance(declared, TypedDictType):
        return False
    if isinstance(declared, TupleType):
        declared = declared.partial_fallback
    if isinstance(declared, Instance):
        kind = class_hash(judge, declared.type)
        return None if kind is None else kind != "none"
    return None if value.elements else value.hashable
