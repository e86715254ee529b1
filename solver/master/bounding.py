"""Rounds of the bound: prices from the linear program, columns and a safe bound from exact pricing.

Prices are smoothed towards those of the best bound so far. The first rounds cut pricing short and give no bound;
they only fetch columns. Once the linear program is nearly solved, further rounds go on in cases
(:mod:`solver.master.branching`).
"""

from collections.abc import Collection
from dataclasses import dataclass

from planner.units import VALUE_UNITS_PER_PERSON
from solver.indexing import Index
from solver.master.branching import Branching
from solver.master.relaxation import Prices, Relaxation
from solver.master.rows import MONEY
from solver.master.safe import safe_bound
from solver.master.separating import cut_off
from solver.trips.joiners import BRANCH_NODES

SMOOTHING = 0.3
EARLY_ROUNDS = 10
ROUGH_ROUNDS = 16
EARLY_NODES = 1_500
LATE_NODES = 300_000
CUT_FROM = 0.02
CUT_EVERY = 3
MOST_CUTS = 60
"""Cuts are looked for every few rounds, once the bound is this close to the linear program."""
BRANCH_FROM = 1.5e-3
"""Cases are made once the bound is this close to the linear program."""
COUNT_FROM = 8e-3
"""The same where money limits the number of trips, which is settled first."""
FINEST = 2e-6
"""Accuracy of the last prices."""
CLOSE = 2e-5
"""The linear program counts as solved when its bound is this close to its value."""


