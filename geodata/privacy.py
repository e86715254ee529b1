"""What looks like data of a resident, and how it is kept out of every message."""

import re

_SIXTEEN = re.compile(r"(?<![\d.,])\d{16}(?![\d])")
_LONG_RUN = re.compile(r"(?<![\d.,])\d(?:[ .\-]?\d){15,}")
_DECIMAL = re.compile(r"^\s*[+-]?\d+[.,]\d+(?:[eE]-\d+)?\s*$")
_HARMLESS = re.compile(
    r"(?<!\d)(?:"
    # Days, and hours, beside one another: 2027-01-12 08.00-12.00.
    r"(?:19|20)\d\d[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./](?:19|20)\d\d"
    # Latitude and longitude in one cell: -3.467123 102.521345.
    r"|\d{1,3}\.\d{3,}\s+-?\d{1,3}\.\d{3,}"
    # Two numbers of schools: 10703040 10703041.
    r"|\d{8}[ -]\d{8}"
    r")(?!\d)"
)
"""What has as many digits only because it stands in parts; of a number without blanks or signs nothing is harmless."""
_SCIENTIFIC = re.compile(r"^\s*\d(?:[.,]\d+)?[eE]\+?15\s*$")
MASK = "*" * 16
NO_NUMBER_IN_TEXT = (
    "teks tanpa nomor 16 angka, yang tampak seperti NIK atau nomor KK; hapus nomor itu",
    "a text without a number of 16 digits, which looks like a NIK or a family number; take it out",
)

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
    if _DECIMAL.match(value):
        return False
    runs = _LONG_RUN.finditer(_HARMLESS.sub("|", value))
    return any(sum(sign.isdigit() for sign in run.group()) == 16 for run in runs)


def masked(value: object) -> str:
    """``value`` as text that may be shown: short, on one line, without runs of 16 digits or more."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**16:
        value = int(value)
    text = " ".join(str(value).split())
    if looks_like_resident_number(value):
        text = _SCIENTIFIC.sub(MASK, text)
    text = _LONG_RUN.sub(MASK, text)
    return text if len(text) <= 80 else text[:77] + "..."
