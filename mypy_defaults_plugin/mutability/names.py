"""Full names of the classes that no type tells apart."""

from typing import Final

CONTAINER_BASES: Final = frozenset(
    {
        "builtins.list",
        "builtins.dict",
        "builtins.set",
        "builtins.bytearray",
        "array.array",
        "collections.deque",
        "collections.UserList",
        "collections.UserDict",
        "typing.MutableSequence",
        "typing.MutableMapping",
        "typing.MutableSet",
        "_weakrefset.WeakSet",
    }
)
"""A class with one of these among its bases is a mutable container."""

ITEM_CHANGERS: Final = ("__setitem__", "__delitem__")
"""A class that defines one of these is a mutable container, whatever its bases."""

FILES: Final = frozenset({"typing.IO", "io.IOBase", "_io._IOBase"})
"""Files and streams are iterators by type, and meant to be shared."""

ENDLESS_ITERATORS: Final = frozenset({"itertools.count", "itertools.cycle", "itertools.repeat"})

VIEWS_OF_ITS_ARGUMENT: Final = frozenset({"builtins.memoryview"})
"""Defines ``__setitem__``, and yet changes only where the wrapped object does."""

SHARED_ON_PURPOSE: Final = frozenset({"logging.Logger", "logging.LoggerAdapter"})
