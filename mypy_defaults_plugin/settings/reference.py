"""The documentation of the options, made from their declarations."""

from mypy_defaults_plugin.settings.kinds import Json
from mypy_defaults_plugin.settings.options import OPTIONS, Option


def options_table() -> str:
    """Give a Markdown table of all options, in the order they are declared."""
    rows = [
        f"| `{name}` | {option.kind.documented} | {default_in_words(option)} "
        f"| {option.description} |"
        for name, option in OPTIONS.items()
    ]
    heading = ["| Option | Value | Default | Meaning |", "| --- | --- | --- | --- |"]
    return "\n".join(heading + rows) + "\n"


def default_in_words(option: Option) -> str:
    """Give the default of an option for a reader of the documentation."""
    return _shown(option.kind.as_json(option.default))


def _shown(value: Json) -> str:
    if isinstance(value, list):
        return ", ".join(f"`{item}`" for item in value) or "empty"
    return f"`{str(value).lower()}`"
