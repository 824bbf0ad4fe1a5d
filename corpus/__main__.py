"""The command: `python -m corpus run`, `check`, `summary`, `fields` or `stdlib`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from corpus.examine import Examination, examine
from corpus.fetch import DEFAULT_CACHE, FetchError
from corpus.fields import check_fields
from corpus.mypy_run import PLUGIN, Settings
from corpus.packages import FIELD_PACKAGES, PACKAGES, Package
from corpus.record import Record
from corpus.stdlib import check_standard_library
from corpus.summary import summary
from corpus.verdicts import VERDICTS, Entry, draw, keep_by_hand, read_table, write_table

_RESULTS: Final = Path(__file__).parent / "results"
_SHOWN: Final = 40
_SAMPLE_HEADING: Final = (
    'Ten findings of each kind. By hand: verdict ("right" or "wrong") and reason.'
)
_UNREPORTED_HEADING: Final = "Plain defaults that are not reported. By hand: reason."


class _Results:
    """The folder of committed results."""

    def __init__(self, folder: Path) -> None:
        self.sample = folder / "sample.toml"
        self.unreported = folder / "unreported.toml"
        self._findings = folder / "findings"
        self._summary = folder / "summary.md"

    def records(self) -> list[Record]:
        return [Record.read(self._findings, package.name) for package in PACKAGES]

    def committed(self) -> dict[str, Record]:
        try:
            return {record.package: record for record in self.records()}
        except FileNotFoundError:
            return {}  # which `problems` reports

    def write(self, examinations: Sequence[Examination]) -> None:
        for examination in examinations:
            examination.record.write(self._findings)
        records = [examination.record for examination in examinations]
        sample = keep_by_hand(draw(records), read_table(self.sample))
        write_table(self.sample, sample, _SAMPLE_HEADING)
        misses = [entry for examination in examinations for entry in examination.unexplained]
        unreported = keep_by_hand(misses, read_table(self.unreported))
        write_table(self.unreported, unreported, _UNREPORTED_HEADING)
        self._write_summary(records)

    def rewrite_summary(self) -> None:
        self._write_summary(self.records())

    def _write_summary(self, records: Sequence[Record]) -> None:
        self._summary.write_text(self._expected_summary(records), encoding="utf-8")

    def _expected_summary(self, records: Sequence[Record]) -> str:
        return summary(records, read_table(self.sample), read_table(self.unreported))

    def problems(self) -> list[str]:
        """Tell what is unfinished or out of step in the committed results."""
        try:
            records = self.records()
            text = self._summary.read_text(encoding="utf-8")
        except FileNotFoundError as error:
            return [f"results: {Path(error.filename).name} is missing"]
        sample, unreported = read_table(self.sample), read_table(self.unreported)
        found = [f"{name}: not the pinned version" for name in _outdated(records)]
        found += [
            f"sample.toml: no verdict and reason for {_shown(entry)}"
            for entry in sample
            if entry.verdict not in VERDICTS or not entry.reason
        ]
        found += [
            f"unreported.toml: no reason for {_shown(entry)}"
            for entry in unreported
            if not entry.reason
        ]
        if [entry.place for entry in draw(records)] != [entry.place for entry in sample]:
            found.append("sample.toml is not what the findings draw")
        if text != self._expected_summary(records):
            found.append("summary.md is not what `python -m corpus summary` writes")
        return found


def _outdated(records: Sequence[Record]) -> list[str]:
    pairs = zip(records, PACKAGES, strict=True)
    return [record.package for record, package in pairs if record.version != package.version]


def _shown(entry: Entry) -> str:
    return f'{entry.place.package} {entry.place.file}:{entry.place.line} "{entry.place.parameter}"'


def _examine_all(packages: Sequence[Package], cache: Path, settings: Settings) -> list[Examination]:
    examinations = []
    for package in packages:
        examination = examine(package, cache, settings)
        record = examination.record
        print(
            f"{package.label}: {record.files} files, {record.lines} lines, "
            f"{record.seconds_bare} s bare, {record.seconds_plugin} s with the plugin, "
            f"{record.mypy_lines} lines of mypy, {record.mypy_lines_differing} differ; "
            f"{record.total} findings; plain defaults {record.plain_defaults}, "
            f"unreported {record.unreported}",
            flush=True,
        )
        examinations.append(examination)
    return examinations


def _print_problems(problems: Sequence[str]) -> None:
    for problem in problems[:_SHOWN]:
        print(f"  {problem}")
    if len(problems) > _SHOWN:
        print(f"  and {len(problems) - _SHOWN} more")


def _changed_findings(old: Record, new: Record) -> list[str]:
    before, after = (
        {(file, *finding) for file, findings in record.findings.items() for finding in findings}
        for record in (old, new)
    )
    found = [f"no longer reported: {row[0]}:{row[1]}: {row[-1]}" for row in sorted(before - after)]
    found += [f"newly reported: {row[0]}:{row[1]}: {row[-1]}" for row in sorted(after - before)]
    return found


def _run(arguments: argparse.Namespace, packages: Sequence[Package], settings: Settings) -> bool:
    results = _Results(arguments.results)
    by_hand = {entry.place for entry in read_table(results.unreported) if entry.reason}
    committed = results.committed() if arguments.command == "check" else {}
    examinations = _examine_all(packages, arguments.cache, settings)
    clean = True
    for examination in examinations:
        problems = list(examination.problems)
        problems += [
            f"not reported and not explained: {_shown(entry)}"
            for entry in examination.unexplained
            if entry.place not in by_hand
        ]
        if examination.record.package in committed:
            problems += _changed_findings(committed[examination.record.package], examination.record)
        if problems:
            clean = False
            print(f"{examination.record.package}: {len(problems)} problems")
            _print_problems(problems)
    if arguments.command == "run" and len(examinations) == len(PACKAGES):
        results.write(examinations)
    return clean


def _standard_library(share: float) -> bool:
    tally = check_standard_library(share)
    print(tally.summary())
    _print_problems(tally.problems)
    return not tally.problems and tally.files > 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m corpus", description=__doc__)
    parser.add_argument(
        "command",
        choices=("run", "check", "summary", "fields", "stdlib"),
        help="run: run mypy and write the results; check: compare with the committed results, "
        "write nothing; summary: rewrite summary.md after verdicts were filled in; fields: check "
        "packages that live on frameworks, and write fields.md; stdlib: compare mypy's own lines "
        "on Python's standard library, and print a summary",
    )
    parser.add_argument("--share", type=float, default=1.0, help="stdlib: of its files")
    parser.add_argument("--recorded", action="store_true", help="check: without running mypy")
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE, help="of unpacked packages")
    parser.add_argument("--results", type=Path, default=_RESULTS)
    names = [package.name for package in (*PACKAGES, *FIELD_PACKAGES)]
    parser.add_argument("--only", action="append", choices=names, help="run: nothing is written")
    parser.add_argument("--plugin", default=PLUGIN, help="module or file (another --results!)")
    parser.add_argument("--check-untyped-defs", action="store_true")
    parser.add_argument("--site-packages", action="store_true", help="see installed packages")
    return parser


def main() -> int:
    """Run the command and return its exit status: 0 when all is well."""
    parser = _parser()
    arguments = parser.parse_args()
    if arguments.command == "stdlib":
        return 0 if _standard_library(arguments.share) else 1
    settings = Settings(arguments.plugin, arguments.check_untyped_defs, arguments.site_packages)
    if arguments.command == "run" and settings != Settings() and arguments.results == _RESULTS:
        parser.error("other settings than the default ones need another --results")
    results = _Results(arguments.results)
    packages = [
        package for package in PACKAGES if not arguments.only or package.name in arguments.only
    ]
    clean = True
    try:
        if arguments.command == "fields":
            problems = check_fields(arguments.results, arguments.cache, arguments.only or ())
            _print_problems(problems)
            clean = not problems
        elif arguments.command == "summary":
            results.rewrite_summary()
        elif not arguments.recorded:
            clean = _run(arguments, packages, settings)
    except FetchError as error:
        print(error, file=sys.stderr)
        return 1
    if arguments.command == "check":
        problems = results.problems()
        _print_problems(problems)
        clean = clean and not problems
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
