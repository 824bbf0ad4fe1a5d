"""Does what a note says: the class with the replacement that is printed below an error."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from program import MARK
from ways import Way

POST_INIT: Final = re.compile(r'"__post_init__" "(?P<statement>.+)"$')
STEP: Final = re.compile(r'"((?:from \S+ )?import \S+)", ')
NONE_INSTEAD: Final = '"None" as the default of "x"'
REPLACEMENT: Final = re.compile(
    r'"(?P<code>.+?)"(?: for "(?:x|root)"| or an immutable value: it takes no factory|, then .*)?$'
)


class Mended(NamedTuple):
    """A class after the replacement, and the imports that it needs."""

    imports: list[str]
    source: str


def apply(note: str, way: Way, name: str, default: str) -> Mended | None:
    """Apply a note; None where it describes the replacement instead of printing it."""
    text = note.removeprefix("Use ")
    imports = STEP.findall(text)
    text = STEP.sub("", text)
    if ", with a function that makes " in text:
        return None
    if text.startswith(NONE_INSTEAD):
        spot, instead = (way.spot.format(default=text) for text in (default, "None"))
        source = way.declare(name, default)
        assert source.count(spot) == 1, source
        return Mended(imports, source.replace(spot, instead))
    match = REPLACEMENT.match(text)
    assert match is not None, note
    code = match["code"]
    source = way.declare(name, default)
    if text.endswith((' for "x"', ' for "root"')):
        spot = way.spot.format(default=default)
        assert source.count(spot) == 1, source
        return Mended(imports, source.replace(spot, code))
    lines = source.splitlines()
    (at,) = [number for number, line in enumerate(lines) if line.endswith(MARK)]
    indent = re.match(" *", lines[at])
    assert indent is not None
    lines[at] = indent[0] + code
    statement = POST_INIT.search(text)
    if statement is not None:
        (body,) = [n for n, line in enumerate(lines) if "def __post_init__" in line]
        lines.insert(body + 1, f"        {statement['statement']}")
    elif ", then make " in text:
        return None
    return Mended(imports, "\n".join(lines) + "\n")
