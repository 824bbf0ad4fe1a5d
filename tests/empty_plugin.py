"""A plugin that does nothing but make our error codes known: mypy as it is without ours."""

from mypy.plugin import Plugin

from mypy_defaults_plugin import codes

__all__ = ["codes"]


def plugin(version: str) -> type[Plugin]:
    return Plugin
