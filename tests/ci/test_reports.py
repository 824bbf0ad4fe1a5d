"""The reports that mypy writes to files are right with the plugin on."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest

from mypy_defaults_plugin.codes import CODES

pytestmark = pytest.mark.slow

ROOT: Final = Path(__file__).resolve().parents[2]
REPORTS: Final = [
    "any-exprs",
    "cobertura-xml",
    "html",
    "linecount",
    "linecoverage",
    "lineprecision",
    "txt",
    "xml",
    "xslt-html",
    "xslt-txt",
]
CHANGES_WITH_TIME: Final = re.compile(r'(timestamp|version)="[^"]*"')
LOADED: Final = "[mypy]\nplugins = mypy_defaults_plugin\n"


def run(directory: Path, *flags: str, config: str = LOADED) -> subprocess.CompletedProcess[str]:
    """Run mypy on a copy of an example."""
    directory.mkdir(exist_ok=True)
    (directory / "mypy.ini").write_text(config)
    source = (ROOT / "examples" / "web_handler.py").read_text(encoding="utf-8")
    (directory / "web_handler.py").write_text(source, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "mypy", *flags, "web_handler.py"],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )


def written(directory: Path) -> dict[str, str]:
    """Give every file of every report, without what differs from run to run."""
    texts = {
        str(path.relative_to(directory)): path.read_text(encoding="utf-8")
        for path in directory.rglob("*")
        if path.is_file() and path.suffix in {".html", ".xml", ".txt", ".json", ".css"}
    }
    return {name: CHANGES_WITH_TIME.sub("", text) for name, text in texts.items()}


def test_reports_on_the_code_are_those_without_the_plugin(tmp_path: Path) -> None:
    flags = [flag for name in REPORTS for flag in (f"--{name}-report", f"report-{name}")]
    with_plugin = run(tmp_path / "project", *flags)
    files = {name: text for name, text in written(tmp_path / "project").items() if "report" in name}
    for directory in (tmp_path / "project").glob("report-*"):
        directory.rename(tmp_path / directory.name)
    without = run(tmp_path / "project", *flags, config="[mypy]\n")
    assert files == {
        name: text for name, text in written(tmp_path / "project").items() if "report" in name
    }
    assert {name.split("/")[0] for name in files} == {f"report-{name}" for name in REPORTS}
    assert (with_plugin.returncode, without.returncode) == (1, 0)
    assert with_plugin.stderr == without.stderr == ""


@pytest.mark.parametrize("kind", ["global", "per_file"])
def test_junit_has_every_line(tmp_path: Path, kind: str) -> None:
    flags = ["--junit-xml=junit.xml", f"--junit-format={kind}", "--no-error-summary"]
    printed = run(tmp_path, *flags).stdout
    suite = ET.parse(tmp_path / "junit.xml").getroot()
    assert (suite.get("failures"), suite.get("errors")) == ("1", "0")
    (failure,) = suite.iter("failure")
    told = (failure.text or "").strip().splitlines()
    assert told == printed.strip().splitlines()
    assert {line.rpartition("  [")[2].rstrip("]") for line in told if ": error: " in line} <= set(
        CODES
    )


def test_junit_of_a_clean_run(tmp_path: Path) -> None:
    off = "[mypy_defaults_plugin]\ndisable = mutable-default, mutated-default, leaked-default\n"
    assert run(tmp_path, "--junit-xml=junit.xml", config=LOADED + off).returncode == 0
    suite = ET.parse(tmp_path / "junit.xml").getroot()
    assert (suite.get("failures"), suite.get("errors")) == ("0", "0")
