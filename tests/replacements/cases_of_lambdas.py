"""Cases for lambdas, which have no body to put a statement into."""

from __future__ import annotations

from replacement_case import Case, case, lambda_case

CASES: list[Case] = [
    lambda_case("lambda_assigned", "f = lambda x=[]: x\n"),
    lambda_case("lambda_with_two", "f = lambda x=[], y={}: (x, y)\n"),
    case("lambda_keyword_only", "f = lambda *, x=[]: x\n"),
    lambda_case("lambda_positional_only", "f = lambda x=[], /: x\n"),
    lambda_case("lambda_with_a_set", "f = lambda x=set(range(3)): x\n"),
    lambda_case("lambda_with_a_tuple", "f = lambda x=([1], 2): x\n"),
    lambda_case("lambda_with_a_dict", "f = lambda x={'a': 1}: x\n"),
    lambda_case("lambda_with_a_call", "f = lambda x=sorted([2, 1]): x\n"),
    lambda_case("lambda_with_an_iterator", "f = lambda x=iter([1, 2]): x\n"),
    lambda_case("lambda_with_a_comprehension", "f = lambda x=[n for n in (1, 2)]: x\n"),
    lambda_case("lambda_with_a_generator", "f = lambda x=(n for n in (1, 2)): x\n"),
    lambda_case("lambda_with_a_conditional", "f = lambda x=[1] if len('a') else [2]: x\n"),
    lambda_case("lambda_with_a_constant", "NAMES = ['a']\nf = lambda x=NAMES: x\n"),
    lambda_case("lambda_with_a_nested_constant", "NESTED = [[1]]\nf = lambda x=NESTED: x\n"),
    lambda_case("lambda_that_adds", "f = lambda x=[1]: (x + [2], x)\n"),
    lambda_case("lambda_in_a_list", "f = [lambda x=[]: x][0]\n"),
    lambda_case(
        "lambda_in_a_call",
        "f = max([lambda x=[]: x], key=lambda y: 1, default=None)\n",
    ),
    lambda_case("lambda_in_a_dict", "f = {'a': lambda x=[]: x}['a']\n"),
    lambda_case("lambda_in_a_comprehension", "f = [lambda x=[]: x for _ in range(1)][0]\n"),
    lambda_case("lambda_in_a_lambda", "f = (lambda: lambda x=[]: x)()\n"),
    lambda_case("lambda_in_a_default", "def g(key=lambda x=[]: x): return key\nf = g()\n"),
    lambda_case("lambda_in_an_fstring_neighbour", "g = f'{1}', lambda x=[]: x\nf = g[1]\n"),
    lambda_case("lambda_in_a_class", "class C:\n    m = staticmethod(lambda x=[]: x)\n", "C.m()"),
    lambda_case("lambda_in_parentheses", "f = (lambda x=([]): x)\n"),
    lambda_case(
        "lambda_over_lines",
        """
        f = (
            lambda a=1, x=[
                1,
                2,
            ]: (
                x
            )
        )
        """,
    ),
    lambda_case(
        "lambda_body_with_an_attribute",
        "f = lambda x=[3, 1]: (x.index(x[0]), x)[1]\n",
    ),
    lambda_case("lambda_body_conditional", "f = lambda x=[]: x if len('a') else 1\n"),
    lambda_case(
        "lambda_with_a_declared_type",
        """
        from typing import Callable
        f: Callable[[], list[int]] = lambda x=[1]: x
        """,
    ),
    lambda_case(
        "lambda_declared_with_an_argument",
        """
        from typing import Callable
        f: Callable[[list[int]], list[int]] = lambda x=[1]: x
        """,
        "f()",
    ),
    lambda_case(
        "lambda_for_a_protocol",
        """
        from typing import Protocol
        class Takes(Protocol):
            def __call__(self, x: list[int] = ...) -> list[int]: ...
        f: Takes = lambda x=[1]: x
        """,
    ),
    lambda_case(
        "lambda_in_a_method",
        """
        from typing import Callable
        class C:
            def m(self) -> Callable[[], list[int]]:
                return lambda x=[1]: x
        f = C().m()
        """,
    ),
    lambda_case("lambda_shadowing", "f = lambda set=1, x=set([1]): x\n", built="{1}"),
    lambda_case("lambda_with_a_star", "f = lambda *a, x=[1], **k: x\n"),
    lambda_case("lambda_of_a_lambda_body", "f = (lambda x=[1]: lambda: x)\n", "f()()"),
    lambda_case(
        "lambda_of_a_class_constant",
        "class C:\n    A = [1]\n    m = staticmethod(lambda x=A: x)\n",
        "C.m()",
    ),
]
