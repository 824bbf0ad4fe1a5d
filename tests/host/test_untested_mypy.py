"""A mypy outside the tested range: one note in each run, the same findings, never a refusal."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from mypy.options import Options
from mypy_runs import PLUGIN, Outcome, Project, config

from mypy_defaults_plugin.host.versions import is_tested

ON_ANOTHER_MYPY: Final = f"""\
import sys
from {PLUGIN} import plugin as plugin
sys.modules["{PLUGIN}.plugin"].mypy_version = "%s"
"""
FILES: Final = {
    "one.py": "def f(x=[]): ...\n",
    "two.py": "import one\ndef f(x={}): ...\n",
}
UNTESTED: Final = ["1.10.3", "2.99.0", "3.0.0+dev.0123456"]
WITH_A_CACHE: Final = "--cache-dir=.own"


@pytest.fixture(params=UNTESTED)
def version(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def project(tmp_path: Path, version: str) -> Project:
    project = Project(tmp_path / "project", {**FILES, "another.py": ON_ANOTHER_MYPY % version})
    project.write({"mypy.ini": config(plugins="another.py")})
    return project


def assert_one_note(outcome: Outcome, version: str) -> None:
    (line,) = [*outcome.err.splitlines()]
    assert line.startswith(f"{PLUGIN}: note: this is mypy {version}, and")
    assert "note: this is mypy" not in outcome.out
    assert len(outcome.findings) == 2 * len(FILES)
    assert outcome.status == 1


@pytest.mark.parametrize("version", UNTESTED[1:2], indirect=True)
def test_cold_and_warm(project: Project, version: str) -> None:
    for _ in range(2):
        assert_one_note(project.run(WITH_A_CACHE, *FILES), version)


if hasattr(Options(), "num_workers"):

    @pytest.mark.parametrize("version", UNTESTED[1:2], indirect=True)
    def test_workers(project: Project, version: str) -> None:
        assert_one_note(project.run("--num-workers=2", WITH_A_CACHE, *FILES), version)


def test_without_a_cache(project: Project, version: str) -> None:
    assert_one_note(project.run("--cache-dir=/dev/null", *FILES), version)


@pytest.mark.parametrize("version", UNTESTED[1:2], indirect=True)
def test_daemon(project: Project, version: str) -> None:
    """It is one run, from its start to its end."""
    try:
        first = project.dmypy("run", "--timeout=120", "--", *FILES)
        assert_one_note(first, version)
        for command in (["run", "--", *FILES], ["check", *FILES], ["recheck"]):
            later = project.dmypy(*command)
            assert (later.findings, later.err) == (first.findings, "")
    finally:
        project.dmypy("stop")


@pytest.mark.parametrize("version", UNTESTED[:1], indirect=True)
def test_one_that_lacks_what_is_needed(project: Project, version: str) -> None:
    """Stopped in one line, where mypy itself would call it a crash."""
    lacking = f"sys.modules['{PLUGIN}.analysis'] = None\n"
    project.write({"another.py": ON_ANOTHER_MYPY % version + lacking})
    outcome = project.run("--cache-dir=/dev/null", *FILES)
    assert outcome.status == 2
    (line,) = (outcome.out + outcome.err).splitlines()
    assert line.startswith(f"{PLUGIN}: it does not work with mypy {version} (")
    assert line.endswith("); use mypy 1.11 to 2.4")


@pytest.mark.parametrize(
    ("version", "tested"),
    [("1.10.1", False), ("1.11.0", True), ("2.0.0+dev", True), ("2.4.9", True), ("10.1", False)],
)
def test_range(version: str, *, tested: bool) -> None:
    assert is_tested(version) == tested


pytestmark = pytest.mark.slow
