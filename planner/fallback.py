"""Reserve dates: for every visit a day on which it can still be held, where one exists.

A reserve is free twice over: nothing is planned there, and no other visit has it in reserve; only where there is none
such is one shared. Trips move whole where all their sites are open; else each visit looks for a day of its own. Where
the limits of field days leave none, a day may still do if the visit is called off before the team leaves, so that its
own day is given back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.check import violations
from planner.crew import find_crew, recorders_to_spare, staff_free
from planner.domain.invitation import Fallback
from planner.domain.plan import Assignment, Plan, Trip, Visit
from planner.domain.problem import Problem
from planner.domain.site import SiteKind
from planner.domain.team import Skill, Team
from planner.hours import site_receives, team_works
from planner.retiming import retimed
from planner.team_days import free_team_days


def fallbacks(problem: Problem, plan: Plan) -> tuple[Fallback, ...]:
    """A reserve date for every visit that has one, in the order of the plan; trips with nights out have none.

    Parameters
    ----------
    plan
        Breaks no rule.
    """
    return _Reserves(problem, plan).all()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    team: str
    day: date
    called_off: bool


class _Reserves:
    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.taken: set[tuple[str, date]] = set()
        self.free = free_team_days(problem, plan)
        self.days = [day.day for day in problem.period.days]

    def all(self) -> tuple[Fallback, ...]:
        found = []
        for trip in self.plan.trips:
            if len(trip.days) > 1:
                continue
            parts: list[tuple[Visit, ...]] = [trip.visits]
            if len(trip.visits) > 1:
                parts += [(visit,) for visit in trip.visits]
            left = set(range(len(trip.visits)))
            for shared in (False, True):
                for part in parts:
                    numbers = {trip.visits.index(visit) for visit in part}
                    place = self._reserve(trip, part, shared=shared) if numbers <= left else None
                    if place is not None:
                        left -= numbers
                        found += [_told(trip, visit, place, shared=shared) for visit in part]
        return tuple(sorted(found, key=lambda item: (item.day, item.team, item.site)))

    def _reserve(self, trip: Trip, visits: Sequence[Visit], *, shared: bool) -> _Place | None:
        """The first day after the planned one that is free and keeps every rule."""
        rest = self._without(trip, visits)
        for place in self._places(trip, visits, rest, shared=shared):
            moved = self._moved(trip, visits, place)
            if moved is not None and not violations(self.problem, _plan(self.problem, rest, moved)):
                self.taken.add((place.team, place.day))
                return place
        return None

    def _places(self, trip: Trip, visits: Sequence[Visit], rest: Sequence[Trip], *, shared: bool) -> Iterator[_Place]:
        """Team-days in the order of preference: free ones, its own team first, then those of a trip called off."""
        whole = len(visits) == len(trip.visits)
        given_back = free_team_days(self.problem, Plan(trips=tuple(rest))) if whole else frozenset()
        for called_off, free in ((False, self.free), (True, given_back - self.free)):
            pairs = sorted(
                (team != trip.team, day, team)
                for team, day in free
                if day > trip.days[0] and ((team, day) in self.taken) is shared and self._may(team, day, visits)
            )
            for _, day, team in pairs:
                yield _Place(team=team, day=day, called_off=called_off)

    def _may(self, team: str, day: date, visits: Sequence[Visit]) -> bool:
        """What can be seen without building the trip: open sites, and a team of work."""
        today = self.problem.period.day(day)
        return (
            today is not None
            and team_works(self.problem.team[team], today)
            and all(site_receives(self.problem.policy, self.problem.site[visit.site], today) for visit in visits)
        )

    def _without(self, trip: Trip, visits: Sequence[Visit]) -> list[Trip]:
        """The other trips, and what of this one stays on its day."""
        left = tuple(visit for visit in trip.visits if visit not in visits)
        others = [other for other in self.plan.trips if other is not trip]
        if not left:
            return others
        stays = retimed(self.problem, replace(trip, visits=left), self.problem.team[trip.team], trip.days[0])
        return others if stays is None else [*others, stays]

    def _moved(self, trip: Trip, visits: Sequence[Visit], place: _Place) -> Trip | None:
        """The visits on the other day: same order and service, new times, with a crew that is there."""
        problem = self.problem
        team = problem.team[place.team]
        like = problem.team[trip.team]
        same = (team.stations, team.printers, team.ikd_officers) == (like.stations, like.printers, like.ikd_officers)
        today = problem.period.day(place.day)
        if today is None or not same:
            return None
        beside = Plan(trips=tuple(other for other in self.plan.trips if other is not trip))
        staff = trip.staff
        if problem.staff and not _is_free(problem, team, beside, staff, place.day):
            staff = find_crew(problem, team, place.day, beside) or ()
        if problem.staff and not staff:
            return None
        alone = replace(trip, visits=tuple(visits), staff=staff)
        return retimed(problem, alone, team, place.day)


def _plan(problem: Problem, rest: Sequence[Trip], moved: Trip) -> Plan:
    """The moved trip with those that it could disturb: of its team, its day, its sites or its crew.

    Blanks are used later than before and people are the same, so that sums over all trips still hold.
    """
    sites, staff = {visit.site for visit in moved.visits}, set(moved.staff)
    near = [
        trip
        for trip in rest
        if trip.team == moved.team
        or moved.days[0] in trip.days
        or sites & {visit.site for visit in trip.visits}
        or staff & set(trip.staff)
    ]
    trips = sorted([*near, moved], key=lambda trip: (trip.days[0], trip.team))
    places = {(row.origin, visit.site) for trip in trips for visit in trip.visits for row in visit.people}
    return Plan(
        trips=tuple(trips),
        assignments=tuple(
            Assignment(village=origin, site=site)
            for origin, site in sorted(places)
            if problem.site[origin].kind is SiteKind.VILLAGE
        ),
    )


def _told(trip: Trip, visit: Visit, place: _Place, *, shared: bool) -> Fallback:
    return Fallback(
        site=visit.site,
        day=visit.day,
        team=trip.team,
        reserve=place.day,
        reserve_team=place.team,
        called_off=place.called_off,
        shared=shared,
    )


def _is_free(problem: Problem, team: Team, beside: Plan, staff: Sequence[str], day: date) -> bool:
    """Whether this very crew can go out with a team on another day."""
    free = {member.id for member in staff_free(problem, team, day, beside)}
    records = sum(Skill.RECORD in problem.member[name].skills for name in staff)
    return set(staff) <= free and records <= recorders_to_spare(problem, day, beside)
