"""A clean virtual environment, as a new user has one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
BINARIES: Final = "Scripts" if os.name == "nt" else "bin"
OF_THIS_PROCESS: Final = ("PYTEST", "MYPY", "VIRTUAL_ENV", "PYTHONPATH", "FORCE_COLOR")


class Environment:
    """A virtual environment and its commands."""

    def __init__(self, binaries: Path) -> None:
        self.binaries = binaries

    @classmethod
    def made(cls, directory: Path, *packages: str) -> Environment:
        """Make an environment with the Python that runs this, and install packages."""
        subprocess.run([sys.executable, "-m", "venv", str(directory)], check=True)
        environment = cls(directory / BINARIES)
        if packages:
            installed = environment.run("pip", "install", "-q", *packages, directory=directory)
            assert installed.returncode == 0, installed.stdout
        return environment

    @classmethod
    def of_this_process(cls) -> Environment:
        """Give the environment that runs this."""
        return cls(Path(sys.executable).parent)

    @property
    def variables(self) -> dict[str, str]:
        """The variables of a shell in which the environment is activated."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(OF_THIS_PROCESS)}
        path = os.pathsep.join([str(self.binaries), os.environ.get("PATH", "")])
        return {**kept, "PATH": path, "VIRTUAL_ENV": str(self.binaries.parent)}

    def run(self, *command: str, directory: Path) -> subprocess.CompletedProcess[str]:
        """Run a command; what it prints and complains is together in ``stdout``."""
        found = self.binaries / command[0]
        program = str(found) if found.exists() else command[0]
        return subprocess.run(
            [program, *command[1:]],
            cwd=directory,
            env=self.variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
