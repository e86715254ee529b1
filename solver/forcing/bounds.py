"""Proven bounds with one thing changed: one origin must be served, or there is one more of something.

Both come from the prices of the bound itself (:func:`solver.master.safe.safe_bound`); any prices that are
not negative are valid, and all is counted in integers.

A plan that serves somebody of an origin at a site makes at least one trip through a stop there. At the prices of the
bound that trip earns at most what :mod:`solver.forcing.through` says instead of the most that any trip of its class
earns, and the place of service of the origin is settled: the bound falls by both differences. Several sites and
classes may do; the highest of them counts.
"""

from dataclasses import replace

from planner.crew import without_staff
from planner.domain.evidence import MoreBound, Resource, SiteBound
from planner.domain.problem import Problem
from planner.domain.team import Equipment, EquipmentKind
from planner.units import MICRO
from solver.day_classes import DayModel, day_model
from solver.forcing.through import NEVER, through_stops
from solver.indexing import NANO, WITH_KIT, WITHOUT_KIT, Index, index
from solver.master.bounding import Bounding
from solver.master.linear import LinearProgram
from solver.master.relaxation import Prices, Relaxation
from solver.master.rows import AT_MOST, MONEY, Rows
from solver.master.safe import safe_bound
from solver.trips.cells import pricing_cells, rho_grid
from solver.trips.money import Money

BLANKS = 100


def further_bounds(bounding: Bounding) -> tuple[tuple[SiteBound, ...], tuple[MoreBound, ...]]:
    """Bounds for every origin that can be served at all, and for one more of each resource; nothing without a bound."""
    if bounding.bound is None or bounding.prices is None:
        return (), ()
    relaxation, prices = bounding.relaxation, bounding.prices
    surplus, _ = relaxation.price(prices, keep_permille=1000, most=0, workers=bounding.workers)
    bound = safe_bound(relaxation, prices, surplus)
    if bound is None:
        return (), ()
    known = [entry or 0 for entry in surplus]
    sites = tuple(
        SiteBound(origin=origin, bound=min(found, bounding.proven))
        for origin, found in sorted(site_bounds(relaxation, prices, known, bound).items())
    )
    return sites, more_bounds(relaxation, prices, known, bound, bounding.everybody)


def site_bounds(relaxation: Relaxation, prices: Prices, surplus: list[int], bound: int) -> dict[str, int]:
    """The highest value of any plan that serves somebody of an origin, for every origin with a place to be served.

    Parameters
    ----------
    surplus
        The most that a trip of each cell earns over its price, value units.
    bound
        The bound at the same prices.
    """
    best: dict[str, int] = {}
    losses = _losses(relaxation, prices, surplus)
    places = _places(relaxation, prices)
    for (origin, pair), stops in _stops_of(relaxation.index).items():
        loss = max((found for stop in stops if (found := losses[stop]) is not None), default=None)
        if loss is not None:
            value = bound + loss + places.get(pair, 0)
            best[origin] = max(best.get(origin, value), value)
    return best


def _losses(relaxation: Relaxation, prices: Prices, surplus: list[int]) -> list[int | None]:
    """What the bound loses at least if a trip goes through a stop (never above 0); ``None`` where no trip can."""
    losses: list[int | None] = [None] * relaxation.index.stops
    for number, cell in enumerate(relaxation.cells):
        items, _ = relaxation.items_at(number, prices)
        top = through_stops(cell.ground, cell.day, items, rho_grid(items))
        price = relaxation.trip_price(cell, prices)
        best = max(_of_class(relaxation, surplus, cell.day_class), default=0)
        for stop, reward in enumerate(top):
            if reward > NEVER // 2:
                loss = min(0, (int(reward) + 1) * NANO - price - best)
                before = losses[stop]
                losses[stop] = loss if before is None else max(before, loss)
    return losses


def _of_class(relaxation: Relaxation, surplus: list[int], day_class: int) -> list[int]:
    return [entry for cell, entry in zip(relaxation.cells, surplus, strict=True) if cell.day_class == day_class]


