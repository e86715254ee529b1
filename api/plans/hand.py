"""A plan changed by hand: visits moved, taken out, locked; times and crews follow.

Nothing is refused here that can be written down at all: a move onto a holiday is made, and the check of the rules then
tells what it breaks.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations

from api.plans.hand_changes import Add as Add
from api.plans.hand_changes import Change as Change
from api.plans.hand_changes import Fit as Fit
from api.plans.hand_changes import Happen as Happen
from api.plans.hand_changes import Invite as Invite
from api.plans.hand_changes import Lock as Lock
from api.plans.hand_changes import Move as Move
from api.plans.hand_changes import Remove as Remove
from api.plans.hand_changes import Repair as Repair
from api.plans.hand_people import row_of, with_row
from planner.changes import changed
from planner.crew import find_crew
from planner.domain.history import Pin
from planner.domain.plan import Break, EquipmentUse, Plan, Trip, Visit
from planner.domain.problem import Problem
from planner.domain.team import EquipmentKind
from planner.errors import Fault, InputFaults
from planner.hours import team_hours
from planner.keeping import settled
from planner.ledger import lines_total, trip_cost, trip_distance_m
from planner.route import trip_days
from planner.rules.reading import link_of, service_time
from planner.service import link_permille, service_need
from planner.timetable import DayTimes, Stop, timetable

MOST_ORDERS = 120
"""Orders of a day that are tried; a day has few stops."""


Fitting = Callable[[Problem, Plan, str, str | None, date | None], Plan]
Mending = Callable[[Problem, Plan], Plan]


def by_hand(
    problem: Problem,
    plan: Plan,
    changes: Sequence[Change],
    *,
    fit: Fitting | None = None,
    mend: Mending | None = None,
) -> tuple[Problem, Plan]:
    """Problem and plan after all changes, in order.

    ``fit`` finds the place for who is to be fitted in; ``mend`` makes a plan legal.

    Raises
    ------
    InputFaults
        A change names a visit, a team or a day that is not there.
    """
    for number, change in enumerate(changes):
        where = f"/changes/{number}"
        if isinstance(change, Happen):
            problem = _happened(problem, change, f"{where}/change")
            continue
        if isinstance(change, Repair):
            plan = plan if mend is None else mend(problem, plan)
            continue
        if isinstance(change, Fit):
            _ensure_known(problem, (change.origin,), f"{where}/site")
            plan = plan if fit is None else fit(problem, plan, change.origin, change.team, change.day)
            continue
        if isinstance(change, Add):
            _ensure_target(problem, plan, change, change.day, change.team, where)
            plan = _added(problem, plan, change)
            continue
        ensure_visit(problem, plan, change.site, change.day, where)
        if isinstance(change, Lock):
            problem = _locked(problem, plan, change)
        elif isinstance(change, Remove):
            plan = _removed(problem, plan, change.site, change.day)
        elif isinstance(change, Invite):
            _ensure_known(problem, (change.origin,), f"{where}/origin")
            plan = _invited(problem, plan, change)
        else:
            _ensure_target(problem, plan, change, change.to_day, change.to_team, where)
            plan = _moved(problem, plan, change)
    return problem, plan


def _happened(problem: Problem, change: Happen, where: str) -> Problem:
    """The problem with a named change; its faults lie where the caller wrote it."""
    try:
        return changed(problem, (change.change,))
    except InputFaults as error:
        moved = [replace(fault, where=f"{where}/{fault.where.rpartition('/')[2]}") for fault in error.faults]
        raise InputFaults(tuple(moved)) from error


def ensure_visit(problem: Problem, plan: Plan, site: str, day: date, where: str) -> None:
    """There is such a visit, and it is still to come."""
    if _trip_of(plan, site, day) is None:
        over = any((visit.site, visit.day) == (site, day) for visit in problem.done)
        code = "VISIT_DONE" if over else "VISIT_UNKNOWN"
        expected = (
            ("kunjungan yang belum dilaksanakan", "a visit that is not over")
            if over
            else ("kunjungan yang ada dalam rencana", "a visit of the plan")
        )
        raise InputFaults((Fault(code=code, where=where, found=f"{site}@{day}", expected=expected),))


def _ensure_known(problem: Problem, sites: Sequence[str], where: str) -> None:
    expected = ("kode tempat dalam data", "the code of a place in the data")
    faults = [
        Fault(code="SITE_UNKNOWN", where=where, found=site, expected=expected)
        for site in sites
        if site not in problem.site
    ]
    if faults:
        raise InputFaults(tuple(faults))


def _ensure_target(problem: Problem, plan: Plan, change: Move | Add, day: date, team: str, where: str) -> None:
    """The team and the day are there, and no visit to the place on that day yet."""
    names = ("to_team", "to_day") if isinstance(change, Move) else ("team", "day")
    faults = []
    if isinstance(change, Add):
        _ensure_known(problem, (change.site, *change.origins), f"{where}/site")
    if team not in problem.team:
        listed = ", ".join(problem.team)
        faults.append(Fault(code="TEAM_UNKNOWN", where=f"{where}/{names[0]}", found=team, expected=(listed, listed)))
    if problem.period.day(day) is None:
        span = f"{problem.period.first} .. {problem.period.last}"
        faults.append(Fault(code="DAY_OUTSIDE", where=f"{where}/{names[1]}", found=str(day), expected=(span, span)))
    here = isinstance(change, Move) and day == change.day
    if not here and _trip_of(plan, change.site, day) is not None:
        expected = ("hari tanpa kunjungan ke tempat itu", "a day without a visit to that place")
        faults.append(Fault(code="VISITED_THAT_DAY", where=f"{where}/{names[1]}", found=str(day), expected=expected))
    if faults:
        raise InputFaults(tuple(faults))


def _trip_of(plan: Plan, site: str, day: date) -> Trip | None:
    return next((trip for trip in plan.trips for visit in trip.visits if (visit.site, visit.day) == (site, day)), None)


def _locked(problem: Problem, plan: Plan, lock: Lock) -> Problem:
    trip = _trip_of(plan, lock.site, lock.day)
    others = tuple(pin for pin in problem.pins if (pin.site, pin.day) != (lock.site, lock.day))
    if not lock.locked or trip is None:
        return replace(problem, pins=others)
    visits = [visit for visit in trip.visits if visit.day == lock.day]
    place = next(number for number, visit in enumerate(visits) if visit.site == lock.site)
    pin = Pin(
        site=lock.site,
        day=lock.day,
        team=trip.team if lock.team else None,
        position=trip.visits.index(visits[place]) + 1 if lock.position else None,
        start=visits[place].start if lock.start else None,
    )
    return replace(problem, pins=tuple(sorted((*others, pin), key=lambda item: (item.day, item.site))))


def _removed(problem: Problem, plan: Plan, site: str, day: date) -> Plan:
    trips = []
    for trip in plan.trips:
        left = tuple(visit for visit in trip.visits if (visit.site, visit.day) != (site, day))
        if len(left) == len(trip.visits):
            trips.append(trip)
        elif left:
            trips.append(_timed(problem, replace(trip, visits=left), day))
    return settled(problem, trips)


def _moved(problem: Problem, plan: Plan, move: Move) -> Plan:
    old = _trip_of(plan, move.site, move.day)
    if old is None:
        raise LookupError(move.site)
    visit = next(item for item in old.visits if (item.site, item.day) == (move.site, move.day))
    rest = _removed(problem, plan, move.site, move.day)
    there = next((trip for trip in rest.trips if trip.team == move.to_team and move.to_day in trip.days), None)
    arriving = replace(visit, day=move.to_day)
    if there is not None:
        needs_kit = old.carries(EquipmentKind.SATELLITE_KIT) and not there.carries(EquipmentKind.SATELLITE_KIT)
        equipment = _with_kit(there.equipment) if needs_kit else there.equipment
        joined = replace(there, visits=(*there.visits, arriving), equipment=equipment)
        timed = _timed(problem, joined, move.to_day, arriving=arriving, of=old)
        return settled(problem, [timed if trip is there else trip for trip in rest.trips])
    fresh = replace(
        old,
        id=_fresh_id(rest, f"{move.to_day.isoformat()}-{move.to_team}"),
        team=move.to_team,
        vehicle=problem.team[move.to_team].vehicle_class,
        staff=_crew(problem, rest, old, move),
        days=(move.to_day,),
        lodging=(),
        breaks=(),
        visits=(arriving,),
    )
    return settled(problem, [*rest.trips, _timed(problem, fresh, move.to_day, arriving=arriving, of=old)])


def _added(problem: Problem, plan: Plan, add: Add) -> Plan:
    site, team = problem.site[add.site], problem.team[add.team]
    visit = Visit(site=add.site, day=add.day, arrive=0, set_up=0, start=0, end=0, depart=0)
    rows = [row_of(problem, plan, origin, add.team, visit) for origin in sorted({*add.origins} or {add.site})]
    visit = replace(visit, people=tuple(row for row in rows if max(row.invited, row.cards) > 0))
    needs_kit = link_permille(problem.policy, site, with_kit=False) == 0
    there = next((trip for trip in plan.trips if trip.team == add.team and add.day in trip.days), None)
    if there is not None:
        bare = needs_kit and not there.carries(EquipmentKind.SATELLITE_KIT)
        joined = replace(
            there,
            visits=(*there.visits, visit),
            equipment=_with_kit(there.equipment) if bare else there.equipment,
        )
        timed = _timed(problem, joined, add.day)
        return settled(problem, [timed if trip is there else trip for trip in plan.trips])
    fresh = Trip(
        id=_fresh_id(plan, f"{add.day.isoformat()}-{add.team}"),
        team=add.team,
        vehicle=team.vehicle_class,
        staff=find_crew(problem, team, add.day, plan) or (),
        equipment=_with_kit(()) if needs_kit else (),
        days=(add.day,),
        visits=(visit,),
        distance_m=0,
        cost_rupiah=0,
    )
    return settled(problem, [*plan.trips, _timed(problem, fresh, add.day)])


def _invited(problem: Problem, plan: Plan, wish: Invite) -> Plan:
    trip = _trip_of(plan, wish.site, wish.day)
    if trip is None:
        raise LookupError(wish.site)
    visit = next(item for item in trip.visits if (item.site, item.day) == (wish.site, wish.day))
    without = replace(visit, people=tuple(row for row in visit.people if row.origin != wish.origin))
    rest = [_with_visit(other, visit, without) if other is trip else other for other in plan.trips]
    row = row_of(problem, Plan(trips=tuple(rest)), wish.origin, trip.team, visit, wish.invited)
    # As long as these people need, not as long as those before them did.
    fewer = _with_visit(trip, visit, replace(with_row(visit, row), start=visit.start, end=visit.start))
    timed = _timed(problem, fewer, wish.day)
    return settled(problem, [timed if other is trip else other for other in plan.trips])


def _with_visit(trip: Trip, old: Visit, new: Visit) -> Trip:
    return replace(trip, visits=tuple(new if visit is old else visit for visit in trip.visits))


def _with_kit(equipment: Sequence[EquipmentUse]) -> tuple[EquipmentUse, ...]:
    kit = EquipmentUse(kind=EquipmentKind.SATELLITE_KIT, count=1)
    return tuple(sorted((*equipment, kit), key=lambda use: use.kind))


def _fresh_id(plan: Plan, wanted: str) -> str:
    taken = {trip.id for trip in plan.trips}
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def _crew(problem: Problem, rest: Plan, old: Trip, move: Move) -> tuple[str, ...]:
    """Those who went, if they are free and it is their team; else others who are; nobody if nobody is."""
    team = problem.team[move.to_team]
    day = move.to_day
    busy = {name for trip in rest.trips if day in trip.days for name in trip.staff}
    here = all(name not in busy and not problem.member[name].is_away(day) for name in old.staff)
    if here and old.team == move.to_team and old.staff:
        return old.staff
    return find_crew(problem, team, day, rest) or ()


# --- times -----------------------------------------------------------------------------------------------------


def _timed(problem: Problem, trip: Trip, day: date, *, arriving: Visit | None = None, of: Trip | None = None) -> Trip:
    """The trip with the times of one day laid out anew: in the order that is home first, else as it came."""
    there = [visit for visit in trip.visits if visit.day == day]
    before = tuple(visit for visit in trip.visits if visit.day < day)
    after = tuple(visit for visit in trip.visits if visit.day > day)
    if not there:
        left = tuple(item for item in trip.breaks if item.day != day)
        days = tuple(sorted({visit.day for visit in trip.visits})) if len(trip.days) > 1 else trip.days
        lodging = trip.lodging if len(days) == len(trip.days) else trip.lodging[: max(0, len(days) - 1)]
        return _counted(problem, replace(trip, breaks=left, days=days, lodging=lodging))
    orders = list(permutations(there))[:MOST_ORDERS]
    best: tuple[int, Trip] | None = None
    for order in orders:
        tried = replace(trip, visits=(*before, *order, *after))
        times = _times(problem, tried, day, order, arriving, of)
        if times is not None and (best is None or times.back < best[0]):
            best = (times.back, _laid_out(tried, day, order, times))
    found = best[1] if best is not None else _one_after_the_other(problem, trip, day, there, arriving, of)
    return _counted(problem, found)


def _times(
    problem: Problem, trip: Trip, day: date, order: Sequence[Visit], arriving: Visit | None, of: Trip | None
) -> DayTimes | None:
    calendar = problem.period.day(day)
    way = next(item for item in trip_days(problem, trip) if item.day == day)
    if calendar is None or any(leg.seconds is None for leg in way.legs):
        return None
    stops = [
        Stop(
            travel_s=int(leg.seconds or 0),
            setup_s=problem.policy.setup_s,
            service_s=_service_s(problem, trip, visit, arriving, of),
            pack_s=problem.policy.pack_s,
            open_from=problem.site[visit.site].open_from,
            open_until=problem.site[visit.site].open_until,
        )
        for leg, visit in zip(way.legs, order, strict=False)
    ]
    hours = team_hours(problem.policy, problem.team[trip.team], calendar)
    return timetable(hours, stops, int(way.legs[-1].seconds or 0))


def _service_s(problem: Problem, trip: Trip, visit: Visit, arriving: Visit | None, of: Trip | None) -> int:
    """Service as long as it was; longer where the team that now goes needs longer for these people."""
    own = of if of is not None and visit == arriving else trip
    was = next((item for item in own.visits if item.site == visit.site), visit)
    held = service_time(own, was) if was.day in own.days else visit.end - visit.start
    recorded = sum(row.recorded for row in visit.people)
    ikd = sum(row.ikd for row in visit.people)
    need = service_need(problem.policy, problem.team[trip.team], recorded, ikd, link_of(problem, trip, visit))
    return held if need is None else max(held, need)


def _laid_out(trip: Trip, day: date, order: Sequence[Visit], times: DayTimes) -> Trip:
    at = {visit.site: stop for visit, stop in zip(order, times.stops, strict=True)}
    visits = tuple(
        replace(
            visit,
            arrive=at[visit.site].arrive,
            set_up=at[visit.site].set_up,
            start=at[visit.site].start,
            end=at[visit.site].end,
            depart=at[visit.site].depart,
        )
        if visit.day == day
        else visit
        for visit in trip.visits
    )
    pause = Break(day=day, start=times.break_start, end=times.break_end)
    breaks = (*(item for item in trip.breaks if item.day != day), pause)
    return replace(trip, visits=visits, breaks=tuple(sorted(breaks, key=lambda item: item.day)))


def _one_after_the_other(
    problem: Problem, trip: Trip, day: date, there: Sequence[Visit], arriving: Visit | None, of: Trip | None
) -> Trip:
    """Times of a day that does not fit: as they come, without a limit, so that the rules can say what is too much."""
    policy, team = problem.policy, problem.team[trip.team]
    calendar = problem.period.day(day)
    if calendar is None:
        raise LookupError(day)
    hours = team_hours(policy, team, calendar)
    way = next(item for item in trip_days(problem, trip) if item.day == day)
    now = hours.shift_start
    laid: dict[str, Visit] = {}
    pause: Break | None = None
    for leg, visit in zip(way.legs, there, strict=False):
        arrive = now + (leg.seconds or 0)
        start = max(arrive + policy.setup_s, problem.site[visit.site].open_from)
        end = start + _service_s(problem, trip, visit, arriving, of)
        now = end + policy.pack_s
        if pause is None and now >= hours.break_earliest:
            pause = Break(day=day, start=now, end=now + hours.break_s)
            now = pause.end
        laid[visit.site] = replace(
            visit, arrive=arrive, set_up=start - policy.setup_s, start=start, end=end, depart=now
        )
    if pause is None:
        began = max(now, hours.break_earliest)
        pause = Break(day=day, start=began, end=began + hours.break_s)
    visits = tuple(laid.get(visit.site, visit) if visit.day == day else visit for visit in trip.visits)
    breaks = (*(item for item in trip.breaks if item.day != day), pause)
    return replace(trip, visits=visits, breaks=tuple(sorted(breaks, key=lambda item: item.day)))


def _counted(problem: Problem, trip: Trip) -> Trip:
    measured = replace(trip, distance_m=trip_distance_m(problem, trip))
    return replace(measured, cost_rupiah=lines_total(trip_cost(problem, measured)))
