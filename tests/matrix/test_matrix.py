"""The examples and every case on other versions of mypy and Python, in fresh environments.

The same findings, word for word, on each of them; a case says where mypy itself differs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from interpreters import find_python

ROOT: Final = Path(__file__).resolve().parent.parent.parent
LOGS: Final = ROOT / "build" / "matrix"
RUNNING: Final = f"{sys.version_info[0]}.{sys.version_info[1]}"
NEWEST: Final = "newest"
MATRIX: Final = [
    (RUNNING, "1.11.2"),
    (RUNNING, "1.15.0"),
    (RUNNING, "1.19.1"),
    (RUNNING, "2.0.0"),
    (RUNNING, NEWEST),
    ("3.10", NEWEST),
    ("3.13", NEWEST),
]
LEFT_OUT: Final = shutil.ignore_patterns(
    ".*_cache", ".git", ".hypothesis", ".venv", "__pycache__", "build", "dist", "*.egg-info"
)


def environment() -> dict[str, str]:
    """Return the environment without what this pytest has put there."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}


def run_there(python: str, mypy: str, directory: Path, test: Path) -> str:
    """Run a test file on other versions; give its last line, or fail with the last lines."""
    interpreter = find_python(python)
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{test.stem}-python-{python}-mypy-{mypy}.log"
    copy = directory / "project"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    own = directory / "environment"
    tool = own / ("Scripts" if os.name == "nt" else "bin")
    wanted = "mypy" if mypy == NEWEST else f"mypy=={mypy}"
    commands = [
        [interpreter, "-m", "venv", str(own)],
        [str(tool / "python"), "-m", "pip", "install", "-q", "-e", f"{copy}[test]", wanted],
        [str(tool / "python"), "-m", "pip", "list"],
        [str(tool / "pytest"), "-n0", "--durations=10", str(test)],
    ]
    start = time.monotonic()
    status = 0
    with log.open("w", encoding="utf-8") as output:
        for command in commands:
            print("$", *command, file=output, flush=True)
            status = subprocess.run(
                command,
                cwd=copy,
                env=environment(),
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            ).returncode
            if status:
                break
    lines = log.read_text(encoding="utf-8").splitlines()
    shutil.rmtree(directory, ignore_errors=True)
    assert status == 0, "\n".join([f"see {log}", *lines[-40:]])
    seconds = time.monotonic() - start
    return f"Python {python}, mypy {mypy}: in {seconds:.0f} s; {lines[-1].strip('= ')}"


@pytest.mark.slow
@pytest.mark.parametrize(("python", "mypy"), MATRIX)
def test_examples_say_the_same(
    python: str, mypy: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    test = Path("tests", "documents", "test_readme.py")
    record_property("summary", run_there(python, mypy, tmp_path, test))


@pytest.mark.slow(minutes=10)
@pytest.mark.parametrize(("python", "mypy"), MATRIX)
def test_cases_say_the_same(
    python: str, mypy: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    record_property("summary", run_there(python, mypy, tmp_path, Path("tests", "data_suite.py")))


@pytest.mark.slow(minutes=5)
@pytest.mark.parametrize(
    "option",
    [
        pytest.param("--cold", id="without_a_shared_cache"),
        pytest.param("--twice", id="in_a_second_run"),
    ],
)
def test_cases_give_the_same(option: str) -> None:
    """The cache that the cases share hides nothing, and a warm run says what the cold one did."""
    command = [sys.executable, "-m", "pytest", option, "--numprocesses=0", "-k", "CheckSuite"]
    command.append(str(ROOT / "tests" / "data_suite.py"))
    run = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
