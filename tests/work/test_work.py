"""The work done for a fixed module, counted exactly: a second walk would show.

A change that means to do more or less work changes the numbers here.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import mypy.api
import pytest
from mypy.nodes import CallExpr, MemberExpr

from mypy_defaults_plugin.analysis import Cycle
from mypy_defaults_plugin.mutability.judge import Judge
from mypy_defaults_plugin.plugin import DefaultsPlugin
from mypy_defaults_plugin.walk import LEAVES, ModuleFacts, nodes_below
from mypy_defaults_plugin.walk import module as walking
from mypy_defaults_plugin.walk.module import PLAIN, VISITORS

MODULE: Final = """\
import os
from dataclasses import dataclass
from typing import Any

NAMES = ["a", "b"]
TABLE = {name: [name, os.sep] for name in NAMES}

@dataclass
class Point:
    left: int = 0
    right: int = -1

    def moved(self, by: int = 1, *, seen: Any = []) -> "Point":
        if by > 0 and not seen:
            return Point(self.left + by, self.right)
        return self

def first(x: list[int] = [], y: Any = Point(), z: Any = NAMES) -> int:
    with open("x") as f:
        for line in f:
            x.append(len(line))
    try:
        return x[0]
    except IndexError as error:
        raise ValueError(f"{error}") from error
    finally:
        del z

def second(a=(1, [2]), b=lambda q={}: q, *c, **d):
    return [i for i in a if i] or b(*c, **d)
"""
EMPTY: Final = "\n"


def count_calls(
    monkeypatch: pytest.MonkeyPatch, counter: Counter[str], owner: Any, name: str
) -> None:
    original: Callable[..., Any] = getattr(owner, name)

    def counted(*given: Any, **named: Any) -> Any:
        counter[name] += 1
        return original(*given, **named)

    monkeypatch.setattr(owner, name, counted)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a directory with a cache in which only the module itself is missing."""
    directory = tmp_path_factory.mktemp("work")
    (directory / "mypy.ini").write_text("[mypy]\nplugins = mypy_defaults_plugin\n")
    check(directory, MODULE)
    return directory


def check(directory: Path, text: str) -> str:
    path = directory / "module.py"
    earlier = path.read_text(encoding="utf-8") if path.exists() else ""
    longer = "\n" * (earlier.count("\n") + 1)  # it must not be answered from the cache
    path.write_text(text + longer, encoding="utf-8")
    before = Path.cwd()
    os.chdir(directory)
    try:
        out, err, _ = mypy.api.run(["--cache-dir=cache", "module.py"])
    finally:
        os.chdir(before)
    assert not err
    return out


def test_one_walk_visits_each_node_once(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts: list[ModuleFacts] = []
    below: list[int] = []
    original = Cycle.collect

    def collect(*given: Any, **named: Any) -> ModuleFacts:
        found = original(*given, **named)
        if found.file.fullname == "module":
            facts.append(found)
            below.append(nodes_that_count(found))
        return found

    monkeypatch.setattr(Cycle, "collect", collect)
    check(directory, MODULE)
    (found,) = facts
    assert found.visited == 55
    assert found.visited < below[0], "what is told apart in its statement is not visited again"


def nodes_that_count(facts: ModuleFacts) -> int:
    kinds = {*PLAIN, *VISITORS, CallExpr, MemberExpr} - LEAVES
    nodes = {id(n): n for statement in facts.file.defs for n in nodes_below(statement)}
    return sum(type(node) in kinds for node in nodes.values())


def test_no_node_is_visited_twice(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    visits: Counter[int] = Counter()
    kept: list[Any] = []

    def noted(visit: Callable[..., Any], position: int) -> Callable[..., Any]:
        def visited(*given: Any) -> Any:
            visits[id(given[position])] += 1
            kept.append(given[position])
            return visit(*given)

        return visited

    children = {kind: noted(visit, 0) for kind, visit in PLAIN.items()}
    visitors = {kind: noted(visit, 1) for kind, visit in VISITORS.items()}
    monkeypatch.setattr(walking, "PLAIN", children)
    monkeypatch.setattr(walking, "VISITORS", visitors)
    original = Cycle.collect

    def collect(*given: Any, **named: Any) -> ModuleFacts:
        visits.clear()
        found = original(*given, **named)
        assert set(visits.values()) == {1}
        return found

    monkeypatch.setattr(Cycle, "collect", collect)
    assert "INTERNAL ERROR" not in check(directory, MODULE)
    assert kept


@pytest.mark.parametrize(
    ("text", "hook", "judged"), [(MODULE, 1, 41), (EMPTY, 1, 0)], ids=["module", "empty"]
)
def test_calls(
    directory: Path, monkeypatch: pytest.MonkeyPatch, text: str, hook: int, judged: int
) -> None:
    counter: Counter[str] = Counter()
    count_calls(monkeypatch, counter, DefaultsPlugin, "get_type_analyze_hook")
    count_calls(monkeypatch, counter, Cycle, "collect")
    count_calls(monkeypatch, counter, Cycle, "store")
    count_calls(monkeypatch, counter, Judge, "value")
    check(directory, text)
    assert counter["get_type_analyze_hook"] == hook
    assert counter["collect"] == counter["store"] == 1
    assert counter["value"] == judged
