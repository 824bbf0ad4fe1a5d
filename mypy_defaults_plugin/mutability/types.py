"""Which types are those of mutable objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mypy.nodes import FuncDef, SymbolNode, TypeInfo, Var
from mypy.types import (
    CallableType,
    Instance,
    LiteralType,
    NoneType,
    TupleType,
    Type,
    TypedDictType,
    UninhabitedType,
    UnionType,
    UnpackType,
    get_proper_type,
)

from mypy_defaults_plugin.declared.read_only import is_read_only_dict
from mypy_defaults_plugin.mutability import names
from mypy_defaults_plugin.mutability.hashing import is_hashable
from mypy_defaults_plugin.mutability.shells import shell_around
from mypy_defaults_plugin.mutability.value import NOT_KNOWN, Sharing, Value
from mypy_defaults_plugin.record import replace

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

ITERATOR_NOUNS = {
    "typing.Iterator": "iterator",
    "typing.AsyncIterator": "async iterator",
    "typing.Generator": "generator",
    "typing.AsyncGenerator": "async generator",
}


def of_type(judge: Judge, declared: Type) -> Value:
    """Judge the objects of a type."""
    proper = get_proper_type(declared)
    if isinstance(proper, Instance):
        return of_instance(judge, proper)
    if isinstance(proper, TupleType):
        return of_tuple(judge, proper)
    if isinstance(proper, TypedDictType):
        return of_typed_dict(judge, proper)
    if isinstance(proper, UnionType):
        return _of_union(proper, [judge.of_type(item) for item in proper.items])
    if isinstance(proper, NoneType):
        return Value(type=proper, hashable=True, truth=False)
    if isinstance(proper, LiteralType):
        return Value(type=proper.fallback, hashable=True, truth=_truth_of_literal(proper))
    return Value(type=proper)


def _of_union(union: UnionType, values: list[Value]) -> Value:
    if not all(value.mutable for value in values):
        return NOT_KNOWN
    agreed = len({value.hashable for value in values}) == 1
    return replace(values[0], type=union, hashable=values[0].hashable if agreed else None)


def _truth_of_literal(literal: LiteralType) -> bool | None:
    return None if literal.fallback.type.is_enum else bool(literal.value)


def of_instance(judge: Judge, instance: Instance) -> Value:
    """Judge an instance of a class by what the class is or derives from."""
    info = instance.type
    judge.program.look_at(info)
    bases = {base.fullname for base in info.mro}
    settings = judge.settings
    if info.is_enum or judge.lists(settings.extend_immutable_types, bases):
        return Value(type=instance, hashable=True)
    hashable = is_hashable(judge, info)
    if judge.is_for_fields and bases & names.STATEFUL and not bases & names.STATELESS:
        return Value(type=instance, mutable=True, what=f"{info.name} instance", hashable=hashable)
    if bases & names.FILES or bases & names.VIEWS_OF_ITS_ARGUMENT:
        return Value(type=instance)
    if judge.lists(settings.extend_mutable_types, bases) or is_container(judge, info, bases):
        return Value(type=instance, mutable=True, what=info.name, hashable=hashable)
    if is_iterator(judge, info):
        return _of_iterator(instance)
    if info.typeddict_type is not None:
        return of_typed_dict(judge, info.typeddict_type)
    if info.tuple_type is not None:
        return of_tuple(judge, info.tuple_type.copy_modified(fallback=instance))
    record = judge.data_classes.of(judge, info)
    if record is not None:
        return judge.data_classes.instance_value(judge, instance, record, {})
    if has_state(judge, info, bases):
        return Value(type=instance, mutable=True, what=f"{info.name} instance", hashable=hashable)
    return Value(type=instance, hashable=hashable)


def of_typed_dict(judge: Judge, declared: TypedDictType) -> Value:
    """Judge a TypedDict: mypy calls it a Mapping, at run time it is a dict."""
    name = declared.fallback.type.name
    what = "dict" if name.startswith(("_TypedDict", "TypedDict")) else f"{name} dict"
    if not is_read_only_dict(declared):
        return Value(type=declared, mutable=True, what=what, hashable=False)
    keys = [key for key in declared.items if key in declared.required_keys]
    items = [judge.of_type(declared.items[key]) for key in keys]
    return replace(shell_around(declared, items, what, keys), hashable=False)


def of_tuple(judge: Judge, declared: TupleType) -> Value:
    """Judge a tuple or NamedTuple by what it holds."""
    name = declared.partial_fallback.type.name
    shell = "tuple" if name == "tuple" else f"{name} tuple"
    items = [judge.of_type(item) for item in declared.items]
    is_fixed = not any(isinstance(item, UnpackType) for item in declared.items)
    return shell_around(declared, items, shell, range(len(items)) if is_fixed else ())


def is_container(judge: Judge, info: TypeInfo, bases: set[str]) -> bool:
    """Tell whether a class is or derives from a mutable container.

    A class whose ``__setitem__`` is declared to return NoReturn refuses to be changed.
    """
    changer = _method(judge, info, "__setitem__")
    signature = changer.type if isinstance(changer, FuncDef) else None
    if isinstance(signature, CallableType) and isinstance(
        get_proper_type(signature.ret_type), UninhabitedType
    ):
        return False
    if bases & names.CONTAINER_BASES or changer is not None:
        return True
    return _method(judge, info, "__delitem__") is not None


def _method(judge: Judge, info: TypeInfo, name: str) -> SymbolNode | None:
    """Find a method of a class, which a subclass takes away by binding it to None."""
    found, _ = judge.program.member(info, name)
    if isinstance(found, Var) and judge.constants.is_none(judge, found):
        return None
    return found


def is_iterator(judge: Judge, info: TypeInfo) -> bool:
    """Tell whether a class has the methods of an iterator or an async iterator."""
    return any(
        judge.program.member(info, step)[0] is not None
        and judge.program.member(info, start)[0] is not None
        for step, start in (("__next__", "__iter__"), ("__anext__", "__aiter__"))
    )


def _of_iterator(instance: Instance) -> Value:
    info = instance.type
    endless = info.fullname in names.ENDLESS_ITERATORS
    return Value(
        type=instance,
        mutable=True,
        what=ITERATOR_NOUNS.get(info.fullname, f"{info.name} iterator"),
        sharing=Sharing.ADVANCED if endless else Sharing.USED_UP,
        hashable=True,
        truth=True,
    )


def has_state(judge: Judge, info: TypeInfo, bases: set[str]) -> bool:
    """Tell whether instances of an ordinary class can change and are counted.

    Those of a user's class can where they have attributes that can be set; a class that has
    both ``__eq__`` and ``__hash__`` is a value.
    """
    if judge.settings.instances != "all" or bases & names.SHARED_ON_PURPOSE:
        return False
    if info.is_protocol or info.fallback_to_any or not _is_user_class(judge, info):
        return False
    ancestors = [base for base in info.mro if base.fullname != "builtins.object"]
    if any("__eq__" in base.names for base in ancestors) and is_hashable(judge, info):
        return False
    return any(_is_user_class(judge, base) and has_attributes(base) for base in ancestors)


def has_attributes(info: TypeInfo) -> bool:
    """Tell whether a class itself, without its bases, has attributes that can be set."""
    return any(_is_settable(entry.node) for entry in info.names.values())


def _is_user_class(judge: Judge, info: TypeInfo) -> bool:
    module = judge.program.build.get(info.module_name)
    return module is not None and not module.is_stub


def _is_settable(node: object) -> bool:
    return (
        isinstance(node, Var)
        and not node.is_classvar
        and not node.is_final
        and not node.is_property
        and not node.name.isupper()
        and not (node.name.startswith("__") and node.name.endswith("__"))
    )
