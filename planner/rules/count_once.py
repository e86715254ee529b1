"""``count_once``: people of an origin are invited, or their ready cards printed, more than once.

Over the whole period and all sites, visits already done included: invited for recording <= those not recorded (pupils
counted at schools are taken out of their villages beforehand), invited for IKD <= those without it, and cards
beyond the same-day ones <= the print-ready people of the origin.
"""

from collections import defaultdict
from collections.abc import Iterator

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.rules.reading import place_text, visits_of
from planner.rules.violation import Violation
from planner.rules.wording import Pair, exactly, people_apart, told
from planner.service import backlog_of_done, same_day_ready
from planner.units import MICRO

RULE = "count_once"
TITLE = (
    "Setiap warga diundang sekali saja dalam satu periode, di mana pun ia dilayani",
    "Everybody is invited once in a period, wherever served",
)
RECORDING: Pair = ("diundang untuk perekaman", "are invited for recording")
IKD: Pair = ("diundang untuk IKD", "are invited for IKD")
CARDS: Pair = ("mendapat KTP-el yang sudah siap cetak", "get a card that was print-ready")


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """One violation for each origin and service that counts more people than there are."""
    invited, invited_ikd, backlog = _sums(problem, plan)
    for visit in problem.done:
        # Only where the plan itself invites more: what is done breaks nothing.
        if invited.get(visit.origin):
            invited[visit.origin] += visit.invited * MICRO
        if backlog.get(visit.origin):
            backlog[visit.origin] += backlog_of_done(problem, visit)
    rounds = problem.policy.rounds_per_period
    for origin, count in sorted(invited.items()):
        yield from _over(problem, origin, RECORDING, count, problem.site[origin].recording_demand * rounds * MICRO)
    for origin, count in sorted(invited_ikd.items()):
        yield from _over(problem, origin, IKD, count, problem.site[origin].ikd_demand * rounds * MICRO)
    for origin, count in sorted(backlog.items()):
        yield from _over(problem, origin, CARDS, count, problem.site[origin].print_ready * MICRO)


def _sums(problem: Problem, plan: Plan) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    invited: dict[str, int] = defaultdict(int)
    invited_ikd: dict[str, int] = defaultdict(int)
    backlog: dict[str, int] = defaultdict(int)
    for _, visit in visits_of(plan):
        for row in visit.people:
            origin = problem.site[row.origin]
            ready = origin.print_ready * MICRO
            beyond = row.cards - same_day_ready(problem.policy, origin, row.recorded)
            invited[row.origin] += row.invited * MICRO
            invited_ikd[row.origin] += row.invited_ikd * MICRO
            # More than all of them at one visit is rule card_age; here the same people come twice.
            backlog[row.origin] += min(ready, max(0, beyond))
    return invited, invited_ikd, backlog


def _over(problem: Problem, origin: str, what: Pair, count: int, limit: int) -> Iterator[Violation]:
    if count > limit:
        count_told, limit_told = people_apart(count, limit)
        part = {RECORDING: "recording", IKD: "ikd", CARDS: "cards"}[what]
        yield Violation(
            rule=RULE,
            where=place_text(origin, part),
            found=exactly(count),
            allowed=exactly(limit),
            amount=-(-(count - limit) // MICRO),
            sentence=told(
                "{count} warga {origin} {what} dalam periode ini; yang ada hanya {limit}.",
                "{count} people of {origin} {what} in this period; there are only {limit}.",
                count=count_told,
                origin=problem.site[origin].name,
                what=what,
                limit=limit_told,
            ),
        )
