"""Cases for the declared type: how it is spelt, and whether None is a value of it."""

from __future__ import annotations

from replacement_case import Case, case, returned

TYPING = "from typing import Annotated, Any, Callable, Literal, Optional, TypeVar, Union\n"
EXTENSIONS = "from typing_extensions import Any, Final\n"
FUTURE = "from __future__ import annotations\n"
ABC = "from collections.abc import Iterable, Mapping, MutableMapping, MutableSequence, Sequence\n"

SPELLINGS = [
    returned("unannotated", "[]"),
    returned("plain", "[]", "list[int]"),
    returned("bare", "[1]", "list", "# mypy: disable-error-code=type-arg\n"),
    returned("quoted", "[]", '"list[str]"'),
    returned("quoted_literal", "['a']", "\"list[Literal['a']]\"", TYPING),
    returned("quoted_union", "[]", '"list[str] | dict[str, int]"'),
    returned("quoted_inside", "[]", 'list["int"]'),
    returned("quoted_in_union", "[]", 'list[int] | "set[int]"', FUTURE),
    returned("future", "[]", "list[int]", FUTURE),
    returned("union", "[]", "list[int] | dict[str, int]"),
    returned("union_of_three", "{}", "list[int] | dict[str, int] | set[str]"),
    returned("typing_union", "[]", "Union[list[int], dict[str, int]]", TYPING),
    returned("annotated", "[]", 'Annotated[list[int], "owned"]', TYPING),
    returned("annotated_number", "[]", "Annotated[list[int], 1, -2]", TYPING),
    returned("annotated_call", "[]", "Annotated[list[int], str(1)]", TYPING),
    returned("annotated_call_in_union", "[]", "Annotated[list[int], str(1)] | str", TYPING),
    returned("annotated_attribute", "[]", "Annotated[list[int], int.real]", TYPING),
    returned("mutable_sequence", "[]", "MutableSequence[int]", ABC),
    returned("mutable_mapping", "{}", "MutableMapping[str, list[int]]", ABC),
    returned("elements_of_a_sequence", "[[1], [2]]", "Sequence[list[int]]", ABC),
    returned("elements_of_a_mapping", "{'a': []}", "Mapping[str, list[int]]", ABC),
    returned("elements_of_a_tuple", "(1, [2])", "tuple[int, list[int]]"),
    returned("endless_tuple", "([1], [2])", "tuple[list[int], ...]"),
    returned("iterator_as_iterable", "iter([1, 2])", "Iterable[int]", ABC),
    returned("callables", "[]", "list[Callable[..., None]]", TYPING),
    returned("callable_arguments", "[]", "list[Callable[[int, str], None]]", TYPING),
    returned("literals", "['a']", 'list[Literal["a", "b"]]', TYPING),
    returned("literal_with_a_quote", "[]", 'list[Literal["it\'s"]]', TYPING),
    returned("literal_bytes", "[]", 'list[Literal[b"a", True, None, 3, -3]]', TYPING),
    returned("empty_tuples", "[]", "list[tuple[()]]"),
    returned("dotted", "[]", "typing.List[int]", "import typing\n"),
    returned("alias", "[]", "Ints", "Ints = list[int]\n"),
    returned(
        "new_type",
        "Names([])",
        "Names",
        "import typing\nNames = typing.NewType('Names', list[str])\n",
    ),
    returned("any_inside", "{}", "dict[str, Any]", TYPING),
    case(
        "long_signature",
        """
        def f(
            first: int = 0,
            x: dict[
                str,
                list[int],
            ] = {
                "a": [1],
                "b": [2, 3],
            },
            *,
            last: int = 1,
        ) -> dict[str, list[int]]:
            return x
        """,
    ),
    case(
        "type_variable",
        """
        from typing import TypeVar
        T = TypeVar("T")
        def f(x: list[T] = [], y: T | None = None) -> list[T]:
            if y is not None:
                x.append(y)
            return x
        """,
    ),
    case(
        "bound_type_variable",
        """
        from collections.abc import MutableSequence
        from typing import TypeVar
        T = TypeVar("T", bound=MutableSequence[int])
        def f(x: list[T] = []) -> list[T]:
            return x
        """,
    ),
    case(
        "own_class",
        """
        from __future__ import annotations
        class C:
            def __init__(self, items: list[C] = []) -> None:
                self.items = items
        """,
        "C().items",
    ),
    case(
        "type_comment",
        """
        def f(
            x=[],  # type: list[int]
        ):
            # type: (...) -> list[int]
            return x
        """,
    ),
    case(
        "signature_comment",
        """
        def f(x=[]):
            # type: (list[int]) -> list[int]
            return x
        """,
    ),
]

