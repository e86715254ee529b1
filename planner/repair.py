"""A plan made by hand, repaired: legal with the least number of visits moved or left out, and then the most value.

Every trip is offered as it stands or, where that breaks a rule, with its times and people fitted; and with some of its
visits left out. The engine chooses among these so that most visits stay on their day with their team. What could not
stay is offered once more on every other team-day. A locked visit that was taken to another day or team goes back to
its lock, where a team is still free there. At last people and cards that are planned twice are taken off.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from planner.check import violations
from planner.crew import without_staff
from planner.domain.history import Pin
from planner.domain.plan import EquipmentUse, Plan, Service, Trip, Visit, VisitPeople
from planner.domain.problem import Problem
from planner.domain.revision import Variant
from planner.domain.team import EquipmentKind, Team
from planner.hours import may_be_served, site_receives, team_works
from planner.keeping import legal_part, settled
from planner.ledger import allowed_field_use
from planner.ports import Choose
from planner.retiming import retimed, with_figures
from planner.rules.violation import Violation
from planner.score import score
from planner.service import blanks_used, ikd_of_invited, ikd_of_recorded, link_permille, same_day_ready, turnout_ppm
from planner.units import MICRO, PERMILLE, ValueUnits

PLENTY = 10**7
"""Blanks that no plan uses up."""
SHARES = (100, 90, 80, 70, 60, 50, 40, 30, 20, 10)
"""Parts of the invited, percent, that are tried until a day holds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened to a visit: ``kept``, ``fitted`` (times, people or crew changed), ``moved`` or ``removed``."""

    what: str
    site: str
    day: date
    team: str
    now_day: date | None = None
    now_team: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """The repaired plan, what happened to each visit, and what still breaks a rule (pins that it did not keep)."""

    plan: Plan
    changes: tuple[Change, ...]
    left: tuple[Violation, ...]

    def count(self, what: str) -> int:
        """How many visits were so changed."""
        return sum(change.what == what for change in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """A breach, and what mending it costs: the value of the visits it touches, less what is left of them."""

    breach: Violation
    value: ValueUnits


def repair(problem: Problem, plan: Plan, choose: Choose) -> Repaired:
    """``plan`` made legal with as few visits moved or left out as can be, then with the most value.

    A plan that breaks no rule comes back as it is. Trips with nights out are kept whole or left out.
    """
    if not violations(problem, plan):
        return Repaired(plan=plan, changes=_changes(plan, plan), left=())
    repairing = _Repairing(problem, plan)
    here = choose(problem, repairing.in_place(), ())
    held = {number for variant, _ in here for number in variant.visits}
    kept = [replace(variant, trip=trip) for variant, trip in here]
    lost = [number for number in range(len(repairing.visits)) if number not in held]
    there = choose(problem, [*kept, *repairing.elsewhere(lost, kept)], kept) if lost else here
    made = legal_part(problem, settled(problem, _within_stock(problem, [trip for _, trip in there])))
    return Repaired(plan=made, changes=_changes(plan, made), left=violations(problem, made))


def costs(problem: Problem, plan: Plan, repaired: Plan, breaches: Sequence[Violation]) -> tuple[Cost, ...]:
    """What mending each breach costs; a visit touched by several is counted for each.

    One that was moved lost what it is worth less where it went.
    """
    before = _values(problem, plan)
    after = _left(before, _values(problem, repaired))
    return tuple(
        Cost(
            breach=breach,
            value=sum(value - after.get(key, 0) for key, value in before.items() if _touches(breach, plan, key)),
        )
        for breach in breaches
    )


def _within_stock(problem: Problem, trips: Sequence[Trip]) -> list[Trip]:
    """The trips in the order of their days, each with no more cards than blanks are left for it."""
    allowed, waste = allowed_field_use(problem), problem.policy.waste_permille
    used, found = 0, []
    for trip in sorted(trips, key=lambda one: (one.days[0], one.team)):
        visits = []
        for visit in trip.visits:
            rows = []
            for row in visit.people:
                left = max(0, min(most for day, most in allowed.items() if day >= visit.day) - used)
                cards = min(row.cards, left * PERMILLE // (PERMILLE + waste))
                # Rounded up by card, so that the sum is never rounded up beyond it.
                used += blanks_used(problem.policy, cards)
                rows.append(replace(row, cards=cards))
            visits.append(replace(visit, people=tuple(row for row in rows if _counts(row))))
        serving = tuple(visit for visit in visits if visit.people)
        if serving:
            found.append(with_figures(problem, replace(trip, visits=serving)))
    return found


Key = tuple[str, date, str]


def _values(problem: Problem, plan: Plan) -> dict[Key, ValueUnits]:
    """Value of the visits by site, day and team."""
    found: dict[Key, ValueUnits] = {}
    for trip in plan.trips:
        for visit in trip.visits:
            alone = Plan(trips=(replace(trip, visits=(visit,)),))
            key = (visit.site, visit.day, trip.team)
            found[key] = found.get(key, 0) + score(problem, alone).value
    return found


def _left(before: dict[Key, ValueUnits], made: dict[Key, ValueUnits]) -> dict[Key, ValueUnits]:
    """What is left of each visit: where it was, else where a visit of its site went."""
    left = {key: made[key] for key in before if key in made}
    went = sorted(key for key in made if key not in before)
    for key in sorted(key for key in before if key not in made):
        to = next((one for one in went if one[0] == key[0]), None)
        if to is not None:
            went.remove(to)
            left[key] = made[to]
    return left


def _touches(breach: Violation, plan: Plan, key: Key) -> bool:
    """Whether a breach speaks of a visit: of its trip and site, its team or site and day, its origin or day."""
    parts = set(breach.where.split("/"))
    site, day, team = key
    trips = [trip for trip in plan.trips if trip.team == team and day in trip.days]
    sites = {visit.site for trip in plan.trips for visit in trip.visits}
    if any(trip.id in parts for trip in trips):
        return site in parts or not parts & sites
    if any(trip.id in parts for trip in plan.trips):
        return False
    origins = {row.origin for trip in trips for visit in trip.visits if visit.site == site for row in visit.people}
    if parts & (origins | {site}):
        return day.isoformat() in parts or not any(_is_date(part) for part in parts)
    if parts & ({other.team for other in plan.trips} | sites):
        return team in parts
    if parts & {row.origin for trip in plan.trips for visit in trip.visits for row in visit.people}:
        # People who are served elsewhere.
        return False
    staff = {name for trip in trips for name in trip.staff}
    if parts & {name for trip in plan.trips for name in trip.staff}:
        return bool(parts & staff)
    return day.isoformat() in parts or not any(_is_date(part) for part in parts)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _changes(plan: Plan, made: Plan) -> tuple[Change, ...]:
    """What happened to each visit of ``plan``."""
    new = [(trip, visit) for trip in made.trips for visit in trip.visits]
    found: list[Change] = []
    waiting: list[tuple[Trip, Visit]] = []
    old = [(trip, visit) for trip in plan.trips for visit in trip.visits]
    for trip, visit in old:
        place = (visit.site, visit.day, trip.team)
        same = next((pair for pair in new if (pair[1].site, pair[1].day, pair[0].team) == place), None)
        if same is None:
            waiting.append((trip, visit))
            continue
        new.remove(same)
        untouched = same[1] == visit and same[0].staff == trip.staff and same[0].equipment == trip.equipment
        found.append(Change(what="kept" if untouched else "fitted", site=visit.site, day=visit.day, team=trip.team))
    for trip, visit in waiting:
        other = next((pair for pair in new if pair[1].site == visit.site), None)
        if other is not None:
            new.remove(other)
        found.append(
            Change(
                what="removed" if other is None else "moved",
                site=visit.site,
                day=visit.day,
                team=trip.team,
                now_day=None if other is None else other[1].day,
                now_team=None if other is None else other[0].team,
            )
        )
    return tuple(sorted(found, key=lambda change: (change.day, change.team, change.site)))


class _Repairing:
    """The visits of a plan, numbered, and the ways to hold them."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.visits = [(trip, visit) for trip in plan.trips for visit in trip.visits]
        self.astray = self._astray()

    def _astray(self) -> dict[int, Pin]:
        """Visits to locked places that stand beside their lock, while a team is free on its day: number and lock."""
        out = {(trip.team, day) for trip in self.plan.trips for day in trip.days}
        pins = [pin for pin in self.problem.pins if pin.day >= self.problem.period.as_of]
        found: dict[int, Pin] = {}
        for pin in pins:
            here = [number for number, (_, visit) in enumerate(self.visits) if visit.site == pin.site]
            if any(_is_at(pin, self.visits[number][0].team, self.visits[number][1].day) for number in here):
                continue
            free = [team.id for team in self.problem.teams if (team.id, pin.day) not in out]
            if pin.team in free or (pin.team is None and free):
                locked = [one for one in pins if one.site == pin.site]
                found |= {
                    number: pin
                    for number in here
                    if not any(_is_at(one, self.visits[number][0].team, self.visits[number][1].day) for one in locked)
                }
        return found

    def in_place(self) -> list[Variant]:
        """Each trip on its day with its team: as it stands, fitted, and with fewer visits."""
        found: list[Variant] = []
        first = 0
        for trip in self.plan.trips:
            numbers = range(first, first + len(trip.visits))
            first += len(trip.visits)
            staying = [number for number in numbers if number not in self.astray]
            stands = len(staying) == len(numbers) and self._keeps_rules(trip)
            if stands:
                found.append(Variant(trip=trip, visits=frozenset(numbers), kept=len(trip.visits)))
            if len(trip.days) > 1:
                continue
            for count in range(len(staying) - stands, 0, -1):
                for chosen in combinations(staying, count):
                    visits = [self.visits[number][1] for number in chosen]
                    made = self._fitted(trip, visits, self.problem.team[trip.team], trip.days[0])
                    if made is not None:
                        found.append(Variant(trip=made, visits=frozenset(chosen), kept=count))
        return found

    def elsewhere(self, lost: Sequence[int], kept: Sequence[Variant]) -> Iterator[Variant]:
        """Visits that could not stay, on every other team-day: those of one trip together, and each by itself.

        One that goes back to its lock counts as kept.
        """
        taken = {(variant.trip.team, day) for variant in kept for day in variant.trip.days}
        for group in self._groups(lost):
            trip = self.visits[group[0]][0]
            if len(trip.days) > 1:
                continue
            for team in self.problem.teams:
                for day in self.problem.period.days:
                    if (team.id, day.day) in taken or not team_works(team, day):
                        continue
                    visits = [self.visits[number][1] for number in group]
                    made = self._fitted(trip, visits, team, day.day)
                    if made is not None:
                        back = sum(_is_at(pin, team.id, day.day) for pin in map(self.astray.get, group) if pin)
                        yield Variant(trip=made, visits=frozenset(group), kept=back)

    def _groups(self, lost: Sequence[int]) -> Iterator[tuple[int, ...]]:
        by_trip: dict[str, list[int]] = {}
        for number in lost:
            by_trip.setdefault(self.visits[number][0].id, []).append(number)
            yield (number,)
        for numbers in by_trip.values():
            if len(numbers) > 1:
                yield tuple(numbers)

    def _keeps_rules(self, trip: Trip) -> bool:
        """Whether a trip keeps every rule by itself, whoever goes along and whatever blanks and money there are."""
        policy = replace(self.problem.policy, budget_rupiah=None)
        plenty = replace(self.problem.stock, opening=PLENTY)
        bare = replace(without_staff(self.problem), pins=(), policy=policy, stock=plenty)
        alone = settled(bare, [with_figures(bare, replace(trip, staff=()))])
        return not violations(bare, alone)

    def _fitted(self, trip: Trip, visits: Sequence[Visit], team: Team, day: date) -> Trip | None:
        """The visits as a trip of ``team`` on ``day``, with as many of the invited as it holds."""
        today = self.problem.period.day(day)
        sites = [self.problem.site[visit.site] for visit in visits]
        if today is None or not all(site_receives(self.problem.policy, site, today) for site in sites):
            return None
        for with_kit in self._kits(trip, sites_need_kit=self._need_kit(visits)):
            kits = EquipmentUse(kind=EquipmentKind.SATELLITE_KIT, count=1)
            others = tuple(use for use in trip.equipment if use.kind is not EquipmentKind.SATELLITE_KIT)
            equipped = replace(trip, equipment=(*others, kits) if with_kit else others)
            for share in SHARES:
                known = [self._shared(visit, day, share) for visit in visits]
                serving = tuple(visit for visit in known if visit.people)
                if len(serving) < len(visits):
                    break
                made = retimed(self.problem, replace(equipped, visits=serving), team, day, as_needed=True)
                if made is not None and self._keeps_rules(made):
                    return made
        return None

    def _need_kit(self, visits: Sequence[Visit]) -> bool:
        policy = self.problem.policy
        return any(link_permille(policy, self.problem.site[visit.site], with_kit=False) == 0 for visit in visits)

    def _kits(self, trip: Trip, *, sites_need_kit: bool) -> tuple[bool, ...]:
        """Whether to take a kit along: as planned, else if there is no other way."""
        planned = trip.carries(EquipmentKind.SATELLITE_KIT) > 0
        if planned:
            return (True, False)
        return (False, True) if sites_need_kit else (False,)

    def _shared(self, visit: Visit, day: date, share: int) -> Visit:
        """The visit with a part of its invited, and of what they get no more than the rules allow."""
        site = self.problem.site[visit.site]
        rows = []
        for row in visit.people:
            origin = self.problem.site[row.origin]
            in_reach = row.origin == visit.site or turnout_ppm(self.problem, origin, site) > 0
            if in_reach and may_be_served(self.problem, origin, visit.site, day):
                rows.append(self._allowed(visit, row, share))
        return replace(visit, people=tuple(row for row in rows if _counts(row)))

    def _allowed(self, visit: Visit, row: VisitPeople, share: int) -> VisitPeople:
        problem = self.problem
        origin, site = problem.site[row.origin], problem.site[visit.site]
        top = origin.recording_demand * problem.policy.rounds_per_period
        invited = -(-min(row.invited, top) * share // 100)
        alone = -(-row.invited_ikd * share // 100)
        recorded = min(row.recorded, invited * turnout_ppm(problem, origin, site))
        along = ikd_of_recorded(problem.policy, origin, recorded) if visit.service is Service.RECORDING else 0
        ikd = min(row.ikd, along + ikd_of_invited(problem, origin, site, alone))
        if problem.policy.mandatory_ikd and visit.service is Service.RECORDING:
            ikd = along
        ready = same_day_ready(problem.policy, origin, recorded) + origin.print_ready * MICRO
        return replace(row, invited=invited, invited_ikd=alone, recorded=recorded, cards=min(row.cards, ready), ikd=ikd)


def _is_at(pin: Pin, team: str, day: date) -> bool:
    """Whether a visit of ``team`` on ``day`` is where the lock holds it."""
    return day == pin.day and pin.team in (None, team)


def _counts(row: VisitPeople) -> bool:
    return max(row.invited, row.invited_ikd, row.cards) > 0
