"""The budget is the ledger, line by line put together; the need for cards adds up."""

from dataclasses import replace

from planner.ledger import cost_ledger, lines_total
from planner.scenarios.budgeting import card_need, month_budget
from tests.build import cards, month, plan_of, trip, village, visit


def test_lines_of_like_trips_are_put_together_and_the_total_is_the_ledgers() -> None:
    problem = month(village("a", at=11), village("b", at=23), village("c", at=37), teams=2, days=5)
    plan = plan_of(
        problem,
        trip("t1", 1, visit("a", 20)),
        trip("t1", 3, visit("b", 20)),
        trip("t2", 2, visit("c", 20)),
    )
    budget = month_budget(problem, plan)
    assert budget.total_rupiah == lines_total(cost_ledger(problem, plan))
    assert len(budget.drives) == 3
    genset = [line for line in budget.lines if line.item == "genset"]
    assert [(line.people, line.days, line.trips) for line in genset] == [(1, 1, 3)]
    crew = problem.team["t1"].crew_size
    allowance = [line for line in budget.lines if line.item.startswith("allowance")]
    assert sum(line.quantity for line in allowance) == 3 * crew
    assert {line.people for line in allowance} == {crew}


def test_the_need_for_cards() -> None:
    # 20 recorded, all adult, half ready on the day: 10 printed, 10 wait. Counter 4 x 5 days. Reserve 7.
    problem = month(
        village("a", unrecorded=20),
        stock=replace(cards(30, deliveries={2: 5}), counter_per_day=4, reserve=7),
        same_day_ready_permille=500,
        days=5,
    )
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    need = card_need([(problem, plan)])
    assert (need.counter, need.field, need.waiting, need.reserve) == (20, 10, 10, 7)
    assert (need.opening, need.expected) == (30, 5)
    assert need.missing == 47 - 35
    assert need.asked == 100
