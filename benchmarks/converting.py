"""From the routes of an engine to a legal plan: dates, true times, people, kits, crews, cards.

What a routing engine cannot see is mended as a careful person would: routes of one kind are given to the team-days of
that kind where they lose least to spacing; each day is timed exactly and people are taken off until it fits; time that
is left is given to people still waiting at the same places; cards go where a card is worth most while every day's stock
holds. A visit or a trip that cannot be saved is dropped.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from random import Random

from benchmarks.engines.routes import Route
from benchmarks.hand_crew import first_crew, has_equipment, has_kit
from benchmarks.statement import Slot, Statement, open_on
from benchmarks.travelling import DayPlan, Stopping, timed_day, trip_of
from planner.crew import staff_free
from planner.domain.plan import Assignment, Plan, Trip, VisitPeople
from planner.domain.policy import IkdCapScope
from planner.domain.problem import Problem
from planner.domain.site import SiteKind
from planner.hours import may_be_served
from planner.ledger import allowed_field_use
from planner.service import same_day_ready
from planner.units import MICRO, PERMILLE, MicroPeople

TRIES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a route wants on one day of its trip: places in order, with people by origin."""

    site: str
    people: tuple[tuple[str, int], ...]


Wishes = tuple[tuple[Wish, ...], ...]
"""By day of the trip."""


def plan_of_routes(statement: Statement, routes: Sequence[Route], *, seed: int = 1) -> Plan:
    """The best of several legal plans that the routes give."""
    problem = statement.problem
    wishes = [(route.kind, _wishes(statement, route)) for route in routes]
    dated = _dated(statement, wishes, seed)
    book = _Book(problem)
    for slot, wish in sorted(dated, key=lambda item: (item[0].days, item[0].team)):
        book.enter(slot, wish, with_kit=statement.kinds[slot.kind].with_kit)
    book.top_up(statement.origins)
    return with_cards(problem, book.plan())


def _wishes(statement: Statement, route: Route) -> Wishes:
    """Chunks of a route as visits: one for each place and day, in the order of their first chunks."""
    days = statement.kinds[route.kind].days
    visits: list[dict[str, dict[str, int]]] = [{} for _ in range(days)]
    for number, day in zip(route.chunks, route.days, strict=True):
        chunk = statement.chunks[number]
        people = visits[min(day, days - 1)].setdefault(chunk.site, {})
        people[chunk.origin] = people.get(chunk.origin, 0) + chunk.people
    limit = statement.problem.policy.max_visits_per_day
    return tuple(
        tuple(Wish(site=site, people=tuple(people.items())) for site, people in list(day.items())[:limit])
        for day in visits
    )


# -------------------------------------------------------------------------------------------------------------- dates


def _dated(statement: Statement, wishes: Sequence[tuple[int, Wishes]], seed: int) -> list[tuple[Slot, Wishes]]:
    """Routes on slots of their kind; of several random orders the one that loses fewest people."""
    best: list[tuple[Slot, Wishes]] = []
    kept = -1
    dice = Random(seed)
    order = sorted(range(len(wishes)), key=lambda at: -_people(wishes[at][1]))
    for _ in range(TRIES):
        calendar = _Calendar(statement.problem)
        free = list(statement.slots)
        found = []
        for at in order:
            kind, wanted = wishes[at]
            mine = [slot for slot in free if slot.kind == kind]
            if not mine:
                continue
            slot, saved = max(
                ((slot, calendar.open_part(slot, wanted)) for slot in mine), key=lambda item: _people(item[1])
            )
            free.remove(slot)
            calendar.book(slot, saved)
            found.append((slot, saved))
        people = sum(_people(saved) for _, saved in found)
        if people > kept:
            best, kept = found, people
        if kept == sum(_people(wanted) for _, wanted in wishes):
            break
        dice.shuffle(order)
    return best


def _people(wishes: Wishes) -> int:
    return sum(count for day in wishes for wish in day for _, count in wish.people)


