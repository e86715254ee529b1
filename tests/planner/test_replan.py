"""What is left of a period on one of its days, and what differs after planning it anew."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from planner.changes import AnyChange, NewRequest, OtherDays, RoadCut, StaffAway
from planner.check import violations
from planner.differences import Difference, origin_differences, staff_differences, visit_differences
from planner.domain.history import Pin
from planner.domain.plan import EquipmentUse, Plan, Solution, SolveOptions, StoppedBy
from planner.domain.problem import Problem
from planner.domain.team import EquipmentKind
from planner.errors import InputFaults
from planner.keeping import legal_part
from planner.ports import Control
from planner.replan import Counted, replan, rest_of
from planner.score import score
from solver.solve import solve
from tests.build import day, equipment, kits, member, month, plan_of, team, trip, village, visit
from tests.solver.callers import Listener

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


# --- in the midst of nights out ------------------------------------------------------------------------------------


def far_out(**fields: Any) -> Problem:
    """Two teams and the staff of two crews; one outing of two nights pays."""
    sites = [
        village("far", at=100, unrecorded=40),
        village("far2", at=110, unrecorded=40),
        village("b", at=20, unrecorded=40),
        village("c", at=(0, 20), unrecorded=30),
        village("n", at=(0, 30), unrecorded=30, signal="none"),
    ]
    crew = "record:1 ikd:1 drive:1"
    return month(
        *sites,
        **{
            "days": 26,
            "teams": [team("t1", crew=crew), team("t2", crew=crew)],
            "staff": [member(f"s{number}") for number in range(1, 5)],
            "equipment": [kits(1), equipment("vehicle", 2)],
            "max_nights": 2,
            **fields,
        },
    )


def outing(problem: Problem) -> Plan:
    """t1 is out from day 2 to day 4 with the only kit; t2 goes out on day 4 and day 9."""
    return plan_of(
        problem,
        trip(
            "t1",
            2,
            visit("far", 40, on=2),
            visit("far2", 40, on=3),
            lodging=("far", "far2"),
            staff=("s1", "s2"),
            kits=1,
        ),
        trip("t2", 4, visit("c", 30), staff=("s3", "s4")),
        trip("t2", 9, visit("b", 40), staff=("s3", "s4")),
    )


def test_an_outing_under_way_keeps_its_crew_its_kit_and_its_vehicle_until_it_is_home() -> None:
    rest, start = rest_of(far_out(), outing(far_out()), day(3))
    assert violations(rest, start) == ()
    assert [(item.site, item.day) for item in rest.done] == [("far", day(2)), ("far2", day(3))]
    # s2 cannot go out with t2 on day 4, when the outing comes home, nor can the kit.
    (other, *later) = start.trips
    lent = replace(start, trips=(replace(other, staff=("s2", "s3")), *later))
    assert {item.rule for item in violations(rest, lent)} == {"crew"}
    there = [item for item in rest.equipment if item.kind is EquipmentKind.SATELLITE_KIT]
    assert [sum(item.available(day(number)) for item in there) for number in range(2, 6)] == [1, 0, 0, 1]
    carried = replace(other, equipment=(EquipmentUse(kind=EquipmentKind.SATELLITE_KIT, count=1),))
    taken = replace(start, trips=(carried, *later))
    assert {item.rule for item in violations(rest, taken)} == {"equipment"}
    # The day after all are back.
    for number in (5, 6):
        home, _ = rest_of(far_out(), outing(far_out()), day(number))
        assert all(not one.is_away(day(5)) for one in home.staff)
        assert home.equipment == far_out().equipment
    assert all(not one.is_away(day(5)) for one in rest.staff)


def test_a_team_rests_the_day_after_its_outing_also_where_the_rest_is_planned_from_there() -> None:
    for number in (3, 4, 5):
        rest, _ = rest_of(far_out(), outing(far_out()), day(number))
        free = replace(rest, published=(), period=replace(rest.period, as_of=day(-20)))
        for start, broken in ((5, {"one_trip_at_a_time"}), (6, set())):
            again = plan_of(far_out(), trip("t1", start, visit("b", 40), staff=("s1", "s2")))
            assert {item.rule for item in violations(free, again)} == broken


def test_the_counter_is_not_manned_by_who_is_still_out() -> None:
    rest, start = rest_of(far_out(office_minimum_record=1), outing(far_out()), day(3))
    assert {item.rule for item in violations(rest, start)} == {"crew"}


def test_an_outing_that_was_called_off_binds_nobody() -> None:
    both = {("far", day(2)), ("far2", day(3))}
    rest, _ = rest_of(far_out(budget_rupiah=9_000_000), outing(far_out()), day(3), cancelled=both)
    assert rest.staff == far_out().staff
    assert rest.policy.budget_rupiah == 9_000_000


def test_what_was_spent_is_no_longer_there_to_spend() -> None:
    problem = far_out(budget_rupiah=9_000_000)
    costs = [one.cost_rupiah for one in outing(problem).trips]
    rest, start = rest_of(problem, outing(problem), day(3))
    assert rest.policy.budget_rupiah == 9_000_000 - costs[0]
    later, _ = rest_of(rest, start, day(5))
    assert later.policy.budget_rupiah == 9_000_000 - costs[0] - costs[1]
    poor, _ = rest_of(far_out(budget_rupiah=1), outing(problem), day(5))
    assert poor.policy.budget_rupiah == 0


def test_an_operator_away_a_new_request_and_a_road_cut_beside_an_outing() -> None:
    changes: list[AnyChange] = [
        StaffAway(member="s4", first=day(3), last=day(5)),
        NewRequest(id="fair", name="Pasar malam", village="b", recording=30, days=(day(20),)),
        RoadCut(sites=("far2", "c"), first=day(3), last=day(8)),
    ]
    for number in (3, 4, 5):
        found = replan(
            far_out(), outing(far_out()), day(number), changes, SolveOptions(work=2, workers=1), solve, Listener()
        )
        made = found.solution.plan
        assert violations(found.problem, made) == ()
        assert [(item.site, item.day) for item in found.problem.done][:2] == [("far", day(2)), ("far2", day(3))]
        booked = {(name, when) for one in made.trips for name in one.staff for when in one.days}
        assert not booked & {("s1", day(4)), ("s2", day(4)), ("s4", day(4))}
        assert ("b", day(9)) in {(stop.site, stop.day) for one in made.trips for stop in one.visits}
        kinds = {(item.kind, item.site) for item in visit_differences(found.problem, made)}
        # On day 5 the visit to c on day 4 is over; before, the cut road moves it.
        assert ((Difference.MOVED, "c") in kinds) == (number < 5)
        asked = [stop.day for one in made.trips for stop in one.visits if stop.site == "fair"]
        assert asked == [day(20)]
