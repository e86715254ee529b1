"""Pricing where a day has more stops than orders can be tried: walks that may come back, never under-estimated.

First a bound for every stop and time left (:mod:`solver.trips.walks`), then labels without memory, which find good
trips at once, then labels with memory, which prove how good the best can be. Where a good walk visits a stop twice,
the stops between remember it from then on, and the labels are made again. A search that is cut short still proves
what the labels left may come to.
"""

from dataclasses import dataclass, field

import numpy as np

from solver.indexing import IntArray
from solver.trips.filling import PricedItems
from solver.trips.labels import MOST_NEAR, best_walks
from solver.trips.limits import MAX_STOPS, DayShape, Ground
from solver.trips.pricing import NO_TRIP
from solver.trips.walks import NEVER, Field, Ways, field_of, walks, ways_of

EXACT_STOPS = 6
"""Up to so many stops in a day all orders are searched (:mod:`solver.trips.pricing`)."""
NEAREST = 10
"""Stops that are remembered at first."""
REPEATS = 3
"""Times that labels are made anew with more memory."""
BLURS_MS = (900_000, 240_000, 60_000, 0)
"""Without memory so much less time does not save a label from one that is worth more: coarse first, then finer."""
POOR = 100
"""Prices that leave more than this part of a trip's price to be earned are poor: they get trips, and no proof."""
SPREAD_PERMILLE = 300
"""Labels without memory are kept for trips that earn this share of what the best does."""
MANY = 150
FINE_MS, COARSE_MS = 30_000, 60_000
"""Steps of the time left: coarse ones where there are many stops."""
LEAST_STEP_MS = 5_000
LABELS_PER_NODE = 20
LEAST_LABELS, MOST_LABELS = 100_000, 400_000

Trips = list[tuple[int, tuple[int, ...]]]


