"""The runner of the cases itself: what is wrong fails, and no case sees another's results."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
SUITE = """
import data_suite
from pathlib import Path

class Own(data_suite.{suite}):
    data_prefix = str(Path(__file__).parent)
    files = ["own.test"]
"""
WRONG_TYPE = (
    'Incompatible types in assignment (expression has type "str", variable has type "int")'
    "  [assignment]"
)
GOOD = f"""
[case good_message_beside_the_code]
x: int = ""  # E: {WRONG_TYPE}
[case good_output_section]
x: int = ""
[out]
main:1: error: {WRONG_TYPE}
[case good_same_name_as_the_next]
import a
[file a.py]
x: int = ""  # E: {WRONG_TYPE}
[case good_same_name_other_text]
import a
[file a.py]
x: int = 00  # a comment, and so that another module has its name
[case good_missing_module]
import a  # type: ignore
reveal_type(a)  # N: Revealed type is "Any"
[case good_steps]
import a
[file a.py]
x = 1
[file a.py.2]
x: int = ""  # E: {WRONG_TYPE}
[file a.py.4]
x = 1
[case good_second_run_incremental]
x: int = ""  # E: {WRONG_TYPE}
[case good_condition]
x: int = ""  # E: not this
[out mypy>=1.0]
main:1: error: {WRONG_TYPE}
[out mypy<1.0]
nor this
[case good_flags]
# flags: --show-column-numbers
x: int = ""  # E:10: {WRONG_TYPE}
[case good_flags_change]
# flags2: --disallow-untyped-defs
def f(x):
    pass
[out]
[out2]
main:2: error: Function is missing a type annotation  [no-untyped-def]
[case good_packages]
# packages: iniconfig
import iniconfig
1 + iniconfig.ParseError("", 0, "").msg  \\
# E: Unsupported operand types for + ("int" and "str")  [operator]
[case good_no_packages]
import iniconfig  # type: ignore
reveal_type(iniconfig.ParseError)  # N: Revealed type is "Any"
[case good_packages_again]
# packages: iniconfig
import iniconfig
1 + iniconfig.ParseError("", 0, "").msg  \\
# E: Unsupported operand types for + ("int" and "str")  [operator]
[case good_configuration_file]
def f(x):  # E: Function is missing a type annotation  [no-untyped-def]
    pass
[file mypy.ini]
\\[mypy]
plugins = mypy_defaults_plugin
\\[mypy-__main__]
disallow_untyped_defs = true
[case good_refused_flag]
# flags: --frobnicate
[file a.py]
[out]
usage: mypy [-h] [-v] [-V] [more options; see below]
            [-m MODULE] [-p PACKAGE] [-c PROGRAM_TEXT] [files ...]
mypy: error: unrecognized arguments: --frobnicate
[case good_not_needed]
# needs: mypy<1.0
x: int = ""
"""
BAD = f"""
[case bad_missing_comment]
x: int = ""
[case bad_needless_comment]
x: int = 1  # E: {WRONG_TYPE}
[case bad_message]
x: int = ""  # E: Something else
[case bad_line]
x: int = ""
y = 1  # E: {WRONG_TYPE}
[case bad_missing_note]
reveal_type(1)
[case bad_needless_output_section]
x: int = 1
[out]
main:1: error: {WRONG_TYPE}
[case bad_file]
import a
[file a.py]
x: int = ""
[case bad_second_step]
import a
[file a.py]
x = 1
[file a.py.2]
x: int = ""
[case bad_rest_of_the_second_step]
import a
[file a.py]
x = 1
[file a.py.2]
x: str = ""  # E: {WRONG_TYPE}
[case bad_rechecked]
import a
[file a.py]
x = 1
[file a.py.2]
x = ""
[rechecked b]
[case bad_configuration_without_the_plugin]
x = 1
[file mypy.ini]
\\[mypy]
strict = true
[case bad_settings_beside_a_configuration]
# settings: a = 1
[file mypy.ini]
\\[mypy]
plugins = mypy_defaults_plugin
[case bad_package]
# packages: no_such_package
x = 1
"""


Run = Callable[..., pytest.RunResult]


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run cases in a process and a directory of their own."""

    def run(cases: str, *arguments: str, suite: str = "CheckSuite") -> pytest.RunResult:
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(HERE), str(HERE.parent)]))
        pytester.makepyfile(test_own=SUITE.format(suite=suite))
        (pytester.path / "own.test").write_text(cases, encoding="utf-8")
        plugins = ("-p", "data_suite", "-p", "no:xdist", "-p", "no:cacheprovider")
        return pytester.runpytest_subprocess(*plugins, "--tb=short", *arguments, "test_own.py")

    return run


def pick(cases: str, *names: str) -> str:
    """Return the cases with these names."""
    parts = re.split(r"^(?=\[case )", cases, flags=re.MULTILINE)
    picked = [part for part in parts if re.match(rf"\[case ({'|'.join(names)})\]", part)]
    assert len(picked) == len(names)
    return "".join(picked)


def test_right_expectations_pass(run: Run) -> None:
    run(GOOD).assert_outcomes(passed=GOOD.count("[case ") - 1, deselected=1)


def test_each_wrong_expectation_fails(run: Run) -> None:
    run(BAD).assert_outcomes(failed=BAD.count("[case "))


STEPS = ("good_output_section", "good_second_run_incremental", "good_steps")


@pytest.mark.parametrize("option", ["--twice", "--cold"])
def test_right_expectations_pass_in_other_modes(run: Run, option: str) -> None:
    run(pick(GOOD, *STEPS), option).assert_outcomes(passed=len(STEPS))


def test_flags_can_be_given_for_every_case(run: Run) -> None:
    case = "[case good]\ndef f(): pass\n[out]\n"
    case += "main:1: error: Function is missing a return type annotation\n"
    case += 'main:1: note: Use "-> None" if function does not return a value'
    run(case, "--mypy-flags=--strict --hide-error-codes").assert_outcomes(passed=1)


def test_right_expectations_pass_in_the_daemon(run: Run) -> None:
    names = ("good_flags_change", "good_steps")
    run(pick(GOOD, *names), suite="DaemonSuite").assert_outcomes(passed=len(names))


def test_each_wrong_expectation_fails_in_the_daemon(run: Run) -> None:
    names = ("bad_missing_comment", "bad_second_step", "bad_rechecked")
    run(pick(BAD, *names), suite="DaemonSuite").assert_outcomes(failed=len(names))


def test_update_data_writes_what_mypy_says(run: Run, pytester: pytest.Pytester) -> None:
    text = f"""
[case beside]
x: int = ""
y = 1  # E: stale
[file a.py]
z: int = ""  # E: Another message

[file a.py.2]
w: int = ""

[case section]
x: int = ""
[out mypy<1.0]
kept
[out]
main:3: error: Stale

[case right]
x: int = ""  # E: {WRONG_TYPE}
"""
    run(text, "--update-data").assert_outcomes(failed=2, passed=1)
    updated = (pytester.path / "own.test").read_text(encoding="utf-8")
    assert updated == (
        f"""
[case beside]
x: int = ""  # E: {WRONG_TYPE}
y = 1
[file a.py]
z: int = ""  # E: {WRONG_TYPE}

[file a.py.2]
w: int = ""  # E: {WRONG_TYPE}

[case section]
x: int = ""
[out mypy<1.0]
kept
[out]
main:1: error: {WRONG_TYPE}

[case right]
x: int = ""  # E: {WRONG_TYPE}
"""
    )
