"""Cases for the default: names of objects that exist already, and what is made of them."""

from __future__ import annotations

from replacement_case import Case, case, returned, shallow

LISTS = "NAMES: list[str] = ['a']\nNESTED: list[list[int]] = [[1], [2]]\n"

CASES: list[Case] = [
    returned("constant", "NAMES", "list[str]", LISTS),
    returned("constant_undeclared", "NAMES", "list[str]", "NAMES = ['a']\n"),
    returned("constant_unannotated", "NAMES", "", LISTS),
    returned("constant_nested", "NESTED", "list[list[int]]", LISTS),
    returned("constant_nested_undeclared", "NESTED", "list[list[int]]", "NESTED = [[1]]\n"),
    returned("constant_nested_dict", "TABLE", "dict[str, list[int]]", "TABLE = {'a': [1]}\n"),
    returned(
        "constant_declared_nested",
        "TABLE",
        "dict[str, list[int]]",
        "TABLE: dict[str, list[int]] = {'a': [1]}\n",
    ),
    returned("constant_of_a_comprehension", "NESTED", "", "NESTED = [[n] for n in range(2)]\n"),
    returned("constant_of_a_call", "NESTED", "", "NESTED = list([[1]])\n"),
    returned("constant_multiplied", "NESTED", "", "NESTED = [[1]] * 2\n"),
    returned("constant_merged", "TABLE", "", "TABLE = {'a': [1]} | {'b': [2]}\n"),
    returned("constant_with_copy_imported", "NESTED", "list[list[int]]", "import copy\n" + LISTS),
    returned(
        "constant_with_deepcopy_imported",
        "NESTED",
        "list[list[int]]",
        "from copy import deepcopy\n" + LISTS + "print(deepcopy(1), end='')\n",
    ),
    returned(
        "constant_where_copy_is_another_thing",
        "NESTED",
        "list[list[int]]",
        LISTS + "def copy() -> int:\n    return 1\n",
    ),
    case(
        "constant_where_copy_is_a_parameter",
        LISTS
        + """\
def f(x: list[list[int]] = NESTED, copy: bool = True) -> list[list[int]]:
    return x if copy else []
""",
    ),
    case(
        "constant_where_copy_is_a_local_name",
        LISTS
        + """\
def f(x: list[list[int]] = NESTED) -> list[list[int]]:
    copy = x
    return copy
""",
    ),
    returned("constant_tuple", "PAIR", "tuple[int, list[int]]", "PAIR = (1, [2])\n"),
    returned("constant_set", "SET", "set[int]", "SET = {1}\n"),
    returned("constant_dict", "TABLE", "dict[str, int]", "TABLE = {'a': 1}\n"),
    returned("constant_bytearray", "BUFFER", "bytearray", "BUFFER = bytearray(b'a')\n"),
    returned(
        "constant_iterator",
        "STEPS",
        "Iterator[int]",
        "from collections.abc import Iterator\nSTEPS: Iterator[int] = iter([1, 2])\n",
        "iter([1, 2])",
    ),
    returned("constant_optional", "NAMES", "list[str] | None", LISTS),
    returned("constant_of_the_library", "os.environ", "os._Environ[str]", "import os\n"),
    returned("constant_list_of_the_library", "sys.path", "list[str]", "import sys\n"),
    returned("sliced_constant", "NAMES[:]", "list[str]", LISTS),
    shallow("sliced_nested_constant", "NESTED[:]", "list[list[int]]", LISTS),
    shallow("sliced_nested_undeclared", "NESTED[:]", "list[list[int]]", "NESTED = [[1]]\n"),
    returned("copied_constant", "NAMES.copy()", "list[str]", LISTS),
    shallow("copied_nested_constant", "NESTED.copy()", "list[list[int]]", LISTS),
    returned("list_of_constant", "list(NAMES)", "list[str]", LISTS),
    shallow("list_of_nested_constant", "list(NESTED)", "list[list[int]]", LISTS),
    returned("item_of_a_constant", "NESTED[0]", "list[int]", LISTS),
    returned("constant_in_a_list", "[NAMES]", "list[list[str]]", LISTS),
    returned("constant_in_a_tuple", "(NAMES,)", "tuple[list[str]]", LISTS),
    returned("constant_in_a_dict", "{'a': NAMES}", "dict[str, list[str]]", LISTS),
    returned("constant_or_constant", "NAMES or ['b']", "list[str]", LISTS),
    returned("constant_if", "NAMES if len(NESTED) else ['b']", "list[str]", LISTS),
    returned("fresh_or_constant", "['b'] if not NESTED else NAMES", "list[str]", LISTS),
    returned("walrus_of_a_constant", "(y := NAMES)", "list[str]", LISTS, "NAMES.copy()"),
    returned(
        "cast_of_a_constant",
        "cast('list[str]', NAMES)",
        "list[str]",
        "from typing import cast\n" + LISTS,
    ),
    returned("starred_constant", "[*NAMES]", "list[str]", LISTS),
    shallow("starred_nested_constant", "[*NESTED]", "list[list[int]]", LISTS),
    shallow("added_to_a_nested_constant", "NESTED + [[3]]", "list[list[int]]", LISTS),
    shallow(
        "added_to_an_undeclared_constant", "NESTED + [[3]]", "list[list[int]]", "NESTED = [[1]]\n"
    ),
    returned(
        "weak_constant",
        "KNOWN",
        '"weakref.WeakSet[type]"',
        "import weakref\nKNOWN: 'weakref.WeakSet[type]' = weakref.WeakSet()\n",
    ),
    returned(
        "chain_map_constant",
        "MAPS",
        "ChainMap[str, int]",
        "from collections import ChainMap\nMAPS: ChainMap[str, int] = ChainMap({'a': 1})\n",
    ),
    returned(
        "defaultdict_constant",
        "GROUPS",
        "defaultdict[str, list[int]]",
        "from collections import defaultdict\n"
        "GROUPS: defaultdict[str, list[int]] = defaultdict(list, a=[1])\n",
    ),
    returned(
        "user_list_constant",
        "ITEMS",
        "UserList[int]",
        "from collections import UserList\nITEMS: UserList[int] = UserList([1])\n",
    ),
    case(
        "mapping_without_copy",
        """
        from collections.abc import Iterator, MutableMapping
        class Table(MutableMapping[str, int]):
            def __init__(self) -> None:
                self.data: dict[str, int] = {"a": 1}
            def __getitem__(self, key: str) -> int:
                return self.data[key]
            def __setitem__(self, key: str, value: int) -> None:
                self.data[key] = value
            def __delitem__(self, key: str) -> None:
                del self.data[key]
            def __iter__(self) -> Iterator[str]:
                return iter(self.data)
            def __len__(self) -> int:
                return len(self.data)
        TABLE = Table()
        def f(x: Table = TABLE) -> Table:
            return x
        """,
    ),
    case(
        "copy_that_takes_arguments",
        """
        class Grid:
            def __init__(self) -> None:
                self.cells = [1]
            def __setitem__(self, key: int, value: int) -> None:
                self.cells[key] = value
            def copy(self, deep: bool) -> "Grid":
                return Grid()
        GRID = Grid()
        def f(x: Grid = GRID) -> Grid:
            return x
        """,
    ),
    case(
        "copy_that_gives_another_type",
        """
        class Grid(list[int]):
            pass
        GRID = Grid([1])
        def f(x: Grid = GRID) -> Grid:
            return x
        """,
    ),
    case(
        "copy_that_gives_nothing",
        """
        class Grid(dict[str, int]):
            def copy(self) -> None:  # type: ignore[override]
                pass
        GRID = Grid(a=1)
        def f(x: Grid = GRID) -> Grid:
            return x
        """,
    ),
    case(
        "copy_that_is_an_attribute",
        """
        class Grid(list[int]):
            copy: bool = True  # type: ignore[assignment]
        GRID = Grid([1])
        def f(x: Grid = GRID) -> Grid:
            return x
        """,
    ),
]
