"""The document of a month: sums, proof, warnings, and that no bad plan is handed out."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.cautions import data_warnings
from planner.crew import can_be_manned
from planner.domain.plan import Plan, PlanDocument, Solution, SolveOptions, StoppedBy
from planner.domain.policy import Floor
from planner.domain.problem import Figure, Problem
from planner.errors import PlanFault
from planner.month import BOUND_GIVEN, NO_BOUND, document, plan_month
from planner.ports import Control, Progress
from planner.score import score
from planner.team_days import free_team_days, team_days_available
from planner.units import MICRO, VALUE_UNITS_PER_PERSON, ValueUnits
from tests.build import cards, day, done, member, month, past_days, plan_of, team, trip, village, visit

OPTIONS = SolveOptions()


class Quiet:
    """A caller who waits, and remembers what was reported."""

    def __init__(self) -> None:
        self.heard: list[Progress] = []

    def elapsed(self) -> float:
        return 0.0

    def should_stop(self) -> bool:
        return False

    def report(self, progress: Progress) -> None:
        self.heard.append(progress)


def told(expected: Problem, plan: Plan, bound: ValueUnits | None = None) -> PlanDocument:
    """The document of a month that an engine solved with just this plan and bound."""

    def solve(problem: Problem, options: SolveOptions, control: Control, start: Plan | None = None) -> Solution:
        assert (problem, options, start) == (expected, OPTIONS, None)
        return Solution(
            plan=plan,
            bound=bound,
            stopped_by=StoppedBy.WORK,
            seconds=2.5,
            first_plan_s=0.5,
            notes=(("NOTE", "Catatan.", "A note."),),
        )

    return plan_month(
        expected, OPTIONS, solve, Quiet(), problem_hash="0" * 64, version="1", started="2026-12-01", machine="a desk"
    )


def codes(problem: Problem) -> list[str]:
    return [warning.code for warning in data_warnings(problem)]


# --- the document ------------------------------------------------------------------------------------------


def test_the_document_holds_sums_ledgers_and_reasons() -> None:
    problem = month(village("a"), village("b"), days=2, stock=cards(100), waste_permille=10)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    value = score(problem, plan).value

    found = told(problem, plan, bound=2 * value)

    summary = found.summary
    assert found.plan == plan
    assert found.problem == problem
    assert (summary.value, summary.bound, summary.gap_percent, summary.bound_given) == (
        value,
        2 * value,
        50.0,
        BOUND_GIVEN,
    )
    assert (summary.team_days_used, summary.team_days_available, summary.villages_served) == (1, 2, 1)
    assert summary.cost_rupiah == sum(line.amount_rupiah for line in found.costs)
    # 20 cards and 1 % waste are 20.2 blanks, shown as 20.
    assert (summary.cards_used, sum(row.field + row.waste for row in found.stock)) == (20, 20_200_000)
    assert (summary.violations, summary.seconds, found.run.first_plan_s) == (0, 2.5, 0.5)
    assert [entry.origin for entry in found.unserved] == ["b"]
    assert found.warnings[-1].sentence == ("Catatan.", "A note.")


def test_the_gap_is_rounded_up() -> None:
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    value = score(problem, plan).value

    assert told(problem, plan, bound=value).summary.gap_percent == 0.0
    assert told(problem, plan, bound=value + 1).summary.gap_percent == 0.01
    assert told(problem, plan).summary.gap_percent is None
    assert told(problem, plan).summary.bound_given == NO_BOUND


def test_the_empty_month_has_a_document() -> None:
    summary = told(month(village("a")), Plan(), bound=0).summary

    assert (summary.value, summary.gap_percent, summary.cost_rupiah) == (0, 0.0, 0)


def test_somebodys_own_plan_is_told_without_a_bound() -> None:
    problem = month(village("a"))
    found = document(
        problem,
        Plan(),
        None,
        options=OPTIONS,
        problem_hash="0" * 64,
        version="1",
        started="",
        machine="",
        problem_file="problem.json",
    )

    assert (found.summary.bound, found.summary.stopped_by, found.run.first_plan_s) == (None, StoppedBy.USER, None)
    assert (found.problem, found.problem_file) == (None, "problem.json")


def test_a_plan_that_breaks_a_rule_is_not_handed_out() -> None:
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))

    with pytest.raises(PlanFault, match="card_stock"):
        told(replace(problem, stock=cards(5)), plan)


def test_value_and_bound_are_told_small_enough_for_every_program() -> None:
    # 20 recorded, 20 cards x 0.3, 10 identities x 0.3: 29 weighted people.
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    summary = told(problem, plan, bound=score(problem, plan).value + 1).summary

    assert (summary.value, summary.value_milli) == (29 * VALUE_UNITS_PER_PERSON, 29_000)
    # The bound is a hair above the value, and rounded up.
    assert summary.bound_milli == 29_001
    assert told(problem, plan, bound=summary.value).summary.bound_milli == 29_000


def test_a_bound_below_the_value_is_not_handed_out() -> None:
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))

    with pytest.raises(PlanFault, match="more than the bound"):
        told(problem, plan, bound=score(problem, plan).value - 1)


def test_waiting_cards_are_reported() -> None:
    problem = month(village("a"), same_day_ready_permille=600)
    found = told(problem, plan_of(problem, trip("t1", 1, visit("a", 20))))

    (warning,) = [item for item in found.warnings if item.code == "CARDS_WAITING"]
    assert "About 8 people" in warning.sentence[1]


# --- team-days ---------------------------------------------------------------------------------------------


def test_team_days_keep_weeks_months_days_off_and_history() -> None:
    # Two weeks: 3 a week, the first has one day behind it (done) and Monday off: 2 + 3 = 5 days, 4 in the month.
    crew = team(days_per_week=3, days_per_month=9, closed_dates=(day(1),))
    problem = month(village("a"), days=12, off=[6, 7], teams=[crew], done=[done("a", 2, invited=1)])

    assert team_days_available(problem) == 5
    assert team_days_available(replace(problem, teams=(replace(crew, days_per_month=5),))) == 4


def test_a_day_of_rest_after_a_night_before_the_period_is_no_team_day() -> None:
    problem = month(village("a"), days=2)
    history = replace(problem.history, team_days=past_days("t1", -1, night=True))

    assert team_days_available(replace(problem, history=history)) == 1


def test_days_without_notice_are_no_team_days() -> None:
    assert team_days_available(month(village("a"), days=5, as_of=day(-11))) == 3


@settings(max_examples=30, deadline=None)
@given(
    out=st.sets(st.integers(1, 14), max_size=8),
    off=st.sets(st.integers(1, 14), max_size=5),
    per_week=st.integers(0, 7),
    per_month=st.integers(0, 14),
)
def test_no_more_team_days_can_be_taken_than_are_available(
    out: set[int], off: set[int], per_week: int, per_month: int
) -> None:
    loose = month(village("a", unrecorded=100), days=14)
    limits = team(days_per_week=per_week, days_per_month=per_month)
    problem = month(village("a", unrecorded=100), days=14, off=off, teams=[limits])
    taken: list[int] = []
    for number in sorted(out):
        plan = plan_of(loose, *(trip("t1", before, visit("a", 1)) for before in taken))
        if ("t1", day(number)) in free_team_days(problem, plan):
            taken.append(number)

    assert len(taken) <= team_days_available(problem)


# --- crew --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("skills", "minimum", "manned"),
    [
        (["record", "record", "ikd drive"], 0, True),
        (["record", "record ikd drive", "ikd"], 0, True),
        (["record", "ikd drive", "ikd"], 0, False),
        (["record", "record", "ikd"], 0, False),
        (["record", "record", "ikd", "drive"], 0, True),
        (["record", "record", "ikd drive"], 1, False),
        (["record", "record", "record", "ikd drive"], 1, True),
        (["record", "record", "ikd", "record drive"], 1, True),
        (["record", "record", "ikd", "record drive"], 2, False),
    ],
)
def test_a_crew_needs_each_skill_a_driver_and_people_left_at_the_office(
    skills: list[str], minimum: int, manned: bool
) -> None:
    staff = [member(f"s{number}", text) for number, text in enumerate(skills)]
    problem = month(village("a"), staff=staff, office_minimum_record=minimum)

    assert can_be_manned(problem, problem.teams[0], day(1)) is manned


def test_nobody_listed_limits_nothing() -> None:
    problem = month(village("a"), staff=[])

    assert can_be_manned(problem, problem.teams[0], day(1))


# --- warnings about the data -------------------------------------------------------------------------------


def test_good_data_are_not_warned_of() -> None:
    assert codes(month(village("a"))) == []


def test_stock_below_the_reserve_is_told_with_day_and_cards() -> None:
    # 100 cards, reserve 80, 15 a day: 85, 70, 55. From day 2; 25 short on day 3.
    (warning,) = data_warnings(month(village("a"), days=3, stock=cards(100, reserve=80, counter=15)))

    assert warning.code == "STOCK_BELOW_RESERVE"
    assert "from 5 January 2027, on 2 days; 25 cards short at worst, on 6 January 2027" in warning.sentence[1]


def test_deliveries_that_do_not_count_are_told() -> None:
    problem = month(village("a"), stock=cards(100, deliveries={0: 10, 2: (20, 799), 3: (30, 800), 99: 40}))

    assert codes(problem) == ["DELIVERY_BEFORE_PERIOD", "DELIVERY_NOT_COUNTED"]


def test_estimates_and_gaps_in_the_data_are_told() -> None:
    problem = month(
        village("a", signal="unknown"), village("b", data_ready=day(6)), staff=[], teams=[team(days_per_week=0)]
    )
    days = tuple(replace(item, estimated=item.day == day(2), note="Ramadan") for item in problem.period.days)
    problem = replace(
        problem,
        period=replace(problem.period, days=days),
        travel=tuple(replace(table, source="estimate") for table in problem.travel),
        figures=(Figure(field="sites.eligible", status="estimated", note=("perkiraan", "estimate")),),
    )

    assert codes(problem) == [
        "CALENDAR_ESTIMATED",
        "CONNECTIVITY_UNKNOWN",
        "DATA_LATE",
        "TRAVEL_ESTIMATED",
        "STAFF_NOT_LISTED",
        "NO_TEAM_DAYS",
        "FIGURES_ESTIMATED",
    ]
    assert all("{" not in text for warning in data_warnings(problem) for text in warning.sentence)


def test_figures_are_told_by_name() -> None:
    fields = [("teams", "assumed"), ("sites.eligible", "estimated"), ("sites.name", "published"), ("atap", "assumed")]
    figures = tuple(Figure(field=field, status=status, note=("", "")) for field, status in fields)
    (warning,) = data_warnings(replace(month(village("a")), figures=figures))
    assert warning.sentence[0].endswith("bukan data terbit: atap, wajib KTP, tim.")
    assert warning.sentence[1].endswith("not published: atap, eligible residents, teams.")


def test_a_floor_out_of_reach_is_told() -> None:
    # 100 of 200 are recorded; half of the other 100 come at most.
    sites = [village("a", unrecorded=100, show_up_ppm=500_000), village("b", unrecorded=0, subdistrict="k2")]
    floors = (Floor(subdistrict="k1", coverage_permille=750), Floor(subdistrict="k2", coverage_permille=1000))
    assert codes(month(*sites, floors=floors)) == []
    (warning,) = data_warnings(month(*sites, floors=(Floor(subdistrict="k1", coverage_permille=800),)))
    assert warning.code == "FLOOR_OUT_OF_REACH"
    assert warning.sentence[1].endswith("if everybody is invited, about 50 people are recorded, 10 too few.")


def test_days_lost_to_notice_are_told() -> None:
    assert codes(month(village("a"), as_of=day(-11))) == ["NOTICE_TAKES_DAYS"]


def test_persons_are_no_fewer_than_the_recorded() -> None:
    problem = month(village("a"))
    summary = told(problem, plan_of(problem, trip("t1", 1, visit("a", 20)))).summary

    assert summary.people.persons == summary.people.recording == 20 * MICRO
