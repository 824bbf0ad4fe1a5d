"""Whether a container is certainly empty, or certainly not: the truth of its value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.nodes import ARG_NAMED, ARG_POS, CallExpr, IntExpr, OpExpr, TypeInfo
from mypy.types import Instance

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge
    from mypy_defaults_plugin.mutability.value import Value

CONTAINERS: Final = frozenset(
    {"builtins.list", "builtins.set", "builtins.dict", "builtins.tuple", "builtins.frozenset"}
)
TEXTS: Final = frozenset({"builtins.str", "builtins.bytes", "builtins.bytearray"})
EMPTY_WITHOUT_ARGUMENTS: Final = frozenset({"builtins", "collections", "array"})


def truth_of_constructed(judge: Judge, info: TypeInfo, call: CallExpr) -> bool | None:
    """Tell whether a new container holds something, by what it is made of."""
    if not call.args:
        return False if info.module_name in EMPTY_WITHOUT_ARGUMENTS else None
    if info.fullname == "collections.defaultdict" and call.arg_kinds == [ARG_POS]:
        return False
    if info.fullname == "builtins.dict" and ARG_NAMED in call.arg_kinds:
        return True
    is_copy = info.fullname in CONTAINERS or info.fullname == "builtins.bytearray"
    if not is_copy or call.arg_kinds != [ARG_POS]:
        return None
    given = judge.value(call.args[0])
    counted = info.fullname == "builtins.bytearray" and _is_of(given, {"builtins.int"})
    return given.truth if counted or _is_of(given, CONTAINERS | TEXTS) else None


def truth_of_operation(node: OpExpr, left: Value, right: Value) -> bool | None:
    """Tell whether ``[0] * 3``, ``[1] + x`` and ``{...} | x`` hold something."""
    if not _is_of(left, CONTAINERS):
        return None
    if node.op == "*" and isinstance(node.right, IntExpr):
        return left.truth if node.right.value > 0 else False
    if node.op in ("+", "|"):
        if left.truth or (right.truth and _is_of(right, CONTAINERS)):
            return True
        return False if (left.truth, right.truth) == (False, False) else None
    return None


def _is_of(value: Value, names: frozenset[str] | set[str]) -> bool:
    return isinstance(value.type, Instance) and value.type.type.fullname in names
