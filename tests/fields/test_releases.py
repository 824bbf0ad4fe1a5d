"""The same on the oldest and newest releases of the frameworks, and on other Pythons."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Final, NamedTuple

import pytest
import run_time
from interpreters import find_python
from program import PROGRAMS, Program, reports_on, texts_of
from run_time import BROKEN
from test_fields_oracle import disagreements
from ways import WAYS


class Release(NamedTuple):
    """An environment: its Python, what is installed in it, and the ways that it knows."""

    python: str
    requirements: tuple[str, ...]
    packages: frozenset[str]
    lacks: frozenset[str] = frozenset()

    def programs(self) -> dict[str, Program]:
        return {
            name: program
            for name, program in PROGRAMS.items()
            if program.way in WAYS
            and program.way.package in self.packages
            and name not in self.lacks
        }


DEFAULTS_IN_ANNOTATIONS: Final = frozenset(
    {"model_annotated_beside_field", "pydantic_dataclass_annotated"}
)
OF_PYDANTIC_2: Final = DEFAULTS_IN_ANNOTATIONS | {
    "model_annotated",
    "model_alias",
    "model_annotated_and_quoted",
    "model_field_positional",
    "model_inherited",
    "private_attribute",
    "pydantic_dataclass_init_var",
    "root_model",
}
FRAMEWORKS: Final = frozenset({"pydantic", "attrs", "msgspec"})
OLDEST: Final = ("pydantic==2.0.3", "attrs==21.3.0", "msgspec==0.18.0")
NEWEST: Final = ("pydantic", "attrs", "msgspec")
EVERYWHERE: Final = FRAMEWORKS | {""}
RELEASES: Final = {
    "oldest": Release("3.11", OLDEST, EVERYWHERE, DEFAULTS_IN_ANNOTATIONS),
    "newest": Release("3.11", NEWEST, EVERYWHERE),
    "pydantic 1": Release(
        "3.11", ("pydantic<2", *NEWEST[1:]), frozenset({"pydantic"}), OF_PYDANTIC_2
    ),
    "Python 3.10": Release("3.10", NEWEST, EVERYWHERE),
    "Python 3.13": Release("3.13", NEWEST, EVERYWHERE),
}


def environment(directory: Path, release: Release) -> str:
    """Make an environment and give its interpreter."""
    subprocess.run([find_python(release.python), "-m", "venv", str(directory)], check=True)
    python = str(directory / ("Scripts" if os.name == "nt" else "bin") / "python")
    install = [python, "-m", "pip", "install", "-q", *release.requirements]
    subprocess.run(install, check=True, capture_output=True)
    return python


@pytest.mark.slow
@pytest.mark.parametrize("name", RELEASES)
def test_verdicts_are_what_happens(name: str, tmp_path: Path) -> None:
    release = RELEASES[name]
    python = environment(tmp_path / "environment", release)
    programs = release.programs()
    asked = json.dumps([(program.setting, program.classes) for program in programs.values()])
    command = [python, "-W", "ignore", run_time.__file__]
    answer = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    really = dict(zip(programs, json.loads(answer.stdout), strict=True))
    directory = tmp_path / "programs"
    directory.mkdir()
    flags = [f"--python-executable={python}", f"--python-version={release.python}"]
    texts = texts_of(programs)
    reports = reports_on(texts, directory, "missing-default-factory", "", *flags)
    for way, program in programs.items():
        assert [fate for fate in really[way] if fate.startswith(BROKEN)] == [], way
        assert disagreements(program, reports[way], really[way]) == [], way