@dataclass(slots=True)
class Bounding:
    """The bound of one problem, round by round.

    Attributes
    ----------
    everybody
        The value of serving all people of the problem: a bound that needs no search, value units.
    bound
        Best upper bound of the rounds so far, value units; ``None`` before the first.
    prices
        Prices of the best bound, else the last ones.
    finished
        No further round can help.
    busy
        Pricing cells that plans are drafted for; while prices are poor only these are priced.
    reached
        Value of the best plan known: cases that cannot beat it are left alone.
    branching
        Cases by places of service, once the linear program is nearly solved.
    guides_from
        How close the bound must be to the linear program, as a share, for plans to be made like its solution; 0: only
        once it goes on in cases.
    """

    relaxation: Relaxation
    workers: int
    everybody: int
    bound: int | None = None
    prices: Prices | None = None
    rounds: int = 0
    finished: bool = False
    busy: frozenset[int] = frozenset()
    reached: int = 0
    branching: Branching | None = None
    guides_from: float = 0.0
    _accuracy: float = 1e-3
    _stalled: bool = False

    @classmethod
    def of(cls, index: Index, workers: int) -> "Bounding":
        relaxation = Relaxation(index)
        relaxation.add(relaxation.single_stops())
        return cls(relaxation=relaxation, workers=workers, everybody=worth_of_everybody(index))

    @property
    def proven(self) -> int:
        """The best bound known, value units."""
        if self.bound is None:
            return self.everybody
        branched = self.bound if self.branching is None else self.branching.bound
        return min(self.bound, branched, self.everybody)

    def draft_in(self, day_cells: Collection[int]) -> None:
        """Plans are drafted for these pricing cells; their brief twins are as busy."""
        cells = self.relaxation.cells
        kinds = {(cells[number].day_class, cells[number].mode) for number in day_cells}
        brief = {n for n, cell in enumerate(cells) if cell.is_brief and (cell.day_class, cell.mode) in kinds}
        self.busy = frozenset(day_cells) | brief

    @property
    def is_short_of_money(self) -> bool:
        """Whether the budget pays for clearly fewer trips than the calendar holds."""
        return self.relaxation.rows.is_short_of_money

    @property
    def may_guide(self) -> bool:
        """Whether the linear program is solved so far that plans can be made like its solution."""
        if self.branching is not None:
            return self.branching.guide is not None
        # Where money is short, plans are only like a solution in whole trips.
        return not self.is_short_of_money and self.bound is not None and self.apart() < self.guides_from

    def recall(self) -> None:
        """Let that solution be the last one; before there are cases it is."""
        if self.branching is not None and self.branching.guide is not None:
            guide = self.branching.guide
            self.relaxation.recall(guide.values, guide.duals, guide.least)

    def is_near(self, value: int, permyriad: int) -> bool:
        """Whether a value lies below the proven bound by this share of it at most."""
        return self.proven - value <= self.proven * permyriad // 10_000

    def step(self) -> None:
        """One round."""
        if self.branching is not None:
            self.rounds += 1
            self.finished = not self.branching.step(self.reached)
            return
        relaxation = self.relaxation
        fresh = relaxation.solve(self._accuracy)
        centre = self.prices if self.bound is not None else None
        plain = centre is None or self._stalled
        prices = fresh if centre is None or plain else mixed(centre, fresh, SMOOTHING)
        rough = self.rounds < ROUGH_ROUNDS
        surplus, columns = relaxation.price(
            prices,
            node_limit=self._nodes(),
            branch_limit=1 if rough else BRANCH_NODES,
            only=self.busy if self.rounds < EARLY_ROUNDS and self.busy else None,
            workers=self.workers,
        )
        bound = safe_bound(relaxation, prices, surplus)
        if self.prices is None or (bound is not None and (self.bound is None or bound < self.bound)):
            self.prices = prices
        if bound is not None and (self.bound is None or bound < self.bound):
            self.bound = bound
        added = relaxation.add(columns)
        self.rounds += 1
        self._tighten(added, plain)
        # Prices between two solutions may find nothing although those of the last one would.
        self._stalled = added == 0 and not plain
        if self.apart() < CUT_FROM and self.rounds % CUT_EVERY == 0 and cut_off(relaxation, MOST_CUTS):
            self.finished = False
        near = COUNT_FROM if MONEY in relaxation.rows else BRANCH_FROM
        if self.bound is not None and self.bound > 0 and (self.finished or self.apart() < near):
            self.branching = Branching.of(relaxation, self.bound, self.workers)
            self.finished = False

    def _nodes(self) -> int:
        """Few nodes while prices are poor and pricing only fetches columns, then more each round."""
        later = max(0, self.rounds - EARLY_ROUNDS)
        return min(LATE_NODES, EARLY_NODES << min(later // 2, 20))

    def _tighten(self, added: int, plain: bool) -> None:
        if self.bound is None:
            return
        apart = self.apart()
        arrived = apart < CLOSE or (added == 0 and plain)
        self.finished = self.bound <= 0 or (arrived and self._accuracy <= FINEST)
        self._accuracy = min(1e-3, max(FINEST, 0.05 * apart)) if added else max(FINEST, self._accuracy / 4)

    def apart(self) -> float:
        """How far the bound lies above the linear program, as a share; 1 while there is no bound."""
        if self.bound is None:
            return 1.0
        bound = self.bound / VALUE_UNITS_PER_PERSON
        return max(0.0, (bound - self.relaxation.value) / bound) if bound > 0 else 0.0


def worth_of_everybody(index: Index) -> int:
    """The value if all people of every supply were served where they are worth most."""
    per_person = index.item_worth + index.item_card_micro * index.item_card_worth
    best: dict[int, int] = {}
    for supply, worth in zip(index.item_supply, per_person, strict=True):
        best[int(supply)] = max(best.get(int(supply), 0), int(worth))
    return sum(worth * int(index.supply_people[supply]) for supply, worth in best.items())


def mixed(centre: Prices, fresh: Prices, share: float) -> Prices:
    """``share`` of the centre and the rest of the fresh prices."""
    rows = {}
    for key in centre.rows.keys() | fresh.rows.keys():
        price = round(share * centre.rows.get(key, 0) + (1 - share) * fresh.rows.get(key, 0))
        if price > 0:
            rows[key] = price
    return Prices(rows=rows)
