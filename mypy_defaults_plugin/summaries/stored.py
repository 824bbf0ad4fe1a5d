"""What is stored of a module: data classes, constants, names, marked aliases, function facts.

Facts are small, sorted and carry no lines and no paths, so that they change only when what
they say does: every change makes mypy analyse the importers again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from mypy.nodes import MypyFile, SymbolNode, TypeInfo
from mypy.types import AnyType, Instance, ProperType, TupleType, TypeOfAny

from mypy_defaults_plugin.host import symbol
from mypy_defaults_plugin.mutability.constructor import Parameters
from mypy_defaults_plugin.mutability.data_classes import DataClass
from mypy_defaults_plugin.mutability.value import Sharing, Value
from mypy_defaults_plugin.summaries.facts import Facts, decode, encode
from mypy_defaults_plugin.summaries.solver import Effects

if TYPE_CHECKING:
    from mypy_defaults_plugin.host.program import Program

VERSION: Final = 1
"""Raised when the meaning of the stored form changes; older forms count as none."""


UNREADABLE: Final = (AttributeError, LookupError, TypeError, ValueError)
"""What decoding raises where a form is not as it should be."""

T = TypeVar("T")


class Stored:
    """Looks up the facts that modules outside the cycle in hand have stored.

    A form that can't be read, or of another version, is as good as none; ``log`` is told.
    """

    def __init__(self, log: Callable[[str], None]) -> None:
        self._log = log
        self._read: dict[str, tuple[MypyFile, dict[str, Any]]] = {}

    def data_class(self, program: Program, info: TypeInfo) -> DataClass | None:
        """Give the record of a class, None where it is no data class or nothing is stored."""
        return self._find(program, info.fullname, "classes", _decode_class)

    def constant(self, program: Program, fullname: str) -> Value | None:
        """Give the value of an undeclared module-level or class-level name."""
        return self._find(program, fullname, "constants", partial(_decode, program))

    def renamed(self, program: Program, fullname: str) -> SymbolNode | None:
        """Give the function that an undeclared name of another module stands for."""
        return self._find(program, fullname, "renamed", program.find)

    def is_marked(self, program: Program, fullname: str) -> bool:
        """Tell whether a type alias is an Annotated type with the marker for shared defaults."""
        return self._find(program, fullname, "marked", bool) or False

    def facts(self, build: dict[str, MypyFile], name: str, analysed: set[str]) -> Facts:
        """Give the facts of a function, none where nothing is stored or its module is in hand."""
        module = name.rpartition(".")[0]
        while module and module not in build:
            module = module.rpartition(".")[0]
        if not module or module in analysed:
            return ()
        return self._decoded(build[module], name, "functions", _decode_facts) or ()

    def depend_on_facts(self, program: Program, name: str) -> None:
        """Remember that a verdict depends on what the module of a function stored."""
        module = program.module_of(name)
        if module is not None:
            program.depend(module.fullname, f"{module.fullname}.{symbol.SYMBOL}")

    def _find(
        self, program: Program, fullname: str, section: str, decode: Callable[[Any], T | None]
    ) -> T | None:
        """Look up what the module of a symbol stored of it, on which a verdict depends now."""
        module = program.module_of(fullname)
        if module is None:
            return None
        program.depend(module.fullname, f"{module.fullname}.{symbol.SYMBOL}")
        return self._decoded(module, fullname, section, decode)

    def _decoded(
        self, file: MypyFile, name: str, section: str, decode: Callable[[Any], T | None]
    ) -> T | None:
        try:
            found = self._form(file).get(section, {}).get(name)
            return decode(found) if found else None
        except UNREADABLE:
            self._refuse(file)
            return None

    def _form(self, file: MypyFile) -> dict[str, Any]:
        known = self._read.get(file.fullname)
        if known is not None and known[0] is file:
            return known[1]
        if not symbol.is_carried(file):
            return {}
        found = symbol.read(file)
        if found is None or found.get("version") != VERSION:
            return self._refuse(file)
        self._read[file.fullname] = (file, found)
        return found

    def _refuse(self, file: MypyFile) -> dict[str, Any]:
        """Take what a module stored for nothing, and say so once."""
        self._log(f"what {file.fullname} has stored can't be read: it counts as nothing")
        self._read[file.fullname] = (file, {})
        return {}


def _decode_facts(stored: list[Any]) -> Facts:
    return decode(stored[0])


def form(
    classes: dict[str, DataClass],
    constants: dict[str, Value],
    renamed: dict[str, str],
    named: dict[str, set[str]],
    functions: dict[str, tuple[Facts, Effects]],
) -> dict[str, Any] | None:
    """Give what is stored of a module, None where there is nothing to say.

    Of a function both are stored, its facts and what follows from them together with those of
    other modules. Only facts are ever read: two modules that import each other would keep each
    other's old verdicts alive. But a verdict that changes wakes those who import the module,
    though its own facts have stayed the same. ``named`` are sections that hold only names.
    """
    sections: dict[str, dict[str, Any]] = {
        "classes": {name: _encode_class(record) for name, record in classes.items()},
        "constants": {name: _encode(value) for name, value in constants.items()},
        "renamed": renamed,
        "functions": {
            name: [encode(facts), _encode_effects(effects)]
            for name, (facts, effects) in functions.items()
        },
        **{section: dict.fromkeys(names, True) for section, names in named.items()},
    }
    filled: dict[str, Any] = {name: section for name, section in sections.items() if section}
    return filled | {"version": VERSION} if filled else None


def _encode_class(record: DataClass) -> list[Any]:
    made = record.parameters
    taken = [made.fields, made.positional, made.generated]
    return [record.frozen, record.hash, record.table, *taken]


def _decode_class(stored: list[Any]) -> DataClass:
    frozen, hashing, table, fields, positional, generated = stored
    parameters = Parameters(tuple(fields), tuple(positional), generated)
    return DataClass(frozen, hashing, parameters, table)


def _encode_effects(effects: Effects) -> dict[str, dict[str, str]]:
    return {
        str(position): {verb: " ".join(chain) for verb, chain in verbs.items()}
        for position, verbs in effects.items()
    }


def _encode(value: Value) -> list[Any]:
    return [
        _name_of(value.type),
        value.mutable,
        value.what,
        value.sharing.name,
        value.hashable,
        [_encode(element) for element in value.elements],
        value.complete,
        [[place, _encode(element)] for place, element in value.places],
    ]


def _name_of(proper: ProperType | None) -> str:
    if isinstance(proper, TupleType):
        proper = proper.partial_fallback
    return proper.type.fullname if isinstance(proper, Instance) else ""


def _decode(program: Program, stored: list[Any]) -> Value:
    name, mutable, what, sharing, hashable, elements, complete, places = stored
    info = program.find(name) if name else None
    proper = None
    if isinstance(info, TypeInfo):
        unknown = AnyType(TypeOfAny.special_form)
        proper = Instance(info, [unknown] * len(info.defn.type_vars))
    return Value(
        type=proper,
        mutable=mutable,
        what=what,
        sharing=Sharing[sharing],
        hashable=hashable,
        elements=tuple(_decode(program, element) for element in elements),
        complete=complete,
        places=tuple((place, _decode(program, element)) for place, element in places),
    )
