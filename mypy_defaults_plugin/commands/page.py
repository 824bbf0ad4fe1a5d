"""The page of an error code: the explanation at the head of its check, taken apart.

It is read from the source, so that it is there under ``python -OO`` too.
"""

from __future__ import annotations

import ast
import re
import textwrap
from dataclasses import dataclass
from importlib import resources
from typing import Final

from mypy_defaults_plugin.codes import CODES
from mypy_defaults_plugin.settings.options import OPTIONS
from mypy_defaults_plugin.settings.reference import default_in_words

HEADINGS: Final = (
    "What it does",
    "Why",
    "At run time",
    "Example",
    "Fix",
    "Limits",
    "Options",
)
FOR_EVERY_CODE: Final = ("report", "disable")
"""Options that no page names, since they hold for all of them."""

_SECTION = re.compile(rf"^({'|'.join(HEADINGS)}):\s", re.MULTILINE)
_MESSAGE = re.compile(r"# error: (.*)")
_SETTINGS = re.compile(r"^# settings: (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """What a check says of itself, by heading."""

    code: str
    summary: str
    sections: dict[str, str]

    @property
    def session(self) -> str:
        """An interpreter session that shows what happens."""
        return textwrap.dedent(self.sections["At run time"])

    @property
    def mistake(self) -> str:
        """A program that has one finding of this code."""
        return textwrap.dedent(self.sections["Example"])

    @property
    def mended(self) -> str:
        """The same program without a finding."""
        return textwrap.dedent(self.sections["Fix"])

    @property
    def message(self) -> str:
        """What is reported in the example."""
        found = _MESSAGE.search(self.mistake)
        return found[1] if found is not None else ""

    @property
    def settings(self) -> str:
        """The settings under which the example is reported, as one line of an ini file."""
        found = _SETTINGS.search(self.mistake)
        return found[1] if found is not None else ""

    @property
    def options(self) -> list[str]:
        """The options that change what is reported, those of every code last."""
        named = re.findall(r"\w+", self.sections["Options"])
        return [*named, *(name for name in FOR_EVERY_CODE if name not in named)]


def page_of(code: str) -> Page:
    """Read the page of an error code."""
    file = resources.files("mypy_defaults_plugin.checks") / f"{code.replace('-', '_')}.py"
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")), clean=False) or ""
    head, *parts = _SECTION.split(text)
    sections = {name: body.strip("\n") for name, body in zip(parts[::2], parts[1::2], strict=True)}
    return Page(code, head.strip().removeprefix(f"{code}: "), sections)


def pages() -> list[Page]:
    """Give the pages of all error codes."""
    return [page_of(code) for code in CODES]


def markdown(page: Page) -> str:
    """Give a page as Markdown, each option with its meaning."""
    parts = [f"# {page.code}", _first_letter_up(page.summary)]
    for heading in HEADINGS:
        parts += [f"## {heading}", _body(page, heading)]
    return "\n\n".join(parts) + "\n"


def _body(page: Page, heading: str) -> str:
    if heading == "At run time":
        return f"```pycon\n{page.session}\n```"
    if heading == "Example":
        return f"```python\n{page.mistake}\n```"
    if heading == "Fix":
        return f"```python\n{page.mended}\n```"
    if heading == "Options":
        return "\n".join(_option(name) for name in page.options)
    return _first_letter_up(page.sections[heading].replace("``", "`"))


def _option(name: str) -> str:
    option = OPTIONS[name]
    return f"- `{name}` ({default_in_words(option)} by default): {option.description}"


def _first_letter_up(text: str) -> str:
    return text[:1].upper() + text[1:]