NONE_IS_A_VALUE = [
    returned("optional", "[]", "Optional[list[int]]", TYPING),
    returned("optional_union", "[]", "list[int] | None"),
    returned("none_first", "[]", "None | list[int]"),
    returned("optional_quoted", "[]", '"list[int] | None"'),
    returned("optional_in_a_union", "[]", "Union[list[int], None, str]", TYPING),
    returned(
        "optional_alias",
        "[]",
        "Maybe",
        "from typing import Optional\nMaybe = Optional[list[int]]\n",
    ),
    returned("optional_annotated", "[]", 'Annotated[list[int] | None, "x"]', TYPING),
    returned("anything", "[]", "Any", TYPING),
    returned("object_type", "[]", "object"),
    returned("any_in_a_union", "[]", "Union[list[int], Any]", TYPING),
    returned(
        "hashable",
        "count(1)",
        "Hashable",
        "from collections.abc import Hashable\nfrom itertools import count\n",
    ),
    returned(
        "protocol_of_object",
        "[]",
        "Shows",
        """
        from typing import Protocol
        class Shows(Protocol):
            def __str__(self) -> str: ...
            def append(self, item: int, /) -> object: ...
        """,
    ),
    returned("sentinel_with_any_imported", "[]", "Any", "from typing import Any\n"),
    returned("sentinel_with_both_imported", "[]", "Any", "from typing import Any, Final\n"),
    returned(
        "sentinel_of_extensions", "[]", "object", "from typing_extensions import Any, Final\n"
    ),
    returned("sentinel_with_any_taken", "[]", "object", "class Any: ...\n"),
    returned("sentinel_with_final_taken", "[]", "Any", "from typing import Any\nFinal = 1\n"),
    returned(
        "sentinel_that_is_there",
        "[]",
        "object",
        "from typing import Any, Final\n_MISSING: Final[Any] = object()\n",
    ),
    returned("sentinel_name_taken", "[]", "object", "_MISSING = 1\n"),
    returned("sentinel_name_taken_twice", "[]", "object", "_MISSING = _NOT_GIVEN = 1\n"),
    case(
        "sentinel_for_two",
        """
        def f(x: object = [], y: object = {}) -> object:
            return x, y
        """,
    ),
    returned("sentinel_in_a_documented_module", "[]", "object", '"""A module."""\n' + FUTURE),
    returned("optional_comprehension", "[n for n in (1, 2)]", "list[int] | None"),
    returned("optional_iterator", "(n for n in (1, 2))", "object"),
    returned("optional_annotated_call", "[]", "Annotated[list[int] | None, str(1)]", TYPING),
    returned("optional_annotated_built", "[*map(int, '1')]", "Annotated[object, str(1)]", TYPING),
    returned(
        "annotated_comprehension", "[n for n in (1,)]", "Annotated[list[int], str(1)]", TYPING
    ),
    returned(
        "optional_nested_constant",
        "NESTED",
        "list[list[int]] | None",
        "NESTED = [[1]]\n",
    ),
    returned(
        "object_nested_constant_with_imports",
        "NESTED",
        "object",
        "from typing import Any, Final\nimport copy\nNESTED = [[1]]\n",
    ),
    case(
        "optional_that_is_used",
        """
        def f(x: list[int] | None = []) -> list[int]:
            if x is None:
                return [0]
            return x
        """,
    ),
    case(
        "two_sentinels",
        """
        def f(x: list[int] | None = [], y: object = {}) -> tuple[object, object]:
            return x, y
        """,
    ),
    case(
        "sentinels_in_two_functions",
        """
        def f(x: list[int] | None = []) -> object:
            return x
        def g(x: object = {}) -> object:
            return x
        """,
        "f(), g()",
    ),
]

