"""Pricing cells: one day class with or without a kit, in the units of the pricing search."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from planner.domain.site import SiteKind
from planner.units import PERMILLE
from solver.indexing import NANO, WITH_KIT, WITHOUT_KIT, BoolArray, Index, IntArray
from solver.trips.filling import PricedItems
from solver.trips.limits import DayShape, Ground, most_service

FloatArray = NDArray[np.float64]
MS = 1_000


class Part(IntEnum):
    """Which part of a trip a day is: all of it; or the day out, a day between, the day back of one with nights."""

    WHOLE = 0
    OUT = 1
    BETWEEN = 2
    BACK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PricingCell:
    """One day class with or without a kit.

    Attributes
    ----------
    day_class, mode
        Which.
    period
        Stock period of the class.
    ground, day
        Places and hours.
    item_ms
        Time of each item per person, rounded down.
    item_worth
        Worth of each item per person, cards aside, value units: what teams of the class can give.
    usable
        Stops that can be visited at all.
    most_ms
        Service time that a legal trip can hold at each stop at most.
    part
        Which part of a trip the day is: a trip of its own, or a day beside nights out.
    is_brief
        Its trips end before the higher allowance is due (:mod:`solver.trips.money`).
    """

    day_class: int
    mode: int
    period: int
    ground: Ground
    day: DayShape
    item_ms: IntArray
    item_worth: IntArray
    usable: BoolArray
    most_ms: IntArray
    part: Part = Part.WHOLE
    is_brief: bool = False

    @property
    def starts_trip(self) -> bool:
        """Whether each of its days is a trip, or the first day of one."""
        return self.part in (Part.WHOLE, Part.OUT)


def pricing_cells(index: Index) -> tuple[PricingCell, ...]:
    """All cells in which a trip of one day is possible."""
    kits = {cell.day_class for cell in index.days.cells if cell.kit_trips > 0}
    trips = {cell.day_class for cell in index.days.cells if cell.trips > 0}
    needed = {(kind.team_type, kind.travel) for kind in index.days.classes}
    grounds = {key: _ground(index, *key) for key in sorted(needed)}
    cells = []
    for number, kind in enumerate(index.days.classes):
        for mode in (WITHOUT_KIT, WITH_KIT):
            if number not in trips or (mode == WITH_KIT and number not in kits):
                continue
            usable = index.stop_open[:, number] > 0
            team = index.days.team_types[kind.team_type].team
            cells.append(
                PricingCell(
                    most_ms=most_service(grounds[kind.team_type, kind.travel], day_shape(index, number)),
                    day_class=number,
                    mode=mode,
                    period=kind.stock_period,
                    ground=grounds[kind.team_type, kind.travel],
                    day=day_shape(index, number),
                    item_ms=index.item_ms(team, mode, up=False),
                    item_worth=index.worth_with(team),
                    usable=usable,
                )
            )
    return tuple(cells)


def _ground(index: Index, team_type: int, table: int) -> Ground:
    travel = index.travel_ms[team_type][table]
    base = index.base_place[team_type]
    return ground(index, travel, base)


def ground(index: Index, travel: IntArray, base: int) -> Ground:
    """The ground for ways that start and end at ``base``."""
    # No edge where there is no way.
    weights = np.where(travel >= 0, np.maximum(travel, 1), np.inf).astype(np.float64)
    sites = index.problem.site
    names = [index.places[place] for place in index.stop_site]
    return Ground(
        travel=travel,
        home_least=_least(weights.T, base),
        out_least=_least(weights, base),
        base=base,
        stop_place=index.stop_site,
        opens=np.array([sites[name].open_from * MS for name in names], dtype=np.int64),
        closes=np.array([sites[name].open_until * MS for name in names], dtype=np.int64),
    )


def _least(weights: FloatArray, base: int) -> IntArray:
    """Shortest-path times from the base along edges of at least 1 ms; ways of no length are taken back."""
    least = dijkstra(weights, directed=True, indices=base)
    whole = np.where(np.isfinite(least), np.floor(least), 2.0**40).astype(np.int64)
    return np.maximum(0, whole - len(weights))


def day_shape(index: Index, day_class: int) -> DayShape:
    hours = index.days.classes[day_class].hours
    policy = index.problem.policy
    return DayShape(
        shift_start=hours.shift_start * MS,
        shift_end=hours.shift_end * MS,
        break_ms=hours.break_s * MS,
        break_earliest=hours.break_earliest * MS,
        break_latest=hours.break_latest * MS,
        service_limit=hours.service_limit_s * MS,
        setup=policy.setup_s * MS,
        pack=policy.pack_s * MS,
        leg_max=policy.driving_leg_max_s * MS,
        drive_max=policy.driving_day_max_s * MS,
        max_stops=policy.max_visits_per_day,
    )


def card_price(index: Index, blank_price: int) -> int:
    """Price of one micro-card printed, waste included, rounded down; ``blank_price`` per micro-blank."""
    return blank_price * (PERMILLE + index.problem.policy.waste_permille) // PERMILLE


def priced_items(
    index: Index,
    cell: PricingCell,
    *,
    link_price: IntArray,
    card_cost: int,
    stop_price: IntArray,
    hinges: Mapping[int, list[tuple[int, int]]],
    pair_fee: IntArray,
) -> PricedItems:
    """Items and stops of a cell at given prices (value units), in nano-people rounded up.

    Parameters
    ----------
    link_price
        Per person and item.
    card_cost
        Per micro-card printed.
    stop_price
        Per visit and stop; may be negative.
    hinges
        By item: (threshold, price per person beyond it). Such an item is cut into pieces, the first worth most.
    pair_fee
        Per visit at which anybody of a village joins, by place of service.
    """
    net_card = np.maximum(0, index.item_card_worth - card_cost) * index.item_card_micro
    reward = cell.item_worth + net_card - link_price
    # Nobody more than fill the hall by themselves: a visit is one stop of a trip. Rounded up, so still a bound.
    hall = -(-index.stop_hall[index.item_stop] // np.maximum(index.item_turnout, 1))
    people = np.minimum(index.supply_people[index.item_supply], hall)
    number = np.arange(index.items)
    if hinges:
        number, reward, people = _pieces(number, reward, people, hinges)
    # Who cannot be served within a day cannot be served: such times would also overflow the products.
    possible = cell.item_ms[number] <= cell.day.service_limit
    told = index.item_open[number, cell.day_class]
    kept = (reward > 0) & (people > 0) & possible & told & cell.usable[index.item_stop[number]]
    number, reward, people = number[kept], reward[kept], people[kept]
    joins = (index.pair_village != index.pair_site)[index.item_pair[number]]
    nano = -(-reward // NANO)
    time = cell.item_ms[number]
    density = nano / np.maximum(time, 0.5)
    order = np.lexsort((number, -density, index.item_stop[number]))
    number = number[order]
    counts = np.bincount(index.item_stop[number], minlength=index.stops)
    return PricedItems(
        first=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        item=number.astype(np.int64),
        reward=nano[order],
        time=time[order],
        people=people[order],
        joiner=np.where(joins[order], index.pair_village[index.item_pair[number]], -1),
        joiners_max=_joiners_max(index),
        fee=np.where(joins[order], pair_fee[index.item_pair[number]] // NANO, 0),
        fixed=-(stop_price // NANO),
        usable=cell.usable,
    )


def _pieces(
    number: IntArray, reward: IntArray, people: IntArray, hinges: Mapping[int, list[tuple[int, int]]]
) -> tuple[IntArray, IntArray, IntArray]:
    """Cut items at the thresholds of their hinges: beyond each, a person is worth that much less."""
    items, rewards, counts = [number], [reward], [people.copy()]
    for item, prices in sorted(hinges.items()):
        left, worth, begin = int(people[item]), int(reward[item]), 0
        cut = sorted((threshold, price) for threshold, price in prices if threshold < left and price > 0)
        if not cut:
            continue
        counts[0][item] = cut[0][0]
        for place, (threshold, price) in enumerate(cut):
            begin = threshold
            end = cut[place + 1][0] if place + 1 < len(cut) else left
            worth -= price
            items.append(np.array([item]))
            rewards.append(np.array([worth]))
            counts.append(np.array([end - begin]))
    return np.concatenate(items), np.concatenate(rewards), np.concatenate(counts)


def rho_grid(items: PricedItems) -> IntArray:
    """Prices of a millisecond for pruning: shares of the density that matters, and zero."""
    if len(items.item) == 0:
        return np.zeros(1, dtype=np.int64)
    density = items.reward // np.maximum(items.time, 1)
    timed = density[items.time > 0]
    top = int(np.max(timed)) if len(timed) else 0
    shares = (0, 100, 200, 300, 400, 450, 500, 550, 600, 650, 700, 750, 800, 850, 900, 950, 1000)
    return np.unique(np.array([top * share // 1000 for share in shares], dtype=np.int64))


def _joiners_max(index: Index) -> int:
    """Villages that may join at one stop: a host that is a village counts itself, a hall does not."""
    halls = any(site.kind is SiteKind.HALL for site in index.problem.sites)
    return index.problem.policy.hub_max_villages - (0 if halls else 1)
