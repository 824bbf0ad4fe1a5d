"""What object each kind of expression evaluates to: one rule a kind, in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from mypy import nodes
from mypy.nodes import Expression, MypyFile, RefExpr, TypeInfo, Var
from mypy.types import AnyType, Instance, TupleType, TypedDictType

from mypy_defaults_plugin.mutability import calls
from mypy_defaults_plugin.mutability.shells import distinct, items_of, placed, shell_around
from mypy_defaults_plugin.mutability.value import NOT_KNOWN, Form, Sharing, Value
from mypy_defaults_plugin.record import replace

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

Rule = Callable[["Judge", Any], Value]


def instance_of(judge: Judge, fullname: str) -> Instance | None:
    """Give the type of a class of the standard library, its parameters unknown."""
    info = judge.program.find(fullname)
    return calls.plain_instance(info) if isinstance(info, TypeInfo) else None


def _container(judge: Judge, name: str, items: Iterable[Expression], empty: bool | None) -> Value:
    held = [value for item in items for value in _displayed(judge, item)]
    return Value(
        type=instance_of(judge, f"builtins.{name}"),
        mutable=True,
        what=name,
        hashable=False,
        truth=None if empty is None else not empty,
        elements=distinct([value for value in held if value.mutable]),
        complete=empty is not None,
    )


def _displayed(judge: Judge, item: Expression) -> Iterable[Value]:
    """Give what an item of a display puts there."""
    if isinstance(item, nodes.StarExpr):
        return items_of(judge.value(item.expr))
    return (judge.value(item),)


def _emptiness(items: list[Expression]) -> bool | None:
    if items and all(isinstance(item, nodes.StarExpr) for item in items):
        return None
    return not items


def _list(judge: Judge, node: nodes.ListExpr) -> Value:
    return _container(judge, "list", node.items, _emptiness(node.items))


def _set(judge: Judge, node: nodes.SetExpr) -> Value:
    return _container(judge, "set", node.items, _emptiness(node.items))


def _dict(judge: Judge, node: nodes.DictExpr) -> Value:
    spread_only = bool(node.items) and all(key is None for key, _ in node.items)
    empty = None if spread_only else not node.items
    keyed = [(key, value) for key, value in node.items if key is not None]
    container = _container(judge, "dict", [value for _, value in keyed], empty)
    if node.items and node.items[-1][0] is None:
        spread = judge.value(node.items[-1][1])
        elements = distinct([*container.elements, *spread.elements])
        return replace(container, elements=elements)
    keys = [key.value for key, _ in keyed if isinstance(key, nodes.StrExpr)]
    if not container.elements or len(keys) < len(node.items):
        return container
    return replace(container, places=placed(keys, [judge.value(value) for _, value in keyed]))


def _tuple(judge: Judge, node: nodes.TupleExpr) -> Value:
    held = [value for item in node.items for value in _displayed(judge, item)]
    is_plain = not any(isinstance(item, nodes.StarExpr) for item in node.items)
    places = range(len(held)) if is_plain else ()
    shell = shell_around(instance_of(judge, "builtins.tuple"), held, "tuple", places)
    empty = _emptiness(node.items)
    return replace(shell, truth=None if empty is None else not empty)


def _comprehension(name: str) -> Rule:
    return lambda judge, node: _container(judge, name, (), None)


def _generator(judge: Judge, node: nodes.GeneratorExpr) -> Value:
    return Value(
        type=instance_of(judge, "typing.Generator"),
        mutable=True,
        what="generator",
        sharing=Sharing.USED_UP,
        hashable=True,
        truth=True,
    )


def _literal(name: str) -> Rule:
    def rule(judge: Judge, node: Any) -> Value:
        value = getattr(node, "value", None)
        truth = None if value is None else bool(value)
        return Value(type=instance_of(judge, f"builtins.{name}"), hashable=True, truth=truth)

    return rule


def _conditional(judge: Judge, node: nodes.ConditionalExpr) -> Value:
    return _either(judge.value(node.if_expr), judge.value(node.else_expr))


def _either(left: Value, right: Value) -> Value:
    """Judge an expression that gives one of two objects: the mutable one is the concern."""
    if left.mutable and right.mutable and right.form is Form.NAMED:
        left, right = right, left
    if left.mutable and right.mutable and left.what != right.what:
        what = f"{left.what} or {right.what}"
        hashable = left.hashable if left.hashable == right.hashable else None
        return replace(left, truth=None, type=None, what=what, hashable=hashable)
    chosen = left if left.mutable else right
    return replace(chosen, truth=None) if chosen.mutable else NOT_KNOWN


def _operation(judge: Judge, node: nodes.OpExpr) -> Value:
    if node.op not in ("and", "or"):
        return calls.operator_result(judge, node)
    left = judge.value(node.left)
    if node.right_unreachable:
        return left
    if node.right_always:
        return judge.value(node.right)
    if left.truth is not None:
        return left if left.truth is (node.op == "or") else judge.value(node.right)
    return _either(left, judge.value(node.right))


def _inner(attribute: str) -> Rule:
    def rule(judge: Judge, node: Any) -> Value:
        inner: Expression | None = getattr(node, attribute)
        return NOT_KNOWN if inner is None else judge.value(inner)

    return rule


def _cast(judge: Judge, node: nodes.CastExpr) -> Value:
    value = judge.value(node.expr)
    known = value.type is not None and not isinstance(value.type, AnyType)
    return value if value.mutable or known else judge.of_type(node.type)


def _reference(judge: Judge, node: nodes.NameExpr | nodes.MemberExpr) -> Value:
    symbol = calls.symbol_of(judge, node)
    if node.fullname in ("builtins.True", "builtins.False", "builtins.None"):
        kind = "builtins.bool" if node.fullname != "builtins.None" else "types.NoneType"
        truth = node.fullname == "builtins.True"
        return Value(type=instance_of(judge, kind), hashable=True, truth=truth)
    if isinstance(symbol, Var):
        return _variable(judge, node, symbol)
    if isinstance(symbol, MypyFile):
        return Value(type=instance_of(judge, "types.ModuleType"), hashable=True)
    if isinstance(node, nodes.MemberExpr) and symbol is None:
        return calls.attribute(judge, node)
    return NOT_KNOWN


def _variable(judge: Judge, node: RefExpr, var: Var) -> Value:
    if node.kind == nodes.LDEF or var.is_property:
        return NOT_KNOWN
    if var.info and var.info.is_enum:
        return Value(type=Instance(var.info, []), hashable=True)
    judge.program.depend(_module_of(judge, var), var.fullname)
    value = judge.constants.value(judge, var)
    return replace(value, form=Form.NAMED, name=spelling(node))


def _module_of(judge: Judge, var: Var) -> str:
    module: MypyFile | None = judge.program.module_of(var.fullname)
    return module.fullname if module is not None else ""


def spelling(node: Expression) -> str:
    """Give a name or a chain of attributes as it is written."""
    parts = []
    while isinstance(node, nodes.MemberExpr):
        parts.append(node.name)
        node = node.expr
    parts.append(node.name if isinstance(node, nodes.NameExpr) else "...")
    return ".".join(reversed(parts))


def _index(judge: Judge, node: nodes.IndexExpr) -> Value:
    if node.analyzed is not None:
        return NOT_KNOWN
    base = judge.value(node.base)
    if isinstance(node.index, nodes.SliceExpr) and base.what in ("list", "bytearray"):
        is_whole = node.index.begin_index is None and node.index.end_index is None
        elements = base.elements if is_whole and node.index.stride is None else ()
        return replace(base, form=Form.FRESH, truth=None, elements=elements)
    declared = base.type
    if isinstance(declared, TypedDictType) and isinstance(node.index, nodes.StrExpr):
        item = declared.items.get(node.index.value)
        found = NOT_KNOWN if item is None else judge.of_type(item)
    elif isinstance(declared, TupleType) and isinstance(node.index, nodes.IntExpr):
        inside = -len(declared.items) <= node.index.value < len(declared.items)
        found = judge.of_type(declared.items[node.index.value]) if inside else NOT_KNOWN
    else:
        found = calls.method_result(judge, base, "__getitem__", [node.index])
    return replace(found, form=base.form, name=f"{base.name}[...]" if base.name else "")


def _unary(judge: Judge, node: nodes.UnaryExpr) -> Value:
    method = {"-": "__neg__", "+": "__pos__", "~": "__invert__"}.get(node.op)
    if method is None:
        return NOT_KNOWN
    return calls.method_result(judge, judge.value(node.expr), method, [])


def _call(judge: Judge, node: nodes.CallExpr) -> Value:
    analyzed = node.analyzed
    if isinstance(analyzed, READ_AS):
        return judge.value(analyzed)
    return NOT_KNOWN if analyzed is not None else calls.call_result(judge, node)


READ_AS: Final = (nodes.CastExpr, nodes.AssertTypeExpr, nodes.RevealExpr, nodes.DictExpr)
"""What mypy reads some calls as; the others that it analyses further make types."""

RULES: Final[dict[type[Expression], Rule]] = {
    nodes.ListExpr: _list,
    nodes.SetExpr: _set,
    nodes.DictExpr: _dict,
    nodes.TupleExpr: _tuple,
    nodes.ListComprehension: _comprehension("list"),
    nodes.SetComprehension: _comprehension("set"),
    nodes.DictionaryComprehension: _comprehension("dict"),
    nodes.GeneratorExpr: _generator,
    nodes.StrExpr: _literal("str"),
    nodes.BytesExpr: _literal("bytes"),
    nodes.IntExpr: _literal("int"),
    nodes.FloatExpr: _literal("float"),
    nodes.ConditionalExpr: _conditional,
    nodes.OpExpr: _operation,
    nodes.UnaryExpr: _unary,
    nodes.AssignmentExpr: _inner("value"),
    nodes.AssertTypeExpr: _inner("expr"),
    nodes.RevealExpr: _inner("expr"),
    nodes.CastExpr: _cast,
    nodes.NameExpr: _reference,
    nodes.MemberExpr: _reference,
    nodes.IndexExpr: _index,
    nodes.CallExpr: _call,
}
