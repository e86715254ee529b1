"""``spacing``: two visits to a site are nearer than ``min_gap_days``, unless they split one invitation.

Visits of this period (planned or done) that are nearer are parts of one invitation: at most ``split_parts_max``
of them, the last at most ``split_within_days`` after the first. Visits before the period belong to another
invitation, so the full gap counts from them.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.rules.reading import place_text, site_name, visits_of
from planner.rules.violation import Violation
from planner.rules.wording import told

RULE = "spacing"
TITLE = (
    "Jarak antarkunjungan ke tempat yang sama cukup lama, kecuali satu undangan yang dibagi",
    "Visits to a site are far enough apart, unless they split one invitation",
)


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Visits too soon after the last one, and invitations split into too many parts or over too many days."""
    for site, days in sorted(_planned_days(problem, plan).items()):
        past = [visit.day for visit in problem.history.visits if visit.site == site]
        last_visit = problem.site[site].last_visit
        past += [] if last_visit is None else [last_visit]
        done = sorted({visit.day for visit in problem.done if visit.site == site})
        if past:
            yield from _too_soon(problem, site, max(past), min(days))
        for part in _invitations(sorted(days + done), problem.policy.min_gap_days):
            if set(part) & set(days):
                yield from _split(problem, site, part)


def _planned_days(problem: Problem, plan: Plan) -> dict[str, list[date]]:
    days: dict[str, list[date]] = defaultdict(list)
    for _, visit in visits_of(plan):
        days[visit.site].append(visit.day)
    # Teams that work there together make one visit of it.
    return {site: sorted(set(found)) if problem.policy.joint_visits else found for site, found in days.items()}


def _invitations(days: list[date], gap: int) -> Iterator[list[date]]:
    """Days of visits in runs: visits nearer than ``gap`` days to the one before belong together."""
    run = days[:1]
    for before, day in pairwise(days):
        if (day - before).days >= gap:
            yield run
            run = []
        run.append(day)
    yield run


def _too_soon(problem: Problem, site: str, last: date, day: date) -> Iterator[Violation]:
    apart, gap = (day - last).days, problem.policy.min_gap_days
    if apart < gap:
        yield Violation(
            rule=RULE,
            where=place_text(site, day),
            found=str(apart),
            allowed=str(gap),
            amount=gap - apart,
            sentence=told(
                "{site} dikunjungi lagi pada {day}, hanya {apart} hari sesudah {last}; paling sedikit {gap} hari.",
                "{site} is visited again on {day}, only {apart} days after {last}; at least {gap} days.",
                site=site_name(problem, site),
                day=day,
                apart=apart,
                last=last,
                gap=gap,
            ),
        )


def _split(problem: Problem, site: str, part: list[date]) -> Iterator[Violation]:
    policy = problem.policy
    spread = (part[-1] - part[0]).days
    if len(part) <= policy.split_parts_max and spread <= policy.split_within_days:
        return
    over = max(len(part) - policy.split_parts_max, spread - policy.split_within_days)
    yield Violation(
        rule=RULE,
        where=place_text(site, part[0]),
        found=f"{len(part)} in {spread} days",
        allowed=f"{policy.split_parts_max} in {policy.split_within_days} days",
        amount=over,
        sentence=told(
            "{site} dikunjungi {count} kali dalam {spread} hari mulai {first}; satu undangan boleh dibagi paling "
            "banyak {parts} kunjungan dalam {within} hari, selain itu jaraknya {gap} hari.",
            "{site} is visited {count} times within {spread} days from {first}; one invitation may be split into "
            "{parts} visits within {within} days, otherwise {gap} days lie between them.",
            site=site_name(problem, site),
            count=len(part),
            spread=spread,
            first=part[0],
            parts=policy.split_parts_max,
            within=policy.split_within_days,
            gap=policy.min_gap_days,
        ),
    )
