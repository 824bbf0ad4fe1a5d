"""A way to declare a field with a few defaults of every kind, and what many ways have in common."""

from __future__ import annotations

from typing import Final

from ways import Way

FEW: Final = (
    "0",
    "()",
    "Worth(3)",
    "Stateless()",
    "[]",
    "[1, 2]",
    "LIST",
    "deque()",
    "Data()",
    "Plain()",
    "PLAIN",
    "([],)",
    "(Plain(),)",
    "FrozenAny(Plain())",
    "threading.Lock()",
)


def odd(name: str, imports: str, source: str, package: str = "", **more: str) -> Way:
    plain = package == "msgspec"
    return Way(name, imports, source, package=package, plain=plain, defaults=FEW, **more)


DATACLASS: Final = "from dataclasses import dataclass, field"
FIELD: Final = "    x: Any = {default}  # here\n"
REPLACED: Final = "        self.x = None\n"
