"""Small numbers of people, which may point at somebody: not told in what leaves the office."""

from api.language import Language

HIDDEN_BELOW = 5
"""Fewer people than this are not told."""


def shown_count(people: int) -> int | None:
    """The number, or ``None`` where it is too small to be told; nobody at all is no secret."""
    return None if 0 < people < HIDDEN_BELOW else people


def count_told(language: Language, people: int) -> str:
    """The number in words: 1.234, or that it is small."""
    found = shown_count(people)
    return (
        language.pick((f"kurang dari {HIDDEN_BELOW}", f"under {HIDDEN_BELOW}"))
        if found is None
        else language.number(found)
    )
