"""Plan a month and tell it: the plan document, with its sums, ledgers, reasons and proof.

No plan leaves here that breaks a rule, unless it is asked for as a draft and told as one.
"""

from planner.call_times import call_times
from planner.cautions import data_warnings, plan_warnings
from planner.check import violations
from planner.domain.plan import (
    Plan,
    PlanDocument,
    Run,
    Solution,
    SolveOptions,
    StoppedBy,
    Summary,
    Warned,
)
from planner.domain.problem import Problem
from planner.errors import PlanFault
from planner.explain import explain_unserved
from planner.fallback import fallbacks
from planner.ledger import cost_ledger, stock_ledger
from planner.ports import Control, Solve
from planner.rules.wording import told
from planner.score import Score, score
from planner.team_days import team_days_available
from planner.units import METRES_PER_KM, ValueUnits, gap_basis_points, milli_people, rounded_people

BOUND_GIVEN = (
    "nilai layanan semua rencana yang diizinkan masalah ini, tanpa syarat / "
    "the value of service of every plan that this problem allows, unconditionally"
)
NO_BOUND = "belum ada batas atas yang terbukti / no upper bound is proven"


def plan_month(
    problem: Problem,
    options: SolveOptions,
    solve: Solve,
    control: Control,
    *,
    problem_hash: str,
    version: str,
    started: str,
    machine: str,
    problem_file: str | None = None,
) -> PlanDocument:
    """Solve ``problem`` and hand out the document of the plan.

    Parameters
    ----------
    problem, options
        What to plan, and how hard to search.
    solve, control
        The engine, and the caller's clock, stop button and ear.
    problem_hash, problem_file
        SHA-256 of the canonical problem; the file that holds it if it is too large to be inside.
    version, started, machine
        Of the run; no part of the canonical plan.

    Raises
    ------
    PlanFault
        The engine's plan breaks a rule, does not belong to the problem, or exceeds its own bound.
    """
    solution = solve(problem, options, control)
    return document(
        problem,
        solution.plan,
        solution,
        options=options,
        problem_hash=problem_hash,
        version=version,
        started=started,
        machine=machine,
        problem_file=problem_file,
    )


def document(
    problem: Problem,
    plan: Plan,
    solution: Solution | None,
    *,
    options: SolveOptions,
    problem_hash: str,
    version: str,
    started: str,
    machine: str,
    problem_file: str | None = None,
    draft: bool = False,
) -> PlanDocument:
    """The document of a plan. Without a ``solution`` it is somebody's own plan: no bound, stopped by the user.

    A ``draft`` may break rules: the summary then counts the breaches and tells no gap. The bound stays, for it holds
    for every plan that breaks none.

    Raises
    ------
    PlanFault
        The plan breaks a rule and is no draft, does not belong to the problem, or is worth more than the bound given
        for it.
    """
    broken = violations(problem, plan)
    if broken and not draft:
        raise PlanFault(*((f"{item.rule} {item.where}", item.sentence) for item in broken))
    found = score(problem, plan)
    proof = None if broken else solution
    return PlanDocument(
        problem_hash=problem_hash,
        problem=problem if problem_file is None else None,
        problem_file=problem_file,
        options=options,
        run=Run(
            version=version,
            started=started,
            machine=machine,
            first_plan_s=None if solution is None else solution.first_plan_s,
        ),
        summary=_summary(problem, found, solution, len(broken)),
        trips=plan.trips,
        assignments=plan.assignments,
        stock=stock_ledger(problem, plan),
        costs=cost_ledger(problem, plan),
        unserved=explain_unserved(problem, plan, proof),
        warnings=(*data_warnings(problem), *plan_warnings(problem, plan), *_notes(solution)),
        fallbacks=fallbacks(problem, plan),
        call_times=call_times(problem, plan),
        site_bounds=() if solution is None else solution.site_bounds,
        more_bounds=() if solution is None else solution.more_bounds,
        goals=() if solution is None else solution.goals,
        moves=None if solution is None else solution.moves,
    )


def _summary(problem: Problem, found: Score, solution: Solution | None, broken: int) -> Summary:
    bound = None if solution is None else solution.bound
    return Summary(
        value=found.value,
        bound=bound,
        value_milli=milli_people(found.value),
        bound_milli=None if bound is None else -milli_people(-bound),
        gap_percent=None if broken else _gap_percent(found.value, bound),
        bound_given=NO_BOUND if bound is None else BOUND_GIVEN,
        people=found.people,
        villages_served=found.villages_served,
        schools_served=found.schools_served,
        team_days_used=found.team_days_used,
        team_days_available=team_days_available(problem),
        distance_km=(found.distance_m + METRES_PER_KM // 2) // METRES_PER_KM,
        cost_rupiah=found.cost_rupiah,
        cards_used=rounded_people(found.cards_used),
        violations=broken,
        stopped_by=StoppedBy.USER if solution is None else solution.stopped_by,
        seconds=0.0 if solution is None else solution.seconds,
    )


def _gap_percent(value: ValueUnits, bound: ValueUnits | None) -> float | None:
    """Percent rounded up to two decimals.

    Raises
    ------
    PlanFault
        The plan is worth more than the bound, so the bound is none.
    """
    if bound is None:
        return None
    if value > bound:
        worth = told(
            "rencana bernilai {value}, lebih dari batas atas {bound} yang diberikan untuk setiap rencana",
            "the plan is worth {value}, more than the bound {bound} given for every plan",
            value=value,
            bound=bound,
        )
        raise PlanFault(("plan", worth))
    return gap_basis_points(value, bound) / 100


def _notes(solution: Solution | None) -> tuple[Warned, ...]:
    notes = () if solution is None else solution.notes
    return tuple(Warned(code=code, sentence=(indonesian, english)) for code, indonesian, english in notes)
