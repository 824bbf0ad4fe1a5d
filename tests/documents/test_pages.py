"""The pages in docs/ are what ``explain`` prints."""

from __future__ import annotations

from docs.making.pages import RULES, contents


def test_pages_are_current() -> None:
    files = contents()
    assert set(RULES.iterdir()) == set(files)
    for path, text in files.items():
        assert path.read_text(encoding="utf-8") == text, "run python -m docs pages"
