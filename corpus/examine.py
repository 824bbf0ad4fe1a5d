"""Runs one package through mypy twice and makes its record."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from corpus.fetch import fetch, source_files
from corpus.kinds import OTHER, kind_of, kind_of_default, plainly_mutable
from corpus.mypy_run import Comparison, Reported, Settings, compare, run_mypy, unused_ignore_place
from corpus.packages import Package
from corpus.record import Finding, Place, Record
from corpus.scan import Default, Source
from corpus.unreported import Explainer
from corpus.verdicts import Entry


@dataclass
class Examination:
    """A package's record, what is wrong with it, and the misses to be read by hand."""

    record: Record
    problems: list[str] = field(default_factory=list)
    unexplained: list[Entry] = field(default_factory=list)


class _Sources:
    """The parsed files of a package, each parsed once."""

    def __init__(self, root: Path, files: list[str]) -> None:
        self.by_name = {name: Source(root / name) for name in files}

    def lines(self) -> int:
        return sum(len(source.lines) for source in self.by_name.values())

    def plain_defaults(self) -> dict[str, list[Default]]:
        return {
            name: [default for default in source.defaults if plainly_mutable(default.value)]
            for name, source in self.by_name.items()
        }


def examine(package: Package, cache: Path, settings: Settings) -> Examination:
    """Run mypy bare and with the plugin, compare the two, and compare with the syntax."""
    root = fetch(package, cache)
    files = source_files(package, root)
    bare = run_mypy(package, root, files, settings, plugin=False)
    with_plugin = run_mypy(package, root, files, settings, plugin=True)
    outcome = compare(bare, with_plugin)
    sources = _Sources(root, files)
    excused = _ignores_now_used(outcome, sources)
    record = Record(
        package=package.name,
        version=package.version,
        mypy=version("mypy"),
        files=len(files),
        lines=sources.lines(),
        seconds_bare=round(bare.seconds, 1),
        seconds_plugin=round(with_plugin.seconds, 1),
        mypy_lines=outcome.own_lines,
        mypy_lines_differing=len(outcome.added) + len(outcome.missing) - len(excused),
        ignores_used=len(excused),
        without_note=sum(1 for reported in outcome.reported if not reported.notes),
        plain_defaults=sum(map(len, sources.plain_defaults().values())),
    )
    examination = Examination(record)
    examination.problems += [f"bare mypy: {text}" for text in bare.problems()]
    examination.problems += [f"with the plugin: {text}" for text in with_plugin.problems()]
    missing = [line for line in outcome.missing if line not in excused]
    examination.problems += [f"only without the plugin: {line}" for line in missing]
    examination.problems += [f"only with the plugin: {line}" for line in outcome.added]
    seen = _place_findings(outcome.reported, sources, examination)
    _compare_with_syntax(seen, sources, examination)
    return examination


def _ignores_now_used(outcome: Comparison, sources: _Sources) -> list[str]:
    """Pick the complaints of an unused ignore that end because it now silences a finding."""
    excused = []
    for line in outcome.missing:
        file, number = unused_ignore_place(line) or ("", 0)
        source = sources.by_name.get(file)
        if source and any(default.value.lineno == number for default in source.defaults):
            excused.append(line)
    return excused


def _place_findings(
    reported: list[Reported], sources: _Sources, examination: Examination
) -> dict[str, set[tuple[int, str]]]:
    """Record each finding with its kind; return line and parameter of each by file."""
    seen: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for error in reported:
        source = sources.by_name[error.file]
        default = source.default_at(error.line, error.column, error.message)
        if default:
            kind, parameter = kind_of_default(default), default.name
            seen[error.file].add((default.value.lineno, parameter))
        else:
            expression = source.expression_at(error.line, error.column)
            kind, parameter = kind_of(expression) if expression else OTHER, ""
            if error.code == "mutable-default":
                place = f"{error.file}:{error.line}:{error.column}"
                examination.problems.append(f"no parameter default at {place}: {error.message}")
        finding = Finding(error.line, error.column, error.code, kind, parameter, error.message)
        examination.record.findings.setdefault(error.file, []).append(finding)
    return seen


def _compare_with_syntax(
    seen: dict[str, set[tuple[int, str]]], sources: _Sources, examination: Examination
) -> None:
    """Explain each plain list, dict or set that was not reported, or keep it for a reader."""
    record = examination.record
    reasons: Counter[str] = Counter()
    for file, defaults in sources.plain_defaults().items():
        explainer: Explainer | None = None
        left = Counter(seen[file])
        for default in defaults:
            line = default.value.lineno
            if left[line, default.name]:
                left[line, default.name] -= 1
                continue
            explainer = explainer or Explainer(sources.by_name[file])
            reason = explainer.reason(default, seen[file])
            reasons[reason or "to be explained by hand"] += 1
            if not reason:
                place = Place(record.package, file, line, default.name)
                column = default.value.col_offset + 1
                examination.unexplained.append(Entry(place, record.version, column))
    record.unreported = dict(sorted(reasons.items()))
