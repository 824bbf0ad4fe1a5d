"""The words for what a function does with an argument, and how they combine along calls.

A verb is a short text, since it is stored: an action, and the path from the argument to what it
is done to. A path is empty for the argument itself; ``*`` is a step to some item, ``*0`` and
``*rows`` to the one at a position or under a key, ``.rows`` to an attribute, ``()`` to what a
function that is an argument gives.

    c   changes it, where it is not empty           a   changes it
    r   returns it                                  h   returns something that holds it
    k   keeps it, where it outlives the call        x   calls it
    u   takes items from it, which uses an iterator up
    i0.rows:   puts it into the first parameter, as the attribute ``rows``
    p0,1:      hands it to the function in the first parameter, as its second argument

A verb after ``+`` is done only to an argument that is not empty, one after ``-`` only to one that
is: ``+r`` is what ``return x or []`` does.

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
CALLS: Final = "x"
USES_UP: Final = "u"
PUTS: Final = "i"
HANDS: Final = "p"

FILLED: Final = "+"
EMPTY: Final = "-"

ITEM: Final = "*"
RESULT: Final = "()"
ANY: Final = "?"
COPY: Final = "="
"""Where something is passed on as ``**options``: what the other is given is a copy of it."""
DEEPEST_PATH: Final = 3
"""Steps of a path that are told apart: the first one by its name, the others by their number."""

_STEPS: Final = re.compile(r"\*\w*|\?|\.\w+|\(\)")
_VERB: Final = re.compile(
    r"(?P<only>[+-]?)((?P<action>[cakrhxu])(?P<path>.*)|(?P<to>[ip]\d+[^:]*):(?P<end>.*))"
)


class Verb(NamedTuple):
    """A verb, taken apart; ``action`` of ``i`` and ``p`` says where to: ``i0.rows``."""

    only: str
    action: str
    path: str


@lru_cache(maxsize=10_000)
def parse(text: str) -> Verb:
    """Take a verb apart."""
    match = _VERB.fullmatch(text)
    if match is None:
        raise ValueError(f"no verb: {text}")
    if match["action"]:
        return Verb(match["only"], match["action"], match["path"])
    return Verb(match["only"], match["to"], match["end"])


def written(only: str, action: str, path: str) -> str:
    """Put a verb together."""
    if action[0] in (PUTS, HANDS):
        action += ":"
    if action == ADDS and only == FILLED and not path:
        return CHANGES
    return only + action + path if action != CHANGES else CHANGES + path


def limited(truth: bool | None) -> str:
    """Say that a verb is done only to what is not empty, or only to what is."""
    return "" if truth is None else FILLED if truth else EMPTY


def agree(only: str, other: str) -> bool:
    """Tell whether two limits can both be kept."""
    return not only or not other or only == other


@lru_cache(maxsize=10_000)
def narrowed(text: str, limit: str) -> str:
    """Limit a verb to an argument that is not empty, or to one that is."""
    only, action, path = parse(text)
    return text if only or not limit else written(limit, action, path)


def put_into(position: int, key: str) -> str:
    """Say that it is put into a parameter, under a key."""
    return f"{PUTS}{position}{key}:"


def handed_to(position: int, argument: int | str) -> str:
    """Say that it is handed to the function in a parameter."""
    return f"{HANDS}{position},{argument}:"


@lru_cache(maxsize=10_000)
def steps(path: str) -> tuple[str, ...]:
    """Give the steps of a path."""
    return tuple(_STEPS.findall(path))


@lru_cache(maxsize=10_000)
def joined(path: str, further: str) -> str:
    """Give a path that goes on, as far as paths are told apart."""
    if not path or not further:
        return path or further
    first, *others = steps(path + further)
    return first + ITEM * min(len(others), DEEPEST_PATH - 1)


def shortened(path: str) -> str:
    """Give a path as far as paths are told apart."""
    found = steps(path)
    return path if len(found) <= DEEPEST_PATH else found[0] + ITEM * (DEEPEST_PATH - 1)


@lru_cache(maxsize=10_000)
def passed_on(text: str, own: str, at: str) -> str | None:
    """Give what a function does by passing something on to one that does ``text``.

    ``own`` is the path from the function's argument to what it passes on, ``at`` the path from
    what the other is given to it. None where it does nothing, or where more has to be known:
    what comes back is followed on, and so is what is put into other arguments.
    """
    only, action, path = parse(text)
    if action not in (CHANGES, ADDS, KEEPS, CALLS, USES_UP):
        return None
    if at == COPY:
        if not path:
            return KEEPS + joined(own, ITEM) if action == KEEPS else None
        return written("", action, joined(own, path))
    if action == KEEPS and at and _is_at(at, path) is not None:
        return KEEPS + own
    rest = _is_at(path, at)
    if rest is None:
        return None
    if at or own:
        return written("", ADDS if action == CHANGES else action, joined(own, rest))
    return written(only, action, rest)


@lru_cache(maxsize=10_000)
def _is_at(path: str, at: str) -> str | None:
    """Give how a path goes on after another one; None where it leads elsewhere."""
    ways, others = steps(path), steps(at)
    if len(ways) < len(others) or not all(map(_may_be_one, ways, others)):
        return None
    return "".join(ways[len(others) :])


def _may_be_one(step: str, other: str) -> bool:
    return step == other or (step[0] == other[0] == ITEM and ITEM in (step, other))


@lru_cache(maxsize=10_000)
def matches(text: str, pattern: str) -> str | None:
    """Give what ``?`` stands for if a verb is of a pattern, an empty text where there is none.

    ``r?`` is any way to return something in the argument, ``i0?:`` any key of the first
    parameter, ``p0,?:`` any argument of the function there.
    """
    only, action, path = parse(text)
    wanted = parse(pattern)
    if not agree(only, wanted.only):
        return None
    if ANY in wanted.action:
        before = wanted.action.partition(ANY)[0]
        if not action.startswith(before) or _is_at(path, wanted.path) != "":
            return None
        found = action[len(before) :]
        is_key = not before.startswith(PUTS) or found.startswith((ITEM, "."))
        return found or None if is_key else None
    if action != wanted.action:
        return None
    if wanted.path == ANY:
        return path or None
    return "" if _is_at(path, wanted.path) == "" else None
