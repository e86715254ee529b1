"""A small office as typed rows: three villages on a line on the equator, one team at a base, cards.

A hundredth of a degree of longitude on the equator is 1,111.95 m; with the detour of 1.4 it is 1,557 m of road.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from geodata.assemble import assemble
from geodata.contracts import BaseCell, SchoolRow, Sheets, StockRow, TeamRow, VillageRow
from planner.domain.problem import Problem
from planner.errors import InputFaults

FIRST = date(2027, 1, 1)
LAST = date(2027, 1, 31)
AS_OF = date(2026, 12, 1)


def village(code: str, lon: float = 100.0, *, unrecorded: int = 10, eligible: int = 1_000, **more: Any) -> VillageRow:
    """A village on the equator with 90 % or so recorded."""
    row = VillageRow(
        code=code,
        name=f"Desa {code}",
        subdistrict=more.pop("subdistrict", "Utara"),
        lat=more.pop("lat", 0.0),
        lon=lon,
        eligible=eligible,
        recorded=eligible - unrecorded,
    )
    return replace(row, **more)


def school(npsn: str, *, unrecorded: int = 10, **more: Any) -> SchoolRow:
    """A school with as many recorded pupils as unrecorded ones."""
    row = SchoolRow(npsn=npsn, name=f"SMA {npsn}", pupils_16plus=2 * unrecorded, pupils_recorded=unrecorded)
    return replace(row, **more)


def team(id_: str = "T1", **more: Any) -> TeamRow:
    """A team with its base on the spot of the first village."""
    return replace(TeamRow(id=id_, base=BaseCell(lat=0.0, lon=100.0), base_id="kantor"), **more)


def office(*villages: VillageRow, **more: Any) -> Sheets:
    """The sheets of an office; without villages, three on a line 1,557 m of road apart."""
    line = (village("a", 100.0), village("b", 100.01), village("c", 100.02))
    plain = Sheets(villages=villages or line, teams=(team(),), stock=StockRow(opening=100))
    return replace(plain, **more)


def problem_of(sheets: Sheets, **more: Any) -> Problem:
    """Its problem for January 2027, seen from 1 December."""
    when = {"first": FIRST, "last": LAST, "as_of": AS_OF} | more
    return assemble(sheets, name="Kantor", **when)


def codes(error: InputFaults) -> list[str]:
    """Codes of the faults of an error."""
    return [fault.code for fault in error.faults]
