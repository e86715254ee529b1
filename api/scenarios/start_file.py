"""A plan to begin from, in the form in which plans travel between processes."""

from api import wiring
from planner.domain.plan import PeopleServed, Plan, PlanDocument, Run, SolveOptions, StoppedBy, Summary


def start_file(plan: Plan) -> bytes:
    """The document of a plan that tells nothing but its trips."""
    nobody = PeopleServed(recording=0, cards=0, ikd=0, persons=0)
    summary = Summary(
        value=0,
        bound=None,
        gap_percent=None,
        bound_given="",
        people=nobody,
        villages_served=0,
        schools_served=0,
        team_days_used=0,
        team_days_available=0,
        distance_km=0,
        cost_rupiah=0,
        cards_used=0,
        violations=0,
        stopped_by=StoppedBy.USER,
        seconds=0.0,
    )
    return wiring.plan_json(
        PlanDocument(
            problem_hash="",
            problem_file=wiring.PROBLEM_FILE,
            options=SolveOptions(),
            run=Run(version="", started="", machine="", first_plan_s=None),
            summary=summary,
            trips=plan.trips,
            assignments=plan.assignments,
        )
    )
