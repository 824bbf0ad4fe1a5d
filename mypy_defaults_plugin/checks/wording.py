"""How the messages of the checks name an object."""

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
