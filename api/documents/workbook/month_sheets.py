"""The month as it hangs on the wall: a calendar page, and the list by day."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from xlsxwriter.worksheet import Worksheet

from api.documents.facts import PlanFacts, VisitFacts
from api.documents.held import HeldVisit
from api.documents.notes import services_told, visit_notes
from api.documents.summary import head_line, held_line
from api.documents.words import kind_word, service_word
from api.documents.workbook.letters import LETTER, lines_needed
from api.documents.workbook.paper import (
    HAIRLINE,
    INK,
    LEFT_OUT,
    MUTED,
    STRIPE,
    Column,
    Paper,
    people_cells,
    people_columns,
)
from api.language import Language
from planner.domain.calendar import CalendarDay
from planner.domain.plan import Service
from planner.domain.site import SiteKind
from planner.units import rounded_people

_WEEK = 7
_CELL_WIDTH = 25
_LEAST_LINES = 4
NO_BREAK = "\u00a0"


def write_calendar(paper: Paper, facts: PlanFacts) -> None:
    """One page for the wall: weeks as rows, days as columns, a line for each visit."""
    language = paper.language
    sheet = paper.sheet(language.say("Calendar"))
    sheet.set_column(0, _WEEK - 1, _CELL_WIDTH)
    # One page for a month; longer periods take more.
    sheet.fit_to_pages(1, 1 if len(facts.problem.period.days) <= 31 else 0)
    row = paper.head(sheet, _title(language, facts), _lines(language, facts), _WEEK - 1)
    monday = facts.problem.period.first - timedelta(days=facts.problem.period.first.weekday())
    names = [Column(heading=language.weekday(monday + timedelta(days=n)), width=_CELL_WIDTH) for n in range(_WEEK)]
    paper.headings(sheet, row, names, height=20)
    sheet.repeat_rows(row)
    sheet.freeze_panes(row + 1, 0)
    row += 1
    while monday <= facts.problem.period.last:
        row = _week(paper, sheet, facts, row, [monday + timedelta(days=number) for number in range(_WEEK)])
        monday += timedelta(days=_WEEK)
    _legend(paper, sheet, facts, row + 1)


def _title(language: Language, facts: PlanFacts) -> str:
    period = facts.problem.period
    return language.say("OUTREACH SCHEDULE {period}", period=language.period(period.first, period.last).upper())


def _lines(language: Language, facts: PlanFacts) -> list[str]:
    held = held_line(language, facts)
    return [
        language.say(
            "{office} · seen from {day}", office=facts.problem.name, day=language.day(facts.problem.period.as_of)
        ),
        f"{head_line(language, facts)} ({language.say('people are estimates')})",
        *([held] if held else []),
    ]


def _week(paper: Paper, sheet: Worksheet, facts: PlanFacts, row: int, days: Sequence[date]) -> int:
    lines = _LEAST_LINES
    for column, day in enumerate(days):
        calendar = facts.problem.period.day(day)
        visits = facts.on(day)
        off = calendar is None or not calendar.working
        ground = {"bg_color": STRIPE} if off else {}
        edge = {"left": 1, "right": 1, "left_color": HAIRLINE, "right_color": HAIRLINE}
        number = paper.format(bold=True, font_size=12, top=1, top_color=MUTED, indent=1, **edge, **ground)
        body = paper.format(
            text_wrap=True, valign="top", font_size=9, indent=1, bottom=1, bottom_color=HAIRLINE, **edge, **ground
        )
        if calendar is None:
            sheet.write_blank(row, column, None, number)
            sheet.write_blank(row + 1, column, None, body)
            continue
        sheet.write_string(row, column, _day_head(paper.language, calendar), number)
        fragments, used = _day_fragments(paper, facts, visits, calendar)
        lines = max(lines, used)
        if len(fragments) > 2:
            sheet.write_rich_string(row + 1, column, *fragments, body)
        elif fragments:
            sheet.write_string(row + 1, column, str(fragments[-1]), body)
        else:
            sheet.write_blank(row + 1, column, None, body)
    sheet.set_row(row, 19)
    sheet.set_row(row + 1, 12.0 * lines + 8)
    return row + 2


def _day_head(language: Language, calendar: CalendarDay) -> str:
    if calendar.day.day == 1:
        return language.day(calendar.day).rsplit(" ", 1)[0]
    return str(calendar.day.day)


def _day_fragments(
    paper: Paper, facts: PlanFacts, visits: Sequence[VisitFacts], calendar: CalendarDay
) -> tuple[list[object], int]:
    """Pieces of the rich text of one day, and the rows it takes."""
    language = paper.language
    held = facts.held_on(calendar.day)
    if not visits and not held:
        return ([calendar.note] if calendar.note else []), lines_needed(calendar.note, _CELL_WIDTH / LETTER)
    pieces: list[object] = []
    used = 0
    plain, faded = paper.format(font_size=9), paper.format(font_size=9, font_color=MUTED)
    for over in held:
        mark = facts.mark_of(over.team)
        text = f" {language.pick(over.word)} {facts.name(over.site)}{_held_note(language, over)}"
        ending = "\n" if visits or over is not held[-1] else ""
        pieces += [paper.format(font_size=9, bold=True, font_color=mark.colour), f"■ {mark.letter}"]
        pieces += [faded, text + ending]
        used += lines_needed(f"■ {mark.letter}{text}", _CELL_WIDTH / LETTER)
    for team, group in groupby(visits, key=lambda item: item.trip.team):
        mark = facts.marks[team]
        for item in group:
            text = f" {language.clock(item.visit.start)} {facts.name(item.site)}{_short_note(language, item)}"
            ending = "" if item is visits[-1] else "\n"
            pieces += [
                paper.format(font_size=9, bold=True, font_color=mark.colour),
                f"■ {mark.letter}",
                plain,
                text + ending,
            ]
            used += lines_needed(f"■ {mark.letter}{text}", _CELL_WIDTH / LETTER)
    return pieces, used


def _short_note(language: Language, item: VisitFacts) -> str:
    served = rounded_people(item.ikd if item.ikd_only else item.recorded)
    return _noted(language, len(item.joined), served, rounded_people(item.cards))


def _held_note(language: Language, item: HeldVisit) -> str:
    return _noted(language, len(item.joined), item.people, item.cards)


def _noted(language: Language, villages: int, served: int, cards: int) -> str:
    joined = f" {language.say_count('+{n} village', '+{n} villages', villages)}" if villages else ""
    people = language.say_count("{n} ppl", "{n} ppl", served)
    if not served and cards:
        # Cards are all that is handed over there.
        people = language.say("{n} cards", n=language.number(cards))
    # A number stays on the line of its word.
    return f"{joined.replace(' ', NO_BREAK).replace(NO_BREAK, ' ', 1)}{NO_BREAK}· {people.replace(' ', NO_BREAK)}"


def _legend(paper: Paper, sheet: Worksheet, facts: PlanFacts, row: int) -> None:
    language = paper.language
    pieces: list[object] = []
    for team, mark in facts.marks.items():
        pieces += [paper.format(font_size=9, bold=True, font_color=mark.colour), f"■ {mark.letter}"]
        pieces += [paper.format(font_size=9), f" = {facts.team_label(language, team)}    "]
    note = language.say(
        "Time = start of service. +n villages = villages that join there. People = estimate of those recorded."
    )
    pieces += [paper.format(font_size=9, font_color=MUTED), note]
    sheet.merge_range(row, 0, row, _WEEK - 1, "", paper.format(font_size=9))
    sheet.write_rich_string(row, 0, *pieces, paper.format(font_size=9))


def month_columns(language: Language) -> list[Column]:
    """Columns of the list by day."""
    return [
        Column(heading=language.say("No."), width=4.5, style="centre"),
        Column(heading=language.say("Day, date"), width=12, style="day"),
        Column(heading=language.say("Time"), width=11, style="centre"),
        Column(heading=language.say("Team"), width=6, style="centre"),
        Column(heading=language.say("Place"), width=22, style="strong"),
        Column(heading=language.say("Subdistrict"), width=16),
        Column(heading=language.say("Villages that join"), width=30),
        Column(heading=language.say("Service"), width=19),
        Column(heading=language.say("Invited"), width=10, style="count"),
        *people_columns(language),
        Column(heading=language.say("Notes"), width=25),
    ]


def write_month(paper: Paper, facts: PlanFacts) -> None:
    """The list by day: who comes where, when, for whom."""
    language = paper.language
    columns = month_columns(language)
    sheet = paper.sheet(language.say("Month"))
    row = paper.head(sheet, _title(language, facts), _lines(language, facts), len(columns) - 1)
    row = paper.table(sheet, row, columns)
    if facts.held:
        row = _held_rows(paper, sheet, facts, row, columns)
    if not facts.visits:
        row = paper.empty(
            sheet,
            row,
            len(columns) - 1,
            language.say("No visit could be planned; the sheet of those left out says why."),
        )
    before: date | None = None
    first = row
    for item in facts.visits:
        row = _visit_row(paper, sheet, facts, row, columns, item, new_day=item.visit.day != before)
        before = item.visit.day
    if facts.visits:
        _totals(paper, sheet, facts, first, row, columns)
        row += 1
    _signature(paper, sheet, facts, row + 1, columns)


def _held_rows(paper: Paper, sheet: Worksheet, facts: PlanFacts, row: int, columns: Sequence[Column]) -> int:
    """Visits that are over, greyed, and their sum: they are no part of the plan and of its numbers."""
    language = paper.language
    before: date | None = None
    for item in facts.held:
        edge = {"top": 2, "top_color": MUTED} if item.day != before else {}
        service = Service.IKD_ONLY if item.ikd_only else Service.RECORDING
        joined = ", ".join(facts.name(facts.problem.site[origin]) for origin in item.joined)
        people = (item.invited, item.recorded, item.cards, item.ikd)
        place = (item.site.name, item.site.subdistrict, joined, service_word(language, service))
        cells = (None, item.day, language.pick(item.word), facts.mark_of(item.team).letter, *place, *people, None)
        look = {"font_color": MUTED, "bg_color": STRIPE, **edge}
        own = {3: paper.team(facts.mark_of(item.team), **edge)}
        row = paper.row(sheet, row, columns, cells, own=own, **look)
        before = item.day
    total = language.pick(("Sudah terlaksana", "Held so far"))
    note = language.pick(
        ("sesuai hitungan kantor; yang tidak dihitung: perkiraan", "as counted by the office; else as expected")
    )
    sums = [sum(n) for n in zip(*((v.invited, v.recorded, v.cards, v.ikd) for v in facts.held), strict=True)]
    ground = {"top": 2, "top_color": INK, "bg_color": STRIPE}
    style, count = paper.style("strong", **ground), paper.style("count", bold=True, **ground)
    own = {number: count if 8 <= number <= 11 else style for number in range(len(columns))}
    own[12] = paper.style("text", font_color=MUTED, **ground)
    return paper.row(sheet, row, columns, (*[None] * 4, total, *[None] * 3, *sums, note), own=own)


def _visit_row(
    paper: Paper,
    sheet: Worksheet,
    facts: PlanFacts,
    row: int,
    columns: Sequence[Column],
    item: VisitFacts,
    *,
    new_day: bool,
) -> int:
    language = paper.language
    edge = {"top": 2, "top_color": MUTED} if new_day else {}
    fade = {} if new_day else {"font_color": "#7C8793"}
    joined = ", ".join(
        facts.name(origin.origin) + ("" if origin.distance_m is None else f" ({language.km(origin.distance_m)} km)")
        for origin in item.joined
    )
    place = facts.problem.site[item.site.id]
    name = (
        place.name
        if place.kind in (SiteKind.VILLAGE, SiteKind.SCHOOL)
        else f"{place.name} ({kind_word(language, place.kind)})"
    )
    cells = (
        item.number,
        item.visit.day,
        language.clock_span(item.visit.start, item.visit.end),
        item.mark.letter,
        name,
        item.subdistrict,
        joined,
        services_told(language, item),
        item.invited,
        *people_cells(item),
        "; ".join(visit_notes(language, facts, item)),
    )
    own = {1: paper.style("day", bold=new_day, **edge, **fade), 3: paper.team(item.mark, **edge)}
    return paper.row(sheet, row, columns, cells, own=own, **edge)


def _totals(paper: Paper, sheet: Worksheet, facts: PlanFacts, first: int, row: int, columns: Sequence[Column]) -> None:
    people = facts.document.summary.people
    total = paper.language.say("Total")
    if facts.held:
        total = paper.language.pick(("Jumlah yang akan datang", "Total still to come"))
    style = paper.style("strong", top=2, top_color=INK, bg_color=STRIPE)
    for column in range(len(columns)):
        sheet.write_blank(row, column, None, style)
    sheet.write_string(row, 4, total, style)
    count = paper.style("count", bold=True, top=2, top_color=INK, bg_color=STRIPE)
    sheet.write_number(row, 8, sum(item.invited for item in facts.visits), count)
    # Sums are rounded, not the parts: the exact sums, not the sum of the column.
    for column, amount in ((9, people.recording), (10, people.cards), (11, people.ikd)):
        sheet.write_number(row, column, rounded_people(amount), count)
    sheet.set_row(row, 27)
    note = paper.language.say("rounded from exact sums; {n} visits", n=paper.language.number(row - first))
    sheet.write_string(row, 12, note, paper.style("text", top=2, top_color=INK, bg_color=STRIPE, font_color=MUTED))


def _signature(paper: Paper, sheet: Worksheet, facts: PlanFacts, row: int, columns: Sequence[Column]) -> None:
    language = paper.language
    left = len(columns) - 4
    text = "\n".join(
        (
            "....................................., ..................... " + str(facts.problem.period.as_of.year),
            language.say("Head of the civil registry office,"),
            "",
            "",
            "",
            "( ........................................................ )",
            "NIP.",
        )
    )
    style = paper.format(text_wrap=True, valign="top", align="left")
    sheet.merge_range(row, left, row + 6, len(columns) - 1, text, style)
    note = language.say(
        "People are expected numbers (invited x turnout), rounded. Names of staff and residents are not in this file.",
    )
    sheet.merge_range(row, 0, row + 1, left - 3, note, paper.format(text_wrap=True, font_color=MUTED, valign="top"))
    if facts.document.unserved:
        count = language.say_count(
            "{n} village or school is left out or cut short; see that sheet.",
            "{n} villages and schools are left out or cut short; see that sheet.",
            len(facts.document.unserved),
        )
        sheet.merge_range(row + 2, 0, row + 2, left - 3, count, paper.format(font_color=LEFT_OUT, bold=True))
