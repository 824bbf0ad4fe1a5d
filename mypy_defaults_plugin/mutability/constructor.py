"""Which field each argument of a data class's generated constructor fills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from mypy.nodes import CallExpr, ClassDef, Expression, NameExpr, RefExpr
from mypy.types import Instance, Type, get_proper_type

from mypy_defaults_plugin.frameworks.class_body import Attribute, attributes, defines
from mypy_defaults_plugin.record import record

KW_ONLY: Final = "dataclasses.KW_ONLY"
CLASSIC_SPECIFIERS: Final = frozenset({"attr.ib", "attr.attr", "attr.attrib"})
"""Calls that make a field of a name without an annotation."""
SETTINGS_OF_PYDANTIC: Final = "model_config"


@record
class Parameters:
    """What a class body adds to the constructor: all its fields, and those given by position.

    Where the constructor is not ``generated``, it is written by hand and may do anything.
    """

    fields: tuple[str, ...] = ()
    positional: tuple[str, ...] = ()
    generated: bool = True


def parameters_of(
    node: ClassDef, options: Mapping[str, Expression], *, keyword_only: bool
) -> Parameters:
    """Read the parameters of a data class, declared with some options, off its body."""
    positional: list[str] = []
    fields: list[str] = []
    for attribute in attributes(node):
        if _is_keyword_only_mark(attribute.declared):
            keyword_only = True
        elif not attribute.is_classvar and not _is_reserved(attribute.name):
            fields.append(attribute.name)
            if not keyword_only and _is_positional(attribute):
                positional.append(attribute.name)
    generated = not defines(node, "__init__") and not _is(options.get("init"), "builtins.False")
    return Parameters(tuple(fields), tuple(positional), generated)


def arguments(declared: Sequence[Parameters], call: CallExpr) -> Iterator[tuple[str, Expression]]:
    """Give what a call passes for each field, by what each class from the base on declares."""
    order = order_of(declared)
    for position, (name, argument) in enumerate(zip(call.arg_names, call.args, strict=True)):
        if name is not None:
            yield name, argument
        elif position < len(order):
            yield order[position], argument


def order_of(declared: Sequence[Parameters]) -> list[str]:
    """Name the fields that are given by position, by what each class from the base on declares."""
    order: list[str] = []
    for parameters in declared:
        order = [n for n in order if n not in parameters.fields or n in parameters.positional]
        order += [name for name in parameters.positional if name not in order]
    return order


def _is_reserved(name: str) -> bool:
    return (name.startswith("__") and name.endswith("__")) or name == SETTINGS_OF_PYDANTIC


def _is_keyword_only_mark(declared: Type | None) -> bool:
    proper = None if declared is None else get_proper_type(declared)
    return isinstance(proper, Instance) and proper.type.fullname == KW_ONLY


def _is_positional(attribute: Attribute) -> bool:
    call = attribute.default if isinstance(attribute.default, CallExpr) else None
    if attribute.annotation is None and not (call and _is_classic(call)):
        return False
    given = dict(zip(call.arg_names, call.args, strict=True)) if call is not None else {}
    off = _is(given.get("init"), "builtins.False")
    return not off and ("kw_only" not in given or _is(given["kw_only"], "builtins.False"))


def _is_classic(call: CallExpr) -> bool:
    return isinstance(call.callee, RefExpr) and call.callee.fullname in CLASSIC_SPECIFIERS


def _is(node: Expression | None, fullname: str) -> bool:
    return isinstance(node, NameExpr) and node.fullname == fullname
