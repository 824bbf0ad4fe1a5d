"""Which defaults of a module are followed, and what happens to them: once for all checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mypy.nodes import DictExpr, Expression, ListExpr, StarExpr, StrExpr, TupleExpr

from mypy_defaults_plugin.codes import MUTABLE_DEFAULT
from mypy_defaults_plugin.declared import read_only
from mypy_defaults_plugin.declared.comments import is_type_ignored
from mypy_defaults_plugin.flow.events import Changed, Leaked, Subject
from mypy_defaults_plugin.flow.module import ModuleFlow
from mypy_defaults_plugin.mutability.depth import depth_of
from mypy_defaults_plugin.parameters import is_declaration_only, is_intended, mutable_defaults
from mypy_defaults_plugin.record import record

if TYPE_CHECKING:
    from mypy_defaults_plugin.declared.marker import Markers
    from mypy_defaults_plugin.fixes.parameter import Default
    from mypy_defaults_plugin.mutability.judge import Judge
    from mypy_defaults_plugin.walk import ModuleFacts


@record
class Followed:
    """A default, and what its function does to it."""

    default: Default
    changed: list[Changed]
    leaked: list[Leaked]


def follow(facts: ModuleFacts, judge: Judge, markers: Markers) -> list[Followed]:
    """Follow each default of a module that is mutable and not meant to be shared."""
    if facts.followed is None:
        facts.followed = _follow(facts, judge, markers)
    return facts.followed


def _follow(facts: ModuleFacts, judge: Judge, markers: Markers) -> list[Followed]:
    module = ModuleFlow(judge)
    followed = []
    for function in facts.functions:
        if is_declaration_only(function.node):
            continue
        defaults = [
            default
            for default in mutable_defaults(judge, function.node)
            if not is_intended(facts, judge, markers, function, default)
            and not is_type_ignored(facts, default.expression, MUTABLE_DEFAULT.code)
        ]
        if not defaults:
            continue
        subjects = {d.argument.variable.name: _subject(judge, d) for d in defaults}
        record = module.follow(function.node, subjects)
        for default in defaults:
            name = default.argument.variable.name
            changed = [event for event in record.changed() if event.parameter == name]
            leaked = [event for event in record.leaked() if event.parameter == name]
            followed.append(Followed(default, changed, leaked))
    return followed


def _subject(judge: Judge, default: Default) -> Subject:
    value = default.value
    protected = default.declared is not None and read_only.protects(judge, default.declared, value)
    return Subject(
        default.argument.variable.name,
        value,
        truth=value.truth,
        depth=depth_of(judge, value),
        leaks=not protected,
        positions=_positions(judge, default.expression),
    )


def _positions(judge: Judge, expression: Expression) -> dict[object, bool]:
    """Tell for each item of a display at a constant position whether it is mutable."""
    if isinstance(expression, ListExpr | TupleExpr):
        if any(isinstance(item, StarExpr) for item in expression.items):
            return {}
        return {i: judge.value(item).mutable for i, item in enumerate(expression.items)}
    if isinstance(expression, DictExpr):
        keyed = [(key.value, value) for key, value in expression.items if isinstance(key, StrExpr)]
        return {key: judge.value(value).mutable for key, value in keyed}
    return {}
