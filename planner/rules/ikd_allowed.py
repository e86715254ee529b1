"""``ikd_allowed``: an IKD-only visit, or invitations for IKD alone, where the policy has none.

An IKD-only visit serves nothing else: recordings or cards on it would be counted with the wrong weights.
"""

from collections.abc import Iterator

from planner.domain.plan import Plan, Service, Trip, Visit
from planner.domain.problem import Problem
from planner.rules.reading import visit_place, visits_of
from planner.rules.violation import Violation
from planner.rules.wording import told
from planner.service import invites_for_ikd

RULE = "ikd_allowed"
TITLE = (
    "Kunjungan dan undangan khusus IKD hanya bila kebijakan mengizinkan",
    "Visits and invitations for IKD alone only where the policy has them",
)


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """IKD-only visits that are not allowed or do more than that; invitations for IKD that are not allowed."""
    for trip, visit in visits_of(plan):
        site = problem.site[visit.site]
        invited = sum(row.invited_ikd for row in visit.people)
        if visit.service is Service.IKD_ONLY:
            yield from _ikd_only(problem, trip, visit)
        elif invited and not invites_for_ikd(problem.policy, site, visit.service):
            yield Violation(
                rule=RULE,
                where=visit_place(trip, visit),
                found=str(invited),
                allowed="0",
                amount=invited,
                sentence=told(
                    "{invited} orang diundang khusus untuk IKD ke {site} pada {day}, "
                    "padahal kebijakan tidak mengizinkannya pada kunjungan perekaman.",
                    "{invited} people are invited for IKD alone to {site} on {day}, "
                    "but the policy has none on recording visits.",
                    invited=invited,
                    site=site.name,
                    day=visit.day,
                ),
            )


def _ikd_only(problem: Problem, trip: Trip, visit: Visit) -> Iterator[Violation]:
    name = problem.site[visit.site].name
    if not problem.policy.ikd_only_visits:
        yield Violation(
            rule=RULE,
            where=visit_place(trip, visit),
            found="ikd_only",
            allowed="recording",
            amount=1,
            sentence=told(
                "Kunjungan ke {site} pada {day} hanya untuk IKD, padahal kebijakan tidak mengizinkannya.",
                "The visit to {site} on {day} is for IKD only, but the policy has no such visits.",
                site=name,
                day=visit.day,
            ),
        )
    others = sum(row.invited > 0 or row.recorded > 0 or row.cards > 0 for row in visit.people)
    if others:
        yield Violation(
            rule=RULE,
            where=visit_place(trip, visit),
            found="recording or cards",
            allowed="ikd_only",
            amount=others,
            sentence=told(
                "Kunjungan khusus IKD ke {site} pada {day} juga berisi perekaman atau KTP-el.",
                "The IKD-only visit to {site} on {day} also has recordings or cards.",
                site=name,
                day=visit.day,
            ),
        )
