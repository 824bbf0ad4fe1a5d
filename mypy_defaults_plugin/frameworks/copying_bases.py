"""Classes of other libraries that copy as Pydantic does, as ``extend_copying_bases`` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mypy.nodes import ClassDef

from mypy_defaults_plugin.frameworks import pydantic
from mypy_defaults_plugin.frameworks.field import Field, Framework
from mypy_defaults_plugin.frameworks.transform import factory_words
from mypy_defaults_plugin.host.internals import transform_of

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge


def fields(judge: Judge, node: ClassDef) -> list[Field] | None:
    """Give the fields of a class that derives from a listed one; None for another class."""
    for base in node.info.mro:
        if judge.lists(judge.settings.extend_copying_bases, {base.fullname}):
            why = f"{base.name} copies only what hash() refuses"
            spec = transform_of(node)
            specifiers, factory = factory_words(judge, spec) if spec is not None else ((), "")
            framework = Framework(base.name, specifiers, factory, why)
            return pydantic.model_fields(judge, node, framework, copies_all=False)
    return None
