"""Tiny random problems in the middle of a month: visits already done, pins of every level, a cap on money."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from planner.domain.calendar import CalendarDay, Period
from planner.domain.history import DoneVisit, Pin
from planner.domain.policy import Policy
from planner.domain.problem import Problem
from planner.domain.site import Site, SiteKind
from planner.service import may_join
from planner.units import clock
from tests.solver.problems import random_problem

DAYS_BEFORE = 16
"""Days put before the random ones, so that some lie before ``as_of``."""


def busy_problem(seed: int, *, pins: bool = True) -> Problem:
    """The random problem of a seed with done visits, a budget or pins besides, one of them at least."""
    dice = Random(seed)
    problem = _with_days_before(random_problem(seed))
    what = [name for name in ("done", "budget", "pins") if dice.random() < 0.5] or [dice.choice(("done", "budget"))]
    if "done" in what:
        problem = _with_done(dice, problem)
    if "budget" in what:
        problem = _with_budget(dice, problem)
    if "pins" in what and pins:
        problem = replace(problem, pins=tuple(_pin(dice, problem) for _ in range(dice.choice((1, 1, 2)))))
    return problem


def _with_days_before(problem: Problem) -> Problem:
    first = problem.period.first
    before = tuple(
        CalendarDay(day=first - timedelta(days=back), working=False, school_open=False)
        for back in range(DAYS_BEFORE, 0, -1)
    )
    days = (*before, *problem.period.days)
    return replace(problem, period=Period(days=days, as_of=max(problem.period.as_of, days[1].day)))


def _with_done(dice: Random, problem: Problem) -> Problem:
    """One to three visits before ``as_of``, now and then with guests, as a legal plan could have had them."""
    policy = replace(
        problem.policy, min_gap_days=dice.choice((21, 12, 3)), split_within_days=dice.choice((2, 7, 16, 16))
    )
    problem = replace(problem, policy=policy)
    past = [day.day for day in problem.period.days if day.day < problem.period.as_of]
    place: dict[str, str] = {}
    found: list[DoneVisit] = []
    for _ in range(dice.choice((1, 1, 2, 3))):
        site = dice.choice(problem.sites)
        day, team = dice.choice(past), dice.choice(problem.teams).id
        if place.get(site.id, site.id) != site.id:
            continue
        for origin in [site, *_guests(dice, problem, site)]:
            hosts = origin.id in place.values() and origin.id != site.id
            if place.setdefault(origin.id, site.id) == site.id and not hosts:
                found.append(_done(dice, policy, origin, site, day, team))
            elif place[origin.id] != site.id:
                continue
    return replace(problem, done=tuple(sorted(found, key=lambda visit: (visit.day, visit.site, visit.origin))))


def _guests(dice: Random, problem: Problem, site: Site) -> list[Site]:
    if site.kind not in (SiteKind.VILLAGE, SiteKind.HALL):
        return []
    near = [problem.site[pair.village] for pair in problem.reach if pair.site == site.id]
    return [origin for origin in near if may_join(problem, origin, site) and dice.random() < 0.4]


def _done(dice: Random, policy: Policy, origin: Site, site: Site, day: date, team: str) -> DoneVisit:
    invited = dice.randint(0, origin.recording_demand * policy.rounds_per_period)
    recorded = dice.randint(0, invited)
    cards = dice.choice((0, recorded // 2, recorded, recorded + min(3, origin.print_ready)))
    return DoneVisit(
        site=site.id, day=day, team=team, origin=origin.id, invited=invited, recorded=recorded, cards=cards, ikd=0
    )


def _with_budget(dice: Random, problem: Problem) -> Problem:
    """A cap that pays for about one trip, or none, or some; prices that do not hang on hours."""
    rates = replace(problem.policy.rates, allowance_short=150_000, allowance_long=150_000, overtime_per_hour=0)
    cap = dice.choice((0, 500_000, 700_000, 720_000, 760_000, 1_000_000, 1_400_000, 1_600_000, 3_000_000))
    return replace(problem, policy=replace(problem.policy, rates=rates, budget_rupiah=cap))


def _pin(dice: Random, problem: Problem) -> Pin:
    """A pin of any level on a day that works, so that many can be kept and some contradict each other."""
    days = [day.day for day in problem.period.days if day.working]
    return Pin(
        site=dice.choice(problem.sites).id,
        day=dice.choice(days),
        team=dice.choice(problem.teams).id if dice.random() < 0.3 else None,
        position=dice.choice((1, 1, 2)) if dice.random() < 0.3 else None,
        start=clock(dice.choice(("09:00", "10:00", "11:15", "13:00"))) if dice.random() < 0.3 else None,
    )
