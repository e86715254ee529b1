"""``site_day``: two teams are at one site on one day, unless joint visits are allowed."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.rules.reading import place_text, site_name, visits_of
from planner.rules.violation import Violation
from planner.rules.wording import told

RULE = "site_day"
TITLE = ("Satu tempat dikunjungi paling banyak satu tim dalam sehari", "One team at most is at a site on a day")


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """One violation for each site and day with more than one team."""
    if problem.policy.joint_visits:
        return
    teams: dict[tuple[str, date], set[str]] = defaultdict(set)
    for trip, visit in visits_of(plan):
        teams[visit.site, visit.day].add(trip.team)
    for (site, day), present in teams.items():
        if len(present) > 1:
            yield Violation(
                rule=RULE,
                where=place_text(site, day),
                found=str(len(present)),
                allowed="1",
                amount=len(present) - 1,
                sentence=told(
                    "{site} dikunjungi {count} tim pada {day} ({teams}); hanya satu yang boleh.",
                    "{site} is visited by {count} teams on {day} ({teams}); one is allowed.",
                    site=site_name(problem, site),
                    count=len(present),
                    day=day,
                    teams=", ".join(sorted(present)),
                ),
            )
