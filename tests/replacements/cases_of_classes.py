"""Cases for classes: their constants, and their instances as defaults."""

from __future__ import annotations

from replacement_case import Case, case

CASES: list[Case] = [
    case(
        "class_constant",
        """
        class C:
            ITEMS: list[int] = [1]
            def m(self, x: list[int] = ITEMS) -> list[int]:
                return x
        """,
        "C().m()",
    ),
    case(
        "class_constant_from_outside",
        """
        class C:
            ITEMS = [1]
        def f(x: list[int] = C.ITEMS) -> list[int]:
            return x
        """,
    ),
    case(
        "class_constant_in_a_display",
        """
        class C:
            ITEMS = [1]
            def m(self, x: list[list[int]] = [ITEMS, ITEMS.copy()]) -> list[list[int]]:
                return x
        """,
        "C().m()",
    ),
    case(
        "class_constant_of_a_nested_class",
        """
        class C:
            class D:
                ITEMS = [1]
                def m(self, x: list[int] = ITEMS) -> list[int]:
                    return x
        """,
        "C.D().m()",
    ),
    case(
        "class_constant_of_a_local_class",
        """
        def make() -> list[int]:
            class C:
                ITEMS = [1]
                def m(self, x: list[int] = ITEMS) -> list[int]:
                    return x
            return C().m()
        f = make
        KEPT = []
        class D:
            ITEMS = [1]
            def m(self, x: list[int] = ITEMS) -> list[int]:
                return x
        """,
        "D().m()",
    ),
    case(
        "class_constant_with_a_private_name",
        """
        class C:
            __ITEMS = [1]
            def m(self, x: list[int] = __ITEMS) -> list[int]:
                return x
        """,
        "C().m()",
    ),
    case(
        "class_function_in_a_default",
        """
        class C:
            def make() -> list[int]:  # type: ignore[misc]
                return [1]
            def m(self, x: list[int] = make()) -> list[int]:
                return x
        """,
        "C().m()",
        "[1]",
    ),
    case(
        "function_result",
        """
        def make(n: int = 1, *, twice: bool = False) -> list[int]:
            return [n] * (2 if twice else 1)
        def f(x: list[int] = make(3, twice=True)) -> list[int]:
            return x
        """,
    ),
    case(
        "subclass_of_a_list",
        """
        class Stack(list[int]):
            pass
        def f(x: Stack = Stack([1])) -> Stack:
            return x
        """,
    ),
    case(
        "generic_class",
        """
        from typing import Generic, TypeVar
        T = TypeVar("T")
        class Stack(list[T], Generic[T]):
            pass
        def f(x: Stack[int] = Stack[int]()) -> Stack[int]:
            return x
        """,
    ),
    case(
        "callable_container",
        """
        from typing import Callable
        class Registry(dict[str, int]):
            def __call__(self, n: int) -> None:
                self["n"] = n
        def f(x: Callable[[int], None] = Registry()) -> Callable[[int], None]:
            return x
        """,
    ),
    case(
        "alias_of_a_class",
        """
        import collections as c
        Names = c.deque
        def f(x: "c.deque[int]" = Names([1])) -> "c.deque[int]":
            return x
        """,
    ),
    case(
        "typed_dict",
        """
        from typing import TypedDict
        class Movie(TypedDict):
            name: str
        def f(x: Movie = {"name": "a"}) -> Movie:
            return x
        """,
    ),
    case(
        "typed_dict_call",
        """
        from typing import TypedDict
        class Movie(TypedDict):
            name: str
        def f(x: Movie = Movie(name="a")) -> Movie:
            return x
        """,
    ),
    case(
        "typed_dict_constant",
        """
        from typing import TypedDict
        class Movie(TypedDict):
            tags: list[str]
        MOVIE: Movie = {"tags": ["a"]}
        def f(x: Movie = MOVIE) -> Movie:
            return x
        """,
    ),
    case(
        "typed_dict_item",
        """
        from typing import TypedDict
        class Movie(TypedDict):
            tags: list[str]
        MOVIE: Movie = {"tags": ["a"]}
        def f(x: list[str] = MOVIE["tags"]) -> list[str]:
            return x
        """,
    ),
    case(
        "named_tuple",
        """
        from typing import NamedTuple
        class Pair(NamedTuple):
            n: int
            items: list[int]
        def f(x: Pair = Pair(1, [2])) -> Pair:
            return x
        """,
    ),
    case(
        "named_tuple_constant",
        """
        from typing import NamedTuple
        class Pair(NamedTuple):
            n: int
            items: list[int]
        PAIR = Pair(1, items=[2])
        def f(x: Pair = PAIR) -> Pair:
            return x
        """,
    ),
    case(
        "data_class",
        """
        from dataclasses import dataclass
        @dataclass
        class Cart:
            size: int = 0
        def f(x: Cart = Cart(1)) -> Cart:
            return x
        """,
    ),
    case(
        "data_class_constant",
        """
        from dataclasses import dataclass, field
        @dataclass
        class Cart:
            items: list[int] = field(default_factory=list)
            def copy(self) -> "Cart":
                return Cart(self.items)
        CART = Cart([1])
        def f(x: Cart = CART) -> Cart:
            return x
        """,
    ),
    case(
        "data_class_attribute",
        """
        from dataclasses import dataclass, field
        @dataclass
        class Cart:
            items: list[int] = field(default_factory=list)
        CART = Cart([1])
        def f(x: list[int] = CART.items) -> list[int]:
            return x
        """,
    ),
    case(
        "frozen_data_class",
        """
        from dataclasses import dataclass, field
        @dataclass(frozen=True)
        class Cart:
            items: list[int] = field(default_factory=list)
        def f(x: Cart = Cart()) -> Cart:
            return x
        """,
    ),
    case(
        "frozen_data_class_constant",
        """
        from dataclasses import dataclass
        @dataclass(frozen=True)
        class Cart:
            items: list[int]
        CART = Cart([1])
        def f(x: Cart = CART) -> Cart:
            return x
        """,
    ),
    case(
        "instances_all",
        """
        class Cart:
            def __init__(self) -> None:
                self.items = [1]
        def f(x: Cart = Cart()) -> Cart:
            return x
        """,
    ),
    case(
        "instances_all_constant",
        """
        class Cart:
            def __init__(self) -> None:
                self.items = [1]
        CART = Cart()
        def f(x: Cart = CART) -> Cart:
            return x
        """,
    ),
]
