"""Whether a plan belongs to a problem: it names only what is known, and its own figures are true.

What is derived in a plan (distance, cost) is computed again; a plan that says otherwise is refused rather
than judged, because every sum told of it would be wrong. The rules are checked only after this.
"""

from collections.abc import Iterator
from datetime import timedelta

from planner.domain.plan import Plan, Trip, Visit
from planner.domain.problem import Problem
from planner.errors import PlanFault
from planner.ledger import lines_total, trip_cost, trip_distance_m
from planner.rules.wording import Pair, told
from planner.units import DAY_S


def ensure_belongs(problem: Problem, plan: Plan) -> None:
    """Raise if the plan does not belong to the problem.

    Raises
    ------
    PlanFault
        With everything found: unknown or repeated ids, days outside the period, amounts below zero, trips
        that do not hold together, distances and costs that are not those of the trip.
    """
    faults = [*_repeated_trips(plan)]
    for trip in plan.trips:
        found = [*_unknown(problem, trip), *_shape(problem, trip)]
        for visit in trip.visits:
            found += _visit_faults(problem, visit)
        # Figures can be computed again only where every name is known.
        faults += [(trip.id, fault) for fault in found or _untrue_figures(problem, trip)]
    for item in plan.assignments:
        faults += [
            (f"assignment {item.village}", _not_known("tempat", "site", site))
            for site in (item.village, item.site)
            if site not in problem.site
        ]
    if faults:
        raise PlanFault(*faults)


def _not_known(indonesian: str, english: str, name: str) -> Pair:
    return f"{indonesian} {name!r} tidak dikenal", f"unknown {english} {name!r}"


def _repeated_trips(plan: Plan) -> Iterator[tuple[str, Pair]]:
    seen: set[str] = set()
    for trip in plan.trips:
        if trip.id in seen:
            yield trip.id, ("id perjalanan ini tertulis dua kali", "the id occurs twice")
        seen.add(trip.id)


def _unknown(problem: Problem, trip: Trip) -> Iterator[Pair]:
    if trip.team not in problem.team:
        yield _not_known("tim", "team", trip.team)
    if trip.vehicle not in problem.travel_of:
        vehicle = str(trip.vehicle)
        yield f"tidak ada tabel perjalanan untuk kendaraan {vehicle!r}", f"no travel table for vehicle {vehicle!r}"
    yield from (_not_known("petugas", "member of staff", name) for name in trip.staff if name not in problem.member)
    places = problem.site | problem.base
    yield from (_not_known("tempat bermalam", "lodging", name) for name in trip.lodging if name not in places)


def _shape(problem: Problem, trip: Trip) -> Iterator[Pair]:
    if not trip.days or not trip.visits:
        yield "tidak ada hari atau tidak ada kunjungan di dalamnya", "it has no day or no visit"
        return
    for day in trip.days:
        if problem.period.day(day) is None:
            yield f"{day} bukan hari dalam periode ini", f"{day} is no day of the period"
    if any(later - day != timedelta(days=1) for day, later in zip(trip.days, trip.days[1:], strict=False)):
        yield "hari-harinya tidak berurutan", "its days do not follow each other"
    if len(trip.lodging) != len(trip.days) - 1:
        yield told(
            "{places} tempat bermalam untuk {nights} malam dari {first} sampai {last}; perjalanan tanpa menginap "
            "dipindahkan dengan semua barisnya ke hari yang sama",
            "{places} places to sleep for {nights} nights from {first} to {last}; a trip without nights is moved with "
            "all its rows to the same day",
            places=len(trip.lodging),
            nights=len(trip.days) - 1,
            first=trip.days[0],
            last=trip.days[-1],
        )
    visit_days = [visit.day for visit in trip.visits]
    for day in sorted(set(visit_days) - set(trip.days)):
        yield f"kunjungan pada {day}, di luar hari perjalanannya", f"visit on {day}, which is no day of it"
    if visit_days != sorted(visit_days):
        yield "kunjungannya tidak urut menurut hari", "its visits are not in the order of their days"
    break_days = [pause.day for pause in trip.breaks]
    if len(set(break_days)) != len(break_days) or not set(break_days) <= set(trip.days):
        yield "istirahatnya tidak satu untuk setiap harinya", "its breaks are not one for each of its days"
    for pause in trip.breaks:
        if pause.end < pause.start:
            yield f"istirahat {pause.day} berakhir sebelum mulai", f"the break of {pause.day} ends before it starts"
    for use in trip.equipment:
        if use.count < 0:
            yield f"{use.count} buah {use.kind}", f"{use.count} pieces of {use.kind}"


def _visit_faults(problem: Problem, visit: Visit) -> Iterator[Pair]:
    if visit.site not in problem.site:
        yield _not_known("tempat", "site", visit.site)
    times = (visit.arrive, visit.set_up, visit.start, visit.end, visit.depart)
    if min(times) < 0 or max(times) > DAY_S:
        yield f"ada jam di {visit.site} di luar hari itu", f"a time at {visit.site} lies outside the day"
    origins = [people.origin for people in visit.people]
    if len(set(origins)) != len(origins):
        yield f"satu asal tertulis dua kali di {visit.site}", f"an origin is listed twice at {visit.site}"
    for people in visit.people:
        if people.origin not in problem.site:
            yield _not_known("asal warga", "origin", people.origin)
        if min(people.invited, people.invited_ikd, people.recorded, people.cards, people.ikd) < 0:
            yield (
                f"jumlah warga {people.origin} di {visit.site} kurang dari nol",
                f"people of {people.origin} at {visit.site} are counted below zero",
            )


def _untrue_figures(problem: Problem, trip: Trip) -> Iterator[Pair]:
    distance = trip_distance_m(problem, trip)
    if trip.distance_m != distance:
        yield (
            f"distance_m tertulis {trip.distance_m}; jalannya {distance}",
            f"distance_m is {trip.distance_m}; its way has {distance}",
        )
    cost = lines_total(trip_cost(problem, trip))
    if trip.cost_rupiah != cost:
        yield (
            f"cost_rupiah tertulis {trip.cost_rupiah}; rinciannya berjumlah {cost}",
            f"cost_rupiah is {trip.cost_rupiah}; its lines add up to {cost}",
        )
