"""What the project uses of mypy beyond its plugin API, and the check that it is there.

Source: the .py files that mypy's wheels ship beside the compiled modules, 1.11 to 2.4.
"""

from typing import Final

from mypy.expandtype import expand_type_by_instance
from mypy.fastparse import parse_type_string
from mypy.maptype import map_instance_to_supertype
from mypy.nodes import (
    ClassDef,
    DataclassTransformSpec,
    Expression,
    FuncDef,
    SymbolNode,
    TypeInfo,
    Var,
)
from mypy.semanal import is_trivial_body
from mypy.semanal_shared import find_dataclass_transform_spec
from mypy.types import Instance, Type

ANALYZER: Final = (
    "plugin",
    "errors",
    "modules",
    "options",
    "cur_mod_node",
    "patches",
    "schedule_patch",
)
"""Attributes of the semantic analyzer that are there while it analyses a module."""

ERRORS: Final = (
    "set_file",
    "report",
    "file",
    "target_module",
    "options",
    "scope",
    "ignored_lines",
    "ignored_files",
    "used_ignored_lines",
)
"""Attributes of mypy's error collector."""

PYDANTIC_MODELS: Final = frozenset({"pydantic.main.BaseModel", "pydantic.v1.main.BaseModel"})


def missing_attributes(owner: object, names: tuple[str, ...]) -> list[str]:
    """Name the attributes that this mypy no longer has, as ``Class.attribute``."""
    return [f"{type(owner).__name__}.{name}" for name in names if not hasattr(owner, name)]


def transform_of(node: Expression | SymbolNode | ClassDef) -> DataclassTransformSpec | None:
    """Give the PEP 681 description behind a decorator, or inherited by a class.

    Pydantic's own plugin for mypy takes it away from Pydantic's models.
    """
    spec = find_dataclass_transform_spec(node)
    if spec is not None or not isinstance(node, ClassDef):
        return spec
    if any(base.fullname in PYDANTIC_MODELS for base in node.info.mro):
        specifiers = ("pydantic.fields.Field", "pydantic.fields.PrivateAttr")
        return DataclassTransformSpec(kw_only_default=True, field_specifiers=specifiers)
    return None


def seen_from(declared: Type, receiver: Instance, owner: TypeInfo) -> Type:
    """Give a type declared in the class ``owner`` as an instance sees it."""
    if not receiver.type.has_base(owner.fullname):
        return declared
    return expand_type_by_instance(declared, map_instance_to_supertype(receiver, owner))


def declared_type(var: Var) -> Type | None:
    """Give the type that a variable is declared with; what the checker infers does not count.

    mypy counts ``self.x: T`` among the inferred ones, with a mark that ``Final`` has too.
    """
    if not var.is_inferred or (var.explicit_self_type and not var.is_final):
        return var.type
    return None


def quoted_type(text: str) -> Type | None:
    """Give a type that is written in quotes, unanalysed; None for what is none."""
    try:
        return parse_type_string(text, "builtins.str", -1, -1)
    except (SyntaxError, ValueError):
        return None


def has_trivial_body(function: FuncDef) -> bool:
    """Tell whether the body is only a docstring, ``...``, ``pass`` or NotImplementedError."""
    return is_trivial_body(function.body)
