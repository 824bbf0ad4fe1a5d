"""The project that is edited at random: its modules with their choices, and what became of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_TEXT: Final = Path(__file__).with_name("world.txt").read_text(encoding="utf-8")
_HEADING: Final = re.compile(r"^\[file (.+)\]\n", re.MULTILINE)
_CHOICE: Final = re.compile(r"<<(.+?)>>")
MOVED: Final = "_moved"

MODULES: Final[dict[str, str]] = dict(
    zip(_HEADING.findall(_TEXT), _HEADING.split(_TEXT)[2::2], strict=True)
)
"""The text of each file, choices included."""
CHOICES: Final[list[tuple[str, list[str]]]] = [
    (file, [text.strip(" ") for text in choice.split("||")])
    for file, whole in MODULES.items()
    for choice in _CHOICE.findall(whole)
]
"""The file of each place with a choice, and what may stand there."""
EDITABLE: Final = [file for file in MODULES if not file.endswith("__init__.py")]

PACKAGES: Final = ("low", "mid", "far", "ring", "users", "models", "standing", "quiet")
CONFIG: Final = """\
[mypy]
plugins = {plugins}
local_partial_types = True
disable_error_code = empty-body
[mypy-quiet.*]
ignore_errors = True
[mypy_defaults_plugin]
named_defaults = all
pydantic_defaults = require-factory
{settings}
[mypy_defaults_plugin-bugs.*]
report = bugs
{sections}
"""


def _in_packages(*settings: str, packages: tuple[str, ...] = PACKAGES) -> str:
    """Set something for the project's own modules: for all modules takes the library anew."""
    headings = [f"[mypy_defaults_plugin-{package}.*]" for package in packages]
    return "\n".join("\n".join([heading, *settings]) for heading in headings)


SETTINGS: Final[tuple[dict[str, str], ...]] = (
    {},
    {"sections": _in_packages("report = bugs")},
    {"sections": _in_packages("disable = leaked-default, missing-default-factory")},
    {"sections": _in_packages("read_only_annotations = false")},
    {"sections": _in_packages("named_defaults = never", packages=("users", "models"))},
    {"sections": _in_packages("named_defaults = changed", "instances = all")},
    {"sections": _in_packages("extend_mutable_types = low.kinds.Plain")},
    {"sections": _in_packages("extend_immutable_types = low.kinds.Point", packages=("users",))},
    {"sections": "[mypy-standing.*]\nignore_errors = True"},
    {"settings": "intended_parameters = x, c"},
)
"""What may be added to the configuration; all but the last leave the library's modules alone."""


@dataclass(frozen=True)
class World:
    """The project after some edits."""

    chosen: Mapping[int, int] = field(default_factory=dict)
    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    moved: Mapping[str, bool] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    broken: Mapping[str, str] = field(default_factory=dict)
    settings: int = 0

    def files(self) -> dict[str, str]:
        """Give the source of every file that is there."""
        numbers = iter(range(len(CHOICES)))

        def choose(_: re.Match[str]) -> str:
            number = next(numbers)
            return CHOICES[number][1][self.chosen.get(number, 0)]

        texts = {file: _CHOICE.sub(choose, text) for file, text in MODULES.items()}
        return {
            self._path(file): self._with_moved_names(self._whole(file, text))
            for file, text in texts.items()
            if file not in self.gone
        }

    def config(self, plugins: str) -> str:
        """Give the configuration, with these plugins."""
        parts = {"settings": "", "sections": "", **SETTINGS[self.settings]}
        return CONFIG.format(plugins=plugins, **parts)

    def _whole(self, file: str, text: str) -> str:
        more = [snippet.format(n=n) for n, snippet in enumerate(self.added.get(file, ()))]
        return "\n".join([text.rstrip(), *more, self.broken.get(file, "")]).strip() + "\n"

    def _path(self, file: str) -> str:
        return re.sub(r"(?=\.pyi?$)", MOVED, file) if file in self.moved else file

    def _with_moved_names(self, text: str) -> str:
        for file, is_followed in self.moved.items():
            if is_followed:
                name = module_name(file)
                text = re.sub(rf"\b{re.escape(name)}\b", name + MOVED, text)
        return text


WITH_FINDINGS: Final = World(dict.fromkeys(range(len(CHOICES)), 1))
"""The project with findings in nearly every module."""


def module_name(file: str) -> str:
    """Give the name by which a file is imported."""
    return file.rpartition(".")[0].replace("/", ".")
