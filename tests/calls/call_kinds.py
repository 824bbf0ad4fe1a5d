"""The kinds of containers that the programs hand around, and what is done to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Kind:
    """Texts about a container in ``{v}``, and an object in ``{o}`` that is put into it."""

    name: str
    empty: str
    filled: str
    adds: tuple[str, ...]
    removes: tuple[str, ...]
    copies: tuple[str, ...]
    puts: tuple[str, ...]
    inner: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("use({v})", "len({v})", "use({v} == 3)", "[*{v}]")


LIST: Final = Kind(
    "list",
    "[]",
    "[3, 1, 2]",
    ("{v}.append(4)", "{v} += [4]", "{v}.extend([4, 5])", "{v}.insert(0, 9)"),
    ("{v}.clear()", "{v}.sort()", "del {v}[:]", "{v}.pop()", "{v}.reverse()"),
    ("list({v})", "{v}[:]", "{v}.copy()", "[*{v}]", "{v} + [1]"),
    ("{v}.append({o})", "{v}.insert(0, {o})"),
)
NESTED: Final = Kind(
    "nested list",
    "[[]]",
    "[[1], [2]]",
    ("{v}.append([4])",),
    ("{v}.clear()", "{v}.pop()", "{v}.reverse()"),
    ("list({v})", "{v}[:]", "copy.deepcopy({v})", "[list(row) for row in {v}]"),
    ("{v}.append({o})",),
    ("{v}[0].append(6)", "for row in {v}: row.append(7)", "{v}[0].clear()"),
)
DICT: Final = Kind(
    "dict",
    "{{}}",
    '{{"k": 1}}',
    ('{v}["z"] = 1', "{v}.update(z=2)", '{v}.setdefault("y", 3)'),
    ("{v}.clear()", '{v}.pop("k", None)'),
    ("dict({v})", "{{**{v}}}", "{v}.copy()"),
    ('{v}["k"] = {o}',),
)
SET: Final = Kind(
    "set",
    "set()",
    "{{1, 2}}",
    ("{v}.add(5)", "{v}.update([6])", "{v} |= {{7}}"),
    ("{v}.clear()", "{v}.discard(1)"),
    ("set({v})", "{v} | {{1}}", "{v}.copy()"),
    (),
)
KINDS: Final = (LIST, LIST, NESTED, DICT, SET)
