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

COPYABLE: Final = frozenset(
    {
        "_io.BytesIO",
        "_io.StringIO",
        "_random.Random",
        "argparse.Namespace",
        "asyncio.locks.Barrier",
        "asyncio.locks.Condition",
        "asyncio.locks.Event",
        "asyncio.locks.Lock",
        "asyncio.locks.Semaphore",
        "asyncio.queues.Queue",
        "contextlib._BaseExitStack",
        "io.BytesIO",
        "io.StringIO",
        "random.Random",
        "types.SimpleNamespace",
    }
)
"""Classes of the standard library with state that is no container, which can be copied."""

RESISTS_COPYING: Final = frozenset(
    {
        "_hashlib.HASH",
        "_queue.SimpleQueue",
        "_socket.socket",
        "_thread.LockType",
        "_thread.RLock",
        "_thread._local",
        "_thread.lock",
        "asyncio.events.AbstractEventLoop",
        "asyncio.futures.Future",
        "concurrent.futures._base.Executor",
        "concurrent.futures._base.Future",
        "ftplib.FTP",
        "graphlib.TopologicalSorter",
        "http.client.HTTPConnection",
        "http.cookiejar.CookieJar",
        "imaplib.IMAP4",
        "multiprocessing.connection._ConnectionBase",
        "multiprocessing.managers.BaseManager",
        "multiprocessing.pool.Pool",
        "multiprocessing.process.BaseProcess",
        "multiprocessing.queues.Queue",
        "multiprocessing.queues.SimpleQueue",
        "multiprocessing.sharedctypes.SynchronizedBase",
        "multiprocessing.synchronize.Condition",
        "multiprocessing.synchronize.Event",
        "multiprocessing.synchronize.SemLock",
        "poplib.POP3",
        "queue.Queue",
        "queue.SimpleQueue",
        "sched.scheduler",
        "selectors.BaseSelector",
        "selectors._BaseSelectorImpl",
        "smtplib.SMTP",
        "socket.socket",
        "sqlite3.Connection",
        "sqlite3.Cursor",
        "sqlite3.dbapi2.Connection",
        "sqlite3.dbapi2.Cursor",
        "subprocess.Popen",
        "threading.Barrier",
        "threading.Condition",
        "threading.Event",
        "threading.Lock",
        "threading.Semaphore",
        "threading.Thread",
        "threading._RLock",
    }
)
"""Those that ``copy.deepcopy`` refuses: locks, and what holds one or a connection."""

STATEFUL: Final = COPYABLE | RESISTS_COPYING

METHODS_AS_FUNCTIONS: Final = {"multiprocessing": "multiprocessing.context.BaseContext"}
"""Modules that offer the methods of one object as functions, which no stub declares."""

STATELESS: Final = frozenset({"random.SystemRandom"})

SHARED_ON_PURPOSE: Final = frozenset({"logging.Logger", "logging.LoggerAdapter"})
