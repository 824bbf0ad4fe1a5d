"""pydantic-default: a field's default can change, and Pydantic copies it for each instance.

What it does: where the setting ``pydantic_defaults = require-factory`` asks for it, reports the
defaults that Pydantic, ``pydantic.dataclasses`` and SQLModel copy. What they share instead is
missing-default-factory, whatever the setting.

Why: the program is right today, but only for what ``hash()`` refuses. The same line with an
object that has a hash is shared by all instances, and so it is in a dataclass. A factory says
what happens and holds for every object.

At run time:
    >>> from threading import Lock
    >>> from pydantic import BaseModel
    >>> class Cart(BaseModel):
    ...     items: list[str] = []
    ...     lock: object = Lock()
    >>> Cart().items is Cart().items
    False
    >>> Cart().lock is Cart().lock
    True

Example:
    # settings: pydantic_defaults = require-factory
    from pydantic import BaseModel


    class Cart(BaseModel):
        items: list[str] = []  # error: Pydantic copies this list for each instance

Fix:
    # settings: pydantic_defaults = require-factory
    from pydantic import BaseModel, Field


    class Cart(BaseModel):
        items: list[str] = Field(default_factory=list)

Limits: silent unless the setting asks, for private attributes and ClassVar, and where it is meant:
``# type: ignore[pydantic-default]`` on the default's line, ``Annotated[..., "shared"]``, or with
``noqa_comments`` a linter's ``# noqa: RUF012``.

Options: pydantic_defaults, noqa_comments, extend_copying_bases, extend_mutable_types,
extend_immutable_types.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy_defaults_plugin.codes import PYDANTIC_DEFAULT
from mypy_defaults_plugin.declared.comments import field_is_meant
from mypy_defaults_plugin.declared.marker import Markers
from mypy_defaults_plugin.finding import Finding
from mypy_defaults_plugin.fixes.field import fix
from mypy_defaults_plugin.frameworks import fields_of
from mypy_defaults_plugin.frameworks.field import Fate, Field
from mypy_defaults_plugin.mutability.judge import Judge
from mypy_defaults_plugin.mutability.value import Form
from mypy_defaults_plugin.walk import ModuleFacts

CODE: Final = PYDANTIC_DEFAULT


def check(facts: ModuleFacts, judge: Judge, markers: Markers) -> Iterator[Finding]:
    """Yield a finding for every field whose default is copied, where the settings ask for it."""
    if judge.settings.pydantic_defaults == "copied":
        return
    judge = judge.for_fields()
    for field in fields_of(judge, facts):
        if field.fate is not Fate.COPIED or markers.is_marked(judge.program, field.annotation):
            continue
        if field_is_meant(facts, judge.settings, field.default):
            continue
        note = f"It is safe today; say what happens with {fix(judge, field)}"
        yield Finding(CODE, field.default, message(field), (note,))


def message(field: Field) -> str:
    """Say what is copied by whom."""
    value = field.value
    what = f"this {value.what}"
    if value.form is Form.NAMED:
        what = f"the {value.what.replace(' inside a ', ' inside the ', 1)} {value.name}"
    return f"{field.framework.name} copies {what} for each instance"
