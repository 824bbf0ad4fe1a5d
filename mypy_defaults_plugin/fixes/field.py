"""How to mend the default of a field, in the words of its framework."""

from __future__ import annotations

from typing import Final

from mypy.nodes import (
    ARG_POS,
    LDEF,
    MDEF,
    CallExpr,
    DictExpr,
    Expression,
    ListExpr,
    MypyFile,
    NameExpr,
    Var,
)
from mypy.types import Type, UnboundType, UnionType

from mypy_defaults_plugin.fixes.fresh import fresh_object, of_class
from mypy_defaults_plugin.fixes.source import (
    annotation_source,
    expression_source,
    optional_source,
)
from mypy_defaults_plugin.frameworks.class_body import attributes, is_quoted
from mypy_defaults_plugin.frameworks.field import Field, Place
from mypy_defaults_plugin.mutability.calls import class_of, symbol_of
from mypy_defaults_plugin.mutability.judge import Judge
from mypy_defaults_plugin.mutability.value import Form
from mypy_defaults_plugin.record import record

ALLOWING_NONE: Final = frozenset({"Any", "None", "Optional", "object"})


@record
class _Factory:
    """A function that makes a fresh default, and the imports it needs; None for none known."""

    source: str | None
    imports: tuple[str, ...] = ()


def fix(judge: Judge, field: Field) -> str:
    """Give the replacement, as exact as the place allows, with the import it needs."""
    if field.place is Place.NO_FACTORY or not field.framework.specifiers:
        return _without_factory(judge, field)
    specifier, import_needed = _specifier(judge, field)
    factory = _factory(judge, field)
    call = f"{specifier}({_arguments(field, factory)})"
    assignment = _assignment(field, call)
    steps = ", ".join([*import_needed, *factory.imports, f'"{assignment or call}"'])
    if field.place is Place.ALIAS:
        steps += f' in the alias that "{field.name}" is declared with'
    elif assignment is None:
        steps += f' for "{field.name}"'
    if factory.source is None:
        return f"{steps}, with a function that makes the {_noun(field)}"
    return steps


def _without_factory(judge: Judge, field: Field) -> str:
    """Give ``None`` as the default, of a field that takes no factory."""
    written = field.annotation
    spelt = _optional(judge, field)
    if spelt is None:
        signature = f'"None" as the default of "{field.name}"'
    else:
        signature = f'"{field.name}: {spelt} = None"'
    if not isinstance(written, UnboundType) or not _is_init_var(field):
        return f"{signature} or an immutable value: it takes no factory"
    fresh, imports = fresh_object(judge, field.default, field.value, _Names(field).in_function)
    steps = ", ".join([*imports, signature])
    if fresh is None:
        return f'{steps}, then make the {_noun(field)} in "__post_init__"'
    return f'{steps}, then in "__post_init__" "if {field.name} is None: {field.name} = {fresh}"'


def _is_init_var(field: Field) -> bool:
    written = field.annotation
    return isinstance(written, UnboundType) and written.name.rpartition(".")[2] == "InitVar"


def _optional(judge: Judge, field: Field) -> str | None:
    written = field.annotation
    if written is None:
        return None
    if isinstance(written, UnboundType) and _is_init_var(field):
        inside = annotation_source(written.args[0]) if len(written.args) == 1 else None
        if inside is None:
            return None
        if not _has_none(written.args[0]):
            inside = optional_source(inside, judge.python_version)
        given = f"{written.name}[{inside}]"
        return repr(given) if is_quoted(written) else given
    spelt = annotation_source(written)
    if spelt is None or _has_none(written):
        return spelt
    return optional_source(spelt, judge.python_version)


def _has_none(written: Type) -> bool:
    """Tell whether an annotation allows None already, by how it is written."""
    if isinstance(written, UnionType):
        return any(_has_none(item) for item in written.items)
    name = written.name.rpartition(".")[2] if isinstance(written, UnboundType) else ""
    return name in ALLOWING_NONE


