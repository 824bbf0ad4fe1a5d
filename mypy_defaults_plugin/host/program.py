"""The modules of the build as the analysis of one module may see them."""

from functools import cached_property

from mypy.nodes import MypyFile, SymbolNode, TypeInfo

from mypy_defaults_plugin.host.annotations import Annotations, annotations_of

CORE = frozenset({"builtins", "typing", "typing_extensions", "_typeshed", "types", "abc"})
"""Modules that change only with mypy itself."""


Member = tuple[SymbolNode | None, TypeInfo | None]


class Program:
    """Finds symbols by full name and remembers whom a verdict depends on.

    Of other modules it gives out only what is the same in a cold run, from the cache and in
    the daemon: names, types, MROs. ``modules`` and ``symbols`` hold the full names of what
    was looked at outside the module in hand, for mypy's dependency tracking.
    """

    def __init__(self, build: dict[str, MypyFile], current: MypyFile) -> None:
        self.build = build
        self.current = current
        self.modules: set[str] = set()
        self.symbols: set[str] = set()
        self.classes: dict[str, TypeInfo] = {}
        self._members: dict[tuple[TypeInfo, str], Member] = {}
        self._modules_of: dict[str, MypyFile | None] = {}

    @cached_property
    def annotations(self) -> Annotations:
        """Give the annotations of the module in hand as they are written, calls included."""
        return annotations_of(self.current)

    def module_of(self, fullname: str) -> MypyFile | None:
        """Find the module that a symbol's full name lies in."""
        if fullname not in self._modules_of:
            prefix = fullname
            while prefix and prefix not in self.build:
                prefix = prefix.rpartition(".")[0]
            self._modules_of[fullname] = self.build.get(prefix)
        return self._modules_of[fullname]

    def in_module(self, module: MypyFile, name: str) -> SymbolNode | None:
        """Find what ``module.name`` means: a name of the module or one of its submodules."""
        entry = module.names.get(name)
        return entry.node if entry is not None else self.build.get(f"{module.fullname}.{name}")

    def find(self, fullname: str) -> SymbolNode | None:
        """Find a module-level or class-level symbol, through re-exports."""
        module = self.module_of(fullname)
        if module is None:
            return None
        self.depend(module.fullname, fullname)
        node: SymbolNode | None = module
        for name in fullname[len(module.fullname) + 1 :].split("."):
            if isinstance(node, MypyFile):
                node = self.in_module(node, name)
            else:
                entry = node.get(name) if isinstance(node, TypeInfo) else None
                node = entry.node if entry is not None else None
        return node

    def member(self, info: TypeInfo, name: str) -> Member:
        """Find an attribute of a class along its MRO; give it with the class that defines it."""
        known = self._members.get((info, name))
        if known is None:
            known = self._members[info, name] = self._found(info, name)
        return known

    def _found(self, info: TypeInfo, name: str) -> Member:
        for base in info.mro:
            self.depend(base.module_name, f"{base.fullname}.{name}")
            entry = base.names.get(name)
            if entry is not None:
                return entry.node, base
        return None, None

    def look_at(self, info: TypeInfo) -> None:
        """Remember that a verdict depends on a class and its bases."""
        for base in info.mro:
            self.depend(base.module_name, base.fullname)
        if info.module_name != self.current.fullname and info.module_name not in CORE:
            self.classes[info.fullname] = info

    def depend(self, module: str, fullname: str) -> None:
        """Remember that a verdict depends on a symbol of another module."""
        if module != self.current.fullname and module not in CORE:
            self.modules.add(module)
            self.symbols.add(fullname)
