"""``notice``: a visit before notice could be given, or before the data of those invited are ready.

Who was told of a visit already (``published``, announced) needs no further notice for that site and day.
"""

from collections.abc import Iterator

from planner.domain.plan import Plan, Trip, Visit
from planner.domain.problem import Problem
from planner.hours import first_visit_day, is_noticed
from planner.rules.reading import visit_place, visits_of
from planner.rules.violation import Violation
from planner.rules.wording import told

RULE = "notice"
TITLE = (
    "Setiap kunjungan diberitahukan cukup awal dan datanya sudah siap",
    "Every visit is announced early enough, and its data are ready",
)


def _over(problem: Problem, trip: Trip, visit: Visit) -> Violation:
    """A visit that was never planned, on a day that is over."""
    first = problem.period.as_of
    return Violation(
        rule=RULE,
        where=visit_place(trip, visit),
        found=visit.day.isoformat(),
        allowed=first.isoformat(),
        amount=(first - visit.day).days,
        sentence=told(
            "Kunjungan ke {site} pada {day} tidak dapat direncanakan: hari itu sudah lewat. Yang dapat diubah mulai "
            "{first}.",
            "The visit to {site} on {day} cannot be planned: that day is over. What may still be changed begins on "
            "{first}.",
            site=problem.site[visit.site].name,
            day=visit.day,
            first=first,
        ),
    )


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """One violation for each visit that is too early for its site or for an origin invited to it."""
    for trip, visit in visits_of(plan):
        names = sorted({visit.site, *(row.origin for row in visit.people)})
        early = [name for name in names if not is_noticed(problem, problem.site[name], visit.site, visit.day)]
        if early:
            if visit.day < problem.period.as_of:
                yield _over(problem, trip, visit)
                continue
            late = max(early, key=lambda name: first_visit_day(problem, problem.site[name]))
            earliest = first_visit_day(problem, problem.site[late])
            yield Violation(
                rule=RULE,
                where=visit_place(trip, visit),
                found=visit.day.isoformat(),
                allowed=earliest.isoformat(),
                amount=(earliest - visit.day).days,
                sentence=told(
                    "Kunjungan ke {site} pada {day} terlalu awal: {late} paling cepat dilayani {earliest} "
                    "(pemberitahuan {notice} hari, data siap).",
                    "The visit to {site} on {day} is too early: {late} can be served from {earliest} "
                    "({notice} days of notice, data ready).",
                    site=problem.site[visit.site].name,
                    day=visit.day,
                    late=problem.site[late].name,
                    earliest=earliest,
                    notice=problem.policy.notice_days,
                ),
            )
