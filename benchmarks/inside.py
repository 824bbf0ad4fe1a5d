"""The plugin's own time, taken from inside mypy's process: ``python -m benchmarks.inside ...``.

Each step is timed by the clock of its thread; a step does not count what other steps in it take.
The difference of two runs scatters by some per cent, this does not.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any, Final

from mypy.main import main

PACKAGE: Final = "mypy_defaults_plugin"
STEPS: Final = (
    ("reading the settings", "plugin", "read_settings"),
    ("seeing the modules", "host.session", "Session.type_name_seen"),
    ("the walk", "analysis", "walk"),
    ("declarations of stubs", "analysis", "declarations"),
    ("collecting what was found", "host.session", "Session._collect"),
    ("functions' summaries", "summaries.functions", "Functions.of_module"),
    ("data classes", "mutability.data_classes", "DataClasses.own"),
    ("constants", "mutability.constants", "Constants.value"),
    ("storing", "host.session", "Session._store"),
    ("following defaults", "flow.follow", "_follow"),
    ("checking", "host.session", "Session._check"),
    ("dependencies", "analysis", "record_dependencies"),
    ("reporting", "host.reporting", "Reporter.report"),
    ("the rest", "host.session", "Session._analyse"),
)


class Clock:
    """Adds up the time of each step, without that of the steps in it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inner: list[float] = [0.0]

    def timed(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Give the same function, timed."""
        self.seconds[step] = 0.0

        def run(*given: Any, **named: Any) -> Any:
            before = time.thread_time()
            self._inner.append(0.0)
            try:
                result = function(*given, **named)
                return iter(list(result)) if hasattr(result, "__next__") else result
            finally:
                taken = time.thread_time() - before
                self.seconds[step] += taken - self._inner.pop()
                self._inner[-1] += taken

        return run

    def watch(self) -> None:
        """Time every step from now on."""
        for step, module, name in STEPS:
            owner: Any = import_module(f"{PACKAGE}.{module}")
            *classes, last = name.split(".")
            for part in classes:
                owner = getattr(owner, part)
            timed = self.timed(step, getattr(owner, last))
            setattr(owner, last, timed)
        checks = sys.modules[f"{PACKAGE}.checks"].__dict__["CHECKS"]
        checks.update({code: self.timed(code, check) for code, check in checks.items()})


def import_time() -> float:
    """Import the plugin, with mypy's own modules already there."""
    before = time.thread_time()
    import_module(PACKAGE)
    return time.thread_time() - before


def run(arguments: list[str]) -> dict[str, float]:
    """Run mypy in this process, and give the seconds of each step."""
    imported = import_time()
    before = time.thread_time()
    import_module(f"{PACKAGE}.analysis")
    import_module(f"{PACKAGE}.host.reporting")
    later = time.thread_time() - before
    clock = Clock()
    clock.watch()
    with suppress(SystemExit):
        main(args=arguments, stdout=sys.stderr, stderr=sys.stderr, clean_exit=True)
    return {"importing": imported, "importing the analysis": later, **clock.seconds}


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1:])))
