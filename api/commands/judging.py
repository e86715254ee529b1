"""``jemput check``: judge a plan by all rules."""

import json
from dataclasses import dataclass
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from api import wiring
from api.commands.office import Desk, existing, problem_beside, problem_of
from api.commands.repair import best_beside, repaired_of
from api.documents.belonging import not_of_problem
from api.documents.hand_plan import read_hand_plan
from api.errors import ExitCode, refuse, show_violations
from planner.check import violations
from planner.domain.plan import Plan, PlanDocument
from planner.domain.problem import Problem
from planner.errors import PlanFault
from planner.repair import Cost, costs
from planner.rules.violation import Violation
from planner.score import Score, score
from planner.units import ValueUnits, milli_people, rounded_people, weighted_people


def check(desk: Desk, *, plan_file: str, problem_file: str | None, as_json: bool) -> ExitCode:
    """Judge a plan file or the sheet ``jadwal`` of a workbook by every rule."""
    path = existing(plan_file, "PLAN")
    document: PlanDocument | None = None
    if path.suffix.lower() == ".xlsx":
        problem = problem_beside(path, problem_file)
        plan = read_hand_plan(path, problem)
    else:
        document = wiring.read_plan(path)
        problem = problem_of(document, path, problem_file)
        plan = document.plan
    found = _breaches(problem, plan, path)
    priced = _priced(problem, plan, path, found) if found else None
    counted = score(problem, plan)
    if document is not None:
        _ensure_summary(document, counted, path)
    if as_json:
        desk.out.print(_json(counted, found, priced), markup=False, soft_wrap=True)
    else:
        _tell(desk, problem, plan, counted, found)
        if priced is not None:
            _tell_costs(desk, counted, priced)
    return ExitCode.BREACH if found else ExitCode.GOOD


@dataclass(frozen=True, slots=True, kw_only=True)
class _Priced:
    """What mending each breach costs, what the plan is worth then, and what the engine's own plan is."""

    costs: tuple[Cost, ...]
    repaired: ValueUnits
    best: ValueUnits | None


def _priced(problem: Problem, plan: Plan, path: Path, found: tuple[Violation, ...]) -> _Priced:
    repaired = repaired_of(problem, plan, path).plan
    best = best_beside(path, problem)
    return _Priced(
        costs=costs(problem, plan, repaired, found),
        repaired=score(problem, repaired).value,
        best=None if best is None else best.summary.value,
    )


def _breaches(problem: Problem, plan: Plan, path: Path) -> tuple[Violation, ...]:
    try:
        return violations(problem, plan)
    except PlanFault as error:
        raise not_of_problem(error, path.name) from error


def _ensure_summary(document: PlanDocument, counted: Score, path: Path) -> None:
    """What the file says of itself is counted out again: a changed figure must not pass."""
    summary = document.summary
    milli = milli_people(counted.value)
    told = (summary.value, summary.people, milli if summary.value_milli is None else summary.value_milli)
    if told != (counted.value, counted.people, milli):
        raise refuse(
            "SUMMARY_UNTRUE",
            f"{path.name}: /summary",
            f"{weighted_people(document.summary.value):.1f}",
            f"nilai layanan {weighted_people(counted.value):.1f} dan jumlah orang seperti pada perjalanannya",
            f"service value {weighted_people(counted.value):.1f} and the people that its trips add up to",
        )


def _tell(desk: Desk, problem: Problem, plan: Plan, counted: Score, found: tuple[Violation, ...]) -> None:
    language = desk.language
    if found:
        show_violations(desk.out, language, found)
    else:
        text = language.say("The plan keeps every rule.")
        desk.out.print(f"[bold green]{escape(text)}[/]")
    visits = sum(len(trip.visits) for trip in plan.trips)
    parts = (
        problem.name,
        language.period(problem.period.first, problem.period.last),
        language.say_count("{n} visit", "{n} visits", visits),
        language.say_count("{n} village", "{n} villages", counted.villages_served),
        language.say_count("{n} school", "{n} schools", counted.schools_served),
        language.say("{n} recorded", n=language.people(counted.people.recording)),
        language.say("{n} cards", n=language.people(counted.people.cards)),
        language.say("{n} IKD", n=language.people(counted.people.ikd)),
        language.rupiah(counted.cost_rupiah),
    )
    desk.out.print(escape(" · ".join(parts)), soft_wrap=True)


def _tell_costs(desk: Desk, counted: Score, priced: _Priced) -> None:
    """What the breaches cost, the dearest first, against the plan repaired and the best one known."""
    language = desk.language
    table = Table(header_style="bold")
    table.add_column(language.say("Rule"), no_wrap=True)
    table.add_column(language.say("Place"), overflow="fold")
    table.add_column(language.say("Service value lost by mending it"), justify="right")
    for item in sorted(priced.costs, key=lambda one: (-one.value, one.breach)):
        value = language.number(weighted_people(item.value), 1)
        table.add_row(escape(item.breach.rule), escape(item.breach.where), value)
    desk.out.print(table)
    parts = [
        language.say("service value as planned {value}", value=language.number(weighted_people(counted.value), 1)),
        language.say("repaired {value}", value=language.number(weighted_people(priced.repaired), 1)),
    ]
    if priced.best is not None:
        best = language.number(weighted_people(priced.best), 1)
        less = language.number(weighted_people(priced.best - priced.repaired), 1)
        parts.append(language.say("best plan known {value}, {less} above the repaired one", value=best, less=less))
    desk.out.print(escape("; ".join(parts)), soft_wrap=True)
    desk.out.print(escape(language.say("To mend it: jemput repair PLAN --out FOLDER")), soft_wrap=True)


def _json(counted: Score, found: tuple[Violation, ...], priced: _Priced | None) -> str:
    people = counted.people
    price = {} if priced is None else {item.breach: item.value for item in priced.costs}
    told = {
        "violations": [
            {
                "rule": item.rule,
                "where": item.where,
                "found": item.found,
                "allowed": item.allowed,
                "amount": item.amount,
                "cost": price.get(item),
                "sentence": {"id": item.sentence[0], "en": item.sentence[1]},
            }
            for item in found
        ],
        "value": counted.value,
        "value_repaired": None if priced is None else priced.repaired,
        "value_best": None if priced is None else priced.best,
        "people": {
            "recording": rounded_people(people.recording),
            "cards": rounded_people(people.cards),
            "ikd": rounded_people(people.ikd),
            "persons": rounded_people(people.persons),
        },
        "cost_rupiah": counted.cost_rupiah,
    }
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True)
