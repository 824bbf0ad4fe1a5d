"""What is stored of a module: data classes, constants, names, marked aliases, function facts.

Facts are small, sorted and carry no lines and no paths, so that they change only when what
they say does: every change makes mypy analyse the importers again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

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


class Stored:
    """Looks up the facts that modules outside the cycle in hand have stored."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[MypyFile, dict[str, Any]]] = {}

    def data_class(self, program: Program, info: TypeInfo) -> DataClass | None:
        """Give the record of a class, None where it is no data class or nothing is stored."""
        found = self._section(program, info.module_name, "classes").get(info.fullname)
        if not found:
            return None
        frozen, hashing, table, fields, positional, generated = found
        parameters = Parameters(tuple(fields), tuple(positional), generated)
        return DataClass(frozen, hashing, parameters, table)

    def constant(self, program: Program, fullname: str) -> Value | None:
        """Give the value of an undeclared module-level or class-level name."""
        module = program.module_of(fullname)
        if module is None:
            return None
        found = self._section(program, module.fullname, "constants").get(fullname)
        return _decode(program, found) if found else None

    def renamed(self, program: Program, fullname: str) -> SymbolNode | None:
        """Give the function that an undeclared name of another module stands for."""
        module = program.module_of(fullname)
        if module is None:
            return None
        found = self._section(program, module.fullname, "renamed").get(fullname)
        return program.find(found) if found else None

    def is_marked(self, program: Program, fullname: str) -> bool:
        """Tell whether a type alias is an Annotated type with the marker for shared defaults."""
        module = program.module_of(fullname)
        if module is None:
            return False
        return fullname in self._section(program, module.fullname, "marked")

    def facts(self, build: dict[str, MypyFile], name: str, analysed: set[str]) -> Facts:
        """Give the facts of a function, none where nothing is stored or its module is in hand."""
        module = name.rpartition(".")[0]
        while module and module not in build:
            module = module.rpartition(".")[0]
        if not module or module in analysed:
            return ()
        found = self._read_section(build[module], "functions").get(name)
        return decode(found[0]) if found else ()

    def depend_on_facts(self, program: Program, name: str) -> None:
        """Remember that a verdict depends on what the module of a function stored."""
        module = program.module_of(name)
        if module is not None:
            program.depend(module.fullname, f"{module.fullname}.{symbol.SYMBOL}")

    def _section(self, program: Program, module: str, name: str) -> dict[str, Any]:
        file = program.build.get(module)
        if file is None:
            return {}
        program.depend(module, f"{module}.{symbol.SYMBOL}")
        return self._read_section(file, name)

    def _read_section(self, file: MypyFile, name: str) -> dict[str, Any]:
        known = self._read.get(file.fullname)
        if known is None or known[0] is not file:
            facts = symbol.read(file)
            current = facts is not None and facts.get("version") == VERSION
            known = (file, facts if facts is not None and current else {})
            self._read[file.fullname] = known
        section: dict[str, Any] = known[1].get(name, {})
        return section


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
