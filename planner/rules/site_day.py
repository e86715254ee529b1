"""``site_day``: two teams are at one site on one day, unless joint visits are allowed; or a team comes twice.

Recording and a visit for digital identities alone are two visits: a team makes one of them at a site on a day, also
where joint visits are allowed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.rules.reading import place_text, site_name, visits_of
from planner.rules.violation import Violation
from planner.rules.wording import told

RULE = "site_day"
TITLE = (
    "Satu tempat dikunjungi paling banyak sekali dalam sehari, dan oleh satu tim saja",
    "A site is visited at most once on a day, and by one team only",
)


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """One violation for each site and day with more than one team, and for each team that comes there again."""
    teams: dict[tuple[str, date], Counter[str]] = defaultdict(Counter)
    for trip, visit in visits_of(plan):
        teams[visit.site, visit.day][trip.team] += 1
    for (site, day), visits in teams.items():
        if len(visits) > 1 and not problem.policy.joint_visits:
            yield _together(problem, site, day, sorted(visits))
        for team, count in visits.items():
            if count > 1:
                yield _again(problem, site, day, team, count)


def _together(problem: Problem, site: str, day: date, teams: Sequence[str]) -> Violation:
    return Violation(
        rule=RULE,
        where=place_text(site, day),
        found=str(len(teams)),
        allowed="1",
        amount=len(teams) - 1,
        sentence=told(
            "{site} dikunjungi {count} tim pada {day} ({teams}); hanya satu yang boleh.",
            "{site} is visited by {count} teams on {day} ({teams}); one is allowed.",
            site=site_name(problem, site),
            count=len(teams),
            day=day,
            teams=", ".join(teams),
        ),
    )


def _again(problem: Problem, site: str, day: date, team: str, count: int) -> Violation:
    return Violation(
        rule=RULE,
        where=place_text(team, day, site),
        found=str(count),
        allowed="1",
        amount=count - 1,
        sentence=told(
            "Tim {team} mengunjungi {site} {count} kali pada {day}; paling banyak sekali sehari.",
            "Team {team} visits {site} {count} times on {day}; once a day at most.",
            team=team,
            site=site_name(problem, site),
            count=count,
            day=day,
        ),
    )
