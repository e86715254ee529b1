"""Branching on places of service: the bound of every plan is the worst of two cases.

Where the relaxation sends a village to several hubs by halves, every plan sends it to one of them or to another: to one
place of service, or to any but that. Each case bans places, so its choices y are 0, no price is too high for their
people, and the linear program is solved on from the solution before. Columns and cuts are shared: they hold in all
cases. The case with the highest bound is worked on next; the highest of all open cases bounds every plan.
"""

from dataclasses import dataclass, field

import numpy as np

from planner.units import VALUE_UNITS_PER_PERSON
from solver.master.linear import FloatArray
from solver.master.relaxation import Relaxation
from solver.master.separating import cut_off

CLOSE = 3e-4
"""A case is split once its bound is this close to its linear program."""
ROUGHEST, FINEST = 1e-4, 2e-6
"""Accuracies of its linear programs."""
MOST_ROUNDS = 10
"""Rounds after which a case is split anyhow."""
LEAST_PART = 0.02
"""A place of service chosen by less than this, or by as little less than one, is whole."""
CUT_EVERY = 3
MOST_CUTS = 20
"""Cuts that a case finds hold in all."""


@dataclass(slots=True)
class Case:
    """Plans that use none of the banned places of service.

    Attributes
    ----------
    bans
        Places of service.
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
    split
        The place of service to split by; ``None`` where none is in part.
    """

    bans: frozenset[int]
    bound: int
    values: FloatArray
    duals: FloatArray
    rounds: int = 0
    apart: float = 1.0
    accuracy: float = ROUGHEST
    split: int | None = None


@dataclass(slots=True)
class Branching:
    """Open cases of one relaxation, from the solution it has."""

    relaxation: Relaxation
    workers: int
    cases: list[Case] = field(default_factory=list)
    closed: int = 0

    @classmethod
    def of(cls, relaxation: Relaxation, bound: int, workers: int) -> "Branching":
        """All plans in two cases, from the last solution of the relaxation."""
        found = cls(relaxation=relaxation, workers=workers)
        values, duals = relaxation.program.last()
        root = Case(bans=frozenset(), bound=bound, values=values, duals=duals)
        root.split = found._most_in_part()
        found.cases.append(root)
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
            if case.bans and case.apart >= CLOSE and case.rounds < MOST_ROUNDS:
                self._round(case)
                return True
            self.cases.remove(case)
            if case.split is None:
                # Whole in every choice: no case of it is any better.
                self.closed = max(self.closed, case.bound)
                return True
            self.cases += self._cases_of(case, case.split)
        return False

    def _cases_of(self, case: Case, pair: int) -> list[Case]:
        """Those that use a place of service, and those that do not."""
        index = self.relaxation.index
        village = int(index.pair_village[pair])
        others = {
            other for other in self.relaxation.rows.pair_variable if int(index.pair_village[other]) == village
        } - {pair}
        return [
            Case(bans=case.bans | bans, bound=case.bound, values=case.values, duals=case.duals)
            for bans in (others, {pair})
        ]

    def _round(self, case: Case) -> None:
        relaxation = self.relaxation
        relaxation.rows.ban(case.bans)
        relaxation.program.go_on_from(case.values, case.duals)
        fresh = relaxation.solve(case.accuracy)
        case.values, case.duals = relaxation.program.last()
        surplus, columns = relaxation.price(fresh, workers=self.workers)
        bound = relaxation.bound(fresh, surplus)
        if bound is not None and bound < case.bound:
            case.bound = bound
        added = relaxation.add(columns)
        case.rounds += 1
        value = relaxation.value * VALUE_UNITS_PER_PERSON
        case.apart = max(0.0, (case.bound - value) / case.bound) if case.bound > 0 else 0.0
        if added == 0 and case.accuracy <= FINEST:
            case.apart = 0.0
        # Without new columns only better prices help.
        rough = min(ROUGHEST, 0.05 * case.apart) if added else case.accuracy / 8
        case.accuracy = max(FINEST, rough)
        case.split = self._most_in_part()
        if case.rounds % CUT_EVERY == 0:
            cut_off(relaxation, MOST_CUTS)
        relaxation.rows.ban(frozenset())

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
