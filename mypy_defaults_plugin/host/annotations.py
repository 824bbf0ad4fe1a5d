"""Calls inside annotations, which mypy's parser drops: read from the source once more.

``x: Annotated[list[int], Field(default=[])]`` reaches a plugin without the call. Where a check
needs it, the source is parsed by ``ast`` and the call is made of mypy's nodes again, with its
names bound as they are in the class body or the module.
"""

from __future__ import annotations

import ast
import tokenize
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mypy import nodes
from mypy.nodes import GDEF, MDEF, CallExpr, ClassDef, Expression, MypyFile, RefExpr
from mypy.types import AnyType, TypeOfAny

if TYPE_CHECKING:
    from mypy_defaults_plugin.host.program import Program


class Annotation(NamedTuple):
    """An annotation as it is written, and the names that the functions around it bind."""

    written: ast.expr
    hidden: frozenset[str]


Annotations = dict[tuple[int, str], Annotation]
"""The annotations of a module by the line and the name of what they belong to."""


def annotations_of(file: MypyFile) -> Annotations:
    """Parse a module's source; nothing where it can't be read."""
    try:
        with tokenize.open(file.path) as source:
            tree = ast.parse(source.read())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: Annotations = {}
    waiting: list[tuple[ast.AST, frozenset[str]]] = [(tree, frozenset())]
    while waiting:
        node, hidden = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            hidden |= frozenset(_bound_in(node))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.lineno, node.target.id] = Annotation(_unquoted(node.annotation), hidden)
        waiting.extend((child, hidden) for child in ast.iter_child_nodes(node))
    return found


def _bound_in(function: ast.AST) -> Iterator[str]:
    """Give the names that a function binds, and those that functions inside it bind."""
    for node in ast.walk(function):
        if isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.alias):
            yield node.asname or node.name.partition(".")[0]
        else:
            for field in ("name", "rest"):
                bound = getattr(node, field, None)
                if isinstance(bound, str) and node is not function:
                    yield bound


