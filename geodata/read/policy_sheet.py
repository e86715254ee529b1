"""Sheets ``kebijakan`` and ``biaya``: names made canonical, values in the unit of the field, and the policy itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from geodata.contracts.column import Row, Word
from geodata.contracts.supplies import PolicyRow, RateRow
from geodata.contracts.words import CONNECTIVITY, TERRAIN, YES_NO
from geodata.read.cell_faults import Cell, CellError, text_of
from geodata.read.dates import clock
from geodata.read.numbers import decimal, span, whole
from geodata.read.policy_names import (
    ELSEWHERE,
    FLOOR_NAMES,
    UNIT_TEXT,
    Parameter,
    Unit,
    parameters_by_name,
    rates_by_name,
)
from geodata.read.spelling import nearest, plain, word
from planner.domain.policy import EquityPlace, Floor, Hours, IkdCapScope, Policy, Rates, Weights
from planner.domain.site import Connectivity, Terrain
from planner.errors import Fault
from planner.units import MICRO, PERMILLE

SCOPES = (
    Word(value=IkdCapScope.TEAM, written=("tim", "team")),
    Word(value=IkdCapScope.OFFICE, written=("kantor", "office")),
)
EQUITY_PLACES = (
    Word(value=EquityPlace.AFTER_VALUE, written=("setelah_nilai", "after_value")),
    Word(value=EquityPlace.FIRST, written=("utama", "first")),
)
WORDS: dict[Unit, tuple[Word, ...]] = {
    Unit.YES_NO: YES_NO,
    Unit.CONNECTIVITY: tuple(item for item in CONNECTIVITY if item.value is not Connectivity.UNKNOWN),
    Unit.TERRAIN: TERRAIN,
    Unit.SCOPE: SCOPES,
    Unit.EQUITY: EQUITY_PLACES,
}
_TIMES: dict[Unit, int] = {Unit.MINUTES: 60, Unit.HOURS: 3_600, Unit.KM: 1_000}
FITTING = (
    "nilai yang cocok: jam mulai sebelum jam selesai, istirahat muat di antara batasnya",
    "values that fit together: a shift starts before it ends, the break fits between its limits",
)


def read_policy(rows: Iterable[PolicyRow]) -> tuple[tuple[PolicyRow, ...], list[Fault]]:
    """Rows with canonical names and values, and everything wrong with them."""
    known = parameters_by_name()
    found: list[PolicyRow] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for row in rows:
        try:
            read = _policy_row(row, known)
        except _RowError as error:
            faults.append(row.fault(error.cell.code, error.field, getattr(row, error.field), error.cell.expected))
            continue
        if read.parameter in seen:
            faults.append(row.fault("REPEATED_CODE", "parameter", row.parameter, _once(seen[read.parameter])))
        else:
            seen[read.parameter] = row.place.row
            found.append(read)
    return tuple(found), faults + _contradictions(found)


def read_rates(rows: Iterable[RateRow]) -> tuple[tuple[RateRow, ...], list[Fault]]:
    """Rows with canonical codes, and everything wrong with them."""
    known = rates_by_name()
    found: list[RateRow] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for row in rows:
        name = known.get(plain(text_of(row.code)))
        if name is None:
            faults.append(row.fault("UNKNOWN_RATE", "code", row.code, _near(text_of(row.code), known, "rates")))
        elif name in seen:
            faults.append(row.fault("REPEATED_CODE", "code", row.code, _once(seen[name])))
        else:
            seen[name] = row.place.row
            found.append(replace(row, code=name))
    return tuple(found), faults


def policy_of(rows: Iterable[PolicyRow], rates: Iterable[RateRow] = ()) -> Policy:
    """The policy that rows with canonical names mean, over the defaults.

    Raises
    ------
    ValueError
        If values contradict each other; :func:`read_policy` has told so before.
    """
    parts = _Parts()
    for row in rows:
        parts.put(row.parameter, row.value)
    own = {row.code: row.rupiah for row in rates}
    return parts.policy(own)


@dataclass(slots=True)
class _Parts:
    """Values sorted to where they belong."""

    plain: dict[str, Any] = field(default_factory=dict)
    inside: dict[str, dict[str, Any]] = field(default_factory=dict)
    floors: dict[str, dict[str, int]] = field(default_factory=dict)

    def put(self, path: str, value: Any) -> None:
        if path.startswith("floors."):
            promise, _, subdistrict = path.removeprefix("floors.").partition(":")
            self.floors.setdefault(subdistrict, {})[promise] = value
            return
        group, dot, name = path.partition(".")
        if dot:
            self.inside.setdefault(group, {})[name] = value
        else:
            self.plain[group] = _typed(group, value)

    def policy(self, rates: dict[str, int]) -> Policy:
        base = Policy()
        changed: dict[str, Any] = dict(self.plain)
        for group, values in self.inside.items():
            part: Hours | Rates | Weights = getattr(base, group)
            changed[group] = replace(part, **values)
        if rates:
            changed["rates"] = replace(changed.get("rates", base.rates), **rates)
        changed["floors"] = tuple(Floor(subdistrict=name, **promise) for name, promise in sorted(self.floors.items()))
        return replace(base, **changed)


def _typed(name: str, value: Any) -> Any:
    kinds = {
        "unknown_connectivity_as": Connectivity,
        "default_terrain": Terrain,
        "ikd_cap_scope": IkdCapScope,
        "equity": EquityPlace,
    }
    return kinds[name](value) if name in kinds else value


class _RowError(Exception):
    """A cell of the row cannot be read."""

    def __init__(self, field: str, cell: CellError) -> None:
        self.field = field
        self.cell = cell
        super().__init__(field)


def _policy_row(row: PolicyRow, known: dict[str, tuple[Parameter, Unit]]) -> PolicyRow:
    written = text_of(row.parameter)
    head, colon, subdistrict = written.partition(":")
    if colon and plain(head) in FLOOR_NAMES:
        promise, unit = FLOOR_NAMES[plain(head)]
        own = Unit.COUNT if promise == "visits" else Unit.PERMILLE
        floor = Parameter(path=f"floors.{promise}:{subdistrict.strip()}", unit=own, names=(), high=1000)
        return replace(row, parameter=floor.path, value=_value(row, floor, unit))
    if plain(written) in ELSEWHERE:
        raise _RowError("parameter", CellError("PARAMETER_ELSEWHERE", ELSEWHERE[plain(written)]))
    if plain(written) not in known:
        raise _RowError("parameter", CellError("UNKNOWN_PARAMETER", _near(written, known, "parameters")))
    parameter, unit = known[plain(written)]
    return replace(row, parameter=parameter.path, value=_value(row, parameter, unit))


def _value(row: PolicyRow, parameter: Parameter, unit: Unit) -> int | bool | str:
    """The value of a row, written in ``unit``, in the unit of its field."""
    try:
        return told_value(row.value, parameter, unit)
    except CellError as error:
        raise _RowError("value", error) from error


def told_value(cell: Cell, parameter: Parameter, unit: Unit) -> int | bool | str:
    """A value written in ``unit``, in the unit of its field.

    Raises
    ------
    CellError
        It cannot be read, or lies outside the limits; what was expected names the unit.
    """
    scale = scale_of(parameter, unit)
    low, high = parameter.low, parameter.high
    try:
        value = _converted(cell, unit, scale)
        if not isinstance(value, str) and (value < low or (high is not None and value > high)):
            raise CellError("OUT_OF_RANGE", span(_shown(low, scale), None if high is None else _shown(high, scale)))
        return value
    except CellError as error:
        told = (f"{error.expected[0]} ({UNIT_TEXT[unit][0]})", f"{error.expected[1]} ({UNIT_TEXT[unit][1]})")
        raise CellError(error.code, told) from error


def scale_of(parameter: Parameter, unit: Unit) -> int:
    """How many units of the field one written unit is."""
    if unit is Unit.SHARE:
        return PERMILLE if parameter.unit is Unit.PERMILLE else MICRO
    return 1 if unit is parameter.unit else _TIMES[unit]


def _shown(limit: int, scale: int) -> float:
    return limit // scale if limit % scale == 0 else limit / scale


def _converted(cell: Cell, unit: Unit, scale: int) -> int | bool | str:
    if unit in WORDS:
        value = word(cell, WORDS[unit])
        return value if isinstance(value, bool) else str(value)
    if unit is Unit.CLOCK:
        return clock(cell)
    if scale == 1:
        return whole(cell)
    text = text_of(cell)
    if unit is Unit.SHARE and text.endswith("%"):
        return _exact(decimal(text.removesuffix("%").strip()) * scale / 100)
    return _exact(decimal(cell) * scale)


def _exact(value: Decimal) -> int:
    if value != value.to_integral_value():
        raise CellError(
            "NOT_WHOLE", ("nilai yang tidak lebih halus dari satuan dasar", "a value no finer than the base unit")
        )
    return int(value)


def _once(row: int) -> tuple[str, str]:
    return (f"satu baris saja; sudah ada di baris {row}", f"one row only; row {row} has it already")


def _near(typed: str, known: Iterable[str], listed: str) -> tuple[str, str]:
    near = nearest(typed, known)
    if near is None:
        return (
            f"nama yang dikenal; daftarnya di lembar baca dulu, di API /v1/reference/{listed}",
            f"a known name; they are listed on the read me sheet, in the API at /v1/reference/{listed}",
        )
    return (f"nama yang dikenal; mungkin {near}", f"a known name; perhaps {near}")


def _contradictions(rows: list[PolicyRow]) -> list[Fault]:
    """Values that are possible alone and not together, told at the last row of their group."""
    faults: list[Fault] = []
    groups: dict[str, list[PolicyRow]] = {}
    for row in rows:
        groups.setdefault(row.parameter.partition(".")[0] if "." in row.parameter else "", []).append(row)
    for members in groups.values():
        try:
            policy_of(members)
        except ValueError:
            last: Row = members[-1]
            faults.append(
                last.fault(
                    "POLICY_CONTRADICTS",
                    "value",
                    ", ".join(f"{row.parameter} = {row.value}" for row in members),
                    FITTING,
                )
            )
    return faults
