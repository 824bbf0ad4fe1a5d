"""A mapping that is never changed: a new one shares with the old one what stayed the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

MOST_IN_BUCKET: Final = 16
GROWTH: Final = 8


class SharedMap(Mapping[K, V]):
    """Entries in buckets by their hash; an entry that is set copies its bucket and no other.

    So thousands of states of a long function, which differ in a few names, take the room of those
    names, and two of them are merged by looking at the buckets in which they differ.
    """

    __slots__ = ("_buckets", "_length")

    def __init__(self, entries: Iterable[tuple[K, V]] = ()) -> None:
        found = dict(entries)
        self._length = len(found)
        self._buckets: list[Mapping[K, V]] = [found]
        if self._length > MOST_IN_BUCKET:
            self._spread(found.items(), 1)

    def _spread(self, entries: Iterable[tuple[K, V]], count: int) -> None:
        """Divide the entries among at least so many buckets."""
        while self._length > MOST_IN_BUCKET * count:
            count *= GROWTH
        buckets: list[dict[K, V]] = [{} for _ in range(count)]
        for key, value in entries:
            buckets[hash(key) & (count - 1)][key] = value
        self._buckets = [*buckets]

    def __getitem__(self, key: K) -> V:
        return self._buckets[hash(key) & (len(self._buckets) - 1)][key]

    def get(self, key: Any, default: Any = None) -> Any:
        return self._buckets[hash(key) & (len(self._buckets) - 1)].get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._buckets[hash(key) & (len(self._buckets) - 1)]

    def __iter__(self) -> Iterator[K]:
        for bucket in self._buckets:
            yield from bucket

    def __len__(self) -> int:
        return self._length

    def __bool__(self) -> bool:
        return self._length > 0

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, SharedMap) or self._length != other._length:
            return False
        if len(self._buckets) != len(other._buckets):
            return dict(self) == dict(other)
        pairs = zip(self._buckets, other._buckets, strict=True)
        return all(one is another or one == another for one, another in pairs)

    __hash__ = None  # type: ignore[assignment]

    def with_entry(self, key: K, value: V) -> SharedMap[K, V]:
        """Give the mapping with one entry set."""
        place = hash(key) & (len(self._buckets) - 1)
        bucket = dict(self._buckets[place])
        bucket[key] = value
        made = self._with_bucket(place, bucket)
        made._length = self._length + len(bucket) - len(self._buckets[place])
        if made._length > MOST_IN_BUCKET * len(made._buckets):
            made._spread(list(made.items()), len(made._buckets))
        return made

    def _with_bucket(self, place: int, bucket: Mapping[K, V]) -> SharedMap[K, V]:
        made: SharedMap[K, V] = SharedMap()
        made._buckets = self._buckets.copy()
        made._buckets[place] = bucket
        return made

    def mapped(self, change: Callable[[V], V]) -> SharedMap[K, V]:
        """Give the mapping with each value changed; where none is, this one."""
        changed = [(key, value, change(value)) for key, value in self.items()]
        if all(before is after for _, before, after in changed):
            return self
        return SharedMap((key, after) for key, _, after in changed)

    def joined(self, other: SharedMap[K, V], join: Callable[[V, V], V]) -> SharedMap[K, V]:
        """Merge two mappings; give one of them where the other adds nothing to it.

        ``join`` gives the first of two values where the other one adds nothing to it.
        """
        if self is other or not other:
            return self
        if not self:
            return other
        first, second = self, other
        if len(first._buckets) < len(second._buckets):
            first = first._in(len(second._buckets))
        elif len(second._buckets) < len(first._buckets):
            second = second._in(len(first._buckets))
        pairs = enumerate(zip(first._buckets, second._buckets, strict=True))
        differing = [(place, one, another) for place, (one, another) in pairs if one is not another]
        merged = [joined_entries(one, another, join) for _, one, another in differing]
        both = list(zip(differing, merged, strict=True))
        if all(now is one for (_, one, _), now in both):
            return self
        if all(now is another for (_, _, another), now in both):
            return other
        made: SharedMap[K, V] = SharedMap()
        made._buckets = first._buckets.copy()
        made._length = first._length
        for (place, one, _), now in both:
            made._buckets[place] = now
            made._length += len(now) - len(one)
        if made._length > MOST_IN_BUCKET * len(made._buckets):
            made._spread(list(made.items()), len(made._buckets))
        return made

    def _in(self, count: int) -> SharedMap[K, V]:
        made: SharedMap[K, V] = SharedMap()
        made._length = self._length
        made._spread(self.items(), count)
        return made


def joined_entries(
    one: Mapping[K, V], another: Mapping[K, V], join: Callable[[V, V], V]
) -> Mapping[K, V]:
    """Merge entries; give one of the mappings where the other adds nothing to it."""
    if one is another or not another:
        return one
    if not one:
        return another
    merged: dict[K, V] | None = None
    for key, value in another.items():
        if key not in one:
            both = value
        elif one[key] is value:
            continue
        else:
            both = join(one[key], value)
            if both is one[key]:
                continue
        merged = dict(one) if merged is None else merged
        merged[key] = both
    if merged is None:
        return one
    return another if merged == another else merged
