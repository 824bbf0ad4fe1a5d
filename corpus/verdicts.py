"""The two tables that are filled in by hand and survive every redraw.

`sample.toml` holds ten findings of each kind, `unreported.toml` the plain defaults that
were not reported and that the scan could not explain.
"""

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from corpus.record import Finding, Place, Record

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SEED: Final = "mutable-default"
EACH: Final = 10
VERDICTS: Final = ("right", "wrong")


@dataclass(frozen=True)
class Entry:
    """One row of a table; `code`, `kind` and `verdict` are empty in `unreported.toml`."""

    place: Place
    version: str
    column: int
    code: str = ""
    kind: str = ""
    verdict: str = ""
    reason: str = ""


def draw(records: Iterable[Record]) -> list[Entry]:
    """Draw up to ten findings of each code and kind.

    Each finding has a rank that the seed and its own place decide, so a finding more or
    less elsewhere moves the sample by one entry at most.
    """
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for record in records:
        for place, finding in record.places().items():
            groups[finding.code, finding.kind].append(_entry(place, finding, record.version))
    drawn: list[Entry] = []
    for _, entries in sorted(groups.items()):
        drawn += sorted(sorted(entries, key=_rank)[:EACH], key=lambda entry: entry.place)
    return drawn


def _entry(place: Place, finding: Finding, version: str) -> Entry:
    return Entry(place, version, finding.column, finding.code, finding.kind)


def _rank(entry: Entry) -> str:
    return hashlib.sha256(json.dumps([SEED, *entry.place]).encode()).hexdigest()


def keep_by_hand(entries: Iterable[Entry], old: Iterable[Entry]) -> list[Entry]:
    """Give each entry the verdict and reason that its place had before."""
    known = {entry.place: entry for entry in old}
    return [
        Entry(
            *(entry.place, entry.version, entry.column, entry.code, entry.kind),
            *((before.verdict, before.reason) if before else ("", "")),
        )
        for entry in entries
        for before in (known.get(entry.place),)
    ]


def read_table(path: Path) -> list[Entry]:
    """Read a table; a file that is not there is an empty one."""
    if not path.exists():
        return []
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("entry", [])
    return [_from_row(row) for row in rows]


def _from_row(row: Mapping[str, Any]) -> Entry:
    rest = dict(row)
    place = Place(*(rest.pop(name) for name in Place._fields))
    return Entry(place, **rest)


def write_table(path: Path, entries: Iterable[Entry], heading: str) -> None:
    """Write a table, with the fields that are empty by nature left out."""
    blocks = [f"# {heading}"]
    for entry in entries:
        fields: dict[str, str | int] = {**entry.place._asdict(), "version": entry.version}
        fields["column"] = entry.column
        if entry.kind:
            fields |= {"code": entry.code, "kind": entry.kind, "verdict": entry.verdict}
        fields["reason"] = entry.reason
        rows = [f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in fields.items()]
        blocks.append("\n".join(["[[entry]]", *rows]))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
