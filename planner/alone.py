"""What could be done for one origin if it were the only one: every trip of a day that serves a single person of it.

If there is none, the origin cannot be served even alone, and the first thing in the way is exact. The tests
stand in one order; the place, team and day that get furthest name the reason.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from planner.crew import can_be_manned
from planner.domain.calendar import CalendarDay
from planner.domain.plan import Plan, Reason, Service
from planner.domain.policy import Hours
from planner.domain.problem import Problem
from planner.domain.site import Site, SiteKind
from planner.domain.team import EquipmentKind, Team, VehicleClass
from planner.hours import site_receives, team_hours
from planner.service import (
    ikd_of_recorded,
    ikd_turnout_ppm,
    invites_for_ikd,
    link_permille,
    may_host,
    may_join,
    service_need,
    turnout_ppm,
)
from planner.team_days import first_noticed_day, free_team_days
from planner.timetable import Stop, timetable


class Wanted(Enum):
    """What the people of an origin may be invited for, the first of these that applies."""

    RECORDING = "recording"
    CARDS = "cards"
    IKD = "ikd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """How many people of an origin wait for what."""

    wanted: Wanted
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A team that could serve the origin at ``site`` on ``day``, with or without a satellite kit."""

    site: str
    day: date
    team: str
    with_kit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Why nobody can be served; ``site`` is the place that got furthest, ``rank`` how far."""

    reason: Reason
    site: Site
    rank: int


ORDER = (
    Reason.NO_SIGNAL_NO_KIT,
    Reason.DATA_NOT_READY,
    Reason.NOTICE_TOO_SHORT,
    Reason.VISITED_RECENTLY,
    Reason.NO_OPEN_DAY,
    Reason.EQUIPMENT_EXHAUSTED,
    Reason.TEAM_DAYS_EXHAUSTED,
    Reason.SKILL_MISSING,
    Reason.UNREACHABLE,
    Reason.TRIP_TOO_LONG,
)
TEAM_STAGES = (Reason.EQUIPMENT_EXHAUSTED, Reason.TEAM_DAYS_EXHAUSTED, Reason.SKILL_MISSING)


def demand_of(problem: Problem, origin: Site) -> Demand:
    """People to record; if none, people whose card may be printed; if none, people who may be invited for IKD."""
    if origin.recording_demand:
        return Demand(wanted=Wanted.RECORDING, people=origin.recording_demand)
    if origin.print_ready:
        return Demand(wanted=Wanted.CARDS, people=origin.print_ready)
    policy = problem.policy
    invitable = policy.ikd_only_visits or invites_for_ikd(policy, origin, Service.RECORDING)
    return Demand(wanted=Wanted.IKD, people=origin.ikd_demand if invitable else 0)


class Alone:
    """Trips that serve one origin and nobody else, in one problem. Results are kept between questions."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._fits: dict[tuple[str, str, Hours, int, tuple[int, int]], bool] = {}
        self._any_legs: dict[tuple[VehicleClass, str], tuple[int, int] | None] = {}
        kits = [item for item in problem.equipment if item.kind is EquipmentKind.SATELLITE_KIT]
        self._kit_days = {day.day for day in problem.period.days if any(kit.available(day.day) for kit in kits)}
        team_days = free_team_days(problem, Plan())
        self._ready = {
            (team.id, day.day): self._stages_passed(team, day.day, team_days)
            for team in problem.teams
            for day in problem.period.days
        }
        self._hours = {
            (team.id, day.day): team_hours(problem.policy, team, day)
            for team in problem.teams
            for day in problem.period.days
        }
        self._hubs: dict[str, list[tuple[int, str]]] = {}
        for (village, site), pair in problem.reach_of.items():
            self._hubs.setdefault(village, []).append((pair.distance_m, site))

    def options(self, origin: Site) -> tuple[Option, ...]:
        """Every team, day and place that could serve somebody of ``origin``; with a kit only where it must be."""
        found: list[Option] = []
        without_kit: set[str] = set()
        for site, with_kit in self._places(origin):
            if site.id in without_kit:
                continue
            here = self._try(origin, site, with_kit=with_kit)
            if not isinstance(here, Obstacle):
                found += here
                without_kit.add(site.id)
        return tuple(found)

    def obstacle(self, origin: Site) -> Obstacle | None:
        """What is in the way of serving anybody of ``origin``; ``None`` if somebody can be served."""
        furthest: Obstacle | None = None
        for site, with_kit in self._places(origin):
            here = self._try(origin, site, with_kit=with_kit)
            if not isinstance(here, Obstacle):
                return None
            if furthest is None or here.rank > furthest.rank:
                furthest = here
        return furthest

    def _places(self, origin: Site) -> Iterator[tuple[Site, bool]]:
        """Own site and the sites it may join, the nearest first, each without and with a kit."""
        policy = self.problem.policy
        yield origin, False
        if self._kit_days:
            yield origin, True
        for _, name in sorted(self._hubs.get(origin.id, ())):
            site = self.problem.site[name]
            villages = 2 if site.kind is SiteKind.VILLAGE else 1
            if may_join(self.problem, origin, site) and villages <= policy.hub_max_villages:
                for with_kit in (False, True) if self._kit_days else (False,):
                    if may_host(policy, site, with_kit=with_kit):
                        yield site, with_kit

    def _try(self, origin: Site, site: Site, *, with_kit: bool) -> list[Option] | Obstacle:
        """All options at one place, or what is in the way there."""
        need = {team.id: self._least_service(origin, site, team, with_kit=with_kit) for team in self.problem.teams}
        if all(seconds is None for seconds in need.values()):
            no_link = link_permille(self.problem.policy, site, with_kit=with_kit) == 0
            return self._stopped(Reason.NO_SIGNAL_NO_KIT if no_link else Reason.SKILL_MISSING, site)
        days = self._open_days(origin, site, with_kit=with_kit)
        if isinstance(days, Obstacle):
            return days
        pairs = [(team, day.day) for team in self.problem.teams if need[team.id] is not None for day in days]
        furthest = max(self._ready[team.id, day] for team, day in pairs)
        if furthest < len(TEAM_STAGES):
            return self._stopped(TEAM_STAGES[furthest], site)
        pairs = [(team, day) for team, day in pairs if self._ready[team.id, day] == furthest]
        legs = {(team.id, day): self.legs(team, site, day) for team, day in pairs}
        if not any(legs.values()):
            return self._stopped(Reason.UNREACHABLE, site)
        options = [
            Option(site=site.id, day=day, team=team.id, with_kit=with_kit)
            for team, day in pairs
            if self._fits_day(team, site, self._hours[team.id, day], legs[team.id, day], need[team.id] or 0)
        ]
        return options or self._stopped(Reason.TRIP_TOO_LONG, site)

    def _stages_passed(self, team: Team, day: date, team_days: frozenset[tuple[str, date]]) -> int:
        """How many of :data:`TEAM_STAGES`, in their order, do not keep ``team`` at home on ``day``."""
        if not self._is_equipped(team, day):
            return 0
        if (team.id, day) not in team_days:
            return 1
        return 3 if can_be_manned(self.problem, team, day) else 2

    def _open_days(self, origin: Site, site: Site, *, with_kit: bool) -> list[CalendarDay] | Obstacle:
        policy = self.problem.policy
        ready = max(filter(None, (origin.data_ready, site.data_ready)), default=date.min)
        first, told = first_noticed_day(self.problem), self.problem.told
        blocked = self._blocked_until(site)
        tests: tuple[tuple[Reason, Callable[[CalendarDay], bool]], ...] = (
            (Reason.DATA_NOT_READY, lambda day: day.day >= ready),
            (
                Reason.NOTICE_TOO_SHORT,
                lambda day: day.day >= first or {(name, site.id, day.day) for name in (origin.id, site.id)} <= told,
            ),
            (Reason.VISITED_RECENTLY, lambda day: day.day >= blocked),
            (
                Reason.NO_OPEN_DAY,
                lambda day: site_receives(policy, site, day) and not self.problem.is_cut(origin.id, site.id, day.day),
            ),
            (Reason.EQUIPMENT_EXHAUSTED, lambda day: not with_kit or day.day in self._kit_days),
        )
        days = list(self.problem.period.days)
        for reason, passes in tests:
            days = [day for day in days if passes(day)]
            if not days:
                if reason is Reason.NO_OPEN_DAY and self._is_open_unnoticed(tests):
                    # Open on days that are left, only none of them can be told of in time.
                    reason = Reason.NOTICE_TOO_SHORT
                return self._stopped(reason, site)
        return days

    def _is_open_unnoticed(self, tests: Sequence[tuple[Reason, Callable[[CalendarDay], bool]]]) -> bool:
        """Whether a day still to come would do but for the notice."""
        others = [passes for reason, passes in tests if reason is not Reason.NOTICE_TOO_SHORT]
        as_of = self.problem.period.as_of
        return any(day.day > as_of and all(passes(day) for passes in others) for day in self.problem.period.days)

    def _stopped(self, reason: Reason, site: Site) -> Obstacle:
        return Obstacle(reason=reason, site=site, rank=ORDER.index(reason))

    def _least_service(self, origin: Site, site: Site, team: Team, *, with_kit: bool) -> int | None:
        """Seconds that serving one invited person takes; ``None`` where no time would do."""
        policy = self.problem.policy
        wanted = demand_of(self.problem, origin).wanted
        link = link_permille(policy, site, with_kit=with_kit)
        if wanted is Wanted.RECORDING:
            recorded = turnout_ppm(self.problem, origin, site)
            due = ikd_of_recorded(policy, origin, recorded) if policy.mandatory_ikd else 0
            return service_need(policy, team, recorded, due, link)
        if wanted is Wanted.IKD:
            return service_need(policy, team, 0, ikd_turnout_ppm(self.problem, origin, site), link)
        # Cards of the backlog may come printed from the office: they need neither link nor printer.
        return 0

    def last_visit(self, site: Site) -> date | None:
        """Last visit to ``site`` before the days still to be planned, visits already done left out."""
        days = [visit.day for visit in self.problem.history.visits if visit.site == site.id]
        return max([*days, *filter(None, (site.last_visit,))], default=None)

    def _blocked_until(self, site: Site) -> date:
        """First day that keeps the gap to visits before the period. A visit already done may be split, so it
        proves nothing impossible."""
        last = self.last_visit(site)
        return date.min if last is None else last + timedelta(days=self.problem.policy.min_gap_days)

    def _is_equipped(self, team: Team, day: date) -> bool:
        """Whether what the team always takes along exists on ``day``; kinds that are not listed do not limit."""
        takes = {
            EquipmentKind.RECORDING_SET: team.stations,
            EquipmentKind.PRINTER: team.printers,
            EquipmentKind.VEHICLE: 1,
        }
        listed = {item.kind for item in self.problem.equipment} & takes.keys()
        return all(
            sum(item.available(day) for item in self.problem.equipment if item.kind is kind) >= takes[kind]
            for kind in listed
        )

    def legs(self, team: Team, site: Site, day: date) -> tuple[int, int] | None:
        """Seconds there and back on a day; ``None`` where there is no way. With nights out, the shortest legs of the
        site to and from anywhere on any day, since the night may be spent on the way."""
        if not self.problem.policy.max_nights:
            table = self.problem.travel_on(team.vehicle_class, day)
            there, back = table.leg(team.base, site.id), table.leg(site.id, team.base)
            return None if there is None or back is None else (there[0], back[0])
        key = (team.vehicle_class, site.id)
        if key not in self._any_legs:
            self._any_legs[key] = self._shortest_legs(team, site)
        return self._any_legs[key]

    def best_legs(self, team: Team, site: Site) -> tuple[int, int] | None:
        """The shortest of :meth:`legs` over the days of the period."""
        found = {self.legs(team, site, day.day) for day in self.problem.period.days}
        return min((legs for legs in found if legs is not None), key=sum, default=None)

    def _shortest_legs(self, team: Team, site: Site) -> tuple[int, int] | None:
        into: list[int] = []
        out: list[int] = []
        for table in self.problem.travel_tables(team.vehicle_class):
            others = [place for place in table.places if place != site.id]
            into += [leg[0] for place in others if (leg := table.leg(place, site.id)) is not None]
            out += [leg[0] for place in others if (leg := table.leg(site.id, place)) is not None]
        return (min(into), min(out)) if into and out else None

    def _fits_day(self, team: Team, site: Site, hours: Hours, legs: tuple[int, int] | None, service_s: int) -> bool:
        if legs is None:
            return False
        policy = self.problem.policy
        key = (team.id, site.id, hours, service_s, legs)
        if key not in self._fits:
            there, back = legs
            sleeps_out = policy.max_nights > 0
            driving = max(there, back) if sleeps_out else there + back
            stop = Stop(
                travel_s=0 if sleeps_out else there,
                setup_s=policy.setup_s,
                service_s=service_s,
                pack_s=policy.pack_s,
                open_from=site.open_from,
                open_until=site.open_until,
            )
            self._fits[key] = (
                max(there, back) <= policy.driving_leg_max_s
                and driving <= policy.driving_day_max_s
                and timetable(hours, [stop], 0 if sleeps_out else back) is not None
            )
        return self._fits[key]
