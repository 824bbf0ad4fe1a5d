"""Runs mypy in every way after an edit and compares what it finds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from mypy_runs import Outcome
from ways_to_run import EMPTY, FLAGS, OURS, Changes, EditedProject

from mypy_defaults_plugin.codes import CODES


class DifferenceError(AssertionError):
    """A way to run mypy that does not find what a cold run finds."""


@dataclass
class Comparison:
    """Compares the runs after each step, and counts what was compared."""

    counts: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    _before: dict[str, frozenset[str]] = field(default_factory=dict)

    def compare(self, project: EditedProject, changes: Changes) -> None:
        """Run mypy in every way; the daemon may differ only where mypy's own lines do, too."""
        self.counts["steps"] += 1
        cold, empty = project.cold(OURS), project.cold(EMPTY)
        if cold.rest != empty.rest or cold.err:
            raise DifferenceError(_difference("mypy's own lines without the plugin", empty, cold))
        self._count(changes, cold)
        for way in FLAGS:
            outcome = project.warm(way)
            own = cold.rest if outcome.rest == cold.rest else project.without_ours(way).rest
            self._demand(way, outcome, cold, own)
        self._demand("mypy.api", project.api(), cold)
        self._compare_daemon(project, changes, cold, empty)

    def _compare_daemon(
        self, project: EditedProject, changes: Changes, cold: Outcome, empty: Outcome
    ) -> None:
        """Compare what daemons say, with our plugin and with an empty one, which mypy may lose."""
        answers = project.daemon(OURS, changes)
        without = project.daemon(EMPTY, changes)
        if any(answer.rest != empty.rest for answer in without.values()):
            self.counts["steps on which mypy's own daemon differs, as with an empty plugin"] += 1
            if any(answer.reported != cold.reported for answer in answers.values()):
                self.counts["of these, steps on which findings differ, too"] += 1
                project.stop()
            return
        for way, answer in answers.items():
            ended = without[way]
            as_mypy_ends = ended.status if ended.status != empty.status else cold.status
            self._demand(way, replace(answer, status=cold.status), cold)
            if answer.status != as_mypy_ends:
                raise DifferenceError(f"{way}: exit status {answer.status}, not {as_mypy_ends}")

    def _demand(
        self, way: str, outcome: Outcome, cold: Outcome, own: frozenset[str] | None = None
    ) -> None:
        """Demand the findings of a cold run, and mypy's own lines of one or those given."""
        self.counts[way] += 1
        expected = (cold.reported, cold.rest if own is None else own)
        if (
            (outcome.reported, outcome.rest) != expected
            or outcome.status != cold.status
            or outcome.err
        ):
            raise DifferenceError(_difference(way, cold, outcome))

    def _count(self, changes: Changes, cold: Outcome) -> None:
        """Count the files that nobody touched and that get their first findings or lose all."""
        self.codes.update(code for code in CODES for line in cold.findings if f"[{code}]" in line)
        now: dict[str, set[str]] = {}
        for line in cold.findings:
            now.setdefault(line.partition(":")[0], set()).add(line)
        if not changes.is_configured:
            untouched = (self._before.keys() | now.keys()) - changes.changed
            self.counts["first findings in an untouched file"] += sum(
                file in now and file not in self._before for file in untouched
            )
            self.counts["last findings in an untouched file"] += sum(
                file not in now and file in self._before for file in untouched
            )
        self._before = {file: frozenset(lines) for file, lines in now.items()}


def _difference(way: str, expected: Outcome, outcome: Outcome) -> str:
    wanted, got = Counter(expected.lines), Counter(outcome.lines)
    lines = [f"- {line}" for line in sorted((wanted - got).elements())]
    lines += [f"+ {line}" for line in sorted((got - wanted).elements())]
    lines += [f"status {expected.status}, {outcome.status}", outcome.err]
    return "\n".join([way, *lines])
