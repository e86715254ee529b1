"""Names as people type them: what counts as the same, and which known name is nearest."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache, lru_cache

from geodata.contracts.column import Column, Word
from geodata.read.cell_faults import Cell, CellError, text_of


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """Lower case, one underscore for every run of blanks and signs: ``"Wajib KTP"`` is ``wajib_ktp``."""
    return re.sub(r"[^0-9a-z:]+", "_", text.casefold().replace("'", "")).strip("_")


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The known name that ``text`` is most like, ``None`` where nothing is near."""
    found = get_close_matches(plain(text)[:60], list(known), n=1, cutoff=0.7)
    return found[0] if found else None


def word(cell: Cell, words: tuple[Word, ...]) -> object:
    """The value of the word that the cell holds.

    Raises
    ------
    CellError
        ``UNKNOWN_WORD``; the sentence lists the words and names the nearest.
    """
    typed = plain(text_of(cell))
    for item in words:
        if typed in spellings(item):
            return item.value
    raise CellError("UNKNOWN_WORD", expected_word(typed, words))


@cache
def spellings(item: Word) -> set[str]:
    """Every way to write a word, plain."""
    return {plain(text) for text in (*item.written, *item.also)}


def expected_word(typed: str, words: tuple[Word, ...]) -> tuple[str, str]:
    """What a word column expects: its words, the nearest first named."""
    told = []
    for language, listed, meant in ((0, "salah satu dari", "mungkin"), (1, "one of", "perhaps")):
        owner = {name: item.written[language] for item in words for name in spellings(item) if len(name) > 2}
        near = nearest(typed, owner)
        hint = f" ({meant}: {owner[near]})" if near else ""
        told.append(f"{listed}: {', '.join(item.written[language] for item in words)}{hint}")
    return told[0], told[1]


def heading_names(column: Column) -> set[str]:
    """Every heading that a column is known by, plain."""
    return {plain(name) for name in (*column.heading, *column.also)}
