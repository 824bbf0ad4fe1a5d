"""The ways to run mypy on the project that is edited, each with a cache or a daemon of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mypy.options import Options
from mypy_runs import EMPTY_PLUGIN, MYPY, PLUGIN, Outcome, Project
from world import World

USED_BY_THE_WORLD: Final = """\
import attrs, collections, collections.abc, dataclasses, fractions, msgspec, pydantic, typing
"""
OURS: Final = "mypy.ini"
EMPTY: Final = "empty.ini"
HOUR: Final = "--timeout=3600"
"""After which a daemon that nobody asks ends by itself."""

FLAGS: Final[dict[str, list[str]]] = {
    "warm": ["--follow-imports=normal"],
    "--follow-imports=silent": ["--follow-imports=silent"],
    "--sqlite-cache": ["--sqlite-cache"],
    **({"--no-sqlite-cache": ["--no-sqlite-cache"]} if MYPY >= (2, 0) else {}),
    **(
        {f"--num-workers={n}": [f"--num-workers={n}"] for n in (2, 4)}
        if hasattr(Options(), "num_workers")
        else {}
    ),
    **(
        {flag: [flag] for flag in ("--native-parser", "--no-native-parser")}
        if hasattr(Options(), "native_parser")
        else {}
    ),
}
"""Ways to run mypy with the cache of the run before."""


@dataclass(frozen=True)
class Changes:
    """What has been changed on disk since the last runs."""

    changed: frozenset[str]
    added_or_removed: frozenset[str]
    is_configured: bool


class EditedProject:
    """The project on disk, and mypy's runs over it after each change."""

    def __init__(self, root: Path) -> None:
        self.world = World()
        self._files = self.world.files()
        self._project = Project(root / "project", self._files, USED_BY_THE_WORLD)
        self._configure()
        self._turn = 0
        self._started: set[str] = set()

    def edit(self, world: World) -> Changes:
        """Write what differs, and give what that was."""
        self._turn += 1
        before, after = self._files, world.files()
        self._project.remove(before.keys() - after.keys())
        changed = {name: text for name, text in after.items() if before.get(name) != text}
        self._project.write(changed)
        is_configured = world.settings != self.world.settings
        self.world, self._files = world, after
        if is_configured:
            self._configure()
        return Changes(frozenset(changed), frozenset(before.keys() ^ after.keys()), is_configured)

    def _configure(self) -> None:
        self._project.write(
            {OURS: self.world.config(PLUGIN), EMPTY: self.world.config(EMPTY_PLUGIN)}
        )

    def cold(self, config_file: str = OURS) -> Outcome:
        """Run mypy by its API, with all of the project from source; the library is cached."""
        self._project.forget("cold")
        cache = self._project.cache("cold", config_file)
        return self._project.check(f"--cache-dir={cache}", config_file=config_file)

    def from_nothing(self) -> Outcome:
        """Run mypy with everything from source."""
        return self._project.check("--cache-dir=/dev/null")

    def api(self) -> Outcome:
        """Run mypy by its API, with the cache of the run before."""
        return self._project.check(f"--cache-dir={self._project.cache('api', OURS)}")

    def warm(self, way: str) -> Outcome:
        """Run mypy in a process, with the cache of the run before."""
        cache = self._project.cache(way.strip("-").replace("=", "-"), OURS)
        return self._project.run(f"--cache-dir={cache}", "--no-error-summary", *FLAGS[way], ".")

    def without_ours(self, way: str) -> Outcome:
        """Run mypy in the same way with an empty plugin, and with no cache of the project."""
        self._project.forget("without")
        cache = self._project.cache("without", EMPTY)
        flags = [f"--config-file={EMPTY}", f"--cache-dir={cache}", "--no-error-summary"]
        return self._project.run(*flags, *FLAGS[way], ".")

    def daemon(self, config_file: str, changes: Changes) -> dict[str, Outcome]:
        """Ask a daemon in two ways; ``recheck`` finds no new files, so there it comes second."""
        status = config_file.replace(".ini", ".json")
        if config_file not in self._started or changes.is_configured:
            self._started.add(config_file)
            flags = [f"--config-file={config_file}", "--no-error-summary", "--cache-dir=/dev/null"]
            run = ["run", HOUR, "--", *flags, "."]
            return {"dmypy run": self._project.dmypy(*run, status=status)}
        commands = [["check", "."], ["recheck"]]
        if not changes.added_or_removed and self._turn % 2:
            commands.reverse()
        return {
            f"dmypy {command[0]}": self._project.dmypy(*command, status=status)
            for command in commands
        }

    def stop(self) -> None:
        """End the daemons; the next question starts others."""
        for config_file in self._started:
            self._project.dmypy("stop", status=config_file.replace(".ini", ".json"))
        self._started = set()
