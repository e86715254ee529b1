"""A sheet for each team, to take along; and the hubs with the villages that join."""

from datetime import date
from itertools import groupby

from xlsxwriter.worksheet import Worksheet

from api.documents.facts import PlanFacts, VisitFacts
from api.documents.held import HeldVisit
from api.documents.notes import services_told, visit_notes
from api.documents.words import connectivity_word, equipment_word, service_word, vehicle_word
from api.documents.workbook.letters import lines_needed
from api.documents.workbook.paper import MUTED, STRIPE, Column, Paper, people_cells, people_columns
from api.language import Language
from planner.domain.plan import Service, Trip
from planner.domain.team import EquipmentKind
from planner.route import TripDay, trip_days, working_span
from planner.units import METRES_PER_KM, MINUTE_S

_ONE_PAGE_ROWS = 36
"""Days and stops of a team that still print well on one page."""


def write_team(paper: Paper, facts: PlanFacts, team: str) -> None:
    """The days of one team: when it leaves, where it stops, who joins, when it is back."""
    language = paper.language
    mark = facts.marks[team]
    title = language.say("Team {team}", team=mark.letter)
    columns = _columns(language)
    sheet = paper.sheet(title, tab=mark.colour)
    trips = [trip for trip in facts.document.trips if trip.team == team]
    period = facts.problem.period
    head = f"{facts.team_label(language, team).upper()} · {language.period(period.first, period.last).upper()}"
    row = paper.head(sheet, head, _team_lines(language, facts, team, trips), len(columns) - 1)
    row = paper.table(sheet, row, columns)
    over = [item for item in facts.held if item.team == team]
    if len(trips) + len(facts.of_team(team)) + 2 * len(over) <= _ONE_PAGE_ROWS:
        # A day is not torn from its stops.
        sheet.fit_to_pages(1, 1)
    row = _over(paper, sheet, facts, row, over, columns)
    if not trips and not over:
        paper.empty(sheet, row, len(columns) - 1, language.say("This team does not go out in this period."))
        return
    visits: dict[tuple[str, date], list[VisitFacts]] = {}
    for item in facts.of_team(team):
        visits.setdefault((item.trip.id, item.visit.day), []).append(item)
    for trip in sorted(trips, key=lambda item: item.days):
        for day in trip_days(facts.problem, trip):
            row = _day_head(paper, sheet, facts, row, trip, day, columns)
            for item in visits.get((trip.id, day.day), []):
                row = _stop(paper, sheet, facts, row, columns, item)


def _columns(language: Language) -> list[Column]:
    return [
        Column(heading=language.say("Stop"), width=7, style="centre"),
        Column(heading=language.say("Arrive"), width=9, style="centre"),
        Column(heading=language.say("Service"), width=13, style="centre"),
        Column(heading=language.say("Depart"), width=11, style="centre"),
        Column(heading=language.say("Place"), width=26, style="strong"),
        Column(heading=language.say("Subdistrict"), width=19),
        Column(heading=language.say("Who comes (invited)"), width=42),
        Column(heading=language.say("Services"), width=19),
        *people_columns(language),
        Column(heading=language.say("Notes"), width=26),
    ]


def _team_lines(language: Language, facts: PlanFacts, team: str, trips: list[Trip]) -> list[str]:
    wanted = facts.problem.team[team]
    days = sum(len(trip.days) for trip in trips)
    metres = sum(trip.distance_m for trip in trips)
    return [
        language.say(
            "{office} · base {base} · {vehicle}",
            office=facts.problem.name,
            base=facts.base_of(team).name,
            vehicle=vehicle_word(language, wanted.vehicle_class),
        ),
        language.say(
            "{days} field days (at most {most} a month) · {visits} visits · {km} km",
            days=language.number(days),
            most=language.number(wanted.days_per_month),
            visits=language.number(len(facts.of_team(team))),
            km=language.km(metres),
        ),
    ]


def _day_head(
    paper: Paper, sheet: Worksheet, facts: PlanFacts, row: int, trip: Trip, day: TripDay, columns: list[Column]
) -> int:
    language = paper.language
    leave, back = working_span(facts.problem, trip, day)
    metres = sum(leg.metres or 0 for leg in day.legs)
    parts = [
        language.say("leaves {time}", time=language.clock(leave)),
        *(
            language.say("break {span}", span=language.clock_span(pause.start, pause.end))
            for pause in trip.breaks
            if pause.day == day.day
        ),
        language.say("back {time}", time=language.clock(back))
        if day.last
        else language.say("night at {place}", place=facts.place(day.legs[-1].end).name),
        f"{language.km(metres)} km",
    ]
    if trip.staff:
        parts.append(language.say("staff {ids}", ids=", ".join(trip.staff)))
    parts += [f"{equipment_word(language, use.kind)} {use.count}" for use in trip.equipment if use.count]
    text = f"{language.day_with_weekday(day.day)}  ·  " + "  ·  ".join(parts)
    style = paper.format(bold=True, bg_color=STRIPE, top=2, top_color=MUTED, text_wrap=True, indent=1)
    sheet.set_row(row, 15 * lines_needed(text, sum(column.width for column in columns), bold=True) + 6)
    sheet.merge_range(row, 0, row, len(columns) - 1, text, style)
    return row + 1


