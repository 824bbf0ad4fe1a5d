"""Runs programs in the interpreter and through mypy, and compares the two."""

from __future__ import annotations

import contextlib
import importlib
import inspect
import io
import itertools
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from draft import CONDITIONS
from drawn_program import Program
from mypy import build
from mypy.main import process_options
from real_object import changes

PRELUDE: Final = Path(__file__).with_name("prelude.txt").read_text(encoding="utf-8")
IMPORT: Final = "from __future__ import annotations\nfrom prelude import *\n"
CONFIG: Final = """\
[mypy]
plugins = mypy_defaults_plugin
[mypy_defaults_plugin]
named_defaults = all
"""
BATCH: Final = 500
LINE: Final = re.compile(
    r"(?:.*[/\\])?(?P<module>\w+)\.py:(?P<line>\d+): error: (?P<text>.*)  \[mutable-default\]"
)
BAD: Final = re.compile(
    r"failed on this module|Name \"(?!n\")|\[(syntax|valid-type|import-.*|attr-defined|type-arg)\]"
)
"""What mypy must not say about the programs: they have to mean what they were drawn to mean.

(mypy 2.4 loses the variable of a comprehension that stands inside of a call.)"""


@dataclass(frozen=True)
class Verdict:
    """What mypy said about a program, and what is so."""

    program: Program
    reported: bool
    changes: bool
    certain: bool
    """Whether the object can change even if nobody knows what containers hold."""

    @property
    def is_false(self) -> bool:
        return self.reported and not self.changes

    @property
    def is_wrong(self) -> bool:
        return self.is_false or self.is_miss

    @property
    def is_miss(self) -> bool:
        unknown = self.program.default.unknown
        missed = self.certain if "elements" in unknown else self.changes
        return missed and not self.reported and not unknown - {"elements"}

    def describe(self) -> str:
        here, elsewhere = self.program.source(0, "elsewhere")
        kind = "FALSE" if self.is_false else "MISS"
        return f"{kind}:\n{elsewhere}{here}"


class Oracle:
    """A directory with a cache; judges any number of programs."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._batches = itertools.count()
        (directory / "mypy.ini").write_text(CONFIG, encoding="utf-8")
        (directory / "prelude.py").write_text(PRELUDE, encoding="utf-8")
        (directory / "drawn_conditions.py").write_text(
            f"CONDITIONS: list[bool] = {[True] * CONDITIONS}\n", encoding="utf-8"
        )

    def judge(self, programs: list[Program]) -> list[Verdict]:
        """Run programs and have mypy check them."""
        batches = self._batched(programs)
        reported = self._reported([batch.module for batch in batches])
        return [v for batch in batches for v in batch.verdicts(reported[batch.module])]

    def judge_again(self, verdicts: list[Verdict]) -> list[Verdict]:
        """Have mypy check programs anew whose truth is known."""
        batches = self._batched([verdict.program for verdict in verdicts])
        reported = self._reported([batch.module for batch in batches])
        found = [r for batch in batches for r in batch.is_reported(reported[batch.module])]
        return [replace(v, reported=r) for v, r in zip(verdicts, found, strict=True)]

    def _batched(self, programs: list[Program]) -> list[_Batch]:
        return [
            _Batch(self._directory, f"defaults_{next(self._batches)}", programs[i : i + BATCH])
            for i in range(0, len(programs), BATCH)
        ]

    def _reported(self, modules: list[str]) -> dict[str, set[int]]:
        paths = [str(self._directory / f"{module}.py") for module in modules]
        files, options = process_options(
            [
                f"--config-file={self._directory / 'mypy.ini'}",
                f"--cache-dir={self._directory / 'cache'}",
                f"--python-executable={sys.executable}",
                "--no-error-summary",
                "--hide-error-context",
                *paths,
            ]
        )
        options.mypy_path = [str(self._directory)]
        reported: dict[str, set[int]] = {module: set() for module in modules}
        for line in build.build(files, options).errors:
            match = LINE.fullmatch(line)
            if match is not None:
                reported[match["module"]].add(int(match["line"]))
            elif BAD.search(line):
                raise AssertionError(line)
        return reported


class _Batch:
    """Programs in one module, and the module that holds the constants they import."""

    def __init__(self, directory: Path, module: str, programs: list[Program]) -> None:
        self.module = module
        self._programs = programs
        self._directory = directory
        self._lines: list[int] = []
        imported = f"constants_of_{module}"
        head = PRELUDE if int(module.rpartition("_")[2]) % 2 else IMPORT
        texts, constants = [f"{head}import {imported}\n"], [IMPORT]
        line = texts[0].count("\n") + 1
        for number, program in enumerate(programs):
            here, elsewhere = program.source(number, imported)
            self._lines.append(line + program.line)
            line += here.count("\n")
            texts.append(here)
            constants.append(elsewhere)
        for name, parts in ((module, texts), (imported, constants)):
            (directory / f"{name}.py").write_text("".join(parts), encoding="utf-8")

    def is_reported(self, reported: set[int]) -> list[bool]:
        """Tell of each program whether mypy reported its default."""
        elsewhere = reported - set(self._lines)
        assert not elsewhere, f"{self.module}: findings outside of the defaults: {elsewhere}"
        return [line in reported for line in self._lines]

    def verdicts(self, reported: set[int]) -> Iterator[Verdict]:
        """Give a verdict for each program, with the truth from running them."""
        real = [[False, False] for _ in self._programs]
        for conditions in itertools.product([True, False], repeat=CONDITIONS):
            for number, value in self._defaults(conditions).items():
                declared = self._programs[number].declared
                real[number][0] |= changes(value, declared)
                real[number][1] |= changes(value, declared, elements=False)
        for program, found, truth in zip(
            self._programs, self.is_reported(reported), real, strict=True
        ):
            yield Verdict(program, found, *truth)

    def _defaults(self, conditions: tuple[bool, ...]) -> dict[int, object]:
        """Run the module and give the default of each function, which two calls must share."""
        with _importable(self._directory), contextlib.redirect_stderr(io.StringIO()):
            importlib.import_module("drawn_conditions").CONDITIONS[:] = conditions
            importlib.import_module("prelude").FUNCTIONS.clear()
            module = importlib.import_module(self.module)
            return {number: _shared(function) for number, function in module.FUNCTIONS.items()}


@contextlib.contextmanager
def _importable(directory: Path) -> Iterator[None]:
    """Have modules of a directory imported anew, all but the prelude."""
    before = set(sys.modules)
    sys.path.insert(0, str(directory))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(directory))
        for name in set(sys.modules) - before:
            if name.startswith(("defaults_", "constants_of_")):
                del sys.modules[name]


def _shared(function: Any) -> object:
    first, second = _call(function), _call(function)
    assert first is second, function
    return first


def _call(function: Any) -> object:
    result = function()
    if inspect.iscoroutine(result):
        try:
            result.send(None)
        except StopIteration as stop:
            return stop.value
    return result
