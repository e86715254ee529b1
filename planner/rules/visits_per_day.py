"""``visits_per_day``: more visits in a team-day than ``max_visits_per_day``, or a visit that serves nobody.

A visit serves somebody if people are expected to be recorded, or to get a card or a digital identity there; inviting
people of whom nobody is expected serves nobody. One that a pin locks may serve nobody, and so may those that must
come before it because the pin locks its place in the order, and those on the way between locked visits, or between
one and where the day starts or ends, that no way joins directly.
"""

from collections import Counter
from collections.abc import Iterator

from planner.domain.plan import Plan, Trip, Visit
from planner.domain.problem import Problem
from planner.route import trip_days
from planner.rules.reading import keeps, place_text, site_name, visit_place, visits_of
from planner.rules.violation import Violation
from planner.rules.wording import told
from planner.service import gets_something

RULE = "visits_per_day"
TITLE = (
    "Kunjungan satu tim dalam sehari tidak melebihi batas, dan setiap kunjungan melayani seseorang",
    "A team makes no more visits in a day than allowed, and each of them serves somebody",
)


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """One violation for each team-day with too many visits, and for each visit for nobody."""
    limit = problem.policy.max_visits_per_day
    counts = Counter((trip.team, visit.day) for trip, visit in visits_of(plan))
    for (team, day), count in counts.items():
        if count > limit:
            yield Violation(
                rule=RULE,
                where=place_text(team, day),
                found=str(count),
                allowed=str(limit),
                amount=count - limit,
                sentence=told(
                    "Tim {team} melakukan {count} kunjungan pada {day}; paling banyak {limit}.",
                    "Team {team} makes {count} visits on {day}; {limit} at most.",
                    team=team,
                    count=count,
                    day=day,
                    limit=limit,
                ),
            )
    for trip in plan.trips:
        for number, visit in enumerate(trip.visits):
            if not any(map(gets_something, visit.people)) and not _locked(problem, trip, number):
                yield _for_nobody(problem, trip, visit)


def _locked(problem: Problem, trip: Trip, number: int) -> bool:
    """Whether a pin keeps the visit, or one after it whose place in the order needs it, or one led to over it."""
    return any(
        keeps(pin, trip, later) and (later == number or pin.position is not None)
        for pin in problem.pins
        for later in range(number, len(trip.visits))
    ) or _leads_on(problem, trip, number)


def _leads_on(problem: Problem, trip: Trip, number: int) -> bool:
    """Whether the visit lies between two locked ones of its day, or one and the day's ends, that no way joins."""
    today = next(day for day in trip_days(problem, trip) if day.day == trip.visits[number].day)
    first = trip.visits.index(today.visits[0])
    locked = [
        place
        for place in range(first, first + len(today.visits))
        if any(keeps(pin, trip, place) for pin in problem.pins)
    ]
    if not locked:
        return False
    before = max((place for place in locked if place < number), default=None)
    after = min((place for place in locked if place > number), default=None)
    start = today.legs[0].start if before is None else trip.visits[before].site
    end = today.legs[-1].end if after is None else trip.visits[after].site
    leg = (0, 0) if start == end else problem.travel_on(trip.vehicle, today.day).leg(start, end)
    return leg is None or leg[0] > problem.policy.driving_leg_max_s


def _for_nobody(problem: Problem, trip: Trip, visit: Visit) -> Violation:
    return Violation(
        rule=RULE,
        where=visit_place(trip, visit),
        found="0",
        allowed="1",
        amount=1,
        sentence=told(
            "Kunjungan tim {team} ke {site} pada {day} tidak melayani siapa pun.",
            "The visit of team {team} to {site} on {day} serves nobody.",
            team=trip.team,
            site=site_name(problem, visit.site),
            day=visit.day,
        ),
    )
