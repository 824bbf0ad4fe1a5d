"""Every replacement is applied: the finding goes, and mypy --strict says nothing new.

The code is run as well, before and after: calls that shared an object share none, and the first
call gives the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cases_of_annotations
import cases_of_classes
import cases_of_constants
import cases_of_lambdas
import cases_of_names
import cases_of_packages
import cases_of_places
import cases_of_values
import pytest
from apply_note import apply_all
from note_text import read_note
from real_calls import contents, run, share
from replacement_case import Case
from strict_run import Messages, StrictRun

CASES = [
    *cases_of_annotations.CASES,
    *cases_of_values.CASES,
    *cases_of_constants.CASES,
    *cases_of_classes.CASES,
    *cases_of_names.CASES,
    *cases_of_places.CASES,
    *cases_of_lambdas.CASES,
]
OLD = cases_of_annotations.OLD_PYTHON
PACKAGES = cases_of_packages.CASES
KINDS: Final = frozenset(
    {
        "None, statement",
        "None, statement, import",
        "None, described",
        "None, described, default only",
        "None, statement, default only",
        "None, lambda",
        "None, described lambda",
        "sentinel, statement",
        "sentinel, described",
        "sentinel, statement, default only",
        "sentinel, statement, import",
    }
)
"""The forms of a note; each has to occur in some case."""


@dataclass(frozen=True)
class Applied:
    """A case before and after its notes were applied."""

    case: Case
    before: Messages
    replaced: str
    after: Messages


def apply_to(cases: list[Case], strict: StrictRun) -> list[Applied]:
    """Check all cases, apply what their notes say and check again: two runs of mypy."""
    assert len({case.name for case in cases}) == len(cases)
    before = strict.check("before", {case.name: case.source for case in cases})
    replaced = {case.name: _replaced(case, before[case.name]) for case in cases}
    after = strict.check("after", replaced)
    return [
        Applied(case, before[case.name], replaced[case.name], after[case.name]) for case in cases
    ]


def _replaced(case: Case, messages: Messages) -> str:
    try:
        text = apply_all(case.source, messages.findings, case.built)
        compile(text, case.name, "exec")
    except (SyntaxError, ValueError) as error:
        return f"raise {type(error).__name__}({str(error)!r})"
    return text


def verify(one: Applied) -> None:
    """Assert all that a replacement promises."""
    name, call = one.case.name, one.case.call
    assert one.before.findings, "no finding"
    assert not one.after.findings, "the finding stays"
    new = Counter(one.after.own) - Counter(one.before.own)
    assert not new, f"mypy says something new: {[*new]}"
    assert share(*run(name, one.case.source, [call, call])), "nothing was shared before"
    fresh, other = run(name, one.replaced, [call, call])
    assert fresh is not other if one.case.shallow else not share(fresh, other), "still shared"
    [expected], [given] = run(name, one.case.source, [call]), run(name, one.replaced, [call])
    assert contents(given) == contents(expected), f"{contents(given)} != {contents(expected)}"
    if one.case.given:
        [expected], [given] = (
            run(name, text, [one.case.given]) for text in (one.case.source, one.replaced)
        )
        assert contents(given) == contents(expected), f"with an argument, {contents(given)}"


def examine(applied: list[Applied]) -> None:
    """Verify all and show each failure: what is wrong, the notes and the code they give."""
    wrong = []
    for one in applied:
        problem = _problem(one)
        if problem:
            notes = [finding.note for finding in one.before.findings]
            wrong.append("\n".join([f"{one.case.name}: {problem}", *notes, one.replaced]))
    if wrong:
        counted = f"{len(wrong)} of {len(applied)} cases fail"
        pytest.fail("\n\n".join([counted, *wrong]), pytrace=False)


def _problem(one: Applied) -> str:
    try:
        verify(one)
    except Exception as error:
        return f"{type(error).__name__}: {error}".partition("\nassert ")[0]
    return ""


def test_replacements(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """One test for all cases: they share two runs of mypy, and so must share a process."""
    applied = apply_to(CASES, StrictRun(tmp_path))
    notes = [finding.note for one in applied for finding in one.before.findings]
    kinds = Counter(read_note(note).kind for note in notes)
    listed = "; ".join(f"{kind}: {count}" for kind, count in kinds.most_common())
    record_property("summary", f"replacements applied: {listed}")
    examine(applied)
    assert set(kinds) >= KINDS


def test_replacements_in_packages(tmp_path: Path) -> None:
    examine(apply_to(PACKAGES, StrictRun(tmp_path, site_packages=True)))


def test_replacements_before_python_3_10(tmp_path: Path) -> None:
    examine(apply_to(OLD, StrictRun(tmp_path, python_version=(3, 9))))