NARROWING_IS_LOST = [
    case(
        "captured_by_a_function",
        """
        from typing import Callable
        def f(x: list[int] = []) -> Callable[[], list[int]]:
            def inner() -> list[int]:
                x.append(1)
                return x
            return inner
        """,
        "f()()",
    ),
    case(
        "captured_by_a_lambda",
        """
        from typing import Callable
        def f(x: list[int] = []) -> Callable[[], list[int]]:
            return lambda: x
        """,
        "f()()",
    ),
    case(
        "captured_below_a_block",
        """
        from typing import Callable
        def f(x: list[int] = []) -> Callable[[], list[int]]:
            for _ in range(1):
                with open(__import__("os").devnull):
                    get = [lambda: x][0]
            return get
        """,
        "f()()",
    ),
    case(
        "captured_by_a_class_body",
        """
        def f(x: list[int] = []) -> list[int]:
            class Inner:
                items: list[int] = x
            return Inner.items
        """,
    ),
    case(
        "captured_by_a_method",
        """
        def f(x: list[int] = []) -> list[int]:
            class Inner:
                def items(self) -> list[int]:
                    return x
            return Inner().items()
        """,
    ),
    case(
        "captured_in_a_nested_default",
        """
        def f(x: list[int] = []) -> list[int]:
            def inner(y: list[int] | None = None, n: int = len(x)) -> list[int]:
                return y or [n]
            x.append(len(inner()))
            return x
        """,
    ),
    case(
        "captured_by_a_default_in_a_method",
        """
        def f(x: list[int] = []) -> list[int]:
            class Inner:
                def size(self, n: int = len(x)) -> int:
                    return n
            x.append(Inner().size())
            return x[:0] or x
        """,
        "f()",
    ),
    case(
        "used_in_comprehensions",
        """
        def f(x: list[int] = []) -> list[int]:
            y = [len(x) for _ in range(2)]
            z = sum(len(x) for _ in y)
            x.append(z)
            return x[:0] or x
        """,
    ),
    case(
        "reassigned",
        """
        def f(x: list[int] = []) -> list[int]:
            y = x
            x = x + [1]
            return y
        """,
    ),
    case(
        "changed_from_within",
        """
        def f(x: list[int] = []) -> list[int]:
            def change() -> None:
                nonlocal x
                x = x + [1]
            y = x
            change()
            return y
        """,
    ),
    case(
        "used_in_try_and_loops",
        """
        def f(x: list[int] = []) -> list[int]:
            while True:
                try:
                    x.append(len(x) * 0)
                    break
                except ValueError:
                    x.clear()
                finally:
                    x.sort()
            return x
        """,
    ),
    case(
        "unannotated_and_captured",
        """
        def f(x=[]):
            def inner():
                return x
            return inner
        """,
        "f()()",
    ),
]

CASES: list[Case] = [*SPELLINGS, *NONE_IS_A_VALUE, *NARROWING_IS_LOST]

OLD_PYTHON: list[Case] = [
    returned("old_plain", "[]", "list[int]"),
    returned("old_quoted", "[]", '"list[str]"'),
    returned("old_typing", "[]", "List[int]", "from typing import List\n"),
    returned("old_union", "[]", "Union[List[int], str]", "from typing import List, Union\n"),
    returned("old_literal", "[]", 'List[Literal["a"]]', "from typing import List, Literal\n"),
    returned("old_future", "[]", "list[int] | str", FUTURE),
    returned("old_optional", "[]", "Optional[List[int]]", "from typing import List, Optional\n"),
    returned("old_unannotated", "[]"),
]
"""Cases under ``python_version = 3.9``, where ``X | None`` needs quotes."""
