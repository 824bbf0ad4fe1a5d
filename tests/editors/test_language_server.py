"""Findings in an editor: python-lsp-server with pylsp-mypy, live and with mypy's daemon."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from lsp_client import Diagnostic, LanguageServer

from mypy_defaults_plugin.codes import CODES

pytestmark = pytest.mark.slow

ERROR, INFORMATION = 1, 3
SHOP: Final = """\
from dataclasses import dataclass


def add(item, cart=[], größe="é", *, sizes={"ü": 1}):
    cart.append(item)
    return sizes


@dataclass
class Order:
    items: list[str] = []  # noqa: RUF012
"""
MENDED: Final = SHOP.replace("cart=[]", "cart=()").replace(".append(item)", ".count(item)")
OTHERS_OFF: Final = {
    name: {"enabled": False}
    for name in ("flake8", "mccabe", "pycodestyle", "pyflakes", "pylint", "ruff", "yapf")
}


class Mode(NamedTuple):
    """How pylsp-mypy runs mypy, and whether it sees what is not saved."""

    options: dict[str, Any]
    is_live: bool


LIVE: Final = Mode({"live_mode": True, "dmypy": False}, is_live=True)
DAEMON: Final = Mode({"live_mode": False, "dmypy": True}, is_live=False)


class Editor:
    """An open file in a project, and the server behind it."""

    def __init__(self, directory: Path, mode: Mode) -> None:
        (directory / "mypy.ini").write_text("[mypy]\nplugins = mypy_defaults_plugin\n")
        self.file = directory / "shop.py"
        self.file.write_text(SHOP, encoding="utf-8")
        options = {"enabled": True, **mode.options}
        self._server = LanguageServer(directory, {"plugins": {**OTHERS_OFF, "pylsp_mypy": options}})
        self._mode = mode
        self._server.open(self.file)

    def codes(self, *codes: str) -> list[Diagnostic]:
        """Wait until the errors have these codes; give all diagnostics of the plugin."""

        def are_there(diagnostics: list[Diagnostic]) -> bool:
            return sorted(codes) == sorted(d.code or "" for d in diagnostics if d.severity == ERROR)

        return self._server.diagnostics(self.file, are_there)

    def change(self, text: str) -> None:
        """Type a new text, and save it where only that is seen."""
        self._server.edit(self.file, text)
        if not self._mode.is_live:
            self._server.save(self.file, text)

    def close(self) -> None:
        self._server.close()


@pytest.fixture(params=[pytest.param(LIVE, id="live"), pytest.param(DAEMON, id="daemon")])
def editor(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Editor]:
    editor = Editor(tmp_path, request.param)
    yield editor
    editor.close()
    dmypy = [sys.executable, "-m", "mypy.dmypy", "--status-file", ".dmypy.json", "stop"]
    subprocess.run(dmypy, cwd=tmp_path, capture_output=True, check=False)


def text_at(text: str, diagnostic: Diagnostic) -> str:
    lines = text.splitlines()
    assert diagnostic.start[0] == diagnostic.end[0]
    return lines[diagnostic.start[0]][diagnostic.start[1] : diagnostic.end[1]]


AT_FIRST: Final = (
    "mutable-default",
    "mutable-default",
    "mutated-default",
    "leaked-default",
    "missing-default-factory",
)


def test_findings_appear_move_and_go(editor: Editor) -> None:
    first = editor.codes(*AT_FIRST)
    errors = [d for d in first if d.severity == ERROR]
    assert {(d.code, text_at(SHOP, d)) for d in errors} == {
        ("mutable-default", "[]"),
        ("mutable-default", '{"ü": 1}'),
        ("mutated-default", "cart.append(item)"),
        ("leaked-default", "sizes"),
        ("missing-default-factory", "[]"),
    }
    notes = [d for d in first if d.severity == INFORMATION]
    assert {d.start for d in notes} == {d.start for d in errors}
    assert all(d.code is None for d in notes)
    assert {d.code for d in errors} <= set(CODES)

    editor.change(f"\n\n{SHOP}")
    moved = editor.codes(*AT_FIRST)
    assert {text_at(f"\n\n{SHOP}", d) for d in moved} == {text_at(SHOP, d) for d in first}

    editor.change(MENDED)
    fewer = editor.codes("mutable-default", "leaked-default", "missing-default-factory")
    assert all(text_at(MENDED, d) != "cart.append(item)" for d in fewer)

    editor.change(SHOP)
    assert set(editor.codes(*AT_FIRST)) == set(first)


def test_acknowledgements_are_read_from_what_the_editor_shows(
    tmp_path: Path, editor: Editor
) -> None:
    editor.codes(*AT_FIRST)
    editor.change(SHOP.replace("cart=[]", "cart=[\n]  # type: ignore[mutable-default]\n"))
    editor.codes("mutable-default", "leaked-default", "missing-default-factory")
    settings = "[mypy_defaults_plugin]\nnoqa_comments = true\n"
    with (tmp_path / "mypy.ini").open("a") as config:
        config.write(settings)
    with_noqa = SHOP.replace("cart=[]", "cart=[\n]  # noqa: B006\n")
    editor.change(with_noqa)
    editor.codes("mutable-default", "leaked-default")
