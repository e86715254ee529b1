"""The two ledgers of a plan: blank cards day by day, and money trip by trip. Both balance to zero.

Cards are kept in millionths, because expected prints are. Sums are rounded, never their parts: the blanks
used up to a day are the prints up to that day with waste, rounded up once.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from planner.domain.plan import CostLine, Plan, StockDay, Trip, VisitPeople
from planner.domain.policy import Policy, Rates
from planner.domain.problem import Problem
from planner.domain.stock import Delivery
from planner.hours import paid_until
from planner.route import TripDay, away_s, trip_days, working_span
from planner.service import blanks_used
from planner.units import HOUR_S, METRES_PER_KM, MICRO, MicroPeople

# --- cards -------------------------------------------------------------------------------------------------


def delivery_counts(policy: Policy, delivery: Delivery) -> bool:
    """Whether a delivery is likely enough to be planned with."""
    return delivery.probability_permille >= policy.delivery_counts_from_permille


def received_on(problem: Problem, day: date) -> int:
    """Cards of the counted deliveries of ``day``, pieces."""
    return sum(
        delivery.quantity
        for delivery in problem.stock.deliveries
        if delivery.day == day and delivery_counts(problem.policy, delivery)
    )


def stock_without_field(problem: Problem) -> dict[date, int]:
    """B_d: cards on the evening of each day if no planned trip went out, millionths of a card.

    Opening + counted deliveries - counter use on working days - blanks of visits already done. It may fall
    below the reserve and below zero: that is a warning about the data, not a fault of a plan.
    """
    level = problem.stock.opening * MICRO
    done = _done_cards(problem)
    levels: dict[date, int] = {}
    cards = 0
    for day in problem.period.days:
        level += received_on(problem, day.day) * MICRO
        level -= problem.stock.counter_per_day * MICRO if day.working else 0
        cards += done.get(day.day, 0)
        levels[day.day] = level - blanks_used(problem.policy, cards)
    return levels


def allowed_field_use(problem: Problem) -> dict[date, int]:
    """max(0, B_d - reserve): blanks that the plan may have used up to the evening of each day, millionths.

    A cap on the running total F_d of :func:`field_use`, day by day; it falls between deliveries, so the cap
    of a later day may bind an earlier one.
    """
    reserve = problem.stock.reserve * MICRO
    return {day: max(0, level - reserve) for day, level in stock_without_field(problem).items()}


def field_use(problem: Problem, plan: Plan) -> dict[date, int]:
    """F_d: blanks the plan has used up to the evening of each day of the period, waste included, millionths."""
    printed = _cards_by_day(plan)
    cards = 0
    used: dict[date, int] = {}
    for day in problem.period.days:
        cards += printed.get(day.day, 0)
        used[day.day] = blanks_used(problem.policy, cards)
    return used


def card_blanks(policy: Policy, people: Iterable[VisitPeople]) -> int:
    """Blanks that the cards of ``people`` use up together, waste included, millionths, rounded up once."""
    return blanks_used(policy, sum(row.cards for row in people))


def stock_ledger(problem: Problem, plan: Plan) -> tuple[StockDay, ...]:
    """The card ledger: on each day opening + received - counter - field - waste = closing.

    ``field`` and ``waste`` hold the plan's prints and those of visits already done; ``allowed`` is the cap of
    :func:`allowed_field_use` on the plan's own running total.
    """
    planned, done = _cards_by_day(plan), _done_cards(problem)
    allowed = allowed_field_use(problem)
    level = problem.stock.opening * MICRO
    planned_sum = done_sum = wasted = 0
    days: list[StockDay] = []
    for day in problem.period.days:
        opening = level
        planned_sum += planned.get(day.day, 0)
        done_sum += done.get(day.day, 0)
        field = planned.get(day.day, 0) + done.get(day.day, 0)
        # Rounded apart, as the cap and the running total of the plan are.
        all_blanks = blanks_used(problem.policy, planned_sum) + blanks_used(problem.policy, done_sum)
        waste = all_blanks - planned_sum - done_sum - wasted
        wasted += waste
        received = received_on(problem, day.day) * MICRO
        counter = problem.stock.counter_per_day * MICRO if day.working else 0
        level = opening + received - counter - field - waste
        days.append(
            StockDay(
                day=day.day,
                opening=opening,
                received=received,
                counter=counter,
                field=field,
                waste=waste,
                closing=level,
                allowed=allowed[day.day],
            )
        )
    return tuple(days)


def _cards_by_day(plan: Plan) -> dict[date, MicroPeople]:
    printed: dict[date, MicroPeople] = {}
    for trip in plan.trips:
        for visit in trip.visits:
            printed[visit.day] = printed.get(visit.day, 0) + sum(people.cards for people in visit.people)
    return printed


def _done_cards(problem: Problem) -> dict[date, MicroPeople]:
    printed: dict[date, MicroPeople] = {}
    for visit in problem.done:
        printed[visit.day] = printed.get(visit.day, 0) + visit.cards * MICRO
    return printed


# --- money -------------------------------------------------------------------------------------------------


def trip_distance_m(problem: Problem, trip: Trip) -> int:
    """Metres of all legs of ``trip``. A leg without a way adds nothing: rule ``travel_limit`` names it."""
    return sum(leg.metres or 0 for day in trip_days(problem, trip) for leg in day.legs)


def trip_crew(problem: Problem, trip: Trip) -> int:
    """People on the trip: its named staff, or what the team needs while nobody is named."""
    return len(trip.staff) if trip.staff else problem.team[trip.team].crew_size


def trip_cost(problem: Problem, trip: Trip) -> tuple[CostLine, ...]:
    """The money lines of one trip; their amounts add up to ``trip.cost_rupiah``.

    One line for each item of :class:`~planner.domain.policy.Rates` that costs something, named like its field:

    - ``allowance_long``, ``allowance_short``: a person and day away from the base for more than
      ``allowance_long_from_s`` seconds (nights out count from and until midnight), or less;
    - ``per_km``: metres of the trip x price of a kilometre, rounded down once to the rupiah;
    - ``genset``, ``link``, ``hire``: each day of the trip; ``papers``: once a trip;
    - ``lodging``: a person and night out;
    - ``overtime_per_hour``: a person and begun hour after the end of the shift, each day by itself.
    """
    rates = problem.policy.rates
    days = trip_days(problem, trip)
    crew = trip_crew(problem, trip)
    long_days = sum(away_s(problem, trip, day) > rates.allowance_long_from_s for day in days)
    overtime_hours = sum(-(-_overtime_s(problem, trip, day) // HOUR_S) for day in days)
    lines = (
        _line(trip, "allowance_long", crew * long_days, "person_day", rates.allowance_long),
        _line(trip, "allowance_short", crew * (len(days) - long_days), "person_day", rates.allowance_short),
        _distance_line(trip, trip_distance_m(problem, trip), rates),
        _line(trip, "genset", len(days), "day", rates.genset),
        _line(trip, "link", len(days), "day", rates.link),
        _line(trip, "papers", 1, "trip", rates.papers),
        _line(trip, "lodging", crew * (len(days) - 1), "person_night", rates.lodging),
        _line(trip, "hire", len(days), "day", rates.hire),
        _line(trip, "overtime_per_hour", crew * overtime_hours, "person_hour", rates.overtime_per_hour),
    )
    return tuple(line for line in lines if line.amount_rupiah)


def cost_ledger(problem: Problem, plan: Plan) -> tuple[CostLine, ...]:
    """The money lines of all trips, in their order."""
    return tuple(line for trip in plan.trips for line in trip_cost(problem, trip))


def lines_total(lines: Sequence[CostLine]) -> int:
    """Rupiah of all lines together."""
    return sum(line.amount_rupiah for line in lines)


def _line(trip: Trip, item: str, quantity: int, unit: str, price: int) -> CostLine:
    return CostLine(
        trip=trip.id, item=item, quantity=quantity, unit=unit, price_rupiah=price, amount_rupiah=quantity * price
    )


def _distance_line(trip: Trip, distance_m: int, rates: Rates) -> CostLine:
    return CostLine(
        trip=trip.id,
        item="per_km",
        quantity=distance_m,
        unit="metre",
        price_rupiah=rates.per_km,
        amount_rupiah=distance_m * rates.per_km // METRES_PER_KM,
    )


def _overtime_s(problem: Problem, trip: Trip, day: TripDay) -> int:
    calendar = problem.period.day(day.day)
    if calendar is None:
        return 0
    _, back = working_span(problem, trip, day)
    return max(0, back - paid_until(problem.policy, problem.team[trip.team], calendar))
