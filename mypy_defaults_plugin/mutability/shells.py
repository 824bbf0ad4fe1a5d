"""Objects that can't change themselves, and hold some that can."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from mypy.nodes import CallExpr, FuncDef, SymbolNode, TypeInfo
from mypy.types import Instance, ProperType, TupleType, Type, TypeVarType, get_proper_type

from mypy_defaults_plugin.declared import read_only
from mypy_defaults_plugin.mutability.value import NOT_KNOWN, Place, Value

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

MOST_PLACES: Final = 50
"""Of an object that holds more, nobody keeps track what stands where."""


def shell_around(
    declared: ProperType | None, items: list[Value], shell: str, places: Iterable[Place] = ()
) -> Value:
    """Judge an object that can't change itself by the objects that it holds, and where."""
    elements = distinct([item for item in items if item.mutable])
    if not elements:
        return Value(type=declared, hashable=_all_hashable(items))
    first = elements[0]
    return Value(
        type=declared,
        mutable=True,
        what=f"{first.what} inside a {shell}",
        sharing=first.sharing,
        hashable=_all_hashable(elements),
        truth=True if shell.endswith("tuple") else None,
        elements=elements,
        places=placed(places, items),
    )


def placed(places: Iterable[Place], items: Iterable[Value]) -> tuple[tuple[Place, Value], ...]:
    """Say where the mutable ones among some items stand; nothing if there are too many."""
    found = [(p, item) for p, item in zip(places, items, strict=False) if item.mutable]
    return tuple(found) if len(found) <= MOST_PLACES else ()


def held(judge: Judge, declared: Type, given: Value | None) -> Value:
    """Judge what a field holds, by its declared type and by what it is given."""
    proper = get_proper_type(declared)
    if isinstance(proper, TypeVarType):
        return given or NOT_KNOWN
    by_type = judge.of_type(proper)
    if by_type.mutable or given is None or not given.mutable:
        return by_type
    return NOT_KNOWN if read_only.protects(judge, proper, given) else given


def new_tuple(judge: Judge, info: TypeInfo, declared: TupleType, call: CallExpr) -> Value:
    """Judge an instance of a class that derives from a tuple type, by what is passed to it."""
    shell = f"{info.name} tuple"
    names = named_tuple_fields(info)
    if names:
        given = {
            name or "".join(names[position : position + 1]): judge.value(argument)
            for position, (name, argument) in enumerate(zip(call.arg_names, call.args, strict=True))
        }
        pairs = zip(names, declared.items, strict=False)
        items = [held(judge, item, given.get(name)) for name, item in pairs]
        return shell_around(declared, items, shell, range(len(items)))
    items = [judge.of_type(item) for item in declared.items]
    if _constructor(info) is judge.program.find("builtins.tuple.__new__"):
        items += [element for given in call.args for element in items_of(judge.value(given))]
    return shell_around(declared, items, shell)


def named_tuple_fields(info: TypeInfo) -> list[str]:
    """Name the fields of a NamedTuple in order, which a symbol table from the cache has lost.

    None where a subclass has a constructor of its own.
    """
    made = _constructor(info)
    if not isinstance(made, FuncDef) or not made.info.is_named_tuple:
        return []
    return [name for name in made.arg_names[1:] if name is not None]


def _constructor(info: TypeInfo) -> SymbolNode | None:
    found = info.get("__new__")
    return found.node if found is not None else None


def items_of(value: Value) -> tuple[Value, ...]:
    """Give the mutable objects that iterating over a value certainly gives."""
    keyed = isinstance(value.type, Instance) and value.type.type.has_base("typing.Mapping")
    is_tuple = isinstance(value.type, TupleType | Instance)
    return () if keyed or not is_tuple else value.elements


def _all_hashable(items: Iterable[Value]) -> bool | None:
    known = [item.hashable for item in items]
    if False in known:
        return False
    return None if None in known else True


def distinct(values: list[Value]) -> tuple[Value, ...]:
    """Keep one of each kind, so that large displays stay small."""
    return tuple(dict.fromkeys(values))
