"""Sources that are very deep, very long or very wide, generated."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

LEVELS: Final = 1_000
LEVELS_OF_BRACKETS: Final = 90
LEVELS_OF_BLOCKS: Final = 90
"""CPython's parser takes no more than 200 brackets and 100 blocks; mypy's own takes fewer."""
OPERATORS: Final = 10_000
LINES: Final = 20_000
ENTRIES: Final = 5_000


def _chain(before: str, after: str) -> str:
    """Give a function that returns one expression of many levels."""
    return f"def f(x=[]):\n    return {before * LEVELS}x{after * LEVELS}\n"


def _brackets(opening: str, closing: str, inside: str = "") -> str:
    nested = opening * LEVELS_OF_BRACKETS + inside + closing * LEVELS_OF_BRACKETS
    return f"def f(a={nested}):\n    return a\n"


def _blocks(heading: str, body: str, levels: int = LEVELS_OF_BLOCKS) -> str:
    lines = [f"{' ' * level}{heading.format(level)}" for level in range(1, levels + 1)]
    return "\n".join(["def f(x=[]):", *lines, f"{' ' * (levels + 1)}{body}", ""])


def _operators(operator: str, operand: str = "a", default: str = "[]") -> str:
    joined = operator.join([operand] * OPERATORS)
    return f"def f(a={default}):\n    return {joined}\n"


def _default(text: str) -> str:
    return f"def f(x={text}):\n    x[1].append(1)\n    return x\n"


def _function(lines: Callable[[int], str], *, count: int = LINES, before: str = "") -> str:
    body = "".join(f"    {lines(number)}\n" for number in range(count))
    return f"def f(x=[], y={{}}, c=0):\n{before}{body}    return x, y\n"


def _mixed_operators(number: int = OPERATORS) -> str:
    operators = ["+", "-", "*", "and", "or", "==", "in", "is not", "@", "if x else"]
    drawn = Random(1).choices(operators, k=number)
    return "def f(x=[]):\n    return x" + "".join(f" {operator} x" for operator in drawn) + "\n"


DEEP: Final = {
    "attributes": _chain("", ".a"),
    "calls": _chain("", "()"),
    "items": _chain("", "[0]"),
    "methods": _chain("", ".copy()"),
    "nots": _chain("not ", ""),
    "signs": _chain("-", ""),
    "awaits": "async " + _chain("await ", ""),
    "conditionals": _chain("0 if x else ", ""),
    "lambdas": _chain("lambda: ", ""),
    "lambdas_with_defaults": _chain("lambda y=[]: ", ""),
    "item_assigned": f"def f(x=[]):\n    x{'[0]' * LEVELS} = 1\n    del x{'.a' * LEVELS}\n",
    "decorators": "import functools\n" + "@functools.cache\n" * LEVELS + "def f(x=[]): return x\n",
    "elifs": "def f(x=[]):\n    if x: pass\n"
    + "".join(f"    elif x == {n}:\n        x.append({n})\n" for n in range(LEVELS)),
    "ifs": _blocks("if x:", "x.append(1)"),
    "thousand_ifs": _blocks("if x:", "x.append(1)", LEVELS),
    "loops": _blocks("for x{} in x:", "x.append(1)", 20),
    "functions": _blocks("def f{}(x=x, y=[]):", "return x"),
    "classes": _blocks("class C{}:", "x = []"),
    "tries": _blocks("try:", "x.append(1)", 18).rstrip()
    + "".join(f"\n{' ' * n}finally:\n{' ' * (n + 1)}x.append({n})" for n in range(18, 0, -1))
    + "\n",
    "withs": _blocks("with open(str(x)) as f{}:", "x.append(1)", 18),
    "matches": _blocks("match x:\n" + " " * 99 + "case _:", "x.append(1)", 1),
    "thousand_lists": f"x = {'[' * LEVELS}{']' * LEVELS}\n",
    "lists": _brackets("[", "]"),
    "tuples": _brackets("(", ",)", "[]"),
    "dicts": _brackets("{1: ", "}", "[]"),
    "calls_in_calls": _brackets("list(", ")"),
    "conditionals_in_brackets": _brackets("([] if a else ", ")", "{}"),
    "comprehensions": "def f(a=[]):\n    return "
    + "[" * LEVELS_OF_BRACKETS
    + "a"
    + "".join(f" for a{n} in a]" for n in range(LEVELS_OF_BRACKETS))
    + "\n",
}
LONG: Final = {
    "sum_in_default": f"def f(a={' + '.join(['[1]'] * OPERATORS)}): return a\n",
    "ands_in_default": f"def f(a={' and '.join(['[1]'] * OPERATORS)}): return a\n",
    "sum": _operators(" + "),
    "ors": _operators(" or "),
    "comparisons": _operators(" < "),
    "bits": _operators(" | ", default="{}"),
    "mixed_operators": _mixed_operators(),
    "union": f"def f(a: {' | '.join(['int', 'str'] * 1000)} | list[int] = []): return a\n",
    "changes": _function(lambda n: f"x.append({n})"),
    "branches": _function(lambda n: f"if c == {n}: x = [{n}]", count=LINES // 2),
    "shared_branches": _function(lambda n: f"if c == {n}: y = x", count=LINES // 2),
    "inner_functions": _function(lambda n: f"def g{n}(z=x): return x, z", count=LINES // 10),
    "names_in_a_loop": _function(
        lambda n: f"    v{n + 1} = v{n}", count=1_000, before="    v0 = x\n    while c:\n"
    ).replace("    return", "        v0 = [v1000]\n    return"),
    "dict": _default("{" + ", ".join(f"'k{n}': [{n}]" for n in range(ENTRIES)) + "}"),
    "list": _default("[" + ", ".join(f"[{n}]" for n in range(ENTRIES * 4)) + "]"),
    "tuple": _default("(" + ", ".join(f"[{n}]" for n in range(ENTRIES * 4)) + ")"),
    "named_dict": "D = {"
    + ", ".join(f"'k{n}': [{n}]" for n in range(ENTRIES))
    + "}\n"
    + _default("D"),
    "line": _default("['" + "a" * 1_000_000 + "']"),
}
MANY_ARGUMENTS: Final = """\
def extend(left, right, a, b, end, row, col, gap, fill, scores, traces, waiting, cost, n, way):
    for i in range(n):
        if way:
            a += fill
            b += right[col : col + 1]
        else:
            a += left[row : row + 1]
            b += fill
        if cost(i) and not traces[row][col]:
            waiting.append((a[:], b[:], end, row, col, gap, traces[row][col]))
    return a, b, row, col, waiting
