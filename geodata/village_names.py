"""Names of villages and codes as different sources write them: what counts as the same."""

import re
from functools import lru_cache

_PREFIX = re.compile(r"^(?:desa|kelurahan|kel|ds|kampung administratif|nagari|gampong|kecamatan|kec)\s+(?=\S)")
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")
_ROMAN = {numeral: str(number) for number, numeral in enumerate(_NUMERALS, start=1)}


@lru_cache(maxsize=200_000)
def plain_name(name: str) -> str:
    """A name without its case, blanks, signs and title; ``"Desa LB. Belimbing II"`` is ``"lbbelimbing2"``.

    Only what is the same word otherwise: no letters are guessed and nothing is abbreviated.
    """
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    words = re.sub(r"[^0-9a-z]+", " ", split.casefold().replace("'", "")).strip()
    words = _PREFIX.sub("", words)
    return "".join(_ROMAN.get(word, word.lstrip("0") or word) for word in words.split())


@lru_cache(maxsize=200_000)
def plain_code(code: str) -> str:
    """A code without dots and blanks: ``"17.02.20.2001"`` and ``"1702202001"`` are the same."""
    return re.sub(r"[^0-9a-z]+", "", code.casefold())
