"""Applies a replacement to source code, as a user does who follows the note to the letter."""

from __future__ import annotations

import ast
import contextlib
import io
import itertools
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

from note_text import Replacement, read_note

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Place = tuple[int, int]


@dataclass(frozen=True)
class Reported:
    """A finding: where the default starts, as mypy counts, and the note below it."""

    line: int
    column: int
    note: str


class Source:
    """Source code and its tree, with edits by place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = ast.parse(text)
        self._starts = [0]
        for line in text.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        if not text.isascii():
            raise ValueError("columns are counted in ASCII only")

    def offset(self, place: Place) -> int:
        return self._starts[place[0] - 1] + place[1]

    def of(self, node: ast.expr | ast.arg | ast.stmt) -> str:
        """Give a node as it is written."""
        return self.text[self.start(node) : self.end(node)]

    def start(self, node: ast.expr | ast.arg | ast.stmt) -> int:
        return self.offset((node.lineno, node.col_offset))

    def end(self, node: ast.expr | ast.arg | ast.stmt) -> int:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.offset((node.end_lineno, node.end_col_offset))

    def closing(self, argument: ast.arg, default: ast.expr) -> int:
        """Give the end of a default with the parentheses around it."""
        before = self.text[self.end(argument) : self.start(default)]
        wanted = sum(token.string == "(" for token in _tokens(before))
        end = self.end(default)
        while wanted:
            end = self.text.index(")", end) + 1
            wanted -= 1
        return end


def _tokens(text: str) -> Iterator[tokenize.TokenInfo]:
    tokens = tokenize.generate_tokens(io.StringIO(f"({text}").readline)
    next(tokens)
    with contextlib.suppress(tokenize.TokenError):  # the text stops inside a parenthesis
        yield from tokens


def apply_all(text: str, findings: list[Reported], built: str = "") -> str:
    """Apply every note to the source, from the last to the first, so that places stay right.

    ``built`` is the code that a user writes where a note only describes it; without it the
    default itself is written into the body.
    """
    for finding in sorted(findings, key=lambda f: (f.line, f.column), reverse=True):
        text = _apply(text, finding, built)
    replacements = [read_note(finding.note) for finding in findings]
    definitions = dict.fromkeys(r.definition for r in replacements if r.definition)
    for definition in definitions:
        text = _insert_after_imports(text, f"{definition}\n", among_imports=False)
    for line in dict.fromkeys(line for r in replacements for line in r.imports):
        text = _insert_after_imports(text, f"{line}\n", among_imports=True)
    return text


def _apply(text: str, finding: Reported, built: str) -> str:
    source = Source(text)
    replacement = read_note(finding.note)
    function, argument, default = _find(source, finding, replacement.name)
    written = built or f"({source.of(default)})"
    edits = [_parameter_edit(source, argument, default, replacement)]
    if replacement.widen and replacement.parameter is not None:
        edits.append(_comment_edit(source, argument))
    if isinstance(function, ast.Lambda):
        expression = replacement.expression
        expression = expression or f"({written} if {replacement.name} is None else {argument.arg})"
        edits += [
            (source.start(node), source.end(node), expression)
            for node in ast.walk(function.body)
            if isinstance(node, ast.Name) and node.id == replacement.name
        ]
    else:
        build = f"if {replacement.name} is {replacement.marker}: {replacement.name} = {written}"
        edits.append(_body_edit(source, function, replacement.statement or build))
    return _edited(text, edits)


def _find(source: Source, finding: Reported, name: str) -> tuple[Function, ast.arg, ast.expr]:
    wanted = source.offset((finding.line, finding.column - 1))
    for node in ast.walk(source.tree):
        if not isinstance(node, Function):
            continue
        positional = [*node.args.posonlyargs, *node.args.args]
        with_default = positional[len(positional) - len(node.args.defaults) :]
        pairs: list[tuple[ast.arg, ast.expr | None]] = []
        pairs += zip(with_default, node.args.defaults, strict=True)
        pairs += zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
        for argument, default in pairs:
            if default is None or argument.arg != name:
                continue
            if source.start(default) <= wanted < source.end(default):
                return node, argument, default
    raise ValueError(f'no default of "{name}" on line {finding.line}')


def _parameter_edit(
    source: Source, argument: ast.arg, default: ast.expr, replacement: Replacement
) -> tuple[int, int, str]:
    end = source.closing(argument, default)
    if replacement.parameter is not None:
        return source.start(argument), end, replacement.parameter
    written = source.of(argument)
    if replacement.widen:
        assert argument.annotation is not None
        written = f"{argument.arg}: {source.of(argument.annotation)} | None"
    return source.start(argument), end, f"{written} = {replacement.marker}"


def _comment_edit(source: Source, argument: ast.arg) -> tuple[int, int, str]:
    """Add "| None" to the type comment on the parameter's line, or to the signature's below."""
    at = source.start(argument)
    for line in source.text[at:].split("\n"):
        signature = re.search(r"# type: \((?P<types>[^.].*)\) ->", line)
        if signature is not None:
            end = at + signature.end("types")
            return end, end, " | None"
        if "# type:" in line:
            end = at + len(line)
            return end, end, " | None"
        at += len(line) + 1
    raise ValueError(f'no type comment for "{argument.arg}"')


def _body_edit(
    source: Source, function: ast.FunctionDef | ast.AsyncFunctionDef, statement: str
) -> tuple[int, int, str]:
    """Put a statement at the top of the body, below a docstring and what names need declared.

    A body on the line of its signature is unfolded.
    """
    leading = int(ast.get_docstring(function) is not None)
    declarations = itertools.takewhile(
        lambda node: isinstance(node, ast.Global | ast.Nonlocal), function.body[leading:]
    )
    leading += sum(1 for _ in declarations)
    after = leading == len(function.body)
    first = function.body[leading - 1 if after else leading]
    line_start = source.text.rfind("\n", 0, source.start(first)) + 1
    lead = source.text[line_start : source.start(first)]
    if after:
        end = source.end(first)
        if lead.strip():
            indent = " " * (function.col_offset + 4)
            return source.start(first), end, f"\n{indent}{source.of(first)}\n{indent}{statement}"
        return end, end, f"\n{lead}{statement}"
    if lead.strip():
        indent = " " * (function.col_offset + 4)
        return source.start(first), source.start(first), f"\n{indent}{statement}\n{indent}"
    decorators = getattr(first, "decorator_list", [])
    start = min([source.start(first), *(source.start(d) - 1 for d in decorators)])
    return start, start, f"{statement}\n{lead}"


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _insert_after_imports(text: str, line: str, *, among_imports: bool) -> str:
    """Insert a line below the leading imports, or among them: below the docstring and future."""
    after = 0
    for node in ast.parse(text).body:
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        is_future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        is_import = isinstance(node, ast.Import | ast.ImportFrom)
        if not (is_docstring or is_future or (is_import and not among_imports)):
            break
        after = node.end_lineno or 0
    lines = text.splitlines(keepends=True)
    return "".join([*lines[:after], line, *lines[after:]])
