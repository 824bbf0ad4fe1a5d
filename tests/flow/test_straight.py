"""What is read off the uses of names is what following them through the function finds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import mypy.api
import pytest

from mypy_defaults_plugin import analysis
from mypy_defaults_plugin.flow.summarise import followed_facts_of, straight_facts_of

if TYPE_CHECKING:
    from mypy.nodes import FuncDef

    from mypy_defaults_plugin.mutability.judge import Judge
    from mypy_defaults_plugin.summaries.facts import Facts
    from mypy_defaults_plugin.walk.uses import Uses

OTHERS: Final = """\
from typing import Any, cast
from contextlib import contextmanager

def same(a: Any) -> Any:
    return a

def put(a: Any, b: Any) -> None:
    b.append(a)

class Box:
    def __init__(self, held: Any) -> None:
        self.held = held
"""

READ: Final = {
    "bound again in its own block": """
def f(x, y):
    x = [y]
    x.append(1)
    return x
""",
    "bound again in a branch": """
def f(x, y):
    if y.a:
        x = [y]
    x.append(1)
    return x
""",
    "bound in one branch and in the other": """
def f(x, y):
    if y.a:
        z = x
    else:
        z = y
    z.append(1)
    z = []
    return z
""",
    "bound again at the end of a loop": """
def f(x, y):
    for i in range(3):
        x.append(i)
        x = y.rest
    return x
""",
    "bound again behind the use, in no loop": """
def f(x, y):
    x.append(1)
    x = y
    return x
""",
    "the last binding in a loop hides the others": """
def f(x, y):
    for i in range(3):
        z = x
        z.append(i)
        z = y
    return 1
""",
    "an alias that goes on": """
def f(x, y):
    node = x
    while node.next:
        node = node.next
    return node
""",
    "names of a loop and of a context hide what was before": """
def f(x, y):
    for x in y:
        x.append(1)
    with y.lock as z:
        z.append(1)
""",
    "a default that is not given": """
def f(x=None, y=None):
    if x is None:
        x = []
    x.append(y)
    return x
""",
    "a test within one expression": """
def f(x, y):
    z = x or []
    z.append(1)
    return y or [1]
""",
    "a test that decides nothing": """
def f(x, y):
    if x:
        print(1)
    x.append(1)
    return x
""",
    "tests of what is in it": """
def f(x, y):
    z = x.rows
    if z:
        z.append(y)
    return z
""",
    "the head of an if": """
def f(x, y):
    if same([x]) or (z := y.rows):
        return 1
    z.append(1)
""",
    "the head of a loop": """
def f(x, y):
    for a, b in x.items():
        b.append(1)
    for c in [y]:
        c.append(1)
""",
    "the heads of match and with": """
def f(x, y):
    match x:
        case [a, *_] if same(a):
            a.append(1)
    with same(y) as z:
        z.append(1)
""",
    "assert and raise": """
def f(x, y):
    assert same([x]), y
    raise ValueError([y])
""",
    "a cast is what it casts": """
def f(x, y):
    cast(Any, y).append(1)
    return cast(Any, x)
""",
    "what a call gives back, with its condition": """
def f(x, y):
    z = same(x)
    return z.rows
""",
    "a call of what a call has given back": """
def f(x, y):
    z = [same(x)]
    put(z, y)
""",
    "a list made here": """
def f(x, y):
    found = []
    for item in x:
        if item not in y:
            found.append(item)
    return found
""",
    "a list made here that another function fills": """
def f(x, y):
    found = []
    put(x, found)
    return found
""",
    "a dict made here": """
def f(x, y):
    table = {}
    for key in x:
        table[key] = y
    return table
""",
    "an object made here": """
def f(x, y):
    box = Box(x)
    box.more = y
    return box
""",
    "a display of displays": """
def f(x, y):
    return [("name", [x]), (1, y)]
""",
    "a comprehension": """
def f(x, y):
    return {key: [same(item) for item in value] for key, value in x.items()}
""",
    "an attribute that is added to": """
def f(x, y):
    x.rows += y
    x.count += 1
""",
    "a name that is added to": """
def f(x, y):
    x += [y]
    return x
""",
    "what a loop puts into what it goes on with": """
def f(x, y):
    for key, value in y.items():
        x.setdefault(key, []).extend(value)
""",
}
LEFT: Final = {
    "a test on which depends what is done": """
def f(x, y):
    if x:
        x.append(1)
""",
    "a test after which only one outcome is left": """
def f(x, y):
    if not x:
        return None
    return x
""",
    "a function in it": """
def f(x, y):
    def g():
        x.append(1)
    return g
""",
    "a lambda in a statement that is done as it is": """
def f(x, y):
    return same(y).get(lambda q: q, x)
""",
    "an attribute that is set, and then used": """
def f(x, y):
    x.rows = y
    x.rows.append(1)
""",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Facts | None, Facts]]:
    """Give the facts of each ``f``, as its uses say them, and as following its parameters does."""
    directory = tmp_path_factory.mktemp("straight")
    (directory / "mypy.ini").write_text("[mypy]\nplugins = mypy_defaults_plugin\n")
    texts = {**READ, **LEFT}
    named = [text.replace("def f(", f"def f{n}(") for n, text in enumerate(texts.values())]
    (directory / "module.py").write_text(OTHERS + "".join(named))
    facts: dict[str, tuple[Facts | None, Facts]] = {}

    def facts_of(judge: Judge, function: FuncDef, uses: Uses) -> Facts:
        read = straight_facts_of(judge, function, uses)
        facts[function.name] = (read, followed_facts_of(judge, function))
        return facts[function.name][1]

    before = Path.cwd()
    os.chdir(directory)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(analysis, "facts_of", facts_of)
            out, err, _ = mypy.api.run(["--python-version=3.11", "module.py"])
    finally:
        os.chdir(before)
    assert not err
    assert "INTERNAL ERROR" not in out
    return {name: facts[f"f{n}"] for n, name in enumerate(texts)}


@pytest.mark.parametrize("name", READ)
def test_uses_say_the_same(name: str, found: dict[str, tuple[Facts | None, Facts]]) -> None:
    read, followed = found[name]
    assert read is not None
    assert read == followed
    assert followed, "a function that does something shows more"


@pytest.mark.parametrize("name", LEFT)
def test_uses_do_not_tell(name: str, found: dict[str, tuple[Facts | None, Facts]]) -> None:
    read, followed = found[name]
    assert read is None
    assert followed
