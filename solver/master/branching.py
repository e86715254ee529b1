"""Branching on the number of trips and on places of service: the bound of every plan is the worst of two cases.

Where money buys the relaxation 20.6 trips, every plan makes 20 at most or 21 at least, and pays for whole ones: a row
limits the number. Where the relaxation sends a village to several hubs by halves, every plan sends it to one of them
or to another: to one place of service, or to any but that. Such a case bans places, so its choices y are 0, no price is
too high for their people. The linear program is solved on from the solution before. Columns and cuts are shared: they
hold in all cases. The case with the highest bound is worked on next; the highest of all open cases bounds every plan.
"""

from dataclasses import dataclass, field

import numpy as np

from planner.units import VALUE_UNITS_PER_PERSON
from solver.master.linear import FloatArray
from solver.master.relaxation import Relaxation
from solver.master.rows import AT_MOST
from solver.master.safe import safe_bound
from solver.master.separating import cut_off

CLOSE = 3e-4
"""A case is split once its bound is this close to its linear program."""
ROUGHEST, FINEST = 1e-4, 2e-6
"""Accuracies of its linear programs."""
MOST_ROUNDS = 10
"""Rounds after which a case is split anyhow."""
FIRST_NODES = 30_000
"""Nodes of pricing in each cell in the first round of a case; twice as many after each round that they cut short.

The prices of a program just changed may hold nothing off: without a limit a single round took a minute.
"""
LEAST_PART = 0.02
"""A place of service chosen by less than this, or by as little less than one, is whole."""
LEAST_TRIP = 0.02
"""Trips that are so nearly whole are."""
CUT_EVERY = 3
MOST_CUTS = 20
"""Cuts that a case finds hold in all."""


@dataclass(slots=True)
class Case:
    """Plans of so many trips that use none of the banned places of service.

    Attributes
    ----------
    bans
        Places of service.
    least, most
        Trips.
    bound
        Upper bound of their values, value units.
    values, duals
        Last solution of the linear program, to go on from.
    rounds
        Rounds spent on it.
    apart
        How far the bound lies above the linear program, as a share.
    accuracy
        Of the next solution.
    nodes
        Of the next pricing, at most in each cell.
    trips
        Trips of that solution, to split by first; ``None`` where they are whole or no budget limits them.
    split
        The place of service to split by; ``None`` where none is in part.
    is_split
        Whether it has been worked on enough: the first one, from which all others come.
    """

    bans: frozenset[int]
    least: int
    most: int
    bound: int
    values: FloatArray
    duals: FloatArray
    rounds: int = 0
    apart: float = 1.0
    accuracy: float = ROUGHEST
    nodes: int = FIRST_NODES
    trips: float | None = None
    split: int | None = None
    is_split: bool = False


