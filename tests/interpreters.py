"""Finds the interpreters of other versions of Python that a machine has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

MISSING_INTERPRETER: Final = "missing interpreter: "
"""Begins the reason of the only tests that may be skipped."""


def find_python(version: str) -> str:
    """Give an interpreter of a version: the running one, on the PATH, or pyenv's; else skip."""
    installed = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    found = shutil.which(f"python{version}")
    candidates = [sys.executable, *([found] if found else [])]
    candidates += [str(path) for path in sorted(installed.glob(f"{version}.*/bin/python"))]
    show = "import sys; print('%d.%d' % sys.version_info[:2])"
    for candidate in candidates:
        # A shim of pyenv may stand for a Python that isn't there: ask.
        answer = subprocess.run(
            [candidate, "-c", show], capture_output=True, text=True, check=False
        )
        if answer.returncode == 0 and answer.stdout.strip() == version:
            return candidate
    pytest.skip(f"{MISSING_INTERPRETER}python{version}")
