"""The oracle itself: whichever rule of the judge is knocked out, it notices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from drawn_program import draw_programs
from mypy import nodes
from verdict import Oracle, Verdict

from mypy_defaults_plugin.mutability import calls, expressions
from mypy_defaults_plugin.mutability.mutators import MUTATORS
from mypy_defaults_plugin.mutability.value import NOT_KNOWN

PROGRAMS: Final = 3_000
PORTION: Final = 500
PACKAGE: Final = "mypy_defaults_plugin"

KnockOut = Callable[[pytest.MonkeyPatch], None]


def gives(name: str, result: object) -> KnockOut:
    """Have a function of the plugin always give the same."""
    return lambda patch: patch.setattr(f"{PACKAGE}.{name}", lambda *_, **__: result)


def becomes(name: str, value: object) -> KnockOut:
    """Replace a value of the plugin."""
    return lambda patch: patch.setattr(f"{PACKAGE}.{name}", value)


def without_rule(kind: type[nodes.Expression]) -> KnockOut:
    """Take the rule for a kind of expression away."""
    return lambda patch: patch.delitem(expressions.RULES, kind)


def without_key(table: dict[str, Any], key: str) -> KnockOut:
    """Take an entry of a table away."""
    return lambda patch: patch.delitem(table, key)


KNOCK_OUTS: Final[dict[str, KnockOut]] = {
    **{f"rule for {kind.__name__}": without_rule(kind) for kind in expressions.RULES},
    **{
        f"operator {operator}": without_key(calls.OPERATORS, operator)
        for operator in ("+", "-", "*", "&", "|")
    },
    "names of containers": becomes("mutability.names.CONTAINER_BASES", frozenset()),
    **{
        f"mutators of {name}": without_key(MUTATORS, name)
        for name in ("builtins.list", "builtins.dict", "builtins.set")
    },
    "numbers": becomes("mutability.calls.NUMBERS", frozenset()),
    "iter()": becomes("mutability.calls.ITERATES_ITS_ARGUMENT", {}),
    "construction": gives("mutability.calls.construct", NOT_KNOWN),
    "methods": gives("mutability.calls._method", NOT_KNOWN),
    "functions": gives("mutability.calls.function_result", NOT_KNOWN),
    "overloads by arguments": gives("mutability.signatures._fits", True),
    "type variables": gives("mutability.signatures._solved", None),
    "containers": gives("mutability.types.is_container", False),
    "everything is a container": gives("mutability.types.is_container", True),
    "iterators": gives("mutability.types.is_iterator", False),
    "files": becomes("mutability.names.FILES", frozenset()),
    "TypedDict": gives("mutability.types.of_typed_dict", NOT_KNOWN),
    "tuple types": gives("mutability.types.of_tuple", NOT_KNOWN),
    "tuple displays": gives("mutability.expressions.shell_around", NOT_KNOWN),
    "NamedTuple calls": gives("mutability.calls.new_tuple", NOT_KNOWN),
    "tuple calls": gives("mutability.calls.shell_around", NOT_KNOWN),
    "frozen data classes": gives("mutability.data_classes.shell_around", NOT_KNOWN),
    "data classes": gives("mutability.data_classes.DataClasses.of", None),
    "data classes of other modules": gives("summaries.stored.Stored.data_class", None),
    "fields": gives("mutability.data_classes.DataClasses.fields", ()),
    "what a field is given": gives("mutability.data_classes.DataClasses.given", {}),
    "what a NamedTuple is given": gives("mutability.shells.named_tuple_fields", []),
    "what iteration gives": gives("mutability.expressions.items_of", ()),
    "what an operator keeps": gives("mutability.calls._kept", ()),
    "renamed functions": gives("mutability.constants.Constants.function", None),
    "item methods taken away": gives("mutability.constants.Constants.is_none", False),
    "overloads by classes": gives("mutability.signatures._takes", True),
    "constants": gives("mutability.constants.Constants.value", NOT_KNOWN),
    "undeclared constants": gives("mutability.constants._common", NOT_KNOWN),
    "constants of other modules": gives("summaries.stored.Stored.constant", None),
    "either of two": gives("mutability.expressions._either", NOT_KNOWN),
    "truth": gives("mutability.expressions._emptiness", None),
    "elements": gives("mutability.expressions.distinct", ()),
    "read-only types": gives("declared.read_only.protects", False),
    "every type is read-only": gives("declared.read_only.protects", True),
    "read-only elements": gives("declared.read_only._protects_elements", True),
    "read-only shells only if empty": gives("declared.read_only._protects_elements", False),
    "places in tuples": gives("mutability.shells.placed", ()),
    "what a union may be": gives("declared.read_only._may_be", True),
    "iterators behind read-only types": gives("declared.read_only._is_iterator", False),
    "methods that only read": gives("declared.read_only.only_reads", False),
    "every method only reads": gives("declared.read_only.only_reads", True),
    "protocols": gives("declared.read_only._protocol_protects", False),
    "every protocol": gives("declared.read_only._protocol_protects", True),
    "defaultdict": gives("declared.read_only._derives_from", False),
    "types without items": becomes("declared.read_only.WITHOUT_ITEMS", frozenset()),
    "names of read-only types": becomes("declared.read_only.READ_ONLY", frozenset()),
    "depth": becomes("mutability.judge.DEEPEST", 2),
}


def noticed(oracle: Oracle, verdicts: list[Verdict]) -> int | None:
    """Count the programs until one is judged wrongly that was judged rightly before."""
    for start in range(0, len(verdicts), PORTION):
        before = verdicts[start : start + PORTION]
        after = oracle.judge_again(before)
        for number, (was, now) in enumerate(zip(before, after, strict=True), start):
            if now.is_wrong and not was.is_wrong:
                return number + 1
    return None


@pytest.mark.slow(minutes=10)
def test_each_knock_out_is_noticed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    """One test for all: they share a cache, and the truth about the programs."""
    oracle = Oracle(tmp_path)
    verdicts = oracle.judge(draw_programs(PROGRAMS, 1))
    counts: dict[str, int | None] = {}
    for name, knock_out in KNOCK_OUTS.items():
        with monkeypatch.context() as patch:
            knock_out(patch)
            counts[name] = noticed(oracle, verdicts)
        print(f"{name}: noticed after {counts[name]} programs")
    unnoticed = [name for name, number in counts.items() if number is None]
    latest = max(number for number in counts.values() if number is not None)
    record_property(
        "summary", f"oracle: {len(counts)} rules knocked out, the last noticed after {latest}"
    )
    assert not unnoticed
