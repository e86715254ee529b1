"""A planning folder or a workbook to typed sheets, or every fault that stands in the way."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from geodata.contracts import NEEDED_SHEETS, READ_ME, SHEETS, PolicyRow, Sheets
from geodata.contracts.column import BothLanguages
from geodata.privacy import masked
from geodata.read.cross_checks import cross_faults
from geodata.read.csv_folder import csv_files, csv_table
from geodata.read.draft import ID_OF_SITES, Draft, Drafts, SheetFaults, made
from geodata.read.files import bytes_of
from geodata.read.personal import personal_faults
from geodata.read.policy_sheet import policy_of, read_policy, read_rates
from geodata.read.raw_table import FileError, Limits, RawTable, file_error
from geodata.read.spelling import nearest, plain
from geodata.read.table import ReadTable, read_table
from geodata.read.workbook import workbook_tables
from planner.domain.policy import Policy
from planner.errors import Fault, InputFaults

SHEET_NAMES = {plain(name): field for field, row in SHEETS.items() for name in row.sheet}
SOURCES = (
    "folder berisi berkas CSV, atau satu buku kerja .xlsx",
    "a folder of CSV files, or one .xlsx workbook",
)


def read_sheets(source: Path, limits: Limits | None = None) -> Sheets:
    """Everything an office gave, typed and checked.

    Parameters
    ----------
    source
        A folder of CSV files or one ``.xlsx`` workbook.
    limits
        How much is read at most.

    Raises
    ------
    SheetFaults
        With all faults of all sheets at once; nothing is half-loaded.
    """
    faults: list[Fault] = []
    notes: list[BothLanguages] = []
    tables = _tables(source, limits or Limits(), faults, notes)
    return _judged(tables, faults, notes, one_file=source.is_file())


def sheets_of(tables: Iterable[RawTable]) -> Sheets:
    """The same of raw tables that were read earlier; raises :class:`planner.errors.InputFaults` with all faults."""
    return _judged(tables, [], [], one_file=False)


def field_of(name: str) -> str | None:
    """The field of :class:`geodata.contracts.Sheets` that a sheet of this name holds, if any."""
    return SHEET_NAMES.get(plain(name))


def _judged(tables: Iterable[RawTable], faults: list[Fault], notes: list[BothLanguages], *, one_file: bool) -> Sheets:
    chosen = _chosen(tables, faults, notes)
    read = {field: read_table(table, SHEETS[field]) for field, table in chosen.items()}
    for result in read.values():
        faults += result.faults
        notes += result.notes
    # A sheet whose file could not be read is not missing as well.
    unread = {SHEET_NAMES.get(plain(Path(fault.where).stem)) for fault in faults if fault.sheet is None}
    if not (unread and one_file):
        faults += _needed(read, unread)
    drafts: Drafts = {field: tuple(read[field].drafts) if field in read else () for field in SHEETS}
    sheets = _checked(drafts, faults, notes, _partial(drafts, unread))
    if faults or sheets is None:
        raise SheetFaults(tuple(sorted(faults, key=_place)), drafts)
    return sheets


def _tables(source: Path, limits: Limits, faults: list[Fault], notes: list[BothLanguages]) -> list[RawTable]:
    if not source.exists():
        raise InputFaults((file_error("SOURCE_MISSING", source.name, source.name, SOURCES).fault,))
    if source.is_dir():
        files, others = csv_files(source)
        notes += [(f"Berkas {masked(name)} diabaikan", f"File {masked(name)} is ignored") for name in others]
        found: list[RawTable] = []
        for path in files:
            try:
                found.append(csv_table(path, limits))
            except FileError as error:
                faults.append(error.fault)
        return found
    if source.suffix.casefold() != ".xlsx":
        raise InputFaults((file_error("SOURCE_NOT_SUPPORTED", source.name, source.suffix, SOURCES).fault,))
    try:
        return workbook_tables(source.name, bytes_of(source, limits), limits)
    except FileError as error:
        faults.append(error.fault)
        return []


def _chosen(tables: Iterable[RawTable], faults: list[Fault], notes: list[BothLanguages]) -> dict[str, RawTable]:
    """The table of each sheet; those that are no sheet are ignored, unless they hold personal data."""
    chosen: dict[str, RawTable] = {}
    for table in tables:
        field = SHEET_NAMES.get(plain(table.name))
        name = masked(table.name)
        if field is None:
            faults += personal_faults(table, 0)
            if not _is_read_me(table.name):
                near = nearest(table.name, SHEET_NAMES)
                hint = ("", "") if near is None else (f"; maksudnya {near}?", f"; {near} meant?")
                notes.append((f"Lembar {name} diabaikan{hint[0]}", f"Sheet {name} is ignored{hint[1]}"))
        elif field in chosen:
            once = (
                f"satu lembar saja; {chosen[field].name} sudah ada",
                f"one sheet only; {chosen[field].name} is there",
            )
            faults.append(Fault(code="REPEATED_SHEET", where=name, found=name, expected=once, sheet=name))
        else:
            chosen[field] = table
    return chosen


def _is_read_me(name: str) -> bool:
    return plain(name) in {plain(own) for own in READ_ME}


def _needed(read: dict[str, ReadTable], unread: set[str | None]) -> Iterable[Fault]:
    for field in NEEDED_SHEETS:
        local, english = SHEETS[field].sheet
        if field not in read:
            if field in unread:
                continue
            yield Fault(
                code="MISSING_SHEET",
                where=local,
                found="",
                expected=(f"lembar {local}", f"sheet {english}"),
                sheet=local,
            )
        elif not read[field].drafts:
            yield Fault(
                code="EMPTY_SHEET",
                where=local,
                found="0",
                expected=(f"paling sedikit satu baris di lembar {local}", f"at least one row on the sheet {english}"),
                sheet=local,
            )


def _partial(drafts: Drafts, unread: set[str | None]) -> frozenset[str]:
    """Sheets whose file, or whose column of ids, could not be read."""
    ids = {**ID_OF_SITES, "teams": "base", "staff": "skills"}
    blind = {
        field
        for field, name in ids.items()
        if (drafts[field] or field in NEEDED_SHEETS) and not any(draft.has(name) for draft in drafts[field])
    }
    return frozenset(blind | {field for field in unread if field})


def _checked(drafts: Drafts, faults: list[Fault], notes: list[BothLanguages], partial: frozenset[str]) -> Sheets | None:
    """Faults between sheets are added; the sheets themselves come out where there is no fault at all."""
    policy_rows, found = read_policy(made(drafts["policy"]))
    rate_rows, rate_faults = read_rates(made(drafts["rates"]))
    faults += [*found, *rate_faults]
    policy_rows = _subdistricts_as_written(policy_rows, drafts["villages"])
    canonical = tuple(
        Draft(row=PolicyRow, place=row.place, values={"parameter": row.parameter}, complete=True) for row in policy_rows
    )
    policy = Policy() if found else policy_of(policy_rows)
    faults += cross_faults({**drafts, "policy": canonical}, policy, partial)
    notes += _subdistrict_notes(drafts["villages"])
    if faults:
        return None
    rows: dict[str, Any] = {field: made(drafts[field]) for field in SHEETS}
    stock = rows.pop("stock")[0]
    return Sheets(**{**rows, "policy": policy_rows, "rates": rate_rows}, stock=stock, notes=tuple(notes))


def _subdistricts_as_written(rows: tuple[PolicyRow, ...], villages: tuple[Draft, ...]) -> tuple[PolicyRow, ...]:
    """Promises to a subdistrict carry its name as the villages write it."""
    written = {plain(str(draft.get("subdistrict"))): str(draft.get("subdistrict")) for draft in villages}
    found = []
    for row in rows:
        head, colon, subdistrict = row.parameter.partition(":")
        name = written.get(plain(subdistrict), subdistrict)
        found.append(replace(row, parameter=f"{head}:{name}") if colon else row)
    return tuple(found)


def _subdistrict_notes(villages: tuple[Draft, ...]) -> Iterable[BothLanguages]:
    """Two spellings of what looks like one subdistrict."""
    spelt: dict[str, set[str]] = {}
    for draft in villages:
        if draft.has("subdistrict"):
            spelt.setdefault(plain(draft.get("subdistrict")), set()).add(draft.get("subdistrict"))
    for names in spelt.values():
        if len(names) > 1:
            listed = masked(", ".join(sorted(names)))
            yield (
                f"Kecamatan ditulis dengan beberapa cara dan dianggap berbeda: {listed}",
                f"A subdistrict is written in several ways and taken as different ones: {listed}",
            )


def _place(fault: Fault) -> tuple[int, int, str]:
    order = list(SHEETS)
    field = SHEET_NAMES.get(plain(fault.sheet or ""), "")
    return (order.index(field) if field else -1, fault.row or 0, fault.where)
