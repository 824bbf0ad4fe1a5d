"""Each code has a file with its explanation, an example that is run, and a test-data file."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from mypy import api

from mypy_defaults_plugin.checks import CHECKS
from mypy_defaults_plugin.codes import CODES
from mypy_defaults_plugin.commands.page import FOR_EVERY_CODE, HEADINGS, page_of, pages
from mypy_defaults_plugin.settings.options import OPTIONS

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = "[mypy]\nplugins = mypy_defaults_plugin\n[mypy_defaults_plugin]\n"


def findings(source: str, settings: str, directory: Path) -> list[str]:
    """Run mypy on an example, with the settings that it names in a comment."""
    (directory / "mypy.ini").write_text(f"{PLUGIN}{settings}\n", encoding="utf-8")
    (directory / "example.py").write_text(source, encoding="utf-8")
    config, cache = directory / "mypy.ini", directory / "cache"
    flags = [f"--config-file={config}", f"--cache-dir={cache}", "--hide-error-context"]
    output, _, _ = api.run([*flags, str(directory / "example.py")])
    return [line for line in output.splitlines() if ": error: " in line]


def of_code(code: str, lines: list[str]) -> list[str]:
    return [line for line in lines if line.endswith(f"  [{code}]")]


def test_every_code_has_a_check() -> None:
    assert set(CHECKS) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_page_has_its_parts(code: str) -> None:
    page = page_of(code)
    assert list(page.sections) == list(HEADINGS)
    assert all(page.sections.values())
    assert page.summary.endswith(".")
    assert len(page.summary.splitlines()) == 1


@pytest.mark.parametrize("code", CODES)
def test_session_shows_what_happens_at_run_time(code: str) -> None:
    session = doctest.DocTestParser().get_doctest(page_of(code).session, {}, code, None, 0)
    result = doctest.DocTestRunner().run(session)
    assert (result.failed, result.attempted > 1) == (0, True)


@pytest.mark.parametrize("code", CODES)
def test_example_is_reported_and_its_replacement_is_not(code: str, tmp_path: Path) -> None:
    page = page_of(code)
    (found,) = of_code(code, findings(page.mistake, page.settings, tmp_path))
    assert page.message
    assert found.endswith(f"error: {page.message}  [{code}]")
    assert findings(page.mended, page.settings, tmp_path) == []


def test_every_option_is_on_a_page() -> None:
    named = {name for page in pages() for name in page.options}
    assert named == set(OPTIONS)
    assert named.issuperset(FOR_EVERY_CODE)


@pytest.mark.parametrize("code", CODES)
def test_data_file_has_cases(code: str) -> None:
    cases = (ROOT / "test-data" / f"check-{code}.test").read_text(encoding="utf-8")
    assert f"[{code}]" in cases


def test_no_file_of_the_package_is_long() -> None:
    for path in (ROOT / "mypy_defaults_plugin").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path.name
