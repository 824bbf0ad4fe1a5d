"""The parts of the runner that only read text."""

from __future__ import annotations

import pytest
from case_text import (
    Directives,
    annotate,
    choose_output_sections,
    holds,
    in_order_of_files,
    is_needed,
    split_steps,
    version_tuple,
)

VERSIONS = {"mypy": (1, 19, 1), "python": (3, 11, 7)}


def test_version_tuple_stops_at_what_is_no_number() -> None:
    assert version_tuple("2.5.0+dev.abc") == (2, 5, 0)


@pytest.mark.parametrize(
    "condition",
    ["mypy<1.20", "mypy>=1.19", "mypy==1.19", "mypy==1.19.1", "mypy>=1.15, python<3.12"],
)
def test_conditions_that_hold(condition: str) -> None:
    assert holds(condition, VERSIONS)


@pytest.mark.parametrize(
    "condition", ["mypy<1.19", "mypy>=1.20", "mypy==1.19.2", "mypy>=1.15, python>=3.12"]
)
def test_conditions_that_do_not_hold(condition: str) -> None:
    assert not holds(condition, VERSIONS)


@pytest.mark.parametrize("condition", ["mypy<=1.19", "mypi<1.19", "mypy<", ""])
def test_a_condition_that_is_none_is_refused(condition: str) -> None:
    with pytest.raises(ValueError, match="is no condition"):
        holds(condition, VERSIONS)


def test_needs() -> None:
    assert is_needed("x = 1\n# needs: python>=3.11\n", VERSIONS)
    assert not is_needed("# needs: python>=3.11\n# needs: mypy>=2.0\n", VERSIONS)


def test_the_section_whose_condition_holds_is_chosen_without_moving_lines() -> None:
    text = "x\n[out]\na\n[out mypy<1.19]\nb\n[out mypy>=1.19]\nc\n[out2 mypy<1.19]\nd"
    chosen = "x\n[triggered]\na\n[triggered]\nb\n[out]\nc\n[triggered]\nd"
    assert choose_output_sections(text, VERSIONS) == chosen


def test_the_plain_section_is_for_every_other_version() -> None:
    text = "[out2 mypy<1.15]\na\n[out2]\nb"
    assert choose_output_sections(text, VERSIONS) == "[triggered]\na\n[out2]\nb"


def test_two_sections_that_apply_are_refused() -> None:
    with pytest.raises(ValueError, match="two sections apply"):
        choose_output_sections("[out mypy<2.0]\n[out mypy>=1.0]", VERSIONS)


def test_settings_make_a_configuration_file() -> None:
    directives = Directives("# settings: a = 1\n# settings[pkg.*]: b = 2\n# settings: c = 3")
    assert directives.config(1, "plug") == (
        "[mypy]\nplugins = plug\nallow_empty_bodies = True\n"
        "[plug]\na = 1\nc = 3\n[plug-pkg.*]\nb = 2"
    )


def test_directives_of_a_later_step_replace_the_earlier() -> None:
    directives = Directives("# flags: --a --b\n# flags3: --c\n# settings2:")
    assert [directives.words("flags", step) for step in (1, 2, 3, 4)] == [
        ["--a", "--b"],
        ["--a", "--b"],
        ["--c"],
        ["--c"],
    ]
    assert directives.last_step() == 3


def test_split_steps() -> None:
    assert split_steps(["a", "==", "==", "b"]) == [["a"], [], ["b"]]


def test_files_are_expected_in_the_order_in_which_they_came() -> None:
    assert in_order_of_files(["a:1: x", "a:2: y", "b:1: z"], ["b:1: z", "a:1: x"]) == [
        "b:1: z",
        "a:1: x",
        "a:2: y",
    ]


def test_annotate() -> None:
    source = ["x", "y  # E: old", "z    # E: stale"]
    actual = ["main:1: error: A # b", "main:3: error: C", "main:3: note: D", "other:2: error: E"]
    assert annotate(source, "main", actual) == [
        "x  # E: A \\# b",
        "y",
        "z    # E: C \\",
        "     # N: D",
    ]
