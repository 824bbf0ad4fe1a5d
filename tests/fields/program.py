"""One module for each way to declare a field, with one class for each default."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from defaults import PREAMBLE
from mypy import api
from odd_ways import ODD_WAYS
from ways import WAYS, Way

MARK: Final = "# here"
CONFIG: Final = "[mypy]\nplugins = mypy_defaults_plugin\n"
REPORT: Final = re.compile(r"(?P<file>\w+)\.py:(?P<line>\d+): (?P<kind>error|note): (?P<text>.*)")


class Program(NamedTuple):
    """The module of one way: what comes before its classes, and the classes."""

    way: Way
    setting: str
    classes: list[tuple[str, str]]

    @property
    def text(self) -> str:
        return "\n".join([self.setting, *(source for source, _ in self.classes)])

    def lines(self) -> list[int]:
        """Give the number of the line with the default of each class."""
        numbered = enumerate(self.text.splitlines(), start=1)
        return [number for number, line in numbered if line.endswith(MARK)]


class Report(NamedTuple):
    """What mypy says about one default."""

    error: str = ""
    note: str = ""


def program_of(way: Way) -> Program:
    classes = []
    for number, default in enumerate(way.defaults):
        name = f"C{number}"
        classes.append((way.declare(name, default), way.instance(name)))
    return Program(way, f"{PREAMBLE}\n\n{way.imports}\n", classes)


PROGRAMS: Final = {way.name: program_of(way) for way in [*WAYS, *ODD_WAYS]}


def texts_of(programs: dict[str, Program]) -> dict[str, str]:
    return {name: program.text for name, program in programs.items()}


def reports_on(
    texts: dict[str, str], directory: Path, code: str, settings: str = "", *more: str
) -> dict[str, dict[int, Report]]:
    """Run mypy with the plugin on modules; give what it reports under a code, by line.

    ``settings`` end its configuration file, ``more`` are further flags.
    """
    for name, text in texts.items():
        (directory / f"{name}.py").write_text(text, encoding="utf-8")
    (directory / "mypy.ini").write_text(CONFIG + settings, encoding="utf-8")
    files = [str(directory / f"{name}.py") for name in texts]
    config, cache = directory / "mypy.ini", directory / "cache"
    flags = [f"--config-file={config}", f"--cache-dir={cache}", "--hide-error-context", *more]
    output, trouble, _ = api.run([*flags, "--no-pretty", *files])
    assert trouble == "", trouble
    assert "mypy_defaults_plugin failed" not in output, output
    found: dict[str, dict[int, Report]] = {name: {} for name in texts}
    last = ""
    for line in output.splitlines():
        match = REPORT.search(line)
        if match is None or match["file"] not in found:
            continue
        reports, number = found[match["file"]], int(match["line"])
        if match["kind"] == "error":
            last = match["text"] if match["text"].endswith(f"[{code}]") else ""
            if last:
                reports[number] = Report(last)
        elif last and number in reports and not reports[number].note:
            reports[number] = Report(last, match["text"])
    return found


@cache
def missing_factories() -> dict[str, dict[int, Report]]:
    """Give what is reported of all programs under the default settings; one run for all tests."""
    with TemporaryDirectory() as directory:
        return reports_on(texts_of(PROGRAMS), Path(directory), "missing-default-factory")


@cache
def copied_defaults(names: tuple[str, ...]) -> dict[str, dict[int, Report]]:
    """Give what is reported of some programs where a factory is required."""
    settings = "[mypy_defaults_plugin]\npydantic_defaults = require-factory\n"
    with TemporaryDirectory() as directory:
        texts = texts_of({name: PROGRAMS[name] for name in names})
        return reports_on(texts, Path(directory), "pydantic-default", settings)
