"""docs/output.svg: what mypy prints of an example, as a picture of a terminal."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from rich.console import Console
from rich.text import Text

ROOT: Final = Path(__file__).resolve().parents[2]
PICTURE: Final = ROOT / "docs" / "output.svg"
COMMAND: Final = "mypy --config-file examples/mypy.ini --pretty examples/web_handler.py"
WIDTH: Final = 88
WEB_FONT: Final = re.compile(r"@font-face \{.*?\}", re.DOTALL)
CHARACTER: Final = 12.2
"""How wide rich draws a character."""
TEXT: Final = "{http://www.w3.org/2000/svg}text"


def output() -> str:
    """Run the command as in a terminal."""
    terminal = {"MYPY_FORCE_TERMINAL_WIDTH": str(WIDTH), "MYPY_FORCE_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", *COMMAND.split()],
        cwd=ROOT,
        env={**os.environ, **terminal, "TERM": "xterm-256color"},
        capture_output=True,
        text=True,
        check=False,
    ).stdout


def drawn() -> str:
    """Give the picture of a run."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(f"[bold]$[/bold] {COMMAND}", highlight=False)
    console.print(Text.from_ansi(output()))
    picture = console.export_svg(title="mypy", unique_id="mypy-defaults")
    return WEB_FONT.sub("", picture).replace("<svg ", '<svg xml:space="preserve" ', 1)


def text_in(picture: str) -> list[str]:
    """Give the lines of text in a picture."""
    lines: dict[float, str] = {}
    for element in ET.fromstring(picture).iter(TEXT):
        if "clip-path" in element.attrib:
            column = round(float(element.attrib["x"]) / CHARACTER)
            before = lines.get(float(element.attrib["y"]), "").ljust(column)
            lines[float(element.attrib["y"])] = before + (element.text or "")
    in_order = [line for _, line in sorted(lines.items())]
    return [line.replace("\N{NO-BREAK SPACE}", " ").rstrip() for line in in_order]


def write_picture() -> None:
    """Run the command, and draw what it prints."""
    PICTURE.write_text(drawn(), encoding="utf-8")
