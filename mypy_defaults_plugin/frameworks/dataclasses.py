"""The standard library's dataclasses: an unhashable default is refused, all others are shared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mypy.nodes import CallExpr, ClassDef, Expression
from mypy.types import Instance

from mypy_defaults_plugin.frameworks.class_body import (
    Attribute,
    attributes,
    defines,
    is_quoted,
)
from mypy_defaults_plugin.frameworks.decorators import decorator_of
from mypy_defaults_plugin.frameworks.field import Fate, Field, Framework, Place
from mypy_defaults_plugin.frameworks.specifier import (
    is_false,
    keyword,
    triples,
    value_of,
    written_default,
)
from mypy_defaults_plugin.mutability.hashing import is_class_hashable
from mypy_defaults_plugin.mutability.value import Value
from mypy_defaults_plugin.record import replace

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

DATACLASSES: Final = Framework("dataclasses", ("dataclasses.field",))
INIT_VARS: Final = Framework("dataclasses", why_shared="dataclasses does not check an InitVar")
DECORATORS: Final = frozenset({"dataclasses.dataclass"})
SPECIFIERS: Final = frozenset({"dataclasses.field"})
REFUSED_BEFORE_3_11: Final = frozenset({"builtins.list", "builtins.dict", "builtins.set"})


def fields(judge: Judge, node: ClassDef) -> list[Field] | None:
    """Give the fields of a dataclass that are refused or shared; None for another class."""
    decorator = decorator_of(judge, node, DECORATORS)
    if decorator is None:
        return None
    hands_out = hands_out_defaults(judge, decorator, node)
    found = [_field(judge, node, attribute) for attribute in _as_dataclasses_sees(judge, node)]
    kept = [f for f in found if f is not None and (hands_out or f.fate is Fate.REFUSED)]
    if is_false(keyword(decorator, "init")) and not defines(node, "__init__"):
        return [replace(field, place=Place.NO_FACTORY) for field in kept]
    return kept


def _as_dataclasses_sees(judge: Judge, node: ClassDef) -> Iterator[Attribute]:
    """Give the attributes that are fields.

    ``"ClassVar[int]"`` in a module that postpones annotations is quoted twice: nobody reads it.
    """
    postponed = "annotations" in judge.program.current.future_import_flags
    for attribute in attributes(node):
        seen = attribute
        if postponed and is_quoted(attribute.annotation):
            seen = replace(attribute, declared=None, is_classvar=False)
        if seen.annotation is not None and not seen.is_classvar:
            yield seen


def hands_out_defaults(judge: Judge, decorator: Expression, node: ClassDef) -> bool:
    """Tell whether instances get the defaults, from the ``__init__`` that is made for the class.

    Where none is made and none written, they find the defaults in the class.
    """
    if defines(node, "__init__"):
        return False
    if not is_false(keyword(decorator, "init")):
        return True
    slots = keyword(decorator, "slots")
    return not _inherits_init(node) and (slots is None or is_false(slots))


def _inherits_init(node: ClassDef) -> bool:
    """Tell whether a base has an ``__init__`` that somebody wrote."""
    found = [base.names["__init__"] for base in node.info.mro[1:-1] if "__init__" in base.names]
    return not all(entry.plugin_generated for entry in found)


def _field(judge: Judge, node: ClassDef, attribute: Attribute) -> Field | None:
    written = written_default(judge, attribute.default, SPECIFIERS)
    if written is None:
        return None
    default, specifier = written
    value = value_of(judge, default)
    fate = fate_of(judge, value)
    if attribute.is_init_var and fate is not None:
        fate = Fate.SHARED if value.mutable else None
    if fate is None:
        return None
    return Field(
        attribute.name,
        default,
        value,
        fate,
        INIT_VARS if attribute.is_init_var else DATACLASSES,
        Place.NO_FACTORY if attribute.is_init_var else Place.CLASS_BODY,
        node,
        attribute.annotation,
        specifier,
    )


def fate_of(judge: Judge, value: Value) -> Fate | None:
    """Tell what becomes of a default, None where nothing can go wrong or nothing is known."""
    if judge.python_version >= (3, 11):
        refused = is_class_hashable(judge, value) is False
    else:
        refused = _is_of(value, REFUSED_BEFORE_3_11)
    if refused:
        return Fate.REFUSED
    return Fate.SHARED if value.mutable else None


def _is_of(value: Value, names: frozenset[str]) -> bool:
    declared = value.type
    if isinstance(declared, Instance):
        return any(base.fullname in names for base in declared.type.mro)
    kinds = value.what.split(" or ")
    return value.mutable and all(f"builtins.{kind}" in names for kind in kinds)


def made(judge: Judge, call: CallExpr) -> list[Field]:
    """Give the fields of a ``make_dataclass("C", [("x", list, []), ...])``."""
    found = []
    declared = keyword(call, "fields") or (call.args[1] if len(call.args) > 1 else None)
    for name, assigned in triples(declared):
        written = written_default(judge, assigned, SPECIFIERS)
        if written is None:
            continue
        default, specifier = written
        value = value_of(judge, default)
        fate = fate_of(judge, value)
        if fate is not None:
            place = Place.CALL
            made = Field(name, default, value, fate, DATACLASSES, place, specifier=specifier)
            found.append(made)
    return found
