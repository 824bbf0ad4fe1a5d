"""What follows from facts ends, however functions call each other."""

from __future__ import annotations

from mypy_defaults_plugin.summaries.facts import Does, Facts
from mypy_defaults_plugin.summaries.solver import Solver
from mypy_defaults_plugin.summaries.verbs import DEEPEST_PATH, steps

FACTS: dict[str, Facts] = {
    "union": (
        Does(0, "r*1"),
        Does(0, "r?*", (("build", 0, "r?"),)),
        Does(0, "k?*", (("build", 0, "r?"),)),
        Does(0, "i1?:?*", (("build", 0, "i1?:"), ("build", 0, "r?"))),
    ),
    "build": (
        Does(0, "r", (("union", 0, "r"),)),
        Does(0, "r?", (("union", 0, "r?"),)),
        Does(0, "i1.rows:", ()),
    ),
}
"""A function returns what lies deeper and deeper in its argument each time that it calls itself."""


def test_paths_do_not_grow_without_end() -> None:
    solver = Solver(lambda name: FACTS.get(name, ()))
    effects = {name: solver.effects(name) for name in FACTS}
    paths = {verb.lstrip("rk") for verb in effects["union"][0] if verb[0] in "rk"}
    assert "*1*" in paths
    assert max(len(steps(path)) for path in paths) == DEEPEST_PATH
    assert "i1.rows:*1**" in effects["union"][0]
