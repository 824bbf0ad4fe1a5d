"""Expressions and annotations as source code again, for a fix that can be pasted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from mypy import nodes
from mypy.nodes import Expression
from mypy.types import EllipsisType, RawExpressionType, Type, TypeList, UnboundType, UnionType

LONGEST: Final = 60
"""A longer replacement is described instead of printed."""
DEEPEST: Final = 12

NameOf = Callable[[nodes.NameExpr], "str | None"]
"""How to write a name at the place of the fix, None where it means something else there."""


class _UnprintableError(Exception):
    """Raised inside this module where source can't be given back exactly."""


def expression_source(expression: Expression, name_of: NameOf) -> str | None:
    """Give an expression as source; None for what is too long or can't be given exactly."""
    try:
        text = _Printer(name_of).text(expression)
    except _UnprintableError:
        return None
    return text if len(text) <= LONGEST else None


class _Printer:
    def __init__(self, name_of: NameOf) -> None:
        self._name_of = name_of
        self._depth = 0

    def text(self, node: Expression) -> str:
        form = FORMS.get(type(node))
        if form is None or self._depth >= DEEPEST:
            raise _UnprintableError
        self._depth += 1
        try:
            return form(self, node)
        finally:
            self._depth -= 1

    def operand(self, node: Expression) -> str:
        """Give an expression so that it binds more tightly than any operator around it."""
        text = self.text(node)
        return f"({text})" if isinstance(node, LOOSE) else text

    def owner(self, node: Expression) -> str:
        """Give an expression so that an attribute of it can be taken."""
        text = self.operand(node)
        return f"({text})" if isinstance(node, nodes.IntExpr | nodes.FloatExpr) else text

    def commas(self, items: list[Expression]) -> str:
        return ", ".join(self.text(item) for item in items)

    def name(self, node: nodes.NameExpr) -> str:
        text = self._name_of(node)
        if text is None:
            raise _UnprintableError
        return text

    def bytes(self, node: nodes.BytesExpr) -> str:
        if "'" in node.value or '"' in node.value:
            raise _UnprintableError
        return f"b'{node.value}'"

    def integer(self, node: nodes.IntExpr) -> str:
        if node.value.bit_length() > LONGEST:
            raise _UnprintableError
        return str(node.value)

    def float(self, node: nodes.FloatExpr) -> str:
        text = repr(node.value)
        if not text[:1].isdigit():
            raise _UnprintableError
        return text

    def member(self, node: nodes.MemberExpr) -> str:
        if isinstance(node.expr, nodes.StrExpr) and node.name in ("join", "format"):
            raise _UnprintableError  # what mypy's parser makes of an f-string
        return f"{self.owner(node.expr)}.{node.name}"

    def call(self, node: nodes.CallExpr) -> str:
        prefixes = {nodes.ARG_STAR: "*", nodes.ARG_STAR2: "**"}
        given = []
        for argument, kind, name in zip(node.args, node.arg_kinds, node.arg_names, strict=True):
            keyword = f"{name}=" if name is not None else ""
            given.append(f"{prefixes.get(kind, '')}{keyword}{self.text(argument)}")
        return f"{self.operand(node.callee)}({', '.join(given)})"

    def dict(self, node: nodes.DictExpr) -> str:
        pairs = [
            f"**{self.operand(value)}" if key is None else f"{self.text(key)}: {self.text(value)}"
            for key, value in node.items
        ]
        return "{" + ", ".join(pairs) + "}"

    def tuple(self, node: nodes.TupleExpr) -> str:
        comma = "," if len(node.items) == 1 else ""
        return f"({self.commas(node.items)}{comma})"

    def slice(self, node: nodes.SliceExpr) -> str:
        bounds = [node.begin_index, node.end_index]
        text = ":".join("" if bound is None else self.text(bound) for bound in bounds)
        return text if node.stride is None else f"{text}:{self.text(node.stride)}"

    def unary(self, node: nodes.UnaryExpr) -> str:
        space = " " if node.op == "not" else ""
        return f"{node.op}{space}{self.operand(node.expr)}"

    def operation(self, node: nodes.OpExpr) -> str:
        return f"{self.operand(node.left)} {node.op} {self.operand(node.right)}"

    def comparison(self, node: nodes.ComparisonExpr) -> str:
        text = self.operand(node.operands[0])
        for operator, operand in zip(node.operators, node.operands[1:], strict=True):
            text += f" {operator} {self.operand(operand)}"
        return text

    def conditional(self, node: nodes.ConditionalExpr) -> str:
        parts = [self.operand(part) for part in (node.if_expr, node.cond, node.else_expr)]
        return "{} if {} else {}".format(*parts)


