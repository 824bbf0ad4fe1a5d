"""Functions that call each other in a circle, found among the facts of many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set


def circles(calls: Mapping[str, Set[str]]) -> Iterator[list[str]]:
    """Group functions by who calls whom: a group leads to none but itself and those before it.

    Tarjan's algorithm, on a stack of its own, since chains of calls may be long.
    """
    found: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    for start in calls:
        if start in found:
            continue
        waiting = [(start, iter(sorted(calls[start])))]
        found[start] = lowest[start] = len(found)
        path.append(start)
        on_path.add(start)
        while waiting:
            name, others = waiting[-1]
            for other in others:
                if other not in calls:
                    continue
                if other not in found:
                    found[other] = lowest[other] = len(found)
                    path.append(other)
                    on_path.add(other)
                    waiting.append((other, iter(sorted(calls[other]))))
                    break
                if other in on_path:
                    lowest[name] = min(lowest[name], found[other])
            else:
                waiting.pop()
                if waiting:
                    caller = waiting[-1][0]
                    lowest[caller] = min(lowest[caller], lowest[name])
                if lowest[name] == found[name]:
                    position = path.index(name)
                    group = path[position:]
                    del path[position:]
                    on_path.difference_update(group)
                    yield group