@dataclass(slots=True)
class Branching:
    """Open cases of one relaxation, from the solution it has.

    Attributes
    ----------
    closed
        The highest bound of those in which everything is whole.
    guide
        The case that was split last, in whole trips: plans should look like its solution. ``None`` before.
    """

    relaxation: Relaxation
    workers: int
    cases: list[Case] = field(default_factory=list)
    closed: int = 0
    guide: Case | None = None

    @classmethod
    def of(cls, relaxation: Relaxation, bound: int, workers: int) -> "Branching":
        """All plans in two cases, from the last solution of the relaxation."""
        found = cls(relaxation=relaxation, workers=workers)
        values, duals = relaxation.program.last()
        most = relaxation.rows.most_trips
        root = Case(bans=frozenset(), least=0, most=most, bound=bound, values=values, duals=duals, is_split=True)
        found._note_parts(root)
        found.cases.append(root)
        if root.trips is None:
            found.guide = root
        return found

    @property
    def bound(self) -> int:
        """Upper bound of every plan, value units; cases that could not beat the plan at hand count as well."""
        return max([self.closed, *(case.bound for case in self.cases)])

    def step(self, reached: int) -> bool:
        """One round on the case with the highest bound; ``False`` if no case is left that could beat ``reached``."""
        while self.cases:
            case = max(self.cases, key=lambda one: one.bound)
            if case.bound <= max(reached, self.closed):
                return False
            if not case.is_split and case.apart >= CLOSE and case.rounds < MOST_ROUNDS:
                self._round(case)
                return True
            self.cases.remove(case)
            if case.trips is not None:
                self.cases += self._by_trips(case, int(case.trips))
                continue
            self.guide = case
            if case.split is not None:
                self.cases += self._cases_of(case, case.split)
            else:
                # Whole in every choice: no case of it is any better.
                self.closed = max(self.closed, case.bound)
                return True
        return False

    def _by_trips(self, case: Case, trips: int) -> list[Case]:
        """Those of no more trips, and those of more."""
        return [_within(case, most=trips), _within(case, least=trips + 1)]

    def _cases_of(self, case: Case, pair: int) -> list[Case]:
        """Those that use a place of service, and those that do not."""
        index = self.relaxation.index
        village = int(index.pair_village[pair])
        others = {
            other for other in self.relaxation.rows.pair_variable if int(index.pair_village[other]) == village
        } - {pair}
        return [_within(case, bans=case.bans | bans) for bans in (others, {pair})]

    def _round(self, case: Case) -> None:
        relaxation = self.relaxation
        relaxation.rows.ban(case.bans)
        relaxation.rows.count_trips(case.least, case.most)
        relaxation.program.go_on_from(case.values, case.duals)
        fresh = relaxation.solve(case.accuracy)
        case.values, case.duals = relaxation.program.last()
        surplus, columns = relaxation.price(fresh, node_limit=case.nodes, workers=self.workers)
        is_whole = None not in surplus
        if not is_whole:
            case.nodes *= 2
        bound = safe_bound(relaxation, fresh, surplus)
        if bound is not None and bound < case.bound:
            case.bound = bound
        added = relaxation.add(columns)
        case.rounds += 1
        value = relaxation.value * VALUE_UNITS_PER_PERSON
        case.apart = max(0.0, (case.bound - value) / case.bound) if case.bound > 0 else 0.0
        if added == 0 and is_whole and case.accuracy <= FINEST:
            case.apart = 0.0
        # Without new columns only better prices help, or more nodes.
        rough = min(ROUGHEST, 0.05 * case.apart) if added or not is_whole else case.accuracy / 8
        case.accuracy = max(FINEST, rough)
        self._note_parts(case)
        if case.rounds % CUT_EVERY == 0:
            cut_off(relaxation, MOST_CUTS)
        relaxation.rows.ban(frozenset())
        relaxation.rows.count_trips(0, relaxation.rows.most_trips)

    def _note_parts(self, case: Case) -> None:
        """What of the last solution is not whole."""
        trips = self.relaxation.trips() if AT_MOST in self.relaxation.rows else 0.0
        is_between = case.least < trips < case.most and LEAST_TRIP < trips % 1.0 < 1.0 - LEAST_TRIP
        case.trips = trips if is_between else None
        case.split = self._most_in_part()

    def _most_in_part(self) -> int | None:
        """The place of service whose choice in part moves most people, of those with the most of their village."""
        relaxation, index = self.relaxation, self.relaxation.index
        people = np.zeros(len(index.pair_village))
        worth = index.item_worth + index.item_card_micro * index.item_card_worth
        for item in range(index.items):
            pair = int(index.item_pair[item])
            people[pair] += float(worth[item]) * int(index.supply_people[index.item_supply[item]])
        best, chosen = 0.0, None
        for pair in sorted(relaxation.rows.pair_variable):
            part = relaxation.place(pair)
            if LEAST_PART < part < 1.0 - LEAST_PART:
                moved = people[pair] * min(part, 1.0 - part)
                if moved > best:
                    best, chosen = moved, pair
        return chosen


def _within(
    case: Case, *, bans: frozenset[int] | None = None, least: int | None = None, most: int | None = None
) -> Case:
    """A case of a case, from its last solution."""
    return Case(
        bans=case.bans if bans is None else bans,
        least=case.least if least is None else least,
        most=case.most if most is None else most,
        bound=case.bound,
        values=case.values,
        duals=case.duals,
    )