def _assignment(field: Field, call: str) -> str | None:
    """Give the whole line; None where only the call can be given."""
    if field.place is not Place.CLASS_BODY:
        return None
    if field.annotation is None:
        return f"{field.name} = {call}"
    spelt = annotation_source(field.annotation)
    return None if spelt is None else f"{field.name}: {spelt} = {call}"


def _arguments(field: Field, factory: _Factory) -> str:
    """Give the arguments of the specifier: those it has, the factory for the default."""
    given = f"{field.framework.factory}={factory.source or '...'}"
    call = field.specifier
    if call is None:
        return given
    parts = []
    keywords_only = False
    for argument, kind, name in zip(call.args, call.arg_kinds, call.arg_names, strict=True):
        source = expression_source(argument, lambda node: node.name)
        if argument is field.default:
            parts.append(given)
            keywords_only = True
        elif source is None or (name is None and (keywords_only or kind is not ARG_POS)):
            return f"{given}, ..."
        else:
            parts.append(source if name is None else f"{name}={source}")
    return ", ".join(parts)


def _factory(judge: Judge, field: Field) -> _Factory:
    if field.place is Place.ALIAS:
        return _Factory(None)
    names = _Names(field)
    default = field.default
    if field.value.form is not Form.NAMED:
        named = _named_factory(judge, default)
        if named is not None and named.partition(".")[0] not in names.in_class:
            return _Factory(named)
    fresh, imports = fresh_object(judge, default, field.value, names.in_function)
    return _Factory(None if fresh is None else f"lambda: {fresh}", imports)


def _named_factory(judge: Judge, default: Expression) -> str | None:
    """Give the class whose call without arguments is the default."""
    if isinstance(default, ListExpr) and not default.items:
        return "list"
    if isinstance(default, DictExpr) and not default.items:
        return "dict"
    if not isinstance(default, CallExpr) or default.args:
        return None
    if class_of(symbol_of(judge, default.callee)) is None:
        return None
    return expression_source(default.callee, lambda node: node.name)


def _noun(field: Field) -> str:
    return field.value.what.rpartition(" inside a ")[2] or "default"


class _Names:
    """Writes a name of the default so that it means the same inside a function."""

    def __init__(self, field: Field) -> None:
        owner = field.owner
        found = list(attributes(owner)) if owner is not None else []
        self.in_class = {a.name for a in found}
        self._fields = {a.name for a in found if a.annotation is not None and not a.is_classvar}

    def in_function(self, node: NameExpr) -> str | None:
        """Give the name as it is written there; a field's value is not the class's to give."""
        if node.kind == LDEF or (node.kind == MDEF and node.name in self._fields):
            return None
        if node.kind != MDEF:
            return node.name
        return of_class(node.node, self.in_function) if isinstance(node.node, Var) else None


def _specifier(judge: Judge, field: Field) -> tuple[str, tuple[str, ...]]:
    """Give the function that takes the factory as this module spells it, or the import."""
    if field.specifier is not None:
        spelt = expression_source(field.specifier.callee, lambda node: node.name)
        if spelt is not None:
            return spelt, ()
    taken = _Names(field).in_class
    for qualified in field.framework.specifiers:
        known = _known_as(judge, qualified, taken)
        if known is not None:
            return known, ()
    qualified = field.framework.specifiers[0]
    module, _, name = qualified.rpartition(".")
    if name in judge.program.current.names or name in taken:
        return qualified, (f'"import {module}"',)
    return name, (f'"from {module} import {name}"',)


def _known_as(judge: Judge, qualified: str, taken: set[str]) -> str | None:
    """Give the name under which this module already has a function, or its module."""
    module, _, name = qualified.rpartition(".")
    target = judge.program.find(qualified)
    for known, entry in judge.program.current.names.items():
        if known in taken or entry.node is None:
            continue
        if entry.node is target:
            return known
        if isinstance(entry.node, MypyFile) and entry.node.fullname == module:
            return f"{known}.{name}"
    return None
