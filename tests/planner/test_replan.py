"""What is left of a period on one of its days, and what differs after planning it anew."""

from collections import Counter
from dataclasses import replace

import pytest

from planner.changes import OtherDays, RoadCut
from planner.check import violations
from planner.differences import Difference, origin_differences, staff_differences, visit_differences
from planner.domain.history import Pin
from planner.domain.plan import Plan, Solution, SolveOptions, StoppedBy
from planner.domain.problem import Problem
from planner.errors import InputFaults
from planner.keeping import legal_part
from planner.ports import Control
from planner.replan import Counted, replan, rest_of
from planner.score import score
from tests.build import day, kits, month, plan_of, team, trip, village, visit

SITES = (
    village("a", unrecorded=41, show_up_ppm=500_000),
    village("b", at=20),
    village("c", at=(0, 20)),
    village("d", at=25),
)


def problem() -> Problem:
    return month(*SITES, days=26, teams=[team("t1"), team("t2")], reach={("d", "b"): 2.0}, equipment=[kits(1)])


def plan() -> Plan:
    return plan_of(
        problem(),
        trip("t1", 2, visit("a", 41)),
        trip("t1", 9, visit("b", {"b": 20, "d": 5})),
        trip("t2", 22, visit("c", 20)),
    )


def test_what_is_over_is_done_with_whole_people_and_the_field_days_of_its_staff() -> None:
    rest, start = rest_of(problem(), plan(), day(5))
    (held,) = rest.done
    # Half of 41 come: 20.5 rounded up; a digital identity for half of those.
    assert (held.site, held.day, held.team, held.invited, held.recorded) == ("a", day(2), "t1", 41, 21)
    crew = plan().trips[0].staff
    assert Counter(past.who for past in rest.history.staff_days) == Counter(crew)
    assert [one.days for one in start.trips] == [(day(9),), (day(22),)]
    assert rest.period.as_of == day(5)


def test_what_is_to_come_is_published_and_announced_where_notice_was_due() -> None:
    rest, _ = rest_of(problem(), plan(), day(5))
    assert [(item.site, item.announced, item.origins) for item in rest.published] == [
        ("b", True, ("d",)),
        ("c", False, ()),
    ]
    told, _ = rest_of(problem(), plan(), day(5), announced={("c", day(22))})
    assert [item.announced for item in told.published] == [False, True]


def test_the_rest_of_the_plan_is_legal_in_what_is_left() -> None:
    for number in range(1, 24):
        rest, start = rest_of(problem(), plan(), day(number))
        assert violations(rest, start) == ()
        assert legal_part(rest, start) == start


def test_a_visit_that_did_not_take_place_is_not_done_and_a_counted_one_is_as_counted() -> None:
    gone, _ = rest_of(problem(), plan(), day(5), cancelled={("a", day(2))})
    assert gone.done == ()
    assert gone.history.staff_days == ()
    count = Counted(site="a", day=day(2), origin="a", invited=41, recorded=33, cards=7, ikd=2)
    known, _ = rest_of(problem(), plan(), day(5), counted=[count])
    assert [(item.team, item.recorded, item.cards, item.ikd) for item in known.done] == [("t1", 33, 7, 2)]


def test_what_does_not_fit_is_refused_with_all_its_faults() -> None:
    count = Counted(site="a", day=day(2), origin="x", invited=1, recorded=-1, cards=0)
    with pytest.raises(InputFaults) as raised:
        rest_of(problem(), plan(), day(40), cancelled=[("b", day(3))], counted=[count])
    assert [fault.code for fault in raised.value.faults] == ["AS_OF_OUTSIDE", "NOT_A_PAST_VISIT", "COUNT_DOES_NOT_FIT"]


def test_pins_on_days_that_are_over_go() -> None:
    pinned = replace(problem(), pins=(Pin(site="a", day=day(2)), Pin(site="c", day=day(22))))
    rest, _ = rest_of(pinned, plan(), day(5))
    assert [pin.site for pin in rest.pins] == ["c"]


def only_keeping(problem: Problem, options: SolveOptions, control: Control, start: Plan | None = None) -> Solution:
    """A solver that only keeps what is legal."""
    kept = legal_part(problem, start or Plan())
    return Solution(plan=kept, bound=None, stopped_by=StoppedBy.WORK, seconds=0.0)


