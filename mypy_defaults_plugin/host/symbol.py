"""The hidden symbol in which a module's facts ride in mypy's own cache."""

import json
from functools import lru_cache
from typing import Any, Final

from mypy.nodes import GDEF, MypyFile, SymbolTableNode, TypeInfo, Var
from mypy.types import (
    AnyType,
    Instance,
    LiteralType,
    TupleType,
    TypeOfAny,
    get_proper_type,
)

SYMBOL: Final = "% what mypy_defaults_plugin knows %"
"""No name that a program could use, or that one could be mistaken for."""


def write(file: MypyFile, facts: dict[str, Any] | None, string: Instance) -> None:
    """Put facts into a module's symbol table, or take the symbol away where there are none.

    mypy serialises the symbol with the module and counts it into the interface hash: modules
    that import this one are analysed again when the facts change. ASCII, since a lone
    surrogate crashes the binary cache.
    """
    if facts is None:
        file.names.pop(SYMBOL, None)
        return
    text = json.dumps(facts, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    var = Var(SYMBOL, LiteralType(text, string))
    var._fullname = f"{file.fullname}.{SYMBOL}"
    var.is_ready = True
    file.names[SYMBOL] = SymbolTableNode(GDEF, var, module_public=False, module_hidden=True)


def carry(file: MypyFile, classes: list[TypeInfo]) -> None:
    """Make mypy before 1.19 see a dependency on the modules of some classes.

    It looks for them in the types of a module's symbols, so the hidden symbol mentions them.
    """
    entry = file.names.get(SYMBOL)
    if not classes or entry is None:
        return
    var = entry.node
    if isinstance(var, Var) and isinstance(var.type, LiteralType):
        unknown = AnyType(TypeOfAny.special_form)
        mentioned = [Instance(c, [unknown] * len(c.defn.type_vars)) for c in classes]
        var.type = TupleType([var.type, *mentioned], var.type.fallback)


def is_carried(file: MypyFile) -> bool:
    """Tell whether a module carries anything, readable or not."""
    return SYMBOL in file.names


def read(file: MypyFile) -> dict[str, Any] | None:
    """Give the facts that a module carries; what can't be read is as good as none."""
    entry = file.names.get(SYMBOL)
    if entry is None or not isinstance(entry.node, Var) or entry.node.type is None:
        return None
    carried = get_proper_type(entry.node.type)
    if isinstance(carried, TupleType) and carried.items:
        carried = get_proper_type(carried.items[0])
    if not isinstance(carried, LiteralType) or not isinstance(carried.value, str):
        return None
    return parsed(carried.value)


@lru_cache(maxsize=500)
def parsed(text: str) -> dict[str, Any] | None:
    """Parse what is stored, once for all the modules that look into it."""
    try:
        facts = json.loads(text)
    except ValueError:
        return None
    return facts if isinstance(facts, dict) else None
