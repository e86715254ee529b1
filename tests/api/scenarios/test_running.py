"""Studies are answered once, in the same bytes, and go on where they were stopped."""

from dataclasses import replace
from pathlib import Path

import pytest

from api.scenarios import results
from api.scenarios.pool import Stopped
from api.scenarios.running import StudyRunner
from api.scenarios.store import StudyFolder
from planner.changes import BudgetChanged, StockCounted, TeamRemoved
from planner.errors import InputFaults
from planner.scenarios.grid import ChangeAxis, Grid, TeamsAxis
from planner.scenarios.rolling import Ground, Rolling
from planner.scenarios.scenario import Scenario, Scheduled
from planner.scenarios.study import Effort, Study, Swing
from tests.api.scenarios.pools import HerePool
from tests.build import cards, month, village
from tests.planner.scenarios.test_rolling import following

BASE = month(
    village("a", at=(10, 0), unrecorded=30),
    village("b", at=(0, 20), unrecorded=20),
    village("c", at=(20, 10), unrecorded=40),
    days=5,
    teams=1,
    stock=cards(40),
)
QUICK = Effort(work=(2,), gap_basis_points=0)
FEWER = Scenario(name="kurang", changes=(Scheduled(change=StockCounted(difference=-40)),))
SAME = Scenario(name="sama", changes=(Scheduled(change=StockCounted(difference=0)),))


def study(**parts: object) -> Study:
    return Study(name="uji", effort=QUICK, **parts)  # type: ignore[arg-type]


def answered(asked: Study, folder: Path, pool: HerePool, grounds: tuple[Ground, ...] = ()) -> bytes:
    kept = StudyFolder(folder)
    with kept.held():
        runner = StudyRunner(asked, BASE, grounds, kept, processes=1, pool=pool)
        return results.canonical(results.results_of(runner.run(), BASE))


def test_the_same_study_gives_the_same_bytes_and_nothing_is_solved_twice(tmp_path: Path) -> None:
    asked = study(scenarios=(FEWER, SAME))
    first, again, elsewhere = HerePool(), HerePool(), HerePool()
    told = answered(asked, tmp_path / "one", first)
    # The base and the scenario that changes nothing are one problem.
    assert len(first.solved) == 2
    assert answered(asked, tmp_path / "one", again) == told
    assert again.solved == []
    assert answered(asked, tmp_path / "two", elsewhere) == told


def test_a_stopped_study_goes_on_where_it_was(tmp_path: Path) -> None:
    asked = study(scenarios=(FEWER, Scenario(name="tanpa", changes=(Scheduled(change=TeamRemoved(team="t1")),))))
    whole = answered(asked, tmp_path / "whole", HerePool())
    with pytest.raises(Stopped):
        answered(asked, tmp_path / "cut", HerePool(most=1))
    rest = HerePool()
    assert answered(asked, tmp_path / "cut", rest) == whole
    assert len(rest.solved) == 2


def test_a_damaged_run_is_solved_again(tmp_path: Path) -> None:
    told = answered(study(), tmp_path, HerePool())
    (kept,) = (tmp_path / "runs").glob("*.json")
    kept.write_bytes(kept.read_bytes()[:-9])
    pool = HerePool()
    assert answered(study(), tmp_path, pool) == told
    assert len(pool.solved) == 1


def test_two_studies_do_not_share_a_folder_at_one_time(tmp_path: Path) -> None:
    with StudyFolder(tmp_path).held(), pytest.raises(InputFaults) as found, StudyFolder(tmp_path).held():
        pass
    assert [fault.code for fault in found.value.faults] == ["STUDY_FOLDER_BUSY"]
    with StudyFolder(tmp_path).held():
        assert (tmp_path / "runs").is_dir()


