"""``turnout``: people written as served at a visit exceed those invited who are expected.

Recorded <= invited x r. Digital identities <= (a) from people recorded there + (b) from those invited for that alone;
under the duty (b) counts at IKD-only visits only. Who cannot reach the site at all breaks ``hub_assignment``.
"""

from collections.abc import Iterator

from planner.domain.plan import Plan, Service, Trip, Visit, VisitPeople
from planner.domain.problem import Problem
from planner.rules.reading import place_text, visit_place, visits_of
from planner.rules.violation import Violation
from planner.rules.wording import people_apart, told
from planner.service import ikd_of_invited, ikd_of_recorded, turnout_ppm

RULE = "turnout"
TITLE = (
    "Yang dilayani tidak lebih banyak daripada undangan yang diperkirakan hadir",
    "No more people are served than the invited who are expected",
)


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """One violation for each origin at a visit and service that counts too many people."""
    for trip, visit in visits_of(plan):
        for row in visit.people:
            if row.origin == visit.site or (row.origin, visit.site) in problem.reach_of:
                yield from _recorded(problem, trip, visit, row)
                yield from _ikd(problem, trip, visit, row)


def _recorded(problem: Problem, trip: Trip, visit: Visit, row: VisitPeople) -> Iterator[Violation]:
    expected = row.invited * turnout_ppm(problem, problem.site[row.origin], problem.site[visit.site])
    if row.recorded > expected:
        expected_told, found_told = people_apart(expected, row.recorded)
        yield Violation(
            rule=RULE,
            where=place_text(visit_place(trip, visit), row.origin, "recorded"),
            found=str(row.recorded),
            allowed=str(expected),
            amount=row.recorded - expected,
            sentence=told(
                "Dari {invited} undangan {origin} ke {site} pada {day} diperkirakan {expected} direkam, "
                "tetapi tertulis {found}.",
                "Of {invited} invited from {origin} to {site} on {day}, {expected} are expected to be recorded, "
                "but {found} are written.",
                invited=row.invited,
                origin=problem.site[row.origin].name,
                site=problem.site[visit.site].name,
                day=visit.day,
                expected=expected_told,
                found=found_told,
            ),
        )


def _ikd(problem: Problem, trip: Trip, visit: Visit, row: VisitPeople) -> Iterator[Violation]:
    origin, site = problem.site[row.origin], problem.site[visit.site]
    expected = ikd_of_recorded(problem.policy, origin, row.recorded)
    if visit.service is Service.IKD_ONLY or not problem.policy.mandatory_ikd:
        expected += ikd_of_invited(problem, origin, site, row.invited_ikd)
    if row.ikd > expected:
        expected_told, found_told = people_apart(expected, row.ikd)
        yield Violation(
            rule=RULE,
            where=place_text(visit_place(trip, visit), row.origin, "ikd"),
            found=str(row.ikd),
            allowed=str(expected),
            amount=row.ikd - expected,
            sentence=told(
                "Dari warga {origin} di {site} pada {day} diperkirakan {expected} aktivasi IKD, "
                "tetapi tertulis {found}.",
                "Of the people of {origin} at {site} on {day}, {expected} IKD activations are expected, "
                "but {found} are written.",
                origin=origin.name,
                site=site.name,
                day=visit.day,
                expected=expected_told,
                found=found_told,
            ),
        )
