"""No crash and no blow-up, whatever the source, and mypy's own lines as they are without us."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from beside_bare_mypy import BesideBareMypy
from long_sources import DEEP, LONG, WIDE
from odd_sources import BYTES, ODD

SOURCES: Final[dict[str, bytes]] = BYTES | {
    name: text.encode() for name, text in {**ODD, **DEEP, **LONG, **WIDE}.items()
}
MORE_SECONDS: Final = 15.0
"""Of the processor, beside what mypy itself takes."""
USED: Final = "import abc, attrs, contextlib, dataclasses, functools, sys, typing\n"


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> BesideBareMypy:
    return BesideBareMypy(tmp_path_factory.mktemp("hostile") / "project", USED)


@pytest.mark.slow
@pytest.mark.parametrize("name", SOURCES)
def test_source(
    beside: BesideBareMypy, name: str, record_property: Callable[[str, object], None]
) -> None:
    pair = beside.check({f"{name}.py": SOURCES[name]})
    more = pair.our_seconds - pair.bare_seconds
    record_property("seconds", more)
    assert pair.crashes() == []
    assert pair.differences() == []
    assert more < MORE_SECONDS


def test_a_source_of_each_kind() -> None:
    assert len(SOURCES) == len(ODD) + len(BYTES) + len(DEEP) + len(LONG) + len(WIDE)
