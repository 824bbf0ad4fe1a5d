"""How the messages of the checks name an object, and who did something to it."""

from collections.abc import Sequence

from mypy.types import Instance

from mypy_defaults_plugin.mutability.value import Form, Value


def shared_object(value: Value) -> str:
    """Name the object that is shared: "one list", or "the list DEFAULTS"."""
    what = value.what
    if not what:
        declared = value.type
        what = f"{declared.type.name} instance" if isinstance(declared, Instance) else "object"
    if value.form is Form.NAMED:
        return f"the {what.replace(' inside a ', ' inside the ', 1)} {value.name}"
    return f"one {what}"


def chain(functions: Sequence[str]) -> str:
    """Name the functions through which something is done: "load(), sort() and swap()"."""
    *others, last = [f"{name}()" for name in functions]
    return f"{', '.join(others)} and {last}" if others else last
