"""Each example shows its leak when it is run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LEAKS = {
    "customers.py": "['tea'] ['a gift']",
    "web_handler.py": "alice-secret",
    "accumulator.py": "'milk'",
    "memo.py": "4: the first of the next file",
    "report_options.py": "name, price, name, price",
    "orders.py": "['tea']\nmilk, tea (['milk', 'tea'],)",
}
CALLED = {"shelves.py"}
"""Modules in which nothing is wrong by itself."""


@pytest.mark.parametrize("name", sorted(LEAKS))
def test_example_leaks_at_run_time(name: str) -> None:
    command = [sys.executable, str(EXAMPLES / name)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert LEAKS[name] in result.stdout


def test_each_example_is_run() -> None:
    assert {path.name for path in EXAMPLES.glob("*.py")} == LEAKS.keys() | CALLED
