"""The plugin is out of mypy's chain of plugins only while an import cycle is under analysis."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from mypy.nodes import MypyFile
from mypy.options import Options
from mypy.plugin import ChainedPlugin, Plugin
from mypy_runs import Daemon, Project

from mypy_defaults_plugin.host.session import SEEN_IN_EVERY_MODULE
from mypy_defaults_plugin.plugin import DefaultsPlugin

FUNCTION = "def f(x=[]): return len(x)\n"


class Analysis:
    """mypy's analyzer as far as the plugin looks at it, with two modules in a cycle."""

    def __init__(self) -> None:
        options = Options()
        self.ours = DefaultsPlugin(options)
        self.chain = ChainedPlugin(options, [Plugin(options), self.ours])
        analyzer = SimpleNamespace(
            plugin=self.chain,
            errors=SimpleNamespace(ignored_files=set()),
            modules={},
            options=options,
            incomplete_namespaces={"a", "b"},
            patches=[],
        )
        self.analyzer: Any = analyzer
        self.analyzer.schedule_patch = lambda *patch: self.analyzer.patches.append(patch)
        self.ours._session.found(cast(Any, analyzer))

    def see(self, module: str) -> None:
        """Have mypy meet ``str`` in a module."""
        file = MypyFile([], [])
        file._fullname, file.path = module, f"{module}.py"
        self.analyzer.cur_mod_node = file
        for plugin in self.chain._plugins:
            assert plugin.get_type_analyze_hook(SEEN_IN_EVERY_MODULE) is None

    @property
    def is_in_the_chain(self) -> bool:
        return self.ours in self.chain._plugins


@pytest.fixture
def analysis() -> Analysis:
    return Analysis()


def test_it_stands_first(analysis: Analysis) -> None:
    assert analysis.chain._plugins[0] is analysis.ours
    assert len(analysis.chain._plugins) == 2


def test_it_leaves_after_the_last_module_of_a_cycle(analysis: Analysis) -> None:
    analysis.see("a")
    assert analysis.is_in_the_chain
    analysis.see("b")
    assert not analysis.is_in_the_chain
    assert len(analysis.chain._plugins) == 1


def test_it_comes_back_when_the_patches_are_thrown_away(analysis: Analysis) -> None:
    analysis.see("a")
    analysis.see("b")
    analysis.analyzer.patches = []
    assert analysis.is_in_the_chain


def test_it_stays_where_mypy_does_not_say_what_is_left(analysis: Analysis) -> None:
    del analysis.analyzer.incomplete_namespaces
    analysis.see("a")
    analysis.see("b")
    assert analysis.is_in_the_chain


def test_it_stays_where_patches_are_not_kept(analysis: Analysis) -> None:
    analysis.analyzer.schedule_patch = lambda *patch: None
    analysis.see("a")
    analysis.see("b")
    assert analysis.is_in_the_chain


def test_it_sees_a_module_after_a_blocking_error(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", {"changing.py": FUNCTION, "other.py": FUNCTION})
    daemon = Daemon(project)
    first = daemon.check().findings
    project.write({"changing.py": f"{FUNCTION}break\n"})
    assert '"break" outside loop' in daemon.check().out
    project.write({"changing.py": f"\n{FUNCTION}"})
    moved = {line.replace("changing.py:1:", "changing.py:2:") for line in first}
    assert daemon.check().findings == moved
    assert len(moved) == 4
