"""Measures what the plugin costs beside mypy, and writes tables, a plot and the numbers.

Everything that is installed is measured as it is. The trees are downloaded once.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from benchmarks import measure
from benchmarks.plot import plot
from benchmarks.table import page
from benchmarks.trees import PACKAGES, drawn, whole
from corpus.fetch import DEFAULT_CACHE

RESULTS: Final = Path(__file__).parent / "results"
PARTS: Final = ("imports", "daemon", "warm", "instructions", "growth", "packages")
FOR_OTHERS: Final = 30_000
"""Lines of the tree for the warm run and the daemon."""


def main() -> int:
    """Measure, and write what was measured so far after each part."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=PARTS, help="the others keep their last")
    parser.add_argument("--pairs", type=int, default=5, help="of runs, with and without the plugin")
    parser.add_argument("--largest", type=int, default=measure.GROWTH[-1], help="lines of a tree")
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE, help="of unpacked packages")
    parser.add_argument("--results", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    written = arguments.results / "results.json"
    results: dict[str, Any] = {}
    if arguments.only and written.exists():
        results = json.loads(written.read_text(encoding="utf-8"))
    results["machine"] = measure.machine()
    with tempfile.TemporaryDirectory() as scratch:
        for part in arguments.only or PARTS:
            results[part] = _measured(part, arguments, Path(scratch))
            print(f"{part}: {json.dumps(results[part])}", flush=True)
            _write(results, arguments.results)
    return 0


def _measured(part: str, arguments: argparse.Namespace, scratch: Path) -> Any:
    cache, pairs, largest = arguments.cache, arguments.pairs, arguments.largest
    if part == "imports":
        return measure.imports()
    if part == "daemon":
        return measure.daemon(drawn(FOR_OTHERS, cache, scratch))
    if part == "warm":
        return measure.warm(drawn(FOR_OTHERS, cache, scratch), pairs)
    if part == "instructions":
        counted = (measure.instructions(size, cache, scratch) for size in measure.COUNTED)
        return [row for row in counted if row is not None]
    if part == "growth":
        sizes = [size for size in measure.GROWTH if size <= largest]
        return [measure.compare(drawn(size, cache, scratch), pairs) for size in sizes]
    return [measure.compare(whole(package, cache), pairs) for package in PACKAGES]


def _write(results: dict[str, Any], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(results, indent=1)
    (folder / "results.json").write_text(f"{text}\n", encoding="utf-8")
    (folder / "summary.md").write_text(page(results), encoding="utf-8")
    if results.get("growth"):
        (folder / "growth.svg").write_text(plot(results["growth"]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
