"""A memo: here sharing is meant, and says so. The second one only looks the same."""

from collections.abc import Iterator
from itertools import count
from typing import Annotated


def fibonacci(n: int, known: Annotated[dict[int, int], "shared"] = {0: 0, 1: 1}) -> int:
    if n not in known:
        known[n] = fibonacci(n - 1) + fibonacci(n - 2)
    return known[n]


def number_lines(lines: list[str], numbers: Iterator[int] = count(1)) -> list[str]:
    return [f"{number}: {line}" for number, line in zip(numbers, lines)]


if __name__ == "__main__":
    print(fibonacci(50))
    number_lines(["first", "second"])
    print(number_lines(["the first of the next file"]))  # and gets number 4