@dataclass(slots=True)
class ManyStops:
    """One cell: ways and what each stop remembers are kept from one pricing to the next."""

    ground: Ground
    day: DayShape
    ways: Ways = field(init=False)
    remembered: dict[int, set[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.ways = ways_of(self.ground, self.day, self.ground.travel)

    def search(
        self, items: PricedItems, *, floor: int, keep_permille: int, node_limit: int, toll: IntArray | None = None
    ) -> tuple[int | None, Trips]:
        """An upper bound of the largest reward, no less than ``floor``, and the best trip through each stop.

        Parameters as in :func:`solver.trips.pricing.search`. Trips are (reward at most, order), such without a common
        stop together. There is no bound, and no trip, where stops take no time at all.
        """
        tolls = None if toll is None else ways_of(self.ground, self.day, toll)
        priced = field_of(self.ground, self.day, items, self.ways, tolls)
        if len(priced.stops) == 0:
            return floor, []
        # A stop must take time, or what may be earned would not follow from less time.
        least = int(priced.step.min(where=priced.step >= 0, initial=FINE_MS))
        if least < LEAST_STEP_MS:
            return None, []
        search = _Search(
            priced=priced,
            most_stops=min(self.day.max_stops, MAX_STOPS),
            floor=floor,
            keep_permille=keep_permille,
            labels=min(MOST_LABELS, max(LEAST_LABELS, LABELS_PER_NODE * node_limit)),
        )
        search.look_ahead(min(least, COARSE_MS if len(priced.stops) > MANY else FINE_MS))
        near = self._near(priced)
        for blur in BLURS_MS:
            if search.is_poor():
                break
            search.run(near, has_memory=False, blur=blur)
        if not search.is_poor():
            for _ in range(REPEATS):
                complete = search.run(self._near(priced), has_memory=True)
                grown = [self._remember(priced, walk) for walk in search.coming_back()]
                if not complete or not any(grown):
                    break
        return search.most, search.trips()

    def _near(self, priced: Field) -> tuple[IntArray, IntArray]:
        """Neighbourhoods of the stops: themselves, the nearest, and what earlier walks came back to."""
        stops = len(priced.stops)
        far = np.where(priced.step < 0, np.int64(2**60), priced.step)
        np.fill_diagonal(far, -1)
        nearest = np.argsort(far, axis=1, kind="stable")[:, : min(NEAREST, stops)]
        number = {int(stop): at for at, stop in enumerate(priced.stops)}
        near = np.full((stops, min(MOST_NEAR, stops)), -1, dtype=np.int64)
        near_of = np.full((stops, stops), -1, dtype=np.int64)
        for stop in range(stops):
            also = sorted(number[one] for one in self.remembered.get(int(priced.stops[stop]), ()) if one in number)
            chosen = list(dict.fromkeys([*(int(one) for one in nearest[stop]), *also]))[: near.shape[1]]
            near[stop, : len(chosen)] = chosen
            near_of[stop, chosen] = np.arange(len(chosen))
        return near, near_of

    def _remember(self, priced: Field, walk: list[int]) -> bool:
        """Let the stops between two visits of a walk to one place remember it; whether any did not yet."""
        grown = False
        last: dict[int, int] = {}
        for end, stop in enumerate(walk):
            place = int(priced.place[stop])
            if place in last:
                again = {int(priced.stops[walk[last[place]]]), int(priced.stops[stop])}
                for between in walk[last[place] : end + 1]:
                    known = self.remembered.setdefault(int(priced.stops[between]), set())
                    if not again <= known and len(known) < MOST_NEAR - NEAREST - 2:
                        known |= again
                        grown = True
            last[place] = end
        return grown


@dataclass(slots=True, kw_only=True)
class _Search:
    """One pricing: bound and trips so far."""

    priced: Field
    most_stops: int
    floor: int
    keep_permille: int
    labels: int
    most: int = field(init=False, default=2**62)
    reached: int = field(init=False)
    grid: int = field(init=False, default=0)
    known: tuple[IntArray, ...] = field(init=False, default=())
    best_of_stop: IntArray = field(init=False)
    order_of_stop: IntArray = field(init=False)
    looping: IntArray = field(init=False)
    loops: IntArray = field(init=False)

    def __post_init__(self) -> None:
        stops = len(self.priced.stops)
        self.reached = self.floor
        self.best_of_stop, self.looping = (np.full(stops, NO_TRIP, dtype=np.int64) for _ in range(2))
        self.order_of_stop, self.loops = (np.full((stops, MAX_STOPS), -1, dtype=np.int64) for _ in range(2))

    def is_poor(self) -> bool:
        """Whether a trip is known that earns far more than its price, or none can earn more at all."""
        return self.reached - self.floor > self.floor // POOR or self.most <= self.floor

    def look_ahead(self, grid: int) -> None:
        """What may still be earned from every stop, on a grid of ms: a bound by itself."""
        priced, self.grid = self.priced, grid
        buckets = int(max(0, priced.start.max()) // grid) + 2
        self.known = walks(
            np.int64(grid),
            buckets,
            priced.step,
            priced.toll,
            priced.toll_home,
            priced.finish,
            priced.first,
            priced.spent,
            priced.worth,
            priced.part_ms,
            priced.part_worth,
        )
        before = self.known[3][1]
        begin = np.flatnonzero(priced.start >= 0)
        earned = before[begin, -(-priced.start[begin] // grid)]
        ahead = (earned - priced.toll_out[begin])[earned > NEVER]
        self.most = min(self.most, int(ahead.max(initial=self.floor)))

    def run(self, near: tuple[IntArray, IntArray], *, has_memory: bool, blur: int = 0) -> bool:
        """Make labels; whether all were seen."""
        priced = self.priced
        remembered, place_among = near
        after, after_next, after_else, before, before_next, before_else = self.known
        self.looping[:] = NO_TRIP
        most, best, complete = best_walks(
            np.int64(self.floor),
            np.int64(self.reached),
            np.int64(self.keep_permille if has_memory else SPREAD_PERMILLE),
            has_memory,
            np.int64(blur),
            self.labels if has_memory else MOST_LABELS,
            self.most_stops,
            np.int64(self.grid),
            priced.step,
            priced.toll,
            priced.toll_out,
            priced.toll_home,
            priced.start,
            priced.finish,
            priced.first,
            priced.spent,
            priced.worth,
            priced.part_ms,
            priced.part_worth,
            priced.place,
            remembered,
            place_among,
            after,
            after_next,
            after_else,
            before,
            before_next,
            before_else,
            self.best_of_stop,
            self.order_of_stop,
            self.looping,
            self.loops,
        )
        if has_memory:
            self.most = min(self.most, int(most))
        else:
            self.reached = max(self.reached, int(best))
        return bool(complete)

    def coming_back(self) -> list[list[int]]:
        """Good walks of the last run that visit a stop twice."""
        return [[int(stop) for stop in self.loops[end] if stop >= 0] for end in np.flatnonzero(self.looping > NO_TRIP)]

    def trips(self) -> Trips:
        """The best trip through each stop, in layers without a common stop: together they price many stops at once."""
        known = {
            tuple(int(self.priced.stops[stop]) for stop in order if stop >= 0): int(value)
            for value, order in zip(self.best_of_stop, self.order_of_stop, strict=True)
            if value > self.floor
        }
        left = sorted(((value, order) for order, value in known.items()), key=lambda entry: (-entry[0], entry[1]))
        found: Trips = []
        while left:
            taken: set[int] = set()
            later = []
            for trip in left:
                if taken.isdisjoint(trip[1]):
                    found.append(trip)
                    taken.update(trip[1])
                else:
                    later.append(trip)
            left = later
        return found
