"""How to mend a shared default of a parameter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import (
    LDEF,
    MDEF,
    Argument,
    ClassDef,
    ConditionalExpr,
    Expression,
    FuncDef,
    FuncItem,
    Import,
    ImportFrom,
    NameExpr,
    Node,
    Var,
)
from mypy.types import AnyType, Instance, NoneType, Type, TypeOfAny, UnionType, get_proper_type

from mypy_defaults_plugin.fixes.fresh import fresh_object, of_class
from mypy_defaults_plugin.fixes.sentinel import sentinel_of
from mypy_defaults_plugin.fixes.source import (
    annotation_source,
    expression_source,
    optional_source,
)
from mypy_defaults_plugin.mutability.judge import Judge
from mypy_defaults_plugin.mutability.value import Form, Sharing, Value
from mypy_defaults_plugin.record import record
from mypy_defaults_plugin.walk import nodes_below

OF_ITS_SCOPE: Final = frozenset({"builtins.locals", "builtins.vars", "builtins.dir"})
"""Functions that give something else in the body than in the signature."""
ACCEPT_NONE: Final = frozenset({"builtins.object", "typing.Hashable"})


@record
class Default:
    """A default that is to be mended: where it stands and what is known of it.

    ``annotation`` is the parameter's type as it is written, in the signature or in a comment;
    ``declared`` is the same analysed.
    """

    function: FuncItem
    argument: Argument
    expression: Expression
    annotation: Type | None
    declared: Type | None
    value: Value


def fix(judge: Judge, default: Default) -> str:
    """Give the note with the replacement, as exact as the place allows."""
    fresh, needs = _fresh(judge, default)
    name = default.argument.variable.name
    if not isinstance(default.function, FuncDef):
        return _in_lambda(default, fresh, needs)
    sentinel = sentinel_of(judge.program.current) if _needs_sentinel(default) else None
    marker = "None" if sentinel is None else sentinel.name
    steps = [*needs, *(() if sentinel is None else sentinel.steps)]
    steps.append(_signature(judge, default, marker))
    if fresh is None:
        body = f'{_by_hand(judge, default)} in the body where "{name}" is {marker}'
    else:
        body = f'"if {name} is {marker}: {name} = {fresh}"'
    return f"Use {', '.join(steps)}, then {body}"


def _in_lambda(default: Default, fresh: str | None, needs: tuple[str, ...]) -> str:
    name, value = default.argument.variable.name, default.value
    used = [
        node
        for node in nodes_below(default.function.body)
        if isinstance(node, NameExpr) and node.node is default.argument.variable
    ]
    if len(used) > 1:
        fresh = None  # each of them would make an object of its own
    if fresh is not None and isinstance(default.expression, ConditionalExpr):
        fresh = f"({fresh})"
    steps = ", ".join([*needs, f'"{name}=None"'])
    if fresh is None:
        return f'Use {steps}, and build the {_noun(value)} in the body where "{name}" is None'
    return f'Use {steps}, and in the body "({fresh} if {name} is None else {name})" for "{name}"'


def _by_hand(judge: Judge, default: Default) -> str:
    """Say what to do where no code can be given: copy what a name holds, or build it anew."""
    if default.value.form is Form.NAMED and default.value.sharing is Sharing.CHANGE:
        spelt = expression_source(default.expression, _Names(default).in_body)
        if spelt is not None:
            return f"copy {spelt}"
    return f"build the {_noun(default.value)}"


def _noun(value: Value) -> str:
    return value.what.rpartition(" inside a ")[2]


def _signature(judge: Judge, default: Default, marker: str) -> str:
    """Give the parameter with its new default, spelt as the user spelt it."""
    annotation, name = default.annotation, default.argument.variable.name
    sentinel = marker != "None"
    if annotation is None:
        return f'"{name}={marker}"'
    if _is_comment(annotation, default.argument):
        return (
            f'"{name}={marker}"' if sentinel else f'"{name}=None" and "| None" in its type comment'
        )
    spelt = annotation_source(annotation)
    if spelt is None:
        widened = "" if sentinel else ', its type with "| None"'
        return f'"{marker}" as the default{widened}'
    declared = spelt if sentinel else optional_source(spelt, judge.python_version)
    return f'"{name}: {declared} = {marker}"'


def _is_comment(annotation: Type, argument: Argument) -> bool:
    """Tell whether a type comes from a comment: mypy does not place it behind the name."""
    return (annotation.line, annotation.column) <= (argument.line, argument.column)


def _needs_sentinel(default: Default) -> bool:
    """Tell whether None won't do: it is a value of the type, or narrowing would be lost."""
    if default.declared is None:
        return False
    return _accepts_none(default.declared) or _is_captured(default)


def _accepts_none(declared: Type) -> bool:
    proper = get_proper_type(declared)
    if isinstance(proper, UnionType):
        return any(_accepts_none(item) for item in proper.items)
    if isinstance(proper, Instance):
        return proper.type.fullname in ACCEPT_NONE
    if isinstance(proper, AnyType):
        return proper.type_of_any == TypeOfAny.explicit
    return isinstance(proper, NoneType)


def _is_captured(default: Default) -> bool:
    """Tell whether a nested function uses the parameter: mypy forgets there that it isn't None."""
    var = default.argument.variable
    below = list(nodes_below(default.function.body))
    inner: list[Node] = [node.body for node in below if isinstance(node, FuncItem)]
    inner += [node.defs for node in below if isinstance(node, ClassDef)]
    return any(
        isinstance(node, NameExpr) and node.node is var
        for body in inner
        for node in nodes_below(body)
    )


def _fresh(judge: Judge, default: Default) -> tuple[str | None, tuple[str, ...]]:
    """Give an expression that makes a fresh object in the body, and the import it needs."""
    name_of = _Names(default).in_body
    return fresh_object(judge, default.expression, default.value, name_of)


class _Names:
    """Writes a name of the default so that it means the same in the function's body."""

    def __init__(self, default: Default) -> None:
        self._taken = {argument.variable.name for argument in default.function.arguments}
        for node in nodes_below(default.function.body):
            self._taken.update(_bound_by(node))

    def in_body(self, node: NameExpr) -> str | None:
        if node.name in self._taken or node.kind == LDEF or node.fullname in OF_ITS_SCOPE:
            return None
        if node.kind != MDEF:
            return node.name
        return of_class(node.node, self.in_body) if isinstance(node.node, Var) else None


def _bound_by(node: Node) -> Iterator[str]:
    """Give the local names that a node of a function's body binds or uses."""
    if (isinstance(node, NameExpr) and node.kind == LDEF) or isinstance(node, FuncDef | ClassDef):
        yield node.name
    elif isinstance(node, Import):
        yield from ((alias or name).partition(".")[0] for name, alias in node.ids)
    elif isinstance(node, ImportFrom):
        yield from (alias or name for name, alias in node.names)
