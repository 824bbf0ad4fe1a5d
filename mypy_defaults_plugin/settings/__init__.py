"""The plugin's settings: what can be set, where it is read from, what holds for a module."""

from mypy_defaults_plugin.settings.messages import SettingsError
from mypy_defaults_plugin.settings.options import Settings
from mypy_defaults_plugin.settings.reading import read_settings
from mypy_defaults_plugin.settings.table import SettingsTable

__all__ = ["Settings", "SettingsError", "SettingsTable", "read_settings"]
