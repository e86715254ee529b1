"""``connectivity``: an online service without signal and without a kit, or weak signal given full speed.

Recording and activating a digital identity are online; handing over a card for print-ready people is not. Minutes that
would not do even at full speed break ``service_capacity`` instead.
"""

from collections.abc import Iterator

from planner.domain.plan import Plan, Trip, Visit
from planner.domain.problem import Problem
from planner.rules.reading import link_of, service_time, visit_place, visits_of
from planner.rules.violation import Violation
from planner.rules.wording import people, spans, told
from planner.service import service_need
from planner.units import PERMILLE, rounded_people

RULE = "connectivity"
TITLE = (
    "Layanan daring hanya diberikan bila ada sinyal atau perangkat satelit, dengan kecepatan yang sebenarnya",
    "Online services are given only with signal or a satellite kit, at the speed it has",
)


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Visits that serve online where there is no link, or faster than the link allows."""
    for trip, visit in visits_of(plan):
        recorded = sum(row.recorded for row in visit.people)
        ikd = sum(row.ikd for row in visit.people)
        link = link_of(problem, trip, visit)
        if link == 0 and recorded + ikd > 0:
            yield _no_signal(problem, trip, visit, recorded + ikd)
        elif 0 < link < PERMILLE:
            team = problem.team[trip.team]
            needed = service_need(problem.policy, team, recorded, ikd, link)
            at_full_speed = service_need(problem.policy, team, recorded, ikd, PERMILLE)
            given = service_time(trip, visit)
            if needed is not None and at_full_speed is not None and at_full_speed <= given < needed:
                yield _too_fast(problem, trip, visit, given, needed, link)


def _no_signal(problem: Problem, trip: Trip, visit: Visit, served: int) -> Violation:
    return Violation(
        rule=RULE,
        where=visit_place(trip, visit),
        found="none",
        allowed="signal or satellite kit",
        amount=max(1, rounded_people(served)),
        sentence=told(
            "{site} tidak bersinyal dan tim {team} tidak membawa perangkat satelit pada {day}, "
            "tetapi {served} layanan daring dijadwalkan.",
            "{site} has no signal and team {team} carries no satellite kit on {day}, "
            "but {served} online services are planned.",
            site=problem.site[visit.site].name,
            team=trip.team,
            day=visit.day,
            served=people(served),
        ),
    )


def _too_fast(problem: Problem, trip: Trip, visit: Visit, given: int, needed: int, link: int) -> Violation:
    longer, shorter = spans(needed, given)
    return Violation(
        rule=RULE,
        where=visit_place(trip, visit),
        found=f"{given} s",
        allowed=f"{needed} s",
        amount=needed - given,
        sentence=told(
            "Sinyal di {site} lemah (kecepatan {percent}%): pelayanan pada {day} perlu {needed}, tersedia {given}.",
            "Signal at {site} is weak (speed {percent}%): service on {day} needs {needed} and has {given}.",
            site=problem.site[visit.site].name,
            percent=link // 10,
            day=visit.day,
            needed=longer,
            given=shorter,
        ),
    )
