"""Goal seek with the engine: found, proven, and the same when it is asked again."""

from dataclasses import replace
from pathlib import Path

import pytest

from api.language import language
from api.scenarios.running import StudyRunner
from api.scenarios.seeking import Answered, answered, canonical, told
from api.scenarios.store import StudyFolder
from planner.errors import InputFaults
from planner.scenarios.scenario import Scenario
from planner.scenarios.seeking import Measure, Outcome, Seek
from planner.scenarios.study import Effort, Study
from planner.units import MICRO
from tests.api.scenarios.pools import HerePool
from tests.api.scenarios.test_running import BASE

FORTY = Seek(
    name="empat-puluh",
    measure=Measure.RECORDING,
    target=40,
    money_max=3_000_000,
    step=100_000,
    maxima=Scenario(name="empat-puluh"),
)
TOO_MANY = replace(FORTY, name="terlalu-banyak", target=91)
EFFORT = Effort(work=(6,), gap_basis_points=10_000)


def sought(folder: Path, seek: Seek, pool: HerePool) -> Answered:
    kept = StudyFolder(folder)
    with kept.held():
        study = Study(name="uji", seeks=(seek,), effort=EFFORT)
        runner = StudyRunner(study, BASE, (), kept, processes=1, pool=pool)
        return answered(runner, seek, lambda probe: None if probe.cost <= probe.money else pytest.fail("too dear"))


def test_the_least_money_is_found_and_told_the_same_again(tmp_path: Path) -> None:
    # Village c holds 40 people and is one trip away; nothing cheaper records 40.
    found = sought(tmp_path, FORTY, HerePool())
    assert found.sought.outcome is Outcome.REACHED
    assert found.sought.money is not None
    assert 0 < found.sought.money < 1_000_000
    assert found.sought.proven_above is None or found.sought.proven_above < found.sought.money
    pool = HerePool()
    assert canonical([sought(tmp_path, FORTY, pool)]) == canonical([found])
    assert pool.solved == []


def test_more_people_than_there_are_is_proven_out_of_reach(tmp_path: Path) -> None:
    found = sought(tmp_path, TOO_MANY, HerePool())
    assert found.sought.outcome is Outcome.OUT_OF_REACH
    assert found.sought.bound is not None
    assert found.sought.bound < 91 * MICRO
    assert found.sought.nearest <= found.sought.bound
    assert any("Terbukti di luar jangkauan" in line for line in told(language("id"), found))


def test_a_target_beyond_100_percent_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputFaults) as found:
        sought(tmp_path, replace(FORTY, measure=Measure.IKD_RATE, target=1001), HerePool())
    assert [fault.code for fault in found.value.faults] == ["TARGET_OUT_OF_RANGE"]
