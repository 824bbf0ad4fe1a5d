"""What is committed about one package: numbers and findings, no third-party code."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

_FINDINGS: Final = "findings"


class Finding(NamedTuple):
    """One reported error, with the kind of default it is about."""

    line: int
    column: int
    code: str
    kind: str
    parameter: str
    message: str


class Place(NamedTuple):
    """What a verdict given by hand is remembered by."""

    package: str
    file: str
    line: int
    parameter: str


@dataclass
class Record:
    """The outcome for one package; `unreported` counts reasons, `findings` is by file."""

    package: str
    version: str
    mypy: str
    files: int
    lines: int
    seconds_bare: float
    seconds_plugin: float
    mypy_lines: int
    mypy_lines_differing: int
    ignores_used: int
    without_note: int
    plain_defaults: int
    unreported: dict[str, int] = field(default_factory=dict)
    findings: dict[str, list[Finding]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """The number of findings."""
        return sum(map(len, self.findings.values()))

    def places(self) -> dict[Place, Finding]:
        """Return every finding under its place."""
        return {
            Place(self.package, file, finding.line, finding.parameter): finding
            for file, findings in self.findings.items()
            for finding in findings
        }

    def write(self, folder: Path) -> None:
        """Write the record as JSON with one finding on a line."""
        head: dict[str, Any] = asdict(self)
        del head[_FINDINGS]
        rows = ",\n".join(
            f"  {json.dumps(file)}: [\n"
            + ",\n".join(f"    {json.dumps(finding)}" for finding in findings)
            + "\n  ]"
            for file, findings in sorted(self.findings.items())
        )
        text = json.dumps(head, indent=1).removesuffix("\n}")
        folder.mkdir(parents=True, exist_ok=True)
        text = f'{text},\n "{_FINDINGS}": {{\n{rows}\n }}\n}}\n'
        (folder / f"{self.package}.json").write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, folder: Path, package: str) -> "Record":
        """Read back what `write` wrote."""
        content = json.loads((folder / f"{package}.json").read_text(encoding="utf-8"))
        rows = content.pop(_FINDINGS)
        findings = {file: [Finding(*row) for row in listed] for file, listed in rows.items()}
        return cls(**content, findings=findings)
