"""Runs mypy on some files with our plugin and without it, and compares what it says and takes."""

from __future__ import annotations

import resource
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mypy_runs import EMPTY_PLUGIN, Outcome, Project, config

WITHOUT: Final = "without.ini"
SIGNS_OF_A_CRASH: Final = (
    "INTERNAL ERROR",
    "Traceback (most recent call last)",
    "failed on this module",
    "RecursionError",
)


@dataclass(frozen=True)
class Pair:
    """What mypy says without our plugin and with it, and the processor's seconds of each run."""

    bare: Outcome
    ours: Outcome
    bare_seconds: float
    our_seconds: float

    def crashes(self) -> list[str]:
        """Give the signs of a crash that bare mypy does not show."""
        said, bare = self.ours.out + self.ours.err, self.bare.out + self.bare.err
        return [sign for sign in SIGNS_OF_A_CRASH if sign in said and sign not in bare]

    def differences(self) -> list[str]:
        """Give the lines of bare mypy that are missing with our plugin, or not in their place.

        All that may stand between them are our errors and the notes at their places.
        """
        waiting = deque([*self.bare.out.splitlines(), *self.bare.err.splitlines()])
        findings = self.ours.findings
        places: set[str] = set()
        odd = []
        for line in [*self.ours.out.splitlines(), *self.ours.err.splitlines()]:
            place = line.partition(": error: " if ": error: " in line else ": note: ")[0]
            if waiting and line == waiting[0]:
                waiting.popleft()
            elif line in findings and (": error: " in line or place in places):
                places.add(place)
            else:
                odd.append(f"+ {line}")
        status = self.bare.status or int(bool(findings))
        wrong = [] if self.ours.status == status else [f"status {self.ours.status}, not {status}"]
        return [*odd, *(f"- {line}" for line in waiting), *wrong]


class BesideBareMypy:
    """A project whose files mypy checks twice, each time from source."""

    def __init__(self, root: Path, uses: str | None = None) -> None:
        given = {} if uses is None else {"uses": uses}
        self._project = Project(root, {WITHOUT: config(plugins=EMPTY_PLUGIN)}, **given)
        self._ours = self._project.cache("ours", "mypy.ini")
        self._bare = self._project.cache("bare", WITHOUT)

    def keep(self, files: dict[str, bytes]) -> None:
        """Write files that stay."""
        for name, content in files.items():
            path = self._project.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def check(self, files: dict[str, bytes], *flags: str) -> Pair:
        """Check files, and remove them."""
        self.keep(files)
        given = [*flags, "--no-error-summary", "--show-traceback", *files]
        started = _seconds()
        bare = self._project.run(f"--config-file={WITHOUT}", f"--cache-dir={self._bare}", *given)
        between = _seconds()
        ours = self._project.run("--config-file=mypy.ini", f"--cache-dir={self._ours}", *given)
        ended = _seconds()
        self._project.remove(files)
        return Pair(bare, ours, between - started, ended - between)


def _seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
