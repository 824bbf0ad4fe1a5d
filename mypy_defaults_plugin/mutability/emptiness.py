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
FILLED_FROM: Final = {
    **dict.fromkeys(CONTAINERS, 0),
    "builtins.bytearray": 0,
    "collections.deque": 0,
    "collections.Counter": 0,
    "collections.OrderedDict": 0,
    "collections.UserDict": 0,
    "collections.UserList": 0,
    "collections.defaultdict": 1,
    "array.array": 1,
}
"""Which argument of a constructor the items come from."""


def truth_of_constructed(judge: Judge, info: TypeInfo, call: CallExpr) -> bool | None:
    """Tell whether a new container holds something, by what it is made of."""
    if not call.args:
        return False if info.module_name in EMPTY_WITHOUT_ARGUMENTS else None
    source = FILLED_FROM.get(info.fullname)
    if source is None:
        return None
    if ARG_NAMED in call.arg_kinds:
        return True if info.has_base("typing.Mapping") else None
    if len(call.args) > source + 1 or any(kind != ARG_POS for kind in call.arg_kinds):
        return None
    if len(call.args) == source:
        return False
    given = judge.value(call.args[source])
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
