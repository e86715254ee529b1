"""The month as a careful person makes it with a map and a spreadsheet: the rule that a plan must beat.

1. Villages without signal first get a hub: the nearest place with signal that may take them; the one with most
   people chooses first. A village with no such hub in reach waits for the satellite kit.
2. Days are filled in calendar order, on each day team by team, until a team has its days of the week and the month.
3. A team goes first to the place with the biggest gap, and then on to the nearest next, until the day is full: a
   further stop is made where at least ``FURTHER_STOP_LEAST`` people fit in, or all who are left there. The gap counts
   those not yet invited who would come, guests of a hub included: a column of the spreadsheet, since four of five
   pupils come and only every second villager. At each stop as many are invited as the day holds; the rest stays on
   the list.
4. The satellite kit goes with the first team of the day whose first place has no good signal: the one with the most
   people waiting. Its day is planned with the speed that the kit gives.
5. Cards are printed first come first served, as long as the stock of today and of every later day allows it.
6. Staff are the first who fit, the least skilled first, so that drivers are left for the next team.

Not done by hand: villages with signal are not merged, no visits for the digital identity alone, no nights out.
Plain and deterministic. The figures it reached first stand in ``benchmarks/results/hand-rule.md``: from then on the
rule is frozen, since a baseline that moves measures nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from benchmarks.hand_crew import first_crew, has_equipment, has_kit
from benchmarks.hand_day import HandDay, HandStop, ikd_cap_left
from planner.domain.calendar import CalendarDay
from planner.domain.plan import Assignment, EquipmentUse, Plan, Trip
from planner.domain.problem import Problem
from planner.domain.site import Connectivity, Site, SiteKind
from planner.domain.team import EquipmentKind, Team
from planner.hours import first_visit_day, site_receives
from planner.ledger import allowed_field_use, lines_total, trip_cost, trip_distance_m
from planner.service import link_permille, may_host, may_join, planned_connectivity, turnout_ppm
from planner.team_days import free_team_days
from planner.units import PERMILLE, MicroPeople

FURTHER_STOP_LEAST = 20


def hand_plan(problem: Problem) -> Plan:
    """The plan of the hand rule. It breaks no rule.

    Raises
    ------
    ValueError
        If visits are pinned: the hand rule begins with an empty calendar.
    """
    if problem.pins:
        raise ValueError("the hand rule begins with an empty calendar; it knows no pins")
    sheet = _Spreadsheet.of(problem)
    for day in problem.period.days:
        free = free_team_days(problem, sheet.plan)
        for team in problem.teams:
            if (team.id, day.day) in free:
                sheet.fill(team, day)
    return sheet.plan


@dataclass(slots=True, kw_only=True)
class _Spreadsheet:
    """What the person keeps track of.

    Attributes
    ----------
    origins
        By place: whose people are served there, its own first, then guests by their way.
    left, ready
        By origin: people not yet invited, cards that may be brought along and are not yet planned.
    visited
        By site: days of visits of this period.
    printed
        Cards planned so far, micro-people.
    """

    problem: Problem
    origins: Mapping[str, tuple[str, ...]]
    left: dict[str, int]
    ready: dict[str, int]
    visited: dict[str, list[date]]
    printed: MicroPeople = 0
    plan: Plan = field(default_factory=Plan)

    @classmethod
    def of(cls, problem: Problem) -> "_Spreadsheet":
        left = {site.id: site.recording_demand * problem.policy.rounds_per_period for site in problem.sites}
        for visit in problem.done:
            left[visit.origin] = max(0, left.get(visit.origin, 0) - visit.invited)
        done = {(visit.site, visit.day) for visit in problem.done}
        return cls(
            problem=problem,
            origins=places_of_service(problem),
            left=left,
            ready={site.id: site.print_ready for site in problem.sites},
            visited={site.id: sorted(day for name, day in done if name == site.id) for site in problem.sites},
        )

    def fill(self, team: Team, day: CalendarDay) -> None:
        """Send ``team`` out on ``day``, if there is a crew, a place to go to and money for it."""
        staff = first_crew(self.problem, team, day.day, self.plan)
        if staff is None or not has_equipment(self.problem, team, day.day, self.plan):
            return
        filled = self._first_stop(team, day)
        if filled is None:
            return
        while len(filled.stops) < self.problem.policy.max_visits_per_day:
            further = self._further_stop(filled)
            if further is None:
                break
            filled.add(further)
        self._enter(filled, staff)

    def _first_stop(self, team: Team, day: CalendarDay) -> HandDay | None:
        """The day with its first stop: the open place with the biggest gap that the team can serve."""
        policy = self.problem.policy
        kit_here = has_kit(self.problem, day.day, self.plan)
        today = [visit for trip in self.plan.trips for visit in trip.visits if visit.day == day.day]
        for site in sorted(self._open_sites(day), key=lambda site: (-self._gap(site), site.id)):
            takes_kit = kit_here and link_permille(policy, site, with_kit=False) < policy.link_kit_permille
            filled = HandDay(
                problem=self.problem,
                team=team,
                day=day,
                with_kit=takes_kit,
                ikd_room=ikd_cap_left(self.problem, today),
            )
            if policy.max_visits_per_day and (stop := filled.stop_at(site, self._waiting(site, day))) is not None:
                filled.add(stop)
                return filled
        return None

    def _further_stop(self, filled: HandDay) -> HandStop | None:
        """The nearest next stop that is worth setting up for; ``None`` once the day is full."""
        gone_to = {stop.site.id for stop in filled.stops}
        near = [
            (driving, site.id, site)
            for site in self._open_sites(filled.day)
            if site.id not in gone_to and (driving := filled.driving_to(site.id)) is not None
        ]
        for _, _, site in sorted(near, key=lambda item: item[:2]):
            waiting = self._waiting(site, filled.day)
            stop = filled.stop_at(site, waiting)
            least = min(FURTHER_STOP_LEAST, sum(waiting.values()))
            if stop is not None and sum(count for _, count in stop.invited) >= least:
                return stop
        return None

    def _gap(self, site: Site) -> MicroPeople:
        """People not yet invited who would come to ``site``, micro-people."""
        return sum(
            self.left[origin] * turnout_ppm(self.problem, self.problem.site[origin], site)
            for origin in self.origins[site.id]
        )

    def _open_sites(self, day: CalendarDay) -> Iterator[Site]:
        """Places with people waiting that may be visited on ``day`` and that no team visits on it."""
        for name in self.origins:
            site = self.problem.site[name]
            noticed = first_visit_day(self.problem, site) <= day.day
            is_open = noticed and site_receives(self.problem.policy, site, day) and self._spaced(site, day.day)
            if is_open and self._waiting(site, day):
                yield site

    def _waiting(self, site: Site, day: CalendarDay) -> dict[str, int]:
        """People who may be invited to ``site`` on ``day``, by origin; nobody is invited where none would come."""
        origins = {name: self.problem.site[name] for name in self.origins[site.id]}
        return {
            name: self.left[name]
            for name, origin in origins.items()
            if self.left[name]
            and first_visit_day(self.problem, origin) <= day.day
            and turnout_ppm(self.problem, origin, site) > 0
        }

    def _spaced(self, site: Site, day: date) -> bool:
        """Whether a visit on ``day`` keeps its distance: far enough from the last one, or a part of the same
        invitation."""
        policy = self.problem.policy
        before = [visit.day for visit in self.problem.history.visits if visit.site == site.id]
        before += [] if site.last_visit is None else [site.last_visit]
        if before and (day - max(before)).days < policy.min_gap_days:
            return False
        parts: list[date] = []
        for visit in [*self.visited[site.id], day]:
            if parts and (visit - parts[-1]).days >= policy.min_gap_days:
                parts = []
            parts.append(visit)
        split = len(parts) <= policy.split_parts_max and (day - parts[0]).days <= policy.split_within_days
        return day not in self.visited[site.id] and (len(parts) == 1 or split)

    def _enter(self, filled: HandDay, staff: tuple[str, ...]) -> None:
        """Write the filled day into the plan, unless the money does not reach."""
        written = filled.written_out(self.ready, self._card_room(filled.day.day))
        kit = EquipmentUse(kind=EquipmentKind.SATELLITE_KIT, count=1)
        trip = Trip(
            id=f"{filled.day.day.isoformat()}-{filled.team.id}",
            team=filled.team.id,
            vehicle=filled.team.vehicle_class,
            staff=staff,
            equipment=(kit,) if filled.with_kit else (),
            days=(filled.day.day,),
            breaks=(written.pause,),
            visits=written.visits,
            distance_m=0,
            cost_rupiah=0,
        )
        trip = replace(trip, distance_m=trip_distance_m(self.problem, trip))
        trip = replace(trip, cost_rupiah=lines_total(trip_cost(self.problem, trip)))
        budget = self.problem.policy.budget_rupiah
        if budget is not None and sum(item.cost_rupiah for item in (*self.plan.trips, trip)) > max(0, budget):
            return
        places = {(item.village, item.site) for item in self.plan.assignments}
        for visit in written.visits:
            self.visited[visit.site].append(visit.day)
            for row in visit.people:
                self.left[row.origin] -= row.invited
                self.printed += row.cards
                if self.problem.site[row.origin].kind is SiteKind.VILLAGE:
                    places.add((row.origin, visit.site))
        for origin, brought in written.brought.items():
            self.ready[origin] -= brought
        self.plan = Plan(
            trips=(*self.plan.trips, trip),
            assignments=tuple(Assignment(village=village, site=site) for village, site in sorted(places)),
        )

    def _card_room(self, day: date) -> MicroPeople:
        """Cards that may still be printed on ``day`` without taking those of a later day, micro-people."""
        allowed = min(blanks for later, blanks in allowed_field_use(self.problem).items() if later >= day)
        return max(0, allowed * PERMILLE // (PERMILLE + self.problem.policy.waste_permille) - self.printed)


def places_of_service(problem: Problem) -> dict[str, tuple[str, ...]]:
    """Origins by the site where they are served for the whole period, the host's own first.

    Only villages without signal move, each to the nearest site with signal that may take it; what visits already
    done have settled stays.
    """
    known = problem.site
    settled = {visit.origin: visit.site for visit in problem.done if visit.origin in known and visit.site in known}
    guests: dict[str, list[str]] = {}
    for origin, site in sorted(settled.items()):
        if origin != site:
            guests.setdefault(site, []).append(origin)
    dark = [
        site
        for site in problem.sites
        if site.kind is SiteKind.VILLAGE
        and site.id not in settled
        and site.id not in guests
        and site.recording_demand
        and not site.excluded
        and planned_connectivity(problem.policy, site) is Connectivity.NONE
    ]
    for village in sorted(dark, key=lambda site: (-site.recording_demand, site.id)):
        hub = _nearest_hub(problem, village, guests, settled)
        if hub is not None:
            guests.setdefault(hub, []).append(village.id)
    moved = {guest for group in guests.values() for guest in group}
    return {
        site.id: (() if site.id in moved else (site.id,)) + tuple(guests.get(site.id, ()))
        for site in problem.sites
        if (site.id not in moved or site.id in guests) and not site.excluded
    }


def _nearest_hub(
    problem: Problem, village: Site, guests: Mapping[str, list[str]], settled: Mapping[str, str]
) -> str | None:
    policy = problem.policy
    found: list[tuple[int, str]] = []
    for pair in problem.reach:
        if pair.village != village.id:
            continue
        site = problem.site[pair.site]
        villages = len(guests.get(site.id, ())) + (site.kind is SiteKind.VILLAGE) + 1
        legal = (
            may_host(policy, site, with_kit=False)
            and may_join(problem, village, site)
            and not site.excluded
            and settled.get(site.id, site.id) == site.id
            and villages <= policy.hub_max_villages
            and pair.distance_m <= policy.hub_max_m
            and pair.duration_s <= policy.hub_max_s
        )
        if legal:
            found.append((pair.distance_m, site.id))
    return min(found)[1] if found else None
