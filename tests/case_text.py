"""What the text of a test case says: conditions, directives and expected output.

Knows nothing of pytest or mypy's test library, so that it can be tested on strings.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from typing import Final

Version = tuple[int, ...]

_OPERATORS: Final[dict[str, Callable[[Version, Version], bool]]] = {
    "<": operator.lt,
    ">=": operator.ge,
    "==": operator.eq,
}
_CONDITION: Final = re.compile(r"(?P<name>mypy|python)(?P<op><|>=|==)(?P<version>\d+(?:\.\d+)*)")
_OUT_HEADER: Final = re.compile(r"\[out(?P<step>\d*)(?: (?P<condition>(?:mypy|python).*))?\]\s*")
_NEEDS: Final = re.compile(r"^# needs: (.*)$", re.MULTILINE)
_DIRECTIVE: Final = (
    r"^# (?P<name>settings|flags|packages|targets)(?P<step>\d*)"
    r"(?:\[(?P<module>[^]]+)\])?:(?P<text>.*)$"
)
# mypy's parser accepts this section and the runner has no use for it.
_IGNORED_HEADER: Final = "[triggered]"


def version_tuple(text: str) -> Version:
    """Return the numbers that a version starts with: "2.5.0+dev" -> (2, 5, 0)."""
    match = re.match(r"\d+(\.\d+)*", text)
    if match is None:
        raise ValueError(f"not a version: {text!r}")
    return tuple(int(part) for part in match.group().split("."))


def holds(conditions: str, versions: Mapping[str, Version]) -> bool:
    """Tell whether all of "mypy<1.19, python>=3.12" are true of these versions."""
    return all(_holds(condition.strip(), versions) for condition in conditions.split(","))


def _holds(condition: str, versions: Mapping[str, Version]) -> bool:
    match = _CONDITION.fullmatch(condition)
    if match is None:
        raise ValueError(f'{condition!r} is no condition like "mypy<1.19" or "python>=3.12"')
    wanted = version_tuple(match["version"])
    actual = versions[match["name"]][: len(wanted)]
    return _OPERATORS[match["op"]](actual, wanted)


def is_needed(data: str, versions: Mapping[str, Version]) -> bool:
    """Tell whether a case's "# needs: mypy>=1.19" comments allow it to run."""
    return all(holds(conditions, versions) for conditions in _NEEDS.findall(data))


def choose_output_sections(data: str, versions: Mapping[str, Version]) -> str:
    """Keep only the output sections that apply, each under its plain header.

    "[out2 mypy<1.19]" takes the place of "[out2]", and of the comments beside the code, where
    its condition holds. Lines are not moved, so that --update-data finds them again.
    """
    lines = data.split("\n")
    headers = {i: match for i, line in enumerate(lines) if (match := _OUT_HEADER.fullmatch(line))}
    chosen: dict[int, int] = {}
    for i, header in headers.items():
        condition, step = header["condition"], int(header["step"] or 1)
        if condition is None:
            chosen.setdefault(step, i)
        elif holds(condition, versions):
            rival = chosen.get(step)
            if rival is not None and headers[rival]["condition"] is not None:
                raise ValueError(f"two sections apply: {lines[rival]} and {lines[i]}")
            chosen[step] = i
    for i, header in headers.items():
        used = i in chosen.values()
        lines[i] = f"[out{header['step']}]" if used else _IGNORED_HEADER
    return "\n".join(lines)


class Directives:
    """The "# name: text" lines of a case: settings, flags, packages and targets.

    "# settings2: ..." replaces "# settings: ..." from step 2 on; all lines of the last step that
    has any count. "# settings[pkg.*]: ..." is for the modules that match.
    """

    def __init__(self, program: str) -> None:
        self._found: dict[str, dict[int, list[tuple[str | None, str]]]] = {}
        for match in re.finditer(_DIRECTIVE, program, re.MULTILINE):
            steps = self._found.setdefault(match["name"], {})
            lines = steps.setdefault(int(match["step"] or 1), [])
            lines.append((match["module"], match["text"].strip()))

    def last_step(self) -> int:
        return max((step for steps in self._found.values() for step in steps), default=1)

    def words(self, name: str, step: int) -> list[str]:
        return [word for _, text in self._lines(name, step) for word in text.split()]

    def has(self, name: str, step: int) -> bool:
        return bool(self._lines(name, step))

    def config(self, step: int, plugin: str) -> str:
        """Return the text of a configuration file that turns the plugin on with the settings.

        Bodies may be empty: what a function of a case does is rarely the point.
        """
        general = [f"plugins = {plugin}", "allow_empty_bodies = True"]
        sections: dict[str, list[str]] = {"mypy": general}
        for module, text in self._lines("settings", step):
            sections.setdefault(f"{plugin}-{module}" if module else plugin, []).append(text)
        return "\n".join(f"[{name}]\n" + "\n".join(lines) for name, lines in sections.items())

    def _lines(self, name: str, step: int) -> list[tuple[str | None, str]]:
        steps = self._found.get(name, {})
        last = max((number for number in steps if number <= step), default=None)
        return [] if last is None else steps[last]


def split_steps(lines: list[str]) -> list[list[str]]:
    """Split the output of several steps at the lines that are only "=="."""
    steps: list[list[str]] = [[]]
    for line in lines:
        if line == "==":
            steps.append([])
        else:
            steps[-1].append(line)
    return steps


def in_order_of_files(expected: list[str], actual: list[str]) -> list[str]:
    """Sort the expected lines by file as mypy did; the order of the files is mypy's own matter."""
    if expected == actual:
        return expected
    order: dict[str, int] = {}
    for line in actual:
        order.setdefault(line.partition(":")[0], len(order))
    return sorted(expected, key=lambda line: order.get(line.partition(":")[0], len(order)))


_COMMENT: Final = re.compile(r"(?P<indent>\s+)(?P<comment># [EWN]: .+)$")
_REPORT: Final = re.compile(
    r"(?P<path>[^:]+):(?P<line>\d+): (?P<severity>error|note|warning): (?P<text>.+)"
)


def annotate(source: list[str], path: str, actual: list[str]) -> list[str]:
    """Return the source with the reports about it as comments, for --update-data."""
    reports: dict[int, list[str]] = {}
    for line in actual:
        match = _REPORT.fullmatch(line)
        if match is not None and match["path"] == path:
            text = match["text"].replace("#", "\\#")
            comment = f"# {match['severity'][0].upper()}: {text}"
            reports.setdefault(int(match["line"]), []).append(comment)
    result: list[str] = []
    for number, line in enumerate(source, start=1):
        old = _COMMENT.search(line)
        code = line[: old.start()] if old else line
        indent = old["indent"] if old else "  "
        comments = reports.get(number)
        if comments is None:
            result.append(code)
        else:
            parts = [code] + [" " * len(code)] * (len(comments) - 1)
            joined = [
                part + indent + comment for part, comment in zip(parts, comments, strict=True)
            ]
            result.extend(part + " \\" for part in joined[:-1])
            result.append(joined[-1])
    return result
