"""mutable-default: a parameter's default is one object that all calls share.

What it does: reports a default that can be changed, judged by its type and by what it is bound
to, in every ``def`` and ``lambda``, annotated or not.

Why: Python evaluates a default once, when it reads the definition. Every call that leaves the
argument out gets the same object, so what one call changes the next one sees.

At run time:
    >>> def add(item, cart=[]):
    ...     cart.append(item)
    ...     return cart
    >>> add("tea")
    ['tea']
    >>> add("milk")
    ['tea', 'milk']

Example:
    def add(item, cart=[]):  # error: Every call that omits "cart" shares one list
        cart.append(item)
        return cart

Fix:
    def add(item, cart=None):
        if cart is None:
            cart = []
        cart.append(item)
        return cart

Limits: silent where the declared type is read-only (``Sequence``, ``Mapping``, ...: mypy itself
forbids the change there), where a decorator copies defaults, in overloads, abstract methods and
stubs, where nothing is known of the object, and where sharing is meant, by one of these ways to
say so: ``# type: ignore[mutable-default]`` on the default's line, ``Annotated[..., "shared"]``,
``intended_parameters``, and with ``noqa_comments`` a linter's ``# noqa: B006``.

Options: named_defaults, instances, read_only_annotations, intended_parameters, noqa_comments,
copying_decorators, extend_mutable_types, extend_immutable_types, extend_read_only_types.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy_defaults_plugin.checks.wording import shared_object
from mypy_defaults_plugin.codes import MUTABLE_DEFAULT
from mypy_defaults_plugin.declared.marker import Markers
from mypy_defaults_plugin.finding import Finding
from mypy_defaults_plugin.fixes.parameter import Default, fix
from mypy_defaults_plugin.flow.follow import follow
from mypy_defaults_plugin.mutability.judge import Judge
from mypy_defaults_plugin.mutability.value import Form, Sharing
from mypy_defaults_plugin.parameters import is_declaration_only, is_exempt, mutable_defaults
from mypy_defaults_plugin.walk import ModuleFacts

CODE: Final = MUTABLE_DEFAULT


def check(facts: ModuleFacts, judge: Judge, markers: Markers) -> Iterator[Finding]:
    """Yield a finding for every shared default of the module that is not exempt."""
    for function in facts.functions:
        if is_declaration_only(function.node):
            continue
        for default in mutable_defaults(judge, function.node):
            if is_exempt(facts, judge, markers, function, default):
                continue
            if _is_only_named(judge, default) and not _is_touched(facts, judge, markers, default):
                continue
            yield Finding(CODE, default.expression, message(default), (fix(judge, default),))


def _is_only_named(judge: Judge, default: Default) -> bool:
    return default.value.form is Form.NAMED and judge.settings.named_defaults == "changed"


def _is_touched(facts: ModuleFacts, judge: Judge, markers: Markers, default: Default) -> bool:
    """Tell whether a function changes its default or lets it out."""
    return any(
        followed.default.expression is default.expression and (followed.changed or followed.leaked)
        for followed in follow(facts, judge, markers)
    )


def message(default: Default) -> str:
    """Say what is shared by whom."""
    value = default.value
    name = default.argument.variable.name
    text = f'Every call that omits "{name}" shares {shared_object(value)}'
    if value.sharing is Sharing.USED_UP:
        return f"{text}, which the first call uses up"
    if value.sharing is Sharing.ADVANCED:
        return f"{text}, which every call moves on"
    return text
