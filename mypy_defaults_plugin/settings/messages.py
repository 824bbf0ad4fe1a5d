"""How a bad setting is worded: `file: [section]: key: what is wrong; use what is right`."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


class SettingsError(Exception):
    """A configuration file that can't be used.

    `messages` holds every problem of the file, one line each, with file, section and key.
    """

    def __init__(self, messages: list[str]) -> None:
        super().__init__("\n".join(messages))
        self.messages = messages


def one_line(message: str) -> str:
    """Give the message with line breaks and other unprintable characters escaped."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in message
    )


def quoted(text: str) -> str:
    """Give the text in double quotes."""
    return f'"{text}"'


def use_one_of(words: Sequence[str]) -> str:
    """Give the advice to use one of the words, in the order given."""
    listed = ", ".join(map(quoted, words))
    return f"use one of {listed}" if len(words) > 1 else f"use {listed}"


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Give ` (did you mean "x"?)` for the candidate nearest to the word, or "" if none is near.

    Case does not count, nor do quotes, which an ini file would take for a part of the word.
    """
    plain = word.strip("\"' ")
    nearest = get_close_matches(plain.lower(), sorted(candidates), n=1)
    if not nearest:
        return ""
    return suggestion(quoted(nearest[0]) if plain == word else f"{nearest[0]} without quotes")


def suggestion(replacement: str) -> str:
    """Give ` (did you mean x?)` for a replacement that is known."""
    return f" (did you mean {replacement}?)"


def described(value: object) -> str:
    """Name a TOML value by its type, and show it unless it has parts."""
    if isinstance(value, bool):
        return f"the boolean {str(value).lower()}"
    if isinstance(value, str):
        return f"the string {quoted(value)}"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, list):
        return "an array"
    return "a table" if isinstance(value, dict) else f"the date or time {value}"
