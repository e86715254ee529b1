"""Trips that keep pins, as the search sees them: a slot of its own each, with stops that must stay."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.domain.plan import Service
from planner.domain.problem import Problem
from planner.domain.team import EquipmentKind
from solver.indexing import WITH_KIT, WITHOUT_KIT, Index
from solver.rostering.arranging import PinnedTrip
from solver.rostering.ways_over import may_lead_over
from solver.search.anneal import Held
from solver.slots import Kept
from solver.trips.cells import MS, PricingCell


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedSlot:
    """A pinned trip that can serve people.

    Attributes
    ----------
    pinned
        The trip.
    cell
        Pricing cell of its day, with the pinned starts as hours.
    plain
        Number of that cell among the cells of the problem.
    held
        Stops that it must keep.
    """

    pinned: PinnedTrip
    cell: PricingCell
    plain: int
    held: Held


def passed_sites(problem: Problem, pinned: Sequence[PinnedTrip]) -> set[str]:
    """Sites that a plan may visit for the sake of a pin, also where nobody is left to serve."""
    if may_lead_over(problem):
        return set(problem.site)
    return {visit.site for one in pinned for visit in one.trip.visits}


def kept_trips(index: Index, pinned: Sequence[PinnedTrip]) -> list[Kept]:
    """The places that pinned trips take, with a kit where a stop needs one and one is left that day."""
    kits: dict[object, int] = {}
    found = []
    for one in pinned:
        day = one.trip.days[0]
        left = kits.setdefault(day, _kits(index.problem, one))
        with_kit = left > 0 and _needs_kit(index, one)
        kits[day] = left - with_kit
        found.append(Kept(day_class=_day_class(index, one), day=day, with_kit=with_kit))
    return found


def pinned_slots(
    index: Index, cells: Sequence[PricingCell], pinned: Sequence[PinnedTrip], kept: Sequence[Kept]
) -> list[PinnedSlot]:
    """A slot for each pinned trip whose stops are all known to the search; the others serve nobody."""
    number = {(cell.day_class, cell.mode): place for place, cell in enumerate(cells)}
    found = []
    for one, place in zip(pinned, kept, strict=True):
        order = [_stop(index, visit.site) for visit in one.trip.visits]
        plain = number.get((place.day_class, WITH_KIT if place.with_kit else WITHOUT_KIT))
        if plain is not None and all(stop is not None for stop in order):
            stops = tuple(stop for stop in order if stop is not None)
            cell = _with_starts(index, cells[plain], one, stops)
            found.append(PinnedSlot(pinned=one, cell=cell, plain=plain, held=Held(order=stops, fixed=one.fixed)))
    return found


def _kits(problem: Problem, one: PinnedTrip) -> int:
    kits = [item for item in problem.equipment if item.kind is EquipmentKind.SATELLITE_KIT]
    return sum(item.available(one.trip.days[0]) for item in kits)


def _needs_kit(index: Index, one: PinnedTrip) -> bool:
    stops = [stop for visit in one.trip.visits if (stop := _stop(index, visit.site)) is not None]
    return any(index.stop_link[stop, WITHOUT_KIT] == 0 for stop in stops)


def _day_class(index: Index, one: PinnedTrip) -> int:
    day = one.trip.days[0]
    return next(
        number
        for number, kind in enumerate(index.days.classes)
        if day in kind.days and one.trip.team in index.days.team_types[kind.team_type].ids
    )


def _stop(index: Index, site: str) -> int | None:
    """The stop of a site, for recording if that is possible there."""
    stops = [stop for stop in range(index.stops) if index.places[index.stop_site[stop]] == site]
    return min(stops, key=lambda stop: index.stop_service[stop] is not Service.RECORDING, default=None)


def _with_starts(index: Index, cell: PricingCell, one: PinnedTrip, stops: Sequence[int]) -> PricingCell:
    """The cell with pinned starts as opening hours; the stop before one must end in time for it."""
    policy, ground = index.problem.policy, cell.ground
    opens, closes = ground.opens.copy(), ground.closes.copy()
    for level, (stop, visit) in enumerate(zip(stops, one.trip.visits, strict=True)):
        start = one.starts[visit.site]
        if start is None:
            continue
        opens[stop] = max(opens[stop], start * MS)
        if level > 0:
            before = stops[level - 1]
            way = int(ground.travel[ground.stop_place[before], ground.stop_place[stop]])
            closes[before] = min(closes[before], (start - policy.setup_s - policy.pack_s) * MS - way)
    return replace(cell, ground=replace(ground, opens=opens, closes=closes))
