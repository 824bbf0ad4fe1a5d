"""How a module uses its local names: what the one walk notes of them on its way.

A use is a short tuple: its kind, the path from the name to what is used (see
``summaries.verbs``), the statement, and what belongs to it. Uses that do nothing to an object,
such as tests, comparisons and keys, are not noted. A name that is used in a way which is not told
apart here is *unclear*: only the statements are noted in which it is. The statement of a use in
the head of a compound statement is the compound one; None stands for a nested function.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from mypy import nodes
from mypy.nodes import (
    LDEF,
    CallExpr,
    Expression,
    FuncItem,
    IndexExpr,
    MemberExpr,
    NameExpr,
    Statement,
    SuperExpr,
    Var,
)

Push = Callable[[Any], None]
Chain = tuple[Var, str]
"""A local name, and the path from it."""

ALIAS: Final = "alias"  # the name that it is bound to
ITEMS: Final = "items"  # the name that its items are bound to
GIVEN: Final = "given"  # the call, the number of the argument, what becomes of the result
RECEIVES: Final = "receives"  # the call, what becomes of the result
RETURNED: Final = "returned"
HELD: Final = "held"
SET: Final = "set"
REMOVED: Final = "removed"
PUT: Final = "put"  # the name and the path of what it is put into, the key
KEPT: Final = "kept"
SEARCHED: Final = "searched"

DISCARDED: Final = "discarded"
UNKNOWN: Final = "unknown"

DEEPEST: Final = 2
"""Steps of a path that are followed."""

JOINING: Final = frozenset({"+", "*", "|", "&", "-", "^"})
"""Operators whose result may hold what their operands hold."""

LITERALS: Final[frozenset[type]] = frozenset(
    {nodes.IntExpr, nodes.StrExpr, nodes.FloatExpr, nodes.BytesExpr, nodes.ComplexExpr}
)
READING: Final = frozenset(
    f"builtins.{name}"
    for name in [
        "abs",
        "bool",
        "callable",
        "chr",
        "float",
        "format",
        "hasattr",
        "hash",
        "hex",
        "id",
        "int",
        "isinstance",
        "issubclass",
        "len",
        "ord",
        "print",
        "range",
        "repr",
        "round",
        "str",
        "type",
    ]
)
"""Functions that keep nothing of their arguments, change none and give none back."""

MEASURING: Final = frozenset({"builtins.len", "builtins.bool"})
"""Functions that tell whether their argument is empty."""

DISPLAYS: Final[frozenset[type]] = frozenset({nodes.ListExpr, nodes.TupleExpr, nodes.SetExpr})


class Uses:
    """The uses of the local names of a module, by the variable."""

    __slots__ = (
        "bound",
        "first",
        "loose",
        "nested",
        "none_tested",
        "of",
        "statement",
        "tested",
        "unclear",
    )

    def __init__(self) -> None:
        self.of: dict[Var, list[tuple[Any, ...]]] = {}
        self.bound: dict[Var, list[Statement | None]] = {}
        self.unclear: dict[Var, list[Statement | None]] = {}
        self.tested: dict[Var, list[Statement | None]] = {}
        self.none_tested: dict[Var, list[Statement | None]] = {}
        self.loose: set[Var] = set()
        self.statement: Statement | None = None
        self.nested = 0
        self.first: Var | None = None

    def enter(self, function: FuncItem) -> None:
        """Note that what follows, up to LEAVE, belongs to a function."""
        self.nested += 1
        if self.nested == 1:
            self.first = function.arguments[0].variable if function.arguments else None

    def note(self, chain: Chain, kind: str, *further: Any) -> None:
        """Note a use; in a nested function it is unclear when it happens."""
        var, path = chain
        if self.nested > 1:
            self.unclear[var] = [None]
            return
        known = self.of.get(var)
        if known is None:
            self.of[var] = [(kind, path, self.statement, *further)]
        else:
            known.append((kind, path, self.statement, *further))

    def has(self, var: Var) -> bool:
        """Tell whether a name is used in a way that may do something."""
        return var in self.of or var in self.unclear

    def bind(self, var: Var) -> None:
        """Note that a name is bound in the statement in hand."""
        known = self.bound.get(var)
        if known is None:
            self.bound[var] = [self.statement]
        else:
            known.append(self.statement)

    def bind_loosely(self, var: Var) -> None:
        """Note that a name is bound within an expression, of which not all may be evaluated."""
        self.loose.add(var)
        self.bind(var)

    def blur(self, node: NameExpr) -> None:
        """Note that a name is used in a way that is not told apart here."""
        if node.kind == LDEF and type(node.node) is Var:
            self.blur_var(node.node)

    def blur_var(self, var: Var) -> None:
        """Note the statement in which something else is done with a name."""
        statement = self.statement if self.nested < 2 else None
        known = self.unclear.get(var)
        if known is None:
            self.unclear[var] = [statement]
        elif known[-1] is not statement:
            known.append(statement)

    # Expressions

    def chain(self, node: Any, push: Push) -> Chain | None:
        """Give the local name that ``a.b[c]`` begins with, and the path; visit all else in it.

        None where it begins with something else, or is too deep to be followed.
        """
        steps: list[str] = []
        kind = type(node)
        while kind is not NameExpr:
            if kind is MemberExpr:
                steps.append(f".{node.name}")
                node = node.expr
            elif kind is IndexExpr:
                index, node = node.index, node.base
                steps.append(step_to(index))
                if type(index) is nodes.SliceExpr:
                    push(index)
                    push(node)
                    return None
                self.read(index, push)
            else:
                push(node)
                return None
            kind = type(node)
        if node.kind != LDEF or type(node.node) is not Var or len(steps) > DEEPEST:
            return None
        return node.node, steps[-1] + "*" * (len(steps) - 1) if steps else ""

    def read(self, node: Any, push: Push) -> None:
        """Visit an expression whose value does nothing: a test, a key, an operand."""
        kind = type(node)
        if kind is NameExpr:
            return
        if kind is MemberExpr or kind is IndexExpr:
            self.chain(node, push)
        elif kind is CallExpr:
            self.call(node, DISCARDED, push)
        elif kind is nodes.OpExpr:
            while type(node) is nodes.OpExpr:
                if not node.right_unreachable:
                    push(Read(node.right))
                node = node.left
            push(Read(node))
        elif kind is nodes.UnaryExpr:
            push(Read(node.expr))
        else:
            push(node)

    def test(self, node: Any, push: Push) -> None:
        """Visit a test; note the names that it tells to be empty or not."""
        waiting = [node]
        while waiting:
            node = waiting.pop()
            of = type(node)
            if of is NameExpr:
                self.note_test(node)
            elif of is nodes.OpExpr and node.op in ("and", "or"):
                waiting += [node.left] if node.right_unreachable else [node.left, node.right]
            elif of is nodes.UnaryExpr and node.op == "not":
                waiting.append(node.expr)
            else:
                if of is nodes.ComparisonExpr:
                    self._compared(node)
                else:
                    self._measured(node, node)
                self.read(node, push)

    def _compared(self, node: nodes.ComparisonExpr) -> None:
        """Note the names that a comparison tells to be None, empty, or not."""
        first: Any = node.operands[0]
        is_local = type(first) is NameExpr and first.kind == LDEF and type(first.node) is Var
        if is_local and node.operators[0] in ("is", "is not"):
            self.none_tested.setdefault(first.node, []).append(self.statement)
        for part in node.operands:
            self._measured(node, part)

    def _measured(self, test: Any, part: Any) -> None:
        """Note the name whose length is tested, or that is compared with something."""
        if type(part) is CallExpr:
            callee = part.callee
            for argument in part.args if getattr(callee, "fullname", "") in MEASURING else ():
                self.note_test(argument)
        elif type(test) is nodes.ComparisonExpr and test.operators[0] in ("==", "!="):
            self.note_test(part)

    def note_test(self, node: Any) -> None:
        """Note that a name is told to be empty or not."""
        if type(node) is NameExpr and node.kind == LDEF and type(node.node) is Var:
            self.tested.setdefault(node.node, []).append(self.statement)

    def value(self, node: Any, kind: str, push: Push, *further: Any) -> None:
        """Visit an expression whose value is used in a way that is told apart."""
        waiting = [node]
        while waiting:
            node = waiting.pop()
            of = type(node)
            if of is NameExpr or of is MemberExpr or of is IndexExpr:
                chain = self.chain(node, push)
                if chain is not None:
                    self.note(chain, kind, *further)
            elif of is nodes.ConditionalExpr:
                self.test(node.cond, push)
                waiting += [node.if_expr, node.else_expr]
            elif of is nodes.OpExpr and node.op in ("or", "and"):
                self.note_test(node.left)
                waiting += [node.left, node.right]
            else:
                push(node)

    def call(self, node: CallExpr, result: Any, push: Push) -> None:
        """Visit a call, of whose result something becomes."""
        reads = self._callee(node, result, push)
        for position, argument in enumerate(node.args):
            of = type(argument)
            if reads:
                self.read(argument, push)
            elif of is NameExpr or of is MemberExpr or of is IndexExpr:
                chain = self.chain(argument, push)
                if chain is not None:
                    self.note(chain, GIVEN, node, position, result)
            elif of not in LITERALS:
                push(argument)

    def _callee(self, node: CallExpr, result: Any, push: Push) -> bool:
        """Visit what is called; tell whether it only reads its arguments."""
        callee: Any = node.callee
        of = type(callee)
        if of is NameExpr:
            if callee.kind == LDEF:
                self.blur(callee)
            return callee.fullname in READING
        if of is MemberExpr:
            if type(callee.expr) is nodes.StrExpr:
                return True
            chain = self.chain(callee.expr, push)
            if chain is not None:
                self.note(chain, RECEIVES, node, result)
        elif of is SuperExpr and self.first is not None:
            self.note((self.first, ""), RECEIVES, node, result)
        else:
            push(callee)
        return False

    # Binding

    def assign(self, target: Any, value: Any, push: Push) -> None:
        """Bind a target to the value of an expression, None where that is visited elsewhere."""
        waiting = [target]
        while waiting:
            target = waiting.pop()
            of = type(target)
            if of is NameExpr:
                self._assign_name(target, value, push)
            elif of is MemberExpr or of is IndexExpr:
                self._assign_into(target, value, push)
            elif of in DISPLAYS:
                waiting.extend(target.items)
            elif of is nodes.StarExpr:
                waiting.append(target.expr)

    def _assign_name(self, target: NameExpr, value: Any, push: Push) -> None:
        var = target.node
        if type(var) is not Var:
            push(value)
            return
        if target.kind == LDEF:
            self.bind(var)
            if value is not None:
                self.value(value, ALIAS, push, var)
        elif value is not None:
            self.value(value, KEPT, push)

    def _assign_into(self, target: Any, value: Any, push: Push) -> None:
        holder = target.expr if type(target) is MemberExpr else target.base
        key = f".{target.name}" if type(target) is MemberExpr else "*"
        if type(target) is IndexExpr:
            self.read(target.index, push)
        owner = self.chain(holder, push)
        if owner is not None:
            self.note(owner, SET)
        if value is not None:
            self.value(value, PUT, push, owner, key)


def step_to(index: Expression) -> str:
    """Give the step of a path to an item; a key that is no word is not told apart."""
    if isinstance(index, nodes.IntExpr | nodes.StrExpr) and WORD(str(index.value)):
        return f"*{index.value}"
    return "*"


WORD: Final = re.compile(r"\w+").fullmatch


class Read:
    """Stands on the walk's stack for an expression whose value does nothing."""

    __slots__ = ("node",)

    def __init__(self, node: Expression) -> None:
        self.node = node


class Leave:
    """Stands on the walk's stack for the end of a function, in a statement of the outer one."""

    __slots__ = ("statement",)

    def __init__(self, statement: Statement | None) -> None:
        self.statement = statement
