"""mutated-default: a default is changed, and every later call sees the change.

What it does: follows a parameter that may still be its default through the function, and reports
where the shared object is changed: by a method, an item or slice assignment, ``del``, an
augmented assignment, a function of the library, or a function, method or constructor of the
project, in any module and any number of calls away; the note names those in between.

Why: the default is one object for all calls. This is where one call's data gets into the next.

At run time:
    >>> def add(item, cart=[]):
    ...     cart.append(item)
    ...     return len(cart)
    >>> add("tea")
    1
    >>> add("milk")
    2

Example:
    def add(item, cart=[]):
        # error: "cart" may still be the list shared by all calls when it is changed here
        cart.append(item)
        return len(cart)

Fix:
    def add(item, cart=None):
        if cart is None:
            cart = []
        cart.append(item)
        return len(cart)

Limits: silent where the parameter can no longer be its default, after a rebind to something fresh
(``cart = list(cart)``) or where a test excludes it (``if cart:`` with an empty default that is
never filled), and where sharing is meant, as for mutable-default. Two tests of one condition count
as independent, and an exception may leave any statement of a ``try`` that calls, indexes, iterates
or looks up an attribute. Of third-party modules only the declared types tell. Of a method the one
that the receiver's static type has counts, with its overrides in the same module. That another
function reads an item of a ``defaultdict``, and so adds one, is not seen.

Options: named_defaults, instances, intended_parameters, noqa_comments, copying_decorators,
extend_mutable_types, extend_immutable_types.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy_defaults_plugin.checks.wording import chain
from mypy_defaults_plugin.codes import MUTATED_DEFAULT
from mypy_defaults_plugin.declared.marker import Markers
from mypy_defaults_plugin.finding import Finding
from mypy_defaults_plugin.flow.events import Changed, Part
from mypy_defaults_plugin.flow.follow import Followed, follow
from mypy_defaults_plugin.mutability.judge import Judge
from mypy_defaults_plugin.walk import ModuleFacts

CODE: Final = MUTATED_DEFAULT


def check(facts: ModuleFacts, judge: Judge, markers: Markers) -> Iterator[Finding]:
    """Yield a finding for every place at which a shared default may be changed."""
    for followed in follow(facts, judge, markers):
        for event in followed.changed:
            yield Finding(CODE, event.node, message(followed, event), notes(followed, event))


def message(followed: Followed, event: Changed) -> str:
    """Say which object is changed."""
    name, what = event.parameter, followed.default.value.what
    changed = "something in it" if event.part is Part.INSIDE else "it"
    return f'"{name}" may still be the {what} shared by all calls when {changed} is changed here'


def notes(followed: Followed, event: Changed) -> tuple[str, ...]:
    """Say where the default stands, and through which functions the change comes."""
    way = f"It is changed through {chain(event.through)}; t" if event.through else "T"
    return (f"{way}he default is defined on line {followed.default.expression.line}",)
