"""The arrays of the search over trips with nights: a cell for each slot and mode, one in which nothing is open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from planner.calm import day_points
from planner.units import VALUE_UNITS_PER_PERSON
from solver.day_classes import may_lie_so
from solver.indexing import NANO, WITH_KIT, WITHOUT_KIT, BoolArray, Index, IntArray
from solver.journeys.calendar import KIT, NO_SLOT, Calendar, served_on, slot_cells
from solver.journeys.frames import LONGEST, Frames
from solver.search.anneal import stacked
from solver.search.kernel import Cells
from solver.trips.cells import PricingCell
from solver.trips.nights import in_reach, longest_trip

DAY_COST, NIGHT_COST = 20_000_000, 80_000_000
"""What a field day and a night out must be worth at least, nano-people: hundredths of a person."""
DRAWS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """The cells of the search.

    Attributes
    ----------
    cells
        A cell for each slot and mode that it may have, those of pinned slots, and the idle one.
    sources
        Cells of the problem, then those of pinned slots.
    source
        For each of ``cells`` the number of the one in ``sources`` that it was made of.
    of_slot
        Cells of each slot without and with a kit; ``NO_SLOT`` where there is none. A pinned slot has only the first.
    first
        One cell of each slot.
    idle
        The cell in which nothing is open.
    """

    cells: tuple[PricingCell, ...]
    sources: tuple[PricingCell, ...]
    source: IntArray
    of_slot: IntArray
    first: IntArray
    idle: int

    @classmethod
    def of(
        cls, index: Index, cells: Sequence[PricingCell], days: Calendar, pinned: Sequence[PricingCell]
    ) -> "Numbering":
        own, of_slot = slot_cells(index, cells, days.slots)
        of_slot[: len(pinned), WITHOUT_KIT] = len(own) + np.arange(len(pinned))
        numbers = {(cell.day_class, cell.mode): place for place, cell in enumerate(cells)}
        source = [numbers[cell.day_class, cell.mode] for cell in own]
        source += [len(cells) + row for row in range(len(pinned))]
        shut = replace(cells[0], usable=np.zeros_like(cells[0].usable))
        return cls(
            cells=(*own, *pinned, shut),
            sources=(*cells, *pinned),
            source=np.array([*source, 0], dtype=np.int64),
            of_slot=of_slot,
            first=np.where(of_slot[:, WITHOUT_KIT] >= 0, of_slot[:, WITHOUT_KIT], of_slot[:, WITH_KIT]),
            idle=len(source),
        )

    def takes_kit(self, cell: int) -> bool:
        """Whether trips of a cell carry a kit."""
        return self.cells[cell].mode == WITH_KIT


def framed_cells(index: Index, days: Calendar, numbering: Numbering, card_cost: Sequence[int] | None) -> Cells:
    """The cells below each other; each slot has a place of its own in the travel tables: where its day starts and ends.

    ``card_cost`` is the price of a micro-card printed in each of the sources.
    """
    sources, rows = numbering.sources, numbering.source
    plain = stacked(index, sources, [0] * len(sources) if card_cost is None else card_cost)
    real, slots = len(index.places), len(days.slots)
    travel = np.full((len(plain.travel), real + slots, real + slots), -1, dtype=np.int64)
    travel[:, :real, :real] = plain.travel
    base, worth, prints = plain.base[rows], plain.item_worth[rows], plain.card_worth[rows]
    served: dict[date, BoolArray] = {}
    for number, slot in enumerate(days.slots):
        for cell in numbering.of_slot[number]:
            if cell == NO_SLOT or slot.pinned is not None:
                continue
            base[cell] = real + number
            closed = ~served.setdefault(slot.day, served_on(index, slot.day))
            worth[cell, closed] = prints[cell, closed] = 0
    return plain._replace(
        sorted_item=plain.sorted_item[rows],
        item_ms=plain.item_ms[rows],
        item_worth=worth,
        card_worth=prints,
        ground=plain.ground[rows],
        travel=travel,
        base=base,
        opens=plain.opens[rows],
        closes=plain.closes[rows],
        day=plain.day[rows],
        print_cap=plain.print_cap[rows],
        ikd_cap=plain.ikd_cap[rows],
    )


def together_on_days(index: Index, days: Calendar, numbering: Numbering) -> BoolArray:
    """Cells whose days may hold two visits to one place."""
    policy, count = index.problem.policy, len(numbering.cells)
    dates = sorted({slot.day for slot in days.slots})
    near = np.array(
        [
            [may_lie_so(policy, day, other) and (day != other or policy.joint_visits) for other in dates]
            for day in dates
        ],
        dtype=np.bool_,
    ).reshape(len(dates), len(dates))
    day_of = np.full(count, -1, dtype=np.int64)
    for number, cells in enumerate(numbering.of_slot):
        day_of[cells[cells >= 0]] = days.day[number]
    known = np.nonzero(day_of >= 0)[0]
    together = np.ones((count, count), dtype=np.bool_)
    together[np.ix_(known, known)] = near[np.ix_(day_of[known], day_of[known])]
    return together


def bonus_of_published(index: Index, days: Calendar, calm: float) -> IntArray:
    """What it is worth to make a published visit on its day, by slot and stop, nano-people.

    A point of change to the published plan costs ``calm`` weighted people.
    """
    bonus = np.zeros((len(days.slots), index.stops), dtype=np.int64)
    price = round(calm * VALUE_UNITS_PER_PERSON) // NANO
    published = day_points(index.problem) if price else {}
    names = [index.places[place] for place in index.stop_site]
    for number, slot in enumerate(days.slots):
        for stop, name in enumerate(names):
            if (name, slot.day) in published:
                bonus[number, stop] = price * published[name, slot.day][0]
    return bonus


def frames_of(index: Index, days: Calendar, numbering: Numbering, cells: Cells) -> Frames:
    """What the compiled search knows of the calendar."""
    kinds = {team: number for number, kind in enumerate(index.days.team_types) for team in kind.ids}
    need = days.need.copy()
    lodging = np.zeros((len(cells.travel), len(index.places)), dtype=np.bool_)
    reach = {kind: in_reach(index, kind) for kind in sorted(set(kinds.values()))}
    for number, slot in enumerate(days.slots):
        cell = int(numbering.first[number])
        lodging[cells.ground[cell], index.stop_site[reach[kinds[slot.team]]]] = True
        if slot.pinned is not None:
            need[number, KIT] = int(numbering.takes_kit(cell))
    return Frames(
        following=days.following,
        before=days.before,
        week=days.week,
        week_left=days.week_left,
        month=days.month,
        month_left=days.month_left,
        day=days.day,
        left=days.left,
        need=need,
        may_start=np.array([slot.may_start for slot in days.slots], dtype=np.bool_),
        pinned=np.array([slot.pinned is not None for slot in days.slots], dtype=np.bool_),
        cell=numbering.of_slot,
        idle=numbering.idle,
        real=len(index.places),
        home=np.array([index.base_place[kinds[slot.team]] for slot in days.slots], dtype=np.int64),
        lodging=lodging,
        longest=min(LONGEST, max((longest_trip(index, kind) for kind in reach), default=1)),
        kit=KIT,
        day_cost=DAY_COST,
        night_cost=NIGHT_COST,
        draws=DRAWS,
        week_used=np.zeros_like(days.week_left),
        month_used=np.zeros_like(days.month_left),
        used=np.zeros_like(days.left),
    )
