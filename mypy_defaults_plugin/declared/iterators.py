"""Whether what is declared may be an iterator, which is used up by taking items from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.types import AnyType, Instance, Type, TypeVarLikeType, UnionType, get_proper_type

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

ABOVE_ITERATORS: Final = frozenset({"builtins.object", "typing.Iterable", "typing.AsyncIterable"})
ADVANCING: Final = ("__next__", "__anext__")


def may_be_iterator(judge: Judge, declared: Type | None) -> bool:
    """Tell whether an object of a type may be an iterator; without a type, any may."""
    if declared is None:
        return True
    proper = get_proper_type(declared)
    if isinstance(proper, UnionType):
        return any(may_be_iterator(judge, item) for item in proper.items)
    if isinstance(proper, Instance):
        info = proper.type
        members = (judge.program.member(info, name)[0] for name in ADVANCING)
        return info.fullname in ABOVE_ITERATORS or any(members)
    return isinstance(proper, AnyType | TypeVarLikeType)
