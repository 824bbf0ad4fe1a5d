"""The oracle is itself tested: without any one rule of the analysis it has to fail.

The rules stand in ``mypy_defaults_plugin.flow.rules``, by name; a rule that is taken out of the
mapping is not applied. ``disabled`` is the only place that knows this.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from random import Random
from typing import Any, Final

import pytest
from comparison import first_trouble
from verdicts import Checker

MOST_PROGRAMS: Final = 2_000
BATCH: Final = 200
SEED: Final = 20_000


def registry() -> MutableMapping[str, Any]:
    """Give the rules of the analysis by name."""
    rules = getattr(importlib.import_module("mypy_defaults_plugin.flow"), "rules", None)
    return {} if rules is None else getattr(rules, "RULES", rules)


@contextmanager
def disabled(name: str) -> Iterator[None]:
    """Switch a rule off."""
    rules = registry()
    rule = rules.pop(name)
    try:
        yield
    finally:
        rules[name] = rule


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    checker = Checker()
    yield checker
    checker.close()


@pytest.fixture(scope="module")
def troubled() -> set[int]:
    """Keep the programs that go wrong with every rule on: they prove nothing."""
    return set()


@pytest.mark.slow
def test_there_are_rules() -> None:
    assert registry()


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(registry()))
@pytest.mark.xdist_group("knockout")
def test_without_a_rule_the_oracle_fails(name: str, checker: Checker, troubled: set[int]) -> None:
    random = Random(SEED)
    seeds = [random.getrandbits(48) for _ in range(MOST_PROGRAMS)]
    for start in range(0, MOST_PROGRAMS, BATCH):
        batch = [seed for seed in seeds[start : start + BATCH] if seed not in troubled]
        while batch:
            with disabled(name):
                seed = first_trouble(batch, checker.check)
            if seed is None:
                break
            if first_trouble([seed], checker.check) is None:
                return
            troubled.add(seed)
            batch = batch[batch.index(seed) + 1 :]
    pytest.fail(f"the oracle didn't notice that the rule {name!r} was off")
