"""Compares what is reported about generated programs of several modules with what is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from call_program import CallProgram, generate
from comparison import Tally, judge, show
from verdicts import Checker, Report

Named = dict[str, CallProgram]
"""Programs by what the names of their modules begin with."""


def named(checker: Checker, programs: Sequence[CallProgram]) -> Named:
    return {f"{checker.name()}_": program for program in programs}


def in_one_run(checker: Checker, programs: Named) -> list[set[Report]]:
    """Give the reports about programs, all of whose modules are checked together."""
    return _by_program(programs, checker.check_modules(_files(programs)))


def module_by_module(checker: Checker, programs: Named) -> list[set[Report]]:
    """Give the reports about programs whose modules are checked one after the other.

    What a module imports comes from the cache that the earlier runs have left.
    """
    files = _files(programs)
    found: dict[str, set[Report]] = {name: set() for name in files}
    last = max(len(program.modules) for program in programs.values())
    for number in range(1, last + 1):
        targets = [name for name in files if name.endswith(f"mod{number}")]
        for name, reports in checker.check_modules(files, targets, keep=number < last).items():
            found[name] |= reports
    return _by_program(programs, found)


def _files(programs: Named) -> dict[str, str]:
    return {
        name: text
        for prefix, program in programs.items()
        for name, text in program.files(prefix).items()
    }


def _by_program(programs: Named, found: Mapping[str, set[Report]]) -> list[set[Report]]:
    return [
        {
            (program.line_in_joint(module.number, line), code)
            for module in program.modules
            for line, code in found[f"{prefix}mod{module.number}"]
        }
        for prefix, program in programs.items()
    ]


def compare_calls(checker: Checker, seeds: Sequence[int], size: int = 200) -> Tally:
    """Generate the programs with these numbers and compare them in batches."""
    tally = Tally()
    for start in range(0, len(seeds), size):
        programs = [generate(seed) for seed in seeds[start : start + size]]
        found = in_one_run(checker, named(checker, programs))
        for program, reports in zip(programs, found, strict=True):
            verdict = judge(program.joint(), reports)
            tally.add(program, verdict)
            if not verdict.is_right:
                tally.shown.append(f"seed {program.seed}\n{show(program.joint(), verdict)}")
    return tally


def compare_in_process(seeds: Sequence[int]) -> Tally:
    """Compare with a mypy of this process; for pools of processes."""
    checker = Checker()
    try:
        return compare_calls(checker, seeds)
    finally:
        checker.close()
