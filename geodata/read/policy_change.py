"""One number of the policy as a change gives it: a name of the sheet ``kebijakan`` and a value in its unit."""

from dataclasses import replace
from difflib import get_close_matches

from geodata.read.cell_faults import Cell, CellError, text_of
from geodata.read.policy_names import (
    ELSEWHERE,
    FLOOR_NAMES,
    PARAMETERS,
    RATES,
    Parameter,
    Unit,
    parameters_by_name,
)
from geodata.read.policy_sheet import WORDS, told_value
from geodata.read.spelling import plain

NEAR, LIKE = 4, 0.5
"""So many known names are told at most, each at least so like what was written."""


def number_given(name: str, value: Cell) -> tuple[str, int]:
    """The path of the field of the policy that is meant, and its value in the unit of the field.

    Raises
    ------
    CellError
        ``UNKNOWN_PARAMETER``, ``PARAMETER_ELSEWHERE`` or ``NOT_A_CHANGE`` for the name; else for the value.
    """
    written = plain(name)
    if written in ELSEWHERE:
        raise CellError("PARAMETER_ELSEWHERE", ELSEWHERE[written])
    if written.partition(":")[0] in FLOOR_NAMES:
        raise CellError("NOT_A_CHANGE", _ON_THE_SHEET)
    known = parameters_by_name() | _PRICES
    if written not in known:
        raise CellError("UNKNOWN_PARAMETER", _near(written))
    parameter, unit = known[written]
    if unit in WORDS and unit is not Unit.YES_NO:
        raise CellError("NOT_A_CHANGE", _ON_THE_SHEET)
    if unit is Unit.CLOCK and text_of(value).isdecimal():
        # As the field holds it: seconds from midnight.
        unit, parameter = Unit.SECONDS, replace(parameter, unit=Unit.SECONDS)
    return parameter.path, int(told_value(value, parameter, unit))


_PRICES = {
    plain(f"rates.{field}"): (Parameter(path=f"rates.{field}", unit=Unit.RUPIAH, names=()), Unit.RUPIAH)
    for field in RATES
}
"""Prices by the path of their field; by the names of their own sheet they are another change."""
NAME_CODES = frozenset({"UNKNOWN_PARAMETER", "PARAMETER_ELSEWHERE", "NOT_A_CHANGE"})
"""Codes of what is wrong with the name, not with the value."""
_ON_THE_SHEET = (
    "nama sebuah bilangan; yang berupa kata atau janji per kecamatan diubah di lembar kebijakan",
    "the name of a number; words and promises to subdistricts are changed on the sheet of the policy",
)


def _near(written: str) -> tuple[str, str]:
    """The names most like what was written, in both languages; else where they all stand."""
    owners = {name: item for name, (item, _) in parameters_by_name().items()}
    close = get_close_matches(written[:60], list(owners), n=2 * NEAR, cutoff=LIKE)
    # A part of a name is no close match of the whole: ``menit`` and ``persiapan``.
    parts = {part for part in written.split("_") if len(part) > 3}
    close += [name for name in owners if parts & set(name.split("_"))]
    near = list(dict.fromkeys(owners[name].path for name in close))[:NEAR]
    names = {item.path: item.names for item in PARAMETERS}
    if not near:
        return (
            "nama yang dikenal; daftarnya di lembar baca dulu, di API /v1/reference/parameters",
            "a known name; they are listed on the read me sheet, in the API at /v1/reference/parameters",
        )
    own, english = (", ".join(names[path][side][0] for path in near) for side in (0, 1))
    return f"nama yang dikenal; mungkin {own}", f"a known name; perhaps {english}"
