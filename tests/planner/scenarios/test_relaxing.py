"""The relaxing order: what allows more, and what is said to have no order."""

from dataclasses import replace

import pytest

from planner.changes import (
    AnyChange,
    BudgetChanged,
    DayOff,
    DeliveryAdded,
    EquipmentChanged,
    FieldDays,
    IkdDuty,
    RoadCut,
    ShowUp,
    StaffAdded,
    StaffAway,
    StockCounted,
    TeamRemoved,
    TeamsAdded,
)
from planner.domain.plan import Plan
from planner.domain.team import EquipmentKind, Skill
from planner.scenarios.relaxing import Settled, order_of, passed, relaxes
from planner.score import score
from tests.build import cards, day, equipment, month, plan_of, trip, village, visit

BASE = month(
    village("a"),
    village("b"),
    teams=2,
    stock=cards(50),
    equipment=(equipment("printer", 1),),
    budget_rupiah=5_000_000,
)


@pytest.mark.parametrize(
    "change",
    [
        TeamsAdded(like="t1"),
        StaffAdded(skills=(Skill.RECORD,)),
        BudgetChanged(amount=6_000_000),
        BudgetChanged(amount=None),
        StockCounted(difference=1),
        DeliveryAdded(day=day(3), quantity=10),
        EquipmentChanged(equipment=EquipmentKind.PRINTER, pieces=1),
        FieldDays(per_week=9, per_month=40),
    ],
)
def test_more_of_something_relaxes_and_not_the_other_way_round(change: AnyChange) -> None:
    more = change.made(BASE)
    assert relaxes(more, BASE)
    assert not relaxes(BASE, more)


@pytest.mark.parametrize(
    "change",
    [
        TeamRemoved(team="t1"),
        StaffAway(member="s01", first=day(1), last=day(2)),
        RoadCut(sites=("a",), first=day(1), last=day(2)),
        DayOff(day=day(2)),
    ],
)
def test_less_of_something_is_relaxed(change: AnyChange) -> None:
    less = change.made(BASE)
    assert relaxes(BASE, less)
    assert not relaxes(less, BASE)


@pytest.mark.parametrize("change", [ShowUp(ppm=900_000), IkdDuty()])
def test_another_score_leaves_no_order(change: AnyChange) -> None:
    other = change.made(BASE)
    assert not relaxes(other, BASE)
    assert not relaxes(BASE, other)


def test_more_here_and_less_there_leaves_no_order() -> None:
    other = BudgetChanged(amount=6_000_000).made(StockCounted(difference=-1).made(BASE))
    assert not relaxes(other, BASE)
    assert not relaxes(BASE, other)


def test_a_fixed_team_of_people_who_went_with_others_leaves_no_order() -> None:
    fixed = replace(BASE.teams[0], id="t9", members=("s01",))
    assert not relaxes(replace(BASE, teams=(*BASE.teams, fixed)), BASE)
    assert relaxes(replace(BASE, teams=(*BASE.teams, replace(fixed, members=()))), BASE)


def test_plans_go_up_and_bounds_go_down() -> None:
    # The smaller office has the better plan, the larger one the lower bound.
    small = month(village("a"), village("b"), teams=1, stock=cards(50))
    large = replace(small, stock=cards(60))
    good = plan_of(small, trip("t1", 1, visit("a", 20)))
    value = score(small, good).value
    found = {
        "small": Settled(plan=good, value=value, bound=9 * value, plan_from="small", bound_from="small"),
        "large": Settled(plan=Plan(), value=0, bound=3 * value, plan_from="large", bound_from="large"),
    }
    problems = {"small": small, "large": large}
    settled = passed(problems, found, order_of(problems))
    assert (settled["large"].value, settled["large"].plan_from) == (value, "small")
    assert (settled["small"].bound, settled["small"].bound_from) == (3 * value, "large")
    assert settled["small"].plan_from == "small"
