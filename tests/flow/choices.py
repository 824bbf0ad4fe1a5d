"""What a run decides: conditions, counts, exceptions. One seed decides them all."""

from __future__ import annotations

from random import Random
from typing import Final, TypeVar

FAILURES: Final[tuple[type[BaseException], ...]] = (
    ValueError,
    KeyError,
    IndexError,
    RuntimeError,
)
ODD_FAILURES: Final[tuple[type[BaseException], ...]] = (
    LookupError,
    Exception,
    TypeError,
    AttributeError,
    KeyboardInterrupt,
)
CHANGED: Final = 0.12

T = TypeVar("T")


class Choices:
    """Random answers, with odds of their own in every run, so that rare paths are taken too.

    The numbers drawn are recorded. A later run can be given them to go much the same way,
    with a few of them changed.
    """

    def __init__(self, seed: int, earlier: list[float] | None = None) -> None:
        self._random = Random(seed)
        self.drawn: list[float] = []
        self._earlier = [self._random.random() if self._is_changed() else n for n in earlier or []]
        self._earlier.reverse()
        self.odds_of_yes = self.one_of((0.2, 0.5, 0.5, 0.8))
        self.odds_of_failure = self.one_of((0.0, 0.15, 0.5))

    def _is_changed(self) -> bool:
        return self._random.random() < CHANGED

    def _draw(self) -> float:
        number = self._earlier.pop() if self._earlier else self._random.random()
        self.drawn.append(number)
        return number

    def flag(self) -> bool:
        return self._draw() < self.odds_of_yes

    def number(self, below: int) -> int:
        return int(self._draw() * below)

    def one_of(self, options: tuple[T, ...]) -> T:
        return options[self.number(len(options))]

    def failure(self, *, odd: bool = False) -> BaseException | None:
        """Give the exception that is raised here, mostly none."""
        if self._draw() >= self.odds_of_failure:
            return None
        kinds = ODD_FAILURES if odd and self.number(4) == 0 else FAILURES
        return self.one_of(kinds)("chosen")
