"""Which settings hold for which module, with the precedence of mypy's own sections."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from mypy_defaults_plugin.settings.kinds import Json
from mypy_defaults_plugin.settings.options import Settings, settings_as_json, values_as_json


@dataclass(frozen=True)
class SettingsTable:
    """The settings of all modules. Not to be changed once made.

    `base` holds everywhere. `sections` maps module patterns to the options set for them, in the
    order of the file. `places` says for each pattern (None for everywhere) and option where in the
    file it was set. A pattern is a module's name (`a.b`), a structured wildcard (`a.b.*`, which
    means `a.b` too) or an unstructured one (`a.*.b`). A section sets its own keys only, and a list
    in it replaces the list set elsewhere. As in mypy, names win over unstructured wildcards (of
    which the later wins), and these over structured ones (of which the longer wins).
    """

    base: Settings = field(default_factory=Settings)
    sections: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    places: Mapping[str | None, Mapping[str, str]] = field(default_factory=dict, compare=False)
    _known: dict[str, Settings] = field(default_factory=dict, init=False, repr=False, compare=False)

    def for_module(self, fullname: str) -> Settings:
        """Give the settings of the module with this full name; the answer is remembered."""
        known = self._known.get(fullname)
        if known is None:
            known = self._known[fullname] = self._merged(fullname)
        return known

    def place_of(self, fullname: str | None, option: str) -> str | None:
        """Tell where in the file a module's value of an option was set, None for the default.

        Without a module: where it was set for all of them.
        """
        patterns = self._matching(fullname) if fullname is not None else []
        for pattern in [*reversed(patterns), None]:
            place = self.places.get(pattern, {}).get(option)
            if place is not None:
                return place
        return None

    def cache_key(self, fullname: str) -> dict[str, Json]:
        """Give the module's settings as JSON that changes only when one of them does."""
        return settings_as_json(self.for_module(fullname))

    @cached_property
    def digest(self) -> str:
        """A short hash over all settings; the order of sections counts, paths do not."""
        sections = [[name, values_as_json(values)] for name, values in self.sections.items()]
        content = json.dumps([settings_as_json(self.base), sections], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    def _merged(self, fullname: str) -> Settings:
        changes: dict[str, Any] = {}
        for pattern in self._matching(fullname):
            changes.update(self.sections[pattern])
        return replace(self.base, **changes) if changes else self.base

    def _matching(self, fullname: str) -> list[str]:
        """Give the patterns that match the module, those that win last."""
        parts = fullname.split(".")
        structured = [".".join((*parts[:end], "*")) for end in range(1, len(parts) + 1)]
        candidates = [*structured, *self._unstructured_matching(fullname), fullname]
        return [pattern for pattern in candidates if pattern in self.sections]

    def _unstructured_matching(self, fullname: str) -> list[str]:
        return [name for name, pattern in self._unstructured if pattern.match(fullname)]

    @cached_property
    def _unstructured(self) -> list[tuple[str, re.Pattern[str]]]:
        return [(name, _compiled(name)) for name in self.sections if "*" in name[:-1]]


def _compiled(wildcard: str) -> re.Pattern[str]:
    """Make a regular expression; `.*` stands for zero or more parts of a name, as in mypy."""
    first, *rest = wildcard.split(".")
    start = ".*" if first == "*" else re.escape(first)
    tail = (r"(\..*)?" if part == "*" else re.escape(f".{part}") for part in rest)
    return re.compile(start + "".join(tail) + r"\Z")
