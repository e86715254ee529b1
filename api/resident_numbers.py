"""Where a file that somebody typed holds a number of a resident: in its values, their names, and its comments."""

from collections.abc import Iterator
from typing import Any

from api.arguments import Typed
from api.wiring_privacy import MASK, NO_NUMBER_IN_TEXT, looks_like_resident_number

QUOTES = ('"""', "'''", '"', "'")
HASHES = ("/data_hash", "/sidik_data")
"""Places of digits that name no one."""


def refuse_numbers(typed: Typed, where: str, held: Any, toml: str = "") -> bool:
    """Whether there is one in what a file holds, or in the comments of its text; each is told with its place or line.

    Comments go where their file goes, and a study is copied beside its results.
    """
    places = [f"{where}#{place or '/'}" for place in _places(held)]
    places += [f"{where}:{line}" for line, told in _comments(toml) if looks_like_resident_number(told)]
    for place in places:
        typed.wrong("PERSONAL_DATA_VALUE", place, MASK, *NO_NUMBER_IN_TEXT)
    return bool(places)


def _places(value: Any, place: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            if looks_like_resident_number(name):
                yield place
            elif f"{place}/{name}" not in HASHES:
                yield from _places(part, f"{place}/{name}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _places(part, f"{place}/{number}")
    elif looks_like_resident_number(value):
        yield place


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """Comments of a TOML text with their lines; a # within a text is none. Also where the file is not intact."""
    at, line, quote = 0, 1, ""
    while at < len(text):
        sign = text[at]
        line += sign == "\n"
        if quote:
            if sign == "\\" and quote[0] == '"':
                # What is escaped ends no text; a line that is escaped is still counted.
                line += text[at + 1 : at + 2] == "\n"
                at += 2
                continue
            if text.startswith(quote, at):
                at, quote = at + len(quote), ""
                continue
            # A text on one line ends there at the latest.
            quote = "" if sign == "\n" and len(quote) == 1 else quote
        elif sign == "#":
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            yield line, text[at:end]
            at = end
            continue
        else:
            quote = next((mark for mark in QUOTES if text.startswith(mark, at)), "")
            at += max(0, len(quote) - 1)
        at += 1