def test_along_a_grid_more_is_never_worth_less(tmp_path: Path) -> None:
    grid = Grid(
        name="kisi",
        base=Scenario(name="kisi"),
        axes=(
            TeamsAxis(values=(1, 2)),
            ChangeAxis(change=BudgetChanged(amount=0), field="amount", values=(0, 400_000, 2_000_000)),
        ),
    )
    asked = study(grids=(grid,))
    kept = StudyFolder(tmp_path)
    with kept.held():
        run = StudyRunner(asked, BASE, (), kept, processes=1, pool=HerePool()).run()
    values = {item.node.line[1]: run.answers[item.node.name] for item in run.runs if item.node.line is not None}
    assert len(values) == 6
    for (teams, money), answer in values.items():
        assert answer.bound is None or answer.value <= answer.bound
        assert answer.cost_rupiah <= money
        for (more_teams, more_money), richer in values.items():
            if more_teams >= teams and more_money >= money:
                assert richer.value >= answer.value
                assert richer.bound is None or answer.bound is None or answer.bound <= richer.bound
    told = results.results_of(run, BASE)
    assert [curve["line"] for curve in told["curves"]] == [[1], [2]]


def test_more_money_than_can_be_spent_is_not_solved(tmp_path: Path) -> None:
    money = ChangeAxis(change=BudgetChanged(amount=0), field="amount", values=(50_000_000, 60_000_000, 70_000_000))
    asked = study(grids=(Grid(name="kisi", base=Scenario(name="kisi"), axes=(money,)),))
    asked = replace(asked, effort=Effort(work=(6,), gap_basis_points=50))
    kept, pool = StudyFolder(tmp_path), HerePool()
    with kept.held():
        run = StudyRunner(asked, BASE, (), kept, processes=1, pool=pool).run()
    base = run.answers["dasar"]
    assert base.gap_basis_points is not None
    assert base.gap_basis_points <= 50
    # The plan of the base costs less than that, and without a budget nothing more can be had.
    assert len(pool.solved) == 1
    assert {answer.value for answer in run.answers.values()} == {base.value}
    assert {answer.bound for answer in run.answers.values()} == {base.bound}


def test_months_follow_each_other(tmp_path: Path) -> None:
    ground = following(BASE)
    asked = replace(study(scenarios=(FEWER,)), months=2, rolling=Rolling(inflow_per_month=0))
    kept = StudyFolder(tmp_path)
    with kept.held():
        run = StudyRunner(asked, BASE, (ground,), kept, processes=1, pool=HerePool()).run()
    one, two = run.answers["dasar"].months
    assert two.first == ground.period.first
    assert two.recorded >= one.recorded
    assert run.answers["dasar"].people.recording == one.people.recording + two.people.recording


def test_swings_are_sorted_by_what_they_do(tmp_path: Path) -> None:
    def swing(name: str, low: int) -> Swing:
        return Swing(
            name=name,
            low=Scenario(name="low", changes=(Scheduled(change=StockCounted(difference=low)),)),
            high=Scenario(name="high", changes=(Scheduled(change=StockCounted(difference=0)),)),
        )

    asked = study(swings=(swing("sedikit", -10), swing("banyak", -40)))
    kept = StudyFolder(tmp_path)
    with kept.held():
        run = StudyRunner(asked, BASE, (), kept, processes=1, pool=HerePool()).run()
    assert [item["name"] for item in results.results_of(run, BASE)["tornado"]] == ["banyak", "sedikit"]


def test_all_faults_of_a_study_come_at_once(tmp_path: Path) -> None:
    wrong = study(
        scenarios=(
            Scenario(name="x", changes=(Scheduled(change=TeamRemoved(team="t9")),)),
            Scenario(name="x", changes=(Scheduled(change=BudgetChanged(amount=-1)),)),
        ),
        grids=(Grid(name="g", base=Scenario(name="g"), axes=(TeamsAxis(values=(1,), like="t8"),)),),
    )
    with pytest.raises(InputFaults) as found:
        answered(wrong, tmp_path, HerePool())
    places = {(fault.code, fault.where) for fault in found.value.faults}
    assert places >= {
        ("SCENARIO_NAME_TWICE", "/scenario/1/name"),
        ("CHANGE_DOES_NOT_FIT", "/scenario/0/changes/0/team"),
        ("CHANGE_DOES_NOT_FIT", "/scenario/1/changes/0/amount"),
        ("CHANGE_DOES_NOT_FIT", "/grid/0/axes/0/like"),
    }
