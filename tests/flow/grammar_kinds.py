"""The kinds of defaults, and what can be done to each.

In a template ``{v}`` is the name of an object of the kind, ``{n}`` a number that occurs once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Kind:
    """One kind of default.

    ``fills`` change any object of the kind, ``changes`` one that is not empty; ``quiet`` ones
    reorder or remove, and do nothing to an empty one. ``fresh`` expressions share nothing but
    elements, ``deep`` ones nothing at all.
    """

    name: str
    empty: tuple[str, ...]
    filled: tuple[str, ...]
    types: tuple[str, ...]
    read_only: tuple[str, ...]
    displays: tuple[str, ...]
    fresh: tuple[str, ...]
    fills: tuple[str, ...]
    changes: tuple[str, ...]
    quiet: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("len({v})", "bool({v})", "str({v})", "{v} == 5")
    harmless: tuple[str, ...] = ("len({v})", "repr({v})")
    element: str = ""
    elements: tuple[str, ...] = ()
    loops: tuple[str, ...] = ()
    class_name: str = ""
    holds_plain: bool = True


LIST: Final = Kind(
    "list",
    empty=("[]", "list()"),
    filled=("[3, 1, 2]", "[0] * 3", "[n for n in (2, 1)]"),
    types=("list[int]", "MutableSequence[int]", "Any"),
    read_only=("Sequence[int]", "Iterable[int]"),
    displays=("[]", "[{n}]", "[n for n in some()]", "list()"),
    fresh=(
        "list({v})",
        "{v}.copy()",
        "copy.copy({v})",
        "sorted({v})",
        "sorted({v}, key=str)",
        "{v}[:]",
        "{v} + [{n}]",
        "[n for n in {v}]",
        "[*{v}]",
        "{v} * 2",
        "list(reversed({v}))",
    ),
    fills=(
        "{v}.append({n})",
        "{v}.insert(0, {n})",
        "{v}.extend([{n}])",
        "{v} += [{n}]",
        "{v}[:0] = [{n}]",
        "{v}[len({v}) :] = [{n}]",
        "list.append({v}, {n})",
        "list.extend({v}, ({n},))",
        "heapq.heappush({v}, {n})",
        "bisect.insort({v}, {n})",
        "bisect.insort_left({v}, {n})",
        "operator.iadd({v}, [{n}])",
        "[{v}.append(m) for m in (1, {n})]",
        "any({v}.append(m) for m in (1, {n}))",
        "list(map({v}.append, (1, {n})))",
        "list(map({v}.append, [{n}]))",
        "use({v}.append({n}))",
    ),
    changes=(
        "{v}[0] = {n}",
        "{v}[-1] += {n}",
        "{v}[0] += {n}",
        "{v}.pop()",
        "del {v}[0]",
        "{v}.remove({v}[0])",
        "heapq.heappop({v})",
        "operator.setitem({v}, 0, {n})",
        "{v}[0], n = {n}, 1",
        "operator.delitem({v}, 0)",
    ),
    quiet=(
        "{v}.sort()",
        "{v}.reverse()",
        "{v}.clear()",
        "del {v}[:]",
        "heapq.heapify({v})",
        "random.shuffle({v})",
        "random.shuffle({v})",
        "{v} *= 2",
    ),
    harmless=("len({v})", "sum({v})", "tuple({v})", "iter({v})", "(n for n in {v})", "{v}.count"),
    class_name="list",
)
DICT: Final = Kind(
    "dict",
    empty=("{}", "dict()"),
    filled=("{'a': 1, 'b': 2}", "dict(a=1, b=2)"),
    types=("dict[str, int]", "Any"),
    read_only=("Mapping[str, int]",),
    displays=("{}", "{'a': {n}}", "{'k': n for n in some()}", "dict()"),
    fresh=(
        "dict({v})",
        "{v}.copy()",
        "copy.copy({v})",
        "{**{v}}",
        "{v} | {'c': {n}}",
        "{k: n for k, n in {v}.items()}",
        "{k: {v}[k] for k in {v}}",
    ),
    fills=(
        "{v}['c{n}'] = {n}",
        "{v}.setdefault('c{n}', {n})",
        "{v}.update(c{n}={n})",
        "{v}.update({'c{n}': {n}})",
        "{v} |= {'c{n}': {n}}",
        "dict.update({v}, c{n}=1)",
        "operator.setitem({v}, 'c{n}', 1)",
        "operator.ior({v}, {'c{n}': 1})",
        "{v}.__setitem__('c{n}', 1)",
        "[{v}.setdefault('c{n}', m) for m in (1, 2)]",
    ),
    changes=("{v}['a'] += {n}", "{v}.popitem()", "del {v}['a']", "{v}.pop('a')"),
    quiet=("{v}.clear()", "{v}.pop('a', None)", "{v}.pop('b', 0)"),
    reads=("len({v})", "'a' in {v}", "{v}.get('a')", "[*{v}]", "list({v}.items())"),
    harmless=("len({v})", "{v}.keys()", "{v}.items()", "list({v}.values())", "{v}.get('a')"),
    class_name="dict",
)
SET: Final = Kind(
    "set",
    empty=("set()",),
    filled=("{1, 2, 3}", "set('abc')"),
    types=("set[int]", "Any"),
    read_only=("Set[int]",),
    displays=("set()", "{{n}}", "{n for n in some()}"),
    fresh=("set({v})", "{v}.copy()", "{v} | {{n}}", "{v} - {{n}}", "{*{v}}", "{v}.union({{n}})"),
    fills=(
        "{v}.add({n})",
        "{v}.update({{n}})",
        "{v} |= {{n}}",
        "{v}.symmetric_difference_update({{n}})",
        "{v} ^= {{n}}",
        "set.add({v}, {n})",
        "operator.ior({v}, {{n}})",
    ),
    changes=("{v}.pop()", "{v}.remove(next(iter({v})))"),
    quiet=(
        "{v}.clear()",
        "{v} &= {{n}}",
        "{v}.difference_update(list({v}))",
        "{v} -= set({v})",
        "{v}.intersection_update(())",
        "{v}.discard(next(iter({v}), 0))",
    ),
    harmless=("len({v})", "frozenset({v})", "sorted({v}, key=str)", "list({v})"),
    class_name="set",
)
BYTEARRAY: Final = Kind(
    "bytearray",
    empty=("bytearray()",),
    filled=("bytearray(b'ba')",),
    types=("bytearray", "Any"),
    read_only=("Sequence[int]",),
    displays=("bytearray()", "bytearray(b'x')"),
    fresh=("bytearray({v})", "{v}.copy()", "{v}[:]", "{v} + b'c'", "copy.copy({v})"),
    fills=("{v}.append(7)", "{v}.extend(b'de')", "{v} += b'f'", "{v}.insert(0, 8)"),
    changes=("{v}[0] = {v}[0] ^ 1", "{v}.pop()", "del {v}[0]", "{v}.remove({v}[0])"),
    quiet=("{v}.clear()", "{v}.reverse()", "del {v}[:]", "{v} *= 2"),
    harmless=("len({v})", "bytes({v})", "{v}.hex()"),
    class_name="bytearray",
)
DEQUE: Final = Kind(
    "deque",
    empty=("deque()", "deque([])"),
    filled=("deque([3, 1, 2])",),
    types=("deque[int]", "Any"),
    read_only=("Sequence[int]",),
    displays=("deque()", "deque([{n}])"),
    fresh=("deque({v})", "{v}.copy()", "copy.copy({v})", "{v} + deque([{n}])"),
    fills=(
        "{v}.append({n})",
        "{v}.appendleft({n})",
        "{v}.extend([{n}])",
        "{v}.extendleft([{n}])",
        "{v} += [{n}]",
        "{v}.insert(0, {n})",
    ),
    changes=("{v}.pop()", "{v}.popleft()", "{v}[0] = {n}", "del {v}[0]"),
    quiet=("{v}.clear()", "{v}.rotate(1)", "{v}.reverse()"),
    harmless=("len({v})", "list({v})", "{v}.maxlen"),
    class_name="deque",
)
COUNTER: Final = Kind(
    "Counter",
    empty=("Counter()",),
    filled=("Counter('aab')",),
    types=("Counter[str]", "Any"),
    read_only=("Mapping[str, int]",),
    displays=("Counter()", "Counter('a')"),
    fresh=("Counter({v})", "{v}.copy()", "{v} + Counter('c')", "copy.copy({v})", "dict({v})"),
    fills=(
        "{v}['c'] += 1",
        "{v}.update('cd')",
        "{v}.subtract('e')",
        "{v} += Counter('f')",
        "{v}['g{n}'] = 1",
        "{v}.setdefault('h{n}', 1)",
    ),
    changes=("{v}.popitem()", "{v}['a'] -= 1"),
    quiet=("{v}.clear()", "{v}.pop('a', None)"),
    reads=("{v}['z']", "{v}.most_common(1)", "'a' in {v}", "len({v})"),
    harmless=("{v}['a']", "{v}.most_common()", "len({v})", "{v}.total()"),
    class_name="Counter",
)
ARRAY: Final = Kind(
    "array",
    empty=("array('i')",),
    filled=("array('i', [3, 1])",),
    types=("array[int]", "Any"),
    read_only=("Sequence[int]",),
    displays=("array('i')", "array('i', [{n}])"),
    fresh=("{v}[:]", "copy.copy({v})", "{v} + array('i', [1])", "array('i', {v})"),
    fills=(
        "{v}.append({n})",
        "{v}.extend([{n}])",
        "{v} += array('i', [{n}])",
        "{v}.insert(0, {n})",
        "{v}.frombytes(b'abcd')",
        "{v}.fromlist([{n}])",
    ),
    changes=("{v}[0] = {n}", "{v}[0] += {n}", "{v}.pop()", "del {v}[0]", "{v}.remove({v}[0])"),
    quiet=("{v}.byteswap()", "{v}.reverse()", "del {v}[:]"),
    harmless=("len({v})", "{v}.tolist()", "{v}.typecode"),
)
DEFAULTDICT: Final = Kind(
    "defaultdict",
    empty=("defaultdict(list)", "defaultdict(int)"),
    filled=("defaultdict(int, {'a': 1})",),
    types=("defaultdict[str, Any]", "dict[str, Any]", "Any"),
    read_only=(),
    displays=("defaultdict(list)", "defaultdict(list, {'b': 5})"),
    fresh=("{v}.copy()", "copy.copy({v})", "dict({v})", "{**{v}}"),
    fills=("{v}['c{n}']", "{v}['c{n}'] = {n}", "{v}.setdefault('c{n}', 1)", "use({v}['c{n}'])"),
    changes=("{v}.popitem()",),
    quiet=("{v}.clear()", "{v}.pop('a', None)"),
    reads=("{v}.get('z')", "'a' in {v}", "len({v})", "list({v})"),
    harmless=("{v}.get('z{n}')", "len({v})", "{v}.keys()"),
    class_name="defaultdict",
)
PLAIN: Final = (LIST, DICT, SET, BYTEARRAY, DEQUE, COUNTER, ARRAY, DEFAULTDICT)
BY_NAME: Final[Mapping[str, Kind]] = {kind.name: kind for kind in PLAIN}
