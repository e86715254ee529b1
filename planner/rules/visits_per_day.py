"""``visits_per_day``: more visits in a team-day than ``max_visits_per_day``."""

from collections import Counter
from collections.abc import Iterator

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.rules.reading import place_text, visits_of
from planner.rules.violation import Violation
from planner.rules.wording import told

RULE = "visits_per_day"
TITLE = (
    "Satu tim tidak melakukan kunjungan lebih dari batas dalam sehari",
    "A team makes no more visits in a day than allowed",
)


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """One violation for each team-day with too many visits."""
    limit = problem.policy.max_visits_per_day
    counts = Counter((trip.team, visit.day) for trip, visit in visits_of(plan))
    for (team, day), count in counts.items():
        if count > limit:
            yield Violation(
                rule=RULE,
                where=place_text(team, day),
                found=str(count),
                allowed=str(limit),
                amount=count - limit,
                sentence=told(
                    "Tim {team} melakukan {count} kunjungan pada {day}; paling banyak {limit}.",
                    "Team {team} makes {count} visits on {day}; {limit} at most.",
                    team=team,
                    count=count,
                    day=day,
                    limit=limit,
                ),
            )
