"""The picture in the README shows what mypy prints now."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from docs.making.picture import COMMAND, PICTURE, output, text_in

COLORS: Final = re.compile(r"\x1b\[[0-9;]*m|\x1b\(B")
README: Final = Path(__file__).resolve().parents[2] / "README.md"


def test_text_in_the_picture_is_the_output_of_the_command() -> None:
    first, *lines = text_in(PICTURE.read_text(encoding="utf-8"))
    assert first == f"$ {COMMAND}"
    said = COLORS.sub("", output())
    assert " ".join(lines).split() == said.split(), "run python -m docs picture"
    assert "[mutated-default]" in said
    underlined = [line for line in said.splitlines() if set(line.strip()) == {"^", "~"}]
    assert len(underlined) == said.count(": error: ")
    assert set(underlined) <= set(lines)


def test_picture_is_in_the_readme_and_loads_nothing() -> None:
    assert "](docs/output.svg)" in README.read_text(encoding="utf-8")
    addresses = re.findall(r'(?:href|src|url)[=(]\s*"?(?!#)\S+', PICTURE.read_text())
    assert addresses == []
