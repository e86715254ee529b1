"""The integer program of dates and teams: booleans (trip, day, team), and the rules that tie days together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from ortools.sat.python import cp_model

from planner.domain.plan import Plan
from planner.domain.policy import IkdCapScope
from planner.domain.problem import Problem
from planner.domain.team import EquipmentKind, Skill, Team
from planner.hours import team_works
from planner.team_days import free_team_days
from planner.units import MICRO
from solver.rostering.nights import Nights
from solver.rostering.spans import month_of, week_of
from solver.rostering.staffing import Crews
from solver.rostering.undated import Undated

Ways = dict[tuple[int, int], dict[date, list[cp_model.IntVar]]]
"""What says that a visit is made on a day, by (trip, day of the trip)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """When, by whom and with whom trip ``number`` is made."""

    number: int
    day: date
    team: str
    staff: tuple[str, ...]


class RosterModel:
    """Booleans (trip, day, team) and the rules that tie days together."""

    def __init__(
        self, problem: Problem, trips: Sequence[Undated], only: set[tuple[int, date, str]] | None = None
    ) -> None:
        self.problem, self.trips = problem, trips
        self.model = cp_model.CpModel()
        self._free = free = free_team_days(problem, Plan())
        self.made: dict[tuple[int, date, str], cp_model.IntVar] = {
            (number, day, team): self.model.new_bool_var("")
            for number, trip in enumerate(trips)
            for day in trip.days
            for team in trip.teams
            if self._is_free(free, team, day)
            and (only is None or (number, day, team) in only)
            and all(self._works(team, later) for later in trip.dates(day)[1:])
        }
        self.on_day: dict[tuple[int, date], list[cp_model.IntVar]] = {}
        self.on_team_day: dict[tuple[str, date], list[cp_model.IntVar]] = {}
        for (number, start, team), used in self.made.items():
            self.on_day.setdefault((number, start), []).append(used)
            for day in trips[number].dates(start):
                self.on_team_day.setdefault((team, day), []).append(used)
        self.days = sorted({day for _, day in self.on_team_day})
        self.nights = Nights(trips, self.made)

    def _is_free(self, free: frozenset[tuple[str, date]], team: str, day: date) -> bool:
        return (team, day) in free

    def _works(self, team: str, day: date) -> bool:
        today = self.problem.period.day(day)
        return today is not None and team_works(self.problem.team[team], today)

    def add_rules(self) -> None:
        once: dict[int, list[cp_model.IntVar]] = {}
        for (number, _, _), used in self.made.items():
            once.setdefault(number, []).append(used)
        for ways in once.values():
            self.model.add_at_most_one(ways)
        self._team_days()
        self.nights.rest(self.model)
        self._field_days()
        self._site_days_and_spacing()
        self._equipment()

    def maximize_worth(self) -> None:
        unit = max(1, max((trip.worth for trip in self.trips), default=1) // 1_000_000)
        self.model.maximize(sum(self.trips[number].worth // unit * used for (number, _, _), used in self.made.items()))

    def begin_at_wishes(self) -> None:
        """Begin with the dates for which trips were drafted."""
        wished = {number for number, trip in enumerate(self.trips) if trip.wish is not None}
        for (number, day, team), used in self.made.items():
            if number in wished:
                self.model.add_hint(used, self.trips[number].wish == (team, day))

    def begin_near(self, dates: Sequence[Dated]) -> None:
        """Begin with dates that are known."""
        known = {(entry.number, entry.day, entry.team) for entry in dates}
        for key, used in self.made.items():
            self.model.add_hint(used, key in known)

    def maximize_calm(self, found: Sequence[Dated]) -> None:
        """The trips made in ``found`` are made, with as little change to the published plan as can be."""
        made = {entry.number: (entry.day, entry.team) for entry in found}
        for number in made:
            self.model.add_exactly_one(used for (one, _, _), used in self.made.items() if one == number)
        points = [self.trips[key[0]].calm.get(key[1:], 0) * used for key, used in self.made.items()]
        self.model.maximize(sum(points))
        for key, used in self.made.items():
            self.model.add_hint(used, made.get(key[0]) == key[1:])

    def add_groups(self) -> None:
        """Exactly one trip of each group is made."""
        for group in sorted({trip.group for trip in self.trips if trip.group is not None}):
            members = [used for (number, _, _), used in self.made.items() if self.trips[number].group == group]
            self.model.add(sum(members) == 1)

    def _team_days(self) -> None:
        for used in self.on_team_day.values():
            self.model.add_at_most_one(used)

    def _past_days(self) -> list[tuple[str, date]]:
        """(team, day) of field days before, and of those done."""
        past = [(item.who, item.day) for item in self.problem.history.team_days]
        return past + sorted({(done.team, done.day) for done in self.problem.done})

    def _field_days(self) -> None:
        past = self._past_days()
        for team in self.problem.teams:
            for span, limit in ((week_of, team.days_per_week), (month_of, team.days_per_month)):
                for key in sorted({span(day) for day in self.days}):
                    used = len({day for who, day in past if who == team.id and span(day) == key})
                    here = [
                        one for (name, day), found in self.on_team_day.items()
                        if name == team.id and span(day) == key for one in found
                    ]  # fmt: skip
                    self.model.add(sum(here) <= max(0, limit - used))

    def _site_days_and_spacing(self) -> None:
        policy = self.problem.policy
        visits: dict[str, list[tuple[int, int]]] = {}
        for number, trip in enumerate(self.trips):
            for later in range(1 + len(trip.later)):
                for site in dict.fromkeys(trip.sites_on(later)):
                    visits.setdefault(site, []).append((number, later))
        starts: dict[int, list[date]] = {}
        for number, day in self.on_day:
            starts.setdefault(number, []).append(day)
        for site, found in sorted(visits.items()):
            fixed = [done.day for done in self.problem.done if done.site == site]
            # What says that a visit is made on a day; it is day ``later`` of its trip.
            ways: Ways = {
                (number, later): {
                    start + timedelta(days=later): self.on_day[number, start]
                    for start in sorted(starts.get(number, []))
                }
                for number, later in found
            }
            for one in ways.values():
                for day, used in one.items():
                    if any(not self._together(day, other) for other in fixed):
                        self.model.add(sum(used) == 0)
            # What a hall holds is counted visit by visit before dates are known: no second one that day.
            joint = policy.joint_visits and self.problem.site[site].hall_people is None
            for first, second in combinations(ways.values(), 2):
                for day, used in first.items():
                    for other, also in second.items():
                        same = day == other and not joint
                        if same or not self._together(day, other):
                            self.model.add(sum(used + also) <= 1)
            if len(found) + len(set(fixed)) > policy.split_parts_max:
                self._parts(ways, set(fixed))
            if policy.min_gap_days <= 2 * policy.split_within_days:
                self._no_chains(ways, set(fixed))

    def _parts(self, ways: Ways, fixed: set[date]) -> None:
        """Visits to one site that are parts of one invitation: not too many. They lie within a few days."""
        policy = self.problem.policy
        visited = self._visited(ways)
        if policy.split_within_days >= policy.min_gap_days:
            # Visits within those days may be far enough apart to be invitations of their own.
            for chain in _chains(sorted(visited.keys() | fixed), policy.split_parts_max + 1, policy.min_gap_days):
                open_days = [day for day in chain if day not in fixed]
                if open_days:
                    self.model.add(sum(used for day in open_days for used in visited[day]) <= len(open_days) - 1)
            return
        for start in sorted(visited.keys() | fixed):
            end = start + timedelta(days=policy.split_within_days)
            here = [used for day, found in visited.items() if start <= day <= end for used in found]
            done = sum(start <= day <= end for day in fixed)
            self.model.add(sum(here) <= max(0, policy.split_parts_max - done))

    def _visited(self, ways: Ways) -> dict[date, list[cp_model.IntVar]]:
        """What says that a site is visited on a day, at most one of them true: teams that join make one visit."""
        found: dict[date, list[cp_model.IntVar]] = {}
        for one in ways.values():
            for day, used in one.items():
                found.setdefault(day, []).extend(used)
        if not self.problem.policy.joint_visits:
            return found
        joined = {}
        for day, here in found.items():
            visited = self.model.new_bool_var("")
            for one_way in here:
                self.model.add_implication(one_way, visited)
            joined[day] = [visited]
        return joined

    def _no_chains(self, ways: Ways, fixed: set[date]) -> None:
        """No visit in the middle that ties two others to one invitation although they lie too far apart.

        That can only be where the gap is short beside the span of an invitation.
        """
        policy = self.problem.policy
        here = self._visited(ways)
        for first, middle, last in combinations(sorted(here.keys() | fixed), 3):
            tied = max((middle - first).days, (last - middle).days) < policy.min_gap_days
            if tied and (last - first).days > policy.split_within_days:
                done = sum(day in fixed for day in (first, middle, last))
                self.model.add(sum(one for day in (first, middle, last) for one in here.get(day, [])) <= 2 - done)

    def _together(self, day: date, other: date) -> bool:
        """Whether two visits to one site may lie so: parts of one invitation, or far enough apart."""
        policy = self.problem.policy
        apart = abs((day - other).days)
        return apart <= policy.split_within_days or apart >= policy.min_gap_days

    def _equipment(self) -> None:
        policy = self.problem.policy
        by_day: dict[date, list[tuple[tuple[int, date, str], cp_model.IntVar]]] = {day: [] for day in self.days}
        for key, used in self.made.items():
            for day in self.trips[key[0]].dates(key[1]):
                by_day[day].append((key, used))
        for day, here in by_day.items():
            for kind in EquipmentKind:
                listed = [item for item in self.problem.equipment if item.kind is kind]
                if listed or kind is EquipmentKind.SATELLITE_KIT:
                    pieces = [self._pieces(key, kind) * used for key, used in here]
                    self.model.add(sum(pieces) <= sum(item.available(day) for item in listed))
            if policy.ikd_cap_scope is IkdCapScope.OFFICE:
                self.model.add(
                    sum(self.trips[key[0]].ikd_on((day - key[1]).days) * used for key, used in here)
                    <= policy.ikd_cap_per_day * MICRO
                )

    def _pieces(self, key: tuple[int, date, str], kind: EquipmentKind) -> int:
        team: Team = self.problem.team[key[2]]
        if kind is EquipmentKind.SATELLITE_KIT:
            return int(self.trips[key[0]].with_kit)
        own = {EquipmentKind.RECORDING_SET: team.stations, EquipmentKind.PRINTER: team.printers}
        return 1 if kind is EquipmentKind.VEHICLE else own.get(kind, 0)

    def keep_budget(self, named: Crews | None) -> None:
        """All trips together cost no more than the cap; somebody who comes along only to drive is paid too."""
        cap = self.problem.policy.budget_rupiah
        if cap is None:
            return
        total: list[cp_model.LinearExprT] = [self.trips[key[0]].cost_rupiah * used for key, used in self.made.items()]
        if named is not None:
            total += [
                self._further_pay(named, *key) for key, used in self.made.items() if self.trips[key[0]].pay_rupiah
            ]
        self.model.add(sum(total) <= cap)

    def _further_pay(self, named: Crews, number: int, day: date, team: str) -> cp_model.IntVar:
        """What the people beyond the least crew cost on a trip, nothing if it is not made."""
        crew, rate = self.problem.team[team], self.trips[number].pay_rupiah
        pay = self.model.new_int_var(0, rate * crew.need(Skill.DRIVE), "")
        further = named.people(team, day) - crew.crew_size
        self.model.add(pay >= rate * further).only_enforce_if(self.made[number, day, team])
        return pay


def _chains(days: Sequence[date], length: int, gap: int) -> Iterator[tuple[date, ...]]:
    """So many of the days, each nearer than ``gap`` days to the one before: one invitation, if all are visited."""
    chains: list[tuple[date, ...]] = [(day,) for day in days]
    for _ in range(length - 1):
        chains = [(*chain, day) for chain in chains for day in days if 0 < (day - chain[-1]).days < gap]
    yield from chains
