"""What of a plan still stands: the part that breaks no rule, in a problem that may have changed since.

Trips are taken in order of worth, whole where that is legal. One that is not may lose its excess of people, its
cards, or single visits; what then still breaks a rule is left out. Nothing is moved and nobody new is sent: that is
for a solver to do.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from planner.check import violations
from planner.crew import without_staff
from planner.domain.plan import Assignment, Plan, Service, Trip, Visit, VisitPeople
from planner.domain.problem import Problem
from planner.domain.site import SiteKind
from planner.ledger import lines_total, trip_cost, trip_distance_m
from planner.rules import pin
from planner.service import ikd_of_invited, ikd_of_recorded, people_value, same_day_ready, turnout_ppm
from planner.units import ValueUnits


def legal_part(problem: Problem, plan: Plan) -> Plan:
    """The part of ``plan`` that breaks no rule of ``problem``, worth as much as taking trips in turn gives.

    A plan that breaks no rule comes back as it is, with distances and costs counted anew. Pins that the plan does not
    keep stay unkept: they cannot be mended by leaving something out.
    """
    return _Keeping(problem).part(plan)


def legal_parts(problem: Problem, plan: Plan) -> tuple[Plan, Plan]:
    """:func:`legal_part` of ``plan``, and the legal part of it :func:`without_crews`.

    Crews only add rules: where what is legal without them is legal with them too, that is both.
    """
    bare = legal_part(*without_crews(problem, plan))
    crews = {trip.id: trip.staff for trip in plan.trips}
    if len(crews) == len(plan.trips):
        manned = _Keeping(problem).whole([replace(trip, staff=crews[trip.id]) for trip in bare.trips])
        if manned is not None:
            return manned, bare
    return legal_part(problem, plan), bare


def without_crews(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
    """Problem and plan as if the office planned no crews by name."""
    bare = without_staff(problem)
    trips = (replace(trip, staff=()) for trip in plan.trips)
    return bare, replace(plan, trips=tuple(trips))


def settled(problem: Problem, trips: Sequence[Trip]) -> Plan:
    """The plan of these trips in canonical order, with the places of service that they use."""
    places = {
        people.origin: visit.site
        for trip in trips
        for visit in trip.visits
        for people in visit.people
        if problem.site[people.origin].kind is SiteKind.VILLAGE
    }
    return Plan(
        trips=tuple(sorted(trips, key=lambda trip: (trip.days[0], trip.team))),
        assignments=tuple(Assignment(village=village, site=site) for village, site in sorted(places.items())),
    )


def trip_value(problem: Problem, trip: Trip) -> ValueUnits:
    """What a trip is worth."""
    return sum(
        people_value(problem.policy, problem.site[people.origin], people, visit.service)
        for visit in trip.visits
        for people in visit.people
    )


class _Keeping:
    """One problem that plans are cut down for."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem

    def whole(self, trips: Sequence[Trip]) -> Plan | None:
        """The plan of all these trips with true figures, if it is legal."""
        known = [found for trip in trips if (found := self._known(trip)) is not None]
        return settled(self.problem, known) if len(known) == len(trips) and self._is_legal(known) else None

    def part(self, plan: Plan) -> Plan:
        trips = [known for trip in plan.trips if (known := self._known(trip)) is not None]
        # Trips of the same worth are taken in order of day and team.
        trips.sort(key=lambda trip: (-trip_value(self.problem, trip), trip.days[0], trip.team))
        return settled(self.problem, self._taken([], trips))

    def _taken(self, kept: list[Trip], batch: list[Trip]) -> list[Trip]:
        """``kept`` with what can be added of ``batch``: all of it, or each half in turn."""
        if not batch or self._is_legal([*kept, *batch]):
            return [*kept, *batch]
        if len(batch) > 1:
            half = len(batch) // 2
            return self._taken(self._taken(kept, batch[:half]), batch[half:])
        for lesser in self._lesser(kept, batch[0]):
            if self._is_legal([*kept, lesser]):
                return [*kept, lesser]
        return kept

    def _is_legal(self, trips: Sequence[Trip]) -> bool:
        if len({trip.id for trip in trips}) < len(trips):
            return False
        found = violations(self.problem, settled(self.problem, trips))
        return all(item.rule == pin.RULE for item in found)

    # -- one trip ---------------------------------------------------------------------------------------------

    def _known(self, trip: Trip) -> Trip | None:
        """The trip with its figures true, without what the problem does not know; ``None`` if nothing is left."""
        problem = self.problem
        days = all(problem.period.day(day) is not None for day in trip.days)
        lodging = set(trip.lodging) <= problem.site.keys() | problem.base.keys()
        if trip.team not in problem.team or trip.vehicle not in problem.travel_of or not days or not lodging:
            return None
        visits = [visit for visit in trip.visits if visit.site in problem.site]
        known = [
            replace(visit, people=tuple(row for row in visit.people if row.origin in problem.site)) for visit in visits
        ]
        staff = tuple(name for name in trip.staff if name in problem.member)
        return self._with(replace(trip, staff=staff), known)

    def _with(self, trip: Trip, visits: Sequence[Visit]) -> Trip | None:
        """The trip with these visits and true figures."""
        if not visits:
            return None
        trip = replace(trip, visits=tuple(visits))
        trip = replace(trip, distance_m=trip_distance_m(self.problem, trip))
        return replace(trip, cost_rupiah=lines_total(trip_cost(self.problem, trip)))

    def _lesser(self, kept: Sequence[Trip], trip: Trip) -> Iterator[Trip]:
        """The trip with less and less: nobody over the number, no cards, fewer visits."""
        fitting = self._fitting(kept, trip)
        thrifty = [replace(visit, people=tuple(_without_cards(visit.people))) for visit in fitting]
        for count in range(len(fitting), 0, -1):
            for chosen in combinations(range(len(fitting)), count):
                for visits in (fitting, thrifty):
                    serving = [visits[number] for number in chosen if _serves(visits[number])]
                    found = self._with(trip, serving)
                    if found is not None:
                        yield found

    def _fitting(self, kept: Sequence[Trip], trip: Trip) -> list[Visit]:
        """The visits with no more invited of each origin than ``kept`` and visits already done leave."""
        invited: Counter[str] = Counter()
        for visit in (visit for other in kept for visit in other.visits):
            invited.update({row.origin: row.invited for row in visit.people})
        for done in self.problem.done:
            invited[done.origin] += done.invited
        fitting = []
        for visit in trip.visits:
            rows = []
            for row in visit.people:
                origin = self.problem.site[row.origin]
                most = origin.recording_demand * self.problem.policy.rounds_per_period
                count = max(0, min(row.invited, most - invited[row.origin]))
                invited[row.origin] += count
                rows.append(self._fewer(visit, row, count))
            fitting.append(replace(visit, people=tuple(row for row in rows if _counts(row))))
        return fitting

    def _fewer(self, visit: Visit, row: VisitPeople, invited: int) -> VisitPeople:
        """The people of an origin with fewer invited, what they get in proportion to it."""
        if invited == row.invited:
            return row
        problem = self.problem
        origin, site = problem.site[row.origin], problem.site[visit.site]
        before, now = row.recorded, invited * turnout_ppm(problem, origin, site)
        recorded = min(before, now)
        lost = same_day_ready(problem.policy, origin, before) - same_day_ready(problem.policy, origin, recorded)
        along = 0
        if visit.service is Service.RECORDING:
            along = ikd_of_recorded(problem.policy, origin, recorded)
        return replace(
            row,
            invited=invited,
            recorded=recorded,
            cards=max(0, row.cards - lost),
            ikd=min(row.ikd, along + ikd_of_invited(problem, origin, site, row.invited_ikd)),
        )


def _without_cards(people: Sequence[VisitPeople]) -> Iterator[VisitPeople]:
    for row in people:
        bare = replace(row, cards=0)
        if _counts(bare):
            yield bare


def _counts(row: VisitPeople) -> bool:
    return max(row.invited, row.invited_ikd, row.cards) > 0


def _serves(visit: Visit) -> bool:
    return any(_counts(row) for row in visit.people)
