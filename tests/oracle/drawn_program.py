"""Draws programs: a default, an annotation and the function that they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from declared_type import DeclaredType, parse, read_only_forms
from draft import Draft, Expression
from grammar import ITERATORS
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

FORMS: Final = {
    "def": "def F(PARAMETER): return x",
    "async def": "async def F(PARAMETER): return x",
    "keyword-only": "def F(*, PARAMETER): return x",
    "positional-only": "def F(PARAMETER, /): return x",
    "among others": "def F(a=1, PARAMETER, *rest, b=2, **more): return x",
    "method": "class H_$:\n    def m(self, PARAMETER): return x\nF = H_$().m",
    "static method": "class H_$:\n    @staticmethod\n    def m(PARAMETER): return x\nF = H_$.m",
    "class method": "class H_$:\n    @classmethod\n    def m(cls, PARAMETER): return x\nF = H_$.m",
    "nested function": "def O_$():\n    def f(PARAMETER): return x\n    return f\nF = O_$()",
    "below if and try": "if True:\n    try:\n        def F(PARAMETER): return x\n    finally: ...",
    "with a declared result": "def F(PARAMETER) -> object: return x",
}
UNANNOTATED_FORMS: Final = {
    "lambda": "F = lambda PARAMETER: x",
    "lambda in a call": "F = identity(lambda PARAMETER: x)",
    "lambda in a list": "F = [lambda *, PARAMETER: x][0]",
    "own class constant": (
        "class H_$:\n    OWN = DEFAULT\n    def m(self, PARAMETER): return x\nF = H_$().m"
    ),
}
ANNOTATIONS: Final = (
    *("none", "none", "exact", "optional", "object", "Any", "quoted", "Annotated"),
    *("read-only", "deeply read-only", "optional read-only", "read-only or str", "Sized"),
    *("read-only", "deeply read-only", *["protocol"] * 4, *["protocol of a method"] * 4),
    "read-only or array",
    *["protocol that changes"] * 4,
)
BESIDE: Final = {
    "optional read-only": " | None",
    "read-only or str": " | str",
    "read-only or array": " | array.array[int]",
}
"""What stands beside a read-only type, and what the default is not."""
BUILTINS: Final = frozenset({"list[int]", "dict[str, int]", "set[int]"})
ANY: Final = parse("Any")
USED_UP: Final = frozenset(row.construct for row in ITERATORS)


@dataclass(frozen=True)
class Program:
    """A function with one default, the definitions it needs, and what is known of it."""

    default: Expression
    annotation: str
    declared: DeclaredType | None
    """The declared type for the judge of real objects, None without an annotation."""
    form: str
    text: str
    here: tuple[str, ...]
    elsewhere: tuple[str, ...]
    conditions: int

    @property
    def constructs(self) -> frozenset[str]:
        return self.default.constructs | {f"annotation: {self.annotation}", f"form: {self.form}"}

    def source(self, number: int, module: str) -> tuple[str, str]:
        """Give the lines for the module itself and those for the module it imports."""
        here = "\n".join([*self.here, self.text, f"FUNCTIONS[{number}] = F_$", ""])
        elsewhere = "\n".join([*self.elsewhere, ""])
        first, second = (
            text.replace("$", str(number)).replace("MODULE", module) for text in (here, elsewhere)
        )
        return first, second

    @property
    def line(self) -> int:
        """Count the lines above the default."""
        template = (FORMS | UNANNOTATED_FORMS)[self.form]
        above = template[: template.index("PARAMETER")].count("\n")
        return above + sum(text.count("\n") + 1 for text in self.here)


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Draw a program; every choice is as likely as the next, or the rare ones would not come up."""
    draft = Draft(draw(st.randoms(use_true_random=True)).randrange)
    default = draft.expression()
    name = draft.pick(ANNOTATIONS)
    annotated = _annotation(draft, name, default)
    if annotated is None:
        forms = FORMS | UNANNOTATED_FORMS
        annotation, spelt, declared = "none", "", None
    else:
        forms, annotation = FORMS, name
        spelt, declared = annotated
    form = draft.pick(tuple(forms))
    space = " " if spelt else ""
    owned = form == "own class constant"
    parameter = f"x{spelt}{space}={space}{'OWN' if owned else default.source}"
    text = (
        forms[form]
        .replace("F = ", "F_$ = ")
        .replace("def F(", "def F_$(")
        .replace("PARAMETER", parameter)
    )
    return Program(
        default=default,
        annotation=annotation,
        declared=declared,
        form=form,
        text=text.replace("DEFAULT", default.source),
        here=tuple(draft.here),
        elsewhere=tuple(draft.elsewhere),
        conditions=max(draft.conditions, 1),
    )


def _annotation(
    draft: Draft, name: str, default: Expression
) -> tuple[str, DeclaredType | None] | None:
    """Give an annotation as source and as what an object is judged by."""
    exact = parse(default.type)
    spelt = str(exact)
    if name == "none":
        return None
    if name in ("object", "Any"):
        return f": {name}", ANY
    plain = {"exact": ": {}", "optional": ": {} | None", "quoted": ": '{}'"}
    plain["Annotated"] = ": Annotated[{}, 'note']"
    if name in plain:
        return plain[name].format(spelt), exact
    if name == "protocol":
        return (": HasLength", parse("Sized")) if spelt in BUILTINS else None
    if name == "protocol of a method":
        return (": Copies", parse("Sized")) if spelt in BUILTINS else None
    if name == "protocol that changes":
        return (": Appends", exact) if spelt == "list[int]" else None
    forms = read_only_forms(exact, deep="deep" in name)
    if default.constructs & USED_UP:  # which no annotation protects: what of one that is hidden?
        forms = tuple(form for form in forms if form.name != "Container")
    if not forms:
        return None
    if name == "Sized":
        return None if default.constructs & USED_UP else (": Sized", parse("Sized"))
    chosen = forms[draft.choose(len(forms))]
    if name == "read-only or array" and exact.name == "array.array":
        return f": {chosen} | {exact}", exact
    return f": {chosen}{BESIDE.get(name, '')}", chosen


def draw_programs(count: int, number: int) -> list[Program]:
    """Draw programs with a seed."""
    drawn: list[Program] = []

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(programs())
    def take(program: Program) -> None:
        drawn.append(program)

    take()
    return drawn[:count]
