"""Reads the sheet ``jadwal`` of a workbook back as a plan, with all its faults at once."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from api.documents.hand_cells import Cell, Collector
from api.documents.plan_columns import COLUMNS, SHEET
from api.errors import refuse
from planner.domain.plan import Assignment, Break, EquipmentUse, Plan, Service, Trip, Visit, VisitPeople
from planner.domain.problem import Problem
from planner.domain.site import SiteKind
from planner.domain.team import EquipmentKind, VehicleClass
from planner.errors import InputFaults
from planner.ledger import lines_total, trip_cost, trip_distance_m
from planner.service import turnout_ppm

SIZE_LIMIT = 20_000_000
_UNPACKED_LIMIT = 200_000_000
_TRIP_COLUMNS = ("team", "vehicle", "staff", "equipment", "days", "lodging")
_VISIT_COLUMNS = ("service", "arrive", "set_up", "start", "end", "depart", "break_start", "break_end")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row of the sheet: its number counted from 1 and its cells by column."""

    number: int
    cells: dict[str, Cell]

    def __getitem__(self, column: str) -> Cell:
        return self.cells[column]


def read_hand_plan(path: Path, problem: Problem) -> Plan:
    """The plan on the sheet ``jadwal``; distance and cost are computed from its trips.

    Raises
    ------
    InputFaults
        With every broken row.
    """
    return plan_of_rows(read_rows(path), problem)


def read_rows(path: Path) -> list[list[object]]:
    """Cells of the sheet, headings first."""
    _guard(path)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        names = {name.casefold(): name for name in workbook.sheet_names}
        if SHEET not in names:
            raise refuse(
                "PLAN_SHEET_MISSING", path.name, ", ".join(workbook.sheet_names), f"lembar {SHEET}", f"a sheet {SHEET}"
            )
        return [list(row) for row in workbook.get_sheet_by_name(names[SHEET]).to_python(skip_empty_area=False)]
    except CalamineError as error:
        raise _unreadable(path) from error


def _guard(path: Path) -> None:
    """Refuse what is too large before it is parsed."""
    if path.stat().st_size > SIZE_LIMIT:
        raise refuse("FILE_TOO_LARGE", path.name, f"{path.stat().st_size} byte", "paling besar 20 MB", "at most 20 MB")
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except zipfile.BadZipFile as error:
        raise _unreadable(path) from error
    if unpacked > _UNPACKED_LIMIT:
        raise refuse(
            "ZIP_BOMB", path.name, f"{unpacked} byte", "paling besar 200 MB setelah dibuka", "at most 200 MB unpacked"
        )


def _unreadable(path: Path) -> InputFaults:
    return refuse("NOT_A_WORKBOOK", path.name, path.name, "buku kerja .xlsx yang utuh", "an intact .xlsx workbook")


def plan_of_rows(rows: Sequence[Sequence[object]], problem: Problem) -> Plan:
    """The plan of these cells."""
    faults = Collector()
    table = _table(rows, faults)
    trips: dict[str, list[_Row]] = {}
    places: set[tuple[str, str]] = set()
    for row in table:
        if not row["team"].given and not row["trip"].given:
            places |= _place_only(row, problem)
            continue
        trips.setdefault(_trip_id(row), []).append(row)
    made = [_trip(id, rows_of, problem, faults) for id, rows_of in trips.items()]
    faults.raise_if_any()
    found = sorted((trip for trip in made if trip is not None), key=lambda trip: (trip.days[0], trip.team, trip.id))
    for trip in found:
        for visit in trip.visits:
            villages = (p.origin for p in visit.people if problem.site[p.origin].kind is SiteKind.VILLAGE)
            places |= {(village, visit.site) for village in villages}
    return Plan(
        trips=tuple(found),
        assignments=tuple(Assignment(village=village, site=site) for village, site in sorted(places)),
    )


def _table(rows: Sequence[Sequence[object]], faults: Collector) -> Iterator[_Row]:
    headings = {heading: column for column in COLUMNS for heading in (*column.headings, column.id)}
    first = [str(cell).strip().casefold() for cell in rows[0]] if rows else []
    place = {headings[text].id: number for number, text in enumerate(first) if text in headings}
    missing = [
        column for column in COLUMNS if column.id in ("team", "day", "site", "start", "end", "origin", "invited")
    ]
    for column in missing:
        if column.id not in place:
            faults.heading(column)
    faults.raise_if_any()
    for number, values in enumerate(rows[1:], start=2):
        cells = {}
        for column in COLUMNS:
            index = place.get(column.id)
            value = values[index] if index is not None and index < len(values) else None
            cells[column.id] = Cell(row=number, number=index, column=column, value=value, faults=faults)
        if any(cell.given for cell in cells.values()):
            yield _Row(number=number, cells=cells)


def _trip_id(row: _Row) -> str:
    return row["trip"].text() or f"{row['team'].text()}-{row['day'].shown()}"


def _place_only(row: _Row, problem: Problem) -> set[tuple[str, str]]:
    known = [row[name].known(problem.site) for name in ("origin", "site")]
    return {(str(known[0]), str(known[1]))} if all(known) else set()


