"""Real source files, mutated at random: no internal error, mypy's own lines, bounded time."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random, SystemRandom
from typing import Final

import pytest
from beside_bare_mypy import BesideBareMypy, Pair
from mutated_sources import mutated

PARTS: Final = 2
BATCHES: Final = int(os.environ.get("FUZZ_BATCHES", "6"))
FILES: Final = 25
FOLDER: Final = "p/p/p"
"""A package as deep as relative imports go: mypy stops at one that leads out of it."""
MORE_SECONDS: Final = 15.0
"""Of the processor, for a batch, beside what mypy itself takes."""


def faults_of(pair: Pair) -> list[str]:
    faults = [*pair.crashes(), *pair.differences()]
    more = pair.our_seconds - pair.bare_seconds
    return faults if more < MORE_SECONDS else [*faults, f"{more:.0f} s more"]


def faults_one_by_one(beside: BesideBareMypy, files: dict[str, bytes], kept: Path) -> list[str]:
    """Check the files of a batch alone, and keep those with a fault."""
    faults = []
    for name, content in files.items():
        alone = name.replace("/m", "/alone")
        found = faults_of(beside.check({alone: content}))
        if found:
            copy = kept / Path(name).name
            copy.write_bytes(content)
            faults.append(f"{copy}: {found[:5]}")
    return faults


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_mutated_sources(
    tmp_path: Path, part: int, record_property: Callable[[str, object], None]
) -> None:
    seed = int(os.environ.get("FUZZ_SEED") or SystemRandom().randrange(10**6))
    print(f"FUZZ_SEED={seed}")
    random = Random(f"{seed} {part}")
    beside = BesideBareMypy(tmp_path / "project", "import asyncio, unittest, json, http.server\n")
    beside.keep({f"{package}/__init__.py": b"" for package in ("p", "p/p", FOLDER)})
    findings = lines = alone = 0
    for batch in range(BATCHES):
        files = {f"m{batch}_{number}.py": mutated(random) for number in range(FILES)}
        lines += sum(content.count(b"\n") for content in files.values())
        pair = beside.check(files)
        findings += len(pair.ours.findings)
        faults = faults_of(pair)
        if faults or pair.bare.status == 2:
            alone += len(files)
            faults += faults_one_by_one(beside, files, tmp_path)
        assert faults == []
    record_property(
        "summary",
        f"mutated sources, part {part}: {BATCHES * FILES} files, {lines} lines,"
        f" {findings} lines of findings, {alone} files checked alone, no fault (FUZZ_SEED={seed})",
    )
    assert findings
