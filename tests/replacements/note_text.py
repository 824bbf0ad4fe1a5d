"""The text of a replacement's note, read by its fixed phrases and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

IMPORT: Final = re.compile(r'"(?P<line>(?:import|from) [^"]+)", ')
SENTINEL: Final = re.compile(r'"(?P<line>\w+: [\w.]+\[[\w.]+\] = object\(\))" at module level, ')
GUARDED: Final = re.compile(
    r'Use (?P<steps>.+), then "(?P<statement>if (?P<name>\w+) is (?P<marker>\w+): .+)"'
)
DESCRIBED: Final = re.compile(
    r"Use (?P<steps>.+), (?P<word>then|and) build the [\w ]+ in the body"
    r' where "(?P<name>\w+)" is (?P<marker>\w+)'
)
COPIED: Final = re.compile(
    r"Use (?P<steps>.+), then copy (?P<original>.+) in the body"
    r' where "(?P<name>\w+)" is (?P<marker>\w+)'
)
IN_LAMBDA: Final = re.compile(
    r'Use (?P<steps>.+), and in the body "(?P<expression>\(.+\))" for "(?P<name>\w+)"'
)
PARAMETER: Final = re.compile(r'"(?P<parameter>.+)"')
WIDENED: Final = re.compile(r'"(?P<parameter>.+)" and "\| None" in its type comment')
DEFAULT_ONLY: Final = re.compile(r'"(?P<marker>\w+)" as the default(?P<widened>, its type.+)?')


@dataclass(frozen=True)
class Replacement:
    """What one note tells the user to do."""

    name: str
    marker: str
    parameter: str | None
    """The parameter as it is to be written, None where only the default is given."""
    widen: bool
    """Whether "| None" is still to be added to the type that stands in the source."""
    imports: tuple[str, ...]
    definition: str | None
    """The line that defines the sentinel, None where there is none to define."""
    statement: str | None
    """The statement for the top of the body."""
    expression: str | None
    """What stands for the parameter's name in the body of a lambda."""
    in_lambda: bool

    @property
    def kind(self) -> str:
        """Name the kind of replacement, for a count of what the cases cover."""
        kinds = [
            "None" if self.marker == "None" else "sentinel",
            "statement" if self.statement else "" if self.expression else "described",
        ]
        kinds[1] = f"{kinds[1]} lambda".strip() if self.in_lambda else kinds[1]
        if "import copy" in self.imports:
            kinds.append("import")
        if self.parameter is None:
            kinds.append("default only")
        return ", ".join(kinds)


def read_note(note: str) -> Replacement:
    """Take a note apart; a note in no known form is an error."""
    for form in (IN_LAMBDA, GUARDED, COPIED, DESCRIBED):
        match = form.fullmatch(note)
        if match is not None:
            break
    else:
        raise ValueError(f"a note in no known form: {note}")
    found = match.groupdict()
    imports, steps = _leading(IMPORT, found["steps"])
    definitions, steps = _leading(SENTINEL, steps)
    marker = found.get("marker") or "None"
    parameter, widen = _signature(steps)
    return Replacement(
        name=found["name"],
        marker=marker,
        parameter=parameter,
        widen=widen,
        imports=tuple(imports),
        definition=definitions[0] if definitions else None,
        statement=found.get("statement") or _copying(found),
        expression=found.get("expression"),
        in_lambda="expression" in found or found.get("word") == "and",
    )


def _copying(found: dict[str, str]) -> str | None:
    """Write the statement of a note that only says what to copy."""
    if "original" not in found:
        return None
    copied = f'__import__("copy").deepcopy({found["original"]})'
    return f"if {found['name']} is {found['marker']}: {found['name']} = {copied}"


def _leading(step: re.Pattern[str], steps: str) -> tuple[list[str], str]:
    """Take lines of code off the front; give them and the rest."""
    lines = []
    while match := step.match(steps):
        lines.append(match["line"])
        steps = steps[match.end() :]
    return lines, steps


def _signature(step: str) -> tuple[str | None, bool]:
    match = DEFAULT_ONLY.fullmatch(step)
    if match is not None:
        return None, match["widened"] is not None
    match = WIDENED.fullmatch(step)
    if match is not None:
        return match["parameter"], True
    match = PARAMETER.fullmatch(step)
    if match is None:
        raise ValueError(f"a parameter in no known form: {step}")
    return match["parameter"], False
