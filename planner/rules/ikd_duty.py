"""``ikd_duty``: under the duty, somebody due at a recording visit gets no digital identity."""

from collections.abc import Iterator

from planner.domain.plan import Plan, Service
from planner.domain.problem import Problem
from planner.rules.reading import place_text, visit_place, visits_of
from planner.rules.violation import Violation
from planner.rules.wording import exactly, people_apart, told
from planner.service import ikd_of_recorded
from planner.units import MICRO

RULE = "ikd_duty"
TITLE = (
    "Bila IKD wajib, setiap orang yang direkam dan memenuhi syarat diaktifkan IKD-nya",
    "Under the IKD duty, everybody recorded who is due gets an IKD",
)


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """One violation for each origin at a recording visit with fewer activations than are due."""
    if not problem.policy.mandatory_ikd:
        return
    for trip, visit in visits_of(plan):
        if visit.service is Service.IKD_ONLY:
            continue
        for row in visit.people:
            due = ikd_of_recorded(problem.policy, problem.site[row.origin], row.recorded)
            if row.ikd < due:
                due_told, found_told = people_apart(due, row.ikd)
                yield Violation(
                    rule=RULE,
                    where=place_text(visit_place(trip, visit), row.origin),
                    found=exactly(row.ikd),
                    allowed=exactly(due),
                    amount=-(-(due - row.ikd) // MICRO),
                    sentence=told(
                        "IKD wajib: {due} warga {origin} di {site} pada {day} harus diaktifkan, tertulis {found}.",
                        "IKD is a duty: {due} people of {origin} at {site} on {day} are due, {found} are written.",
                        due=due_told,
                        origin=problem.site[row.origin].name,
                        site=problem.site[visit.site].name,
                        day=visit.day,
                        found=found_told,
                    ),
                )