class _Calendar:
    """Which days each place is visited on already."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.visited: dict[str, set[date]] = defaultdict(set)

    def open_part(self, slot: Slot, wishes: Wishes) -> Wishes:
        """The wishes that may be held on the days of ``slot``."""
        return tuple(
            tuple(
                saved for wish in today if (saved := self._told(wish, day)).people and self._may_visit(wish.site, day)
            )
            for day, today in zip(slot.days, wishes, strict=True)
        )

    def _told(self, wish: Wish, day: date) -> Wish:
        """Only those who can be told in time."""
        site = self.problem.site
        ready = tuple(item for item in wish.people if may_be_served(self.problem, site[item[0]], wish.site, day))
        return replace(wish, people=ready)

    def _may_visit(self, name: str, day: date) -> bool:
        problem, policy, site = self.problem, self.problem.policy, self.problem.site[name]
        if not open_on(problem, site, day) or not may_be_served(problem, site, name, day):
            return False
        past = [visit.day for visit in problem.history.visits if visit.site == name]
        past += [] if site.last_visit is None else [site.last_visit]
        if past and (day - max(past)).days < policy.min_gap_days:
            return False
        days = sorted({*self.visited[name], day})
        if day in self.visited[name]:
            return False
        run = [days[0]]
        for before, after in pairwise(days):
            run = [after] if (after - before).days >= policy.min_gap_days else [*run, after]
            if len(run) > policy.split_parts_max or (run[-1] - run[0]).days > policy.split_within_days:
                return False
        return True

    def book(self, slot: Slot, wishes: Wishes) -> None:
        for day, today in zip(slot.days, wishes, strict=True):
            for wish in today:
                self.visited[wish.site].add(day)


# ----------------------------------------------------------------------------------------------------- trips and people


class _Book:
    """Trips entered so far, with the people still waiting."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        rounds = problem.policy.rounds_per_period
        self.left = {site.id: site.recording_demand * rounds for site in problem.sites}
        self.days: list[tuple[Slot, list[DayPlan], bool]] = []
        self.trips: list[Trip] = []
        self.places: dict[str, str] = {}

    def enter(self, slot: Slot, wishes: Wishes, *, with_kit: bool) -> None:
        """Time the days of a trip, taking people off until they fit; a trip without a crew is not entered."""
        so_far = Plan(trips=tuple(self.trips))
        team = self.problem.team[slot.team]
        staff = _crew_of_all(self.problem, slot, so_far)
        equipped = all(has_equipment(self.problem, team, day, so_far) for day in slot.days)
        kit = with_kit and all(has_kit(self.problem, day, so_far) for day in slot.days)
        if staff is None or not equipped:
            return
        wanted = [
            [
                Stopping(site=wish.site, people=self._waiting(wish))
                for wish in today
                if any(self._waiting(wish).values())
            ]
            for today in wishes
        ]
        days = timed_day(self.problem, team, slot.days, wanted, with_kit=kit)
        if days is None or not any(day.stops for day in days):
            return
        for day in days:
            for stop in day.stops:
                for origin, people in stop.people.items():
                    self.left[origin] -= people
                    self.places[origin] = stop.site
        self.days.append((slot, days, kit))
        self.trips.append(trip_of(self.problem, team, days, staff=staff, with_kit=kit))

    def _waiting(self, wish: Wish) -> dict[str, int]:
        """Those wished for, as far as they wait and have no other place of service."""
        return {
            origin: min(count, self.left[origin])
            for origin, count in wish.people
            if self.places.get(origin, wish.site) == wish.site
        }

    def top_up(self, origins: Mapping[str, tuple[str, ...]]) -> None:
        """Invite further people who wait at the places visited, dearest first, as far as the days hold them."""
        problem = self.problem
        for at, (slot, days, kit) in enumerate(self.days):
            team = problem.team[slot.team]
            for number, day in enumerate(days):
                stops = sorted(day.stops, key=lambda stop: -problem.site[stop.site].factor_permille)
                for stop in stops:
                    for origin in origins.get(stop.site, ()):
                        self._fill(team.id, days, number, stop, origin, kit)
            self.trips[at] = trip_of(problem, team, days, staff=self.trips[at].staff, with_kit=kit)

    def _fill(self, team: str, days: list[DayPlan], number: int, stop: Stopping, origin: str, kit: bool) -> None:
        """The most people of ``origin`` that still fit the day beside all others."""
        elsewhere = self.places.get(origin, stop.site) != stop.site
        hosting = self.places.get(stop.site, stop.site) != stop.site
        told = may_be_served(self.problem, self.problem.site[origin], stop.site, days[number].day)
        if elsewhere or hosting or not told:
            return
        before = stop.people.get(origin, 0)
        fewest, most = 0, self.left[origin]
        while fewest < most:
            middle = (fewest + most + 1) // 2
            stop.people[origin] = before + middle
            if days[number].fits(self.problem, self.problem.team[team], with_kit=kit):
                fewest = middle
            else:
                most = middle - 1
        stop.people[origin] = before + fewest
        if stop.people[origin] == 0:
            del stop.people[origin]
            return
        self.left[origin] -= fewest
        self.places[origin] = stop.site

    def plan(self) -> Plan:
        villages = {
            (origin, site) for origin, site in self.places.items() if self.problem.site[origin].kind is SiteKind.VILLAGE
        }
        return Plan(
            trips=tuple(sorted(self.trips, key=lambda trip: (trip.days[0], trip.team))),
            assignments=tuple(Assignment(village=village, site=site) for village, site in sorted(villages)),
        )


