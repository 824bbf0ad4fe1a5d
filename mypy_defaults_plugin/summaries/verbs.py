"""The words for what a function does with an argument, and how they combine along calls.

A verb is a short text, since it is stored: an action, and the path from the argument to what it
is done to. A path is empty for the argument itself; ``*`` is a step to an item, ``.name`` one to
an attribute. ``a*`` changes an item of the argument, ``k.rows`` keeps its attribute ``rows``.

    c   changes it, where it is not empty           a   changes it
    r   returns it                                  h   returns something that holds it
    k   keeps it, where it outlives the call
    i0.rows:   puts it into the first parameter, as the attribute ``rows``
    p0,1:      hands it to the function in the first parameter, as its second argument

``?`` stands for any path, or any key, in a condition; what it stands for there, it stands for in
what follows from the condition.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

CHANGES: Final = "c"
ADDS: Final = "a"
RETURNS: Final = "r"
HOLDS: Final = "h"
KEEPS: Final = "k"
PUTS: Final = "i"
HANDS: Final = "p"

ITEM: Final = "*"
ANY: Final = "?"
DEEPEST_PATH: Final = 3
"""Steps of a path that are told apart: the first one by its name, the others by their number."""

_STEPS: Final = re.compile(r"\*|\?|\.\w+")
_VERB: Final = re.compile(r"(?P<action>[carhk])(?P<path>.*)|(?P<to>[ip]\d+[^:]*):(?P<end>.*)")


class Verb(NamedTuple):
    """A verb, taken apart; ``action`` of ``i`` and ``p`` says where to: ``i0.rows``."""

    action: str
    path: str


@lru_cache(maxsize=10_000)
def parse(text: str) -> Verb:
    """Take a verb apart."""
    match = _VERB.fullmatch(text)
    if match is None:
        raise ValueError(f"no verb: {text}")
    return Verb(match["action"] or match["to"], match["path"] if match["action"] else match["end"])


def put_into(position: int, key: str, path: str = "") -> str:
    """Say that it is put into a parameter, under a key."""
    return f"{PUTS}{position}{key}:{path}"


def handed_to(position: int, argument: int | str, path: str = "") -> str:
    """Say that it is handed to the function in a parameter."""
    return f"{HANDS}{position},{argument}:{path}"


@lru_cache(maxsize=10_000)
def steps(path: str) -> tuple[str, ...]:
    """Give the steps of a path."""
    return tuple(_STEPS.findall(path))


def joined(path: str, further: str) -> str:
    """Give a path that goes on, as far as paths are told apart."""
    if not path or not further:
        return path or further
    first, *others = steps(path + further)
    return first + ITEM * min(len(others), DEEPEST_PATH - 1)


def passed_on(text: str, own: str, at: str) -> str | None:
    """Give what a function does by passing something on to one that does ``text``.

    ``own`` is the path from the function's argument to what it passes on, ``at`` the path from
    what the other is given to it. None where it does nothing, or where more has to be known:
    what comes back is followed on, and so is what is put into other arguments.
    """
    verb = parse(text)
    if verb.action not in (CHANGES, ADDS, KEEPS):
        return None
    if at and verb.action == KEEPS and at.startswith(verb.path):
        return KEEPS + own
    if not verb.path.startswith(at):
        return None
    path = verb.path[len(at) :]
    adds = verb.action == KEEPS or not (at or own)
    return (verb.action if adds else ADDS) + joined(own, path)


def matches(text: str, pattern: str) -> str | None:
    """Give what ``?`` stands for if a verb is of a pattern, an empty text where there is none.

    ``r?`` is any way to return something in the argument, ``i0?:`` any key of the first
    parameter, ``p0,?:`` any argument of the function there.
    """
    if ANY not in pattern:
        return "" if text == pattern else None
    before, _, after = pattern.partition(ANY)
    if not text.startswith(before) or not text.endswith(after):
        return None
    found = text[len(before) : len(text) - len(after)]
    if before.startswith(PUTS) and not found.startswith((ITEM, ".")):
        return None
    return found or None
