"""The least changes that let an origin in, each tried before it is told."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from planner.alone import Alone, Demand, Option, Wanted
from planner.crew import with_more_staff
from planner.domain.evidence import Displaced
from planner.domain.plan import Plan, Reason
from planner.domain.problem import Problem
from planner.domain.site import Site
from planner.domain.team import Equipment, EquipmentKind, Skill, StaffMember
from planner.rules.wording import Pair, equipment_word, number, span, told
from planner.service import blanks_used
from planner.units import MICRO, minutes

NAMED = 3
"""Origins that are named one by one; more are counted."""
LEAST_NOTICE = 7


def changes_for_impossible(problem: Problem, origin: Site, reason: Reason) -> tuple[Pair, ...]:
    """What would make it possible to serve somebody of ``origin`` alone; each is tried on the problem so changed."""
    makers = {
        Reason.EXCLUDED_BY_USER: _include,
        Reason.NO_SIGNAL_NO_KIT: _more_equipment,
        Reason.NO_HUB_IN_REACH: _more_equipment,
        Reason.EQUIPMENT_EXHAUSTED: _more_equipment,
        Reason.DATA_NOT_READY: _data_earlier,
        Reason.NOTICE_TOO_SHORT: _shorter_notice,
        Reason.VISITED_RECENTLY: _shorter_gap,
        Reason.NO_OPEN_DAY: _one_day_open,
        Reason.SKILL_MISSING: _more_operators,
        Reason.TRIP_TOO_LONG: _longer_days,
        Reason.TEAM_DAYS_EXHAUSTED: _team_day,
    }
    maker = makers.get(reason)
    return () if maker is None else tuple(maker(problem, origin))


def _works(problem: Problem, origin: Site) -> bool:
    return not origin.excluded and Alone(problem).obstacle(problem.site[origin.id]) is None


def _with(problem: Problem, origin: Site, changed: Site) -> Problem:
    return replace(problem, sites=tuple(changed if site.id == origin.id else site for site in problem.sites))


def _include(problem: Problem, origin: Site) -> Iterator[Pair]:
    included = replace(origin, excluded=False)
    if _works(_with(problem, origin, included), included):
        yield told("Batalkan pengecualiannya.", "Take back that it is left out.")


def _more_equipment(problem: Problem, origin: Site) -> Iterator[Pair]:
    for kind in EquipmentKind:
        listed = any(item.kind is kind for item in problem.equipment)
        if not listed and kind is not EquipmentKind.SATELLITE_KIT:
            continue
        richer = replace(problem, equipment=(*problem.equipment, Equipment(kind=kind, count=1)))
        if _works(richer, origin):
            yield told("Satu lagi: {what}.", "One more: {what}.", what=equipment_word(kind))


def _data_earlier(problem: Problem, origin: Site) -> Iterator[Pair]:
    ready = replace(origin, data_ready=None)
    days = sorted({option.day for option in Alone(_with(problem, origin, ready)).options(ready)})
    if days:
        yield told("Data siap paling lambat {day}.", "Its data ready by {day}.", day=days[-1])


def _shorter_notice(problem: Problem, origin: Site) -> Iterator[Pair]:
    for days in range(problem.policy.notice_days - 1, LEAST_NOTICE - 1, -1):
        if _works(_under(problem, notice_days=days), origin):
            yield told("Pemberitahuan {days} hari.", "A notice of {days} days.", days=days)
            return


def _shorter_gap(problem: Problem, origin: Site) -> Iterator[Pair]:
    for days in range(problem.policy.min_gap_days - 1, 0, -1):
        if _works(_under(problem, min_gap_days=days), origin):
            yield told("Jarak antarkunjungan {days} hari.", "A gap of {days} days between visits.", days=days)
            return


def _one_day_open(problem: Problem, origin: Site) -> Iterator[Pair]:
    opened = replace(origin, closed_dates=(), dates=(), market_weekday=None)
    options = Alone(_with(problem, origin, opened)).options(opened)
    if options:
        yield told("Buka pada satu hari, misalnya {day}.", "Open on one day, such as {day}.", day=options[0].day)


def _more_operators(problem: Problem, origin: Site) -> Iterator[Pair]:
    for count in range(1, max(team.crew_size for team in problem.teams) + 1):
        extra = tuple(StaffMember(id=f"~{place}", skills=tuple(Skill)) for place in range(count))
        if any(_works(richer, origin) for richer in with_more_staff(problem, extra)):
            yield told("{count} petugas lagi.", "{count} more of the staff.", count=count)
            return


def _longer_days(problem: Problem, origin: Site) -> Iterator[Pair]:
    policy = problem.policy
    if not policy.overtime_allowed and _works(_under(problem, overtime_allowed=True), origin):
        yield told("Lembur sampai {most}.", "Overtime of up to {most}.", most=span(policy.overtime_max_s))
    for more in range(10, 241, 10):
        longer = {
            "driving_leg_max_s": policy.driving_leg_max_s + minutes(more),
            "driving_day_max_s": policy.driving_day_max_s + 2 * minutes(more),
        }
        if _works(_under(problem, **longer), origin):
            yield told(
                "Batas berkendara {leg} sekali jalan dan {day} sehari.",
                "Limits of driving of {leg} a leg and {day} a day.",
                leg=span(longer["driving_leg_max_s"]),
                day=span(longer["driving_day_max_s"]),
            )
            break
    if not policy.max_nights and _works(_under(problem, max_nights=1), origin):
        yield told("Menginap satu malam.", "One night out.")


def _team_day(problem: Problem, origin: Site) -> Iterator[Pair]:
    teams = tuple(
        replace(team, days_per_week=team.days_per_week + 1, days_per_month=team.days_per_month + 1)
        for team in problem.teams
    )
    if _works(replace(problem, teams=teams), origin):
        yield told("Satu hari tim lagi.", "One more team-day.")


def _under(problem: Problem, **policy: Any) -> Problem:
    return replace(problem, policy=replace(problem.policy, **policy))


# --- what can be served, but is not ------------------------------------------------------------------------


def changes_for_possible(
    problem: Problem,
    plan: Plan,
    demand: Demand,
    options: Sequence[Option],
    displaced: Sequence[Displaced],
    missing: int,
) -> tuple[Pair, ...]:
    """A team-day more, blanks more, or others who give way: whichever apply."""
    return (
        *_blanks(problem, plan, demand, missing),
        *_extra_team_day(problem, plan, demand, options),
        *_give_way(problem, displaced),
    )


def _extra_team_day(problem: Problem, plan: Plan, demand: Demand, options: Sequence[Option]) -> Iterator[Pair]:
    """A day on which a team that could serve it stays at home."""
    if demand.wanted is Wanted.CARDS:
        return
    out = {(trip.team, day) for trip in plan.trips for day in trip.days}
    visited = {(visit.site, visit.day) for trip in plan.trips for visit in trip.visits}
    policy = problem.policy
    for option in sorted(options, key=lambda one: (one.with_kit, one.day, one.team, one.site)):
        near = [abs((day - option.day).days) for site, day in visited if site == option.site]
        apart = all(0 < days <= policy.split_within_days or days >= policy.min_gap_days for days in near)
        if (option.team, option.day) not in out and apart and not option.with_kit:
            yield told(
                "Satu hari tim lagi beserta regunya, misalnya tim {team} pada {day}.",
                "One more team-day with its crew, such as team {team} on {day}.",
                team=option.team,
                day=option.day,
            )
            return


def _blanks(problem: Problem, plan: Plan, demand: Demand, missing: int) -> Iterator[Pair]:
    """Blanks for the cards that stay unprinted, by the day of the last trip that could take them along."""
    if not missing or demand.wanted is Wanted.IKD:
        return
    blanks = -(-blanks_used(problem.policy, missing * MICRO) // MICRO)
    days = sorted(day for trip in plan.trips for day in trip.days)
    by = days[0] if days else problem.period.first
    yield told(
        "{count} blangko lagi, paling lambat {day}.",
        "{count} more blank cards by {day}.",
        count=blanks,
        day=max(problem.period.first, by - timedelta(days=1)),
    )


def _give_way(problem: Problem, displaced: Sequence[Displaced]) -> Iterator[Pair]:
    if displaced:
        yield told(
            "Melepas atau mengurangi {names}.",
            "Drop or shorten {names}.",
            names=displaced_text(problem, displaced),
        )


def displaced_text(problem: Problem, displaced: Sequence[Displaced]) -> Pair:
    """``("B (20 orang lebih sedikit) dan 2 lainnya", "B (20 people fewer) and 2 more")``."""
    named = [
        told(
            "{name} ({fewer} orang lebih sedikit)",
            "{name} ({fewer} {people} fewer)",
            name=problem.site[item.origin].name,
            fewer=item.fewer,
            people=("orang", "person" if item.fewer == 1 else "people"),
        )
        for item in displaced[:NAMED]
    ]
    both = ", ".join(pair[0] for pair in named), ", ".join(pair[1] for pair in named)
    rest = number(len(displaced) - NAMED)
    if len(displaced) <= NAMED:
        return both
    return f"{both[0]} dan {rest[0]} lainnya", f"{both[1]} and {rest[1]} more"
