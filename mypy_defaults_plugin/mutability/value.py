"""What is known, before type checking, of the object that an expression evaluates to."""

from dataclasses import field
from enum import Enum

from mypy.types import ProperType

from mypy_defaults_plugin.record import record


class Form(Enum):
    """How the expression comes by its object; the fix depends on it."""

    FRESH = "built by the expression itself"
    NAMED = "an object that a name or an attribute holds"


class Sharing(Enum):
    """What calls that share the object can do to each other."""

    CHANGE = "one call sees what another changed"
    USED_UP = "what one call takes is gone for the next"
    ADVANCED = "every call goes on where the last one stopped"


Place = int | str
"""Where something stands in a tuple, by its position, or in a TypedDict, by its key."""


@record
class Value:
    """What is known of one object.

    ``mutable`` says that it certainly can be changed; False means that it can't or that
    nobody knows. ``what`` names it for a message ("list", "Cart instance"). ``type`` is its
    static type where one is known. ``elements`` are the mutable objects that it certainly
    holds, once for each kind; where it is ``complete`` it holds no others. ``places`` says of
    a tuple or a TypedDict where each of them stands.
    """

    type: ProperType | None = field(default=None, compare=False)
    mutable: bool = False
    what: str = ""
    form: Form = Form.FRESH
    sharing: Sharing = Sharing.CHANGE
    name: str = ""
    hashable: bool | None = None
    truth: bool | None = None
    elements: "tuple[Value, ...]" = ()
    complete: bool = False
    places: "tuple[tuple[Place, Value], ...]" = ()


NOT_KNOWN = Value()
