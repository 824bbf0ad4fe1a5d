"""The walk comes by every default, wherever in a statement its lambda stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mypy import build
from mypy.main import process_options

STATEMENTS: Final = """
a
a(b, *c, k=b, **c)
a.b(c).d[b](a)
a[b], a[b:c:a], a.b[c].d
a = b
a = b = c
a, (b, *c) = a, b
a[b] = c[a]
a[b].c = b.c
a[b:c] = c
a.b[c] = b
a: int = b
a[b]: int = c
a += b
a[b] += c
a.b += c
a[b].c[a] += b
del a[b], (a.b, c[a][b])
del a.b[c], a[b:c]
assert a, b
assert a[b] == c, a
raise a from b
raise a(b, c=c)
global_ = a
(a := b)
[a, *b]; (a, *b); {a, *b}; {a: b, **c}
[a for b in c if a]; {a for b in c[a]}; {a: b for c in a.b if b}; (a for b in c)
[a for b in c for c in b if a if c]
a + b; a - b * c; -a; not a; ~b
a and b; a or b; a < b < c; a is b; a in b; a == b != c
a if b else c
a[b] if a.b else c(a)
lambda k=a: b
lambda *, k=a: b
f"{a} {b!r:>{c}} {a.b[c]}"
"%s" % a
a.b.c
a[b][c]
a[a, b:c, ...]
if a: b
if a: b
elif b: c
else: a
if not a: b
if a is None: a = b
while a: b
else: c
for a in b: c
else: a
for a[b] in c: a
for a.b, (c, *a[b]) in c[a]: b
with a as b, c(a) as b.c: a
with a as c[b]: c
try: a
except b: c
except (a, b) as e: c
else: a
finally: b
match a:
    case 1 if b: c
    case [1, *_] | {"k": 2}: a
    case str(x=1): b
match a, b:
    case _: c
def g(k=a, /, m=b, *r, n=c): a
@a(b)
@b
def g(k): a
class G(a, metaclass=b, k=c): a
@a
class G: b = a
def g(): return a
def g(): return [a, b]
def g(): return a(b)
def g(): return a[b] or c
def g(): yield a
def g(): yield
def g(): x = yield a
def g(): yield from a
async def g(): await a
async def g(): x = await a(b)
async def g():
    async for k in a: b
async def g():
    async with a as k: b
async def g(): [k async for k in a if await b]
"""
PLUGIN_ON: Final = "[mypy]\nplugins = mypy_defaults_plugin\n"
NUMBER: Final = re.compile(r"\(\[(\d+)\] if x is None else x\)")


def statements() -> list[str]:
    """Split the statements above; an indented line, or a clause, goes on with the one before."""
    clause = r"\n(?!    |elif |else:|except |finally:|(?<=@a\(b\)\n)@b|def g\(k\)|class G: )"
    return re.split(clause, STATEMENTS.strip())


class Putting(ast.NodeTransformer):
    """Puts a lambda with a default in the place of one name that is read."""

    def __init__(self, place: int, number: int) -> None:
        self.place, self.number, self.seen = place, number, 0

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AnnAssign:
        node.target = self.visit(node.target)
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_MatchClass(self, node: ast.MatchClass) -> ast.MatchClass:
        return node

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if not isinstance(node.ctx, ast.Load):
            return node
        self.seen += 1
        if self.seen - 1 != self.place:
            return node
        return ast.parse(f"(lambda x=[{self.number}]: a)()", mode="eval").body


def with_lambdas(statement: str, start: int) -> Iterator[str]:
    """Give the statement once for each name in it, with a lambda in that name's place."""
    place = 0
    while True:
        putting = Putting(place, start + place)
        tree = putting.visit(ast.parse(statement))
        if putting.seen <= place:
            return
        yield ast.unparse(ast.fix_missing_locations(tree))
        place += 1


def indented(text: str, head: str) -> str:
    return "\n".join([head, *(f"    {line}" for line in text.split("\n"))])


def program() -> tuple[str, dict[int, str]]:
    """Put every variant into a function, into a nested one, and into a class body."""
    heads = ("def f(a, b, c):", "class C:", "with b:")
    parts = ["a: object\nb: object\nc: object"]
    places: dict[int, str] = {}
    for statement in statements():
        for head in heads:
            for text in with_lambdas(statement, len(places) + 1):
                places[len(places) + 1] = indented(text, head)
                parts.append(places[len(places)])
    return "\n".join(parts), places


def test_all_of_pythons_syntax_is_there() -> None:
    kinds = {type(node) for text in statements() for node in ast.walk(ast.parse(text))}
    wanted = {*ast.stmt.__subclasses__(), *ast.expr.__subclasses__()}
    names = {kind.__name__ for kind in wanted - kinds}
    left = {"Global", "Nonlocal", "Import", "ImportFrom", "Pass", "Break", "Continue"}
    left |= {"Return", "TryStar", "TypeAlias", "TemplateStr", "Interpolation"}
    assert names - left == set()


def test_a_default_is_seen_wherever_its_lambda_stands(tmp_path: Path) -> None:
    text, places = program()
    (tmp_path / "places.py").write_text(text, encoding="utf-8")
    (tmp_path / "mypy.ini").write_text(PLUGIN_ON, encoding="utf-8")
    config, cache = f"--config-file={tmp_path / 'mypy.ini'}", "--cache-dir=/dev/null"
    flags = [config, cache, "--no-error-summary", "--no-site-packages"]
    sources, options = process_options([*flags, str(tmp_path / "places.py")])
    found = [NUMBER.search(line) for line in build.build(sources, options).errors]
    seen = {int(match[1]) for match in found if match is not None}
    assert len(places) > 500
    assert [places[number] for number in sorted(places.keys() - seen)] == []