class Nobody:
    def elapsed(self) -> float:
        return 0.0

    def should_stop(self) -> bool:
        return False

    def report(self, progress: object) -> None:
        pass


def test_changes_are_made_before_planning_on() -> None:
    cut = RoadCut(sites=("b",), first=day(8), last=day(12))
    found = replan(problem(), plan(), day(5), [cut], SolveOptions(), only_keeping, Nobody())
    assert [one.days for one in found.solution.plan.trips] == [(day(22),)]
    assert found.moved_permille == 500
    assert score(found.problem, found.solution.plan).villages_served == 1


def test_a_change_that_does_not_fit_stops_it() -> None:
    with pytest.raises(InputFaults):
        replan(problem(), plan(), day(5), [OtherDays(site="x", days=())], SolveOptions(), only_keeping, Nobody())


# -------------------------------------------------------------------------------------------- differences


def differing() -> tuple[Problem, Plan, Plan]:
    rest, start = rest_of(problem(), plan(), day(5))
    now = plan_of(
        replace(rest, period=replace(rest.period, as_of=day(-20)), published=()),
        trip("t2", 9, visit("b", {"b": 20, "d": 5})),
        trip("t1", 23, visit("c", 20), visit("d", 5)),
    )
    return rest, start, now


def test_visits_are_told_by_what_became_of_them() -> None:
    rest, _, now = differing()
    found = visit_differences(rest, now)
    assert [(item.kind, item.site, item.announced) for item in found] == [
        (Difference.OTHER_TEAM, "b", True),
        (Difference.MOVED, "c", False),
        (Difference.ADDED, "d", False),
    ]
    assert found[1].sentence[1].startswith("C: the visit of 25 January 2027 (team t2, ")
    assert " moves to 26 January 2027 (team t1, " in found[1].sentence[1]
    assert visit_differences(rest, Plan())[0].kind is Difference.DROPPED


def test_villages_are_told_only_of_what_is_their_business() -> None:
    rest, start, now = differing()
    found = {item.origin: item for item in origin_differences(rest, start, now)}
    # b only sees another team; d is now served at two places.
    assert found.keys() == {"c", "d"}
    assert (found["c"].announced, found["d"].announced) == (False, True)
    assert found["c"].sentence[0].startswith("C: bukan lagi C, 25 Januari 2027 pukul ")
    lost = origin_differences(rest, start, Plan())
    assert lost[0].sentence[1].startswith("B is no longer invited to B, 12 January 2027 at ")


def test_a_village_that_keeps_its_visit_and_gets_another_is_told_so() -> None:
    rest, start, now = differing()
    more = Plan(trips=(*start.trips, *(one for one in now.trips if one.days == (day(23),))))
    (found,) = [item for item in origin_differences(rest, start, more) if item.origin == "d"]
    assert found.sentence[0].startswith("D: tetap B, ")
    assert ", dan diundang juga ke D, 26 Januari 2027 pukul " in found.sentence[0]
    assert "is also invited to D, 26 January 2027 at " in found.sentence[1]


def test_staff_are_told_of_other_days() -> None:
    _, start, now = differing()
    found = {item.member: item for item in staff_differences(start, now)}
    assert {when for item in found.values() for when in item.new} == {day(23)}
    assert {when for item in found.values() for when in item.lost} == {day(22)}


def test_only_what_changes_is_told_to_a_village_with_several_visits() -> None:
    problem = month(village("b", unrecorded=60), days=12)
    start = plan_of(problem, trip("t1", 1, visit("b", 20)), trip("t1", 2, visit("b", 20)))
    moved = plan_of(problem, trip("t1", 1, visit("b", 20)), trip("t1", 4, visit("b", 20)))
    fewer = plan_of(problem, trip("t1", 2, visit("b", 20)))

    (told,) = origin_differences(problem, start, moved)
    assert told.sentence[1].startswith("B: no longer B, 5 January 2027 at ")
    assert "but B, 7 January 2027 at " in told.sentence[1]
    assert "; B, 4 January 2027 at " in told.sentence[1]
    assert told.sentence[1].endswith(" stays.")
    assert told.sentence[1].count("4 January 2027") == 1
    (told,) = origin_differences(problem, start, fewer)
    assert told.sentence[0].startswith("B tidak lagi diundang ke B, 4 Januari 2027 pukul ")
    assert "; tetap B, 5 Januari 2027 pukul " in told.sentence[0]
