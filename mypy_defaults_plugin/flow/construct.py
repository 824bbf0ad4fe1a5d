"""Instances that a call makes: of the library's containers, of data classes, of other classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy import nodes
from mypy.nodes import CallExpr, TypeInfo

from mypy_defaults_plugin.flow import library
from mypy_defaults_plugin.flow.apply import apply
from mypy_defaults_plugin.flow.arguments import Arguments, matched
from mypy_defaults_plugin.flow.callables import hand_over, made_partial
from mypy_defaults_plugin.flow.callees import (
    Callee,
    constructors_of,
    is_of_project,
    method_of_class,
    replaces_construction,
)
from mypy_defaults_plugin.flow.implicit import instance_of
from mypy_defaults_plugin.flow.objects import ANY_ITEM, NOTHING, Made, Value
from mypy_defaults_plugin.host.internals import PYDANTIC_MODELS
from mypy_defaults_plugin.mutability.shells import named_tuple_fields

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.evaluation import Evaluation

AFTER_FIELDS: Final = ("__post_init__", "__attrs_post_init__")
"""Methods that a generated constructor calls when the fields are there."""


def construct(run: Evaluation, node: CallExpr, info: TypeInfo, given: Arguments) -> Value:
    """Make an instance: of a class of a library, or of the project with its fields."""
    if info.fullname == "functools.partial":
        return made_partial(run, node, given)
    module = run.flow.judge.program.module_of(info.fullname)
    if module is not None and module.is_stub and not info.has_base("builtins.BaseException"):
        return instance_of(run, library.construct(run, node, info, given), info)
    hand_over(run, node, given)
    if replaces_construction(run.flow, info):
        return NOTHING
    if info.has_base("builtins.BaseException"):
        _keep_arguments(run, node, given)
    if any(run.flow.judge.data_classes.parameters(run.flow.judge, info)):
        return _data_class(run, node, info, given)
    names = named_tuple_fields(info) if info.tuple_type is not None else []
    if names:
        return _named_tuple(run, node, info, names, given)
    made: Value = run.made(node, {})
    for constructor in constructors_of(run.flow, info):
        if is_of_project(run.flow, constructor):
            made |= apply(run, node, constructor, NOTHING, given)
    return instance_of(run, made, info)


def _keep_arguments(run: Evaluation, node: CallExpr, given: Arguments) -> None:
    """Let an exception hold what it is made with, in ``args``."""
    held: dict[object, Value] = {ANY_ITEM: given.all()}
    arguments = run.flow.place(node, part="args")
    run.state = run.state.make(arguments, held)
    run.made(node, {".args": frozenset({Made(arguments)})} | held)


def _data_class(run: Evaluation, node: CallExpr, info: TypeInfo, given: Arguments) -> Value:
    """Make an instance with a generated constructor; Pydantic's validates, and so copies."""
    by_position, others = run.flow.judge.data_classes.parameters(run.flow.judge, info)
    items = _fields(run, [*by_position, *others], len(by_position), given)
    if any(base.fullname in PYDANTIC_MODELS for base in info.mro):
        items = {}
    made = instance_of(run, run.made(node, items), info)
    for name in AFTER_FIELDS:
        after = method_of_class(run.flow, info, name, exact=True)
        if after is not None and is_of_project(run.flow, after):
            apply(run, node, after, made, None)
    return made


def _named_tuple(
    run: Evaluation, node: CallExpr, info: TypeInfo, names: list[str], given: Arguments
) -> Value:
    items = _fields(run, names, len(names), given)
    by_position = {names.index(name[1:]): value for name, value in items.items()}
    return instance_of(run, run.made(node, {**items, **by_position}), info)


def _fields(
    run: Evaluation, names: list[str], positional: int, given: Arguments
) -> dict[str, Value]:
    """Give what a call passes for each field, as attributes."""
    kinds = [nodes.ARG_OPT] * positional + [nodes.ARG_NAMED_OPT] * (len(names) - positional)
    taken = matched(run, Callee("", tuple(names), tuple(kinds)), NOTHING, given)
    return {f".{names[position]}": value for position, value in taken.values.items()}
