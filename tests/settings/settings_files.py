"""Configuration files written for a test, and what reading them gives."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import mypy_defaults_plugin
from mypy_defaults_plugin.codes import CODES
from mypy_defaults_plugin.settings import SettingsError, SettingsTable, read_settings
from mypy_defaults_plugin.settings.options import OPTIONS

ALL_KEYS = ", ".join(f'"{name}"' for name in OPTIONS)
ALL_CODES = ("one of " if len(CODES) > 1 else "") + ", ".join(f'"{code}"' for code in sorted(CODES))
PACKAGE_PARENT = Path(mypy_defaults_plugin.__file__).parent.parent


def read_text(directory: Path, name: str, text: str) -> SettingsTable:
    """Read the settings from a file with this text."""
    path = directory / name
    path.write_text(text, encoding="utf-8")
    return read_settings(str(path))


def messages_for(directory: Path, name: str, text: str) -> list[str]:
    """Give the messages about a file with this text, with the directory cut off."""
    try:
        read_text(directory, name, text)
    except SettingsError as error:
        return [message.removeprefix(f"{directory}{os.sep}") for message in error.messages]
    return []


def printed_by(code: str, *arguments: str, hash_seed: str = "0") -> str:
    """Run Python code in a process of its own and give what it prints."""
    environment = {
        **os.environ,
        "PYTHONHASHSEED": hash_seed,
        "PYTHONPATH": str(PACKAGE_PARENT),
    }
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
