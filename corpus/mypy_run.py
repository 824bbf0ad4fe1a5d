"""Runs mypy on one package, bare or with the plugin, and takes its output apart."""

import os
import re
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus.packages import Package

PLUGIN: Final = "mypy_defaults_plugin"
CODES: Final = frozenset(
    {
        "mutable-default",
        "mutated-default",
        "leaked-default",
        "missing-default-factory",
        "pydantic-default",
    }
)

# Many kinds of mypy's own errors, so that there is much to compare.
_SETTINGS: Final = """\
[mypy]
python_version = 3.11
platform = linux
ignore_missing_imports = True
namespace_packages = True
explicit_package_bases = True
show_column_numbers = True
show_error_end = True
show_error_codes = True
error_summary = False
incremental = False
warn_unreachable = True
warn_unused_ignores = True
warn_return_any = True
warn_redundant_casts = True
disallow_untyped_defs = True
disallow_incomplete_defs = True
disallow_untyped_calls = True
disallow_untyped_decorators = True
disallow_any_generics = True
disallow_subclassing_any = True
strict_equality = True
implicit_reexport = False
extra_checks = True
"""
_LINE: Final = re.compile(
    r"(?P<file>.+?):(?P<line>\d+):(?P<column>\d+)(?::\d+:\d+)?: (?P<severity>error|note): "
    r"(?P<message>.*?)(?:  \[(?P<code>[a-z0-9-]+)\])?$"
)
_TIME_LIMIT: Final = 3600


@dataclass(frozen=True)
class Settings:
    """How mypy is run; the same for the bare run and the one with the plugin."""

    plugin: str = PLUGIN
    check_untyped_defs: bool = False
    site_packages: bool = False
    options: tuple[str, ...] = ()

    def config(self, package: Package, plugin: bool) -> str:
        """Return the text of the mypy.ini."""
        lines = [_SETTINGS.rstrip()]
        lines.append(f"check_untyped_defs = {self.check_untyped_defs}")
        lines.append(f"no_site_packages = {not self.site_packages}")
        if plugin:
            lines.append(f"plugins = {self.plugin}")
        for name, _ in package.excluded:
            module = name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            lines += [f"[mypy-{module}]", "follow_imports = skip"]
        if plugin and self.options:
            lines += [f"[{PLUGIN}]", *self.options]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Output:
    """What one run of mypy printed and took; `seconds` is the processor's time."""

    lines: tuple[str, ...]
    errors: str
    status: int
    seconds: float

    def problems(self) -> list[str]:
        """Tell whether mypy crashed, stopped early or returned an unexpected status."""
        found = [f"on standard error: {line}" for line in self.errors.splitlines()]
        text = "\n".join(self.lines)
        crashes = ("INTERNAL ERROR", "Traceback (most recent call last)")
        found += [f"{word} in the output" for word in crashes if word in text]
        expected = 1 if any(": error: " in line for line in self.lines) else 0
        if self.status != expected:
            found.append(f"exit status {self.status}, not {expected}; last: {self.lines[-1:]}")
        return found


def run_mypy(
    package: Package, root: Path, files: list[str], settings: Settings, *, plugin: bool
) -> Output:
    """Run the mypy of this interpreter in the package's folder on the given files."""
    environment = {key: text for key, text in os.environ.items() if not key.startswith("MYPY")}
    paths = [str(Path(__file__).parents[1]), environment.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    environment |= {"PYTHONSAFEPATH": "1", "PYTHONHASHSEED": "0"}
    with tempfile.TemporaryDirectory() as scratch:
        config = Path(scratch) / "mypy.ini"
        config.write_text(settings.config(package, plugin), encoding="utf-8")
        targets = Path(scratch) / "targets"
        targets.write_text("\n".join(files), encoding="utf-8")
        command = [sys.executable, "-m", "mypy", f"--config-file={config}"]
        command += [f"--cache-dir={Path(scratch) / 'cache'}", f"@{targets}"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            command,
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=_TIME_LIMIT,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Output(tuple(done.stdout.splitlines()), done.stderr, done.returncode, seconds)


@dataclass(frozen=True)
class Reported:
    """An error with one of our codes, and the number of notes that follow it."""

    file: str
    line: int
    column: int
    code: str
    message: str
    notes: int


@dataclass(frozen=True)
class Comparison:
    """The plugin's lines apart from mypy's own, and how the latter differ from the bare run."""

    reported: list[Reported]
    own_lines: int
    missing: list[str]
    added: list[str]


def compare(bare: Output, with_plugin: Output) -> Comparison:
    """Take our findings and their notes out of the second run and compare what is left."""
    unmatched = Counter(bare.lines)
    reported: list[Reported] = []
    added: list[str] = []
    open_finding = False
    for line in with_plugin.lines:
        match = _LINE.match(line)
        if match and match["code"] in CODES and match["severity"] == "error":
            place = (match["file"], int(match["line"]), int(match["column"]))
            reported.append(Reported(*place, match["code"], match["message"], 0))
            open_finding = True
        elif unmatched[line] > 0:
            unmatched[line] -= 1
            open_finding = False
        elif open_finding and match and _is_note_of(match, reported[-1]):
            last = reported[-1]
            place = (last.file, last.line, last.column)
            reported[-1] = Reported(*place, last.code, last.message, last.notes + 1)
        else:
            added.append(line)
    return Comparison(reported, len(bare.lines), sorted(unmatched.elements()), added)


def _is_note_of(match: re.Match[str], finding: Reported) -> bool:
    place = (match["file"], int(match["line"]))
    return match["severity"] == "note" and place == (finding.file, finding.line)


def unused_ignore_place(line: str) -> tuple[str, int] | None:
    """Return file and line when this is mypy's complaint of a bare unused ignore."""
    match = _LINE.match(line)
    if match and match["code"] == "unused-ignore" and '"type: ignore"' in match["message"]:
        return match["file"], int(match["line"])
    return None
