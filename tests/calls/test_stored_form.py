"""The stored form is seen by nobody, and one that can't be read is as good as none."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from mypy_runs import EMPTY_PLUGIN, PACKAGE_PARENT, Outcome, Project, config

from mypy_defaults_plugin.host import symbol
from mypy_defaults_plugin.summaries import stored

OURS: Final = config("disable = mutable-default")
EMPTY: Final = config(plugins=EMPTY_PLUGIN)
LOW: Final = """\
KEPT: list[object] = []
def add(a: list[int]) -> None:
    a.append(1)
def keep(a: list[int]) -> None:
    KEPT.append(a)
def __mypy_defaults__() -> None: ...
"""
LOOKS: Final = """\
import low
from low import *
from low import __mypy_defaults_plugin__
from low import __mypy_defaults_plugins__
print(low.__mypy_defaults_plugin__)
print(low.__mypy_defaults_plugins__)
print(low.__mypy_default__)
print(__mypy_defaults_plugin__)
print(low.ad)
reveal_locals()
reveal_type(low)
def f(a: list[int]) -> None:
    from low import *
    add(a)
    reveal_locals()
"""
CALLS: Final = "from low import add\ndef f(x: list[int] = []) -> None: add(x)\n"
FOUND: Final = "mutated-default"


def stubtest(root: Path, config_text: str) -> Outcome:
    (root / "stubtest.ini").write_text(config_text, encoding="utf-8")
    (root / "stubs").mkdir(exist_ok=True)
    (root / "stubs" / "low.pyi").write_text(
        "KEPT: list[object]\ndef add(a: list[int]) -> None: ...\n"
        "def keep(a: list[int]) -> None: ...\ndef __mypy_defaults__() -> None: ...\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mypy.stubtest", "--mypy-config-file=stubtest.ini", "low"]
    paths = {"MYPYPATH": "stubs", "PYTHONPATH": f"{PACKAGE_PARENT}:{root}"}
    run = subprocess.run(command, cwd=root, env=paths, capture_output=True, text=True, check=False)
    return Outcome(run.returncode, run.stdout, run.stderr)


@pytest.fixture
def looking(tmp_path: Path) -> Project:
    return Project(
        tmp_path / "project",
        {"mypy.ini": OURS, "empty.ini": EMPTY, "low.py": LOW, "looks.py": LOOKS},
    )


@pytest.mark.parametrize("runs", [1, 2], ids=["cold", "warm"])
def test_no_expression_sees_it(looking: Project, runs: int) -> None:
    outcomes = {}
    for config_file in ("mypy.ini", "empty.ini"):
        flags = [f"--cache-dir={looking.cache(config_file, config_file)}"]
        for number in range(runs):
            looking.write({"looks.py": LOOKS + "#\n" * number})
            outcomes[config_file] = looking.check(*flags, config_file=config_file)
    assert "__mypy_defaults_plugin__" in outcomes["empty.ini"].out
    assert outcomes["mypy.ini"] == outcomes["empty.ini"]


def test_stubtest_does_not_see_it(looking: Project) -> None:
    assert stubtest(looking.root, OURS) == stubtest(looking.root, EMPTY)
    assert stubtest(looking.root, OURS).status == 0


def test_stubgen_does_not_see_it(looking: Project) -> None:
    looking.check(f"--cache-dir={looking.cache()}")
    command = [str(Path(sys.executable).with_name("stubgen")), "-q", "low.py", "-o", "out"]
    subprocess.run(command, cwd=looking.root, check=True, capture_output=True)
    text = (looking.root / "out" / "low.pyi").read_text(encoding="utf-8")
    assert "mypy_defaults_plugin" not in text


# A form that can't be read


Spoil = Callable[[dict[str, Any] | None], dict[str, Any] | None]


def spoilt(change: Callable[[dict[str, Any]], object]) -> Spoil:
    """Change what is stored, where something is."""

    def spoil(facts: dict[str, Any] | None) -> dict[str, Any] | None:
        if facts is None or "functions" not in facts:
            return facts
        copied: dict[str, Any] = json.loads(json.dumps(facts))
        change(copied)
        return copied

    return spoil


SPOILS: Final = {
    "an older version": spoilt(lambda f: f.update(version=stored.VERSION - 1)),
    "a newer version": spoilt(lambda f: f.update(version=stored.VERSION + 1)),
    "no version": spoilt(lambda f: f.pop("version")),
    "a section of another kind": spoilt(lambda f: f.update(functions=[1])),
    "an entry of another kind": spoilt(lambda f: f["functions"].update({"low.add": 5})),
    "a clause of another kind": spoilt(lambda f: f["functions"].update({"low.add": [[5]]})),
    "a clause of another length": spoilt(lambda f: f["functions"].update({"low.add": [[[1] * 9]]})),
    "a verb that is none": spoilt(lambda f: f["functions"].update({"low.add": [[[0, "zz"]]]})),
    "a position that is none": spoilt(lambda f: f["functions"].update({"low.add": [[["a", "a"]]]})),
    "no conditions": spoilt(lambda f: f["functions"].update({"low.add": [[[0, "a", [1]]]]})),
}


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
def test_a_form_that_cannot_be_read_counts_as_none(
    spoil: Spoil,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    project = Project(tmp_path / "project", {"mypy.ini": OURS, "low.py": LOW, "user.py": CALLS})
    cache = f"--cache-dir={project.cache()}"
    write = symbol.write

    def write_spoilt(file: Any, facts: dict[str, Any] | None, string: Any) -> None:
        write(file, spoil(facts), string)

    with monkeypatch.context() as patch:
        patch.setattr(symbol, "write", write_spoilt)
        project.check(cache)
    project.write({"user.py": CALLS + "\n"})
    outcome = project.check("-v", cache)
    assert (outcome.out, outcome.status) == ("", 0)
    told = "LOG:  mypy_defaults_plugin: what low has stored can't be read: it counts as nothing\n"
    assert capsys.readouterr().err == told
    project.write({"user.py": CALLS + "\n\n"})
    assert project.check(cache) == Outcome(0, "")
    assert capsys.readouterr().err == ""
    project.write({"low.py": LOW + "\n"})
    assert FOUND in project.check(cache).out


def test_text_that_is_no_object_is_not_read() -> None:
    assert symbol.parsed("{") is None
    assert symbol.parsed("[1]") is None
    assert symbol.parsed("{}") == {}
