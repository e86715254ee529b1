"""The office's present schedule as the measure of a plan."""

from dataclasses import replace

from planner.check import violations
from planner.domain.evidence import Baseline
from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem
from planner.ledger import lines_total, trip_cost, trip_distance_m
from planner.score import score


def baseline_of(problem: Problem, plan: Plan, name: str) -> Baseline:
    """The sums of somebody's own plan, and how many rules it breaks.

    Raises
    ------
    PlanFault
        The plan does not belong to the problem.
    """
    broken = violations(problem, plan)
    found = score(problem, plan)
    return Baseline(
        name=name,
        value=found.value,
        recording=found.people.recording,
        cards=found.people.cards,
        ikd=found.people.ikd,
        visits=sum(len(trip.visits) for trip in plan.trips),
        villages_served=found.villages_served,
        schools_served=found.schools_served,
        team_days_used=found.team_days_used,
        cost_rupiah=found.cost_rupiah,
        violations=len(broken),
    )


def with_figures_of(problem: Problem, plan: Plan) -> Plan:
    """The plan with the distances and costs that its trips have in another problem, where prices or ways changed.

    A trip of a team or place that is no longer there stays as it is.
    """

    def anew(trip: Trip) -> Trip:
        if trip.team not in problem.team or any(visit.site not in problem.site for visit in trip.visits):
            return trip
        trip = replace(trip, distance_m=trip_distance_m(problem, trip))
        return replace(trip, cost_rupiah=lines_total(trip_cost(problem, trip)))

    return replace(plan, trips=tuple(anew(trip) for trip in plan.trips))
