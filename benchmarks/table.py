"""The results as Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]


def page(results: Row) -> str:
    """Give all that was measured, for a reader."""
    parts = ["# What the plugin costs", f"{results['machine']}."]
    parts.append(
        "Seconds and milliseconds are of the processor, user and system; medians, with the lowest "
        "and the highest in brackets. *Added* is the difference of each pair of runs, *own* what "
        "the plugin's steps took inside the process."
    )
    for title, key in (("Whole packages", "packages"), ("Growth", "growth")):
        if results.get(key):
            parts += [f"## {title}", _comparison(results[key])]
    if results.get("growth"):
        parts.append("![Time against lines](growth.svg)")
    if results.get("instructions"):
        parts += ["## Instructions (callgrind)", _instructions(results["instructions"])]
    parts += ["## Other", _others(results)]
    rows = [*results.get("packages", []), *results.get("growth", [])]
    if rows:
        largest = max(rows, key=lambda row: row["lines"])
        parts += [f"## Where the time goes: {largest['tree']}", _profile(largest)]
    return "\n\n".join(parts) + "\n"


def _comparison(rows: Iterable[Row]) -> str:
    head = ["Tree", "Lines", "mypy", "with the plugin", "added", "own", "own/mypy", "ruff", "MB"]
    return _table(
        head,
        [
            [
                row["tree"],
                f"{row['lines']:,}",
                _spread(row["bare"]),
                _spread(row["plugin"]),
                _spread(row["added"]),
                f"{row['own']:.2f}",
                f"{row['own'] / row['bare']['median']:.1%}",
                _spread(row["ruff"]),
                f"{row['megabytes bare']['median']:.0f} → {row['megabytes plugin']['median']:.0f}",
            ]
            for row in rows
        ],
    )


def _instructions(rows: Iterable[Row]) -> str:
    return _table(
        ["Tree", "Lines", "mypy", "with the plugin", "added"],
        [
            [
                row["tree"],
                f"{row['lines']:,}",
                f"{row['bare']:,}",
                f"{row['plugin']:,}",
                f"{row['plugin'] / row['bare'] - 1:.2%}",
            ]
            for row in rows
        ],
    )


def _others(results: Row) -> str:
    rows = []
    if "imports" in results:
        rows.append(["Import, beyond mypy's own", f"{_spread(results['imports'])} ms"])
    if "warm" in results:
        warm = results["warm"]
        rows.append([f"Warm run of {warm['tree']}, bare", f"{_spread(warm['bare'])} s"])
        rows.append(["the same with the plugin", f"{_spread(warm['plugin'])} s"])
        rows.append(["added", f"{_spread(warm['added'])} s"])
    if "daemon" in results:
        daemon = results["daemon"]
        title = f"Daemon, an edit in {daemon['lines']:,} lines"
        rows.append([f"{title}, bare", f"{_spread(daemon['bare'])} ms"])
        rows.append(["the same with the plugin", f"{_spread(daemon['plugin'])} ms"])
        rows.append(["added", f"{_spread(daemon['added'])} ms"])
    return _table(["What", "Taken"], rows)


def _profile(row: Row) -> str:
    steps = sorted(row["inside"].items(), key=lambda item: -item[1])
    bare = row["bare"]["median"]
    return _table(
        ["Step", "Seconds", "of bare mypy"],
        [[name, f"{seconds:.3f}", f"{seconds / bare:.2%}"] for name, seconds in steps],
    )


def _spread(values: Row) -> str:
    return f"{values['median']:.2f} ({values['low']:.2f}–{values['high']:.2f})"  # noqa: RUF001


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
