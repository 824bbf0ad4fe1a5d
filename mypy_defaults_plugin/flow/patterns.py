"""What the patterns of ``match`` bind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mypy import patterns
from mypy.nodes import MatchStmt
from mypy.patterns import Pattern

from mypy_defaults_plugin.flow import narrowing
from mypy_defaults_plugin.flow.objects import NOTHING, Default, Made, Value

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.evaluation import Evaluation


def begin(node: MatchStmt, run: Evaluation) -> None:
    """Evaluate the subject of a ``match`` statement, once."""
    run.state = run.state.bind(("match", node), run.value(node.subject))


def match(node: MatchStmt, pattern: Pattern, run: Evaluation) -> None:
    """Bind the names of a pattern that the subject matches."""
    value = run.state.value(("match", node))
    key = run.key_of(node.subject)
    if key is not None and isinstance(pattern, patterns.SingletonPattern):
        narrowing.exclude(run, key, [o for o in value if isinstance(o, Default | Made)])
        value = run.state.value(key)
    if key is not None and isinstance(pattern, patterns.ClassPattern):
        other = [o for o in value if narrowing.is_instance(run, o, pattern.class_ref) is False]
        narrowing.exclude(run, key, other)
        value = run.state.value(key)
    if run.state.is_possible:
        _bind(run, pattern, value)
        if isinstance(pattern, patterns.AsPattern) and pattern.name is not None:
            run.assign(pattern.name, value, node.subject)


def pass_by(node: MatchStmt, pattern: Pattern, run: Evaluation) -> None:
    """Go on to the next case: the subject is no instance of a class that was tried."""
    key = run.key_of(node.subject)
    while isinstance(pattern, patterns.AsPattern) and pattern.pattern is not None:
        pattern = pattern.pattern
    if key is None or not isinstance(pattern, patterns.ClassPattern):
        return
    if not pattern.positionals and not pattern.keyword_values:
        tried = pattern.class_ref
        value = run.state.value(key)
        narrowing.exclude(run, key, [o for o in value if narrowing.is_instance(run, o, tried)])


def matches_all(pattern: Pattern) -> bool:
    """Tell whether every subject matches: ``case _`` and ``case name``."""
    return isinstance(pattern, patterns.AsPattern) and pattern.pattern is None


def _bind(run: Evaluation, pattern: Pattern | None, value: Value) -> None:
    waiting = [(pattern, value)]
    while waiting:
        current, held = waiting.pop()
        items = run.items(held)
        if isinstance(current, patterns.AsPattern):
            if current.name is not None:
                run.assign(current.name, held, None)
            waiting.append((current.pattern, held))
        elif isinstance(current, patterns.OrPattern):
            waiting.extend((one, held) for one in current.patterns)
        elif isinstance(current, patterns.SequencePattern):
            for one in current.patterns:
                if isinstance(one, patterns.StarredPattern):
                    if one.capture is not None:
                        run.assign(one.capture, run.copy(one, held), None)
                else:
                    waiting.append((one, items))
        elif isinstance(current, patterns.MappingPattern):
            waiting.extend((one, items) for one in current.values)
            if current.rest is not None:
                run.assign(current.rest, run.copy(current, held), None)
        elif isinstance(current, patterns.ClassPattern):
            below = [*current.positionals, *current.keyword_values]
            single = len(below) == 1 and not current.keyword_values
            waiting.extend((one, held if single else NOTHING) for one in below)
