"""The sheet for invitations: who is asked to come when, and on which day a visit can be made good."""

from collections import defaultdict
from datetime import date

from api.documents.facts import PlanFacts, VisitFacts
from api.documents.workbook.letters import lines_needed
from api.documents.workbook.paper import LINE_PT, Column, Paper
from api.language import Language
from planner.domain.invitation import CallTime, Fallback

Key = tuple[str, date, str]


def write_invitations(paper: Paper, facts: PlanFacts) -> None:
    """One row for each visit: reserve date and call times by half hour."""
    language = paper.language
    columns = [
        Column(heading=language.say("Day, date"), width=13, style="day"),
        Column(heading=language.say("Team"), width=6, style="centre"),
        Column(heading=language.say("Place"), width=22, style="strong"),
        Column(heading=language.say("Reserve date"), width=26),
        Column(heading=language.say("Called to come: people by half hour"), width=70),
    ]
    sheet = paper.sheet(language.say("Invitations"))
    lines = [
        language.say(
            "A reserve date is free when the plan is made. People of the place come first, then those from afar."
        )
    ]
    row = paper.head(sheet, language.say("INVITATIONS AND RESERVE DATES"), lines, len(columns) - 1)
    row = paper.table(sheet, row, columns)
    reserves = {(item.site, item.day, item.team): item for item in facts.document.fallbacks}
    calls: dict[Key, list[CallTime]] = defaultdict(list)
    for item in facts.document.call_times:
        calls[item.site, item.day, item.team].append(item)
    for visit in facts.visits:
        key = (visit.site.id, visit.visit.day, visit.trip.team)
        reserve = reserve_told(language, facts, reserves.get(key))
        called = calls_told(language, facts, visit, calls[key])
        sheet.write_datetime(row, 0, visit.visit.day, paper.style("day"))
        sheet.write_string(row, 1, visit.mark.letter, paper.team(visit.mark))
        sheet.write_string(row, 2, facts.name(visit.site), paper.style("strong"))
        sheet.write_string(row, 3, reserve, paper.style("text"))
        sheet.write_string(row, 4, called, paper.style("text"))
        sheet.set_row(row, LINE_PT * max(lines_needed(called, 70), lines_needed(reserve, 26)) + 3)
        row += 1
    if not facts.visits:
        paper.empty(sheet, row, len(columns) - 1, language.say("No visit to show"))


def reserve_told(language: Language, facts: PlanFacts, item: Fallback | None) -> str:
    """The reserve date with what it depends on."""
    if item is None:
        return language.say("none is free")
    told = language.short_day(item.reserve)
    if item.reserve_team != item.team:
        told = f"{told}, {facts.team_label(language, item.reserve_team)}"
    if item.called_off:
        told = f"{told} ({language.say('if called off before the team leaves')})"
    return f"{told} ({language.say('shared with another visit')})" if item.shared else told


def calls_told(language: Language, facts: PlanFacts, visit: VisitFacts, items: list[CallTime]) -> str:
    """08.30-09.00: 20; 09.00-09.30: 12 + 8 Kayu Manis."""
    spans: dict[tuple[int, int], list[CallTime]] = defaultdict(list)
    for item in items:
        spans[item.start, item.end].append(item)
    return "; ".join(
        f"{language.clock_span(start, end)}: " + " + ".join(_called(language, facts, visit, item) for item in found)
        for (start, end), found in spans.items()
    )


def _called(language: Language, facts: PlanFacts, visit: VisitFacts, item: CallTime) -> str:
    number = language.number(item.invited)
    return number if item.origin == visit.site.id else f"{number} {facts.name(facts.problem.site[item.origin])}"
