"""Checks that mypy says the same of Python's own standard library, its tests included.

A file is checked as part of a package of another name, since a checker knows modules such as
``types`` from its own stubs. Where mypy stops at a file, as at the tests' files of wrong syntax,
that file is checked alone and left out of the run over all the others.
"""

from __future__ import annotations

import ast
import platform
import shutil
import sysconfig
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from corpus.mypy_run import Output, Settings, compare, run_mypy
from corpus.packages import Package

PACKAGE: Final = Package("standard_library", platform.python_version(), "", ())
FOLDER: Final = "standard_library"
ALONE: Final = "alone.py"
NOT_PART_OF_IT: Final = ("site-packages", "dist-packages", "__pycache__")
STOPPED: Final = 2


@dataclass
class Tally:
    """What was checked, and every line of mypy's own that was not the same."""

    files: int = 0
    lines: int = 0
    alone: int = 0
    own_lines: int = 0
    findings: int = 0
    seconds_bare: float = 0
    seconds_plugin: float = 0
    problems: list[str] = field(default_factory=list)

    def add(self, bare: Output, with_plugin: Output) -> None:
        """Compare two runs over the same files."""
        outcome = compare(bare, with_plugin)
        self.own_lines += outcome.own_lines
        self.findings += len(outcome.reported)
        self.seconds_bare += bare.seconds
        self.seconds_plugin += with_plugin.seconds
        self.problems += [f"only without the plugin: {line}" for line in outcome.missing]
        self.problems += [f"only with the plugin: {line}" for line in outcome.added]
        if bare.errors != with_plugin.errors:
            self.problems.append(f"on standard error: {with_plugin.errors}")
        status = bare.status or int(bool(outcome.reported))
        if with_plugin.status != status:
            self.problems.append(f"exit status {with_plugin.status}, not {status}")

    def summary(self) -> str:
        """Give the numbers as a table."""
        rows = {
            "Python": PACKAGE.version,
            "mypy": version("mypy"),
            "files": self.files,
            "lines": self.lines,
            "of these, files at which mypy stops, checked alone": self.alone,
            "mypy's own lines": self.own_lines,
            "that differ": len(self.problems),
            "findings": self.findings,
            "bare, CPU s": round(self.seconds_bare),
            "with the plugin, CPU s": round(self.seconds_plugin),
        }
        return "\n".join(["| | |", "| --- | --: |", *(f"| {k} | {v} |" for k, v in rows.items())])


def check_standard_library(share: float = 1.0) -> Tally:
    """Check all of it, or a share of its files, always the same ones."""
    library = Path(sysconfig.get_path("stdlib"))
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        (root / FOLDER).mkdir()
        tally = Tally()
        files = {}
        for path in _sources(library):
            name = path.relative_to(library).as_posix()
            if int(sha256(name.encode()).hexdigest(), 16) % 1000 < share * 1000:
                files[_copied(path, root, name)] = path
        tally.files = len(files)
        tally.lines = sum(path.read_bytes().count(b"\n") for path in files.values())
        _check(root, [*files], tally)
        return tally


def _sources(library: Path) -> Iterator[Path]:
    for path in sorted(library.rglob("*.py")):
        if not any(part in NOT_PART_OF_IT for part in path.parts):
            yield path


def _copied(path: Path, root: Path, name: str) -> str:
    """Copy a file to where its name is that of a module, and give that name."""
    parts = name.removesuffix(".py").split("/")
    if not all(part.isidentifier() for part in parts):
        parts = ["".join(c if c.isalnum() else "_" for c in "_".join(parts))]
    target = Path(FOLDER, *parts).with_suffix(".py")
    (root / target).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, root / target)
    return target.as_posix()


def _check(root: Path, files: list[str], tally: Tally) -> None:
    settings = Settings(check_untyped_defs=True)
    stopping = {file for file in files if not _has_valid_syntax(root / file)}
    while True:
        for file in sorted(stopping):
            _check_alone(root, file, settings, tally)
        files = [file for file in files if file not in stopping]
        bare = run_mypy(PACKAGE, root, files, settings, plugin=False)
        stopping = _stopped_at(bare, files)
        if not stopping:
            break
    if bare.status == STOPPED:
        tally.problems += [f"bare mypy stops: {line}" for line in bare.lines]
    tally.add(bare, run_mypy(PACKAGE, root, files, settings, plugin=True))


def _has_valid_syntax(path: Path) -> bool:
    try:
        ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        return False
    return True


def _check_alone(root: Path, file: str, settings: Settings, tally: Tally) -> None:
    tally.alone += 1
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copyfile(root / file, Path(scratch, ALONE))
        bare, with_plugin = (
            run_mypy(PACKAGE, Path(scratch), [ALONE], settings, plugin=plugin)
            for plugin in (False, True)
        )
    tally.add(bare, with_plugin)
    (root / file).unlink()


def _stopped_at(bare: Output, files: list[str]) -> set[str]:
    """Name the files that mypy does not get beyond."""
    if bare.status != STOPPED:
        return set()
    return {line.partition(":")[0] for line in bare.lines} & {*files}
