"""Mutates real source files: the standard library's and this project's own."""

from __future__ import annotations

import re
import sysconfig
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

OWN: Final = Path(__file__).parents[2]
LONGEST: Final = 60_000
"""Bytes of a file that is mutated."""
TRIES: Final = 20
_WORD: Final = re.compile(r"\b[A-Za-z_]\w*\b")
_LITERAL: Final = re.compile(r"\b(None|True|False|\d+)\b|\(\)")
DEFAULTS: Final = ("[]", "{}", "set()", "[[]]", "([],)", "{1: []}", "lambda x=[]: x", "dict()")
INSERTED: Final = (
    "return {0}",
    "del {0}",
    "{0} = {1}",
    "{0}.append({1})",
    "{0}[{1}] = {0}",
    "{0}.{1} = {0}",
    "global {0}",
    "nonlocal {0}",
    "import {0}",
    "from {0} import *",
    "yield {0}",
    "raise {0} from {1}",
    "{0}: {1} = []",
    "({0}, *{1}) = {0}",
    "def {0}({1}=[], *{0}, **k): return {1}",
    "class {0}({1}): {1} = []",
    "for {0} in {1}: {1} = {0}",
    "with {0} as {1}: pass",
    "{0} = lambda {1}=[]: {0}({1})",
    "assert {0}, {1}",
    "{0} += [{1} for {1} in {0} if ({0} := {1})]",
)
Lines = list[str]


@cache
def originals() -> list[Path]:
    """Give the files that are mutated, in a fixed order."""
    library = Path(sysconfig.get_path("stdlib"))
    found = [
        path
        for root in (library, OWN / "mypy_defaults_plugin", OWN / "tests")
        for path in sorted(root.rglob("*.py"))
        if "-packages" not in str(path) and path.stat().st_size < LONGEST
    ]
    return [path for path in found if _is_valid(path.read_bytes())]


def mutated(random: Random) -> bytes:
    """Give a file with some mutations that Python still compiles: mypy stops at others."""
    lines = _text(random.choice(originals()))
    for _ in range(random.randint(1, 12)):
        for _ in range(TRIES):
            attempt = list(lines)
            random.choice(MUTATIONS)(random, attempt)
            if _is_valid("\n".join(attempt).encode("utf-8", "replace")):
                lines = attempt
                break
    return "\n".join(lines).encode("utf-8", "replace")


def _text(path: Path) -> Lines:
    return path.read_text(encoding="utf-8", errors="replace").splitlines() or [""]


def _is_valid(source: bytes) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(source, "mutated", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


def _place(random: Random, lines: Lines) -> int:
    return random.randrange(len(lines))


def _name(random: Random, lines: Lines) -> str:
    names: list[str] = _WORD.findall(lines[_place(random, lines)]) or ["x"]
    return random.choice(names)


def _delete(random: Random, lines: Lines) -> None:
    if len(lines) > 1:
        del lines[_place(random, lines)]


def _move(random: Random, lines: Lines) -> None:
    lines.insert(_place(random, lines), lines[_place(random, lines)])


def _indent(random: Random, lines: Lines) -> None:
    at = _place(random, lines)
    for number in range(at, min(at + random.randint(1, 5), len(lines))):
        line = lines[number]
        lines[number] = f"    {line}" if random.random() < 0.5 else line.removeprefix("    ")


def _rename(random: Random, lines: Lines) -> None:
    at = _place(random, lines)
    words = list(_WORD.finditer(lines[at]))
    if words:
        word = random.choice(words)
        new = _name(random, lines)
        lines[at] = lines[at][: word.start()] + new + lines[at][word.end() :]


def _put_default(random: Random, lines: Lines) -> None:
    """Put something mutable where a literal stands, most often where there is a default."""
    with_default = [n for n, line in enumerate(lines) if "def " in line and "=" in line]
    at = random.choice(with_default) if with_default else _place(random, lines)
    lines[at] = _LITERAL.sub(lambda _: random.choice(DEFAULTS), lines[at], count=1)


def _add_parameter(random: Random, lines: Lines) -> None:
    functions = [n for n, line in enumerate(lines) if re.search(r"def \w+\(.*\)", line)]
    if functions:
        at = random.choice(functions)
        text = f", {_name(random, lines)}={random.choice(DEFAULTS)})"
        lines[at] = re.sub(r",?\s*\)(?=[^)]*$)", lambda _: text, lines[at], count=1)


def _insert(random: Random, lines: Lines) -> None:
    at = _place(random, lines)
    indent = re.match(r"\s*", lines[at])
    text = random.choice(INSERTED).format(_name(random, lines), _name(random, lines))
    lines.insert(at, (indent[0] if indent else "") + text)


def _splice(random: Random, lines: Lines) -> None:
    """Put a piece of another file in."""
    other = _text(random.choice(originals()))
    start = _place(random, other)
    at = _place(random, lines)
    lines[at:at] = other[start : start + random.randint(1, 30)]


def _repeat(random: Random, lines: Lines) -> None:
    """Repeat a piece, so that names are defined twice."""
    start, at = _place(random, lines), _place(random, lines)
    lines[at:at] = lines[start : start + random.randint(1, 30)]


MUTATIONS: Final[tuple[Callable[[Random, Lines], None], ...]] = (
    _delete,
    _move,
    _indent,
    _rename,
    _rename,
    _put_default,
    _put_default,
    _add_parameter,
    _add_parameter,
    _insert,
    _insert,
    _splice,
    _repeat,
)
