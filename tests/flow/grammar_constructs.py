"""Names for what a template does, whatever the kind of object: the constructs that are counted."""

from __future__ import annotations

import re
from typing import Final

CHANGES: Final = (
    (r"^\{v\}(?:\['?\w+'?\]|\.\w+)? ([-&^])= ", "-= &= ^="),
    (r"^\{v\}(?:\['?\w+'?\]|\.\w+)? ([+*|]=) ", r"\1"),
    (r"^del \{v\}\[:\]", "del x[:]"),
    (r"^del ", "del item"),
    (r"^\{v\}\[.*:.*\] = ", "slice ="),
    (r"^\{v\}(\['?[-\w]+'?\])+(?:, n)? [-+]?= ", "item ="),
    (r"^\{v\}\.\w+(, n)? (\+)?= |^setattr", "attribute ="),
    (r"^(?:use\()?(heapq|bisect|operator|random)\.", r"\1"),
    (r"^(list|dict|set)\.\w+\(\{v\}", "function of the class"),
    (r"^list\(map\(", "map"),
    (r"islice|next", "next() and what consumes"),
    (r" for ", "in a comprehension"),
    (r"^(?:use\()?\{v\}\['c1'\]\)?$", "item of a defaultdict"),
    (r"\.(?:byteswap|from\w+)\(", "methods of array"),
    (r"\.(?:discard|remove)\(", ".remove() .discard()"),
    (r"\.(?:sort|reverse|rotate)\(", ".sort() .reverse() .rotate()"),
    (r"\.(?:\w+_update|subtract)\(", ".*_update()"),
    (r"\.(\w+)left\(", r".*left()"),
    (r"\.(?:__setitem__|setdefault)\(", ".setdefault()"),
    (r"\.(\w+)\(", r".\1()"),
)
REBINDS: Final = (
    (r"^copy\.copy", "copy.copy"),
    (r"\.copy\(\)", ".copy()"),
    (r" for ", "comprehension"),
    (r"\[:\]", "x[:]"),
    (r"^[\[{]\*", "[*x] {**x}"),
    (r"^replace", "replace"),
    (r" [-+|*] |\.union|^\(", "operator"),
    (r"^(?:sorted|list\(reversed)", "sorted"),
    (r"", "constructor"),
)
ELEMENTS: Final = (
    (r"next\(iter", "next(iter(x))"),
    (r"list\(|dict\(|\[:\]|\*\*| \+ ", "of a copy"),
    (r"\.get|\.setdefault|\.values", "by a method"),
    (r"\*", "unpacked"),
    (r"\.tags", "attribute"),
    (r"", "by an index"),
)
GROUPS: Final = {
    "change": CHANGES,
    "rebind": REBINDS,
    "element": ELEMENTS,
    "loop": ((r"", "over elements"),),
}
ALWAYS_SILENT: Final = frozenset({"rebind at the start", "bound anew at once"})
"""Parts of programs that are there to have silent ones; no constructs."""


def tag(prefix: str, template: str) -> str:
    """Name a construct after its template."""
    text = re.sub(r"\{[nm]\}", "1", template)
    for pattern, name in GROUPS.get(prefix, ()):
        match = re.search(pattern, text)
        if match is not None:
            return f"{prefix}:{match.expand(name)}"
    for placeholder in ("{v}", "{w}", "{g}"):
        text = text.replace(placeholder, "x")
    return f"{prefix}:{text}"
