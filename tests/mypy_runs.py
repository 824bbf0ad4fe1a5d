"""Projects on disk, and mypy run on them in the ways that users run it."""

from __future__ import annotations

import copy
import functools
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import mypy.api
from mypy.dmypy_server import Server
from mypy.find_sources import create_source_list
from mypy.fscache import FileSystemCache
from mypy.main import process_options
from mypy.version import __version__ as mypy_version

import mypy_defaults_plugin
from mypy_defaults_plugin.codes import CODES

PACKAGE_PARENT: Final = Path(mypy_defaults_plugin.__file__).parent.parent
MYPY: Final = tuple(int(part) for part in re.findall(r"\d+", mypy_version)[:2])
PLUGIN: Final = "mypy_defaults_plugin"
EMPTY_PLUGIN: Final = str(Path(__file__).with_name("empty_plugin.py"))
BETWEEN_TWO_EDITS: Final = 10
TOO_BUSY: Final = "Failed to establish connection with worker"
TRIES_WHILE_BUSY: Final = 15
SECONDS_BETWEEN_TRIES: Final = 2
"""mypy gives its workers a few seconds to start, which a busy machine may not have."""
USED_BY_THE_PROJECTS: Final = """\
import abc, array, builtins, collections, collections.abc, dataclasses, enum, fractions, sys
import types, typing, typing_extensions
"""
OUR_CODES: Final = tuple(f"  [{code}]" for code in CODES)
_HEAD: Final = re.compile(r"(?P<place>.+?:\d+): (?P<severity>error|note): ")


@dataclass(frozen=True)
class Outcome:
    """What a run printed and how it ended."""

    status: int
    out: str
    err: str = ""

    @property
    def lines(self) -> list[str]:
        """Give the reports, without the summary at the end."""
        return [line for line in self.out.splitlines() if _HEAD.match(line)]

    @property
    def findings(self) -> frozenset[str]:
        """Give our errors and the notes that belong to them."""
        return frozenset(line for line, is_ours in self._marked() if is_ours)

    @property
    def reported(self) -> tuple[str, ...]:
        """Give our errors and notes once for each time that they were printed."""
        return tuple(sorted(line for line, is_ours in self._marked() if is_ours))

    @property
    def rest(self) -> frozenset[str]:
        """Give what mypy says itself."""
        return frozenset(line for line, is_ours in self._marked() if not is_ours)

    def _marked(self) -> Iterator[tuple[str, bool]]:
        ours = None
        for line in self.lines:
            match = _HEAD.match(line)
            assert match is not None
            if match["severity"] == "error":
                ours = match["place"] if line.endswith(OUR_CODES) else None
            yield line, ours == match["place"]


