"""Objects that can't change themselves, and hold some that can."""

from collections.abc import Iterable

from mypy.types import ProperType

from mypy_defaults_plugin.mutability.value import Value


def shell_around(declared: ProperType | None, items: list[Value], shell: str) -> Value:
    """Judge an object that can't change itself by the objects that it holds."""
    elements = distinct([item for item in items if item.mutable])
    if not elements:
        return Value(type=declared, hashable=_all_hashable(items))
    first = elements[0]
    return Value(
        type=declared,
        mutable=True,
        what=f"{first.what} inside a {shell}",
        sharing=first.sharing,
        hashable=_all_hashable(elements),
        truth=True if shell.endswith("tuple") else None,
        elements=elements,
    )


def _all_hashable(items: Iterable[Value]) -> bool | None:
    known = [item.hashable for item in items]
    if False in known:
        return False
    return None if None in known else True


def distinct(values: list[Value]) -> tuple[Value, ...]:
    """Keep one of each kind, so that large displays stay small."""
    return tuple(dict.fromkeys(values))
