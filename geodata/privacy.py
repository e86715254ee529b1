"""What looks like data of a resident, and how it is kept out of every message."""

import re

_SIXTEEN = re.compile(r"(?<![\d.,])\d{16}(?![\d])")
_LONG_RUN = re.compile(r"(?<![\d.,])\d(?:[ .\-]?\d){15,}")
_DECIMAL = re.compile(r"^\s*[+-]?\d+[.,]\d+\s*$")
_SCIENTIFIC = re.compile(r"^\s*\d(?:[.,]\d+)?[eE]\+?15\s*$")
MASK = "*" * 16

PERSONAL_HEADINGS = frozenset(
    {
        *("nik", "nonik", "nomornik", "nomorindukkependudukan"),
        *("nokk", "nomorkk", "nokartukeluarga", "nomorkartukeluarga"),
        *("namalengkap", "namapenduduk", "namawarga"),
        *("tgllahir", "tanggallahir"),
        *("nohp", "nomorhp", "nohandphone"),
    }
)


def is_personal_heading(heading: str) -> bool:
    """Whether a heading asks for data of a resident, whatever its case, spaces and underscores."""
    words = re.findall(r"[a-z0-9]+", heading.casefold())
    return "".join(words) in PERSONAL_HEADINGS or "nik" in words


def looks_like_resident_number(value: object) -> bool:
    """Whether a cell holds a number of 16 digits: as text, with blanks or dashes in it, or as a number."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return value == value and 10**15 <= abs(value) < 10**16 and float(value).is_integer()
    if not isinstance(value, str) or len(value) < 5:
        return False
    if _SIXTEEN.search(value) or _SCIENTIFIC.match(value):
        return True
    run = None if _DECIMAL.match(value) else _LONG_RUN.search(value)
    return run is not None and sum(sign.isdigit() for sign in run.group()) == 16


def masked(value: object) -> str:
    """``value`` as text that may be shown: short, on one line, without runs of 16 digits or more."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**16:
        value = int(value)
    text = " ".join(str(value).split())
    if looks_like_resident_number(value):
        text = _SCIENTIFIC.sub(MASK, text)
    text = _LONG_RUN.sub(MASK, text)
    return text if len(text) <= 80 else text[:77] + "..."
