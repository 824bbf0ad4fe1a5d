"""The same findings however mypy runs, and mypy's own lines as they are without the plugin."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from mypy.options import Options
from mypy_runs import EMPTY_PLUGIN, PLUGIN, Outcome, Project
from sample_project import CONFIG, FILES, MODULES_WITH_FINDINGS

OURS = CONFIG.format(plugins=PLUGIN)
SECONDS_UNTIL_A_LOST_DAEMON_ENDS = "--timeout=120"


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Give what a first run without any cache says."""
    files = {**FILES, "mypy.ini": OURS}
    project = Project(tmp_path_factory.mktemp("reference") / "project", files)
    outcome = project.run("--cache-dir=.cold")
    assert outcome.status == 1
    assert not outcome.err
    return outcome


@pytest.fixture
def sample(tmp_path: Path) -> Project:
    return Project(tmp_path / "project", {**FILES, "mypy.ini": OURS})


@pytest.fixture
def daemon(sample: Project) -> Iterator[Project]:
    yield sample
    sample.dmypy("stop")


def assert_same(outcome: Outcome, reference: Outcome) -> None:
    assert not outcome.err
    assert outcome.findings == reference.findings
    assert outcome.rest == reference.rest
    assert outcome.status == reference.status


def assert_same_in_daemon(outcome: Outcome, reference: Outcome) -> None:
    """Compare, but for unused ignores of untouched files, which mypy's daemon forgets."""
    assert not outcome.err
    assert outcome.findings == reference.findings
    forgotten = reference.rest - outcome.rest
    assert outcome.rest == reference.rest - {line for line in forgotten if "[unused-" in line}
    assert outcome.status == reference.status


def test_every_kind_of_module_has_findings(reference: Outcome) -> None:
    assert {line.partition(":")[0] for line in reference.findings} == MODULES_WITH_FINDINGS


def test_mypys_own_lines_are_the_same_with_an_empty_plugin(
    sample: Project, reference: Outcome
) -> None:
    sample.write({"mypy.ini": CONFIG.format(plugins=EMPTY_PLUGIN)})
    without = sample.run("--cache-dir=.without")
    assert not without.findings
    ours = {line for line in without.rest if "[unused-ignore]" in line}
    assert any("shop/cart.py:15" in line for line in ours), "the ignored finding is gone"
    assert {line for line in without.rest if "shop/cart.py:15" not in line} == reference.rest


def test_warm(sample: Project, reference: Outcome) -> None:
    cache = f"--cache-dir={sample.cache()}"
    assert_same(sample.run(cache), reference)
    assert_same(sample.run(cache), reference)


@pytest.mark.parametrize(
    "flags", ["--no-incremental", pytest.param("--cache-dir=/dev/null", marks=pytest.mark.slow)]
)
def test_without_a_cache(sample: Project, reference: Outcome, flags: str) -> None:
    assert_same(sample.run(flags), reference)


def test_sqlite_cache(sample: Project, reference: Outcome) -> None:
    flags = ["--sqlite-cache", "--cache-dir=.sqlite"]
    assert_same(sample.run(*flags), reference)
    assert_same(sample.run(*flags), reference)


def test_twice_in_one_process(sample: Project, reference: Outcome) -> None:
    cache = f"--cache-dir={sample.cache()}"
    assert_same(sample.check(cache), reference)
    assert_same(sample.check(cache), reference)
    sample.forget()
    assert_same(sample.check(f"--cache-dir={sample.cache()}"), reference)


if hasattr(Options(), "num_workers"):

    @pytest.mark.parametrize("number", [2, pytest.param(4, marks=pytest.mark.slow)])
    def test_workers(sample: Project, reference: Outcome, number: int) -> None:
        flags = [f"--num-workers={number}", f"--cache-dir={sample.cache()}"]
        assert_same(sample.run(*flags), reference)
        assert_same(sample.run(*flags), reference)

    @pytest.mark.slow
    def test_workers_from_nothing(sample: Project, reference: Outcome) -> None:
        assert_same(sample.run("--num-workers=2", "--cache-dir=.workers"), reference)

    @pytest.mark.slow
    def test_workers_between_runs_without(sample: Project, reference: Outcome) -> None:
        cache = f"--cache-dir={sample.cache()}"
        sample.run(cache)
        sample.write({"shop/records.py": FILES["shop/records.py"] + "\n"})
        assert_same(sample.run("--num-workers=2", cache), reference)
        sample.write({"shop/records.py": FILES["shop/records.py"]})
        assert_same(sample.run(cache), reference)


if hasattr(Options(), "native_parser"):

    @pytest.mark.parametrize("flag", ["--native-parser", "--no-native-parser"])
    def test_parsers(sample: Project, reference: Outcome, flag: str) -> None:
        assert_same(sample.run(flag, f"--cache-dir={sample.cache()}"), reference)


def test_dmypy(daemon: Project, reference: Outcome) -> None:
    cache = f"--cache-dir={daemon.cache()}"
    first = daemon.dmypy("run", SECONDS_UNTIL_A_LOST_DAEMON_ENDS, "--", "--no-error-summary", cache)
    started, _, said = first.out.partition("\n")
    assert started == "Daemon started"
    assert_same(Outcome(first.status, said), reference)
    assert_same_in_daemon(daemon.dmypy("check", "."), reference)
    assert_same_in_daemon(daemon.dmypy("recheck"), reference)
    daemon.write({"empty.py": "def f(x=[]): ...\n"})
    assert daemon.dmypy("recheck").findings > reference.findings
    daemon.write({"empty.py": ""})
    assert_same_in_daemon(daemon.dmypy("recheck"), reference)
    assert_same_in_daemon(daemon.dmypy("run", "--", "--no-error-summary", cache), reference)


def test_other_modules_are_as_they_were_in_a_daemon(daemon: Project, reference: Outcome) -> None:
    """A change of one module of a cycle, which the daemon analyses alone."""
    daemon.dmypy("run", SECONDS_UNTIL_A_LOST_DAEMON_ENDS, "--", "--cache-dir=/dev/null")
    for name in ("shop/records.py", "shop/cycle.py", "shop/constants.py", "shop/plain.py"):
        daemon.write({name: FILES[name] + "\nadded = 1\n"})
        assert_same_in_daemon(daemon.dmypy("recheck"), reference)


pytestmark = pytest.mark.slow
