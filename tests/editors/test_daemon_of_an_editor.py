"""mypy's daemon as the extensions of editors call it, file by file and with ranges."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

pytestmark = pytest.mark.slow

FLAGS: Final = [
    "--show-column-numbers",
    "--show-error-end",
    "--hide-error-context",
    "--no-error-summary",
    "--no-pretty",
    "--no-color-output",
]
REPORT: Final = re.compile(
    r"(?P<file>.+?):(?P<line>\d+):(?P<column>\d+):(?P<end_line>\d+):(?P<end_column>\d+):"
    r" (?P<severity>error|note): (?P<message>.+?)(?:  \[(?P<code>[a-z-]+)\])?"
)
CART: Final = """\
from prices import PRICES

def add(item, cart=[], prices=PRICES):
    cart.append(item)
    return prices
"""
PRICES: Final = "PRICES = {'tea': 1}\n"


class Daemon:
    """A project whose files an editor has open, each of which it checks when it is saved."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self.save("mypy.ini", "[mypy]\nplugins = mypy_defaults_plugin\n")

    def save(self, name: str, text: str) -> None:
        (self._directory / name).write_text(text, encoding="utf-8")

    def call(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "mypy.dmypy", "--status-file", "d.json", *arguments]
        run = subprocess.run(
            command, cwd=self._directory, capture_output=True, text=True, check=False
        )
        assert run.stderr == ""
        return run.stdout

    def check(self, name: str) -> set[tuple[str, str]]:
        """Give code and text of each error; every line must have a range."""
        lines = self.call("run", "--timeout=120", "--", *FLAGS, name).splitlines()
        said = [line for line in lines if not line.startswith("Daemon started")]
        matches = [REPORT.fullmatch(line) for line in said]
        assert None not in matches, said
        found = [match for match in matches if match is not None and match["severity"] == "error"]
        return {(match["code"], self._text_at(match)) for match in found}

    def _text_at(self, match: re.Match[str]) -> str:
        lines = (self._directory / match["file"]).read_text(encoding="utf-8").splitlines()
        assert match["line"] == match["end_line"]
        return lines[int(match["line"]) - 1][int(match["column"]) - 1 : int(match["end_column"])]


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Daemon]:
    daemon = Daemon(tmp_path)
    daemon.save("cart.py", CART)
    daemon.save("prices.py", PRICES)
    yield daemon
    daemon.call("stop")


OF_CART: Final = {("mutable-default", "[]"), ("mutated-default", "cart.append(item)")}
OF_PRICES: Final = {("mutable-default", "PRICES"), ("leaked-default", "prices")}


def test_each_save_is_answered(daemon: Daemon) -> None:
    assert daemon.check("cart.py") == OF_CART | OF_PRICES
    assert daemon.check("cart.py") == OF_CART | OF_PRICES
    daemon.save("cart.py", CART.replace("cart=[]", "cart = [ ]  "))
    assert daemon.check("cart.py") == OF_PRICES | {("mutable-default", "[ ]"), *OF_CART} - {
        ("mutable-default", "[]")
    }
    daemon.save("cart.py", CART.replace("cart=[]", "cart=()").replace(".append", ".count"))
    assert daemon.check("cart.py") == OF_PRICES
    daemon.save("prices.py", "PRICES = frozenset({'tea'})\n")
    assert daemon.check("cart.py") == set()
    daemon.save("prices.py", PRICES)
    assert daemon.check("cart.py") == OF_PRICES
    daemon.save("cart.py", CART)
    assert daemon.check("cart.py") == OF_CART | OF_PRICES


def test_files_one_after_the_other(daemon: Daemon) -> None:
    daemon.save("other.py", "from cart import add\ndef f(x={}): x['a'] = add\n")
    of_other = {("mutable-default", "{}"), ("mutated-default", "x['a']")}
    assert daemon.check("cart.py") == OF_CART | OF_PRICES
    assert daemon.check("other.py") >= of_other
    assert daemon.check("cart.py") >= OF_CART | OF_PRICES
