"""``card_stock``: on some day the plan has used more blank cards than the stock can spare.

F(d) <= max(0, B(d) - reserve): F(d) are the blanks of the plan up to the evening of d, waste included; B(d) is the
stock that evening without the plan. Counted here by itself, not by :mod:`planner.ledger`, in thousandths of
millionths of a card, so that waste in permille stays exact.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.rules.reading import visits_of
from planner.rules.violation import Violation
from planner.rules.wording import exactly, people_apart, told
from planner.units import MICRO, PERMILLE

RULE = "card_stock"
TITLE = (
    "Stok blangko tidak pernah turun di bawah cadangan karena jemput bola",
    "Field work never takes the blank cards below the reserve",
)
CARD = MICRO * PERMILLE


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """One violation for each unbroken run of days that are short, told with its worst day."""
    prints: dict[date, int] = defaultdict(int)
    for _, visit in visits_of(plan):
        prints[visit.day] += sum(row.cards for row in visit.people)
    used, run = 0, list[tuple[int, date, int, int]]()
    for day, stock in _stock_without_plan(problem):
        used += prints.get(day, 0) * (PERMILLE + problem.policy.waste_permille)
        allowed = max(0, stock - problem.stock.reserve * CARD)
        if used > allowed:
            run.append((used - allowed, day, used, allowed))
        elif run:
            yield _short(run)
            run = []
    if run:
        yield _short(run)


def _stock_without_plan(problem: Problem) -> Iterator[tuple[date, int]]:
    stock, policy = problem.stock, problem.policy
    level = stock.opening * CARD
    for today in problem.period.days:
        for delivery in stock.deliveries:
            if delivery.day == today.day and delivery.probability_permille >= policy.delivery_counts_from_permille:
                level += delivery.quantity * CARD
        if today.working:
            level -= stock.counter_per_day * CARD
        for visit in problem.done:
            if visit.day == today.day:
                level -= visit.cards * MICRO * (PERMILLE + policy.waste_permille)
        yield today.day, level


def _short(run: list[tuple[int, date, int, int]]) -> Violation:
    first = run[0][1]
    missing, worst, used, allowed = max(run, key=lambda item: item[0])
    used_told, allowed_told = people_apart(used, allowed, unit=CARD)
    return Violation(
        rule=RULE,
        where=first.isoformat(),
        found=exactly(used, CARD),
        allowed=exactly(allowed, CARD),
        amount=-(-missing // CARD),
        sentence=told(
            "Mulai {first} blangko tidak cukup: sampai {worst} jemput bola memakai {used} keping, "
            "sedangkan yang boleh dipakai {allowed}; kurang {missing} keping.",
            "From {first} there are too few blank cards: up to {worst} the field work uses {used}, "
            "but may use {allowed}; {missing} are missing.",
            first=first,
            worst=worst,
            used=used_told,
            allowed=allowed_told,
            missing=-(-missing // CARD),
        ),
    )
