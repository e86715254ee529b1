"""The ground of the whole country: problems of regencies, made of village codes and of a file where there is one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from api.errors import refuse
from api.wiring_ground import Span, assembled
from planner.domain.problem import Problem
from planner.errors import InputFaults

LARGEST_FILE = 60_000_000
Given = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A regency as the nation's study knows it."""

    code: str
    name: str
    province: str
    villages: int
    is_generated: bool


def offices(given: Given) -> tuple[Office, ...]:
    """All regencies, in order of their codes."""
    from geodata.nation import regencies

    return tuple(
        Office(
            code=item.code,
            name=item.name,
            province=item.province,
            villages=len(item.villages),
            is_generated=not any(village.code in given for village in item.villages),
        )
        for item in regencies()
    )


def given_villages(path: Path) -> dict[str, dict[str, Any]]:
    """Rows of a user's sheet of villages by code: a CSV file, a zip of such files, a workbook or JSON.

    Raises
    ------
    InputFaults
        It cannot be read, holds no villages or data of residents, or codes that the decree does not list.
    """
    from geodata.nation import regencies
    from geodata.read.csv_folder import csv_table
    from geodata.read.grid import grid_of
    from geodata.read.personal import personal_faults
    from geodata.read.raw_table import FileError, Limits, RawTable
    from geodata.read.upload import uploaded_tables

    limits = Limits(file_bytes=LARGEST_FILE)
    try:
        if path.suffix.casefold() == ".csv":
            # Whatever the file is called, it is the sheet of villages.
            tables: tuple[RawTable, ...] = (replace(csv_table(path, limits), name="desa"),)
        else:
            tables = uploaded_tables(path.name, path.read_bytes(), limits)
    except FileError as error:
        raise InputFaults((error.fault,)) from error
    personal = tuple(fault for table in tables for fault in personal_faults(table, 0))
    if personal:
        raise InputFaults(personal)
    grids = [grid for table in tables if (grid := grid_of(table)) is not None and grid.field == "villages"]
    if not grids:
        raise refuse("SHEET_MISSING", path.name, "", "lembar desa", "a sheet of villages")
    known = {village.code for regency in regencies() for village in regency.villages}
    rows = {row.cells.get("code", ""): {key: text for key, text in row.cells.items() if text} for row in grids[0].rows}
    strange = [code for code in rows if code not in known]
    if strange:
        raise refuse(
            "VILLAGE_CODE_UNKNOWN",
            path.name,
            ", ".join(strange[:5]),
            "kode desa menurut Kepmendagri 300.2.2-2138/2025, seperti 17.02.20.2001",
            "village codes of Kepmendagri 300.2.2-2138/2025, such as 17.02.20.2001",
        )
    return rows


def regency_problem(code: str, given: Given, span: Span) -> Problem:
    """The problem of one regency, without blank cards.

    Raises
    ------
    InputFaults
        With everything that is wrong in the rows that were given.
    """
    from geodata.nation import figures_of, regencies, sheets_of_regency
    from geodata.read.sheets import sheets_of
    from geodata.read.upload import uploaded_tables

    regency = next(item for item in regencies() if item.code == code)
    tables = uploaded_tables(f"{code}.json", json.dumps(sheets_of_regency(regency, given)).encode())
    sheets = replace(sheets_of(tables), figures=figures_of(regency, given))
    return assembled(sheets, regency.name, None, span)
