"""Says why a default that is plainly a list, dict or set was rightly not reported.

Works from the syntax only, and claims no more than it sees: what it can't explain is
listed to be read by hand.
"""

import ast
import re
from typing import Final

from corpus.scan import Default, Source

_READ_ONLY: Final = frozenset(
    {
        f"{module}.{name}"
        for module in ("typing", "typing_extensions", "collections.abc")
        for name in (
            *("Sequence", "Mapping", "AbstractSet", "Collection", "Container", "Iterable"),
            *("Sized", "Reversible", "MappingView", "KeysView", "ValuesView", "ItemsView"),
            *("Tuple", "FrozenSet"),
        )
    }
    | {"collections.abc.Set", "tuple", "frozenset", "None"}
)
_CONSTANT_TESTS: Final = frozenset(
    {"TYPE_CHECKING", "MYPY", "PY2", "PY3", "platform", "version_info"}
)
_IGNORE: Final = re.compile(r"#\s*type:\s*ignore\s*(?:\[(?P<codes>[^\]]*)\])?")
_IGNORE_FILE: Final = re.compile(rb"^#\s*(?:mypy:\s*ignore-errors|type:\s*ignore)", re.MULTILINE)
_DISPLAYS: Final = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
_COPYING: Final = frozenset({"pydantic.validate_call"})
_DEPTH: Final = 10


class Explainer:
    """Explains the unreported defaults of one file."""

    def __init__(self, source: Source) -> None:
        """Collect the file's imports and module-level aliases."""
        self._source = source
        self._imports: dict[str, str] = {}
        self._aliases: dict[str, ast.expr] = {}
        self._rebound: set[str] = set()
        for node in ast.walk(source.tree):
            self._note_names(node)

    def _note_names(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.name if alias.asname else alias.name.partition(".")[0]
                self._imports[alias.asname or name] = name
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                self._imports[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            self._aliases[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            self._aliases[node.target.id] = node.value
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            self._rebound.add(node.name)

    def reason(self, default: Default, reported_names: set[tuple[int, str]]) -> str | None:
        """Return a class of reasons, or None for a default that ought to have been reported.

        `reported_names` holds line and parameter name of what was reported in this file.
        """
        repeated = (default.value.lineno, default.name) in reported_names
        reasons = {
            "type: ignore": self._is_ignored(default),
            "same message on the same line": repeated,
            "not the builtin": self._is_rebound(default.value),
            "overload": self._has_decorator(default.function, "overload"),
            "abstract or protocol member without a body": self._is_abstract(default),
            "decorator that copies defaults": self._is_copied(default.function),
            "read-only annotation": self._is_declared_read_only(default),
            "under a test of platform, version or TYPE_CHECKING": any(
                _is_constant_test(node) for node in default.contexts
            ),
        }
        return next((reason for reason, holds in reasons.items() if holds), None)

    def _is_ignored(self, default: Default) -> bool:
        if any(_IGNORE_FILE.match(line) for line in self._source.lines[:1]):
            return True
        match = _IGNORE.search(self._source.text(default.value.lineno))
        codes = match["codes"] if match else ""
        return bool(match) and (codes is None or "mutable-default" in codes)

    def _is_rebound(self, value: ast.expr) -> bool:
        if not (isinstance(value, ast.Call) and isinstance(value.func, ast.Name)):
            return False
        name = value.func.id
        return name in self._rebound or name in self._imports or name in self._aliases

    def _is_copied(self, function: ast.AST) -> bool:
        return any(self._has_decorator(function, name) for name in _COPYING)

    def _is_declared_read_only(self, default: Default) -> bool:
        annotation = default.parameter.annotation
        if annotation is None or _has_mutable_elements(default):
            return False
        return self._is_read_only(annotation)

    def _has_decorator(self, function: ast.AST, name: str) -> bool:
        decorators: list[ast.expr] = getattr(function, "decorator_list", [])
        for decorator in decorators:
            callee = decorator.func if isinstance(decorator, ast.Call) else decorator
            full = self._full_name(callee)
            if full == name or full.rpartition(".")[2] == name:
                return True
        return False

    def _is_abstract(self, default: Default) -> bool:
        owner = default.contexts[-1] if default.contexts else None
        if not isinstance(owner, ast.ClassDef) or not _is_trivial(default.function):
            return False
        bases = [base.value if isinstance(base, ast.Subscript) else base for base in owner.bases]
        return self._has_decorator(default.function, "abstractmethod") or any(
            self._full_name(base).endswith(".Protocol") for base in bases
        )

    def _full_name(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return self._imports.get(node.id, node.id)
        if isinstance(node, ast.Attribute):
            return f"{self._full_name(node.value)}.{node.attr}"
        return ""

    def _is_read_only(self, node: ast.expr, depth: int = 0) -> bool:
        """Tell whether an annotation allows no mutation; False also for what isn't known."""
        parts = self._parts(node) if depth < _DEPTH else None
        if parts is None:
            return self._full_name(node) in _READ_ONLY
        return all(self._is_read_only(part, depth + 1) for part in parts)

    def _parts(self, node: ast.expr) -> list[ast.expr] | None:
        """Return the annotations that this one stands for, or None for a plain name."""
        if isinstance(node, ast.Constant):
            return _quoted(node.value)
        if isinstance(node, ast.BinOp):
            return [node.left, node.right]
        if isinstance(node, ast.Subscript):
            inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            base = self._full_name(node.value).rpartition(".")[2]
            whole = {"Optional": inner[:1], "Annotated": inner[:1], "Union": inner}
            return whole.get(base, [node.value])
        name = self._full_name(node)
        alias = None if name in self._imports else self._aliases.get(name)
        return [alias] if alias else None


def _quoted(value: object) -> list[ast.expr] | None:
    """Return the annotation in a string; None itself needs no more than nothing."""
    if not isinstance(value, str):
        return [] if value is None else None
    try:
        return [ast.parse(value, mode="eval").body]
    except SyntaxError:
        return None


def _is_constant_test(node: ast.AST) -> bool:
    if not isinstance(node, ast.If):
        return False
    names = {
        child.attr if isinstance(child, ast.Attribute) else getattr(child, "id", "")
        for child in ast.walk(node.test)
        if isinstance(child, (ast.Attribute, ast.Name))
    }
    return bool(names & _CONSTANT_TESTS)


def _is_trivial(function: ast.AST) -> bool:
    body: list[ast.stmt] = getattr(function, "body", [])
    return all(
        isinstance(statement, (ast.Pass, ast.Raise))
        or (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
        for statement in body
    )


def _has_mutable_elements(default: Default) -> bool:
    inside = (node for node in ast.walk(default.value) if node is not default.value)
    return any(isinstance(node, _DISPLAYS) for node in inside)
