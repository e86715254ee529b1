"""Planning on in the middle of a period: what is done is frozen, what was announced is dear to move.

``replanned`` makes the problem that is left on a day: visits before it are done, with the people that were expected
unless counts are known; all later ones are published. Named changes (:mod:`planner.changes`) are made to it, and a
solver goes on from the rest of the plan. What then differs is told by visit, by village and by member of staff.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.calm import share_moved_permille
from planner.changes import AnyChange, EquipmentChanged, StaffAway, changed
from planner.domain.history import DoneVisit, History, PastFieldDay, PastVisit, PublishedVisit
from planner.domain.plan import Plan, Solution, SolveOptions, Trip, Visit
from planner.domain.problem import Problem
from planner.errors import Fault, InputFaults
from planner.ports import Control, Solve
from planner.rules.equipment import pieces_taken
from planner.rules.wording import told
from planner.shares import rounded_together

WORK = 16
"""Work units of a replan where none are asked for: on the command line, by the service, and where it is measured."""
HOLD_PERMILLE = 3
"""What of the value replanning may give up to change less, unless the policy allows more."""

Held = tuple[str, date]
"""A visit that took place or not: site and day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What was counted at a visit that is over, where it is known: whole people of one origin."""

    site: str
    day: date
    origin: str
    invited: int
    recorded: int
    cards: int
    ikd: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Replanned:
    """The rest of a period, planned anew.

    Attributes
    ----------
    problem
        The problem of the rest: done, published, changed.
    start
        The rest of the plan that was, as published.
    solution
        What the solver found.
    moved_permille
        Published visits still to come that are dropped or go to another day, rounded up.
    """

    problem: Problem
    start: Plan
    solution: Solution
    moved_permille: int


def replan(
    problem: Problem,
    plan: Plan,
    as_of: date,
    changes: Sequence[AnyChange],
    options: SolveOptions,
    solve: Solve,
    control: Control,
    *,
    announced: Collection[Held] | None = None,
    cancelled: Collection[Held] = (),
    counted: Sequence[Counted] = (),
) -> Replanned:
    """Plan what is left from ``as_of`` on; see :func:`rest_of` for the parameters.

    Raises
    ------
    InputFaults
        ``as_of`` lies outside the period, or a change or a count does not fit.
    """
    rest, start = rest_of(problem, plan, as_of, announced=announced, cancelled=cancelled, counted=counted)
    rest = changed(rest, changes)
    solution = solve(rest, options, control, start)
    return Replanned(
        problem=rest, start=start, solution=solution, moved_permille=share_moved_permille(rest, solution.plan)
    )


def rest_of(
    problem: Problem,
    plan: Plan,
    as_of: date,
    *,
    announced: Collection[Held] | None = None,
    cancelled: Collection[Held] = (),
    counted: Sequence[Counted] = (),
) -> tuple[Problem, Plan]:
    """The problem that is left on ``as_of`` beside what ``plan`` has done by then, and the rest of the plan.

    Parameters
    ----------
    problem, plan
        The period as it was planned; ``plan`` belongs to it.
    as_of
        First day that may still be changed, within the period. A trip that has begun is finished as planned.
    announced
        Visits (site, day) whose people were told. By default those that had to be told by ``as_of`` for their notice,
        and those that the problem already calls announced.
    cancelled
        Visits before ``as_of`` that did not take place.
    counted
        Counts of origins at visits before ``as_of``; all others went as expected.

    Raises
    ------
    InputFaults
        ``as_of`` lies outside the period, or a cancelled or counted visit is none of the past ones.
    """
    period = problem.period
    past = [trip for trip in plan.trips if trip.days[0] < as_of]
    coming = [trip for trip in plan.trips if trip.days[0] >= as_of]
    _check(problem, as_of, past, cancelled, counted)
    told_of = _announced(problem, as_of, coming) if announced is None else set(announced)
    made = _made(past, set(cancelled))
    weights = problem.policy.weights
    hold = max(weights.hold_permille, HOLD_PERMILLE)
    rest = replace(
        _without(problem, as_of, under_way(made, as_of)),
        period=replace(period, as_of=as_of),
        done=(*problem.done, *_done(past, set(cancelled), counted)),
        history=_with_trips(problem, made, set(cancelled)),
        published=tuple(_published(trip, visit, told_of) for trip in coming for visit in trip.visits),
        pins=tuple(pin for pin in problem.pins if pin.day >= as_of),
        policy=replace(
            problem.policy, weights=replace(weights, hold_permille=hold), budget_rupiah=_money_left(problem, made)
        ),
    )
    villages = {row.origin for trip in coming for visit in trip.visits for row in visit.people}
    places = tuple(item for item in plan.assignments if item.village in villages)
    return rest, Plan(trips=tuple(coming), assignments=places)


# --- what is over ------------------------------------------------------------------------------------------


def _check(
    problem: Problem, as_of: date, past: Sequence[Trip], cancelled: Collection[Held], counted: Sequence[Counted]
) -> None:
    faults = []
    period = problem.period
    if not period.first <= as_of <= period.last:
        expected = told("{first} sampai {last}", "{first} to {last}", first=period.first, last=period.last)
        faults.append(Fault(code="AS_OF_OUTSIDE", where="/as_of", found=as_of.isoformat(), expected=expected))
    over = {(visit.site, visit.day) for trip in past for visit in trip.visits}
    wanted = [(f"/cancelled/{number}", *held) for number, held in enumerate(cancelled)]
    wanted += [(f"/counted/{number}", item.site, item.day) for number, item in enumerate(counted)]
    faults += [
        Fault(
            code="NOT_A_PAST_VISIT",
            where=where,
            found=f"{site}@{day.isoformat()}",
            expected=told("kunjungan dalam rencana sebelum {as_of}", "a visit of the plan before {as_of}", as_of=as_of),
        )
        for where, site, day in wanted
        if (site, day) not in over
    ]
    for number, item in enumerate(counted):
        if item.origin not in problem.site or min(item.invited, item.recorded, item.cards, item.ikd) < 0:
            faults.append(
                Fault(
                    code="COUNT_DOES_NOT_FIT",
                    where=f"/counted/{number}",
                    found=item.origin,
                    expected=("kode asal warga dan jumlah mulai 0", "a code of an origin and numbers from 0"),
                )
            )
    if faults:
        raise InputFaults(tuple(faults))


def _done(past: Sequence[Trip], cancelled: set[Held], counted: Sequence[Counted]) -> list[DoneVisit]:
    """Visits that took place: counted where known, else as expected, rounded together."""
    known = {(item.site, item.day, item.origin) for item in counted}
    teams = {(visit.site, visit.day): trip.team for trip in past for visit in trip.visits}
    rows = {
        f"{visit.day.isoformat()} {trip.team} {number:02d} {row.origin}": (trip, visit, row)
        for trip in past
        for number, visit in enumerate(trip.visits)
        if (visit.site, visit.day) not in cancelled
        for row in visit.people
        if (visit.site, visit.day, row.origin) not in known
    }
    recorded = rounded_together({key: row.recorded for key, (_, _, row) in rows.items()})
    cards = rounded_together({key: row.cards for key, (_, _, row) in rows.items()})
    ikd = rounded_together({key: row.ikd for key, (_, _, row) in rows.items()})
    expected = [
        DoneVisit(
            site=visit.site,
            day=visit.day,
            team=trip.team,
            origin=row.origin,
            invited=row.invited,
            recorded=min(row.invited, recorded[key]),
            cards=cards[key],
            ikd=ikd[key],
        )
        for key, (trip, visit, row) in sorted(rows.items())
    ]
    given = [
        DoneVisit(
            site=item.site,
            day=item.day,
            team=teams[item.site, item.day],
            origin=item.origin,
            invited=item.invited,
            recorded=item.recorded,
            cards=item.cards,
            ikd=item.ikd,
        )
        for item in counted
    ]
    return sorted([*expected, *given], key=lambda visit: (visit.day, visit.team, visit.site, visit.origin))


def _made(past: Sequence[Trip], cancelled: set[Held]) -> list[Trip]:
    """Trips that are over or under way, but for those of which no visit took place."""
    return [trip for trip in past if any((visit.site, visit.day) not in cancelled for visit in trip.visits)]


def under_way(trips: Sequence[Trip], as_of: date) -> list[Trip]:
    """Outings that left before ``as_of`` and come home on that day or later."""
    return [trip for trip in trips if trip.days[0] < as_of <= trip.days[-1]]


def _without(problem: Problem, as_of: date, out: Sequence[Trip]) -> Problem:
    """The problem in which nobody and nothing that is still out with an outing can be taken for another trip."""
    taken: list[AnyChange] = []
    for trip in out:
        taken += [StaffAway(member=name, first=as_of, last=trip.days[-1]) for name in trip.staff]
        team = problem.team[trip.team]
        for kind in {item.kind for item in problem.equipment}:
            pieces = pieces_taken(team, trip, kind)
            if pieces:
                taken.append(EquipmentChanged(equipment=kind, pieces=-pieces, first=as_of, last=trip.days[-1]))
    for change in sorted(taken, key=repr):
        problem = change.made(problem)
    return problem


def _money_left(problem: Problem, made: Sequence[Trip]) -> int | None:
    """What is left of the cap of cost for the trips to come."""
    cap = problem.policy.budget_rupiah
    return None if cap is None else max(0, cap - sum(trip.cost_rupiah for trip in made))


def _with_trips(problem: Problem, made: Sequence[Trip], cancelled: set[Held]) -> History:
    """The history with the field days of staff, and of teams that served nobody by name, of trips that are over."""
    history = problem.history
    teams = {(trip.team, day, day != trip.days[-1]) for trip in made for day in trip.days}
    staff = {(name, day, day != trip.days[-1]) for trip in made for name in trip.staff for day in trip.days}
    nobody = {
        (visit.site, visit.day)
        for trip in made
        for visit in trip.visits
        if not visit.people and (visit.site, visit.day) not in cancelled
    }
    return replace(
        history,
        visits=(*history.visits, *(PastVisit(site=site, day=day) for site, day in sorted(nobody))),
        team_days=(*history.team_days, *_field_days(teams)),
        staff_days=(*history.staff_days, *_field_days(staff)),
    )


def _field_days(days: set[tuple[str, date, bool]]) -> list[PastFieldDay]:
    return [PastFieldDay(who=who, day=day, night=night) for who, day, night in sorted(days)]


# --- what is to come ---------------------------------------------------------------------------------------


def _announced(problem: Problem, as_of: date, coming: Sequence[Trip]) -> set[Held]:
    """Visits that had to be told by ``as_of``, and those that were told before."""
    due = as_of + timedelta(days=problem.policy.notice_days)
    before = {(visit.site, visit.day) for visit in problem.published if visit.announced}
    visits = {(visit.site, visit.day) for trip in coming for visit in trip.visits}
    return {held for held in visits if held[1] < due or held in before}


def _published(trip: Trip, visit: Visit, told_of: Collection[Held]) -> PublishedVisit:
    return PublishedVisit(
        site=visit.site,
        day=visit.day,
        team=trip.team,
        start=visit.start,
        announced=(visit.site, visit.day) in told_of,
        origins=tuple(sorted({row.origin for row in visit.people} - {visit.site})),
    )
