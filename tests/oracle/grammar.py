"""What default expressions consist of: a row for each construct.

A row gives the source, the declared type and, where a judge can't know the object, the reason.
Slots in braces stand for other expressions: ``E``, ``F`` and ``G`` any, ``L`` a list, ``D`` a
dict, ``S`` a set, ``T`` a tuple, ``L_int`` a list of int. Every occurrence of a slot in a row is
the same expression. In a type, ``{L}`` is the type of that expression and ``{L0}`` its first
argument; in a source, ``{Et}`` is the type as well. ``{?}`` is a condition that holds in some
runs and not in others, ``{?n}`` its number.

The reason "elements" says that only what a container holds is not known.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Row(NamedTuple):
    """One construct."""

    construct: str
    source: str
    type: str
    unknown: str = ""


OF_OTHERS: Final = [
    Row("list display", "[{E}]", "list[{E}]"),
    Row("list display of two", "[{E}, {E}]", "list[{E}]"),
    Row("starred list", "[*{L}]", "list[{L0}]"),
    Row("starred among items", "[{E}, *[{E}]]", "list[{E}]"),
    Row("list(...)", "list({L})", "list[{L0}]", "elements"),
    Row("list.copy", "{L}.copy()", "list[{L0}]", "elements"),
    Row("list times", "({L} * 2)", "list[{L0}]", "elements"),
    Row("times list", "(2 * {L})", "list[{L0}]", "elements"),
    Row("negative times list", "(-1 * {L})", "list[{L0}]", "elements"),
    Row("list plus", "({L} + {L})", "list[{L0}]", "elements"),
    Row("display plus display", "([{E}] + [{E}])", "list[{E}]"),
    Row("display times", "([{E}] * 2)", "list[{E}]"),
    Row("slice", "{L}[:]", "list[{L0}]", "elements"),
    Row("slice with bounds", "{L}[0:2:1]", "list[{L0}]", "elements"),
    Row("copy.deepcopy", "copy.deepcopy({L_int})", "list[int]"),
    Row("dict.items as list", "list({D}.items())", "list[tuple[{D0}, {D1}]]", "elements"),
]
LISTS: Final = [
    *OF_OTHERS,
    Row("empty list", "[]", "list[int]"),
    Row("list display of three", "[{E}, {F}, {G}]", "list[{E} | {F} | {G}]"),
    Row("list comprehension", "[n for n in (1, 2)]", "list[int]"),
    Row("nested comprehension", "[[n] for n in (1, 2)]", "list[list[int]]", "elements"),
    Row("list()", "list()", "list[int]"),
    Row("list[int]()", "list[int]((1,))", "list[int]"),
    Row("alias of list", "Ints()", "list[int]"),
    Row("sorted", "sorted([2, 1])", "list[int]"),
    Row("str.split", "'a b'.split()", "list[str]"),
    Row("bytes.split", "b'a b'.split()", "list[bytes]"),
    Row("function of a list", "make_list()", "list[int]"),
    Row("function of nested lists", "make_nested()", "list[list[int]]", "elements"),
    Row("overloaded function", "chosen(1)", "list[int]"),
    Row("function by another name", "make_again()", "list[int]"),
    Row("method by another name", "Ratio().divided()", "list[int]"),
    Row("operator by another name", "(Ratio() / 2)", "list[int]"),
    Row("overloaded by class", "sorted_out(3)", "list[int]"),
    Row("overloaded by keyword", "differing(1)", "list[int]"),
]
DICTS: Final = [
    Row("empty dict", "{}", "dict[str, int]"),
    Row("dict display", "{'a': {E}}", "dict[str, {E}]"),
    Row("dict display of three", "{'a': {E}, 'b': {F}, 'c': {G}}", "dict[str, {E} | {F} | {G}]"),
    Row("spread dict", "{**{D}}", "dict[{D0}, {D1}]"),
    Row("spread among items", "{'b': {E}, **{'c': {E}}}", "dict[str, {E}]"),
    Row("dict comprehension", "{n: n for n in (1, 2)}", "dict[int, int]"),
    Row("dict()", "dict()", "dict[str, int]"),
    Row("dict(a=...)", "dict(a={E})", "dict[str, {E}]", "elements"),
    Row("dict.fromkeys", "dict.fromkeys('ab', 0)", "dict[str, int]"),
    Row("dict.copy", "{D}.copy()", "dict[{D0}, {D1}]", "elements"),
    Row("dict or", "({D} | {D})", "dict[{D0}, {D1}]", "elements"),
    Row("display or display", "({'a': {E}} | {'b': {E}})", "dict[str, {E}]"),
    Row("vars(...)", "vars(Plain())", "dict[str, Any]", "elements"),
    Row("function of a dict", "make_dict()", "dict[str, int]"),
]
SETS: Final = [
    Row("set display", "{1, 2}", "set[int]"),
    Row("starred set", "{*{S}}", "set[int]"),
    Row("set comprehension", "{n for n in (1, 2)}", "set[int]"),
    Row("set()", "set()", "set[int]"),
    Row("set minus", "({S} - {2})", "set[int]"),
    Row("set and", "({S} & {2})", "set[int]"),
    Row("set.union", "{S}.union((3,))", "set[int]"),
    Row("function of a set", "make_set()", "set[int]"),
]
CONTAINERS: Final = [
    Row("bytearray", "bytearray(b'a')", "bytearray"),
    Row("array", "array.array('i', [1])", "array.array[int]"),
    Row("deque", "collections.deque([1])", "collections.deque[int]"),
    Row("alias of deque", "Deque([1])", "collections.deque[int]"),
    Row("defaultdict", "collections.defaultdict(list)", "collections.defaultdict[str, list[int]]"),
    Row("OrderedDict", "collections.OrderedDict(a=1)", "collections.OrderedDict[str, int]"),
    Row("Counter", "collections.Counter('ab')", "collections.Counter[str]"),
    Row("ChainMap", "collections.ChainMap({'a': 1})", "collections.ChainMap[str, int]"),
    Row("UserList", "collections.UserList([1])", "collections.UserList[int]"),
    Row("UserDict", "collections.UserDict(a=1)", "collections.UserDict[str, int]"),
    Row("WeakSet", "weakref.WeakSet()", "weakref.WeakSet[type]"),
    Row(
        "WeakKeyDictionary",
        "weakref.WeakKeyDictionary()",
        "weakref.WeakKeyDictionary[type, int]",
    ),
    Row(
        "WeakValueDictionary",
        "weakref.WeakValueDictionary()",
        "weakref.WeakValueDictionary[str, type]",
    ),
    Row("subclass of list", "Stack([1])", "Stack"),
    Row("class method", "Stack.of()", "Stack", "decorated in another module"),
    Row("MutableMapping subclass", "Table()", "Table"),
    Row("MutableSet subclass", "Unique()", "Unique"),
    Row("__setitem__", "Grid()", "Grid"),
    Row("inherited __setitem__", "SubGrid()", "Grid"),
    Row("__delitem__", "Deleter()", "Deleter"),
    Row("TypedDict", "Movie(name='a')", "Movie"),
    Row("TypedDict of lists", "Cast(names=['a'])", "Cast"),
    Row("function of either", "make_either()", "list[int] | set[int]"),
]
DEQUES: Final = [
    Row("deque of elements", "collections.deque([{E}])", "collections.deque[{E}]", "elements"),
]
INSTANCES: Final = [
    Row("dataclass", "Open(1)", "Open"),
    Row("dataclass without eq", "OpenByIdentity()", "OpenByIdentity"),
    Row("hashable dataclass", "OpenHashable()", "OpenHashable"),
    Row("subclass of dataclass", "OpenChild(n=1)", "Open"),
    Row("function of a dataclass", "make_open()", "Open"),
    Row("attrs class", "AttrsOpen()", "AttrsOpen"),
    Row("attr.s class", "AttrOpen()", "AttrOpen"),
]
SHELLS: Final = [
    Row("frozen with a list", "FrozenList({L_int})", "FrozenList"),
    Row("frozen with a factory", "FrozenFactory()", "FrozenFactory"),
    Row("frozen subclass", "FrozenChild(n=1)", "FrozenFactory"),
    Row("frozen with a view", "FrozenView({L_int})", "FrozenView"),
    Row("frozen with a deep view", "FrozenDeepView([{L_int}])", "FrozenDeepView"),
    Row("frozen with an object", "FrozenObject({E})", "FrozenObject"),
    Row("frozen by keyword", "FrozenObject(x={E})", "FrozenObject"),
    Row("frozen with anything", "FrozenAny({E})", "FrozenAny"),
    Row("frozen by position and keyword", "FrozenTwo({E}, n=1)", "FrozenTwo"),
    Row("frozen with inherited fields", "FrozenThree({E}, 1, 'a')", "FrozenThree"),
    Row("read-only TypedDict of lists", "Deck(names=['a'])", "Deck"),
    Row("generic frozen", "Box({E})", "Box[{E}]"),
    Row("function of a frozen", "make_frozen()", "FrozenFactory"),
    Row("frozen attrs class", "AttrsFrozen({L_int})", "AttrsFrozen"),
    Row("NamedTuple", "Pair(1, {L_int})", "Pair"),
    Row("NamedTuple by keyword", "Pair(n=1, xs={L_int})", "Pair"),
    Row("NamedTuple of objects", "PairOfObjects(1, {E})", "PairOfObjects"),
    Row("namedtuple()", "OldPair(1, {E})", "OldPair"),
]
TUPLES: Final = [
    Row("tuple of one", "({E},)", "tuple[{E}]"),
    Row("tuple of two", "(1, {E})", "tuple[int, {E}]"),
    Row("tuple of three", "({E}, {F}, {G})", "tuple[{E}, {F}, {G}]"),
    Row("tuple with an object behind", "({L}, object())", "tuple[{L}, object]"),
    Row("tuple with an object in front", "(object(), {D})", "tuple[object, {D}]"),
    Row("tuple of tuples", "(({E}, 1), 2)", "tuple[tuple[{E}, int], int]"),
    Row("starred tuple", "(*({E}, {E}),)", "tuple[{E}, {E}]"),
    Row("tuple(...)", "tuple([{E}])", "tuple[{E}, ...]"),
    Row("tuple of a list", "tuple({L})", "tuple[{L0}, ...]", "held"),
    Row("tuple plus", "({T} + (1,))", "tuple[Any, ...]", "held"),
    Row("function of a tuple", "make_tuple()", "tuple[int, list[int]]"),
    Row("dict.items", "tuple({D}.items())", "tuple[Any, ...]", "held"),
]
ITERATORS: Final = [
    Row("iter of a list", "iter({L})", "Iterator[{L0}]"),
    Row("reversed", "reversed([1, 2])", "Iterator[int]"),
    Row("zip", "zip([1], 'a')", "Iterator[tuple[int, str]]"),
    Row("enumerate", "enumerate('ab')", "Iterator[tuple[int, str]]"),
    Row("map", "map(str, (1, 2))", "Iterator[str]"),
    Row("filter", "filter(None, (1, 2))", "Iterator[int]"),
    Row("generator expression", "(n for n in (1, 2))", "Iterator[int]"),
    Row("generator function", "produce()", "Iterator[int]"),
    Row("function of an iterator", "make_iterator()", "Iterator[int]"),
    Row("itertools.count", "itertools.count()", "Iterator[int]"),
    Row("itertools.cycle", "itertools.cycle('ab')", "Iterator[str]"),
    Row("itertools.chain", "itertools.chain((1,), {L_int})", "Iterator[int]"),
    Row("own iterator", "Steps()", "Iterator[int]"),
]
IMMUTABLE: Final = [
    Row("int", "7", "int"),
    Row("zero", "0", "int"),
    Row("float", "1.5", "float"),
    Row("str", "'ab'", "str"),
    Row("bytes", "b'ab'", "bytes"),
    Row("bool", "True", "bool"),
    Row("None", "None", "None"),
    Row("ellipsis", "...", "object"),
    Row("negative", "(-1)", "int"),
    Row("not", "(not 1)", "bool"),
    Row("comparison", "(1 < 2)", "bool"),
    Row("sum", "(1 + 2)", "int"),
    Row("frozenset", "frozenset((1,))", "frozenset[int]"),
    Row("range", "range(3)", "range"),
    Row("enum member", "Color.RED", "Color"),
    Row("object()", "object()", "object"),
    Row("function", "make_list", "object"),
    Row("class", "list", "object"),
    Row("lambda", "(lambda: [1])", "object"),
    Row("module", "collections", "object"),
    Row("pattern", "re.compile('a')", "re.Pattern[str]"),
    Row("date", "datetime.date(2020, 1, 1)", "datetime.date"),
    Row("Decimal", "decimal.Decimal(1)", "decimal.Decimal"),
    Row("path", "pathlib.PurePath('a')", "pathlib.PurePath"),
    Row("mapping proxy", "types.MappingProxyType({'a': 1})", "Mapping[str, int]"),
    Row("empty tuple", "()", "tuple[()]"),
    Row("slice of a str", "'abc'[1:]", "str"),
    Row("str.join", "'-'.join(['a'])", "str"),
    Row("item of a str", "'abc'[0]", "str"),
    Row("refuses items since None", "NoItems([1])", "object"),
    Row("frozen of a number", "FrozenNumber(1)", "FrozenNumber"),
    Row("frozen without fields", "FrozenEmpty()", "FrozenEmpty"),
    Row("dataclass without fields", "Empty()", "Empty"),
    Row("NamedTuple of numbers", "PairOfNumbers(1)", "PairOfNumbers"),
    Row("frozen attrs of a number", "AttrsNumber()", "AttrsNumber"),
    Row("refuses items", "Refuses()", "Refuses"),
    Row("ordinary instance", "Plain()", "Plain"),
    Row("file", "io.StringIO('a')", "typing.IO[str]"),
    Row("standard stream", "sys.__stdout__", "object"),
    Row("function of a number", "make_number()", "int"),
    Row("str of an object", "str(({E}, {F}, {G}))", "str"),
    Row("type of an object", "type([{E}, {F}, {G}])", "object"),
    Row("lambda around an object", "(lambda: ({E}, {F}, {G}))", "object"),
    Row("truth of an object", "bool(({E}, {F}, {G}))", "bool"),
    Row("identity test", "(({E}, {F}, {G}) is None)", "bool"),
]
VIEWS: Final = [
    Row("dict view", "{D}.keys()", "Collection[{D0}]"),
    Row("dict values", "{D}.values()", "Collection[{D1}]", "held"),
    Row("set.issubset", "{S}.issubset((1,))", "bool"),
]
UNKNOWN: Final = [
    Row("declared as Any", "make_any()", "Any", "Any"),
    Row("untyped function", "untyped()", "Any", "Any"),
    Row("declared as a sequence", "make_sequence()", "Sequence[int]", "declared read-only"),
    Row("read-only TypedDict", "Card(name='a')", "Card", "declared read-only"),
    Row("declared as optional", "make_optional()", "list[int] | None", "declared optional"),
    Row("item of a list", "[{E}][0]", "{E}", "item"),
    Row("item of a tuple", "({E}, 1)[0]", "{E}", "item"),
    Row("popped", "[{E}].pop()", "{E}", "item"),
    Row("immediate lambda", "(lambda: [1])()", "Any", "lambda"),
]
AROUND: Final = [
    Row("conditional", "({E} if {?} else {F})", "{E} | {F}"),
    Row("conditional of one", "({E} if {?} else {E})", "{E}"),
    Row("or after zero", "(0 or {E})", "{E}"),
    Row("or after an empty str", "('' or {E})", "{E}"),
    Row("or after None", "(None or {E})", "{E}"),
    Row("or after an empty list", "([] or {E})", "{E}"),
    Row("or after an empty dict", "({} or {E})", "{E}"),
    Row("or after False", "(False or {E})", "{E}"),
    Row("or after an empty tuple", "(() or {E})", "{E}"),
    Row("and after one", "(1 and {E})", "{E}"),
    Row("and after a list", "([1] and {E})", "{E}"),
    Row("and after a str", "('a' and {E})", "{E}"),
    Row("list or", "([1] or {E})", "list[int]"),
    Row("one or", "(1.5 or {E})", "float"),
    Row("list and", "([] and {E})", "list[int]"),
    Row("zero and", "(0 and {E})", "int"),
    Row("list that may be empty", "(make_maybe_empty({?n}) or {E})", "list[int] | {E}"),
    Row("walrus", "(w := {E})", "{E}"),
    Row("cast to its type", "cast('{Et}', {E})", "{E}"),
    Row("cast to Any", "cast(Any, {E})", "Any", "Any"),
    Row("cast of something unknown", "cast('list[int]', make_any())", "list[int]"),
    Row("assert_type", "assert_type({E}, object)", "{E}"),
    Row("reveal_type", "reveal_type({E})", "{E}"),
    Row("identity function", "identity({E})", "{E}"),
    Row("identity by keyword", "identity(x={E})", "{E}"),
    Row("first of two", "first({E}, 1)", "{E}"),
    Row("copy.copy", "copy.copy({L})", "{L}"),
]
GROUPS: Final = {
    "L": LISTS,
    "P": OF_OTHERS,
    "V": VIEWS,
    "D": DICTS,
    "S": SETS,
    "C": CONTAINERS,
    "Q": DEQUES,
    "N": INSTANCES,
    "H": SHELLS,
    "T": TUPLES,
    "I": ITERATORS,
    "M": IMMUTABLE,
    "U": UNKNOWN,
    "A": AROUND,
}
