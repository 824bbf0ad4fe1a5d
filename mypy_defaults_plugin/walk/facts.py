"""What the walk finds in one module."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mypy.nodes import CallExpr, ClassDef, Expression, FuncItem, MypyFile, Var

from mypy_defaults_plugin.walk.uses import Uses

if TYPE_CHECKING:
    from mypy_defaults_plugin.flow.follow import Followed
    from mypy_defaults_plugin.host.source_text import SourceText


@dataclass(eq=False, repr=False, slots=True)
class Function:
    """A function or lambda, with its decorators."""

    node: FuncItem
    decorators: list[Expression]


@dataclass(eq=False, repr=False, slots=True)
class Binding:
    """A module-level or class-level name and all it is bound to; None is what nobody can know."""

    var: Var
    values: list[Expression | None] = field(default_factory=list)


@dataclass(eq=False, repr=False, slots=True)
class ModuleFacts:
    """What the walk found in one module."""

    file: MypyFile
    module: str
    functions: list[Function] = field(default_factory=list)
    definitions: list[Function] = field(default_factory=list)
    classes: list[ClassDef] = field(default_factory=list)
    bindings: dict[str, Binding] = field(default_factory=dict)
    uses: Uses = field(default_factory=Uses)
    aliases: dict[str, Expression] = field(default_factory=dict)
    rebound: set[str] = field(default_factory=set)
    class_makers: list[CallExpr] = field(default_factory=list)
    visited: int = 0
    followed: list[Followed] | None = None
    source: SourceText | None = None
    noqa: dict[int, frozenset[str]] | None = None
