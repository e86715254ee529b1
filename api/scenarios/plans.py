"""The plans of a study as files of their own, so that they can be opened, checked and explained like any other."""

from api import wiring
from api.product import product_version
from api.scenarios.running import MonthRun, NodeRun, StudyRun, rungs
from planner.domain.plan import PlanDocument, Solution, SolveOptions, StoppedBy
from planner.month import document

FOLDER = "rencana"


def plan_files(run: StudyRun) -> dict[str, bytes]:
    """``rencana/<scenario>-<first day>.json`` for every scenario outside grids; the same study gives the same bytes."""
    options = list(rungs(run.study.effort))[-1]
    found = {}
    for item in run.runs:
        if item.node.line is None:
            for month in item.months:
                found[plan_name(item, month)] = wiring.plan_json(document_of(month, options))
    return found


def plan_name(item: NodeRun, month: MonthRun) -> str:
    """Name of the plan file of one month."""
    return f"{FOLDER}/{item.node.name}-{month.problem.period.first.isoformat()}.json"


def document_of(month: MonthRun, options: SolveOptions) -> PlanDocument:
    """The document of one month, judged anew by every rule; without clock or machine."""
    solution = Solution(plan=month.plan, bound=month.bound, stopped_by=StoppedBy.WORK, seconds=0.0)
    return document(
        month.problem,
        month.plan,
        solution,
        options=options,
        problem_hash=wiring.hash_of(month.problem),
        version=product_version(),
        started="",
        machine="",
    )
