"""The search over trips with nights as a run uses it: its calendar, its searches, the plan that it goes on from."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.plan import Trip
from solver.indexing import Index, IntArray
from solver.journeys.calendar import Calendar, calendar
from solver.journeys.search import JourneySearch
from solver.pinned_slots import PinnedSlot
from solver.rostering.arranging import PinnedTrip
from solver.search.anneal import Search
from solver.search.kernel import State
from solver.trips.cells import PricingCell


@dataclass(slots=True, kw_only=True)
class Journeys:
    """What all searches of a run share.

    Attributes
    ----------
    cells
        Pricing cells of the problem, of which each is a day's.
    days
        The calendar.
    pinned
        Pinned trips that can serve people: the first slots.
    start
        Trips of the plan to go on from.
    """

    index: Index
    cells: tuple[PricingCell, ...]
    days: Calendar
    pinned: tuple[PinnedSlot, ...]
    start: tuple[Trip, ...] = ()

    @classmethod
    def of(
        cls,
        index: Index,
        cells: tuple[PricingCell, ...],
        pinned: Sequence[PinnedTrip],
        slots: Sequence[PinnedSlot],
    ) -> "Journeys":
        """The calendar beside all pinned trips; ``slots`` are those that can serve people."""
        first = [(slot.pinned.trip.team, slot.pinned.trip.days[0]) for slot in slots]
        taken = {(one.trip.team, one.trip.days[0]) for one in pinned}
        return cls(index=index, cells=cells, days=calendar(index, cells, first, taken), pinned=tuple(slots))

    @property
    def slots(self) -> list[int]:
        """Numbers of the slots; none where nobody can be served."""
        return list(range(len(self.days.slots))) if self.index.stops else []

    def search(self, *, card_cost: Sequence[int] | None, guide: IntArray | None, calm: float) -> JourneySearch:
        """A search with room of its own."""
        return JourneySearch(
            self.index, self.cells, self.days, self.pinned, card_cost=card_cost, guide=guide, calm=calm
        )

    def first_state(self, search: Search, seed: int) -> State:
        """The plan to go on from, if any; teams at home are sent out besides."""
        if isinstance(search, JourneySearch) and self.start:
            return search.begun(self.start)
        return search.construct(seed)