def _trip(id: str, rows: Sequence[_Row], problem: Problem, faults: Collector) -> Trip | None:
    head = rows[0]
    for row in rows[1:]:
        for name in _TRIP_COLUMNS:
            if row[name].shown() != head[name].shown():
                faults.differs(row[name], head[name], id)
    team = head["team"].known(problem.team)
    visits = _visits(rows, problem, faults)
    days = _days(head, visits)
    staff = tuple(sorted(item for item in head["staff"].listed_known(problem.member)))
    vehicle = head["vehicle"].word(VehicleClass) if head["vehicle"].given else None
    places = {**problem.site, **problem.base}
    lodging = tuple(head["lodging"].listed_known(places))
    equipment = _equipment(head["equipment"])
    breaks = _breaks(rows)
    if team is None or faults.any:
        return None
    trip = Trip(
        id=id,
        team=team,
        vehicle=vehicle or problem.team[team].vehicle_class,
        staff=staff,
        equipment=equipment,
        days=days,
        lodging=lodging,
        breaks=breaks,
        visits=visits,
        distance_m=0,
        cost_rupiah=0,
    )
    return _with_figures(problem, trip)


def _with_figures(problem: Problem, trip: Trip) -> Trip:
    measured = replace(trip, distance_m=trip_distance_m(problem, trip))
    return replace(measured, cost_rupiah=lines_total(trip_cost(problem, measured)))


def _days(head: _Row, visits: Sequence[Visit]) -> tuple[date, ...]:
    stated = head["days"].dates()
    if stated:
        return tuple(stated)
    held = sorted({visit.day for visit in visits})
    if not held:
        return ()
    return tuple(held[0] + timedelta(days=number) for number in range((held[-1] - held[0]).days + 1))


def _equipment(cell: Cell) -> tuple[EquipmentUse, ...]:
    found = []
    for part in cell.parts():
        word, _, count = part.partition(":")
        kind = cell.word_of(EquipmentKind, word.strip())
        if not (count.strip() or "1").isdecimal():
            cell.wrong("NOT_A_COUNT", "satellite_kit:1", "satellite_kit:1")
        elif kind is not None:
            found.append(EquipmentUse(kind=kind, count=int(count.strip() or "1")))
    return tuple(sorted(found, key=lambda use: use.kind))


def _breaks(rows: Sequence[_Row]) -> tuple[Break, ...]:
    found: dict[date, Break] = {}
    for row in rows:
        day = row["day"].read_date()
        if day is None or day in found or not (row["break_start"].given or row["break_end"].given):
            continue
        start, end = row["break_start"].read_time(), row["break_end"].read_time()
        if start is not None and end is not None:
            found[day] = Break(day=day, start=start, end=end)
    return tuple(found[day] for day in sorted(found))


def _visits(rows: Sequence[_Row], problem: Problem, faults: Collector) -> tuple[Visit, ...]:
    groups: dict[tuple[str, str, str], list[_Row]] = {}
    for row in rows:
        groups.setdefault((row["day"].shown(), row["site"].text(), row["start"].shown()), []).append(row)
    made = [_visit(group, problem, faults) for group in groups.values()]
    return tuple(
        sorted((visit for visit in made if visit is not None), key=lambda visit: (visit.day, visit.start, visit.site))
    )


def _visit(rows: Sequence[_Row], problem: Problem, faults: Collector) -> Visit | None:
    head = rows[0]
    for row in rows[1:]:
        for name in _VISIT_COLUMNS:
            if row[name].shown() != head[name].shown():
                faults.differs(row[name], head[name], head["site"].text())
    day, site = head["day"].day_of(problem.period), head["site"].known(problem.site)
    start, end = head["start"].read_time(), head["end"].read_time()
    people = _people(rows, site, problem, faults)
    service = head["service"].word(Service) if head["service"].given else Service.RECORDING
    times = {name: head[name].read_time() for name in ("arrive", "set_up", "depart") if head[name].given}
    if day is None or site is None or start is None or end is None or service is None or None in times.values():
        return None
    set_up = times.get("set_up")
    if set_up is None:
        set_up = start - problem.policy.setup_s
    arrive, depart = times.get("arrive"), times.get("depart")
    return Visit(
        site=site,
        day=day,
        service=service,
        arrive=set_up if arrive is None else arrive,
        set_up=set_up,
        start=start,
        end=end,
        depart=end + problem.policy.pack_s if depart is None else depart,
        people=people,
    )


def _people(rows: Sequence[_Row], site: str | None, problem: Problem, faults: Collector) -> tuple[VisitPeople, ...]:
    found: dict[str, VisitPeople] = {}
    for row in rows:
        if not row["origin"].given:
            continue
        origin = row["origin"].known(problem.site)
        invited, extra = row["invited"].count(), row["invited_ikd"].count()
        recorded = row["recorded"].micro()
        cards, ikd = row["cards"].micro(), row["ikd"].micro()
        if origin is None or site is None or None in (invited, extra, recorded, cards, ikd):
            continue
        if origin in found:
            faults.repeated(row["origin"])
            continue
        if not row["recorded"].given:
            recorded = (invited or 0) * turnout_ppm(problem, problem.site[origin], problem.site[site])
        found[origin] = VisitPeople(
            origin=origin,
            invited=invited or 0,
            invited_ikd=extra or 0,
            recorded=recorded or 0,
            cards=cards or 0,
            ikd=ikd or 0,
        )
    return tuple(found[origin] for origin in sorted(found))
