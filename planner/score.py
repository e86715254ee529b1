"""What a plan is worth, counted anew from its visits; no engine and no stored total is trusted."""

from dataclasses import dataclass

from planner.domain.plan import PeopleServed, Plan, Visit, VisitPeople
from planner.domain.problem import Problem
from planner.domain.site import SiteKind
from planner.ledger import card_blanks, trip_cost, trip_distance_m
from planner.service import gets_something, ikd_of_recorded, people_value, same_day_ready
from planner.units import MicroPeople, ValueUnits


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The sums of one plan.

    Attributes
    ----------
    value
        Value of service, the first goal, value units.
    people
        Expected people by service, micro-people; see :func:`persons`.
    villages_served, schools_served
        Origins of that kind of which somebody is expected to be served.
    team_days_used
        Days that teams are out.
    distance_m, cost_rupiah
        Of all trips.
    cards_used
        Blank cards with waste, millionths of a card, rounded up once.
    """

    value: ValueUnits
    people: PeopleServed
    villages_served: int
    schools_served: int
    team_days_used: int
    distance_m: int
    cost_rupiah: int
    cards_used: int


def score(problem: Problem, plan: Plan) -> Score:
    """Count ``plan`` out. The empty plan scores 0 in everything."""
    visits = [visit for trip in plan.trips for visit in trip.visits]
    rows = [(visit, people) for visit in visits for people in visit.people]
    served = {people.origin for _, people in rows if gets_something(people)}
    kinds = [problem.site[origin].kind for origin in served]
    return Score(
        value=sum(people_value(problem.policy, problem.site[row.origin], row, visit.service) for visit, row in rows),
        people=PeopleServed(
            recording=sum(people.recorded for _, people in rows),
            cards=sum(people.cards for _, people in rows),
            ikd=sum(people.ikd for _, people in rows),
            persons=sum(persons(problem, people) for _, people in rows),
        ),
        villages_served=kinds.count(SiteKind.VILLAGE),
        schools_served=kinds.count(SiteKind.SCHOOL),
        team_days_used=sum(len(trip.days) for trip in plan.trips),
        distance_m=sum(trip_distance_m(problem, trip) for trip in plan.trips),
        cost_rupiah=sum(line.amount_rupiah for trip in plan.trips for line in trip_cost(problem, trip)),
        cards_used=card_blanks(problem.policy, [people for _, people in rows]),
    )


def visit_value(problem: Problem, visit: Visit) -> ValueUnits:
    """Value of service of one visit, value units."""
    return sum(
        people_value(problem.policy, problem.site[people.origin], people, visit.service) for people in visit.people
    )


def persons(problem: Problem, people: VisitPeople) -> MicroPeople:
    """Heads that one origin sends to a visit and that get something, counted once each, micro-people.

    Everybody recorded, and of the others those who only fetch a card printed from the backlog or only
    activate a digital identity. Cards count as printed for the recorded first, up to the share that is
    ready on the day, and digital identities as activated by the recorded first. Whether somebody who
    fetches a card is also one who activates is not known, so the larger of the two groups counts: the
    figure promises no head too many.
    """
    return people.recorded + max(backlog_cards(problem, people), ikd_alone(problem, people))


def backlog_cards(problem: Problem, people: VisitPeople) -> MicroPeople:
    """Cards beyond those that can be of people recorded at the visit, micro-people."""
    return max(0, people.cards - same_day_ready(problem.policy, problem.site[people.origin], people.recorded))


def ikd_alone(problem: Problem, people: VisitPeople) -> MicroPeople:
    """Digital identities beyond those that can be of people recorded at the visit, micro-people."""
    return max(0, people.ikd - ikd_of_recorded(problem.policy, problem.site[people.origin], people.recorded))