def _over(
    paper: Paper, sheet: Worksheet, facts: PlanFacts, row: int, over: list[HeldVisit], columns: list[Column]
) -> int:
    """Visits that are over, by day: what was counted there; hours and crews are not kept."""
    language = paper.language
    style = paper.format(bold=True, bg_color=STRIPE, top=2, top_color=MUTED, indent=1, font_color=MUTED)
    for (day, word), visits in groupby(over, key=lambda item: (item.day, item.word)):
        told = f"{language.day_with_weekday(day)}  ·  {language.pick(word)}"
        sheet.merge_range(row, 0, row, len(columns) - 1, told, style)
        row += 1
        for item in visits:
            who = [
                f"{facts.name(facts.problem.site[one.origin])} ({_invited(language, one.invited)})" for one in item.rows
            ]
            served = service_word(language, Service.IKD_ONLY if item.ikd_only else Service.RECORDING)
            place = (item.site.name, item.site.subdistrict, "; ".join(who), served)
            cells = (*[None] * 4, *place, item.recorded, item.cards, item.ikd, language.pick(item.word))
            row = paper.row(sheet, row, columns, cells, font_color=MUTED)
    return row


def _stop(paper: Paper, sheet: Worksheet, facts: PlanFacts, row: int, columns: list[Column], item: VisitFacts) -> int:
    language, visit = paper.language, item.visit
    cells = (
        f"{item.mark.letter}{item.stop}",
        language.clock(visit.arrive),
        language.clock_span(visit.start, visit.end),
        language.clock(visit.depart),
        item.site.name,
        item.subdistrict,
        "; ".join(_who(language, facts, item)),
        services_told(language, item),
        *people_cells(item),
        "; ".join(visit_notes(language, facts, item)),
    )
    return paper.row(sheet, row, columns, cells, own={0: paper.team(item.mark)})


def _who(language: Language, facts: PlanFacts, item: VisitFacts) -> list[str]:
    found = []
    for origin in item.origins:
        invited = origin.people.invited + origin.people.invited_ikd
        told = _invited(language, invited)
        far = f", {language.km(origin.distance_m)} km" if origin.distance_m else ""
        found.append(f"{facts.name(origin.origin)} ({told}{far})")
    return found


def _invited(language: Language, people: int) -> str:
    """How many were invited; where nobody is, those whose card is ready come to fetch it."""
    return language.number(people) if people else language.say("cards only")


def write_hubs(paper: Paper, facts: PlanFacts) -> None:
    """Hubs with the villages that join: how far, how many."""
    language = paper.language
    columns = [
        Column(heading=language.say("Hub"), width=26, style="strong"),
        Column(heading=language.say("Day, date"), width=14, style="day"),
        Column(heading=language.say("Team"), width=7, style="centre"),
        Column(heading=language.say("Village"), width=28),
        Column(heading=language.say("Subdistrict"), width=20),
        Column(heading=language.say("km"), width=8, style="km"),
        Column(heading=language.say("minutes"), width=9, style="count"),
        Column(heading=language.say("Not yet recorded"), width=11, style="count"),
        Column(heading=language.say("Invited"), width=10, style="count"),
        *people_columns(language),
        Column(heading=language.say("Signal at home"), width=28),
    ]
    sheet = paper.sheet(language.say("Hubs"))
    hubs = [item for item in facts.visits if item.is_hub]
    joined = {origin.origin.id for item in hubs for origin in item.joined}
    lines = [
        language.say_count("{n} hub", "{n} hubs", len({item.site.id for item in hubs}))
        + " · "
        + language.say_count("{n} village joins them", "{n} villages join them", len(joined)),
        language.say("Distance and time are for the people's own motorcycle (estimate)."),
    ]
    row = paper.head(sheet, language.say("HUBS AND THE VILLAGES THAT JOIN"), lines, len(columns) - 1)
    row = paper.table(sheet, row, columns)
    if not hubs:
        paper.empty(sheet, row, len(columns) - 1, language.say("No village joins another one in this plan."))
    for item in sorted(hubs, key=lambda hub: (hub.visit.day, hub.trip.team, hub.visit.start)):
        row = _hub_rows(paper, sheet, row, columns, item)


def _hub_rows(paper: Paper, sheet: Worksheet, row: int, columns: list[Column], item: VisitFacts) -> int:
    language = paper.language
    for number, origin in enumerate(item.origins):
        first = number == 0
        edge = {"top": 2, "top_color": MUTED} if first else {}
        home = origin.origin.id == item.site.id
        far = (_known(origin.distance_m, METRES_PER_KM, 1), _known(origin.duration_s, MINUTE_S, 0))
        cells = (
            item.site.name if first else None,
            item.visit.day if first else None,
            item.mark.letter if first else None,
            f"{origin.origin.name} {language.say('(the hub itself)')}" if home else origin.origin.name,
            origin.origin.subdistrict,
            *(None if home else language.say("not known") if amount is None else amount for amount in far),
            origin.origin.unrecorded,
            origin.people.invited + origin.people.invited_ikd,
            *people_cells(origin.people),
            _signal(language, item, home=home, number=number),
        )
        own = {2: paper.team(item.mark, **edge)} if first else {}
        row = paper.row(sheet, row, columns, cells, own=own, **edge)
    return row


def _known(amount: int | None, unit: int, digits: int) -> float | None:
    """``amount`` in a larger unit, where it is known."""
    return None if amount is None else round(amount / unit, digits)


def _signal(language: Language, item: VisitFacts, *, home: bool, number: int) -> str:
    word = connectivity_word(language, item.origins[number].origin.connectivity)
    if home and item.trip.carries(EquipmentKind.SATELLITE_KIT):
        return f"{word}, {language.say('with satellite kit')}"
    return word
