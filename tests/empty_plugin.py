"""A plugin that does nothing: mypy as it is without ours."""

from mypy.plugin import Plugin


def plugin(version: str) -> type[Plugin]:
    return Plugin
