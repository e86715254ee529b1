"""Breaches of a plan that differs in few trips from one whose breaches are known, without judging all of it again.

Most rules speak of a team's day, of a day, of somebody's weeks or of a place: what they find of other days, people and
places is the same before and after. For such a rule the trips that touch the same things as a changed trip are judged
twice, as they were and as they are, and only the difference is taken over. What remains outside is there both times
and cancels out. Rules that add up over the whole plan judge the whole plan.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from enum import Enum, auto

from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem
from planner.integrity import ensure_belongs
from planner.rules import RULES, Rule, Violation


class Reach(Enum):
    """What two trips must share for one of them to change what a rule finds of the other."""

    TEAM_DAY = auto()
    DAY = auto()
    TEAM_SPAN = auto()
    PEOPLE = auto()
    PLACE = auto()
    COST = auto()
    PLAN = auto()


REACH: Mapping[str, Reach] = {
    "working_day": Reach.TEAM_DAY,
    "service_window": Reach.TEAM_DAY,
    "shift_length": Reach.TEAM_DAY,
    "travel_limit": Reach.TEAM_DAY,
    "visits_per_day": Reach.TEAM_DAY,
    "one_trip_at_a_time": Reach.TEAM_SPAN,
    "site_day": Reach.DAY,
    "field_days": Reach.PEOPLE,
    "crew": Reach.DAY,
    "equipment": Reach.DAY,
    "connectivity": Reach.TEAM_DAY,
    "hub_assignment": Reach.PLACE,
    "turnout": Reach.TEAM_DAY,
    "count_once": Reach.PLACE,
    "service_capacity": Reach.PLAN,
    "ikd_duty": Reach.TEAM_DAY,
    "ikd_allowed": Reach.TEAM_DAY,
    "card_stock": Reach.PLAN,
    "card_age": Reach.TEAM_DAY,
    "notice": Reach.TEAM_DAY,
    "spacing": Reach.PLACE,
    "budget": Reach.COST,
    "pin": Reach.PLAN,
}
"""How far a changed trip reaches in each rule; a rule that is not named here judges the whole plan."""


REST_FELT_DAYS = 2


def _team_days(trip: Trip) -> Iterable[object]:
    return ((trip.team, day) for day in trip.days)


def _days(trip: Trip) -> Iterable[object]:
    return (*trip.days, *(visit.day for visit in trip.visits))


def _team_spans(trip: Trip) -> Iterable[object]:
    """The days of a team on which its nights out and its rest after them are felt."""
    around = range(-REST_FELT_DAYS, REST_FELT_DAYS + 1)
    return ((trip.team, day + timedelta(days=shift)) for day in trip.days for shift in around)


def _people(trip: Trip) -> Iterable[object]:
    return (("team", trip.team), *trip.staff)


def _places(trip: Trip) -> Iterable[object]:
    return (name for visit in trip.visits for name in (visit.site, *(row.origin for row in visit.people)))


KEYS: Mapping[Reach, Callable[[Trip], Iterable[object]]] = {
    Reach.TEAM_DAY: _team_days,
    Reach.DAY: _days,
    Reach.TEAM_SPAN: _team_spans,
    Reach.PEOPLE: _people,
    Reach.PLACE: _places,
}
_ORDER: Mapping[str, int] = {rule.id: number for number, rule in enumerate(RULES)}


class Known:
    """A plan whose breaches are known; plans near it are judged by what they change.

    Parameters
    ----------
    problem, plan
        The plan belongs to the problem.

    Raises
    ------
    PlanFault
        It does not.
    """

    def __init__(self, problem: Problem, plan: Plan) -> None:
        ensure_belongs(problem, plan)
        self.problem, self.plan = problem, plan
        self._found = {rule.id: Counter(rule.check(problem, plan)) for rule in RULES}
        self._parts: dict[tuple[str, tuple[int, ...]], Counter[Violation]] = {}
        self._keys = {reach: {id(trip): frozenset(keys(trip)) for trip in plan.trips} for reach, keys in KEYS.items()}

    @property
    def violations(self) -> tuple[Violation, ...]:
        """Breaches of the known plan, as :func:`planner.check.violations` tells them."""
        return _sorted(violation for found in self._found.values() for violation in found.elements())

    def after(self, plan: Plan) -> tuple[Violation, ...]:
        """Breaches of a plan made of this one: trips that stayed are the same objects in both."""
        old = {id(trip) for trip in self.plan.trips}
        new = {id(trip) for trip in plan.trips}
        changed = [trip for trip in self.plan.trips if id(trip) not in new]
        changed += [trip for trip in plan.trips if id(trip) not in old]
        if not changed and plan.assignments == self.plan.assignments:
            return self.violations
        pairs = {reach: self._near(plan, changed, reach) for reach in KEYS}
        return _sorted(violation for rule in RULES for violation in self._of(rule, plan, pairs).elements())

    def _of(self, rule: Rule, plan: Plan, pairs: Mapping[Reach, tuple[Plan, Plan]]) -> Counter[Violation]:
        reach = REACH.get(rule.id, Reach.PLAN)
        if reach is Reach.PLAN:
            return Counter(rule.check(self.problem, plan))
        if reach is Reach.COST:
            cap = self.problem.policy.budget_rupiah
            over = cap is not None and sum(trip.cost_rupiah for trip in plan.trips) > max(0, cap)
            return Counter(rule.check(self.problem, plan) if over else ())
        before, after = pairs[reach]
        was, now = self._as_it_was(rule, before, reach), Counter(rule.check(self.problem, after))
        known = self._found[rule.id]
        return +(known - was + now) if known else now

    def _as_it_was(self, rule: Rule, before: Plan, reach: Reach) -> Counter[Violation]:
        """What the rule finds in a part of the known plan; the same parts come up again and again."""
        if not self._found[rule.id]:
            return Counter()
        if reach is Reach.PLACE:
            return Counter(rule.check(self.problem, before))
        key = (rule.id, tuple(id(trip) for trip in before.trips))
        found = self._parts.get(key)
        if found is None:
            found = self._parts[key] = Counter(rule.check(self.problem, before))
        return found

    def _near(self, plan: Plan, changed: Sequence[Trip], reach: Reach) -> tuple[Plan, Plan]:
        """The trips that a change reaches, as they were and as they are."""
        known = self._keys[reach]
        touched: set[object] = set()
        for trip in changed:
            touched.update(known.get(id(trip)) or KEYS[reach](trip))
        if reach is Reach.PLACE:
            touched.update(_reassigned(self.plan, plan))
        return self._part(self.plan, touched, reach), self._part(plan, touched, reach)

    def _part(self, plan: Plan, touched: set[object], reach: Reach) -> Plan:
        known = self._keys[reach]
        trips = tuple(
            trip for trip in plan.trips if not touched.isdisjoint(known.get(id(trip)) or frozenset(KEYS[reach](trip)))
        )
        if reach is not Reach.PLACE:
            return Plan(trips=trips)
        return Plan(
            trips=trips,
            assignments=tuple(item for item in plan.assignments if item.village in touched or item.site in touched),
        )


def _reassigned(before: Plan, after: Plan) -> Iterable[str]:
    """Villages and places whose assignment is not as it was."""
    for item in set(before.assignments) ^ set(after.assignments):
        yield item.village
        yield item.site


def _sorted(found: Iterable[Violation]) -> tuple[Violation, ...]:
    return tuple(sorted(found, key=lambda item: (_ORDER[item.rule], item)))