def _unquoted(annotation: ast.expr) -> ast.expr:
    """Give what is written inside the quotes of an annotation, at the place of the string."""
    if not isinstance(annotation, ast.Constant) or not isinstance(annotation.value, str):
        return annotation
    try:
        inner = ast.parse(annotation.value.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        return annotation
    for node in ast.walk(inner):
        ast.copy_location(node, annotation)
    return inner


class Scope:
    """Makes mypy's expressions of parsed ones, with names as a class body sees them."""

    def __init__(self, owner: ClassDef, program: Program, hidden: frozenset[str]) -> None:
        self._owner = owner
        self._program = program
        self._hidden = hidden

    def expression(self, node: ast.expr) -> Expression:
        """Give the same expression as mypy's; one that nothing is known of for rare kinds."""
        make = FORMS.get(type(node))
        made = make(self, node) if make is not None else nodes.TempNode(_unknown())
        made.set_line(node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
        return made

    def _name(self, node: ast.Name) -> Expression:
        made = nodes.NameExpr(node.id)
        builtins = self._program.build.get("builtins")
        for kind, names in (
            (MDEF, self._owner.info.names),
            (GDEF, self._program.current.names),
            (GDEF, builtins.names if builtins is not None else nodes.SymbolTable()),
        ):
            if kind == GDEF and node.id in self._hidden:
                break
            entry = names.get(node.id)
            if entry is not None:
                _bind(made, entry.node, kind)
                break
        return made

    def _attribute(self, node: ast.Attribute) -> Expression:
        owner = self.expression(node.value)
        made = nodes.MemberExpr(owner, node.attr)
        if isinstance(owner, RefExpr) and isinstance(owner.node, MypyFile):
            _bind(made, self._program.in_module(owner.node, node.attr), GDEF)
        return made

    def _constant(self, node: ast.Constant) -> Expression:
        value = node.value
        if value is None or isinstance(value, bool):
            return self._name(ast.Name(str(value)))
        kinds: dict[type, Callable[[Any], Expression]] = {
            int: nodes.IntExpr,
            float: nodes.FloatExpr,
            str: nodes.StrExpr,
        }
        make = kinds.get(type(value))
        return nodes.TempNode(_unknown()) if make is None else make(value)

    def _call(self, node: ast.Call) -> Expression:
        args: list[Expression] = []
        kinds: list[nodes.ArgKind] = []
        names: list[str | None] = []
        for argument in node.args:
            starred = isinstance(argument, ast.Starred)
            inner = argument.value if isinstance(argument, ast.Starred) else argument
            args.append(self.expression(inner))
            kinds.append(nodes.ARG_STAR if starred else nodes.ARG_POS)
            names.append(None)
        for keyword in node.keywords:
            args.append(self.expression(keyword.value))
            kinds.append(nodes.ARG_NAMED if keyword.arg is not None else nodes.ARG_STAR2)
            names.append(keyword.arg)
        return CallExpr(self.expression(node.func), args, kinds, names)

    def _dict(self, node: ast.Dict) -> Expression:
        pairs = [
            (None if key is None else self.expression(key), self.expression(value))
            for key, value in zip(node.keys, node.values, strict=True)
        ]
        return nodes.DictExpr(pairs)

    def _operation(self, node: ast.BinOp) -> Expression:
        left, right = self.expression(node.left), self.expression(node.right)
        return nodes.OpExpr(OPERATORS[type(node.op)], left, right)

    def _choice(self, node: ast.BoolOp) -> Expression:
        word = "and" if isinstance(node.op, ast.And) else "or"
        *firsts, made = self._all(node.values)
        for first in reversed(firsts):
            made = nodes.OpExpr(word, first, made)
            made.set_line(first)
        return made

    def _conditional(self, node: ast.IfExp) -> Expression:
        return nodes.ConditionalExpr(*self._all([node.test, node.body, node.orelse]))

    def _index(self, node: ast.Subscript) -> Expression:
        return nodes.IndexExpr(self.expression(node.value), self.expression(node.slice))

    def _all(self, items: list[ast.expr]) -> list[Expression]:
        return [self.expression(item) for item in items]


def _comprehension(scope: Scope, node: ast.expr) -> Expression:
    """Give a comprehension of which only the kind is known."""
    unknown = nodes.TempNode(_unknown())
    if isinstance(node, ast.DictComp):
        return nodes.DictionaryComprehension(unknown, unknown, [], [], [], [])
    generator = nodes.GeneratorExpr(unknown, [], [], [], [])
    if isinstance(node, ast.GeneratorExp):
        return generator
    is_set = isinstance(node, ast.SetComp)
    return nodes.SetComprehension(generator) if is_set else nodes.ListComprehension(generator)


OPERATORS: Final[dict[type[ast.operator], str]] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.MatMult: "@",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.BitAnd: "&",
}
FORMS: Final[dict[type[ast.expr], Callable[[Scope, Any], Expression]]] = {
    ast.Name: Scope._name,
    ast.Attribute: Scope._attribute,
    ast.Constant: Scope._constant,
    ast.Call: Scope._call,
    ast.Dict: Scope._dict,
    ast.List: lambda scope, node: nodes.ListExpr(scope._all(node.elts)),
    ast.Set: lambda scope, node: nodes.SetExpr(scope._all(node.elts)),
    ast.Tuple: lambda scope, node: nodes.TupleExpr(scope._all(node.elts)),
    ast.BinOp: Scope._operation,
    ast.BoolOp: Scope._choice,
    ast.IfExp: Scope._conditional,
    ast.Subscript: Scope._index,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.DictComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.Starred: lambda scope, node: nodes.StarExpr(scope.expression(node.value)),
}


def _bind(made: RefExpr, node: nodes.SymbolNode | None, kind: int) -> None:
    if node is not None:
        made.node = node
        made.kind = kind
        made.fullname = node.fullname


def _unknown() -> AnyType:
    return AnyType(TypeOfAny.special_form)
