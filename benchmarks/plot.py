"""A plot of time against lines, both logarithmic, as SVG."""

from __future__ import annotations

import math
from typing import Any, Final

WIDTH, HEIGHT, MARGIN = 640, 420, 60
KINDS: Final = (
    ("bare", "mypy", "#555555"),
    ("plugin", "mypy with the plugin", "#d62728"),
    ("ruff", "ruff", "#1f77b4"),
    ("own", "the plugin's own time", "#2ca02c"),
)


def plot(rows: list[dict[str, Any]]) -> str:
    """Give the picture; a straight line that rises by one decade a decade is linear growth."""
    points = {kind: [(row["lines"], _seconds(row[kind])) for row in rows] for kind, _, _ in KINDS}
    every = [seconds for values in points.values() for _, seconds in values]
    across = _Axis([row["lines"] for row in rows], MARGIN, WIDTH - MARGIN)
    up = _Axis(every, HEIGHT - MARGIN, MARGIN)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for lines in across.decades():
        x = across.place(lines)
        parts.append(f'<path d="M{x:.1f} {MARGIN}V{HEIGHT - MARGIN}" stroke="#dddddd"/>')
        text = f'text-anchor="middle">{lines:,.0f}</text>'
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - MARGIN + 18}" {text}')
    for seconds in up.decades():
        y = up.place(seconds)
        parts.append(f'<path d="M{MARGIN} {y:.1f}H{WIDTH - MARGIN}" stroke="#dddddd"/>')
        parts.append(
            f'<text x="{MARGIN - 6}" y="{y + 4:.1f}" text-anchor="end">{seconds:g} s</text>'
        )
    for number, (kind, name, colour) in enumerate(KINDS):
        line = " ".join(f"{across.place(a):.1f},{up.place(b):.1f}" for a, b in points[kind])
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        y = MARGIN + 16 * number
        parts.append(f'<text x="{MARGIN + 10}" y="{y}" fill="{colour}">{name}</text>')
    middle = f'x="{WIDTH / 2}" y="{HEIGHT - 14}" text-anchor="middle"'
    parts += [f"<text {middle}>lines of source</text>", "</svg>"]
    return "\n".join(parts) + "\n"


class _Axis:
    """A logarithmic axis over some values, between two places."""

    def __init__(self, values: list[float], first: float, last: float) -> None:
        positive = [value for value in values if value > 0]
        self._low = math.floor(math.log10(min(positive)))
        self._high = math.ceil(math.log10(max(positive)))
        self._first, self._last = first, last

    def place(self, value: float) -> float:
        part = (math.log10(max(value, 10**self._low)) - self._low) / (self._high - self._low)
        return self._first + part * (self._last - self._first)

    def decades(self) -> list[float]:
        return [10.0**power for power in range(self._low, self._high + 1)]


def _seconds(value: Any) -> float:
    return float(value["median"]) if isinstance(value, dict) else float(value)
