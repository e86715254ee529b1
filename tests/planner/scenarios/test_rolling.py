"""Month after month: changes end with their months, people are gone once served, the second round is thinner."""

from dataclasses import replace
from datetime import date, timedelta

from planner.changes import BudgetChanged, DeliveryAdded, RoadCut, ShowUp, StockCounted
from planner.domain.calendar import CalendarDay, Period
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.scenarios.rolling import Ground, Rolling, first_office, month_of, next_office
from planner.scenarios.scenario import Scenario, Scheduled, told_of, unplaced
from tests.build import cards, day, month, plan_of, trip, village, visit

STILL = Rolling(inflow_per_month=0)


def following(problem: Problem) -> Ground:
    first = problem.period.last + timedelta(days=1)
    days = tuple(CalendarDay(day=first + timedelta(days=number), working=True, school_open=True) for number in range(5))
    return Ground(period=Period(days=days, as_of=first - timedelta(days=30)))


def scenario(*changes: Scheduled) -> Scenario:
    return Scenario(name="s", changes=changes)


def test_what_is_served_is_gone_and_fewer_come_the_second_time() -> None:
    problem = month(village("a", unrecorded=20, show_up_ppm=500_000))
    office, first = month_of(first_office(problem), scenario())
    plan = plan_of(first, trip("t1", 1, visit("a", 20)))
    rolling = Rolling(inflow_per_month=0, show_up_by_round=(1000, 800))
    office = next_office(office, first, plan, following(problem), rolling)
    after = office.problem.site["a"]
    assert after.unrecorded == 10
    assert after.show_up_ppm == 400_000
    assert office.problem.history.visits
    # A third round is like the second, of the own share and not of the last one.
    office, second = month_of(office, scenario())
    again = plan_of(second, trip("t1", 6, visit("a", 10)))
    third = next_office(office, second, again, following(second), rolling)
    assert third.problem.site["a"].show_up_ppm == 400_000


def test_a_change_of_some_months_leaves_nothing_behind() -> None:
    problem = replace(month(village("a"), village("b"), stock=cards(50)))
    cut = Scheduled(change=RoadCut(sites=("a",), first=day(1), last=day(2)))
    january = Scheduled(change=BudgetChanged(amount=1), last_month=date(2027, 1, 1))
    turnout = Scheduled(change=ShowUp(ppm=0, site="a"))
    asked = scenario(cut, january, turnout)
    office, first = month_of(first_office(problem), asked)
    assert first.policy.budget_rupiah == 1
    assert first.site["a"].closed_dates
    assert first.site["a"].show_up_ppm == 0
    ground = Ground(
        period=Period(days=(CalendarDay(day=date(2027, 2, 1), working=True, school_open=True),), as_of=date(2027, 1, 1))
    )
    # The days between are not part of any month; apply wants the period that follows.
    whole = replace(first, period=Period(days=_until_january_ends(first), as_of=first.period.as_of))
    held = replace(office, problem=replace(office.problem, period=whole.period))
    office = next_office(held, whole, Plan(), ground, STILL)
    _, second = month_of(office, asked)
    assert second.policy.budget_rupiah is None
    assert second.site["a"].closed_dates == ()
    assert second.site["a"].show_up_ppm == 0


def _until_january_ends(problem: Problem) -> tuple[CalendarDay, ...]:
    count = (date(2027, 1, 31) - problem.period.first).days + 1
    return tuple(
        CalendarDay(day=problem.period.first + timedelta(days=number), working=True, school_open=True)
        for number in range(count)
    )


def test_cards_found_once_are_not_found_every_month() -> None:
    problem = month(village("a"), stock=replace(cards(50), counter_per_day=0))
    asked = scenario(Scheduled(change=StockCounted(difference=10)))
    office, first = month_of(first_office(problem), asked)
    assert first.stock.opening == 60
    office = next_office(office, first, Plan(), following(problem), STILL)
    _, second = month_of(office, asked)
    assert second.stock.opening == 60


def test_inflow_makes_people() -> None:
    problem = month(village("a"), village("b"))
    office = next_office(first_office(problem), problem, Plan(), following(problem), Rolling(inflow_per_month=7))
    assert sum(site.eligible for site in office.problem.sites) == sum(site.eligible for site in problem.sites) + 7
    # 28 permille a year of the eligible, in twelve parts.
    assert Rolling().inflow(problem) == sum(site.eligible for site in problem.sites) * 28 // 12_000


def test_changes_outside_the_study_are_faults() -> None:
    late = scenario(Scheduled(change=DeliveryAdded(day=date(2028, 1, 1), quantity=5)))
    assert [fault.code for fault in unplaced(late, "/scenario/0", day(1), day(5))] == ["CHANGE_OUTSIDE_STUDY"]
    backwards = scenario(
        Scheduled(change=BudgetChanged(amount=1), first_month=date(2027, 3, 1), last_month=date(2027, 2, 1))
    )
    found = [fault.code for fault in unplaced(backwards, "/scenario/0", date(2027, 1, 1), date(2027, 4, 30))]
    assert found == ["CHANGE_MONTHS_BACKWARDS"]


def test_a_scenario_is_told_with_its_months() -> None:
    problem = month(village("a"))
    half = scenario(Scheduled(change=BudgetChanged(amount=1_000_000), first_month=date(2027, 7, 1)))
    assert told_of(problem, half) == (
        ("Anggaran Rp1.000.000 (mulai Juli 2027).", "The cap of cost is Rp1,000,000 (from July 2027 on)."),
    )
