"""Our plugin on a mypy that is not what we take it for: each entry breaks one assumption.

Tests apply one in their own process; in mypy's processes this file is the plugin, and the
environment says which.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, Final

from mypy.plugin import Plugin

CHOSEN: Final = "BROKEN_ASSUMPTION"
NOTHING: Final = "nothing"
LOST: Final = "lost"
Replace = Callable[[object, str, object], None]


class Without:
    """Stands for an object of mypy that lacks some attributes."""

    _owner: object
    _missing: set[str]

    def __init__(self, owner: object, missing: set[str], **instead: object) -> None:
        self.__dict__.update(_owner=owner, _missing=missing, **instead)

    def __getattr__(self, name: str) -> object:
        if name in self._missing:
            raise AttributeError(name)
        return getattr(self._owner, name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self._owner, name, value)


def _session() -> Any:
    from mypy_defaults_plugin.host.session import Session  # noqa: PLC0415

    return Session


def _names(refused: Callable[[str], bool]) -> Callable[[Replace], None]:
    """Break the calls of the hook for type names."""

    def apply(replace: Replace) -> None:
        original = _session().type_name_seen
        replace(_session(), "type_name_seen", _unless(refused, original))

    return apply


def _unless(refused: Callable[[str], bool], original: Any) -> Any:
    return lambda self, name: None if refused(name) else original(self, name)


def _analyzer(wrap: Callable[[Any], object]) -> Callable[[Replace], None]:
    """Break the analyzer that the context of the first call leads to."""

    def apply(replace: Replace) -> None:
        original = _session()._capture

        def capture(self: Any, context: Any) -> Any:
            api = SimpleNamespace(api=wrap(context.api.api), analyze_type=context.api.analyze_type)
            return original(self, SimpleNamespace(api=api, type=context.type))

        replace(_session(), "_capture", capture)

    return apply


def _without(name: str) -> Callable[[Replace], None]:
    return _analyzer(lambda analyzer: Without(analyzer, {name}))


def _later_without(name: str) -> Callable[[Replace], None]:
    """Break an attribute of the analyzer after the first module."""

    def apply(replace: Replace) -> None:
        original = _session()._schedule

        def schedule(self: Any, analyzer: Any) -> None:
            later = self._scheduled and self._cycle is None
            original(self, Without(analyzer, {name}) if later else analyzer)

        replace(_session(), "_schedule", schedule)

    return apply


def _errors_without(name: str) -> Callable[[Replace], None]:
    return _analyzer(
        lambda analyzer: Without(analyzer, set(), errors=Without(analyzer.errors, {name}))
    )


def _no_api(replace: Replace) -> None:
    original = _session()._capture

    def capture(self: Any, context: Any) -> Any:
        api = SimpleNamespace(analyze_type=context.api.analyze_type)
        return original(self, SimpleNamespace(api=api, type=context.type))

    replace(_session(), "_capture", capture)


def _skips_a_module(step: str) -> Callable[[Replace], None]:
    def apply(replace: Replace) -> None:
        original = getattr(_session(), step)

        def skip(self: Any, cycle: Any, module: Any, reporter: Any) -> None:
            if module.file.fullname != LOST:
                original(self, cycle, module, reporter)

        replace(_session(), step, skip)

    return apply


BREAKS: Final[dict[str, Callable[[Replace], None]]] = {
    "the hook is not called": _names(lambda name: True),
    "the hook is not called for str": _names(lambda name: name == "builtins.str"),
    "the context leads nowhere": _no_api,
    **{
        f"no {name}": _without(name)
        for name in ("plugin", "errors", "modules", "options", "cur_mod_node", "patches")
    },
    "no schedule_patch": _without("schedule_patch"),
    **{
        f"no errors.{name}": _errors_without(name)
        for name in ("set_file", "report", "ignored_lines", "used_ignored_lines", "ignored_files")
    },
    **{
        f"no {name} after the first cycle": _later_without(name)
        for name in ("options", "cur_mod_node", "patches")
    },
    "patches do not run": _analyzer(
        lambda analyzer: Without(analyzer, set(), schedule_patch=lambda *given: None)
    ),
    "a module is skipped": _skips_a_module("_check"),
}


class Greedy(Plugin):
    """Claims every str for itself, as no plugin should."""

    def get_type_analyze_hook(self, fullname: str) -> Callable[[Any], Any] | None:
        if fullname == "builtins.str":
            return lambda context: context.api.named_type("builtins.str", [])
        return None


def greedy(version: str) -> type[Plugin]:
    return Greedy


def plugin(version: str) -> type[Plugin]:
    chosen = os.environ[CHOSEN]
    if chosen != NOTHING:
        BREAKS[chosen](setattr)
    from mypy_defaults_plugin.plugin import DefaultsPlugin  # noqa: PLC0415

    return DefaultsPlugin