def _crew_of_all(problem: Problem, slot: Slot, plan: Plan) -> tuple[str, ...] | None:
    """A crew that is free on every day of the trip; of a trip of several days that of its first day, if it is."""
    team = problem.team[slot.team]
    crew = first_crew(problem, team, slot.days[0], plan)
    if crew is None or len(slot.days) == 1:
        return crew
    free = [{member.id for member in staff_free(problem, team, day, plan)} for day in slot.days]
    return crew if all(set(crew) <= names for names in free) else None


# ------------------------------------------------------------------------------------ cards and digital identities

Key = tuple[str, date, str, str]
"""Trip, day, site, origin."""


def with_cards(problem: Problem, plan: Plan) -> Plan:
    """The plan with cards, and digital identities as far as their cap goes, where they are worth most.

    Limits are nested (a visit's people, a trip's printers, the stock up to each later day) and every card takes the
    same, so taking the dearest first is best.
    """
    limits = _Limits(problem, plan)
    rows = [(trip, visit, row) for trip in plan.trips for visit in trip.visits for row in visit.people]
    rows.sort(key=lambda item: (-problem.site[item[2].origin].factor_permille, item[1].day, item[0].id, item[2].origin))
    given = {
        (trip.id, visit.day, visit.site, row.origin): replace(
            row, cards=limits.cards(trip, visit.day, row), ikd=limits.ikd(trip, visit.day, row)
        )
        for trip, visit, row in rows
    }
    return replace(plan, trips=tuple(_with_rows(trip, given) for trip in plan.trips))


class _Limits:
    """What is left of printers, stock, print-ready cards and activations, micro-people."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        policy = problem.policy
        self.problem = problem
        self.room: dict[date, MicroPeople] = {
            day: max(0, blanks * PERMILLE // (PERMILLE + policy.waste_permille) - 2)
            for day, blanks in allowed_field_use(problem).items()
        }
        self.printers = {
            (trip.id, day): problem.team[trip.team].printers * policy.prints_per_printer_day * MICRO
            for trip in plan.trips
            for day in trip.days
        }
        self.ready = {site.id: site.print_ready * MICRO for site in problem.sites}
        self.activations: dict[tuple[str, date], MicroPeople] = defaultdict(lambda: policy.ikd_cap_per_day * MICRO)

    def cards(self, trip: Trip, day: date, row: VisitPeople) -> MicroPeople:
        """Cards for a row: of those recorded as far as the printers go, then those that are ready."""
        fresh = same_day_ready(self.problem.policy, self.problem.site[row.origin], row.recorded)
        room = min(left for later, left in self.room.items() if later >= day)
        printed = min(fresh, self.printers[trip.id, day], room)
        brought = min(self.ready[row.origin], room - printed) if printed == fresh else 0
        self.printers[trip.id, day] -= printed
        self.ready[row.origin] -= brought
        for later in self.room:
            self.room[later] -= printed + brought if later >= day else 0
        return printed + brought

    def ikd(self, trip: Trip, day: date, row: VisitPeople) -> MicroPeople:
        """Activations for a row, as many as planned and still allowed."""
        of_team = self.problem.policy.ikd_cap_scope is IkdCapScope.TEAM
        group = (trip.team if of_team else "", day)
        given = min(row.ikd, self.activations[group])
        self.activations[group] -= given
        return given


def _with_rows(trip: Trip, given: Mapping[Key, VisitPeople]) -> Trip:
    visits = (
        replace(visit, people=tuple(given[trip.id, visit.day, visit.site, row.origin] for row in visit.people))
        for visit in trip.visits
    )
    return replace(trip, visits=tuple(visits))


def hubs_of(plan: Plan) -> dict[str, str]:
    """Place of service by village, as a plan has it, to hand to an engine."""
    return {item.village: item.site for item in plan.assignments}
