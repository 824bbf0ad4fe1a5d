"""Plugins of others, before and after ours: their results and ours as if each were alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from mypy_runs import PLUGIN, Outcome, Project

FILES: Final = {
    "models.py": """\
from pydantic import BaseModel, ConfigDict, Field

class Item(BaseModel):
    name: str
    tags: list[str] = Field(default_factory=list)

class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)
    number: int = 0

class Holder(BaseModel, frozen=True):
    item: Item
""",
    "uses.py": """\
from models import Frozen, Holder, Item
def f(x: Item = Item(name=""), y=Item(name="a"), z=Frozen()): ...
def h(x: object = Holder(item=Item(name=""))): ...
def g(x: list[Item] = []) -> None: ...
Item(nam="")
Frozen().number = 1
frozen = Frozen(number="x")
reveal_type(Item.__init__)
""",
}
PYDANTIC: Final = "pydantic.mypy"


def check(project: Project, *plugins: str) -> Outcome:
    listed = ", ".join(plugins)
    strict = "[pydantic-mypy]\ninit_forbid_extra = True\ninit_typed = True\n"
    project.write({"mypy.ini": f"[mypy]\nplugins = {listed}\n{strict}"})
    return project.run(f"--cache-dir={project.cache()}", ".")


@pytest.mark.slow
def test_pydantic(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", FILES)
    ours = check(project, PLUGIN)
    theirs = check(project, PYDANTIC)
    assert ours.findings
    assert not theirs.findings
    assert ours.rest != theirs.rest, "pydantic's plugin says nothing of its own"
    for plugins in ([PLUGIN, PYDANTIC], [PYDANTIC, PLUGIN]):
        both = check(project, *plugins)
        assert (both.findings, both.rest) == (ours.findings, theirs.rest)


pytestmark = pytest.mark.slow
