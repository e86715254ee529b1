"""What a library says of a broken file: told after our own words, without paths of the office's machine."""

from pathlib import Path

from geodata.contracts.column import BothLanguages
from geodata.privacy import masked

MOST_LETTERS = 120


def size_told(path: Path) -> str:
    """The size of a file as a fault tells what was found: it needs no language."""
    try:
        return f"{path.stat().st_size} B"
    except OSError:
        return ""


def with_detail(expected: BothLanguages, error: BaseException) -> BothLanguages:
    """What is expected, and behind it what the library made of the file, for whoever is asked for help."""
    text = str(error).replace("\\", "/")
    detail = " ".join(word for word in text.split() if "/" not in word).strip(" :;'\"")[:MOST_LETTERS]
    if not detail:
        return expected
    told = masked(detail)
    return f"{expected[0]} (rincian teknis: {told})", f"{expected[1]} (technical detail: {told})"
