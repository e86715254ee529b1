"""Amounts and places of service for fixed trips: exact up to the tolerance of a small integer program.

The search fills trips greedily; here, with the orders of stops fixed, the people invited at each stop, the place
of service of each village and the cards printed are chosen together. The last person of a day may be served in
part: amounts are expectations.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from ortools.math_opt.python import mathopt

from solver.indexing import Index
from solver.master.amounts_model import AmountsModel, places_of_service, shared_places
from solver.master.loading import Loaded, is_timed, worth_of
from solver.search.anneal import Draft
from solver.trips.cells import PricingCell

__all__ = ["Loaded", "improve_amounts", "worth_of"]

GAP = 1e-5
SQUEEZE_MS = 300_000


def improve_amounts(
    index: Index, cells: tuple[PricingCell, ...], drafts: list[Draft], held: Sequence[Collection[int]] = ()
) -> list[Loaded]:
    """The best loads for the orders of ``drafts``; trips that end up serving nobody keep an empty load.

    Villages that the drafts serve keep their place (it has been weighed); the others are free to join. Trips whose
    loads have no timetable get less time until they have one. An order that has none even for nobody is given up:
    it comes back without stops. The first drafts must make the stops that ``held`` names, also for nobody.

    Raises
    ------
    ArithmeticError
        If the integer program ends without a solution (the drafts themselves are one).
    """
    drafts = list(drafts)
    squeeze = [0] * len(drafts)
    while True:
        loaded = _solve(index, cells, drafts, squeeze)
        late = [
            number
            for number, trip in enumerate(loaded)
            if trip.loads and not is_timed(index, cells[trip.cell], trip, held[number] if number < len(held) else ())
        ]
        if not late:
            return loaded
        for number in late:
            squeeze[number] += SQUEEZE_MS
            if squeeze[number] > cells[drafts[number].cell].day.service_limit + SQUEEZE_MS:
                drafts[number] = replace(drafts[number], order=(), loads=())


def _solve(index: Index, cells: tuple[PricingCell, ...], drafts: list[Draft], squeeze: list[int]) -> list[Loaded]:
    build = AmountsModel(index, cells, shared_places(index, [draft.order for draft in drafts]))
    for draft, less in zip(drafts, squeeze, strict=True):
        build.add_order(draft.cell, draft.order, squeeze=less)
    build.share_people(places_of_service(index, drafts))
    build.keep_stock()
    build.keep_budget()
    build.model.maximize(mathopt.fast_sum(build.worth))
    parameters = mathopt.SolveParameters(relative_gap_tolerance=GAP, node_limit=2_000)
    result = mathopt.solve(build.model, mathopt.SolverType.HIGHS, params=parameters)
    if not result.has_primal_feasible_solution():
        raise ArithmeticError(f"no amounts for fixed trips: {result.termination.reason}")
    return build.loaded(result.variable_values())
