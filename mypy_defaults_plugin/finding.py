"""What a check yields and the host reports."""

from dataclasses import dataclass

from mypy.errorcodes import ErrorCode
from mypy.nodes import Expression


@dataclass(frozen=True, slots=True)
class Finding:
    """One error with its notes, all standing at the expression it is about."""

    code: ErrorCode
    at: Expression
    message: str
    notes: tuple[str, ...] = ()
