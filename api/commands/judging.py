"""``jemput check`` and ``jemput explain``: judge a plan by all rules, and tell why somebody is left out."""

import json
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from api import wiring
from api.commands.office import Desk, existing, problem_beside, problem_of
from api.documents.facts import PlanFacts
from api.documents.hand_plan import read_hand_plan
from api.documents.summary import gap_sentence, reason_counts
from api.documents.words import evidence_word, reason_word
from api.errors import ExitCode, fault, refuse, show_violations
from planner.check import violations
from planner.domain.plan import Plan, PlanDocument, Unserved
from planner.domain.problem import Problem
from planner.domain.site import Site
from planner.errors import InputFaults, PlanFault
from planner.rules.violation import Violation
from planner.score import Score, score
from planner.units import milli_people, rounded_people, weighted_people


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
    counted = score(problem, plan)
    if document is not None:
        _ensure_summary(document, counted, path)
    if as_json:
        desk.out.print(_json(counted, found), markup=False, soft_wrap=True)
    else:
        _tell(desk, problem, plan, counted, found)
    return ExitCode.BREACH if found else ExitCode.GOOD


def _breaches(problem: Problem, plan: Plan, path: Path) -> tuple[Violation, ...]:
    try:
        return violations(problem, plan)
    except PlanFault as error:
        raise InputFaults(
            tuple(
                fault(
                    "PLAN_NOT_OF_PROBLEM",
                    path.name,
                    where,
                    f"{indonesian}; yang diharapkan: rencana yang nama, tanggal dan angkanya cocok dengan datanya",
                    f"{english}; expected: a plan whose names, dates and figures belong to its problem",
                )
                for where, (indonesian, english) in error.found
            )
        ) from error


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


def _json(counted: Score, found: tuple[Violation, ...]) -> str:
    people = counted.people
    told = {
        "violations": [
            {
                "rule": item.rule,
                "where": item.where,
                "found": item.found,
                "allowed": item.allowed,
                "amount": item.amount,
                "sentence": {"id": item.sentence[0], "en": item.sentence[1]},
            }
            for item in found
        ],
        "value": counted.value,
        "people": {
            "recording": rounded_people(people.recording),
            "cards": rounded_people(people.cards),
            "ikd": rounded_people(people.ikd),
            "persons": rounded_people(people.persons),
        },
        "cost_rupiah": counted.cost_rupiah,
    }
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True)


def explain(desk: Desk, *, plan_file: str, site: str | None, problem_file: str | None) -> ExitCode:
    """Tell who is left out and why, or everything about one place."""
    path = existing(plan_file, "PLAN")
    document = wiring.read_plan(path)
    facts = PlanFacts(problem_of(document, path, problem_file), document)
    if site is None:
        _tell_left_out(desk, facts)
    else:
        _tell_site(desk, facts, _site(facts, site))
    return ExitCode.GOOD


def _tell_left_out(desk: Desk, facts: PlanFacts) -> None:
    language = desk.language
    desk.out.print(escape(gap_sentence(language, facts)))
    if not facts.document.unserved:
        desk.out.print(escape(language.say("Nobody is left out.")))
        return
    for reason, count in reason_counts(facts):
        desk.out.print(f"{language.number(count):>6}  {escape(reason_word(language, reason))} [dim]{reason.value}[/]")
    table = Table(header_style="bold", show_lines=True)
    for heading in (language.say("Village or school"), language.say("People to serve"), language.say("Explanation")):
        table.add_column(heading, overflow="fold")
    sites = facts.problem.site
    rows = sorted(facts.document.unserved, key=lambda item: (sites[item.origin].subdistrict, sites[item.origin].name))
    for item in rows:
        place = f"{sites[item.origin].name}, {sites[item.origin].subdistrict}\n{item.origin}"
        table.add_row(escape(place), _people(desk, item), escape(_reason(desk, item)))
    desk.out.print(table)


def _people(desk: Desk, item: Unserved) -> str:
    number = desk.language.number
    return number(item.demand) if not item.invited else f"{number(item.invited)} / {number(item.demand)}"


def _reason(desk: Desk, item: Unserved) -> str:
    language = desk.language
    grade = evidence_word(language, item.evidence)
    return f"{reason_word(language, item.reason)} ({grade}). {language.pick(item.sentence)}"


def _site(facts: PlanFacts, wanted: str) -> Site:
    """A place by code or name; a name that several bear is a fault that lists them."""
    sites = facts.problem.sites
    if wanted in facts.problem.site:
        return facts.problem.site[wanted]
    named = [site for site in sites if site.name.casefold() == wanted.strip().casefold()]
    if len(named) == 1:
        return named[0]
    near = named or [site for site in sites if wanted.strip().casefold() in site.name.casefold()]
    listed = "; ".join(f"{site.id} {site.name}, {site.subdistrict}" for site in near[:8])
    raise refuse(
        "SITE_NAMED_TWICE" if named else "SITE_NOT_FOUND",
        "--site",
        wanted,
        f"kode atau nama satu tempat: {listed}" if listed else "kode atau nama satu tempat",
        f"code or name of one place: {listed}" if listed else "code or name of one place",
    )


def _tell_site(desk: Desk, facts: PlanFacts, site: Site) -> None:
    language = desk.language
    desk.out.print(f"[bold]{escape(site.name)}[/], {escape(site.subdistrict)} [dim]{escape(site.id)}[/]")
    for item in facts.served.get(site.id, ()):
        people = next(origin.people for origin in item.origins if origin.origin.id == site.id)
        line = language.say(
            "{day}, {time}, team {team}, {place}",
            day=language.day_with_weekday(item.visit.day),
            time=language.clock_span(item.visit.start, item.visit.end),
            team=item.trip.team,
            place=facts.name(item.site),
        )
        figures = language.say(
            "{invited} invited; about {recorded} recorded, {cards} cards, {ikd} IKD",
            invited=language.number(people.invited + people.invited_ikd),
            recorded=language.people(people.recorded),
            cards=language.people(people.cards),
            ikd=language.people(people.ikd),
        )
        desk.out.print(escape(f"{line}: {figures}"), soft_wrap=True)
    short = facts.unserved.get(site.id)
    if short is not None:
        desk.out.print(escape(f"{_people(desk, short)}: {_reason(desk, short)}"), soft_wrap=True)
    elif site.id not in facts.served:
        desk.out.print(escape(language.say("Nothing planned, and nobody there is known to need it.")))
