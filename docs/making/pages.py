"""The pages of the error codes, the same that ``explain`` prints."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from mypy_defaults_plugin.commands.page import markdown, pages

RULES: Final = Path(__file__).parents[1] / "rules"


def contents() -> dict[Path, str]:
    """Give the text of each page, and of the list of them."""
    files = {RULES / f"{page.code}.md": markdown(page) for page in pages()}
    rows = [f"| [`{page.code}`]({page.code}.md) | {page.summary} |" for page in pages()]
    lines = ["# Error codes", "", "| Code | |", "| --- | --- |", *rows]
    return {RULES / "README.md": "\n".join(lines) + "\n", **files}


def write_pages() -> None:
    """Write the pages, and take away those of codes that are gone."""
    RULES.mkdir(exist_ok=True)
    files = contents()
    for path in set(RULES.glob("*.md")) - set(files):
        path.unlink()
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
