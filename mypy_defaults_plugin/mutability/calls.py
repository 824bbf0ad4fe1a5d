"""What a call, a method or an operator gives, by the declared result of what is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.nodes import (
    ARG_STAR,
    ARG_STAR2,
    CallExpr,
    Expression,
    IndexExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    OpExpr,
    RefExpr,
    SymbolNode,
    TypeAlias,
    TypeApplication,
    TypeInfo,
    Var,
)
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    TupleType,
    TypeOfAny,
    TypeType,
    get_proper_type,
)

from mypy_defaults_plugin.host.internals import declared_type, seen_from
from mypy_defaults_plugin.mutability import names
from mypy_defaults_plugin.mutability.emptiness import truth_of_constructed, truth_of_operation
from mypy_defaults_plugin.mutability.shells import items_of, new_tuple, shell_around
from mypy_defaults_plugin.mutability.signatures import Arguments, function_result
from mypy_defaults_plugin.mutability.value import NOT_KNOWN, Form, Value
from mypy_defaults_plugin.record import replace

if TYPE_CHECKING:
    from mypy_defaults_plugin.mutability.judge import Judge

OPERATORS: Final = {
    "+": ("__add__", "__radd__"),
    "-": ("__sub__", "__rsub__"),
    "*": ("__mul__", "__rmul__"),
    "/": ("__truediv__", "__rtruediv__"),
    "//": ("__floordiv__", "__rfloordiv__"),
    "%": ("__mod__", "__rmod__"),
    "**": ("__pow__", "__rpow__"),
    "@": ("__matmul__", "__rmatmul__"),
    "&": ("__and__", "__rand__"),
    "|": ("__or__", "__ror__"),
    "^": ("__xor__", "__rxor__"),
    "<<": ("__lshift__", "__rlshift__"),
    ">>": ("__rshift__", "__rrshift__"),
}
NUMBERS: Final = frozenset({"builtins.int", "builtins.bool", "builtins.float"})

ITERATES_ITS_ARGUMENT: Final = {"builtins.iter": "__iter__", "builtins.aiter": "__aiter__"}
"""Functions whose declared result is what a method of the argument gives."""


DEEPEST_CLASS: Final = 8
"""Classes in classes that are looked into."""


def symbol_of(judge: Judge, node: Expression, depth: int = 0) -> SymbolNode | None:
    """Give what a name, ``module.name`` or ``Class.name`` is bound to."""
    if type(node) is NameExpr:
        return node.node
    while isinstance(node, IndexExpr | TypeApplication):
        node = node.base if isinstance(node, IndexExpr) else node.expr
    if not isinstance(node, RefExpr):
        return None
    if node.node is not None or not isinstance(node, MemberExpr) or depth == DEEPEST_CLASS:
        return node.node
    below = symbol_of(judge, node.expr, depth + 1) if isinstance(node.expr, RefExpr) else None
    owner = None if node.name == "__dict__" else class_of(below)  # classes give a proxy out
    return judge.program.member(owner, node.name)[0] if owner is not None else None


def class_of(symbol: SymbolNode | None) -> TypeInfo | None:
    """Give the class that a symbol names, itself or through an alias."""
    if isinstance(symbol, TypeAlias):
        target = get_proper_type(symbol.target)
        if isinstance(target, TupleType):
            target = target.partial_fallback
        return target.type if isinstance(target, Instance) else None
    return symbol if isinstance(symbol, TypeInfo) else None


def call_result(judge: Judge, call: CallExpr) -> Value:
    """Judge what a call gives."""
    symbol = symbol_of(judge, call.callee)
    if isinstance(symbol, Var):
        symbol = judge.constants.function(judge, symbol) or symbol
    info = class_of(symbol)
    if info is not None:
        return construct(judge, info, call)
    if symbol is not None and judge.lists(judge.settings.extend_immutable_types, {symbol.fullname}):
        return NOT_KNOWN
    arguments: Arguments | None = list(zip(call.arg_names, call.args, strict=True))
    if any(kind in (ARG_STAR, ARG_STAR2) for kind in call.arg_kinds):
        arguments = None
    if symbol is None or isinstance(symbol, MypyFile):
        return _method_of_object(judge, call, arguments)
    if isinstance(symbol, Var):
        return _call_of_variable(judge, call, symbol, arguments)
    method = ITERATES_ITS_ARGUMENT.get(symbol.fullname)
    if method is not None and arguments is not None and len(arguments) == 1:
        return method_result(judge, judge.value(arguments[0][1]), method, [])
    judge.program.find(symbol.fullname)
    owner = None
    if isinstance(call.callee, MemberExpr):
        owner = class_of(symbol_of(judge, call.callee.expr))
    receiver = plain_instance(owner) if owner is not None else None
    return function_result(judge, symbol, receiver, arguments, of_class=owner is not None)


def plain_instance(info: TypeInfo) -> Instance:
    """Give the type of an instance whose type arguments are not known."""
    return Instance(info, [AnyType(TypeOfAny.special_form)] * len(info.defn.type_vars))


def _method_of_object(judge: Judge, call: CallExpr, arguments: Arguments | None) -> Value:
    if isinstance(call.callee, MemberExpr):
        receiver = judge.value(call.callee.expr)
        if isinstance(receiver.type, Instance | TupleType):
            return _method(judge, receiver, call.callee.name, arguments)
        return NOT_KNOWN
    return _method(judge, judge.value(call.callee), "__call__", arguments)


def _call_of_variable(judge: Judge, call: CallExpr, var: Var, arguments: Arguments | None) -> Value:
    written = declared_type(var)
    declared = get_proper_type(written) if written is not None else None
    if isinstance(declared, CallableType):
        return judge.of_type(declared.ret_type)
    if isinstance(declared, TypeType):
        return judge.of_type(declared.item)
    module, _, name = var.fullname.rpartition(".")
    if module in names.METHODS_AS_FUNCTIONS:
        owner = class_of(judge.program.find(names.METHODS_AS_FUNCTIONS[module]))
        if owner is not None:
            return _method(judge, Value(type=plain_instance(owner)), name, arguments)
    return _method(judge, judge.value(call.callee), "__call__", arguments)


def construct(judge: Judge, info: TypeInfo, call: CallExpr) -> Value:
    """Judge an instance of a class, by the class and by what is passed to it."""
    if info.is_newtype and call.args:
        return judge.value(call.args[0])
    if info.fullname == "builtins.type" or info.is_enum:
        return NOT_KNOWN
    if info.typeddict_type is not None:
        return judge.of_type(info.typeddict_type)
    instance = plain_instance(info)
    plain = not any(kind in (ARG_STAR, ARG_STAR2) for kind in call.arg_kinds)
    if info.tuple_type is not None and plain:
        return new_tuple(judge, info, info.tuple_type, call)
    if info.fullname == "builtins.tuple" and len(call.args) == 1 and plain:
        return shell_around(instance, list(items_of(judge.value(call.args[0]))), "tuple")
    record = judge.data_classes.of(judge, info)
    if record is not None and record.frozen and plain:
        given = judge.data_classes.given(judge, info, call)
        return judge.data_classes.instance_value(judge, instance, record, given)
    value = judge.of_type(instance)
    truth = truth_of_constructed(judge, info, call)
    return value if truth is None else replace(value, truth=truth)


def method_result(judge: Judge, receiver: Value, name: str, given: list[Expression]) -> Value:
    """Judge what a method gives, called with positional arguments."""
    return _method(judge, receiver, name, [(None, argument) for argument in given])


def _method(judge: Judge, receiver: Value, name: str, arguments: Arguments | None) -> Value:
    declared = receiver.type
    if isinstance(declared, TupleType):
        declared = declared.partial_fallback
    if not isinstance(declared, Instance):
        return NOT_KNOWN
    method, _ = judge.program.member(declared.type, name)
    if isinstance(method, Var):
        method = judge.constants.function(judge, method)
    return NOT_KNOWN if method is None else function_result(judge, method, declared, arguments)


def attribute(judge: Judge, node: MemberExpr) -> Value:
    """Judge an attribute of an object, by its declared type."""
    receiver = judge.value(node.expr)
    if not isinstance(receiver.type, Instance) or receiver.form is not Form.NAMED:
        return NOT_KNOWN
    found, owner = judge.program.member(receiver.type.type, node.name)
    declared = declared_type(found) if isinstance(found, Var) else None
    if owner is None or declared is None:
        return NOT_KNOWN
    value = judge.of_type(seen_from(declared, receiver.type, owner))
    return replace(value, form=Form.NAMED, name=f"{receiver.name}.{node.name}")


def operator_result(judge: Judge, node: OpExpr) -> Value:
    """Judge an operator by the method of its left side, or of its right side for a number."""
    methods = OPERATORS.get(node.op)
    if methods is None:
        return NOT_KNOWN
    left, right = judge.value(node.left), judge.value(node.right)
    if isinstance(left.type, Instance) and left.type.type.fullname in NUMBERS:
        result = method_result(judge, right, methods[1], [node.left])
    else:
        result = method_result(judge, left, methods[0], [node.right])
    truth = truth_of_operation(node, left, right)
    elements = () if truth is False else _kept(node.op, left, right)
    return replace(result, form=Form.FRESH, name="", truth=truth, elements=elements)


def _kept(operator: str, left: Value, right: Value) -> tuple[Value, ...]:
    """Give what an operator on containers certainly takes over from its sides."""
    keyed = isinstance(left.type, Instance) and left.type.type.has_base("typing.Mapping")
    if operator == "|" and keyed:
        return right.elements  # it may replace any of the left one's
    if operator in ("+", "|"):
        return (*left.elements, *right.elements)
    return left.elements if operator == "*" else ()
