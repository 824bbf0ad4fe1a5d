"""The verdicts on a module read nothing of others that depends on how mypy came by them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from edits import EDITS
from mypy_runs import Project
from poison import poisoned
from sample_project import CONFIG, FILES

from mypy_defaults_plugin.host.session import Session

STEPS = ("_collect", "_store", "_check")


def files() -> dict[str, str]:
    edited = {name: text for edit in EDITS for name, text in (edit.files() | edit.after()).items()}
    used = {n: t for n, t in edited.items() if n.startswith(("deep_", "mid_", "annotated_"))}
    return {**FILES, **used, "mypy.ini": CONFIG.format(plugins="mypy_defaults_plugin")}


def poison_all_steps(monkeypatch: pytest.MonkeyPatch, poisonings: list[int]) -> None:
    for name in STEPS:
        original = getattr(Session, name)

        def step(
            self: Session, cycle: Any, module: Any, reporter: Any, original: Any = original
        ) -> None:
            others = [
                file
                for file in cycle.build.values()
                if file.fullname not in self._scheduled and "typeshed" not in file.path
            ]
            with poisoned(others) as number:
                poisonings.append(number)
                original(self, cycle, module, reporter)

        monkeypatch.setattr(Session, name, step)


def test_poisoned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flags = ["--allow-empty-bodies", "--cache-dir=/dev/null"]
    project = Project(tmp_path / "project", files())
    sound = project.check(*flags)
    poisonings: list[int] = []
    poison_all_steps(monkeypatch, poisonings)
    outcome = project.check(*flags)
    assert outcome.findings == sound.findings
    assert outcome.rest == sound.rest
    assert len(sound.findings) > len(EDITS)
    assert max(poisonings) > len(files())


pytestmark = pytest.mark.slow
