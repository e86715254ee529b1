"""Goal seek: the search closes in on the least money, and tells proof from failure to find."""

import pytest

from planner.domain.plan import Plan
from planner.scenarios.scenario import Scenario
from planner.scenarios.seeking import (
    Measure,
    Outcome,
    Probe,
    Search,
    Seek,
    Sought,
    amount,
    binding,
    measured,
    needed,
    seek_faults,
)
from planner.score import score
from planner.units import MICRO
from tests.build import month, plan_of, school, trip, village, visit


def seek(measure: Measure = Measure.RECORDING, target: int = 50, **parts: int) -> Seek:
    values = {"money_max": 1000, "step": 10} | parts
    return Seek(name="s", measure=measure, target=target, maxima=Scenario(name="s"), **values)


def searched(asked: Seek, each: int, slack: int = 0) -> Sought:
    """An office in which ``each`` rupiah records one person; the bound lies ``slack`` people above what is found."""
    search = Search(asked, asked.target * MICRO)
    for money in search.amounts():
        people = money // each
        search.tell(Probe(money=money, reached=people * MICRO, cost=people * each, bound=(people + slack) * MICRO))
    return search.found()


def test_the_least_money_is_found_to_the_step_and_less_is_proven_too_little() -> None:
    found = searched(seek(), each=7)
    assert found.outcome is Outcome.REACHED
    assert found.money == 350
    assert found.proven_above is not None
    assert 340 <= found.proven_above < 350
    assert len(found.probes) < 14


def test_what_lies_between_proof_and_plan_is_told_as_it_is() -> None:
    found = searched(seek(), each=7, slack=5)
    # 50 people are found from 350 on; up to 314 the bound says fewer than 50.
    assert found.money == 350
    assert found.proven_above is not None
    assert 300 <= found.proven_above < 315


def test_out_of_reach_is_proven_with_the_nearest_value() -> None:
    found = searched(seek(target=200), each=7, slack=3)
    assert found.outcome is Outcome.OUT_OF_REACH
    assert (found.money, found.proven_above) == (None, 1000)
    assert found.nearest == 142 * MICRO
    assert found.bound == 145 * MICRO
    assert searched(seek(target=144), each=7, slack=3).outcome is Outcome.UNDECIDED


def test_a_target_that_is_reached_already_costs_nothing() -> None:
    assert searched(seek(target=0), each=7).money == 0


def test_rates_name_their_denominator() -> None:
    # 200 recorded of 240 eligible: 90 % are 216, so 16 more of 17 and older.
    problem = month(village("a", unrecorded=20), village("b", unrecorded=20))
    assert needed(problem, seek(Measure.RECORDING_RATE, 900)) == 16 * MICRO
    # 30 % of the 200 recorded, none active.
    assert needed(problem, seek(Measure.IKD_RATE, 300)) == 60 * MICRO
    assert needed(problem, seek(Measure.RECORDING_RATE, 100)) == 0


@pytest.mark.parametrize("measure", list(Measure))
def test_the_value_of_a_measured_problem_is_the_measure(measure: Measure) -> None:
    problem = month(village("a", unrecorded=20, factor_permille=1300), school("s", pupils=10, adult_permille=600))
    asked = measured(problem, seek(measure), 5_000_000)
    plan = plan_of(asked, trip("t1", 1, visit("a", 20)), trip("t1", 2, visit("s", 10)))
    found = score(asked, plan)
    expected = {
        Measure.RECORDING: found.people.recording,
        Measure.CARDS: found.people.cards,
        Measure.IKD: found.people.ikd,
        Measure.IKD_RATE: found.people.ikd,
        Measure.RECORDING_RATE: 20 * MICRO + 6 * MICRO,
    }
    assert amount(found.value) == expected[measure]


def test_what_binds_is_what_is_used_up() -> None:
    problem = measured(month(village("a", unrecorded=20), village("b", unrecorded=20)), seek(), 300_000)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    assert ("anggaran", "the budget") in binding(problem, plan)
    assert binding(month(village("a")), Plan()) == ()


def test_targets_beyond_100_percent_and_no_money_are_faults() -> None:
    wrong = seek(Measure.IKD_RATE, 1001, money_max=-5)
    assert [fault.code for fault in seek_faults(wrong, "/seek/0")] == ["TARGET_OUT_OF_RANGE", "MONEY_NOT_POSITIVE"]
    assert list(seek_faults(seek(), "/seek/0")) == []
