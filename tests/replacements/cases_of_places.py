"""Cases for the place: every form of function and body."""

from __future__ import annotations

from replacement_case import Case, case

CASES: list[Case] = [
    case("keyword_only", "def f(*, x: list[int] = []) -> list[int]:\n    return x\n"),
    case("positional_only", "def f(x: list[int] = [], /) -> list[int]:\n    return x\n"),
    case(
        "every_kind_of_parameter",
        """
        def f(a: int, b: list[int] = [1], /, c: int = 1, *rest: int,
              x: dict[str, int] = {}, **more: int) -> object:
            return b, x
        """,
        "f(1)",
    ),
    case("unannotated_among_annotated", "def f(a: int = 1, x=[]) -> object:\n    return x\n"),
    case("no_spaces", "def f(x:list[int]=[])->list[int]:return x\n"),
    case("one_line", "def f(x: list[int] = []) -> list[int]: return x\n"),
    case(
        "one_line_of_two",
        "def f(x: list[int] = []) -> list[int]: x.append(1); return x[:1] and x\n",
    ),
    case("one_line_unannotated", "def f(x=[]): return x\n"),
    case(
        "documented",
        '''
        def f(x: list[int] = []) -> list[int]:
            """Return it."""
            return x
        ''',
    ),
    case(
        "documented_at_length",
        '''
        def f(x: list[int] = []) -> list[int]:
            """Return it.

            With an example.
            """

            # A comment.
            return x
        ''',
    ),
    case(
        "only_documented",
        '''
        SEEN: list[object] = []
        def f(x: list[int] = []) -> None:
            """Do nothing."""
        def g(x: list[int] = []) -> list[int]:
            "Return it."; return x
        ''',
        "g()",
    ),
    case(
        "documented_on_its_line",
        """
        def f(x: list[int] = []) -> None: "Do nothing."
        def g(x: list[int] = []) -> list[int]:
            return x
        """,
        "g()",
    ),
    case(
        "stub_body",
        """
        def f(x: list[int] = []) -> None: ...
        def g(x: list[int] = []) -> list[int]:
            return x
        """,
        "g()",
    ),
    case(
        "commented_parameters",
        """
        def f(
            a: int = 1,  # the first, (a
            x: list[int] = [  # one, "two"
                1,
            ],  # the last)
        ) -> list[int]:
            return x
        """,
    ),
    case(
        "coroutine",
        """
        import asyncio
        async def g(x: list[int] = []) -> list[int]:
            return x
        """,
        "asyncio.run(g())",
    ),
    case(
        "generator_function",
        """
        from collections.abc import Iterator
        def g(x: list[int] = []) -> Iterator[list[int]]:
            yield x
        """,
        "next(g())",
    ),
    case(
        "async_generator",
        """
        from collections.abc import AsyncIterator
        async def g(x: list[int] = []) -> AsyncIterator[list[int]]:
            yield x
        def take(x: AsyncIterator[list[int]]) -> list[int]:
            try:
                x.__anext__().__await__().__next__()
            except StopIteration as result:
                return list([result.value])[0]  # type: ignore[no-any-return]
            raise AssertionError
        """,
        "take(g())",
    ),
    case(
        "method",
        """
        class C:
            def m(self, x: list[int] = []) -> list[int]:
                return x
        """,
        "C().m()",
    ),
    case(
        "one_line_method",
        """
        class C:
            def m(self, x: list[int] = []) -> list[int]: return x
        """,
        "C().m()",
    ),
    case(
        "static_method",
        """
        class C:
            @staticmethod
            def m(x: list[int] = []) -> list[int]:
                return x
        """,
        "C.m()",
    ),
    case(
        "class_method",
        """
        class C:
            @classmethod
            def m(cls, x: list[int] = []) -> list[int]:
                return x
        """,
        "C.m()",
    ),
    case(
        "initializer",
        """
        class C:
            def __init__(self, x: list[int] = []) -> None:
                self.x = x
        """,
        "C().x",
    ),
    case(
        "decorated",
        """
        from contextlib import contextmanager
        from collections.abc import Iterator
        @contextmanager
        def g(x: list[int] = []) -> Iterator[list[int]]:
            yield x
        """,
        "g().__enter__()",
    ),
    case(
        "first_statement_is_decorated",
        """
        from functools import cache
        def f(x: list[int] = []) -> list[int]:
            @cache
            def inner() -> int:
                return 1
            x.append(inner() * 0)
            return x[:1] and x
        """,
    ),
    case(
        "overloaded",
        """
        from typing import overload
        @overload
        def f(x: list[int] = ...) -> list[int]: ...
        @overload
        def f(x: list[str]) -> list[str]: ...
        def f(x: list[int] | list[str] = []) -> list[int] | list[str]:
            return x
        """,
    ),
    case(
        "overriding",
        """
        from abc import ABC, abstractmethod
        class A(ABC):
            @abstractmethod
            def m(self, x: list[int] = []) -> list[int]: ...
        class B(A):
            def m(self, x: list[int] = []) -> list[int]:
                return x
        class C(B):
            def m(self, x: list[int] = [1]) -> list[int]:
                return x
        """,
        "B().m(), C().m()",
    ),
    case(
        "given_as_a_callback",
        """
        from typing import Callable, Protocol
        class Takes(Protocol):
            def __call__(self, x: list[int] = ...) -> list[int]: ...
        def f(x: list[int] = []) -> list[int]:
            return x
        one: Callable[[list[int]], list[int]] = f
        two: Callable[[], list[int]] = f
        three: Takes = f
        """,
    ),
    case(
        "nested_function",
        """
        from typing import Callable
        def make() -> Callable[[], list[int]]:
            def f(x: list[int] = []) -> list[int]:
                return x
            return f
        f = make()
        """,
    ),
    case(
        "below_conditions",
        """
        import sys
        if sys.version_info >= (3, 8):
            try:
                with open(__file__ if False else __import__("os").devnull):
                    def f(x: list[int] = []) -> list[int]:
                        return x
            finally:
                pass
        """,
    ),
    case(
        "in_a_nested_class",
        """
        class C:
            class D:
                def m(self, x: "list[C]" = []) -> "list[C]":
                    return x
        """,
        "C.D().m()",
    ),
    case(
        "two_parameters",
        """
        def f(x: list[int] = [], y: dict[str, int] = {}) -> object:
            return x, y
        """,
    ),
    case(
        "two_on_one_line",
        "def f(x=[], y=[]): return x, y\n",
    ),
    case(
        "four_spaces_are_two",
        """
        class C:
          def m(self, x: list[int] = []) -> list[int]:
            return x
        """,
        "C().m()",
    ),
    case(
        "recursive",
        """
        def f(x: list[int] = [], n: int = 1) -> list[int]:
            return f(x, n - 1) if n else x
        """,
    ),
    case(
        "guarded_already",
        """
        def f(x: list[int] = []) -> list[int]:
            x = x or [1]
            return x
        f()
        def g(x: list[int] = []) -> list[int]:
            assert x is not None
            return x
        """,
        "g()",
    ),
    case(
        "typed_by_isinstance",
        """
        def f(x: list[int] | str = []) -> list[int]:
            if isinstance(x, str):
                return []
            return x
        """,
    ),
    case(
        "tested_for_truth",
        """
        def f(x: "list[int] | dict[str, int]" = {}) -> object:
            if not x:
                return x
            return [*x]
        """,
    ),
    case(
        "unpacked",
        """
        def f(x: list[int] = [1, 2]) -> tuple[list[int], int]:
            a, *b = x
            return x, a
        """,
    ),
    case(
        "deleted",
        """
        def f(x: list[int] = [1, 2]) -> list[int]:
            y = x
            del x
            return y
        """,
    ),
    case(
        "in_a_generic_class",
        """
        from typing import Generic, TypeVar
        T = TypeVar("T")
        class Box(Generic[T]):
            def m(self, x: list[T] = []) -> list[T]:
                return x
        """,
        "Box().m()",
    ),
    case(
        "with_self_type",
        """
        from typing_extensions import Self
        class Node:
            def m(self, x: list[Self] = []) -> list[Self]:
                return x
        """,
        "Node().m()",
    ),
]
