"""Writes the summary from the records and the tables, and from nothing else."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from corpus.kinds import KINDS
from corpus.packages import PACKAGES
from corpus.record import Record
from corpus.verdicts import Entry

_HEAD = """\
# The plugin on public code

Written by `python -m corpus run` (or `summary`, after verdicts were filled in): don't edit.
Each package is checked twice as user code, bare and with the plugin, by mypy {mypy} with the
same strict flags.
"""


def summary(records: Sequence[Record], sample: list[Entry], unreported: list[Entry]) -> str:
    """Return the text of summary.md."""
    head = _HEAD.format(mypy=", ".join(sorted({record.mypy for record in records})))
    parts = [head, "## Runs\n", _runs(records), _excluded(), "## Findings by kind of default\n"]
    parts += [_kinds(records), "## The sample, read by hand\n", _verdicts(sample)]
    parts += [
        "## Plain lists, dicts and sets that are not reported\n",
        _syntax(records, unreported),
    ]
    return "\n".join(parts)


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [header, ["---", *("--:" for _ in header[1:])], *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def _runs(records: Sequence[Record]) -> str:
    header = (
        *("package", "files", "lines", "bare, CPU s", "plugin, CPU s", "mypy's own lines"),
        *("that differ", "ignores now used", "findings", "without a note"),
    )
    rows = [
        (
            *(f"{record.package} {record.version}", record.files, record.lines),
            *(record.seconds_bare, record.seconds_plugin, record.mypy_lines),
            *(record.mypy_lines_differing, record.ignores_used, record.total, record.without_note),
        )
        for record in records
    ]
    columns = list(zip(*rows, strict=True))[1:]
    totals = [round(sum(map(float, column)), 1) for column in columns]
    shown = [total if number in (2, 3) else int(total) for number, total in enumerate(totals)]
    return _table(header, [*rows, ("**all**", *shown)])


def _excluded() -> str:
    lines = [
        f"- {package.name}: {file}: {reason}\n"
        for package in PACKAGES
        for file, reason in package.excluded
    ]
    return "Left out, since bare mypy stops there:\n\n" + "".join(lines) if lines else ""


def _kinds(records: Sequence[Record]) -> str:
    codes: Counter[str] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    for record in records:
        for finding in chain.from_iterable(record.findings.values()):
            codes[finding.code] += 1
            counts[finding.kind, record.package] += 1
    header = ("kind of default", *(record.package for record in records), "all")
    rows = []
    for kind in KINDS:
        numbers = [counts[kind, record.package] for record in records]
        rows.append((kind, *numbers, sum(numbers)))
    by_code = ", ".join(f"{count} {code}" for code, count in sorted(codes.items())) or "none"
    return f"By code: {by_code}.\n\n{_table(header, rows)}"


def _verdicts(sample: list[Entry]) -> str:
    counts = Counter((entry.kind, entry.verdict or "not read") for entry in sample)
    header = ("kind of default", "right", "wrong", "not read")
    rows = [
        (kind, *(counts[kind, verdict] for verdict in header[1:]))
        for kind in KINDS
        if any(counts[kind, verdict] for verdict in header[1:])
    ]
    text = _table(header, rows)
    wrong = [entry for entry in sample if entry.verdict == "wrong"]
    return text + _listing(wrong, "\nWrong:\n\n")


def _syntax(records: Sequence[Record], unreported: list[Entry]) -> str:
    reasons = sorted({reason for record in records for reason in record.unreported})
    header = ("package", "in the syntax", "reported", *reasons)
    rows = []
    for record in records:
        silent = [record.unreported.get(reason, 0) for reason in reasons]
        row = (record.package, record.plain_defaults, record.plain_defaults - sum(silent), *silent)
        rows.append(row)
    return _table(header, rows) + _listing(unreported, "\nExplained by hand:\n\n")


def _listing(entries: list[Entry], title: str) -> str:
    lines = [
        f"- {entry.place.package}, {entry.place.file}:{entry.place.line}, "
        f'"{entry.place.parameter}": {entry.reason or "not yet read"}\n'
        for entry in entries
    ]
    return title + "".join(lines) if lines else ""
