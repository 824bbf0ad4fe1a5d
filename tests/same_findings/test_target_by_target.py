"""A project checked as a distributed build does: one target at a time, from caches alone.

Each target is checked in a directory of its own, which holds its sources, the sources that it
depends on and their caches, and nothing else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from mypy.options import Options
from mypy_runs import MYPY, PLUGIN, Outcome, Project
from world import WITH_FINDINGS

TARGETS: Final = {
    "low": (),
    "typed.pyi": (),
    "quiet": (),
    "mid": ("low",),
    "ring": ("low", "mid"),
    "far": ("low", "mid", "ring"),
    "users": ("low", "mid", "ring", "far", "quiet", "typed.pyi"),
    "bugs": ("low", "mid", "ring", "far", "quiet", "typed.pyi"),
    "models": ("low", "mid", "ring", "far"),
    "standing": ("low", "mid"),
    "checked": ("low", "mid", "ring", "far", "quiet", "typed.pyi"),
}
"""Each target with the targets whose caches it needs."""
KIND: Final = "ff" if getattr(Options(), "fixed_format_cache", False) else "json"
IN_FILES: Final = ["--no-sqlite-cache"] if MYPY >= (2, 0) else []
CACHES: Final = "caches"
FILES: Final = WITH_FINDINGS.files()


def sources_of(target: str) -> dict[str, str]:
    return {name: text for name, text in FILES.items() if name.partition("/")[0] == target}


def mapped(files: dict[str, str]) -> list[str]:
    """Give the argument of --cache-map: where the two files of each source's cache lie."""
    return [
        part
        for name in files
        for part in (name, f"{CACHES}/{name}.meta.{KIND}", f"{CACHES}/{name}.data.{KIND}")
    ]


class Build:
    """Checks one target after the other, and keeps the caches that each of them leaves."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._kept: dict[str, bytes] = {}

    def check(self, target: str) -> Outcome:
        """Check a target with nothing but its sources, its dependencies and their caches."""
        own = sources_of(target)
        below = {name: text for d in TARGETS[target] for name, text in sources_of(d).items()}
        config = {"mypy.ini": WITH_FINDINGS.config(PLUGIN)}
        project = Project(self._root / f"for_{target}", {**own, **below, **config})
        for name, content in self._kept.items():
            if not name.startswith(CACHES) or source_of(name) in below:
                path = project.root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        flags = ["--bazel", *IN_FILES, "--no-error-summary", "-v", *own]
        outcome = project.run(*flags, "--cache-map", *mapped({**below, **own}))
        for path in project.root.rglob(f"*.{KIND}"):
            name = path.relative_to(project.root).as_posix()
            if not name.startswith(CACHES) or source_of(name) in own:
                self._kept[name] = path.read_bytes()
        return outcome


def source_of(name: str) -> str:
    """Give the source that a file in the directory of caches belongs to."""
    return name.removeprefix(f"{CACHES}/").rsplit(".", 2)[0]


def analysed(outcome: Outcome) -> set[str]:
    """Name the files of the project that mypy reads and analyses, by its own log."""
    lines = [line for line in outcome.err.splitlines() if line.startswith("LOG:  Parsing ")]
    return {name for name in FILES for line in lines if line.split()[2].endswith(f"{name}")}


@pytest.mark.slow
def test_target_by_target(tmp_path: Path) -> None:
    files = {**FILES, "mypy.ini": WITH_FINDINGS.config(PLUGIN)}
    whole = Project(tmp_path / "whole", files).run("--cache-dir=.own", "--no-error-summary", ".")
    build = Build(tmp_path)
    findings, rest = set(), set()
    for target in TARGETS:
        outcome = build.check(target)
        own = sources_of(target)
        assert analysed(outcome) == set(own), "a dependency was analysed again"
        findings |= {line for line in outcome.findings if line.partition(":")[0] in own}
        rest |= {line for line in outcome.rest if line.partition(":")[0] in own}
    assert findings == whole.findings
    assert rest == whole.rest
    in_bugs = [line for line in findings if line.startswith("bugs/")]
    assert {"[mutated-default]", "[leaked-default]"} <= {x.split()[-1] for x in in_bugs}
