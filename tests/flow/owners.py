"""The functions of a program that own a mutable default, and how each is called."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType, FunctionType
from typing import Any, Final

from choices import Choices
from originals import Original, is_iterator, originals_of
from shapes import Thing

READ_ONLY: Final = frozenset(
    {
        "Sequence",
        "Mapping",
        "Set",
        "AbstractSet",
        "Collection",
        "Iterable",
        "Container",
        "Sized",
        "Reversible",
        "tuple",
        "int",
        "str",
    }
)
SHARED: Final = "'shared'"


@dataclass
class Tracked:
    """One parameter with a mutable default."""

    name: str
    default: Any
    originals: list[Original]
    may_leak: bool


@dataclass(eq=False)
class Owner:
    """A function with at least one mutable default."""

    function: FunctionType
    tracked: list[Tracked]
    call: Callable[..., Any]
    klass: type | None
    codes: frozenset[CodeType]

    def holds(self, code: CodeType) -> bool:
        """Tell whether code stands in this function, nested functions included."""
        return code in self.codes

    def arguments(self, choices: Choices) -> tuple[list[Any], dict[str, Any]]:
        """Choose what a caller passes; a tracked default is passed only beside another."""
        positional: list[Any] = []
        named: dict[str, Any] = {}
        tracked = {each.name: each for each in self.tracked}
        code = self.function.__code__
        last = code.co_argcount + code.co_kwonlyargcount
        defaults = defaults_of(self.function)
        for position, name in enumerate(code.co_varnames[:last]):
            if name in ("self", "cls"):
                continue
            if name in tracked:
                if len(tracked) > 1 and choices.number(4) == 0:
                    named[name] = _another(tracked[name].default, choices)
            elif position < code.co_posonlyargcount:
                positional.append(self._argument(name, choices))
            elif name not in defaults or (defaults[name] is None and choices.number(2)):
                named[name] = self._argument(name, choices)
        if code.co_flags & inspect.CO_VARKEYWORDS:
            named["extra"] = []
        return positional, named

    def _argument(self, name: str, choices: Choices) -> Any:
        """Choose what is passed for a parameter; an object may have been filled before."""
        value = argument(name, choices)
        if isinstance(value, Thing) and choices.number(2):
            value.items = _another(self.tracked[0].default, choices)
        return value


def argument(name: str, choices: Choices) -> Any:
    """Choose the value of a parameter by its name."""
    if name in ("n", "i"):
        return choices.number(3)
    if name == "k":
        return choices.one_of(("a", "k", "zz"))
    if name == "mode":
        return choices.number(3)
    if name == "other":
        return Thing()
    if name == "outer":
        return []
    if name == "table":
        return {}
    return choices.flag()


def _another(default: Any, choices: Choices) -> Any:
    """Give what a caller might pass instead of a default: its like, filled or empty."""
    if is_iterator(default):
        return iter([41, 42])
    value = deepcopy(default)
    if choices.flag() and hasattr(value, "clear"):
        value.clear()
    elif isinstance(value, list):
        value.append(deepcopy(value[0]) if value else 43)
    elif isinstance(value, dict) and not value and type(value) is dict:
        value["a"] = 43
    return value


def codes_in(code: CodeType) -> Iterator[CodeType]:
    """Give a code object and all that are nested in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes_in(constant)


def owners_in(namespace: dict[str, Any], filename: str) -> list[Owner]:
    """Find the owners among a module's functions, methods, and what its ``build`` returns."""
    found: list[tuple[Any, Any, type | None]] = []
    for name, value in list(namespace.items()):
        if isinstance(value, type):
            for method in list(vars(value).values()):
                plain = getattr(method, "__func__", method)
                if isinstance(plain, FunctionType):
                    found.append((inspect.unwrap(plain), method, value))
        elif isinstance(value, FunctionType):
            found.append((inspect.unwrap(value), value, None))
            if name == "build":
                built = value()
                found.append((inspect.unwrap(built), built, None))
    owners = []
    for function, call, klass in found:
        if isinstance(function, FunctionType) and function.__code__.co_filename == filename:
            tracked = _tracked(function)
            if tracked:
                codes = frozenset(codes_in(function.__code__))
                owners.append(Owner(function, tracked, call, klass, codes))
    return owners


def defaults_of(function: FunctionType) -> dict[str, Any]:
    """Give the defaults of a function by the names of its parameters."""
    code = function.__code__
    values = function.__defaults__ or ()
    names = code.co_varnames[code.co_argcount - len(values) : code.co_argcount]
    return {**dict(zip(names, values, strict=True)), **(function.__kwdefaults__ or {})}


def _tracked(function: FunctionType) -> list[Tracked]:
    result = []
    for name, default in defaults_of(function).items():
        originals = originals_of(default)
        annotation = function.__annotations__.get(name, "")
        if originals and SHARED not in annotation:
            may_leak = not protects(annotation, originals)
            result.append(Tracked(name, default, originals, may_leak))
    return result


@lru_cache(maxsize=1000)
def _parsed(annotation: str) -> ast.expr:
    return ast.parse(annotation, mode="eval").body


def protects(annotation: str, originals: list[Original]) -> bool:
    """Tell whether an annotation is read-only for this default, as the README says it.

    An iterator is used up by reading, a defaultdict is filled by it, and mutable elements
    must be protected by the element type.
    """
    if not annotation or any(is_iterator(original.value) for original in originals):
        return False
    node = _parsed(annotation)
    inner = [original for original in originals if not original.is_root]
    filled_by_reading = any(hasattr(original.value, "default_factory") for original in originals)
    return _protects(node, inner, filled_by_reading)


def _protects(node: ast.expr, inner: list[Original], filled_by_reading: bool) -> bool:
    if isinstance(node, ast.BinOp):
        return all(_protects(n, inner, filled_by_reading) for n in (node.left, node.right))
    if isinstance(node, ast.Constant):
        return node.value is None
    base = node.value if isinstance(node, ast.Subscript) else node
    if isinstance(base, ast.Name) and base.id == "Optional" and isinstance(node, ast.Subscript):
        return _protects(node.slice, inner, filled_by_reading)
    if not isinstance(base, ast.Name) or base.id not in READ_ONLY:
        return False
    if base.id == "Mapping" and filled_by_reading:
        return False
    if not inner:
        return True
    if not isinstance(node, ast.Subscript):
        return False
    items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if base.id == "tuple":
        items = [item for item in items if not isinstance(item, ast.Constant)]
    else:
        items = items[-1:]
    return all(_protects_element(item, inner) for item in items)


def _protects_element(node: ast.expr, inner: list[Original]) -> bool:
    """Judge the type of the elements; deeper than that no generated annotation goes."""
    base = node.value if isinstance(node, ast.Subscript) else node
    return isinstance(base, ast.Name) and base.id in READ_ONLY
