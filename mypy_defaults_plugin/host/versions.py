"""The versions of mypy that the tests run with, and what is said of others."""

from __future__ import annotations

import importlib
import re
import sys
from typing import Final

from mypy.errors import CompileError

OLDEST_TESTED: Final = (1, 11)
NEWEST_TESTED: Final = (2, 4)


def parts_of(version: str) -> tuple[int, int]:
    """Give the first two numbers of a version, ``(2, 4)`` of ``2.4.1+dev``."""
    major, minor, *_ = [*(int(part) for part in re.findall(r"\d+", version)), 0, 0]
    return major, minor


def shown(version: tuple[int, int]) -> str:
    """Give a version as it is written."""
    return f"{version[0]}.{version[1]}"


def is_tested(version: str) -> bool:
    """Tell whether the tests run with this version, whatever its last number."""
    return OLDEST_TESTED <= parts_of(version) <= NEWEST_TESTED


def tested_range() -> str:
    """Give the tested versions for a message."""
    return f"{shown(OLDEST_TESTED)} to {shown(NEWEST_TESTED)}"


def stop_if_unfit(version: str) -> None:
    """Stop a mypy that lacks what the analysis is written with, which no tested one does.

    It is imported here, and not when the first module is analysed: mypy would call that a crash.
    """
    if is_tested(version):
        return
    try:
        importlib.import_module("mypy_defaults_plugin.analysis")
    except (ImportError, AttributeError) as error:
        text = f"mypy_defaults_plugin: it does not work with mypy {version} ({error}); use mypy"
        raise CompileError([f"{text} {tested_range()}"]) from error


def say_if_untested(version: str) -> None:
    """Print one note, never more: of the processes of a run, mypy's workers stay quiet.

    Not on the standard output, where programs read mypy's reports.
    """
    if is_tested(version) or "mypy.build_worker" in sys.modules:
        return
    print(
        f"mypy_defaults_plugin: note: this is mypy {version}, and the plugin is tested with"
        f" {tested_range()}; where it does not fit, it says so and stops mypy",
        file=sys.stderr,
        flush=True,
    )
