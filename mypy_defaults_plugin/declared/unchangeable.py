"""Types whose objects can't change, and hold nothing that can: nobody has to follow them."""

from __future__ import annotations

from typing import Final

from mypy.types import (
    CallableType,
    Instance,
    LiteralType,
    NoneType,
    Type,
    TypeType,
    UninhabitedType,
    UnionType,
    get_proper_type,
)

NAMES: Final = frozenset(
    {
        "builtins.bool",
        "builtins.bytes",
        "builtins.complex",
        "builtins.float",
        "builtins.int",
        "builtins.str",
        "builtins.type",
    }
)


def is_unchangeable(declared: Type | None) -> bool:
    """Tell whether a declared type allows only such objects; False where nothing is declared."""
    if declared is None:
        return False
    proper = get_proper_type(declared)
    if isinstance(proper, UnionType):
        return all(is_unchangeable(item) for item in proper.items)
    if isinstance(proper, Instance):
        return proper.type.fullname in NAMES or proper.type.is_enum
    return isinstance(proper, NoneType | LiteralType | TypeType | UninhabitedType)


def result_is_unchangeable(signature: Type | None) -> bool:
    """Tell whether a function declares such a result."""
    return isinstance(signature, CallableType) and is_unchangeable(signature.ret_type)
