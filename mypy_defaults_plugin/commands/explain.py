"""``explain``: the list of error codes, or the page of one."""

from __future__ import annotations

import sys

from mypy_defaults_plugin.codes import CODES
from mypy_defaults_plugin.commands.page import markdown, page_of, pages
from mypy_defaults_plugin.settings.messages import did_you_mean, quoted, use_one_of


def explain(code: str | None) -> int:
    """Print the page of a code, or a line for each code."""
    if code is None:
        width = max(map(len, CODES))
        for page in pages():
            print(f"{page.code:{width}}  {page.summary}")
        return 0
    if code not in CODES:
        hint = did_you_mean(code, CODES) or f"; {use_one_of(list(CODES))}"
        print(f"unknown error code {quoted(code)}{hint}", file=sys.stderr)
        return 2
    print(markdown(page_of(code)), end="")
    return 0
