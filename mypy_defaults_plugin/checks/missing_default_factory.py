"""missing-default-factory: a field's default is one object for all instances, or is refused.

What it does: reports the default of a field that makes the class statement raise, or that two
instances share and can change: in dataclasses, NamedTuple, ``namedtuple()``, attrs, msgspec,
Pydantic, SQLModel and behind any ``typing.dataclass_transform``, each as it really behaves.

Why: a default stands in the class body and is evaluated once. dataclasses refuses it only where
its class has no ``__hash__``, msgspec only a container that is not empty, attrs and NamedTuple
refuse nothing, and Pydantic copies only what ``hash()`` refuses. Everything else is one object in
all instances.

At run time:
    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Cart:
    ...     items: list[str] = []
    Traceback (most recent call last):
        ...
    ValueError: mutable default <class 'list'> for field items is not allowed: use default_factory

    >>> from typing import NamedTuple
    >>> class Order(NamedTuple):
    ...     items: list[str] = []
    >>> Order().items.append("tea")
    >>> Order().items
    ['tea']

Example:
    from dataclasses import dataclass


    @dataclass
    class Cart:
        # error: All instances share one list; dataclasses refuses it when this module is imported
        items: list[str] = []

Fix:
    from dataclasses import dataclass, field


    @dataclass
    class Cart:
        items: list[str] = field(default_factory=list)

Limits: silent for what the framework copies (see pydantic-default), for ClassVar and private
attributes, for values (a class with both ``__eq__`` and ``__hash__``), objects without attributes
and loggers, where nothing is known of the default or of what a converter makes of it, where the
class is made in a way that mypy does not follow (``dataclass(C)`` as a call, ``field(**options)``,
``make_dataclass(namespace=...)``), and where sharing is meant:
``# type: ignore[missing-default-factory]`` on the default's line, ``Annotated[..., "shared"]``,
or with ``noqa_comments`` a linter's ``# noqa: RUF008``.

Options: named_defaults, noqa_comments, extend_copying_bases, extend_mutable_types,
extend_immutable_types.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.types import UnboundType

from mypy_defaults_plugin.checks.wording import shared_object
from mypy_defaults_plugin.codes import MISSING_DEFAULT_FACTORY
from mypy_defaults_plugin.declared.comments import field_is_meant
from mypy_defaults_plugin.declared.marker import Markers
from mypy_defaults_plugin.finding import Finding
from mypy_defaults_plugin.fixes.field import fix
from mypy_defaults_plugin.frameworks import fields_of
from mypy_defaults_plugin.frameworks.field import Fate, Field, Place
from mypy_defaults_plugin.mutability.judge import Judge
from mypy_defaults_plugin.mutability.value import Form, Sharing
from mypy_defaults_plugin.walk import ModuleFacts

CODE: Final = MISSING_DEFAULT_FACTORY
USES: Final = {
    Sharing.CHANGE: "",
    Sharing.USED_UP: ", which the first one uses up",
    Sharing.ADVANCED: ", which each of them moves on",
}


def check(facts: ModuleFacts, judge: Judge, markers: Markers) -> Iterator[Finding]:
    """Yield a finding for every field whose default is refused or shared."""
    judge = judge.for_fields()
    for field in fields_of(judge, facts):
        if field.fate is Fate.COPIED or _is_meant(facts, judge, markers, field):
            continue
        yield Finding(CODE, field.default, message(field), (f"Use {fix(judge, field)}",))


def _is_meant(facts: ModuleFacts, judge: Judge, markers: Markers, field: Field) -> bool:
    named = field.value.form is Form.NAMED and field.fate is Fate.SHARED
    if named and judge.settings.named_defaults == "never":
        return True
    if field_is_meant(facts, judge.settings, field.default):
        return True
    written = [field.annotation]
    if field.place is Place.NO_FACTORY and isinstance(field.annotation, UnboundType):
        written += field.annotation.args
    return any(markers.is_marked(judge.program, annotation) for annotation in written)


def message(field: Field) -> str:
    """Say what is shared, and what the framework does about it."""
    text = f"All instances share {shared_object(field.value)}{USES[field.value.sharing]}"
    if field.fate is Fate.REFUSED:
        return f"{text}; {field.framework.name} refuses it when {_moment(field)}"
    return f"{text}; {field.framework.why_shared}" if field.framework.why_shared else text


def _moment(field: Field) -> str:
    if field.owner is None or "@" in field.owner.info.fullname:
        return "the class is made"
    return "this module is imported"
