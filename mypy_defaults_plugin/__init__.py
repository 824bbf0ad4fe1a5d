"""A mypy plugin that reports mutable defaults, and where they are changed or get out."""

from mypy.plugin import Plugin

from mypy_defaults_plugin.plugin import DefaultsPlugin

__version__ = "0.1.0"


def plugin(version: str) -> type[Plugin]:
    """Give mypy the plugin class; mypy calls this with its own version."""
    return DefaultsPlugin