class Project:
    """Files in a directory of their own, and the runs of mypy over them."""

    def __init__(
        self, root: Path, files: Mapping[str, str], uses: str = USED_BY_THE_PROJECTS
    ) -> None:
        self.root = root
        self._uses = uses
        self._clock = 1_600_000_000
        root.mkdir(parents=True)
        self.write({"mypy.ini": config(), **files})

    def write(self, files: Mapping[str, str]) -> None:
        """Write files, each with a time of its own, since mypy compares whole seconds."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            self._clock += BETWEEN_TWO_EDITS
            os.utime(path, (self._clock, self._clock))

    def remove(self, names: Iterable[str]) -> None:
        """Remove files, and the directories that are empty without them."""
        for name in names:
            path = self.root / name
            path.unlink()
            while not any(path.parent.iterdir()):
                path = path.parent
                path.rmdir()

    def move(self, root: Path) -> Project:
        """Move the directory with all that is in it; the times of files stay as they are."""
        root.parent.mkdir(parents=True, exist_ok=True)
        moved = copy.copy(self)
        moved.root = self.root.rename(root)
        return moved

    def cache(self, name: str = "cache", config_file: str = "") -> str:
        """Give a cache directory, which begins with what mypy knows of the library."""
        directory = self.root / f".{name}"
        if not directory.exists():
            text = (self.root / config_file).read_text(encoding="utf-8") if config_file else ""
            shutil.copytree(library_cache(text or config(), self._uses), directory)
        return str(directory)

    def forget(self, name: str = "cache") -> None:
        """Remove a cache directory."""
        shutil.rmtree(self.root / f".{name}", ignore_errors=True)

    def run(self, *arguments: str, env: Mapping[str, str] | None = None) -> Outcome:
        """Run mypy in a process of its own."""
        return self._execute("mypy", *arguments, env=env)

    def check(
        self, *arguments: str, targets: Iterable[str] = (".",), config_file: str = "mypy.ini"
    ) -> Outcome:
        """Run mypy in this process."""
        with _inside(self.root):
            given = [*arguments, "--no-error-summary", f"--config-file={config_file}", *targets]
            out, err, status = mypy.api.run(given)
        return Outcome(status, out, err)

    def dmypy(
        self, *arguments: str, env: Mapping[str, str] | None = None, status: str = "daemon.json"
    ) -> Outcome:
        """Give a command to the daemon of this project, which the caller has to stop."""
        return self._execute("mypy.dmypy", f"--status-file={status}", *arguments, env=env)

    def _execute(self, module: str, *arguments: str, env: Mapping[str, str] | None) -> Outcome:
        for _ in range(TRIES_WHILE_BUSY):
            run = subprocess.run(
                [sys.executable, "-m", module, *arguments],
                cwd=self.root,
                env={**os.environ, "PYTHONPATH": str(PACKAGE_PARENT), **(env or {})},
                capture_output=True,
                text=True,
                check=False,
                timeout=300,
            )
            if TOO_BUSY not in run.stdout + run.stderr:
                break
            time.sleep(SECONDS_BETWEEN_TRIES)
        return Outcome(run.returncode, run.stdout, run.stderr)


@functools.cache
def library_cache(config_text: str, uses: str) -> Path:
    """Give a cache that holds the library only, made once in a process for a configuration."""
    directory = tempfile.TemporaryDirectory(prefix="mypy-defaults-library-")
    _KEPT.append(directory)
    files = {"uses.py": uses, "mypy.ini": config_text}
    project = Project(Path(directory.name, "project"), files)
    assert project.check("--cache-dir=.cache", targets=["uses.py"]) == Outcome(0, "")
    for entry in project.root.glob(".cache/*/uses.*"):
        entry.unlink()
    return project.root / ".cache"


_KEPT: Final[list[tempfile.TemporaryDirectory[str]]] = []


class Daemon:
    """mypy's daemon in this process: what dmypy does behind its socket."""

    def __init__(self, project: Project, *flags: str) -> None:
        self._project = project
        self._said = io.StringIO()
        with _inside(project.root):
            arguments = [*flags, "--config-file=mypy.ini", "--cache-dir=/dev/null", "."]
            fscache = FileSystemCache()
            _, self._options = process_options(
                arguments, stderr=self._said, server_options=True, fscache=fscache
            )
            self._server = Server(self._options, "daemon.json")

    def check(self) -> Outcome:
        """Check the project as it is now."""
        with _inside(self._project.root):
            sources = create_source_list(["."], self._options, FileSystemCache())
            reply = self._server.check(sources, export_types=False, is_tty=False, terminal_width=-1)
        return Outcome(reply["status"], reply["out"], reply["err"])


@contextmanager
def _inside(directory: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(directory)
    try:
        yield
    finally:
        os.chdir(before)


def config(*settings: str, plugins: str = PLUGIN, sections: str = "") -> str:
    """Give the text of a configuration file, with settings for our own section."""
    own = "\n".join(["[mypy_defaults_plugin]", *settings]) if settings else ""
    return f"[mypy]\nplugins = {plugins}\n{own}\n{sections}\n"
