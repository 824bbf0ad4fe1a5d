"""No crash and no blow-up, whatever the source, and mypy's own lines as they are without us."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
from beside_bare_mypy import BesideBareMypy
from long_sources import DEEP, LONG, WIDE
from mypy.options import Options
from odd_sources import BYTES, ODD

SOURCES: Final[dict[str, bytes]] = BYTES | {
    name: text.encode() for name, text in {**ODD, **DEEP, **LONG, **WIDE}.items()
}
BOTH_PARSERS: Final = [*DEEP, *ODD] if hasattr(Options(), "native_parser") else []
"""Sources at which mypy's own parser stops early, or of which it makes something else."""
MORE_SECONDS: Final = 15.0
"""Of the processor, beside what mypy itself takes."""
USED: Final = "import abc, attrs, contextlib, dataclasses, functools, sys, typing\n"


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> BesideBareMypy:
    return BesideBareMypy(tmp_path_factory.mktemp("hostile") / "project", USED)


def cases() -> list[Any]:
    other = "--no-native-parser"
    return [
        *(pytest.param(name, (), id=name) for name in SOURCES),
        *(pytest.param(name, (other,), id=f"{name} {other}") for name in BOTH_PARSERS),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "flags"), cases())
def test_source(
    beside: BesideBareMypy,
    name: str,
    flags: tuple[str, ...],
    record_property: Callable[[str, object], None],
) -> None:
    module = "_".join([name, *(flag.strip("-").replace("-", "_") for flag in flags)])
    pair = beside.check({f"{module}.py": SOURCES[name]}, *flags)
    more = pair.our_seconds - pair.bare_seconds
    record_property("seconds", more)
    assert pair.crashes() == []
    assert pair.differences() == []
    assert more < MORE_SECONDS


def test_a_source_of_each_kind() -> None:
    assert len(SOURCES) == len(ODD) + len(BYTES) + len(DEEP) + len(LONG) + len(WIDE)
