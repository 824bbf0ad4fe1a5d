"""Runs of mypy, bare and with the plugin, and of ruff: processor time, memory, instructions."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.trees import Tree

PLUGIN: Final = "mypy_defaults_plugin"
RULES: Final = "B006,B008,RUF008,RUF009,RUF012"
SETTINGS: Final = """\
[mypy]
python_version = 3.11
platform = linux
ignore_missing_imports = True
no_site_packages = True
namespace_packages = True
explicit_package_bases = True
check_untyped_defs = True
"""
ENVIRONMENT: Final = {"PYTHONHASHSEED": "0", "PYTHONSAFEPATH": "1"}
NO_CACHE: Final = os.devnull


@dataclass(frozen=True)
class Usage:
    """What a process took: seconds of the processor, and its peak of memory in megabytes."""

    seconds: float
    megabytes: float


@contextmanager
def configured(tree: Tree, *, plugin: bool, cache: str = NO_CACHE) -> Iterator[list[str]]:
    """Give mypy's arguments for a tree, with the files they name."""
    with tempfile.TemporaryDirectory() as scratch:
        config = Path(scratch) / "mypy.ini"
        own = f"plugins = {PLUGIN}\n" if plugin else ""
        config.write_text(SETTINGS + own, encoding="utf-8")
        targets = Path(scratch) / "targets"
        targets.write_text("\n".join(tree.files), encoding="utf-8")
        yield [f"--config-file={config}", f"--cache-dir={cache}", f"@{targets}"]


def mypy(tree: Tree, *, plugin: bool, cache: str = NO_CACHE) -> Usage:
    """Run mypy on a tree."""
    with configured(tree, plugin=plugin, cache=cache) as arguments:
        return _timed([sys.executable, "-m", "mypy", *arguments], tree.root)


def ruff(tree: Tree) -> Usage:
    """Run the rules of ruff that ask for the same."""
    program = shutil.which("ruff", path=str(Path(sys.executable).parent)) or "ruff"
    flags = ["--isolated", "--no-cache", "--quiet", "--exit-zero", f"--select={RULES}"]
    return _timed([program, "check", *flags, *tree.files], tree.root)


def instructions(tree: Tree, *, plugin: bool) -> int | None:
    """Count the instructions of a run of mypy; None without valgrind."""
    if shutil.which("valgrind") is None:
        return None
    with configured(tree, plugin=plugin) as arguments:
        counted = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}"]
        done = subprocess.run(
            [*counted, sys.executable, "-m", "mypy", *arguments],
            cwd=tree.root,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
    found = re.search(r"Collected : (\d+)", done.stderr)
    return int(found[1]) if found else None


def environment() -> Mapping[str, str]:
    """Give the variables of all runs; compiled files are kept, as of an installed package."""
    left_out = ("MYPY", "PYTHONDONTWRITEBYTECODE")
    kept = {key: text for key, text in os.environ.items() if not key.startswith(left_out)}
    paths = [str(Path(__file__).parents[1]), kept.get("PYTHONPATH", "")]
    return kept | ENVIRONMENT | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}


def _timed(command: list[str], root: Path) -> Usage:
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=root, env=environment(), stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            said.seek(0)
            raise RuntimeError(f"{command[:4]}: {said.read()[-2000:].decode(errors='replace')}")
    return Usage(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
