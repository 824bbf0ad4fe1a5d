"""Lists every parameter default of a file from its syntax alone, without mypy."""

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, TypeAlias

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda

_CONTEXTS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.If)


@dataclass(frozen=True)
class Default:
    """One parameter with its default, and what it stands in, outermost first."""

    parameter: ast.arg
    value: ast.expr
    function: Function
    contexts: tuple[ast.AST, ...]

    @property
    def name(self) -> str:
        """The parameter's name."""
        return self.parameter.arg

    @property
    def in_lambda(self) -> bool:
        """Whether the parameter is a lambda's."""
        return isinstance(self.function, ast.Lambda)


class Source:
    """A parsed file and its defaults, with a lookup by where mypy reports them."""

    def __init__(self, path: Path) -> None:
        """Parse the file; its warnings are its authors' affair."""
        content = path.read_bytes()
        self.lines: Final = content.splitlines()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.tree: Final = ast.parse(content)

    @cached_property
    def defaults(self) -> list[Default]:
        """Every default of every function, method and lambda, in the order of the text."""
        found = list(_defaults(self.tree))
        return sorted(found, key=lambda default: (default.value.lineno, default.value.col_offset))

    def text(self, line: int) -> str:
        """Return one line of the file, counted from 1."""
        return self.lines[line - 1].decode("utf-8", "replace")

    def default_at(self, line: int, column: int, message: str) -> Default | None:
        """Find the default that a finding is about: by place, else by line and quoted name."""
        for default in self.defaults:
            for node in (default.value, default.parameter):
                if (node.lineno, node.col_offset + 1) == (line, column):
                    return default
        for default in self.defaults:
            lines = range(default.parameter.lineno, (default.value.end_lineno or 0) + 1)
            if line in lines and f'"{default.name}"' in message:
                return default
        return None

    def expression_at(self, line: int, column: int) -> ast.expr | None:
        """Find the outermost expression that starts at this place."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.expr) and (node.lineno, node.col_offset + 1) == (line, column):
                return node
        return None


def _defaults(tree: ast.AST) -> Iterator[Default]:
    pending: list[tuple[ast.AST, tuple[ast.AST, ...]]] = [(tree, ())]
    while pending:
        node, contexts = pending.pop()
        if isinstance(node, Function):
            for parameter, value in _parameters(node.args):
                yield Default(parameter, value, node, contexts)
        inside = (*contexts, node) if isinstance(node, _CONTEXTS) else contexts
        pending += [(child, inside) for child in ast.iter_child_nodes(node)]


def _parameters(args: ast.arguments) -> Iterator[tuple[ast.arg, ast.expr]]:
    positional = [*args.posonlyargs, *args.args]
    if args.defaults:
        yield from zip(positional[-len(args.defaults) :], args.defaults, strict=True)
    for parameter, value in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        if value is not None:
            yield parameter, value
