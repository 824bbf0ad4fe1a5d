"""Neither what is printed nor what is stored depends on the hash seed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from mypy_runs import MYPY, PLUGIN, Project
from world import WITH_FINDINGS

from mypy_defaults_plugin.host.symbol import SYMBOL

SEEDS: Final = ("0", "1", "2", "31415")
IN_FILES: Final = ["--no-sqlite-cache"] if MYPY >= (2, 0) else []


def run(directory: Path, seed: str) -> tuple[str, dict[str, bytes]]:
    """Give what mypy prints, line for line, and what it stores of the project's modules."""
    files = {**WITH_FINDINGS.files(), "mypy.ini": WITH_FINDINGS.config(PLUGIN)}
    project = Project(directory / "project", files)
    cache = project.root / ".own"
    flags = [*IN_FILES, f"--cache-dir={cache}", "--no-error-summary"]
    outcome = project.run(*flags, ".", env={"PYTHONHASHSEED": seed})
    assert outcome.status == 1
    stored = {path.relative_to(cache).as_posix(): path for path in cache.rglob("*.data.*")}
    return outcome.out + outcome.err, {name: path.read_bytes() for name, path in stored.items()}


@pytest.mark.slow
def test_hash_seeds(tmp_path: Path) -> None:
    printed, stored = run(tmp_path / "first", SEEDS[0])
    assert len(stored) > len(WITH_FINDINGS.files())
    assert sum(SYMBOL.encode() in content for content in stored.values()) > 10
    for seed in SEEDS[1:]:
        other, stored_then = run(tmp_path / seed, seed)
        assert other == printed
        assert {name for name in stored if stored[name] != stored_then[name]} == set()
        assert stored.keys() == stored_then.keys()
