"""The sentinel that stands for an argument that is not given, where None is a value of its own."""

from __future__ import annotations

from typing import Final

from mypy.nodes import MypyFile, Var
from mypy.types import AnyType, get_proper_type

from mypy_defaults_plugin.record import record

NAMES: Final = ("_MISSING", "_NOT_GIVEN", "_UNSET")
TYPING: Final = ("typing", "typing_extensions")


@record
class Sentinel:
    """What to write for the default, and the steps that have to come before."""

    name: str
    steps: tuple[str, ...]


def sentinel_of(file: MypyFile) -> Sentinel:
    """Give the sentinel of a module: one that it has, or a definition with what that imports."""
    for name in NAMES:
        if _is_sentinel(file, name):
            return Sentinel(name, ())
    name = next((name for name in NAMES if name not in file.names), NAMES[0])
    spelt, imports = _spelt(file, ("Any", "Final"))
    definition = f"{name}: {spelt['Final']}[{spelt['Any']}] = object()"
    return Sentinel(name, (*(f'"{line}"' for line in imports), f'"{definition}" at module level'))


def _is_sentinel(file: MypyFile, name: str) -> bool:
    """Tell whether a module already has a constant of that name that every type accepts."""
    entry = file.names.get(name)
    var = entry.node if entry is not None else None
    if not isinstance(var, Var) or var.type is None or not var.is_final:
        return False
    return isinstance(get_proper_type(var.type), AnyType)


def _spelt(file: MypyFile, names: tuple[str, ...]) -> tuple[dict[str, str], list[str]]:
    """Give names of ``typing`` as the module can spell them, and the imports they still need."""
    known = {name: file.names.get(name) for name in names}
    wanted = [name for name, entry in known.items() if entry is None]
    spelt = {name: name for name in names}
    taken = [n for n, e in known.items() if e is not None and not _is_from_typing(e.fullname, n)]
    if taken:
        return {name: f"typing.{name}" for name in names}, ["import typing"]
    return spelt, [f"from typing import {', '.join(wanted)}"] if wanted else []


def _is_from_typing(fullname: str | None, name: str) -> bool:
    return fullname in [f"{module}.{name}" for module in TYPING]
