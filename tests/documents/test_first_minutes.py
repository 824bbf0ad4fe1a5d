"""The first ten minutes, taken again in clean environments, print what is shown."""

from __future__ import annotations

import re

import pytest

from docs.making.first_minutes import PAGE, first_minutes
from docs.making.walkthrough import without_versions


@pytest.mark.slow
def test_every_step_prints_what_is_shown() -> None:
    taken = without_versions(first_minutes())
    shown = without_versions(PAGE.read_text(encoding="utf-8"))
    assert taken == shown, "run python -m docs first-minutes"


def test_page_shows_no_traceback_and_no_path_of_a_machine() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for sign in ("Traceback", "INTERNAL ERROR", "/tmp/", "/home/", "/root/", "://"):
        assert sign not in page
    assert re.findall(r"^### ", page, re.MULTILINE)
