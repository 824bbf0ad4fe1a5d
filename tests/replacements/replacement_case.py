"""One module whose shared default is to be replaced."""

from __future__ import annotations

from dataclasses import dataclass, replace
from textwrap import dedent


@dataclass(frozen=True)
class Case:
    """A module's name and source, and an expression that gives the parameter's object."""

    name: str
    source: str
    call: str = "f()"
    built: str = ""
    """What a user writes in the body where the note only describes the object."""
    given: str = ""
    """A call that gives the argument; what it gives must not change."""
    shallow: bool = False
    """Whether the default takes over elements of a constant, which every call then still sees."""


def case(name: str, source: str, call: str = "f()", built: str = "") -> Case:
    """Make a case of an indented source."""
    return Case(name, dedent(source).lstrip("\n"), call, built)


def returned(
    name: str, default: str, annotation: str = "", before: str = "", built: str = ""
) -> Case:
    """Make a case of a function that returns its parameter."""
    result = f" -> {annotation}" if annotation else ""
    parameter = f"x: {annotation} = {default}" if annotation else f"x={default}"
    source = f"{dedent(before).lstrip()}def f({parameter}){result}:\n    return x\n"
    return Case(name, source, built=built, given="f([9])")


def shallow(name: str, default: str, annotation: str, before: str) -> Case:
    """Make a case whose default is a new object around the elements of a constant."""
    return replace(returned(name, default, annotation, before), shallow=True)


def lambda_case(name: str, source: str, call: str = "f()", built: str = "") -> Case:
    """Make a case of a lambda that gives its parameter back, ``f``."""
    return replace(case(name, source, call, built), given=call.replace("()", "([9])", 1))
