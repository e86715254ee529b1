"""Which days are alike, how many trips they hold, and the allowance of blanks by stock period."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from planner.domain.history import History
from planner.domain.problem import Problem
from planner.ledger import allowed_field_use
from planner.team_days import first_noticed_day
from planner.units import MICRO, clock
from solver.day_classes import DayModel, StockPeriod, day_model, site_open_days, stock_periods
from tests.build import (
    announced,
    cards,
    day,
    done,
    equipment,
    kits,
    member,
    month,
    past_days,
    past_visit,
    school,
    team,
    village,
)
from tests.solver.problems import random_problem


def days_of(model: DayModel) -> list[list[int]]:
    """Day numbers of each class."""
    return [[(one - day(1)).days + 1 for one in kind.days] for kind in model.classes]


# ------------------------------------------------------------------------------------------- stock periods


def test_a_falling_allowance_binds_the_days_before_it() -> None:
    # Left on the evenings: 48, 46, 74 (after 30), 72, 70, less 20 in reserve: 28, 26, 54, 52, 50.
    problem = month(village("a"), days=5, stock=cards(50, deliveries={3: 30}, reserve=20, counter=2))
    assert list(allowed_field_use(problem).values()) == [amount * MICRO for amount in (28, 26, 54, 52, 50)]
    assert stock_periods(problem) == (
        StockPeriod(last=day(2), allowed=26 * MICRO),
        StockPeriod(last=day(5), allowed=50 * MICRO),
    )


def test_a_delivery_that_the_counter_uses_up_makes_no_period() -> None:
    # 19, 20 (after 2), 19, 18 less nothing in reserve: the last evening binds them all.
    problem = month(village("a"), days=4, stock=cards(20, deliveries={2: 2}, counter=1))
    assert stock_periods(problem) == (StockPeriod(last=day(4), allowed=18 * MICRO),)


def test_below_the_reserve_nothing_is_allowed() -> None:
    problem = month(village("a"), days=3, stock=cards(10, deliveries={3: 15}, reserve=20))
    assert stock_periods(problem) == (
        StockPeriod(last=day(2), allowed=0),
        StockPeriod(last=day(3), allowed=5 * MICRO),
    )


@settings(max_examples=25, deadline=None)
@given(some.integers(0, 10_000))
def test_periods_allow_what_the_least_of_all_later_days_allows(seed: int) -> None:
    problem = random_problem(seed)
    allowed = allowed_field_use(problem)
    periods = stock_periods(problem)
    for one in allowed:
        period = next(item for item in periods if one <= item.last)
        assert period.allowed == min(amount for later, amount in allowed.items() if later >= one)
    assert [item.allowed for item in periods] == sorted({item.allowed for item in periods})


# ------------------------------------------------------------------------------------------------- classes


def test_fridays_are_a_class_of_their_own() -> None:
    assert days_of(day_model(month(village("a"), days=12))) == [[1, 2, 3, 4, 6, 7, 8, 9, 10, 11], [5, 12]]


def test_ramadan_and_its_fridays_split_the_days() -> None:
    model = day_model(month(village("a"), days=12, ramadan=range(8, 13)))
    assert days_of(model) == [[1, 2, 3, 4, 6, 7], [5], [8, 9, 10, 11], [12]]
    assert len({kind.hours for kind in model.classes}) == 4


def test_a_delivery_splits_the_days() -> None:
    model = day_model(month(village("a"), days=4, stock=cards(10, deliveries={3: 10})))
    assert days_of(model) == [[1, 2], [3, 4]]
    assert [kind.stock_period for kind in model.classes] == [0, 1]


def test_days_on_which_schools_are_shut_are_apart() -> None:
    model = day_model(month(village("a"), school("b"), days=4, school_closed=[2]))
    assert days_of(model) == [[1, 3, 4], [2]]
    assert [kind.school_open for kind in model.classes] == [True, False]


def test_days_off_are_in_no_class() -> None:
    assert days_of(day_model(month(village("a"), days=4, off=[2]))) == [[1, 3, 4]]


def test_a_team_that_is_off_has_its_own_classes() -> None:
    teams = [team("t1"), team("t2", closed_dates=(day(2),)), team("t3")]
    model = day_model(month(village("a"), days=3, teams=teams))
    assert [kind.ids for kind in model.team_types] == [("t1", "t3"), ("t2",)]
    assert days_of(model) == [[1, 2, 3], [1, 3]]


@settings(max_examples=25, deadline=None)
@given(some.integers(0, 10_000))
def test_every_working_day_of_a_team_is_in_one_class(seed: int) -> None:
    problem = random_problem(seed)
    model = day_model(problem)
    for number, kind in enumerate(model.team_types):
        found = [one for item in model.classes if item.team_type == number for one in item.days]
        off, noticed = set(kind.team.closed_dates), first_noticed_day(problem)
        days = [item.day for item in problem.period.days if item.working and item.day not in off]
        assert sorted(found) == [one for one in days if one >= noticed]


def test_days_too_early_for_notice_hold_only_what_was_announced_and_are_like_no_other() -> None:
    told = [announced("a", 2), announced("b", 3), announced("a", 0)]
    model = day_model(month(village("a"), village("b"), days=18, as_of=day(1), published=told))
    assert days_of(model) == [[2], [3], [15, 16, 17, 18]]
    assert model.open_days["a"] == {day(2), *(day(number) for number in range(15, 19))}


# -------------------------------------------------------------------------------------------------- counts


def monday(number: int) -> date:
    """Monday of the week of a day number."""
    return day(number) - timedelta(days=day(number).weekday())


def test_cells_count_team_days_and_kit_days_by_week() -> None:
    model = day_model(month(village("a"), days=10, teams=2, equipment=[kits(1, first=day(8))]))
    found = {(cell.day_class, cell.week): (cell.trips, cell.kit_trips) for cell in model.cells}
    # Mondays to Thursdays and weekends are class 0, the one Friday is class 1.
    assert found == {(0, monday(1)): (12, 0), (1, monday(1)): (2, 0), (0, monday(8)): (6, 3)}


def test_more_kits_than_teams_do_not_help() -> None:
    model = day_model(month(village("a"), days=3, teams=1, equipment=[kits(5)]))
    assert [(cell.trips, cell.kit_trips) for cell in model.cells] == [(3, 3)]


def test_field_days_already_used_count_against_week_and_month() -> None:
    crew = team("t1", days_per_week=3, days_per_month=5)
    history = History(team_days=past_days("t1", 1, 2))
    model = day_model(month(village("a"), days=10, teams=[crew], history=history))
    assert model.week_days == {(0, monday(1)): 1, (0, monday(8)): 3}
    assert model.month_days == (3,)


def test_visits_already_held_count_as_field_days_once_a_day() -> None:
    crew = team("t1", days_per_week=3, days_per_month=5)
    held = [done("a", 1, invited=5), done("b", 1, invited=5), done("c", 2, invited=5)]
    sites = [village("a"), village("b"), village("c")]
    model = day_model(month(*sites, days=5, teams=[crew], done=held))
    assert model.week_days == {(0, monday(1)): 1}
    assert model.month_days == (3,)


def test_two_months_have_their_days_each() -> None:
    crew = team("t1", days_per_month=4)
    # January has four of them; of February only two days belong to the period.
    assert day_model(month(village("a"), days=30, teams=[crew])).month_days == (6,)


# ----------------------------------------------------------------------------------------------- open days


def open_numbers(problem: Problem, site: str) -> list[int]:
    """Day numbers on which a site may be visited."""
    return sorted((one - day(1)).days + 1 for one in site_open_days(problem, problem.site[site]))


def test_a_site_is_shut_before_its_notice_its_data_and_its_gap() -> None:
    assert open_numbers(month(village("a", closed_dates=(day(5),)), days=6), "a") == [1, 2, 3, 4, 6]
    assert open_numbers(month(village("a"), days=6, as_of=day(-3), notice_days=7), "a") == [4, 5, 6]
    assert open_numbers(month(village("a", data_ready=day(3)), days=6), "a") == [3, 4, 5, 6]
    seen = History(visits=(past_visit("a", -2),))
    assert open_numbers(month(village("a"), days=6, history=seen, min_gap_days=7), "a") == [5, 6]
    assert open_numbers(month(village("a", last_visit=day(0)), days=6, min_gap_days=4), "a") == [4, 5, 6]


def test_a_school_takes_only_days_on_which_schools_are_open() -> None:
    problem = month(school("a", open_until=clock("12:00")), days=4, school_closed=[1, 3])
    assert open_numbers(problem, "a") == [2, 4]


def test_no_more_trips_are_counted_than_crews_can_be_found_for() -> None:
    # Three teams; six record, two of them stay at the office; on day 2 one more is away; two per trip.
    staff = [member(f"r{number}", "record drive", away=[2] if number == 0 else []) for number in range(6)]
    staff += [member(f"i{number}", "ikd") for number in range(3)]
    model = day_model(month(village("a"), days=2, teams=3, staff=staff, office_minimum_record=2))
    assert [cell.trips for cell in model.cells] == [2 + 1]


def test_field_days_of_the_staff_limit_the_weeks_and_the_month() -> None:
    # Four record, two per trip, two days a week each (one of them used), five a month: 2 x (4 x 2 - 1) / 2, 4 x 5 / 2.
    staff = [member(f"r{number}", "record ikd drive", days_per_week=2, days_per_month=5) for number in range(4)]
    crew = [team(name, crew="record:2 drive:1") for name in ("t1", "t2", "t3")]
    past = History(staff_days=past_days("r0", 0))
    model = day_model(month(village("a"), days=14, teams=crew, staff=staff, history=past))
    # Day 0 is the Sunday before: another week, the same month.
    assert model.week_days == {(0, day(1)): 4, (0, day(8)): 4}
    assert model.month_days == ((4 * 5 - 1) // 2,)


def test_equipment_that_is_out_keeps_teams_at_home() -> None:
    sets = equipment("recording_set", 4)
    model = day_model(month(village("a"), days=2, teams=3, equipment=[sets]))
    assert [cell.trips for cell in model.cells] == [2 * 2]