def _places(relaxation: Relaxation, prices: Prices) -> dict[int, int]:
    """What the bound changes by if a place of service is the one chosen (never above 0), by pair.

    The other places of the village are then none; nobody joins a village that is served elsewhere, and a village that
    hosts others stays at home.
    """
    index, worth = relaxation.index, relaxation.rows.choice_worth(prices)
    of_village: dict[int, list[int]] = {}
    guests: dict[int, list[int]] = {}
    for pair in worth:
        of_village.setdefault(int(index.pair_village[pair]), []).append(pair)
        if index.pair_village[pair] != index.pair_site[pair]:
            guests.setdefault(int(index.pair_site[pair]), []).append(pair)
    changes = {}
    for pair, own in worth.items():
        village, site = int(index.pair_village[pair]), int(index.pair_site[pair])
        none = [other for other in of_village[village] if other != pair]
        if village != site:
            none += guests.get(village, [])
            none += [other for other in of_village.get(site, []) if int(index.pair_site[other]) != site]
        changes[pair] = min(0, own) - sum(max(0, worth[other]) for other in none)
    return changes


def _stops_of(index: Index) -> dict[tuple[str, int], list[int]]:
    """Stops at which people of an origin can be served, by origin and place of service."""
    found: dict[tuple[str, int], list[int]] = {}
    for item in range(index.items):
        supply = int(index.item_supply[item])
        if index.supply_people[supply] > 0:
            origin = index.problem.sites[int(index.supply_origin[supply])].id
            stops = found.setdefault((origin, int(index.item_pair[item])), [])
            if int(index.item_stop[item]) not in stops:
                stops.append(int(index.item_stop[item]))
    return found


# --- one more of something ---------------------------------------------------------------------------------


def more_bounds(
    relaxation: Relaxation, prices: Prices, surplus: list[int], bound: int, everybody: int
) -> tuple[MoreBound, ...]:
    """Bounds with one more of each resource that the problem knows; none lies above serving ``everybody``."""
    problem = relaxation.index.problem
    kits = tuple(item for item in problem.equipment if item.kind is EquipmentKind.SATELLITE_KIT)
    unlimited = replace(without_staff(problem), equipment=kits)
    team_day = _one_more_trip(relaxation, prices, surplus, day_model(unlimited))
    found = {
        Resource.TEAM_DAY: everybody if team_day is None else bound + team_day,
        Resource.BLANKS_100: bound + _blanks(relaxation, prices),
    }
    kit = _kit(relaxation, prices)
    if kit is not None:
        found[Resource.SATELLITE_KIT] = bound + kit
    if problem.staff:
        found[Resource.OPERATOR_DAY] = _operator_day(relaxation, prices, surplus, bound, everybody)
    if problem.policy.budget_rupiah is not None:
        found[Resource.MILLION_RUPIAH] = bound + _million(relaxation, prices, surplus)
    return tuple(MoreBound(resource=resource, bound=min(value, everybody)) for resource, value in found.items())


def _operator_day(relaxation: Relaxation, prices: Prices, surplus: list[int], bound: int, everybody: int) -> int:
    """Somebody who can do everything is there for a day: without one trip of that day, the staff suffice as they are.

    That one comes along on one trip, or stays at the office so that another who records may go out.
    """
    days = relaxation.index.days
    unstaffed = day_model(without_staff(relaxation.index.problem))
    if replace(unstaffed, crew_limits=days.crew_limits) == days and not days.crew_limits:
        return bound
    more = _one_more_trip(relaxation, prices, surplus, unstaffed)
    return everybody if more is None else bound + more


