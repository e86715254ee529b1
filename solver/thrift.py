"""The same service for less money: trips in a cheaper order, days cut short of a dearer allowance, trips not worth it.

Changes that cost nothing of the value are made first: another order of the visits of a trip. Where the value may
fall, others are made in order of what they save for each part of value given up: a trip that loses a few people so
that its crew is home before the higher allowance, and a trip that is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, permutations

from planner.domain.plan import Plan, Trip, Visit, VisitPeople
from planner.domain.problem import Problem
from planner.keeping import settled
from planner.retiming import retimed
from planner.route import away_s, trip_days
from planner.score import score
from planner.service import ikd_of_recorded, same_day_ready, turnout_ppm
from planner.units import MINUTE_S, ValueUnits

MOST_ORDERS = 120
"""Orders of visits that are tried for a trip: all of five visits."""
CUT_STEP_S = 2 * MINUTE_S
MOST_CUT_S = 40 * MINUTE_S
"""Service is cut in these steps, up to this, to be home before the higher allowance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """Trip ``number`` in another form, or not made; what that saves and what it loses."""

    number: int
    trip: Trip | None
    rupiah: int
    metres: int
    value: ValueUnits


def thrifty(problem: Problem, plan: Plan, *, least: ValueUnits) -> Plan:
    """The plan at lower cost, then fewer kilometres, worth no less than ``least``. Pinned trips stay as they are."""
    pinned = {(pin.site, pin.day) for pin in problem.pins}
    free = [
        number
        for number, trip in enumerate(plan.trips)
        if len(trip.days) == 1 and not any((visit.site, visit.day) in pinned for visit in trip.visits)
    ]
    trips: list[Trip | None] = [
        _cheapest_order(problem, trip) if number in free else trip for number, trip in enumerate(plan.trips)
    ]
    left = score(problem, plan).value - least
    offered = [saving for number in free for saving in _savings(problem, number, trips[number], left)]
    done: set[int] = set()
    for saving in sorted(offered, key=lambda one: (-one.rupiah / max(1, one.value), one.number)):
        if saving.number not in done and saving.value <= left:
            done.add(saving.number)
            left -= saving.value
            trips[saving.number] = saving.trip
    made = [trip for trip in trips if trip is not None]
    return plan if made == list(plan.trips) else settled(problem, made)


def _cheapest_order(problem: Problem, trip: Trip) -> Trip:
    """The trip as it is, or with its visits in the order that costs least."""
    best = trip
    if len(trip.visits) < 2:
        return best
    for order in islice(permutations(trip.visits), MOST_ORDERS):
        made = retimed(problem, replace(trip, visits=order), problem.team[trip.team], trip.days[0])
        if made is not None and _price(made) < _price(best):
            best = made
    return best


def _price(trip: Trip) -> tuple[int, int]:
    return trip.cost_rupiah, trip.distance_m


def _savings(problem: Problem, number: int, trip: Trip | None, left: ValueUnits) -> Iterator[Saving]:
    if trip is None or left <= 0:
        return
    alone = _value(problem, trip)
    if alone <= left:
        yield Saving(number=number, trip=None, rupiah=trip.cost_rupiah, metres=trip.distance_m, value=alone)
    short = _home_earlier(problem, trip)
    if short is not None:
        yield Saving(
            number=number,
            trip=short,
            rupiah=trip.cost_rupiah - short.cost_rupiah,
            metres=0,
            value=alone - _value(problem, short),
        )


def _value(problem: Problem, trip: Trip) -> ValueUnits:
    return score(problem, Plan(trips=(trip,))).value


def _home_earlier(problem: Problem, trip: Trip) -> Trip | None:
    """The trip with as few people fewer as bring its crew home before the higher allowance; ``None`` if none do."""
    rates = problem.policy.rates
    over = away_s(problem, trip, trip_days(problem, trip)[0]) - rates.allowance_long_from_s
    if over <= 0 or over > MOST_CUT_S or rates.allowance_long <= rates.allowance_short:
        return None
    team = problem.team[trip.team]
    for cut in range(over, MOST_CUT_S + 1, CUT_STEP_S):
        fewer = _with_less_service(problem, trip, cut)
        made = None if fewer is None else retimed(problem, fewer, team, trip.days[0], as_needed=True)
        if made is not None and away_s(problem, made, trip_days(problem, made)[0]) <= rates.allowance_long_from_s:
            return made
    return None


def _with_less_service(problem: Problem, trip: Trip, cut_s: int) -> Trip | None:
    """The trip whose largest visit serves as many people fewer as ``cut_s`` seconds of service hold."""
    at = max(range(len(trip.visits)), key=lambda place: sum(row.recorded for row in trip.visits[place].people))
    visit = trip.visits[at]
    served, seconds = sum(row.recorded for row in visit.people), visit.end - visit.start
    if seconds <= cut_s or not served:
        return None
    rows: Sequence[VisitPeople] = [
        _fewer(problem, visit, row, row.invited * (seconds - cut_s) // seconds) for row in visit.people
    ]
    people = tuple(row for row in rows if max(row.recorded, row.cards, row.ikd) > 0)
    if not people:
        return None
    visits = tuple(replace(one, people=people) if place == at else one for place, one in enumerate(trip.visits))
    return replace(trip, visits=visits)


def _fewer(problem: Problem, visit: Visit, row: VisitPeople, invited: int) -> VisitPeople:
    """The people of one origin with fewer invited; cards of the backlog stay."""
    origin, site = problem.site[row.origin], problem.site[visit.site]
    recorded = min(row.recorded, invited * turnout_ppm(problem, origin, site))
    backlog = max(0, row.cards - same_day_ready(problem.policy, origin, row.recorded))
    alone = max(0, row.ikd - ikd_of_recorded(problem.policy, origin, row.recorded))
    return replace(
        row,
        invited=invited,
        recorded=recorded,
        cards=min(row.cards, same_day_ready(problem.policy, origin, recorded) + backlog),
        ikd=min(row.ikd, ikd_of_recorded(problem.policy, origin, recorded) + alone),
    )
