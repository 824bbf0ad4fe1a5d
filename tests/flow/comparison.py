"""Compares what the plugin reports with what is right, program by program."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing import get_context
from random import Random
from typing import Final, Protocol

from flow_grammar import generate
from limits import is_limit
from marked import HEADER
from truth import Program, observe, observe_decoupled
from verdicts import Checker, Report
from watch import Sightings

Check = Callable[[Sequence[str]], list[set[Report]]]
VERDICTS: Final = ("mutated-default", "leaked-default", "neither")
MOST_RUNS: Final = 1500
LONG_SEARCH: Final = 4000
FIRST_LINE: Final = HEADER.count("\n")


@dataclass
class Verdict:
    """How one program came out."""

    missed: set[tuple[frozenset[int], str]]
    excused: set[tuple[frozenset[int], str]]
    false: set[Report]
    reports: set[Report]
    shown: frozenset[str]
    owners: int
    unbound: frozenset[str]

    @property
    def is_right(self) -> bool:
        return not self.missed and not self.false

    @property
    def troubles(self) -> set[tuple[str, str]]:
        """Name the kinds of disagreement: missed or false, and the code."""
        return {("missed", code) for _, code in self.missed} | {("false", c) for _, c in self.false}


class Numbered(Protocol):
    """A generated program: the number that it was made from, and the constructs in it."""

    @property
    def seed(self) -> int: ...
    @property
    def constructs(self) -> frozenset[str]: ...


@dataclass
class Tally:
    """What many programs add up to; ``shown`` are programs with what is wrong on their lines."""

    programs: int = 0
    reports: int = 0
    false: int = 0
    missed: int = 0
    wrong: list[int] = field(default_factory=list)
    excused: Counter[str] = field(default_factory=Counter)
    constructs: Counter[tuple[str, str]] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Tell whether nothing is missed and 99 of 100 reports are true."""
        return self.missed == 0 and self.false * 100 <= self.reports

    def add(self, generated: Numbered, verdict: Verdict) -> None:
        self.programs += 1
        self.reports += len(verdict.reports)
        self.false += len(verdict.false)
        self.missed += len(verdict.missed)
        self.excused.update(f"{code} excused" for _, code in verdict.excused)
        if not verdict.is_right:
            self.wrong.append(generated.seed)
        for construct in generated.constructs:
            self.constructs.update((construct, each) for each in verdict.shown)

    def merge(self, other: Tally) -> None:
        self.programs += other.programs
        self.reports += other.reports
        self.false += other.false
        self.missed += other.missed
        self.wrong += other.wrong
        self.excused += other.excused
        self.constructs += other.constructs
        self.shown += other.shown

    def __str__(self) -> str:
        reports = f"{self.reports} reports, {self.false} of them false"
        return f"{self.programs} programs, {reports}, {self.missed} missed"


@lru_cache(maxsize=3000)
def _observed(source: str) -> tuple[Program, Sightings]:
    program = Program(source)
    return program, observe(program)


def judge(source: str, reports: set[Report], most_runs: int = MOST_RUNS) -> Verdict:
    """Compare the reports about one program with the truth.

    Some ways are so rare that few runs take them: what seems false is looked for much longer.
    """
    program, sightings = _observed(source)
    required = sightings.required()
    lines = source.splitlines()
    missed = {(n, code) for n, code in required if not any((line, code) in reports for line in n)}
    excused = {each for each in missed if any(is_limit(lines, n, each[1]) for n in each[0])}
    extra = reports - {(line, code) for group, code in required for line in group}
    false = observe_decoupled(program, extra, sightings, most_runs) if extra else set()
    if false and most_runs == MOST_RUNS:
        false = observe_decoupled(program, false, sightings, LONG_SEARCH)
    shown = frozenset(code for _, code in required) or frozenset({"neither"})
    unbound = frozenset(sightings.unbound)
    return Verdict(missed - excused, excused, false, reports, shown, sightings.owners, unbound)


def compare(seeds: Sequence[int], check: Check, size: int = 300) -> Tally:
    """Generate the programs with these numbers and compare them in batches."""
    tally = Tally()
    for start in range(0, len(seeds), size):
        batch = [generate(seed) for seed in seeds[start : start + size]]
        sources = [generated.source() for generated in batch]
        for generated, source, reports in zip(batch, sources, check(sources), strict=True):
            tally.add(generated, judge(source, reports))
    return tally


def first_trouble(seeds: Sequence[int], check: Check) -> int | None:
    """Give the first of these programs about which the plugin is wrong."""
    sources = [generate(seed).source() for seed in seeds]
    for seed, source, reports in zip(seeds, sources, check(sources), strict=True):
        if not judge(source, reports).is_right:
            return seed
    return None


def compare_in_process(seeds: Sequence[int]) -> Tally:
    """Compare with a mypy of this process; for pools of processes."""
    checker = Checker()
    try:
        return compare(seeds, checker.check)
    finally:
        checker.close()


def seeds_from(seed: int, count: int) -> list[int]:
    """Give the numbers of so many programs."""
    random = Random(seed)
    return [random.getrandbits(48) for _ in range(count)]


def in_processes(
    compare_some: Callable[[Sequence[int]], Tally], seeds: Sequence[int], size: int
) -> Tally:
    """Have programs compared in batches, in as many processes as there are processors."""
    batches = [seeds[start : start + size] for start in range(0, len(seeds), size)]
    tally = Tally()
    with get_context("spawn").Pool(os.cpu_count(), maxtasksperchild=10) as pool:
        for part in pool.imap_unordered(compare_some, batches):
            tally.merge(part)
    return tally


def show(source: str, verdict: Verdict) -> str:
    """Print a program with what is wrong about it on its lines."""
    notes: dict[int, list[str]] = {}
    for group, code in verdict.missed:
        for line in group:
            notes.setdefault(line, []).append(f"missed: {code}")
    for line, code in verdict.false:
        notes.setdefault(line, []).append(f"false: {code}")
    for line, code in verdict.reports - verdict.false:
        notes.setdefault(line, []).append(f"right: {code}")
    shown = []
    for number, text in enumerate(source.splitlines(), start=1):
        if number > FIRST_LINE:
            note = ", ".join(sorted(notes.get(number, [])))
            shown.append(f"{text}  # {note}" if note else text)
    return "\n".join(shown)
