"""Cases for names that mean something else in the body, or nothing at all."""

from __future__ import annotations

from replacement_case import Case, case

CASES: list[Case] = [
    case(
        "name_shadowed_by_a_parameter",
        """
        def f(list: int = 1, x: "set[int]" = set(range(3)), range: int = 0) -> "set[int]":
            return x
        """,
        built="{0, 1, 2}",
    ),
    case(
        "name_shadowed_by_a_local",
        """
        def f(x: set[int] = set(range(3))) -> set[int]:
            for range in ():
                pass
            return x
        """,
        built="{0, 1, 2}",
    ),
    case(
        "name_shadowed_by_an_import",
        """
        from collections import OrderedDict
        def f(x: dict[str, int] = OrderedDict(a=1)) -> dict[str, int]:
            from typing import OrderedDict
            return x
        """,
        built="__import__('collections').OrderedDict(a=1)",
    ),
    case(
        "name_shadowed_by_a_nested_function",
        """
        def make() -> list[int]:
            return [1]
        def f(x: list[int] = make()) -> list[int]:
            def make() -> int:
                return 1
            x.append(make() * 0)
            return x[:1] and x
        """,
        built="[1]",
    ),
    case(
        "name_shadowed_by_an_exception",
        """
        make = list[int]
        def f(x: list[int] = make()) -> list[int]:
            try:
                pass
            except ValueError as make:
                print(make)
            return x
        """,
        built="[]",
    ),
    case(
        "name_shadowed_by_a_class",
        """
        class Made(list[int]):
            pass
        THE_SAME = Made
        def f(x: list[int] = Made()) -> list[int]:
            class Made:
                pass
            return x
        """,
        built="THE_SAME()",
    ),
    case(
        "name_shadowed_by_a_pattern",
        """
        def made(n: int) -> list[int]:
            return [n]
        def f(x: list[int] = made(1)) -> list[int]:
            match x:
                case [1, *made]:
                    print(made, end="")
            return x
        """,
        built="[1]",
    ),
    case(
        "name_declared_global",
        """
        N = 1
        def f(x: list[int] = [N]) -> list[int]:
            global N
            N = 1
            return x
        """,
    ),
    case(
        "local_name",
        """
        def make(n: int) -> "list[list[int]]":
            def f(x: list[int] = [n]) -> list[int]:
                return x
            return [f(), f()]
        KEEP = make(1)
        def f(x: list[int] = [1]) -> list[int]:
            return x
        """,
    ),
]
