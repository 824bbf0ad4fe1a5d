"""What happens to a default: where it is changed, and where it gets out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from mypy.nodes import Node
from mypy.types import ProperType

from mypy_defaults_plugin.flow.containers import Change
from mypy_defaults_plugin.mutability.value import Value as Default
from mypy_defaults_plugin.record import record, replace


@record
class Subject:
    """A parameter whose default is followed, and what is known of the default.

    ``truth`` is False for a default that is empty and that nothing in the function can have
    filled in an earlier call; True for one that is not empty and that nothing can have emptied.
    ``depth`` is how many levels of mutable objects the default may hold. ``positions`` tells for
    the items of a display that nothing changes whether they are mutable.
    """

    parameter: str
    default: Default
    truth: bool | None
    depth: int
    leaks: bool
    positions: Mapping[object, bool] = field(default_factory=dict)

    @property
    def type(self) -> ProperType | None:
        return self.default.type


class Part(Enum):
    """Which object an event is about."""

    ITSELF = "the default"
    INSIDE = "something inside the default"
    HOLDER = "an object that holds the default"


@record
class Event:
    """Something that happens at a node to the default of a parameter, or to a part of it.

    ``through`` names the functions that it happens in, where that is not the one in hand.
    """

    parameter: str
    node: Node
    part: Part
    through: tuple[str, ...] = ()


@record
class Changed(Event):
    """The object is changed."""

    how: Change = Change.ADDS


@record
class Leaked(Event):
    """The object gets out; ``where`` says how, for the message."""

    where: str = ""


@dataclass(slots=True)
class Record:
    """The events of one run, one for each place and parameter."""

    events: dict[tuple[int, str, type[Event]], Event] = field(default_factory=dict)

    def note(self, event: Event) -> None:
        """Keep an event; of two at one place the one about the default itself."""
        key = (id(event.node), event.parameter, type(event))
        known = self.events.get(key)
        if known is None or (known.part is not event.part and event.part is Part.ITSELF):
            self.events[key] = event
        elif known.part is not event.part:
            return
        elif isinstance(event, Changed) and isinstance(known, Changed):
            self.events[key] = replace(known, how=known.how.joined(event.how))

    def changed(self) -> list[Changed]:
        return [event for event in self.events.values() if isinstance(event, Changed)]

    def leaked(self) -> list[Leaked]:
        return [event for event in self.events.values() if isinstance(event, Leaked)]