def recover(left, right, starts, scores, traces, fill, cost, other):
    a, b = left[0:0], right[0:0]
    waiting = []
    for start in starts:
        score, (row, col) = start
        waiting += [(a, b, score, row, col, False, traces[row][col])]
    while waiting:
        a, b, end, row, col, gap, trace = waiting.pop()
        while row:
            if trace == 1:
                a, b, row, col, waiting = extend(
                    left, right, a, b, end, row, col, gap, fill, scores, traces, waiting,
                    cost, col, 1
                )
            elif trace == 2:
                a, b, row, col, waiting = extend(
                    left, right, a, b, end, row, col, gap, fill, scores, traces, waiting,
                    other, row, 0
                )
            elif trace == 3:
                a, b, row, col, waiting = extend(
                    left, right, b, a, row, end, col, gap, fill, traces, scores, waiting,
                    cost, row, 0
                )
            else:
                a += left[row : row + 1]
                b += right[col : col + 1]
    return waiting
"""
"""What a function gives back of its many arguments is handed to it again."""
WIDE: Final = {
    "parameters": "def f("
    + ", ".join(f"x{n}=[]" for n in range(1_000))
    + "):\n"
    + "".join(f"    x{n}.append(x{(n + 1) % 1_000})\n" for n in range(1_000)),
    "functions_in_a_ring": "".join(
        f"def f{n}(x=[]):\n    return f{(n + 1) % 3_000}(x)\n" for n in range(3_000)
    ),
    "frozen_classes_that_hold_each_other": "from dataclasses import dataclass\n"
    + "".join(
        f"@dataclass(frozen=True)\nclass C{n}:\n"
        + "".join(f"    f{m}: 'C{(n * 7 + m * 5 + 1) % 60}'\n" for m in range(12))
        for n in range(60)
    )
    + "def f(x: object = C1(*[])): ...\n",
    "calls_with_many_arguments": MANY_ARGUMENTS,
}
