"""``card_age``: more cards at a visit than people of an origin who are 17 and whose card may be printed.

Cards <= recorded there x part aged 17 or more x same-day print-ready + the print-ready people of the origin.
"""

from collections.abc import Iterator

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.rules.reading import place_text, visit_place, visits_of
from planner.rules.violation import Violation
from planner.rules.wording import exactly, people_apart, told
from planner.service import same_day_ready
from planner.units import MICRO

RULE = "card_age"
TITLE = (
    "KTP-el hanya untuk warga 17 tahun ke atas yang datanya siap cetak",
    "Cards only for people of 17 and over whose record may be printed",
)


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """One violation for each origin at a visit with too many cards."""
    for trip, visit in visits_of(plan):
        for row in visit.people:
            origin = problem.site[row.origin]
            limit = same_day_ready(problem.policy, origin, row.recorded) + origin.print_ready * MICRO
            if row.cards > limit:
                cards_told, limit_told = people_apart(row.cards, limit)
                yield Violation(
                    rule=RULE,
                    where=place_text(visit_place(trip, visit), row.origin),
                    found=exactly(row.cards),
                    allowed=exactly(limit),
                    amount=-(-(row.cards - limit) // MICRO),
                    sentence=told(
                        "{cards} KTP-el untuk {origin} di {site} pada {day}; hanya {limit} orang berumur 17 tahun "
                        "ke atas yang datanya siap cetak.",
                        "{cards} cards for {origin} at {site} on {day}; only {limit} people are 17 or over with a "
                        "record that may be printed.",
                        cards=cards_told,
                        origin=origin.name,
                        site=problem.site[visit.site].name,
                        day=visit.day,
                        limit=limit_told,
                    ),
                )
