"""What a scenario must be given: its cost as lines of a budget, and its blank cards as a figure to ask for.

Both come from the two ledgers, so that the paper says what the plan says, to the rupiah and to the card.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.apply import cards_outstanding
from planner.domain.plan import CostLine, Plan, Trip
from planner.domain.problem import Problem
from planner.ledger import delivery_counts, field_use, trip_cost, trip_crew, trip_distance_m
from planner.units import MICRO

PER_KM = "per_km"
ASKED_IN = 100
"""Blank cards are asked for in boxes of so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """One line of a budget: people x days x trips = quantity, times the price.

    Attributes
    ----------
    item, unit
        What for and in what, as :func:`planner.ledger.trip_cost` calls them.
    people, days, trips
        The coefficient; ``people`` is 1 where the price is not by head.
    price_rupiah, amount_rupiah
        Of one unit, and of the line.
    """

    item: str
    unit: str
    people: int
    days: int
    trips: int
    price_rupiah: int

    @property
    def quantity(self) -> int:
        return self.people * self.days * self.trips

    @property
    def amount_rupiah(self) -> int:
        return self.quantity * self.price_rupiah


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """The way of one trip: metres at a price of a kilometre, rounded down once to the rupiah."""

    trip: str
    day: date
    team: str
    metres: int
    price_rupiah: int
    amount_rupiah: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthBudget:
    """The budget of one month: its lines in order of the ledger's items, then its drives."""

    first: date
    lines: tuple[BudgetLine, ...]
    drives: tuple[Drive, ...]

    @property
    def total_rupiah(self) -> int:
        return sum(line.amount_rupiah for line in self.lines) + sum(drive.amount_rupiah for drive in self.drives)


def month_budget(problem: Problem, plan: Plan) -> MonthBudget:
    """The money ledger of a month, like lines of like trips put together; the total is that of the ledger."""
    counts: dict[tuple[str, str, int, int, int], int] = {}
    drives = []
    for trip in plan.trips:
        for line in trip_cost(problem, trip):
            if line.item == PER_KM:
                drives.append(_drive(problem, trip, line))
            else:
                people, days = _coefficient(problem, trip, line)
                key = (line.item, line.unit, people, days, line.price_rupiah)
                counts[key] = counts.get(key, 0) + 1
    lines = [
        BudgetLine(item=item, unit=unit, people=people, days=days, trips=trips, price_rupiah=price)
        for (item, unit, people, days, price), trips in counts.items()
    ]
    lines.sort(key=lambda line: (line.item, line.people, line.days, line.price_rupiah))
    return MonthBudget(first=problem.period.first, lines=tuple(lines), drives=tuple(drives))


def _coefficient(problem: Problem, trip: Trip, line: CostLine) -> tuple[int, int]:
    """People and days (nights, hours) of one line."""
    if line.unit.startswith("person"):
        people = trip_crew(problem, trip)
        return people, line.quantity // people
    return 1, line.quantity


def _drive(problem: Problem, trip: Trip, line: CostLine) -> Drive:
    return Drive(
        trip=trip.id,
        day=trip.days[0],
        team=trip.team,
        metres=trip_distance_m(problem, trip),
        price_rupiah=line.price_rupiah,
        amount_rupiah=line.amount_rupiah,
    )


# --- blank cards -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CardNeed:
    """Blank cards of the months asked for, pieces.

    Attributes
    ----------
    first, last
        The days.
    opening, expected
        In store on the first morning; counted deliveries on their way.
    counter, field
        Taken by the counter, and by the plans with waste, rounded up.
    waiting
        People whose card still waits on the last evening, whenever they were recorded, rounded up.
    reserve
        What must stay.
    """

    first: date
    last: date
    opening: int
    expected: int
    counter: int
    field: int
    waiting: int
    reserve: int

    @property
    def need(self) -> int:
        """All that the office uses and keeps."""
        return self.counter + self.field + self.waiting + self.reserve

    @property
    def missing(self) -> int:
        """What is not there and not on its way."""
        return max(0, self.need - self.opening - self.expected)

    @property
    def asked(self) -> int:
        """What is missing, in full boxes."""
        return -(-self.missing // ASKED_IN) * ASKED_IN


def card_need(months: Sequence[tuple[Problem, Plan]]) -> CardNeed:
    """The need of months that follow each other; at least one."""
    first, last = months[0][0], months[-1][0]
    counter = field = expected = 0
    for problem, plan in months:
        counter += sum(problem.stock.counter_per_day for day in problem.period.days if day.working)
        field += -(-field_use(problem, plan)[problem.period.last] // MICRO)
        expected += sum(
            item.quantity
            for item in problem.stock.deliveries
            if problem.period.first <= item.day <= problem.period.last and delivery_counts(problem.policy, item)
        )
    return CardNeed(
        first=first.period.first,
        last=last.period.last,
        opening=first.stock.opening,
        expected=expected,
        counter=counter,
        field=field,
        waiting=-(-sum(cards_outstanding(*months[-1]).values()) // MICRO),
        reserve=last.stock.reserve,
    )