def _analyzed(printer: _Printer, node: Any) -> str:
    if isinstance(node.analyzed, nodes.CastExpr | nodes.TypeApplication | type(None)):
        base, index = printer.operand(node.base), node.index
        inside = printer.commas(index.items) if isinstance(index, nodes.TupleExpr) else ""
        return f"{base}[{inside or printer.text(index)}]"
    raise _UnprintableError


LOOSE: Final = (
    nodes.OpExpr,
    nodes.UnaryExpr,
    nodes.ComparisonExpr,
    nodes.ConditionalExpr,
)
FORMS: Final[dict[type[Expression], Callable[[_Printer, Any], str]]] = {
    nodes.NameExpr: _Printer.name,
    nodes.StrExpr: lambda printer, node: repr(node.value),
    nodes.BytesExpr: _Printer.bytes,
    nodes.IntExpr: _Printer.integer,
    nodes.FloatExpr: _Printer.float,
    nodes.EllipsisExpr: lambda printer, node: "...",
    nodes.ListExpr: lambda printer, node: f"[{printer.commas(node.items)}]",
    nodes.SetExpr: lambda printer, node: "{" + printer.commas(node.items) + "}",
    nodes.DictExpr: _Printer.dict,
    nodes.TupleExpr: _Printer.tuple,
    nodes.StarExpr: lambda printer, node: f"*{printer.operand(node.expr)}",
    nodes.MemberExpr: _Printer.member,
    nodes.CallExpr: _Printer.call,
    nodes.IndexExpr: _analyzed,
    nodes.SliceExpr: _Printer.slice,
    nodes.UnaryExpr: _Printer.unary,
    nodes.OpExpr: _Printer.operation,
    nodes.ComparisonExpr: _Printer.comparison,
    nodes.ConditionalExpr: _Printer.conditional,
}


def annotation_source(annotation: Type) -> str | None:
    """Give an annotation as it is written, None where mypy did not keep all of it."""
    quoted = getattr(annotation, "original_str_expr", None)
    if quoted is not None:
        return repr(quoted)
    if isinstance(annotation, UnionType):
        parts = [annotation_source(item) for item in annotation.items]
        return None if None in parts else " | ".join(part for part in parts if part)
    if isinstance(annotation, EllipsisType):
        return "..."
    if isinstance(annotation, TypeList):
        items = _listed(annotation.items)
        return None if items is None else f"[{items}]"
    if isinstance(annotation, RawExpressionType) and annotation.literal_value is not None:
        is_bytes = annotation.base_type_name == "builtins.bytes"
        return None if is_bytes else repr(annotation.literal_value)
    if not isinstance(annotation, UnboundType) or annotation.name.startswith("<"):
        return None
    if not annotation.args:
        return f"{annotation.name}[()]" if annotation.empty_tuple_index else annotation.name
    arguments = _listed(annotation.args)
    return None if arguments is None else f"{annotation.name}[{arguments}]"


def _listed(items: tuple[Type, ...] | list[Type]) -> str | None:
    parts = [annotation_source(item) for item in items]
    return None if None in parts else ", ".join(part for part in parts if part)


def optional_source(spelt: str, python_version: tuple[int, int]) -> str:
    """Give an annotation that allows None too, in quotes where ``|`` is none yet."""
    quoted = spelt[:1] in ("'", '"')
    if quoted or python_version < (3, 10):
        return repr(f"{spelt[1:-1] if quoted else spelt} | None")
    return f"{spelt} | None"
