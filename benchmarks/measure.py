"""What is measured: runs of each kind in turn, so that all see the same load."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from benchmarks import runs
from benchmarks.trees import Tree, drawn

GROWTH: Final = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
COUNTED: Final = (5_000, 50_000)
ONE_FILE: Final = (900, 1_100)
IMPORTS: Final = 15
FEW_FROM: Final = 250_000
"""Lines from which a tree is run only as often as it must."""

Row = dict[str, Any]


def spread(values: list[float]) -> Row:
    """Give the median of some values, and the lowest and the highest."""
    return {"median": statistics.median(values), "low": min(values), "high": max(values)}


def machine() -> str:
    """Give the class of the machine, without its name."""
    python = platform.python_version()
    parts = [f"{name} {version(name)}" for name in ("mypy", "ruff", "mypy_defaults_plugin")]
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {python}, {', '.join(parts)}"


def compare(tree: Tree, pairs: int) -> Row:
    """Run mypy bare, with the plugin, and ruff, in turn; then look inside."""
    kinds: dict[str, list[runs.Usage]] = {"bare": [], "plugin": [], "ruff": []}
    for _ in range(pairs if tree.lines < FEW_FROM else max(1, pairs // 2)):
        kinds["bare"].append(runs.mypy(tree, plugin=False))
        kinds["plugin"].append(runs.mypy(tree, plugin=True))
        kinds["ruff"].append(runs.ruff(tree))
    inside = own_time(tree)
    row: Row = {"tree": tree.name, "lines": tree.lines, "files": len(tree.files)}
    for kind, usages in kinds.items():
        row[kind] = spread([usage.seconds for usage in usages])
    row["megabytes bare"] = spread([usage.megabytes for usage in kinds["bare"]])
    row["megabytes plugin"] = spread([usage.megabytes for usage in kinds["plugin"]])
    pairwise = zip(kinds["bare"], kinds["plugin"], strict=True)
    row["added"] = spread([with_it.seconds - bare.seconds for bare, with_it in pairwise])
    row["own"] = sum(inside.values())
    row["inside"] = inside
    return row


def own_time(tree: Tree) -> dict[str, float]:
    """Give the seconds of each of the plugin's steps, taken inside mypy's process."""
    with runs.configured(tree, plugin=True) as arguments:
        steps: dict[str, float] = json.loads(_answer("benchmarks.inside", arguments, tree.root))
    return steps


def warm(tree: Tree, pairs: int) -> Row:
    """Run mypy on a tree of which nothing has changed since the last run."""
    seconds: dict[bool, list[float]] = {False: [], True: []}
    with tempfile.TemporaryDirectory() as scratch:
        for plugin in seconds:
            runs.mypy(tree, plugin=plugin, cache=f"{scratch}/{plugin}")
        for _ in range(pairs):
            for plugin, taken in seconds.items():
                taken.append(runs.mypy(tree, plugin=plugin, cache=f"{scratch}/{plugin}").seconds)
    differences = [b - a for a, b in zip(seconds[False], seconds[True], strict=True)]
    return {
        "tree": tree.name,
        "bare": spread(seconds[False]),
        "plugin": spread(seconds[True]),
        "added": spread(differences),
    }


def imports() -> Row:
    """Import the plugin into a process that has imported mypy."""
    code = (
        "import mypy.main, mypy.build, time; before = time.thread_time();"
        f"import {runs.PLUGIN}; print((time.thread_time() - before) * 1000)"
    )
    return spread([float(_python("-c", code)) for _ in range(IMPORTS)])


def daemon(tree: Tree) -> Row:
    """Edit a module of some 1,000 lines in the daemon."""
    sizes = {name: (tree.root / name).read_text(encoding="utf-8") for name in tree.files}
    text = next(t for t in sizes.values() if ONE_FILE[0] <= t.count("\n") <= ONE_FILE[1])
    taken: dict[str, list[float]] = {"bare": [], "plugin": []}
    for _ in range(3):
        for kind, values in taken.items():
            values.append(json.loads(_answer("benchmarks.daemon", [kind], None, text))["median"])
    added = [b - a for a, b in zip(taken["bare"], taken["plugin"], strict=True)]
    row = {kind: spread(values) for kind, values in taken.items()}
    return {"lines": text.count("\n"), **row, "added": spread(added)}


def instructions(size: int, cache: Path, scratch: Path) -> Row | None:
    """Count the instructions of mypy, bare and with the plugin."""
    tree = drawn(size, cache, scratch)
    runs.mypy(tree, plugin=True)
    bare, with_it = (runs.instructions(tree, plugin=plugin) for plugin in (False, True))
    if bare is None or with_it is None:
        return None
    return {"tree": tree.name, "lines": tree.lines, "bare": bare, "plugin": with_it}


def _answer(module: str, arguments: list[str], root: Path | None, text: str = "") -> str:
    return _python("-m", module, *arguments, root=root, text=text).splitlines()[-1]


def _python(*arguments: str, root: Path | None = None, text: str = "") -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env=dict(runs.environment()),
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{arguments[:2]}: {done.stderr[-2000:]}")
    return done.stdout
