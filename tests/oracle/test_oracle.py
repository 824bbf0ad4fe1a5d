"""mutable-default against the running interpreter, on programs drawn at random.

The truth about a default is read off the object that the interpreter has made of it. A report
on an object that can't change is false; silence about one that can is a miss, unless a reason is
known: a declared type that says too little, or a part of an object that no type tells.

``ORACLE_SEED`` repeats a run.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from draft import NAMES
from drawn_program import ANNOTATIONS, FORMS, UNANNOTATED_FORMS, draw_programs
from grammar import GROUPS
from verdict import Oracle, Verdict

FEW: Final = 300
MANY: Final = 20_000
LEAST: Final = 60
CONSTRUCTS: Final = (
    *dict.fromkeys(row.construct for rows in GROUPS.values() for row in rows),
    *(name.construct for name in NAMES),
    *(f"form: {form}" for form in FORMS | UNANNOTATED_FORMS),
    *(f"annotation: {annotation}" for annotation in sorted({*ANNOTATIONS})),
)
NEVER: Final = {
    ("annotation: protocol", "reported"),
    ("annotation: protocol of a method", "reported"),
    ("annotation: Sized", "reported"),
    ("annotation: protocol that changes", "silent"),
}
"""What these annotations say decides alone."""

Record = Callable[[str, object], None]


def examine(verdicts: list[Verdict], chosen: int) -> None:
    """Fail if a verdict is wrong; show the shortest programs with a wrong one."""
    wrong = [verdict for verdict in verdicts if verdict.is_wrong]
    shown = sorted((verdict.describe() for verdict in wrong), key=len)[:10]
    counted = f"{len(wrong)} of {len(verdicts)} verdicts are wrong (ORACLE_SEED={chosen})"
    if wrong:
        pytest.fail("\n".join([counted, *shown]), pytrace=False)


def count(verdicts: list[Verdict]) -> Counter[tuple[str, str]]:
    """Count each construct under each verdict."""
    counts = Counter(
        (construct, "reported" if verdict.reported else "silent")
        for verdict in verdicts
        for construct in verdict.program.constructs
    )
    return Counter({(c, v): counts[c, v] for c in CONSTRUCTS for v in ("reported", "silent")})


def test_constructs_have_names_of_their_own() -> None:
    rows = {row for rows in GROUPS.values() for row in rows}
    assert len({*CONSTRUCTS}) == len(CONSTRUCTS)
    assert len({row.construct for row in rows}) == len(rows)


@pytest.mark.slow
def test_some_programs(tmp_path: Path, record_property: Record) -> None:
    chosen = int(os.environ.get("ORACLE_SEED", "1"))
    record_property("summary", f"oracle: {FEW} programs, ORACLE_SEED={chosen}")
    examine(Oracle(tmp_path).judge(draw_programs(FEW, chosen)), chosen)


@pytest.mark.slow(minutes=3)
def test_many_programs(tmp_path: Path, record_property: Record) -> None:
    chosen = int(os.environ.get("ORACLE_SEED", "0")) or random.SystemRandom().getrandbits(32)
    print(f"ORACLE_SEED={chosen}")
    verdicts = Oracle(tmp_path).judge(draw_programs(MANY, chosen))
    counts = count(verdicts)
    for construct in CONSTRUCTS:
        print(
            f"{construct}: reported {counts[construct, 'reported']},"
            f" silent {counts[construct, 'silent']}"
        )
    truths = Counter((verdict.reported, verdict.changes) for verdict in verdicts)
    record_property(
        "summary",
        f"oracle: ORACLE_SEED={chosen}, {len(verdicts)} programs: {truths[True, True]} reported"
        f" that change, {truths[False, False]} silent that can't, {truths[False, True]} silent"
        f" that change, {truths[True, False]} reported that can't; fewest of a construct:"
        f" {min(number for cell, number in counts.items() if cell not in NEVER)}",
    )
    examine(verdicts, chosen)
    rare = [(*cell, n) for cell, n in counts.items() if n < LEAST and cell not in NEVER]
    assert not rare, rare