def _one_more_trip(relaxation: Relaxation, prices: Prices, surplus: list[int], free: DayModel) -> int | None:
    """What a trip beside those of a legal plan adds to the bound at most, on any team-day of ``free``.

    ``free`` is the same problem without the limits that the trip need not keep. A cell that holds as many trips there
    only needs one more in its week and month; where the limits made it smaller, the trip is counted without any price
    of being a trip. ``None`` where ``free`` has trips that were not priced. The day more may make a trip with nights
    longer than any was, which is paid besides.
    """
    days = relaxation.index.days
    best: dict[int, int] = {}
    unpriced: dict[int, int] = {}
    for way, entry in zip(relaxation.cells, surplus, strict=True):
        best[way.day_class] = max(best.get(way.day_class, 0), entry)
        alone = entry + relaxation.trip_price(way, prices) - relaxation.night_price(way, prices)
        unpriced[way.day_class] = max(unpriced.get(way.day_class, 0), alone)
    priced = {(way.day_class, way.mode) for way in relaxation.cells}
    most = 0
    for place, (cell, open_cell) in enumerate(zip(days.cells, free.cells, strict=True)):
        number = cell.day_class
        if open_cell.trips > 0 and (number, WITHOUT_KIT) not in priced:
            return None
        if open_cell.kit_trips > 0 and (number, WITH_KIT) not in priced:
            return None
        if open_cell.trips == 0:
            continue
        if cell.trips < open_cell.trips:
            most = max(most, unpriced[number])
        else:
            kind = days.classes[number].team_type
            limits = prices.of("month", kind) + prices.of("week", kind, cell.week)
            limits += sum(
                prices.of("crews", row) * limit.needs.get(place, 0) for row, limit in enumerate(days.crew_limits)
            )
            most = max(most, limits + best[number])
    return most + prices.of(*AT_MOST)


def _million(relaxation: Relaxation, prices: Prices, surplus: list[int]) -> int:
    """What a million rupiah adds, and the trips that it pays for."""
    richer = index(with_one_more(relaxation.index.problem, Resource.MILLION_RUPIAH))
    before, after = relaxation.money.most_trips or 0, Money.of(richer, relaxation.cells).most_trips or 0
    days = 1 + relaxation.index.problem.policy.max_nights
    more = prices.of(*AT_MOST) + days * max(surplus, default=0)
    return prices.of(*MONEY) * MICRO + (after - before) * more


def _blanks(relaxation: Relaxation, prices: Prices) -> int:
    """The allowance of every day rises by 100 blanks at most."""
    periods = range(len(relaxation.index.days.stock_periods))
    return sum(prices.of("stock", period) for period in periods) * BLANKS * MICRO


def _kit(relaxation: Relaxation, prices: Prices) -> int | None:
    """One more satellite kit on all days; ``None`` where trips with a kit were not priced."""
    more = with_one_more(relaxation.index.problem, Resource.SATELLITE_KIT)
    richer = _with_calendar(relaxation.index, more)
    if [(cell.day_class, cell.mode) for cell in pricing_cells(richer)] != [
        (cell.day_class, cell.mode) for cell in relaxation.day_cells
    ]:
        return None
    # Cuts and places of service are the same in both problems: what they are worth cancels out.
    before, after = (Rows(one, LinearProgram()) for one in (relaxation.index, richer))
    known = Prices(rows={key: price for key, price in prices.rows.items() if key in before and key in after})
    return after.worth_of_limits(known) - before.worth_of_limits(known)


def _with_calendar(found: Index, problem: Problem) -> Index:
    """The index of a problem that differs in its equipment only: all but the calendar is the same."""
    days = day_model(problem)
    known = found.days
    if (days.classes, days.team_types, days.open_days) != (known.classes, known.team_types, known.open_days):
        return index(problem)
    return replace(found, problem=problem, days=days)


def with_one_more(problem: Problem, resource: Resource) -> Problem:
    """The problem with one more of a resource that is counted as a whole: blanks, a kit, money."""
    if resource is Resource.BLANKS_100:
        return replace(problem, stock=replace(problem.stock, opening=problem.stock.opening + BLANKS))
    if resource is Resource.SATELLITE_KIT:
        kit = Equipment(kind=EquipmentKind.SATELLITE_KIT, count=1)
        return replace(problem, equipment=(*problem.equipment, kit))
    if resource is Resource.MILLION_RUPIAH and problem.policy.budget_rupiah is not None:
        budget = problem.policy.budget_rupiah + MICRO
        return replace(problem, policy=replace(problem.policy, budget_rupiah=budget))
    raise ValueError(f"{resource} is not counted as a whole")
