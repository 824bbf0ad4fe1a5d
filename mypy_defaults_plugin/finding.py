"""What a check yields and the host reports."""

from mypy.errorcodes import ErrorCode
from mypy.nodes import Node

from mypy_defaults_plugin.record import record


@record
class Finding:
    """One error with its notes, all standing at the node it is about."""

    code: ErrorCode
    at: Node
    message: str
    notes: tuple[str, ...] = ()
