"""docs/migration.md: what each tool reports of the examples that stand in it."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Final

from docs.making.environment import Environment
from docs.making.peers import (
    BUGBEAR,
    HERE,
    IN_THEIR_OWN_ENVIRONMENT,
    RUFF,
    Reports,
    run_all,
    write_examples,
)

PAGE: Final = Path(__file__).parents[1] / "migration.md"
FIRST_FIELD: Final = 21
RULES: Final = (
    *(f"ruff {code}" for code in RUFF),
    *(f"bugbear {code}" for code in BUGBEAR),
    "pylint W0102",
    "pyright",
    "semgrep",
)
RULES_FOR: Final = {
    "parameters": [
        ["ruff B006", "ruff B008"],
        ["bugbear B006", "bugbear B008"],
        ["pylint W0102"],
        ["pyright"],
        ["semgrep"],
    ],
    "fields": [["ruff RUF008", "ruff RUF009", "ruff RUF012"]],
}
"""Which rules are compared together: a tool misses what none of them reports."""
EXAMPLE: Final = re.compile(
    r"^### (?P<number>\d+)\. .+\n\n```python\n(?P<code>(?:.*\n)+?)```\n(?:\nReported by: .*\n)?",
    re.MULTILINE,
)
PREAMBLE: Final = re.compile(r"begin with these lines:\n\n```python\n((?:.*\n)+?)```")


def written(page: str, reports: Reports) -> str:
    """Give the page with what the tools have reported."""

    def with_reports(match: re.Match[str]) -> str:
        start = match[0].partition("\nReported by:")[0]
        return f"{start}\nReported by: {_reporters(reports, int(match['number']))}.\n"

    page = EXAMPLE.sub(with_reports, page)
    numbers = examples(page).keys()
    for kind, are in (
        ("parameters", {n for n in numbers if n < FIRST_FIELD}),
        ("fields", {n for n in numbers if n >= FIRST_FIELD}),
    ):
        start, end = f"<!-- {kind} -->\n", f"<!-- end of {kind} -->"
        before, _, rest = page.partition(start)
        page = before + start + _differences(reports, kind, are) + end + rest.partition(end)[2]
    return page


def examples(page: str) -> dict[int, str]:
    """Give the examples of a page by their numbers."""
    return {int(match["number"]): match["code"] for match in EXAMPLE.finditer(page)}


def _reporters(reports: Reports, number: int) -> str:
    theirs = [_shown(rule) for rule in RULES if number in reports.get(rule, ())]
    codes = sorted(rule.partition(" ")[2] for rule in reports if rule.startswith(f"{HERE} "))
    ours = [f"`{code}`" for code in codes if number in reports[f"{HERE} {code}"]]
    return ", ".join([*theirs, f"here {' '.join(ours)}" if ours else "not here"])


def _differences(reports: Reports, kind: str, numbers: set[int]) -> str:
    rows = ["| Rules | Misses | Too much |", "| --- | --- | --- |"]
    here = reports[HERE] & numbers
    for rules in RULES_FOR[kind]:
        there = {number for rule in rules for number in reports.get(rule, ())} & numbers
        names = ", ".join(map(_shown, rules))
        rows.append(f"| {names} | {_listed(here - there)} | {_listed(there - here)} |")
    return "\n".join(rows) + "\n"


def _shown(rule: str) -> str:
    tool, _, code = rule.partition(" ")
    return f"{tool} `{code}`" if code else tool


def _listed(numbers: set[int]) -> str:
    return ", ".join(map(str, sorted(numbers))) or "none"


def reports_on(page: str) -> Reports:
    """Run the tools on the examples of a page."""
    found = PREAMBLE.search(page)
    assert found is not None
    with tempfile.TemporaryDirectory() as name:
        others = Environment.made(Path(name, "environment"), *IN_THEIR_OWN_ENVIRONMENT)
        directory = Path(name, "examples")
        directory.mkdir()
        write_examples(directory, found[1], examples(page))
        return run_all(directory, Environment.of_this_process(), others, found[1].count("\n") + 1)


def write_migration() -> None:
    """Run the tools again, and write what they report."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(written(page, reports_on(page)), encoding="utf-8")
