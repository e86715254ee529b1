"""``solve(problem, options, control)``: the best plan found, and a proven bound on every plan.

Stages, each a fixed amount of work at fixed points of synchronisation, so that the same work gives the same plan:

1. *start*: slots by day class are filled greedily and briefly improved; dated and manned, this is the first plan.
2. *bound and search, side by side*: one thread runs rounds of the bound, the others anneal.
3. *guided search*: the prices of the bound tell the search what people, cards and places are worth elsewhere.
4. *choice*: of the orders of stops that the bound uses, an integer program chooses the trips as soon as the linear
   program is solved; at the end again, the drafts of the searches among them, if the bound is still far.
   Where a proven gap is enough (``enough_basis_points``), bound and choice go before the guided search, and the run
   ends at the first of the fixed points at which the gap is proven.
5. *finish*: exact amounts and places for the best drafts, then dates, teams, staff and kits, exactly.
6. *goals*: floors, equity and money, each settled after the value in the order of the policy (:mod:`solver.goals`).

A start plan is the first plan, as far as it breaks no rule, and the first draft. Where a plan is published, the
search goes first beside its visits, then over them, then without them if the bound is still far, and of plans worth
about as much (``hold_permille``) the calmest is handed out. Pins come before all: trips that keep them and serve nobody
are the first plan, and all others keep them.
The clock only ends the run early (``stopped_by`` says so); it never steers it.
"""

from collections.abc import Sequence

from planner.domain.plan import Plan, Solution, SolveOptions
from planner.domain.problem import Problem
from planner.ports import Control
from solver import pace
from solver.choosing import within
from solver.goals import Quiet, may_seek_more, settle_goals
from solver.offered import Told
from solver.run import Run


def solve(problem: Problem, options: SolveOptions, control: Control, start: Plan | None = None) -> Solution:
    """The best plan found within ``options.work``, and the bound.

    Parameters
    ----------
    problem
        What to plan.
    options
        How hard to search.
    control
        The caller's clock, stop button and ear.
    start
        A plan to go on from. What is handed out is worth no less than its :func:`planner.keeping.legal_part`.

    Raises
    ------
    PinConflict
        Pins contradict each other or a rule; the faults name the smallest set.
    """
    share = pace.FIRST_SHARE if may_seek_more(problem) else 1.0
    here = Run(problem, within(options, share), control, start)
    first = here.solution()

    def run(tilted: Problem, less: SolveOptions, begun: Plan) -> Solution:
        return Run(tilted, less, Quiet(control), begun, reasons=False).solution()

    def telling(plan: Plan, others: Sequence[Plan]) -> Told:
        return here.offered.told(plan, here.bounding.proven, others)

    return settle_goals(problem, options, control, first, run, telling)
