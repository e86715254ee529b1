"""What a visit would do on every team and day, judged at once when it is picked up.

One prepared state serves all cells: what is known of the plan is kept, and each cell judges only what it changes.
"""

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from api.board.schemas import CellsTold, CellTold, Verdict, VisitNamed
from api.documents.facts import PlanFacts
from api.plans import hand, telling
from api.plans.schemas import ViolationTold
from api.spoken import both
from planner.calm import is_retimed
from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem
from planner.errors import InputFaults
from planner.keeping import trip_value
from planner.recheck import Known
from planner.rules import site_day
from planner.units import gap_basis_points, rounded_people, weighted_people

KEPT = 6
Announced = Collection[tuple[str, date]]
"""Site and day of visits whose people were told."""


class _Prepared:
    """Plans whose breaches are known, those looked at last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[int, tuple[PlanFacts, Known]] = OrderedDict()

    def of(self, facts: PlanFacts) -> Known:
        """What is known of a plan; plans are kept in memory by their hash, so the same plan is the same object."""
        with self._lock:
            found = self._held.get(id(facts))
            if found is not None and found[0] is facts:
                self._held.move_to_end(id(facts))
                return found[1]
        known = Known(facts.problem, facts.document.plan)
        with self._lock:
            self._held[id(facts)] = (facts, known)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return known


_prepared = _Prepared(KEPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What trips add up to."""

    value: int
    recorded: int
    cards: int
    ikd: int
    cost_rupiah: int
    distance_m: int
    team_days: int

    @classmethod
    def of(cls, problem: Problem, trips: Iterable[Trip]) -> "Sums":
        """The sums of these trips alone."""
        held = list(trips)
        people = [row for trip in held for visit in trip.visits for row in visit.people]
        return cls(
            value=sum(trip_value(problem, trip) for trip in held),
            recorded=sum(row.recorded for row in people),
            cards=sum(row.cards for row in people),
            ikd=sum(row.ikd for row in people),
            cost_rupiah=sum(trip.cost_rupiah for trip in held),
            distance_m=sum(trip.distance_m for trip in held),
            team_days=sum(len(trip.days) for trip in held),
        )


def cells_told(
    facts: PlanFacts, revision: int, site: str, day: date, span: tuple[date | None, date | None], announced: Announced
) -> CellsTold:
    """Every team and day of the span for the visit to ``site`` on ``day``.

    Raises
    ------
    InputFaults
        There is no such visit.
    """
    known = _prepared.of(facts)
    hand.ensure_visit(facts.problem, known.plan, site, day, "visit")
    since, until = span
    days = [
        item.day
        for item in facts.problem.period.days
        if (since is None or item.day >= since) and (until is None or item.day <= until)
    ]
    cells = [
        _cell(facts, known, site, day, team.id, to_day, announced) for to_day in days for team in facts.problem.teams
    ]
    counts = [cell.verdict for cell in cells]
    return CellsTold(
        visit=telling.visit_id(site, day),
        revision=revision,
        legal=counts.count(Verdict.LEGAL),
        costs=counts.count(Verdict.COSTS),
        breaks=counts.count(Verdict.BREAKS),
        cells=cells,
    )


def _cell(
    facts: PlanFacts, known: Known, site: str, day: date, team: str, to_day: date, announced: Announced
) -> CellTold:
    move = hand.Move(site=site, day=day, to_day=to_day, to_team=team)
    here = any(
        trip.team == team and visit.site == site and visit.day == to_day == day
        for trip in known.plan.trips
        for visit in trip.visits
    )
    if here:
        return _told(facts, known, known.plan, team, to_day, announced, here=True)
    try:
        _, plan = hand.by_hand(facts.problem, known.plan, [move])
    except InputFaults:
        # Visited on that day already: the two visits would become one, which is no move.
        return _taken(facts, site, team, to_day)
    return _told(facts, known, plan, team, to_day, announced, here=False)


def _told(
    facts: PlanFacts, known: Known, plan: Plan, team: str, day: date, announced: Announced, *, here: bool
) -> CellTold:
    old = {id(trip) for trip in known.plan.trips}
    new = {id(trip) for trip in plan.trips}
    gone = [trip for trip in known.plan.trips if id(trip) not in new]
    made = [trip for trip in plan.trips if id(trip) not in old]
    was, now = Sums.of(facts.problem, gone), Sums.of(facts.problem, made)
    before, after = known.violations, known.after(plan)
    broken = [item for item in after if item not in before]
    value, cost = now.value - was.value, now.cost_rupiah - was.cost_rupiah
    summary = facts.document.summary
    proven = summary.bound is not None and not after and summary.value + value <= summary.bound
    return CellTold(
        team=team,
        day=day,
        verdict=_verdict(here=here, broken=bool(broken), dearer=value < 0 or cost > 0),
        violations=telling.violations_told(broken),
        mended=sum(item not in after for item in before),
        value=weighted_people(value),
        recording=rounded_people(now.recorded - was.recorded),
        cards=rounded_people(now.cards - was.cards),
        ikd=rounded_people(now.ikd - was.ikd),
        cost_rupiah=cost,
        distance_m=now.distance_m - was.distance_m,
        team_days=now.team_days - was.team_days,
        gap_percent=gap_basis_points(summary.value + value, summary.bound or 0) / 100 if proven else None,
        announced=_told_anew(facts, gone, made, announced),
    )


def _taken(facts: PlanFacts, site: str, team: str, day: date) -> CellTold:
    """A day on which the place is visited already."""
    breach = ViolationTold(
        rule=site_day.RULE,
        where=f"{site}/{day.isoformat()}",
        found="2",
        allowed="1",
        amount=1,
        sentence=both(
            "{site} sudah dikunjungi pada {day}; sekali sehari.",
            "{site} is visited on {day} already; once a day.",
            site=facts.name(facts.problem.site[site]),
            day=day,
        ),
    )
    nothing = dict.fromkeys(
        ("mended", "value", "recording", "cards", "ikd", "cost_rupiah", "distance_m", "team_days"), 0
    )
    return CellTold(team=team, day=day, verdict=Verdict.BREAKS, violations=[breach], announced=[], **nothing)


def _verdict(*, here: bool, broken: bool, dearer: bool) -> Verdict:
    if here:
        return Verdict.HERE
    if broken:
        return Verdict.BREAKS
    return Verdict.COSTS if dearer else Verdict.LEGAL


def _told_anew(facts: PlanFacts, gone: Sequence[Trip], made: Sequence[Trip], announced: Announced) -> list[VisitNamed]:
    """Announced visits that are no more on their day, or begin at another hour."""
    starts = {(visit.site, visit.day): visit.start for trip in made for visit in trip.visits}
    found = []
    for trip in gone:
        for visit in trip.visits:
            place = (visit.site, visit.day)
            start = starts.get(place)
            if place in announced and (start is None or is_retimed(visit.start, start)):
                name = facts.name(facts.problem.site[visit.site])
                found.append(VisitNamed(id=telling.visit_id(*place), name=name))
    return found
