"""The source of a module as it stands in its file, for what mypy does not keep of it."""

from __future__ import annotations

import ast
import tokenize
import warnings
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final

from mypy import nodes
from mypy.nodes import Node

KINDS: Final[dict[type[Node], type[ast.expr] | tuple[type[ast.expr], ...]]] = {
    nodes.ListExpr: ast.List,
    nodes.DictExpr: ast.Dict,
    nodes.SetExpr: ast.Set,
    nodes.TupleExpr: ast.Tuple,
    nodes.CallExpr: (ast.Call, ast.JoinedStr),
    nodes.OpExpr: (ast.BinOp, ast.BoolOp),
    nodes.GeneratorExpr: ast.GeneratorExp,
    nodes.NameExpr: ast.Name,
    nodes.MemberExpr: ast.Attribute,
    nodes.IndexExpr: ast.Subscript,
    nodes.ListComprehension: ast.ListComp,
    nodes.SetComprehension: ast.SetComp,
    nodes.DictionaryComprehension: ast.DictComp,
    nodes.ConditionalExpr: ast.IfExp,
    nodes.LambdaExpr: ast.Lambda,
}
"""How mypy and Python call the same, to tell expressions apart whose columns collide."""

Count = Callable[[str, int], int]
"""From a line and an offset in its bytes to a column."""


def _in_bytes(line: str, offset: int) -> int:
    return offset


def _in_characters(line: str, offset: int) -> int:
    return len(line.encode()[:offset].decode(errors="ignore"))


def _converted_twice(line: str, offset: int) -> int:
    """Take characters for bytes, and count those again that start by the next byte."""
    column = _in_characters(line, offset)
    return column - sum(0x80 <= byte < 0xC0 for byte in line.encode()[: column + 2])


WAYS_TO_COUNT: Final[tuple[Count, ...]] = (_in_bytes, _converted_twice, _in_characters)
"""How a mypy may count columns: with Python's parser, with its own in 2.4, and correctly."""


class SourceText:
    """Knows the lines of a file, and where in them an expression stands."""

    def __init__(self, path: str) -> None:
        self._path = path

    @cached_property
    def lines(self) -> list[str]:
        """The lines; none where the file can't be read, such as a program from ``-c``."""
        try:
            with tokenize.open(self._path) as file:
                return file.readlines()
        except (OSError, SyntaxError, UnicodeDecodeError):
            return []

    def columns(self, at: Node) -> tuple[int, int | None]:
        """Give the first column of an expression and the one behind its last, in characters.

        mypy counts otherwise where a line has more than ASCII, and not always alike. There the
        expression is looked for in Python's own tree: it is the one whose columns, counted in one
        of those ways, are the ones mypy has.
        """
        end_line = at.end_line or at.line
        if at.end_column is None or all(map(str.isascii, self.lines[at.line - 1 : end_line])):
            return at.column, at.end_column
        first, last = self.lines[at.line - 1], self.lines[end_line - 1]
        for count in WAYS_TO_COUNT:
            for node in self._expressions.get((at.line, end_line), []):
                start, end = node.col_offset, node.end_col_offset or 0
                same_kind = isinstance(node, KINDS.get(type(at), ast.expr))
                if same_kind and (count(first, start), count(last, end)) == (
                    at.column,
                    at.end_column,
                ):
                    return _in_characters(first, start), _in_characters(last, end)
        return at.column, at.end_column

    @cached_property
    def _expressions(self) -> dict[tuple[int, int], list[ast.expr]]:
        by_lines: dict[tuple[int, int], list[ast.expr]] = {}
        for node in _expressions_in("".join(self.lines)):
            by_lines.setdefault((node.lineno, node.end_lineno or 0), []).append(node)
        return by_lines


def _expressions_in(text: str) -> Iterator[ast.expr]:
    """Give the expressions of a program; none if this Python is too old to read it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return
    for node in ast.walk(tree):
        if isinstance(node, ast.expr):
            yield node
