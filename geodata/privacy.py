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
    # The code of a village, and what stands after it: 17.02.01.2001 245 118, 1702012001 245 118.
    r"|\d\d\.\d\d\.\d\d\.[12]\d{3}(?![.\-]\d)|[1-9]\d{5}[12]\d{3}(?= \d{1,5}(?!\d))"
    r")(?!\d)"
    # Amounts of money beside one another: 12.500.000 13.750.000.
    r"|(?<![\d.])\d{1,3}(?:\.\d{3}){1,3}(?!\.?\d)"
    # Telephone numbers in groups, only where no digits come before them.
    r"|(?<!\d)(?<!\d[ .\-])(?:\+?62[ \-]?|0)8\d\d[ \-]\d{3,4}[ \-]\d{3,5}(?!\d)"
    r"(?:[ ,;/]+(?:\+?62[ \-]?|0)8\d\d[ \-]\d{3,4}[ \-]\d{3,5}(?!\d))*"
)
"""What has as many digits only because it stands in parts; of a number without blanks or signs nothing is harmless."""
_SCIENTIFIC = re.compile(r"^\s*\d(?:[.,]\d+)?[eE]\+?15\s*$")
_DATED = re.compile(r"(?:1[1-9]|[2-9]\d)\d{4}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}$")
"""Province, regency, subdistrict; day (women: 40 more), month, year; running number."""
MOST_GROUPS = 6
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
    runs = (re.findall(r"\d+", run.group()) for run in _LONG_RUN.finditer(_HARMLESS.sub("|", value)))
    return any(sum(map(len, groups)) == 16 or _has_number_in_groups(groups) for groups in runs)


def _has_number_in_groups(groups: list[str]) -> bool:
    """Whether some groups beside each other, of more, make a number with a day in it: RT 07 3201 0150 0690 0012.

    One of the groups has to begin with a zero, as running numbers and days do: amounts that are listed do not.
    """
    for first in range(len(groups)):
        for last in range(first + 2, min(len(groups), first + MOST_GROUPS) + 1):
            window = groups[first:last]
            digits = "".join(window)
            if len(digits) == 16 and any(group[0] == "0" for group in window) and _DATED.match(digits):
                return True
    return False


def masked(value: object) -> str:
    """``value`` as text that may be shown: short, on one line, without runs of 16 digits or more."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**16:
        value = int(value)
    text = " ".join(str(value).split())
    if looks_like_resident_number(value):
        text = _SCIENTIFIC.sub(MASK, text)
    text = _LONG_RUN.sub(MASK, text)
    return text if len(text) <= 80 else text[:77] + "..."
