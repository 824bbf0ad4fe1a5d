"""`python -m corpus fields`: what is found in the fields of public packages, and the verdicts."""

import ast
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

from corpus.fetch import fetch, source_files
from corpus.mypy_run import Output, Reported, Settings, compare, run_mypy
from corpus.packages import FIELD_PACKAGES, Package
from corpus.record import Place
from corpus.scan import Source
from corpus.verdicts import VERDICTS, Entry, keep_by_hand, read_table, write_table

CODES: Final = ("missing-default-factory", "pydantic-default")
READ: Final = 50
"""Findings of a code that are read by hand in each package."""
FRAMEWORKS: Final = ("pydantic", "attrs", "msgspec", "SQLAlchemy", "sqlmodel")
SETTINGS: Final = Settings(
    site_packages=True,
    options=(
        "disable = mutable-default, mutated-default, leaked-default",
        "pydantic_defaults = require-factory",
    ),
)
_TABLE: Final = "fields.toml"
_SUMMARY: Final = "fields.md"
_HEADING: Final = (
    f"The first {READ} findings of each code and package. By hand: verdict and reason."
)
_HEAD: Final = """\
# Fields in public packages

Written by `python -m corpus fields`: don't edit. mypy {mypy}, beside {frameworks},
with `pydantic_defaults = require-factory`, so that fields that Pydantic copies are reported, too.

"""


def check_fields(results: Path, cache: Path, only: Sequence[str]) -> list[str]:
    """Check the packages, write the table and its summary, and tell what is wrong.

    With ``only`` some of the packages are checked, and nothing is written.
    """
    entries: list[Entry] = []
    rows: list[tuple[object, ...]] = []
    problems: list[str] = []
    for package in FIELD_PACKAGES:
        if only and package.name not in only:
            continue
        found, row, wrong = _examine(package, cache)
        print(*row, flush=True)
        entries += found
        rows.append(row)
        problems += [f"{package.label}: {problem}" for problem in wrong]
    before = read_table(results / _TABLE)
    entries = keep_by_hand(entries, before)
    if not only:
        write_table(results / _TABLE, entries, _HEADING)
        (results / _SUMMARY).write_text(_summary(rows, entries), encoding="utf-8")
    problems += [
        f"no verdict and reason for {entry.place}"
        for entry in entries
        if entry.verdict not in VERDICTS or not entry.reason
    ]
    return problems


def _examine(package: Package, cache: Path) -> tuple[list[Entry], tuple[object, ...], list[str]]:
    root = fetch(package, cache)
    files = source_files(package, root)
    output = run_mypy(package, root, files, SETTINGS, plugin=True)
    reported = compare(Output((), "", 0, 0), output).reported
    sources = {file: Source(root / file) for file in files}
    counts = Counter(finding.code for finding in reported)
    lines = sum(len(source.lines) for source in sources.values())
    row = (package.name, package.version, len(files), lines, *(counts[code] for code in CODES))
    read = [finding for code in CODES for finding in [f for f in reported if f.code == code][:READ]]
    return [_entry(package, sources, finding) for finding in read], row, output.problems()


def _entry(package: Package, sources: dict[str, Source], finding: Reported) -> Entry:
    name = _field_at(sources[finding.file].tree, finding.line)
    place = Place(package.name, finding.file, finding.line, name)
    return Entry(place, package.version, finding.column, finding.code, finding.code)


def _field_at(tree: ast.AST, line: int) -> str:
    """Name the field whose statement a line belongs to."""
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign | ast.Assign) and node.lineno <= line <= (
            node.end_lineno or node.lineno
        ):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            return ast.unparse(target)
    return ""


def _summary(rows: Iterable[Sequence[object]], entries: Sequence[Entry]) -> str:
    frameworks = ", ".join(f"{name} {version(name)}" for name in FRAMEWORKS)
    verdicts = Counter((e.place.package, e.code, e.verdict or "not read") for e in entries)
    header = ["Package", "Version", "Files", "Lines"]
    for code in CODES:
        header += [f"`{code}`", "read: right", "wrong", "not read"]
    lines = [header, ["---"] * len(header)]
    for name, release, files, size, *counts in rows:
        line = [str(name), str(release), str(files), f"{size:,}"]
        for code, count in zip(CODES, counts, strict=True):
            read = [verdicts[str(name), code, verdict] for verdict in (*VERDICTS, "not read")]
            line += [str(count), *map(str, read)]
        lines.append(line)
    table = "".join(f"| {' | '.join(line)} |\n" for line in lines)
    reasons = "".join(
        f"- {e.place.package} {e.version}, `{e.place.file}`, line {e.place.line}, "
        f"`{e.place.parameter}`: {e.verdict or 'not read'}. {e.reason}\n"
        for e in entries
        if e.code == CODES[0] or e.verdict == "wrong"
    )
    head = _HEAD.format(mypy=version("mypy"), frameworks=frameworks)
    return (
        f"{head}{table}\n## Read by hand\n\nAll of `{CODES[0]}`, and what was wrong:\n\n{reasons}"
    )
