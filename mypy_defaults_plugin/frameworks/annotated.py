"""``Annotated[list[int], Field(default=[])]``: a specifier inside an annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mypy.nodes import CallExpr, ClassDef
from mypy.types import UnboundType

from mypy_defaults_plugin.declared.marker import ANNOTATED, resolve
from mypy_defaults_plugin.frameworks.specifier import FACTORIES, default_argument, full_name
from mypy_defaults_plugin.host.annotations import Scope, metadata_of

if TYPE_CHECKING:
    from mypy_defaults_plugin.frameworks.class_body import Attribute
    from mypy_defaults_plugin.mutability.judge import Judge


def specifier_in_annotation(
    judge: Judge, node: ClassDef, attribute: Attribute, names: frozenset[str]
) -> CallExpr | None:
    """Give the call of one of some functions, in the metadata of ``Annotated``, with a default.

    The last one counts. In a function its names may be local ones, which are not looked up.
    """
    written = attribute.annotation
    if not isinstance(written, UnboundType) or "@" in node.info.fullname:
        return None
    if resolve(judge.program, written.name)[0] not in ANNOTATED:
        return None
    annotation = judge.program.annotations.get((attribute.line, attribute.name))
    if annotation is None:
        return None
    scope = Scope(node, judge.program)
    calls = [call for call in metadata_of(annotation, scope) if full_name(judge, call) in names]
    for call in reversed(calls):
        if default_argument(call, positional=True) is not None:
            return call
        if not FACTORIES.isdisjoint(call.arg_names):
            return None
    return None
