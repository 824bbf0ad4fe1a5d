"""What the plugin reports about generated programs: many of them in one run of mypy."""

from __future__ import annotations

import gc
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import mypy.api

CODES: Final = frozenset({"mutated-default", "leaked-default"})
SHAPES: Final = (Path(__file__).parent / "shapes.py").read_text(encoding="utf-8")
OPAQUE_STUB: Final = """\
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager
def check() -> bool: ...
def some() -> list[int]: ...
def risky(*args: object) -> int: ...
def use(*args: object) -> None: ...
def manager() -> AbstractContextManager[int, None]: ...
async def pause() -> int: ...
def some_later() -> AsyncIterator[int]: ...
def manager_later() -> AbstractAsyncContextManager[int, None]: ...
"""
CONFIG: Final = """\
[mypy]
plugins = mypy_defaults_plugin
[mypy_defaults_plugin]
"""
_LINE: Final = re.compile(r"^(?:.*[/\\])?(p\d+\w*)\.py:(\d+): error: .*\[([a-z-]+)\]$")
Report = tuple[int, str]


class Checker:
    """Checks batches of programs, each in a module of its own; keeps the library's cache."""

    def __init__(self, settings: str = "") -> None:
        self._directory = tempfile.TemporaryDirectory(prefix="mypy-defaults-flow-")
        self.root = Path(self._directory.name)
        self._settings = CONFIG + settings
        self._count = 0

    def close(self) -> None:
        self._directory.cleanup()

    def check(self, sources: Sequence[str]) -> list[set[Report]]:
        """Give the reports about each source as (line, code)."""
        found = self.check_modules({self.name(): source for source in sources})
        return list(found.values())

    def name(self) -> str:
        """Give a name for a program that no other one has."""
        self._count += 1
        return f"p{self._count}"

    def check_modules(
        self, modules: Mapping[str, str], targets: Iterable[str] = (), *, keep: bool = False
    ) -> dict[str, set[Report]]:
        """Give the reports about each module, whose name begins with that of its program.

        Only ``targets`` are checked, where there are any; what they import follows. With ``keep``
        the cache keeps the modules.
        """
        batch = self.root / "batch"
        batch.mkdir()
        try:
            return self._check(batch, modules, list(targets) or list(modules))
        finally:
            shutil.rmtree(batch)
            if not keep:
                self._forget_programs()

    def _check(
        self, batch: Path, modules: Mapping[str, str], targets: Sequence[str]
    ) -> dict[str, set[Report]]:
        (batch / "mypy.ini").write_text(self._settings, encoding="utf-8")
        (batch / "shapes.py").write_text(SHAPES, encoding="utf-8")
        (batch / "opaque.pyi").write_text(OPAQUE_STUB, encoding="utf-8")
        for name, source in modules.items():
            (batch / f"{name}.py").write_text(source, encoding="utf-8")
        arguments = [
            f"--config-file={batch / 'mypy.ini'}",
            f"--cache-dir={self.root / 'cache'}",
            "--no-site-packages",
            "--no-error-summary",
            "--hide-error-context",
            "--show-error-codes",
            "--no-pretty",
            *(str(batch / f"{name}.py") for name in targets),
        ]
        out, err, status = mypy.api.run(arguments)
        gc.collect()
        if status not in (0, 1):
            raise AssertionError(f"mypy ended with {status}\n{out[-3000:]}\n{err[-3000:]}")
        return _sorted_by_module(out, modules)

    def _forget_programs(self) -> None:
        for path in (self.root / "cache").glob("*/p[0-9]*"):
            path.unlink()


def _sorted_by_module(out: str, names: Iterable[str]) -> dict[str, set[Report]]:
    found: dict[str, set[Report]] = {name: set() for name in names}
    for line in out.splitlines():
        match = _LINE.search(line)
        if match is not None and match[3] in CODES:
            found[match[1]].add((int(match[2]), match[3]))
    return found
