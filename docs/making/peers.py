"""Other linters and this plugin, run on the same examples: which of them report which."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from docs.making.environment import Environment

Reports = dict[str, set[int]]
"""For each rule, such as ``ruff B006``, the numbers of the examples that it reports."""

CONSTANTS: Final = 'DEFAULTS = {"a": 1}\n\ndef size() -> int:\n    return 3\n'
IN_THEIR_OWN_ENVIRONMENT: Final = ("pyright[nodejs]", "semgrep")
RUFF: Final = ("B006", "B008", "RUF008", "RUF009", "RUF012")
BUGBEAR: Final = ("B006", "B008")
HERE: Final = "here"
SEMGREP_RULES: Final = """\
rules:
  - id: default-mutable-list
    languages: [python]
    severity: ERROR
    message: a list that is a default is changed
    patterns:
      - pattern-inside: |
          def $FUNCTION(..., $NAME=[], ...):
            ...
      - pattern-not-inside: |
          def $FUNCTION(..., $NAME=[], ...):
            ...
            $NAME = ...
            ...
      - pattern-either:
          - pattern: $NAME.append(...)
          - pattern: $NAME.extend(...)
          - pattern: $NAME.insert(...)
          - pattern: $NAME[...] = ...
  - id: default-mutable-dict
    languages: [python]
    severity: ERROR
    message: a dict that is a default is changed
    patterns:
      - pattern-inside: |
          def $FUNCTION(..., $NAME={}, ...):
            ...
      - pattern-either:
          - pattern: $NAME.update(...)
          - pattern: $NAME.setdefault(...)
          - pattern: $NAME[...] = ...
"""


def write_examples(directory: Path, preamble: str, examples: dict[int, str]) -> None:
    """Write each example into a file of its own."""
    (directory / "constants.py").write_text(CONSTANTS, encoding="utf-8")
    (directory / "mypy.ini").write_text("[mypy]\nplugins = mypy_defaults_plugin\n")
    (directory / "rules.yml").write_text(SEMGREP_RULES, encoding="utf-8")
    pyright = {"reportCallInDefaultInitializer": "error", "typeCheckingMode": "off"}
    (directory / "pyrightconfig.json").write_text(json.dumps(pyright), encoding="utf-8")
    for number, example in examples.items():
        text = f"{preamble}\n\n{example}"
        (directory / f"example{number}.py").write_text(text, encoding="utf-8")


def run_all(directory: Path, own: Environment, others: Environment, first_line: int) -> Reports:
    """Run every tool; what it says of the lines before the example does not count."""
    reports: Reports = {}
    for rule, name, line in _all_findings(directory, own, others):
        number = re.search(r"example(\d+)\.py$", name)
        if number is not None and line >= first_line:
            reports.setdefault(rule, set()).add(int(number[1]))
    return reports


def _all_findings(
    directory: Path, own: Environment, others: Environment
) -> Iterator[tuple[str, str, int]]:
    tools: list[tuple[Callable[[Path, Environment], Iterator[tuple[str, str, int]]], Environment]]
    tools = [(_ruff, own), (_bugbear, own), (_pylint, own), (_mypy, own)]
    tools += [(_pyright, others), (_semgrep, others)]
    for tool, environment in tools:
        yield from tool(directory, environment)


def _ruff(directory: Path, environment: Environment) -> Iterator[tuple[str, str, int]]:
    flags = ["--isolated", "--no-cache", f"--select={','.join(RUFF)}", "--output-format=json"]
    run = environment.run("ruff", "check", *flags, ".", directory=directory)
    for found in json.loads(run.stdout):
        yield f"ruff {found['code']}", found["filename"], found["location"]["row"]


def _bugbear(directory: Path, environment: Environment) -> Iterator[tuple[str, str, int]]:
    flags = ["--isolated", f"--select={','.join(BUGBEAR)}"]
    run = environment.run("flake8", *flags, ".", directory=directory)
    for name, line, code in re.findall(r"(\S+\.py):(\d+):\d+: (B\d+)", run.stdout):
        yield f"bugbear {code}", name, int(line)


def _pylint(directory: Path, environment: Environment) -> Iterator[tuple[str, str, int]]:
    flags = ["--disable=all", "--enable=W0102", "--score=no", "--rcfile="]
    names = sorted(path.name for path in directory.glob("example*.py"))
    run = environment.run("pylint", *flags, *names, directory=directory)
    for name, line in re.findall(r"(\S+\.py):(\d+):\d+: W0102", run.stdout):
        yield "pylint W0102", name, int(line)


def _mypy(directory: Path, environment: Environment) -> Iterator[tuple[str, str, int]]:
    flags = ["--cache-dir=/dev/null", "--no-error-summary"]
    run = environment.run("mypy", *flags, ".", directory=directory)
    found = re.findall(
        r"(\S+\.py):(\d+): error: .*\[(\S+-default|missing-default-factory)\]", run.stdout
    )
    for name, line, code in found:
        yield f"{HERE} {code}", name, int(line)
        yield HERE, name, int(line)


def _pyright(directory: Path, environment: Environment) -> Iterator[tuple[str, str, int]]:
    run = environment.run("pyright", "--outputjson", directory=directory)
    told: dict[str, Any] = json.loads(run.stdout[run.stdout.index("{") :])
    for found in told["generalDiagnostics"]:
        if found.get("rule") == "reportCallInDefaultInitializer":
            yield "pyright", found["file"], found["range"]["start"]["line"] + 1


def _semgrep(directory: Path, environment: Environment) -> Iterator[tuple[str, str, int]]:
    flags = ["--metrics=off", "--disable-version-check", "--no-git-ignore", "--quiet", "--json"]
    run = environment.run("semgrep", "scan", *flags, "--config=rules.yml", ".", directory=directory)
    for found in json.loads(run.stdout[run.stdout.index('{"') :])["results"]:
        yield "semgrep", found["path"], found["start"]["line"]
