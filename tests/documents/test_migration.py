"""What docs/migration.md says of other tools is what they report, run on its examples."""

from __future__ import annotations

import pytest

from docs.making.migration import FIRST_FIELD, PAGE, examples, reports_on, written

LONGEST = 4


@pytest.mark.slow
def test_the_tools_report_what_is_said() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert written(page, reports_on(page)) == page, "run python -m docs migration"


def test_examples_are_short_and_numbered() -> None:
    found = examples(PAGE.read_text(encoding="utf-8"))
    assert list(found) == list(range(1, len(found) + 1))
    assert FIRST_FIELD in found
    lengths = [len(list(filter(None, code.splitlines()))) for code in found.values()]
    assert max(lengths) <= LONGEST
