"""Runs mypy --strict with the plugin on many small modules at once, and reads its messages."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from apply_note import Reported
from mypy import build
from mypy.main import process_options

CODE: Final = "mutable-default"
LINE: Final = re.compile(
    r"(?:.*[/\\])?(?P<module>\w+)\.py:(?P<line>\d+):(?P<column>\d+): "
    r"(?P<severity>error|note): (?P<text>.*)"
)
CONFIG: Final = """\
[mypy]
plugins = mypy_defaults_plugin
[mypy_defaults_plugin]
named_defaults = all
[mypy_defaults_plugin-instances_all,instances_all_constant]
instances = all
"""


@dataclass
class Messages:
    """What mypy says about one module."""

    findings: list[Reported] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    """mypy's own messages, without their places."""


class StrictRun:
    """A directory with a cache that all runs of one configuration share."""

    def __init__(
        self,
        directory: Path,
        *,
        site_packages: bool = False,
        python_version: tuple[int, int] | None = None,
    ) -> None:
        self._directory = directory
        self._config = directory / "mypy.ini"
        self._config.write_text(CONFIG, encoding="utf-8")
        self._python_version = python_version
        packages = f"--python-executable={sys.executable}"
        self._flags = [
            "--strict",
            "--show-column-numbers",
            "--no-error-summary",
            f"--cache-dir={directory / 'cache'}",
            f"--config-file={self._config}",
            packages if site_packages else "--no-site-packages",
        ]

    def check(self, step: str, sources: dict[str, str]) -> dict[str, Messages]:
        """Check modules by their names and sources; every module has an entry."""
        place = self._directory / step
        place.mkdir(exist_ok=True)
        paths = []
        for name, text in sources.items():
            path = place / f"{name}.py"
            path.write_text(text, encoding="utf-8")
            paths.append(str(path))
        files, options = process_options([*self._flags, *paths])
        if self._python_version is not None:
            options.python_version = self._python_version  # older than the command line allows
        return _by_module(sources, build.build(files, options).errors)


def _by_module(sources: dict[str, str], lines: list[str]) -> dict[str, Messages]:
    messages: dict[str, Messages] = defaultdict(Messages)
    for name in sources:
        messages[name] = Messages()
    reported: re.Match[str] | None = None
    for line in lines:
        match = LINE.fullmatch(line)
        assert match is not None, line
        found = messages[match["module"]]
        if match["text"].endswith(f"  [{CODE}]"):
            reported = match
        elif reported is not None and match["severity"] == "note":
            at = (int(match["line"]), int(match["column"]))
            assert at == (int(reported["line"]), int(reported["column"])), line
            found.findings.append(Reported(*at, match["text"].removesuffix(f"  [{CODE}]")))
            reported = None
        else:
            found.own.append(f"{match['severity']}: {match['text']}")
    return dict(messages)
