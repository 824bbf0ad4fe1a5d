"""Programs as trees of statements, so that they can be printed and made smaller."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

INDENT = "    "


@dataclass(eq=False)
class Node:
    """A statement: its line, the constructs it stands for, and what is nested in it.

    ``follow`` holds what belongs to the same statement: ``else``, ``except``, ``finally``.
    """

    text: str
    tags: tuple[str, ...] = ()
    body: list[Node] | None = None
    follow: list[Node] = field(default_factory=list)


@dataclass(frozen=True)
class Cuts:
    """What is left out of a program: statements, or only the header around statements."""

    dropped: frozenset[int] = frozenset()
    unwrapped: frozenset[int] = frozenset()

    def and_also(self, other: Cuts) -> Cuts:
        return Cuts(self.dropped | other.dropped, self.unwrapped | other.unwrapped)


NOTHING = Cuts()


def render(nodes: list[Node], cuts: Cuts = NOTHING, depth: int = 0) -> list[str]:
    """Print statements as lines, without what is cut."""
    lines: list[str] = []
    for node in nodes:
        if id(node) in cuts.dropped:
            continue
        if id(node) in cuts.unwrapped:
            lines += render(node.body or [], cuts, depth)
            continue
        for part in (node, *node.follow):
            if id(part) not in cuts.dropped:
                lines.append(INDENT * depth + part.text)
                if part.body is not None:
                    inner = render(part.body, cuts, depth + 1)
                    lines += inner or [INDENT * (depth + 1) + "pass"]
    return lines


def every_cut(nodes: list[Node], done: Cuts) -> Iterator[Cuts]:
    """Give each single statement that can still be cut, the outermost first."""
    for node in every_node(nodes):
        key = id(node)
        if key in done.dropped:
            continue
        yield Cuts(frozenset({key}))
        is_scope = node.text.startswith(("def ", "async def ", "class ", "@"))
        if node.body is not None and key not in done.unwrapped and not is_scope:
            yield Cuts(unwrapped=frozenset({key}))


def tags_in(nodes: list[Node]) -> Iterator[str]:
    """Name the constructs of a program."""
    for node in every_node(nodes):
        yield from node.tags


def every_node(nodes: list[Node]) -> Iterator[Node]:
    """Give all statements, and their parts, from the outside in."""
    for node in nodes:
        yield node
        yield from every_node(node.body or [])
        yield from every_node(node.follow)
