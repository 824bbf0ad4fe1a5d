"""Programs with their right answers on the lines, from ``hand_written/*.txt``.

    === a default that is appended to
    def f(x=[]):
        x.append(1)  # mutated
        return x  # leaked

``# mutated?`` may be reported and need not be. All else must not be reported. The lines of
``HEADER`` stand before each program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DIRECTORY: Final = Path(__file__).parent / "hand_written"
HEADER: Final = """\
import bisect, copy, heapq, itertools, operator, random
from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableSequence, Sequence, Set
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Annotated, Any, NamedTuple, Optional, cast
from opaque import check, manager, manager_later, pause, risky, some, some_later, use
from shapes import Failure, Options, Thing
_MISSING: Any = object()
"""
_MARK: Final = re.compile(r"#((?: (?:mutated|leaked)\??,?)+)$")


@dataclass(frozen=True)
class Marked:
    """A program and its answers as (line, code)."""

    name: str
    source: str
    required: frozenset[tuple[int, str]]
    allowed: frozenset[tuple[int, str]]


def marked_programs() -> Iterator[Marked]:
    """Read all programs of the table."""
    for path in sorted(DIRECTORY.glob("*.txt")):
        for part in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
            name, _, body = part.partition("\n")
            yield parse(f"{path.stem}: {name}", HEADER + body)


def parse(name: str, source: str) -> Marked:
    """Take the marks off a source."""
    required, allowed = set(), set()
    for number, line in enumerate(source.splitlines(), start=1):
        match = _MARK.search(line)
        for word in match[1].replace(",", "").split() if match is not None else []:
            report = (number, f"{word.rstrip('?')}-default")
            allowed.add(report)
            if not word.endswith("?"):
                required.add(report)
    return Marked(name, source, frozenset(required), frozenset(allowed))
