"""What the benchmark page says of runs."""

import json
from dataclasses import asdict

from benchmarks.measure import Measured, page
from benchmarks.timed_run import Report, TimedRun, read_run
from planner.units import VALUE_UNITS_PER_PERSON


def measured(
    seed: int = 1, *, value: int = 190, bound: int | None = 200, first: float = 2.0, broken: int = 0
) -> Measured:
    """A run on a month whose hand rule reaches 100 weighted people."""
    reports = (
        Report(seconds=first + 0.5, value=90 * VALUE_UNITS_PER_PERSON, bound=None),
        Report(seconds=4.0, value=value * VALUE_UNITS_PER_PERSON, bound=None),
    )
    run = TimedRun(
        dataset="rejang-lebong",
        seed=seed,
        ready_s=1.0,
        first_plan_s=first,
        total_s=61.0,
        value=value * VALUE_UNITS_PER_PERSON,
        bound=None if bound is None else bound * VALUE_UNITS_PER_PERSON,
        people=150_400_000,
        cards=0,
        ikd=0,
        violations=broken,
        peak_mb=300,
        peak_children_mb=0,
        stopped_by="clock",
        reports=reports,
    )
    return Measured(run=run, hand=100 * VALUE_UNITS_PER_PERSON)


def test_the_share_of_the_ceiling_is_what_was_gained_of_what_can_be_gained() -> None:
    # The bound is 100 above the hand rule, the plan 90.
    assert measured().ceiling_share_percent == 90
    assert measured().gap_percent == 5
    assert measured(bound=None).ceiling_share_percent is None


def test_a_first_plan_worse_than_the_hand_rule_is_not_yet_good() -> None:
    assert measured().good_plan_s == 4.0
    assert measured(value=99, bound=200).good_plan_s is None


def test_the_page_shows_medians_and_every_violation() -> None:
    runs = [measured(1, value=180), measured(2, value=190, broken=2), measured(3, value=199)]
    told = page(runs, seconds=60, facts={"cores": "2"}, command="python -m benchmarks --seeds 1 2 3")
    cells = next(line for line in told.splitlines() if line.startswith("| rejang-lebong |"))
    assert "190.0" in cells
    assert cells.endswith("| 2 |")
    assert "median of 3 seeds" in told
    assert told.count("| rejang-lebong |") == 4


def test_a_run_survives_its_line_of_json() -> None:
    run = measured().run
    assert read_run(json.dumps(asdict(run))) == run
