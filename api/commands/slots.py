"""``jemput slots``: the best team-days for a village or school that asks, and who would give way."""

import json
from datetime import date

from rich.markup import escape
from rich.table import Table

from api import wiring
from api.commands.explain import site_named
from api.commands.office import Desk, existing, problem_of
from api.errors import ExitCode
from api.language import Language
from api.progress import RunControl, run_watched
from planner.domain.plan import Visit
from planner.domain.problem import Problem
from planner.requests import Answer, Slot, request_slots
from planner.units import weighted_people

MOST = 3


def slots(desk: Desk, *, plan_file: str, site: str, problem_file: str | None, as_json: bool) -> ExitCode:
    """The three best slots of a place; why there is none where there is none."""
    path = existing(plan_file, "PLAN")
    document = wiring.read_plan(path)
    problem = problem_of(document, path, problem_file)
    chosen = site_named(problem, site)
    answer = run_watched(
        lambda ear: request_slots(problem, document.plan, chosen.id, wiring.plans_with, ear, most=MOST),
        RunControl(),
        desk.err,
        desk.language,
        quiet=True,
    )
    if as_json:
        desk.out.print(_json(answer), markup=False, soft_wrap=True)
        return ExitCode.GOOD if answer.slots else ExitCode.NOTHING_PLANNED
    desk.out.print(f"[bold]{escape(chosen.name)}[/], {escape(chosen.subdistrict)} [dim]{escape(chosen.id)}[/]")
    code = "" if answer.reason is None else f" [{answer.reason.value}]"
    desk.out.print(escape(desk.language.pick(answer.sentence) + code), soft_wrap=True)
    if not answer.slots:
        return ExitCode.NOTHING_PLANNED
    desk.out.print(_table(desk.language, problem, answer.slots))
    return ExitCode.GOOD


def _table(language: Language, problem: Problem, found: tuple[Slot, ...]) -> Table:
    table = Table(header_style="bold", show_lines=True)
    for heading in (
        language.say("Day, date"),
        language.say("Team"),
        language.say("Place and time"),
        language.say("Invited in all"),
        language.say("Change of the service value"),
        language.say("Who gives way"),
    ):
        table.add_column(escape(heading), overflow="fold")
    for slot in found:
        gives = [
            language.say(
                "{name}: {fewer} fewer, {left} left",
                name=problem.site[item.origin].name,
                fewer=language.number(item.fewer),
                left=language.number(item.invited),
            )
            for item in slot.displaced
        ]
        table.add_row(
            escape(language.short_day(slot.day)),
            escape(slot.team),
            escape(_where(language, problem, slot.visit)),
            escape(language.number(slot.invited)),
            escape(("+" if slot.change > 0 else "") + language.number(weighted_people(slot.change), 1)),
            escape("\n".join(gives) or language.say("nobody")),
        )
    return table


def _where(language: Language, problem: Problem, visit: Visit) -> str:
    return f"{problem.site[visit.site].name}, {language.clock_span(visit.start, visit.end)}"


def _json(answer: Answer) -> str:
    def told(day: date) -> str:
        return day.isoformat()

    rows = [
        {
            "day": told(slot.day),
            "team": slot.team,
            "site": slot.visit.site,
            "start": slot.visit.start,
            "end": slot.visit.end,
            "invited": slot.invited,
            "change": slot.change,
            "displaced": [
                {"origin": item.origin, "fewer": item.fewer, "invited": item.invited} for item in slot.displaced
            ],
        }
        for slot in answer.slots
    ]
    sentence = dict(zip(("id", "en"), answer.sentence, strict=True))
    reason = None if answer.reason is None else answer.reason.value
    return json.dumps({"sentence": sentence, "reason": reason, "slots": rows}, ensure_ascii=False, indent=2)
