"""An edit that changes no behaviour re-checks nobody: what a module stores stays the same."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import pytest
from mypy.nodes import MypyFile
from mypy.types import Instance
from mypy_runs import Outcome, Project, config

from mypy_defaults_plugin.host import symbol

DEEP: Final = """\
KEPT: list[object] = []
def swap(rows: list[int]) -> None:
    first = rows[0]
    rows[0] = rows[1]
    rows[1] = first
def keep(rows: list[int]) -> None:
    KEPT.append(rows)
class Table:
    def __init__(self, rows: list[int]) -> None:
        self.rows = rows
    def add(self, row: int) -> None:
        self.rows.append(row)
"""
FILES: Final = {
    "mypy.ini": config("disable = mutable-default"),
    "deep.py": DEEP,
    "middle.py": "import deep\ndef load(rows: list[int]) -> None: deep.swap(rows)\n",
    "user.py": "from middle import load\ndef f(x: list[int] = [1, 2]) -> None: load(x)\n",
}
SAME_BEHAVIOUR: Final = {
    "a comment": DEEP.replace("    first", "    # in between\n    first"),
    "lines added": "\n\n\n" + DEEP.replace("def keep", "\n\ndef keep"),
    "a local name": DEEP.replace("first", "kept_aside"),
    "functions in another order": re.sub(
        r"(def swap.*?)(def keep.*?)(class)", r"\2\1\3", DEEP, flags=re.DOTALL
    ),
    "a statement that only reads": DEEP.replace("    first", "    print(len(rows))\n    first"),
    "a change written otherwise": DEEP.replace("    rows[1] = first", "    rows.insert(1, first)"),
}
OTHER_BEHAVIOUR: Final = DEEP.replace("KEPT.append(rows)", "print(rows)")


def parsed(outcome: Outcome) -> set[str]:
    """Name the modules of the project that mypy has analysed from source, by its log."""
    return set(re.findall(r"^LOG:  Parsing (?:\./)?(\w+)\.py ", outcome.err, flags=re.MULTILINE))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("same") / "project", FILES)


def check(project: Project) -> Outcome:
    return project.check("-v", f"--cache-dir={project.cache()}")


@pytest.mark.parametrize("edit", SAME_BEHAVIOUR)
def test_only_the_edited_module_is_analysed(project: Project, edit: str) -> None:
    project.write(FILES)
    check(project)
    before = check(project)
    assert parsed(before) <= {"user"}  # what has a finding may be analysed again
    project.write({"deep.py": SAME_BEHAVIOUR[edit]})
    edited = check(project)
    assert parsed(edited) - {"user"} == {"deep"}
    assert edited.findings == before.findings


def test_another_behaviour_is_told_to_those_who_import_it(project: Project) -> None:
    project.write(FILES)
    check(project)
    project.write({"deep.py": OTHER_BEHAVIOUR})
    assert parsed(check(project)) >= {"deep", "middle"}


def test_the_stored_form_says_nothing_of_places(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: dict[str, str] = {}
    write = symbol.write

    def write_and_keep(file: MypyFile, facts: dict[str, Any] | None, string: Instance) -> None:
        written[file.fullname] = json.dumps(facts)
        write(file, facts, string)

    monkeypatch.setattr(symbol, "write", write_and_keep)
    forms = set()
    for text in [DEEP, *SAME_BEHAVIOUR.values()]:
        project.write({"deep.py": text})
        check(project)
        forms.add(written["deep"])
    assert len(forms) == 1
    form = forms.pop()
    assert "deep.Table.add" in form
    assert ".py" not in form
    assert str(project.root) not in form
