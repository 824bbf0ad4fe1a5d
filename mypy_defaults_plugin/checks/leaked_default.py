"""leaked-default: a default gets out of its function, to where others can change it.

What it does: follows a parameter that may still be its default through the function, and reports
where the shared object, or a container, closure, bound method or other object that holds it, is
returned, yielded, raised, stored on an object or put into something that outlives the call; also
where a function, method or constructor of the project that is called here does so.

Why: the default is one object for all calls. Who gets hold of it changes it for all of them.

At run time:
    >>> class Cart:
    ...     def __init__(self, items=[]):
    ...         self.items = items
    >>> alice, bob = Cart(), Cart()
    >>> alice.items.append("tea")
    >>> bob.items
    ['tea']

Example:
    class Cart:
        def __init__(self, items=[]):
            self.items = items  # error: The shared default of "items" is stored in "self.items"

Fix:
    class Cart:
        def __init__(self, items=()):
            self.items = list(items)

Limits: silent where a copy gets out, unless its items are mutable and come along; where the
declared type is read-only, since who gets it gets it read-only; and where sharing is meant, as for
mutable-default. A closure is reported if calling it gives the default out.

Options: named_defaults, instances, read_only_annotations, intended_parameters, noqa_comments,
copying_decorators, extend_mutable_types, extend_immutable_types, extend_read_only_types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mypy_defaults_plugin.checks.wording import chain
from mypy_defaults_plugin.codes import LEAKED_DEFAULT
from mypy_defaults_plugin.declared.marker import Markers
from mypy_defaults_plugin.finding import Finding
from mypy_defaults_plugin.flow.events import Leaked, Part
from mypy_defaults_plugin.flow.follow import Followed, follow
from mypy_defaults_plugin.mutability.judge import Judge
from mypy_defaults_plugin.walk import ModuleFacts

CODE: Final = LEAKED_DEFAULT
COPIED_BY_CLASS: Final = frozenset({"list", "dict", "set", "bytearray", "deque"})
SUBJECTS: Final = {
    Part.ITSELF: "The shared default",
    Part.INSIDE: "Something in the shared default",
    Part.HOLDER: "An object that holds the shared default",
}


def check(facts: ModuleFacts, judge: Judge, markers: Markers) -> Iterator[Finding]:
    """Yield a finding for every place at which a shared default may get out."""
    for followed in follow(facts, judge, markers):
        for event in followed.leaked:
            text = f'{SUBJECTS[event.part]} of "{event.parameter}" {event.where}'
            yield Finding(CODE, event.node, text, notes(followed, event))


def notes(followed: Followed, event: Leaked) -> tuple[str, ...]:
    """Say where the default stands, through whom it gets out, and how to keep a copy instead."""
    way = f"It is kept through {chain(event.through)}; t" if len(event.through) > 1 else "T"
    place = f"{way}he default is defined on line {followed.default.expression.line}"
    target = re.fullmatch(r'is stored in "(\w+\.\w+)"', event.where)
    if target is None or event.part is not Part.ITSELF:
        return (place,)
    return (f'{place}; use "{target[1]} = {copied(followed, event.parameter)}" to keep a copy',)


def copied(followed: Followed, name: str) -> str:
    """Give an expression that copies a parameter as deeply as its default needs it."""
    value = followed.default.value
    if value.elements:
        return f"copy.deepcopy({name})"
    return f"{value.what}({name})" if value.what in COPIED_BY_CLASS else f"copy.copy({name})"
