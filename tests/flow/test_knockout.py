"""The programs and the oracle are tested themselves: without any one rule they fail.

A rule is switched off by what ``knockouts`` says. First the hand-written programs are checked
without it; where they notice nothing, generated ones are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from comparison import first_trouble, seeds_from
from knockouts import RULES
from marked import marked_programs
from verdicts import Checker

MOST_PROGRAMS: Final = 2_000
BATCH: Final = 100
SEED: Final = 20_000
PROGRAMS: Final = list(marked_programs())

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    checker = Checker()
    yield checker
    checker.close()


def programs_notice(checker: Checker) -> bool:
    """Tell whether a hand-written program gets another verdict than the one that is marked."""
    found = checker.check([program.source for program in PROGRAMS])
    return any(
        not program.required <= reports <= program.required | program.allowed
        for program, reports in zip(PROGRAMS, found, strict=True)
    )


def oracle_notices(name: str, checker: Checker) -> bool:
    """Tell whether a generated program gets a wrong verdict without a rule, and not with it."""
    seeds = seeds_from(SEED, MOST_PROGRAMS)
    for start in range(0, MOST_PROGRAMS, BATCH):
        batch = seeds[start : start + BATCH]
        while batch:
            with pytest.MonkeyPatch.context() as patch:
                RULES[name](patch)
                seed = first_trouble(batch, checker.check)
            if seed is None:
                break
            if first_trouble([seed], checker.check) is None:
                return True
            batch = batch[batch.index(seed) + 1 :]
    return False


def test_with_every_rule_nothing_is_noticed(checker: Checker) -> None:
    assert not programs_notice(checker)


@pytest.mark.parametrize("name", sorted(RULES))
def test_without_a_rule_a_verdict_is_wrong(name: str, checker: Checker) -> None:
    with pytest.MonkeyPatch.context() as patch:
        RULES[name](patch)
        if programs_notice(checker):
            return
    assert oracle_notices(name, checker), f"nobody noticed that the rule {name!r} was off"
