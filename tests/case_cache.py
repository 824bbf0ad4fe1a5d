"""The mypy caches that cases share, so that each does not check the standard library anew."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path


class CacheDirectories:
    """Cache directories, one for each set of flags, that live as long as the process.

    They hold the standard library and installed packages. What belongs to a case is removed
    before and after it, so that no case ever sees another's. As nothing outlives the process,
    neither a change to the plugin nor to mypy can be answered from them.
    """

    def __init__(self) -> None:
        self._root = tempfile.TemporaryDirectory(prefix="mypy-defaults-cases-")
        self._directories: dict[tuple[str, ...], Path] = {}

    def get(self, flags: list[str], packages: str) -> Path:
        """Return the directory for these flags; for packages, by their names and settings too."""
        key = (*flags, packages)
        if key not in self._directories:
            directory = Path(self._root.name, str(len(self._directories)))
            similar = self.similar(flags)
            if similar is not None:
                shutil.copytree(similar, directory)
            self._directories.setdefault(tuple(flags), directory)
            self._directories[key] = directory
        return self._directories[key]

    def similar(self, flags: list[str]) -> Path | None:
        """Return a directory whose library entries may well be valid; mypy checks if they are."""
        directories = [self._directories.get(tuple(flags)), *self._directories.values()]
        return next((path for path in directories if path is not None and path.exists()), None)


def forget(cache: Path, names: Iterable[str]) -> None:
    """Remove whatever belongs to modules and packages with these names, or to none."""
    stems = {"__main__", *names}
    for version in cache.glob("*.*"):
        for entry in [*version.iterdir()] if version.is_dir() else []:
            if entry.name.partition(".")[0] in stems:
                if entry.is_dir():
                    shutil.rmtree(entry)
                else:
                    entry.unlink()
