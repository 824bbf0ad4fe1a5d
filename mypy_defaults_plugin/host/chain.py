"""The plugin's place in mypy's chain of plugins: first in it, or out of it for a while.

mypy asks every plugin of the chain about each type name, some 30,000 in the smallest program.
"""

from __future__ import annotations

from typing import Any

from mypy.plugin import Plugin


class Chain:
    """Moves one plugin within the chain; where the chain is not as expected, it stays put."""

    def __init__(self, chain: Any, plugin: Plugin) -> None:
        self._chain = chain
        self._plugin = plugin
        plugins = getattr(chain, "_plugins", None)
        self._is_movable = isinstance(plugins, list) and plugin in plugins

    def enter(self) -> None:
        """Stand before a plugin that claims a type name for itself; we claim nothing."""
        if self._is_movable:
            self._chain._plugins = [self._plugin, *self._others()]

    def leave(self) -> None:
        """Be asked nothing until the next ``enter``."""
        if self._is_movable:
            self._chain._plugins = self._others()

    def _others(self) -> list[Plugin]:
        """Give the other plugins, in a new list: mypy may be iterating over the present one."""
        return [plugin for plugin in self._chain._plugins if plugin is not self._plugin]
