"""What a check yields and the host reports."""

from dataclasses import dataclass

from mypy.errorcodes import ErrorCode
from mypy.nodes import Node


@dataclass(frozen=True, slots=True)
class Finding:
    """One error with its notes, all standing at the node it is about."""

    code: ErrorCode
    at: Node
    message: str
    notes: tuple[str, ...] = ()
