"""The days of one trip with their true times: who is invited at each stop, where the nights are, what fits."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from planner.domain.plan import Break, EquipmentUse, Trip, Visit, VisitPeople
from planner.domain.problem import Problem
from planner.domain.team import EquipmentKind, Team
from planner.hours import team_hours
from planner.ledger import lines_total, trip_cost, trip_distance_m
from planner.service import ikd_of_recorded, link_permille, service_need, turnout_ppm
from planner.timetable import DayTimes, Stop, timetable


@dataclass(slots=True, kw_only=True)
class Stopping:
    """A stop and the people invited to it, by origin; people may be changed."""

    site: str
    people: dict[str, int]


@dataclass(slots=True, kw_only=True)
class DayPlan:
    """One day of a trip: from where, which stops, to where."""

    day: date
    start: str
    end: str
    stops: list[Stopping] = field(default_factory=list)

    def fits(self, problem: Problem, team: Team, *, with_kit: bool) -> bool:
        """Whether driving keeps its limits and a timetable exists."""
        return self.times(problem, team, with_kit=with_kit) is not None

    def times(self, problem: Problem, team: Team, *, with_kit: bool) -> DayTimes | None:
        """Exact times of the day, or ``None``."""
        ways = self._ways(problem, team)
        calendar = problem.period.day(self.day)
        if ways is None or calendar is None:
            return None
        stops = []
        for way, stop in zip(ways, self.stops, strict=False):
            recorded, ikd = _expected(problem, team, stop)
            site = problem.site[stop.site]
            service = service_need(
                problem.policy, team, recorded, ikd, link_permille(problem.policy, site, with_kit=with_kit)
            )
            if service is None:
                return None
            stops.append(
                Stop(
                    travel_s=way,
                    setup_s=problem.policy.setup_s,
                    service_s=service,
                    pack_s=problem.policy.pack_s,
                    open_from=site.open_from,
                    open_until=site.open_until,
                )
            )
        return timetable(team_hours(problem.policy, team, calendar), stops, ways[-1])

    def _ways(self, problem: Problem, team: Team) -> list[int] | None:
        """Seconds of the legs, the one home included; ``None`` beyond the limits."""
        places = [self.start, *(stop.site for stop in self.stops), self.end]
        ways = []
        for start, end in pairwise(places):
            leg = (0, 0) if start == end else problem.travel_on(team.vehicle_class, self.day).leg(start, end)
            if leg is None or leg[0] > problem.policy.driving_leg_max_s:
                return None
            ways.append(leg[0])
        return ways if sum(ways) <= problem.policy.driving_day_max_s else None


def _expected(problem: Problem, team: Team, stop: Stopping) -> tuple[int, int]:
    """People recorded and digital identities, micro-people; none of the latter without an officer for them."""
    site = problem.site[stop.site]
    recorded = ikd = 0
    for name, people in stop.people.items():
        origin = problem.site[name]
        own = people * turnout_ppm(problem, origin, site)
        recorded += own
        ikd += ikd_of_recorded(problem.policy, origin, own) if team.ikd_officers else 0
    return recorded, ikd


def timed_day(
    problem: Problem, team: Team, days: tuple[date, ...], wanted: Sequence[list[Stopping]], *, with_kit: bool
) -> list[DayPlan] | None:
    """The days of a trip with what fits of ``wanted``; ``None`` if no stop fits.

    Nights are spent where the next day's first stop is, if that can still be reached in the evening, else where the
    last stop was. A trip ends on the last day that has a stop and whose way home fits.
    """
    while True:
        made = _with_nights(team, days, wanted)
        if made is None:
            return None
        worst = next((day for day in made if not _shortened(problem, team, day, with_kit=with_kit)), None)
        if worst is None:
            return made
        # Nothing helps this day but a stop less: the one with fewest people.
        place = made.index(worst)
        if not wanted[place]:
            return None
        least = min(range(len(wanted[place])), key=lambda at: sum(wanted[place][at].people.values()))
        wanted = [[*stops] for stops in wanted]
        del wanted[place][least]


def _with_nights(team: Team, days: tuple[date, ...], wanted: Sequence[list[Stopping]]) -> list[DayPlan] | None:
    """Days up to the last one with a stop; days before it without one are driven through."""
    last = max((at for at, stops in enumerate(wanted) if stops), default=-1)
    if last < 0:
        return None
    made: list[DayPlan] = []
    start = team.base
    for at in range(last + 1):
        stops = [Stopping(site=stop.site, people=dict(stop.people)) for stop in wanted[at]]
        end = team.base if at == last else (stops[-1].site if stops else start)
        made.append(DayPlan(day=days[at], start=start, end=end, stops=stops))
        start = end
    return made


def _shortened(problem: Problem, team: Team, day: DayPlan, *, with_kit: bool) -> bool:
    """Take people off until the day fits; whether it does with somebody left at every stop."""
    if not day.stops:
        return True
    if day.fits(problem, team, with_kit=with_kit):
        return True
    asked = [dict(stop.people) for stop in day.stops]
    fewest, most = 0, 1000
    while fewest < most:
        middle = (fewest + most + 1) // 2
        _scale(day, asked, middle)
        if day.fits(problem, team, with_kit=with_kit):
            fewest = middle
        else:
            most = middle - 1
    _scale(day, asked, fewest)
    return fewest > 0 and all(sum(stop.people.values()) for stop in day.stops)


def _scale(day: DayPlan, asked: Sequence[dict[str, int]], permille: int) -> None:
    for stop, people in zip(day.stops, asked, strict=True):
        stop.people = {name: count * permille // 1000 for name, count in people.items() if count * permille >= 1000}


def trip_of(problem: Problem, team: Team, days: Sequence[DayPlan], *, staff: tuple[str, ...], with_kit: bool) -> Trip:
    """The trip with its times; cards are put in later, and the cap on digital identities is not yet kept."""
    kits = (EquipmentUse(kind=EquipmentKind.SATELLITE_KIT, count=1),) if with_kit else ()
    visits, breaks = [], []
    for day in days:
        if not day.stops:
            continue
        times = day.times(problem, team, with_kit=with_kit)
        assert times is not None, f"team {team.id} on {day.day}: people were changed beyond what fits"
        breaks.append(Break(day=day.day, start=times.break_start, end=times.break_end))
        for stop, at in zip(day.stops, times.stops, strict=True):
            visits.append(
                Visit(
                    site=stop.site,
                    day=day.day,
                    arrive=at.arrive,
                    set_up=at.set_up,
                    start=at.start,
                    end=at.end,
                    depart=at.depart,
                    people=tuple(_row(problem, team, stop, origin) for origin in sorted(stop.people)),
                )
            )
    trip = Trip(
        id=f"{days[0].day.isoformat()}-{team.id}",
        team=team.id,
        vehicle=team.vehicle_class,
        staff=staff,
        equipment=kits,
        days=tuple(day.day for day in days),
        lodging=tuple(day.end for day in days[:-1]),
        breaks=tuple(breaks),
        visits=tuple(visits),
        distance_m=0,
        cost_rupiah=0,
    )
    trip = replace(trip, distance_m=trip_distance_m(problem, trip))
    return replace(trip, cost_rupiah=lines_total(trip_cost(problem, trip)))


def _row(problem: Problem, team: Team, stop: Stopping, name: str) -> VisitPeople:
    origin, invited = problem.site[name], stop.people[name]
    recorded = invited * turnout_ppm(problem, origin, problem.site[stop.site])
    ikd = ikd_of_recorded(problem.policy, origin, recorded) if team.ikd_officers else 0
    return VisitPeople(origin=name, invited=invited, recorded=recorded, cards=0, ikd=ikd)
