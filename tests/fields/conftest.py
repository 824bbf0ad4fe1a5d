"""One run of mypy over all ways and all defaults, shared by the tests."""

from __future__ import annotations

import pytest
from program import Program, Report, programs, reports_on

CODE = "missing-default-factory"


@pytest.fixture(scope="session")
def all_programs() -> dict[str, Program]:
    return programs()


@pytest.fixture(scope="session")
def reports(
    all_programs: dict[str, Program], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[int, Report]]:
    texts = {name: program.text for name, program in all_programs.items()}
    return reports_on(texts, tmp_path_factory.mktemp("fields"), CODE)
