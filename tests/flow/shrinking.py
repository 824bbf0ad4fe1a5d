"""Makes a program smaller as long as the plugin and the truth still disagree about it."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from comparison import Check, Verdict, judge, show
from flow_grammar import Generated, generate
from grammar_tree import NOTHING, Cuts, every_cut

RUNS: Final = 60
ROUNDS: Final = 14
CANDIDATES: Final = 40


def shrink(seed: int, check: Check) -> str:
    """Give the smallest program found with one of the same troubles, and what is wrong."""
    generated = generate(seed)
    first = _judged(generated, [NOTHING], check)
    if not first or not first[0][1].troubles:
        return f"program {seed}: no disagreement any more"
    cuts, verdict = first[0]
    wanted = max(verdict.troubles)
    suggestions: list[Cuts] = []
    offset = 0
    for _ in range(ROUNDS):
        candidates = [cuts.and_also(cut) for cut in every_cut(generated.nodes, cuts)]
        tried = candidates[offset : offset + CANDIDATES]
        judged = _judged(generated, [*suggestions, *tried], check, wanted)
        good = [
            (each, its)
            for each, its in judged
            if wanted in its.troubles
            and its.owners == verdict.owners
            and its.unbound <= verdict.unbound
        ]
        if not good:
            offset += CANDIDATES
            if offset >= len(candidates):
                break
            continue
        offset = 0
        best = min(good, key=lambda each: len(generated.source(each[0]).splitlines()))
        cuts, verdict = best
        every = cuts
        suggestions = []
        for other, _ in good:
            every = every.and_also(other)
            suggestions.append(every)
        suggestions = suggestions[1::2][-12:]
    return f"program {seed}: {' '.join(wanted)}\n{show(generated.source(cuts), verdict)}\n"


def _judged(
    generated: Generated,
    candidates: list[Cuts],
    check: Check,
    wanted: tuple[str, str] | None = None,
) -> list[tuple[Cuts, Verdict]]:
    sources = {}
    for cuts in candidates:
        source = generated.source(cuts)
        if source not in sources and _is_valid(source):
            sources[source] = cuts
    found = check(list(sources))
    judged = []
    for (source, cuts), reports in zip(sources.items(), found, strict=True):
        if (
            wanted is not None
            and wanted[0] == "false"
            and not any(c == wanted[1] for _, c in reports)
        ):
            continue
        with suppress(NameError):  # what the module itself needs has been cut
            judged.append((cuts, judge(source, reports, RUNS)))
    return judged


def _is_valid(source: str) -> bool:
    try:
        compile(source, "candidate", "exec")
    except SyntaxError:
        return False
    return True
