"""A walk through the first minutes: files that are written, commands and what they print."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from docs.making.environment import Environment

OF_THIS_MACHINE: Final = re.compile(r"^WARNING: .*\n", re.MULTILINE)
VERSION: Final = re.compile(r"\b\d+\.\d+\.\d+\b")
LANGUAGES: Final = {".py": "python", ".toml": "toml", ".ini": "ini", ".cfg": "ini"}


class Walkthrough:
    """Writes Markdown while it does what it says, in a directory of its own."""

    def __init__(self, directory: Path) -> None:
        self._home = directory
        self._project = directory
        self._environment: Environment | None = None
        self._parts: list[str] = []

    @property
    def markdown(self) -> str:
        return "\n\n".join(self._parts) + "\n"

    def say(self, text: str) -> None:
        self._parts.append(text)

    def enter(self, name: str, environment: Environment) -> None:
        """Begin a new project with an environment that is activated."""
        self._project = self._home / name
        self._project.mkdir()
        self._environment = environment

    def write(self, name: str, text: str) -> None:
        """Write a file, and show it."""
        (self._project / name).write_text(text, encoding="utf-8")
        self._parts.append(f"`{name}`:\n\n```{LANGUAGES[Path(name).suffix]}\n{text}```")

    def run(self, *commands: str) -> None:
        """Run commands, and show what each of them prints."""
        assert self._environment is not None
        shown = []
        for command in commands:
            run = self._environment.run("bash", "-c", command, directory=self._project)
            printed = self._without_machine(run.stdout)
            status = f"(exit status {run.returncode})\n" if run.returncode else ""
            shown.append(f"$ {command}\n{printed}{status}")
        self._parts.append(f"```console\n{''.join(shown)}```")

    def _without_machine(self, printed: str) -> str:
        printed = OF_THIS_MACHINE.sub("", printed)
        for path in (self._home, self._home.resolve()):
            printed = printed.replace(str(path), "~")
        return printed


def without_versions(markdown: str) -> str:
    """Give a text in which a new release of mypy or Python makes no difference."""
    return VERSION.sub("X.Y.Z", markdown)
