"""The kinds of value that an option can have: reading, checking and writing them."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import Generic, TypeAlias, TypeVar

from mypy_defaults_plugin.settings.items import Item
from mypy_defaults_plugin.settings.messages import (
    described,
    did_you_mean,
    quoted,
    suggestion,
    use_one_of,
)

Json: TypeAlias = str | bool | list[str]

T = TypeVar("T")
Choices = TypeVar("Choices", bound=str)
Strings = TypeVar("Strings", bound=frozenset[str] | tuple[str, ...])

_SEPARATOR = r"\s*(?:,|\n)\s*"
_BOOLEANS = {
    **dict.fromkeys(("1", "yes", "true", "on"), True),
    **dict.fromkeys(("0", "no", "false", "off"), False),
}


class BadValueError(Exception):
    """A value that an option can't have; `complaints` say why, without file or section."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("; ".join(complaints))
        self.complaints = complaints


class Kind(ABC, Generic[T]):
    """One kind of value, as it stands in an ini file, in a TOML file and in JSON.

    `documented` tells a reader of the documentation what can be set.
    """

    documented: str

    @abstractmethod
    def from_text(self, text: str) -> T:
        """Read the text after the `=` in an ini file; raise BadValueError if it is wrong."""

    @abstractmethod
    def from_toml(self, value: object) -> T:
        """Read a parsed TOML value; raise BadValueError if its type or what it says is wrong."""

    @abstractmethod
    def as_json(self, value: T) -> Json:
        """Give the value for a cache key: equal values give equal JSON, whatever their order."""


class Choice(Kind[Choices]):
    """One of a few words."""

    def __init__(self, words: tuple[Choices, ...]) -> None:
        self._words = words
        self.documented = " or ".join(f"`{word}`" for word in words)

    def from_text(self, text: str) -> Choices:
        for word in self._words:
            if word == text:
                return word
        raise BadValueError([f"unknown value {quoted(text)}; {self._advice(text)}"])

    def from_toml(self, value: object) -> Choices:
        if isinstance(value, str):
            return self.from_text(value)
        raise BadValueError([f"{described(value)} is the wrong type; {use_one_of(self._words)}"])

    def as_json(self, value: Choices) -> Json:
        return value

    def _advice(self, text: str) -> str:
        return use_one_of(self._words) + did_you_mean(text, self._words)


class Flag(Kind[bool]):
    """True or false; in an ini file also yes, on, 1 and no, off, 0, as mypy reads them."""

    documented = "`true` or `false`"
    _advice = "use true or false"

    def from_text(self, text: str) -> bool:
        if text.lower() in _BOOLEANS:
            return _BOOLEANS[text.lower()]
        hint = did_you_mean(text, ("true", "false")).replace('"', "")
        raise BadValueError([f"unknown value {quoted(text)}; {self._advice}{hint}"])

    def from_toml(self, value: object) -> bool:
        if isinstance(value, bool):
            return value
        meant = str(value).lower() if isinstance(value, str | int) else ""
        hint = suggestion(str(_BOOLEANS[meant]).lower()) if meant in _BOOLEANS else ""
        raise BadValueError([f"{described(value)} is the wrong type; {self._advice}{hint}"])

    def as_json(self, value: bool) -> Json:
        return value


class StringList(Kind[Strings]):
    """Several strings of one sort: separated by commas or new lines in ini, an array in TOML."""

    def __init__(self, collect: Callable[[Iterable[str]], Strings], item: Item) -> None:
        self._collect = collect
        self._item = item
        self.documented = f"a list of {item.plural}"

    def from_text(self, text: str) -> Strings:
        parts = re.split(_SEPARATOR, text.strip())
        return self._checked(parts[:-1] if parts[-1] == "" else parts)

    def from_toml(self, value: object) -> Strings:
        if not isinstance(value, list):
            hint = suggestion(f"[{quoted(value)}]") if isinstance(value, str) else ""
            raise BadValueError([f"{described(value)} is the wrong type; {self._advice()}{hint}"])
        strings = [item for item in value if isinstance(item, str)]
        strangers = [item for item in value if not isinstance(item, str)]
        return self._checked(strings, [self._stranger(item) for item in strangers])

    def as_json(self, value: Strings) -> Json:
        return sorted(set(value))

    def _checked(self, strings: list[str], complaints: Iterable[str] = ()) -> Strings:
        found = [self._complaint(string) for string in strings]
        wrong = [*complaints, *(complaint for complaint in found if complaint)]
        if wrong:
            raise BadValueError(wrong)
        return self._collect(strings)

    def _complaint(self, string: str) -> str | None:
        if not string:
            return "empty entry; leave it out"
        return self._item.complaint(string)

    def _advice(self) -> str:
        return f"use an array of {self._item.plural}"

    def _stranger(self, item: object) -> str:
        return f"{described(item)} in the array is the wrong type; {self._advice()}"
