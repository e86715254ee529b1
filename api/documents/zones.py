"""The three zones of Indonesia, and which one a regency keeps.

Presidential Decree 41 of 1987, with the provinces that were made since then.
"""

from collections.abc import Iterable

ZONES = ("WIB", "WITA", "WIT")
_WITA = {"51", "52", "53", "63", "64", "65", *(str(province) for province in range(71, 77))}
_WIT = {"81", "82", *(str(province) for province in range(91, 98))}


def zone_of_codes(codes: Iterable[str]) -> str:
    """The zone of places with such codes (``17.02.20.2001``): by the province that most are in."""
    provinces = [code[:2] for code in codes if code[:2].isdecimal() and code[2:3] in (".", "")]
    if not provinces:
        return "WIB"
    province = max(sorted(set(provinces)), key=provinces.count)
    return "WITA" if province in _WITA else "WIT" if province in _WIT else "WIB"
