"""Draws default expressions, with the definitions of the names that they use."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from declared_type import parse
from grammar import GROUPS, Row

SLOT: Final = re.compile(r"\{([A-Z](?:_int)?)([01t]?)\}|\{(\?n?)\}")
DEEPEST: Final = 3
CONDITIONS: Final = 2
OUTER: Final = (*"LLLLLPQDDDDTTTTMMMMMMMMVSCCNHHIIUAAAA",)
INNER: Final = (*"LLLLQPPDDDSCCCCNNHHHHTTTIIIMMMMMMMMMMVVUUAAAAAA",)
INNERMOST: Final = (*"LLDSCCCCNHIIMMMMMMMU",)
"""The groups to draw from, each as often as it is to come up, by depth."""
WIDE: Final = (3, 3, 0, 0)
"""How many in five are to hold three others, by depth."""
HIDING: Final = ("Sequence[int]", "object", "Any", "Iterable[int]")

VAGUE: Final = re.compile(
    r"object|Any|\.\.\.|\||OldPair|PairOfObjects|Frozen(Object|Two|Three|Any|View|DeepView)"
)
"""Types that do not say what an object of theirs holds."""

Choose = Callable[[int], int]
"""Draws a number below another."""


@dataclass(frozen=True)
class Expression:
    """An expression that was drawn: source, declared type, and what it consists of."""

    source: str
    type: str
    constructs: frozenset[str]
    unknown: frozenset[str] = frozenset()


@dataclass
class Draft:
    """One default on its way; ``$`` in a name stands for the number of the program."""

    choose: Choose
    here: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    conditions: int = 0
    names: int = 0

    def pick(self, rows: tuple[str, ...]) -> str:
        return rows[self.choose(len(rows))]

    def expression(self, depth: int = 0) -> Expression:
        """Draw any expression."""
        groups = OUTER if depth == 0 else INNER if depth < DEEPEST else INNERMOST
        made = self.of_group(self.pick(groups), depth)
        return self._named(made, NAMES) if self.choose(6) == 0 else made

    def of_group(self, group: str, depth: int, wanted: str = "") -> Expression:
        """Draw an expression of one group, or a name for it."""
        rows = [
            row
            for row in GROUPS[group]
            if (not wanted or row.type == wanted)
            and (depth < DEEPEST or SLOT.search(row.source) is None)
            and ("{?" not in row.source or self.conditions < CONDITIONS)
        ]
        wide = [row for row in rows if "{G}" in row.source]
        if wide and not wanted and self.choose(5) < WIDE[min(depth, DEEPEST)]:
            rows = wide
        made = self._fill(rows[self.choose(len(rows))], depth)
        return self._named(made, OPEN_NAMES) if self.choose(8) == 0 else made

    def _fill(self, row: Row, depth: int) -> Expression:
        slots: dict[str, Expression] = {}
        condition = str(self.conditions)
        self.conditions += "{?" in row.source
        constructs, unknown = {row.construct}, {row.unknown} - {""}

        def value(slot: str) -> Expression:
            if slot not in slots:
                group, _, wanted = slot.partition("_")
                if group in "EFG":
                    slots[slot] = self.expression(depth + 1)
                else:
                    slots[slot] = self.of_group(group, depth + 1, wanted and f"list[{wanted}]")
                constructs.update(slots[slot].constructs)
                unknown.update(slots[slot].unknown)
            return slots[slot]

        def source(match: re.Match[str]) -> str:
            if match[3]:
                return condition if match[3] == "?n" else f"maybe({condition})"
            found = value(match[1])
            return found.type if match[2] else found.source

        def declared(match: re.Match[str]) -> str:
            whole = value(match[1]).type
            return str(parse(whole).arguments[int(match[2])]) if match[2] else whole

        text = SLOT.sub(source, row.source)
        return Expression(
            text, SLOT.sub(declared, row.type), frozenset(constructs), frozenset(unknown)
        )

    def _named(self, made: Expression, names: tuple[Name, ...]) -> Expression:
        """Bind the expression to a name and give the name."""
        if "_$" in made.source:  # what is defined here can't be used elsewhere
            names = tuple(name for name in names if not name.elsewhere)
        form = names[self.choose(len(names))]
        self.names += 1
        name = f"C{self.names}_$"
        declared, unknown = "", made.unknown
        source_type = made.type
        if form.declared == "exact":
            hidden = "held" if VAGUE.search(made.type) else "elements"
            declared, unknown = f": {made.type}", made.unknown | {hidden}
        elif form.declared == "Final":
            declared = ": Final"
        elif form.declared == "hidden":
            source_type = self.pick(HIDING)
            declared, unknown = f": {source_type}", made.unknown | {"declared otherwise"}
        lines = form.definition.replace("NAME", name).replace("DECLARED", declared)
        lines = lines.replace("VALUE", made.source)
        (self.elsewhere if form.elsewhere else self.here).append(lines)
        if form.imported:
            self.here.append(form.imported.replace("NAME", name))
        return Expression(
            form.use.replace("NAME", name),
            source_type,
            made.constructs | {form.construct},
            unknown,
        )


@dataclass(frozen=True)
class Name:
    """A way to bind an object to a name, and to use the name."""

    construct: str
    definition: str
    use: str
    declared: str = ""
    elsewhere: bool = False
    imported: str = ""


IN_CLASS: Final = "class K_NAME:\n    NAMEDECLARED = VALUE"
PLAIN: Final = "NAMEDECLARED = VALUE"
NAMES: Final = (
    Name("constant", PLAIN, "NAME"),
    Name("declared constant", PLAIN, "NAME", "exact"),
    Name("Final constant", PLAIN, "NAME", "Final"),
    Name("constant declared otherwise", PLAIN, "NAME", "hidden"),
    Name("constant of a constant", "OF_NAME = VALUE\nNAME = OF_NAME", "NAME"),
    Name("two constants at once", "NAME = TOO_NAME = VALUE", "NAME"),
    Name("constant bound twice", "if maybe(0):\n    NAME = VALUE\nelse:\n    NAME = VALUE", "NAME"),
    Name("class constant", IN_CLASS, "K_NAME.NAME"),
    Name("declared class constant", IN_CLASS, "K_NAME.NAME", "exact"),
    Name(
        "constant of a nested class",
        "class K_NAME:\n    class J:\n        NAME = VALUE",
        "K_NAME.J.NAME",
    ),
    Name("inherited class constant", f"{IN_CLASS}\nclass J_NAME(K_NAME): ...", "J_NAME.NAME"),
    Name("imported constant", PLAIN, "NAME", "", True, "from MODULE import NAME"),
    Name("imported declared constant", PLAIN, "NAME", "exact", True, "from MODULE import NAME"),
    Name("constant of a module", PLAIN, "MODULE.NAME", "", True),
    Name("declared constant of a module", PLAIN, "MODULE.NAME", "exact", True),
    Name("renamed import", PLAIN, "AS_NAME", "", True, "from MODULE import NAME as AS_NAME"),
    Name("imported class constant", IN_CLASS, "MODULE.K_NAME.NAME", "", True),
    Name("constant of an imported constant", PLAIN, "OF_NAME", "", True, "OF_NAME = MODULE.NAME"),
)
OPEN_NAMES: Final = tuple(name for name in NAMES if name.declared != "hidden")
"""Names that say as much of an object as the expression itself."""
