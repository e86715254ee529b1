"""Cards and money of a plan, day by day and in sum."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from api.documents.facts import PlanFacts
from api.overview.schemas import (
    DayMoney,
    DeliveryTold,
    MoneyLedger,
    MoneyLine,
    ShortDay,
    StockLedger,
    StockSeries,
    TeamMoney,
)
from api.plans.named_changes import NamedChange, change_of
from planner.changes import changed
from planner.ledger import (
    allowed_field_use,
    cost_ledger,
    delivery_counts,
    field_use,
    lines_total,
    stock_ledger,
    stock_without_field,
    trip_cost,
)
from planner.units import MICRO


def stock_told(facts: PlanFacts) -> StockLedger:
    """The burn-down of blank cards, with and without field work."""
    problem, plan = facts.problem, facts.document.plan
    bare, used, allowed = stock_without_field(problem), field_use(problem, plan), allowed_field_use(problem)
    reserve = problem.stock.reserve * MICRO
    return StockLedger(
        reserve=problem.stock.reserve,
        counter_per_day=problem.stock.counter_per_day,
        counts_from_percent=problem.policy.delivery_counts_from_permille / 10,
        first_red=_first({day: used[day] - allowed[day] for day in used}),
        first_amber=_first({day: reserve - level for day, level in bare.items()}),
        deliveries=[
            DeliveryTold(
                day=item.day,
                cards=item.quantity,
                chance_percent=item.probability_permille / 10,
                counted=delivery_counts(problem.policy, item),
            )
            for item in problem.stock.deliveries
        ],
        days=[
            StockSeries(
                day=line.day,
                opening=line.opening / MICRO,
                received=line.received / MICRO,
                counter=line.counter / MICRO,
                field=line.field / MICRO,
                waste=line.waste / MICRO,
                closing=line.closing / MICRO,
                without_field=bare[line.day] / MICRO,
                field_used=used[line.day] / MICRO,
                field_allowed=allowed[line.day] / MICRO,
            )
            for line in stock_ledger(problem, plan)
        ],
    )


def stock_after(facts: PlanFacts, changes: Sequence[NamedChange]) -> StockLedger:
    """The same plan with a delivery that comes late, short or not at all: what it would do to the cards.

    Raises
    ------
    InputFaults
        A change does not fit the data of the plan.
    """
    return stock_told(PlanFacts(changed(facts.problem, [change_of(told) for told in changes]), facts.document))


def _first(short: dict[date, int]) -> ShortDay | None:
    """The first day that is short, with the most that is short from then on until it is made good."""
    day = next((day for day, missing in sorted(short.items()) if missing > 0), None)
    return None if day is None else ShortDay(day=day, cards=-(-short[day] // MICRO))


def money_told(facts: PlanFacts) -> MoneyLedger:
    """What the plan costs, by kind of line, by team and by day."""
    problem, plan = facts.problem, facts.document.plan
    lines = cost_ledger(problem, plan)
    total = lines_total(lines)
    budget = problem.policy.budget_rupiah
    people = facts.document.summary.people
    by_day: dict[date, int] = defaultdict(int)
    by_team: Counter[str] = Counter()
    trips: Counter[str] = Counter()
    for trip in plan.trips:
        cost = lines_total(trip_cost(problem, trip))
        by_day[trip.days[0]] += cost
        by_team[trip.team] += cost
        trips[trip.team] += 1
    items: dict[tuple[str, str, int], list[int]] = {}
    for line in lines:
        sums = items.setdefault((line.item, line.unit, line.price_rupiah), [0, 0])
        sums[0] += line.quantity
        sums[1] += line.amount_rupiah
    so_far, days = 0, []
    for day in problem.period.days:
        so_far += by_day.get(day.day, 0)
        days.append(DayMoney(day=day.day, amount_rupiah=by_day.get(day.day, 0), so_far_rupiah=so_far))
    return MoneyLedger(
        total_rupiah=total,
        budget_rupiah=budget,
        left_rupiah=None if budget is None else budget - total,
        rupiah_per_recording=_each(total, people.recording),
        rupiah_per_ikd=_each(total, people.ikd),
        items=[
            MoneyLine(item=item, unit=unit, price_rupiah=price, quantity=sums[0], amount_rupiah=sums[1])
            for (item, unit, price), sums in items.items()
        ],
        teams=[TeamMoney(team=team, trips=trips[team], amount_rupiah=by_team[team]) for team in sorted(by_team)],
        days=days,
    )


def _each(total: int, people: int) -> int | None:
    """Rupiah for each of so many expected people, rounded half up; absent where nobody is expected."""
    return None if people <= 0 else (2 * total * MICRO + people) // (2 * people)
