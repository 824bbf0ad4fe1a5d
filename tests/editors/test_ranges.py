"""Every message stands exactly where it says, is one line, and reads the same in every format."""

from __future__ import annotations

import itertools
import json
import random
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from mypy.options import Options

from mypy_defaults_plugin.codes import CODES

EVERY_MESSAGE: Final = Path(__file__).with_name("every_message.txt").read_text(encoding="utf-8")
CONFIG: Final = """\
[mypy]
plugins = mypy_defaults_plugin
[mypy_defaults_plugin]
pydantic_defaults = require-factory
"""
SEVERAL_LINES: Final = {"[\n    1,\n]", "x.append(\n    2,\n)"}
PARSERS: Final = (
    ["--native-parser", "--no-native-parser"] if hasattr(Options(), "native_parser") else [""]
)


def run(directory: Path, *flags: str) -> str:
    (directory / "mypy.ini").write_text(CONFIG, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--no-error-summary", *filter(None, flags), "a.py"]
    result = subprocess.run(
        command, cwd=directory, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.stderr == ""
    return result.stdout


def reports(directory: Path, *flags: str) -> list[dict[str, Any]]:
    """Give our errors as mypy writes them as JSON."""
    lines = run(directory, "--output=json", *flags).splitlines()
    parsed: list[dict[str, Any]] = [json.loads(line) for line in lines]
    return [report for report in parsed if report["code"] in CODES]


def text_at(lines: Sequence[str], report: dict[str, Any]) -> str:
    """Give the text at a range; columns count from 0, and the end is behind the last one."""
    text = list(lines[report["line"] - 1 : report["end_line"]])
    text[-1] = text[-1][: report["end_column"]]
    text[0] = text[0][report["column"] :]
    return "\n".join(text)


def expected() -> set[tuple[int, str, str]]:
    marks = set()
    for number, line in enumerate(EVERY_MESSAGE.splitlines(), 1):
        _, _, comment = line.partition("  # ")
        for mark in filter(None, comment.split(" | ")):
            code, _, text = mark.partition(": ")
            marks.add((number, code, text))
    return marks


@pytest.mark.slow
@pytest.mark.parametrize("parser", PARSERS)
def test_every_message_stands_at_its_expression(tmp_path: Path, parser: str) -> None:
    (tmp_path / "a.py").write_text(EVERY_MESSAGE, encoding="utf-8")
    lines = EVERY_MESSAGE.splitlines()
    texts = [(r, text_at(lines, r)) for r in reports(tmp_path, parser)]
    found = {(r["line"], r["code"], "..." if "\n" in text else text) for r, text in texts}
    assert found == expected()
    assert {code for _, code, _ in found} == set(CODES)
    several = {re.sub("  #.*", "", text) for _, text in texts if "\n" in text}
    assert several == SEVERAL_LINES


@pytest.mark.slow
def test_every_message_is_one_line_in_every_format(tmp_path: Path) -> None:
    """JSON has what the terminal shows, and the terminal what an editor's hover shows."""
    (tmp_path / "a.py").write_text(EVERY_MESSAGE, encoding="utf-8")
    plain = run(tmp_path, "--hide-error-context").splitlines()
    head = re.compile(r"a\.py:(\d+): (error|note): (.+?)(?:  \[([a-z-]+)\])?$")
    matches = [head.match(line) for line in plain]
    shown = {(match[1], match[3]) for match in matches if match is not None}
    assert None not in matches
    for report in reports(tmp_path):
        assert report["severity"] == "error"
        for text in (report["message"], *filter(None, (report["hint"] or "").splitlines())):
            assert (str(report["line"]), text) in shown
            assert text.isprintable()
            assert text == text.strip()
            assert not text.endswith(".")
            assert text.count('"') % 2 == 0
            assert "  " not in text


@pytest.mark.slow
def test_pretty_output_underlines_the_expression(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('def f(a="é", x=[1, 2]):\n    x.append(3)\n', encoding="utf-8")
    lines = run(tmp_path, "--pretty").splitlines()
    underlined = [
        above[line.index("^") : line.rindex("~") + 1]
        for above, line in itertools.pairwise(lines)
        if set(line.strip()) == {"^", "~"}
    ]
    assert underlined == ["[1, 2]", "x.append(3)"]


class Drawn:
    """Functions of one line with characters of one to four bytes all over."""

    def __init__(self, seed: int, number: int) -> None:
        self._random = random.Random(seed)
        self.lines: list[str] = []
        self.expected: set[tuple[int, str, str]] = set()
        for line in range(1, number + 1):
            name = self._random.choice(["x", "é", "日本", "ünï", "xy"])
            default = self._default()
            change = self._random.choice([f"{name}.clear()", f"{name}.pop({self._text()})"])
            self.lines.append(
                f"def f{line}(a={self._text()}, {name}={default}, b={self._text()}):"
                f" {self._text()}, {change}, {self._text()}; return {name}"
            )
            for code, text in [("mutable", default), ("mutated", change), ("leaked", name)]:
                self.expected.add((line, f"{code}-default", text))

    def _text(self) -> str:
        characters = self._random.choices("abcé日😀üñ", k=self._random.randrange(9))
        return f'"{"".join(characters)}"'

    def _default(self) -> str:
        one, other = self._text(), self._text()
        forms = [f"[{one}]", f"{{{one}: {other}}}", f"dict(a={one})", f"[i for i in {one}]"]
        return self._random.choice(forms)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("seed", "number"), [(1, 40), pytest.param(2, 1000, marks=pytest.mark.slow)]
)
def test_ranges_count_characters(tmp_path: Path, parser: str, seed: int, number: int) -> None:
    drawn = Drawn(seed, number)
    (tmp_path / "a.py").write_text("\n".join(drawn.lines) + "\n", encoding="utf-8")
    found = reports(tmp_path, parser)
    assert {(r["line"], r["code"], text_at(drawn.lines, r)) for r in found} == drawn.expected
