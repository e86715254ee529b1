"""The sheet ``jadwal``: the whole plan row by row, exact, to be changed by hand and read back."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from api.documents.facts import PlanFacts
from api.documents.plan_columns import COLUMNS, SHEET
from api.documents.workbook.paper import MUTED, Paper
from planner.domain.plan import Trip, Visit, VisitPeople
from planner.domain.site import SiteKind
from planner.units import DAY_S, MICRO

_ROW_FORMATS: dict[str, dict[str, Any]] = {
    "text": {"num_format": "@"},
    "note": {"num_format": "@", "font_color": MUTED, "italic": True},
    "time": {"num_format": "hh:mm:ss", "align": "center"},
    "date": {"num_format": "yyyy-mm-dd", "align": "center"},
    "count": {"num_format": "0"},
    "micro": {"num_format": "0.000000"},
}


def write_plan(paper: Paper, facts: PlanFacts) -> None:
    """Headings in the first row, one row for each origin at each visit; then places of service without a visit."""
    language = paper.language
    sheet = paper.sheet(SHEET, tab=MUTED)
    head = paper.format(bold=True, bottom=2, text_wrap=True)
    for number, column in enumerate(COLUMNS):
        sheet.write_string(0, number, language.pick(column.headings), head)
        sheet.write_comment(0, number, language.pick(column.note), {"x_scale": 1.5, "y_scale": 0.6})
        sheet.set_column(number, number, column.width, paper.format(**_ROW_FORMATS[column.kind]))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    row = 1
    for trip in facts.document.trips:
        for visit in trip.visits:
            for people in visit.people or (None,):
                _write_row(paper, sheet, row, cells(facts, trip, visit, people))
                row += 1
    for village, site in lone_assignments(facts):
        _write_row(paper, sheet, row, _places(facts, village, site))
        row += 1
    sheet.autofilter(0, 0, max(1, row - 1), len(COLUMNS) - 1)


def cells(facts: PlanFacts, trip: Trip, visit: Visit, people: VisitPeople | None) -> dict[str, object]:
    """Values of one row by column."""
    pause = next((pause for pause in trip.breaks if pause.day == visit.day), None)
    found: dict[str, object] = {
        "trip": trip.id,
        "team": trip.team,
        "vehicle": trip.vehicle.value,
        "staff": ", ".join(trip.staff),
        "equipment": ", ".join(f"{use.kind.value}:{use.count}" for use in trip.equipment),
        "days": ", ".join(day.isoformat() for day in trip.days) if len(trip.days) > 1 else None,
        "lodging": ", ".join(trip.lodging),
        "break_start": None if pause is None else pause.start,
        "break_end": None if pause is None else pause.end,
        "day": visit.day,
        "site": visit.site,
        "site_name": facts.problem.site[visit.site].name,
        "service": visit.service.value,
        "arrive": visit.arrive,
        "set_up": visit.set_up,
        "start": visit.start,
        "end": visit.end,
        "depart": visit.depart,
    }
    if people is not None:
        found |= {
            "origin": people.origin,
            "origin_name": facts.problem.site[people.origin].name,
            "invited": people.invited,
            "invited_ikd": people.invited_ikd,
            "recorded": people.recorded,
            "cards": people.cards,
            "ikd": people.ikd,
        }
    return found


def _places(facts: PlanFacts, village: str, site: str) -> dict[str, object]:
    names = facts.problem.site
    return {"site": site, "site_name": names[site].name, "origin": village, "origin_name": names[village].name}


def lone_assignments(facts: PlanFacts) -> list[tuple[str, str]]:
    """Places of service that no visit tells."""
    told = {
        (people.origin, visit.site)
        for trip in facts.document.trips
        for visit in trip.visits
        for people in visit.people
        if facts.problem.site[people.origin].kind is SiteKind.VILLAGE
    }
    return sorted({(item.village, item.site) for item in facts.document.assignments} - told)


def _write_row(paper: Paper, sheet: Worksheet, row: int, values: dict[str, object]) -> None:
    for number, column in enumerate(COLUMNS):
        value = values.get(column.id)
        style = paper.format(**_ROW_FORMATS[column.kind])
        if value is None or value == "":
            continue
        if column.kind in ("text", "note"):
            sheet.write_string(row, number, str(value), style)
        elif column.kind == "date":
            sheet.write_datetime(row, number, value, style)
        elif column.kind == "time":
            sheet.write_number(row, number, _int(value) / DAY_S, style)
        elif column.kind == "micro":
            sheet.write_number(row, number, _int(value) / MICRO, style)
        else:
            sheet.write_number(row, number, _int(value), style)


def _int(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is no whole number")
    return value
