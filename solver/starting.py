"""A start plan, as the search sees it: drafts with their loads, each in the place that its day has."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.calm import day_points, still_to_come
from planner.domain.plan import Plan, Trip, Visit
from planner.domain.problem import Problem
from planner.domain.team import EquipmentKind
from planner.service import same_day_ready
from planner.team_days import first_noticed_day
from planner.units import MICRO, VALUE_UNITS_PER_PERSON
from solver.counts import kits_of_weeks
from solver.indexing import BACKLOG, IKD, RECORD, WITH_KIT, WITHOUT_KIT, Index
from solver.rostering.arranging import PinnedTrip
from solver.rostering.spans import week_of
from solver.search.anneal import Draft, Held
from solver.slots import Kept
from solver.trips.cells import PricingCell


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """A trip of the start plan: its draft, and the place among the trips of its class that it takes."""

    draft: Draft
    place: Kept


def fitting_seeds(index: Index, kept: Sequence[Kept], found: Sequence[Seed]) -> list[Seed]:
    """Seeds whose places are there beside the trips ``kept``."""
    places = fitting(index, kept, [seed.place for seed in found])
    return [seed for seed in found if any(seed.place is place for place in places)]


def free_trips(start: Plan, pinned: Sequence[PinnedTrip]) -> tuple[Trip, ...]:
    """Trips of a plan that may be drafted on beside pinned ones: other teams or days, none of their visits."""
    taken = {(one.trip.team, one.trip.days[0]) for one in pinned}
    sites = {(visit.site, visit.day) for one in pinned for visit in one.trip.visits}
    return tuple(
        trip
        for trip in start.trips
        if (trip.team, trip.days[0]) not in taken and not any((visit.site, visit.day) in sites for visit in trip.visits)
    )


def seeds(index: Index, cells: tuple[PricingCell, ...], plan: Plan) -> list[Seed]:
    """The trips of a day in ``plan`` that have a pricing cell, in its order."""
    return [found for trip in plan.trips if len(trip.days) == 1 and (found := _seed(index, cells, trip)) is not None]


def announced_trips(problem: Problem) -> dict[date, int]:
    """Trips worth drafting on days too early for new notice: by teams with announced visits, to places that agreed."""
    noticed = first_noticed_day(problem)
    teams: dict[date, set[str]] = {}
    for visit in still_to_come(problem):
        if visit.announced and visit.day < noticed:
            teams.setdefault(visit.day, set()).add(visit.team)
    agreed = Counter(day for _, day in problem.agreed if day < noticed)
    return {day: len(teams.get(day, ())) + agreed[day] for day in sorted(teams.keys() | agreed.keys())}


def fitting(index: Index, kept: Sequence[Kept], found: Sequence[Kept]) -> list[Kept]:
    """Places beside the trips ``kept`` that there are: within the trips and kits of their class, week and month."""
    days = index.days
    kind = {number: cell.team_type for number, cell in enumerate(days.classes)}
    trips = {(cell.day_class, cell.week): cell.trips for cell in days.cells}
    kits = {(cell.day_class, cell.week): cell.kit_trips for cell in days.cells}
    weeks, months, week_kits = dict(days.week_days), list(days.month_days), kits_of_weeks(index)
    numbers = {(cell.day_class, cell.week): number for number, cell in enumerate(days.cells)}
    crews = [limit.most for limit in days.crew_limits]

    def takes(place: Kept) -> bool:
        cell, week, owner = (place.day_class, week_of(place.day)), week_of(place.day), kind[place.day_class]
        room = min(trips[cell], weeks[owner, week], months[owner])
        if place.with_kit:
            room = min(room, kits[cell], week_kits[week])
        needs = [limit.needs.get(numbers[cell], 0) for limit in days.crew_limits]
        if room <= 0 or any(need > left for need, left in zip(needs, crews, strict=True) if need):
            return False
        for one, need in enumerate(needs):
            crews[one] -= need
        trips[cell] -= 1
        weeks[owner, week] -= 1
        months[owner] -= 1
        kits[cell] -= place.with_kit
        week_kits[week] -= place.with_kit
        return True

    for place in kept:
        takes(place)
    return [place for place in found if takes(place)]


def _seed(index: Index, cells: tuple[PricingCell, ...], trip: Trip) -> Seed | None:
    with_kit = trip.carries(EquipmentKind.SATELLITE_KIT) > 0
    mode = WITH_KIT if with_kit else WITHOUT_KIT
    for number, cell in enumerate(cells):
        kind = index.days.classes[cell.day_class]
        teams = index.days.team_types[kind.team_type].ids
        if cell.mode == mode and trip.days[0] in kind.days and trip.team in teams:
            draft = _draft(index, number, cell, trip)
            place = Kept(day_class=cell.day_class, day=trip.days[0], with_kit=with_kit)
            return Seed(draft=draft, place=place) if draft.order else None
    return None


def _draft(index: Index, number: int, cell: PricingCell, trip: Trip) -> Draft:
    """The trip with the stops and items that the search knows."""
    order: list[int] = []
    loads: list[tuple[int, int]] = []
    for visit in trip.visits:
        stop = stop_of(index, visit)
        if stop is None or not cell.usable[stop] or index.stop_link[stop, cell.mode] == 0 or stop in order:
            continue
        order.append(stop)
        loads += loads_of(index, stop, visit)
    return Draft(cell=number, order=tuple(order), loads=tuple(loads))


def stop_of(index: Index, visit: Visit) -> int | None:
    """The stop of a visit, if the search knows it."""
    for stop in range(index.stops):
        if index.places[index.stop_site[stop]] == visit.site and index.stop_service[stop] is visit.service:
            return stop
    return None


def loads_of(index: Index, stop: int, visit: Visit) -> list[tuple[int, int]]:
    """Items of a stop with the people that a visit serves; for the backlog, whole cards."""
    problem = index.problem
    people = {}
    for row in visit.people:
        same_day = same_day_ready(problem.policy, problem.site[row.origin], row.recorded)
        people[row.origin, RECORD] = row.invited
        people[row.origin, IKD] = row.invited_ikd
        people[row.origin, BACKLOG] = max(0, row.cards - same_day) // MICRO
    found = []
    for item in range(int(index.stop_items[stop]), int(index.stop_items[stop + 1])):
        origin = problem.sites[int(index.supply_origin[index.item_supply[item]])].id
        count = people.get((origin, int(index.item_kind[item])), 0)
        if count > 0:
            found.append((item, count))
    return found


def held_of(index: Index, seed: Seed, calm: float | None) -> Held:
    """What a published plan has on the day of a trip: to be kept, or at a price of ``calm`` weighted people a point."""
    published = day_points(index.problem)
    points = {
        stop: published[site, seed.place.day][0]
        for stop in seed.draft.order
        if ((site := index.places[index.stop_site[stop]]), seed.place.day) in published
    }
    if calm is None:
        return Held(order=tuple(points))
    price = round(calm * VALUE_UNITS_PER_PERSON)
    return Held(order=(), bonus=tuple((stop, price * count) for stop, count in points.items()))


def published_worth(index: Index, people: float) -> dict[tuple[int, int], float]:
    """By (day class, place): what keeping published visits there is worth, ``people`` weighted people a point."""
    found: dict[tuple[int, int], float] = {}
    places = {name: number for number, name in enumerate(index.places)}
    for (site, day), (points, _) in day_points(index.problem).items():
        for number, kind in enumerate(index.days.classes):
            if day in kind.days and site in places:
                key = (number, places[site])
                found[key] = found.get(key, 0.0) + people * points
    return found
