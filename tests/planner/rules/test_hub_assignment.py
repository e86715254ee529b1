from dataclasses import replace

import pytest

from planner.domain.plan import Assignment
from planner.domain.site import Connectivity
from tests.build import (
    done,
    kits,
    month,
    place,
    plan_of,
    reach_cut,
    school,
    trip,
    village,
    visit,
    with_policy,
    with_site,
)
from tests.planner.rules.spoiling import assert_legal, only, with_trip

NEAR = {("b", "a"): 5.0}


def test_a_village_with_two_places_of_service() -> None:
    # All 20 of b at home is legal, all at the hub is legal; 10 and 10 are two places.
    problem = month(village("a"), village("b"), reach=NEAR)
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", {"a": 20, "b": 20}))))
    plan = plan_of(problem, trip("t1", 1, visit("a", {"a": 20, "b": 10})), trip("t1", 2, visit("b", 10)))
    found = only("hub_assignment", problem, plan)
    assert (found.where, found.found) == ("b", "2")
    assert found.sentence[1] == "People of B are served at 2 places (A, B); one is allowed in the period."


def test_an_assignment_that_the_visits_do_not_keep() -> None:
    problem = month(village("a"), village("b"), reach=NEAR)
    plan = plan_of(problem, trip("t1", 1, visit("b", 20)))
    only("hub_assignment", problem, replace(plan, assignments=(Assignment(village="b", site="a"),)))


def test_a_visit_already_done_fixes_the_place() -> None:
    problem = month(village("a"), village("b"), reach=NEAR, done=[done("a", 1, origin="b", invited=5)])
    assert_legal(problem, plan_of(problem, trip("t1", 3, visit("a", {"b": 10}))))
    only("hub_assignment", problem, plan_of(problem, trip("t1", 3, visit("b", 10))))


def test_a_hub_out_of_reach() -> None:
    problem = month(village("a"), village("b"), reach=NEAR)
    plan = plan_of(problem, trip("t1", 1, visit("a", {"a": 20, "b": 20})))
    assert_legal(problem, plan)
    found = only("hub_assignment", replace(problem, reach=()), plan)
    assert "jaraknya di luar batas 10 km dan 45 menit" in found.sentence[0]
    only("hub_assignment", with_policy(problem, hub_max_m=4_999), plan)
    only("hub_assignment", with_policy(problem, hub_max_s=599), plan)


def test_a_village_with_signal_that_is_too_big_to_join() -> None:
    problem = month(village("a"), village("b", unrecorded=51), reach=NEAR, join_max_unrecorded=51)
    plan = plan_of(problem, trip("t1", 1, visit("a", {"b": 10})))
    assert_legal(problem, plan)
    assert (
        "51 people not recorded"
        in only("hub_assignment", with_policy(problem, join_max_unrecorded=50), plan).sentence[1]
    )
    # Without signal at home it may join whatever its size.
    assert_legal(with_policy(with_site(problem, "b", connectivity=Connectivity.NONE), join_max_unrecorded=50), plan)


def test_no_chains() -> None:
    # c joins b; b may host as long as its own people stay at home.
    problem = month(village("a"), village("b"), village("c"), reach={**NEAR, ("c", "b"): 5.0})
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 20), visit("b", {"b": 20, "c": 20}))))
    found = only(
        "hub_assignment", problem, plan_of(problem, trip("t1", 1, visit("a", {"b": 20}), visit("b", {"c": 20})))
    )
    assert found.sentence[1] == "B is a hub, but its own people are served at A."


def test_a_hub_over_its_number_of_villages() -> None:
    # Host, b and c are three; the host counts even if its own people do not come.
    problem = month(village("a"), village("b"), village("c"), reach={**NEAR, ("c", "a"): 5.0}, hub_max_villages=3)
    plan = plan_of(problem, trip("t1", 1, visit("a", {"b": 20, "c": 20})))
    assert_legal(problem, plan)
    found = only("hub_assignment", with_policy(problem, hub_max_villages=2), plan)
    assert (found.where, found.found, found.allowed) == ("a", "3", "2")


def test_a_hall_is_no_village_itself() -> None:
    problem = month(
        place("h", "hall"), village("b"), village("c"), reach={("b", "h"): 5.0, ("c", "h"): 5.0}, hub_max_villages=2
    )
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("h", {"b": 20, "c": 20}))))


def test_only_villages_join_and_only_villages_and_halls_host() -> None:
    sites = (village("a"), school("s"), place("m", "market"), village("b"))
    reach = {("s", "a"): 5.0, ("b", "m"): 5.0}
    problem = month(*sites, reach=reach)
    assert (
        "only villages may join"
        in only("hub_assignment", problem, plan_of(problem, trip("t1", 1, visit("a", {"s": 20})))).sentence[1]
    )
    assert (
        "a hub is a village or a hall"
        in only("hub_assignment", problem, plan_of(problem, trip("t1", 1, visit("m", {"b": 20})))).sentence[1]
    )


def test_people_of_an_excluded_village() -> None:
    problem = month(village("a"), village("b", excluded=True), reach=NEAR)
    plan = plan_of(problem, trip("t1", 1, visit("a", {"b": 20})))
    assert "perencana mengecualikannya" in only("hub_assignment", problem, plan).sentence[0]


def test_a_hub_without_signal_needs_a_kit_even_for_cards_alone() -> None:
    problem = month(village("a", signal="none"), village("b", print_ready=10), reach=NEAR, equipment=[kits(1)])
    plan = plan_of(problem, trip("t1", 1, visit("a", backlog={"b": 10}), kits=1))
    assert_legal(problem, plan)
    only("hub_assignment", problem, with_trip(problem, plan, equipment=()))


def test_a_guest_whose_way_is_cut_on_that_day() -> None:
    problem = month(village("a"), village("b"), reach=NEAR)
    plan = plan_of(problem, trip("t1", 3, visit("a", {"a": 20, "b": 20})))
    assert_legal(replace(problem, reach_cuts=(reach_cut("b", "a", 1, 2), reach_cut("b", "a", 4, 5))), plan)
    found = only("hub_assignment", replace(problem, reach_cuts=(reach_cut("b", "a", 2, 3),)), plan)
    assert found.where.endswith("/b")
    assert found.sentence[1].startswith("People of B cannot come to A on 6 January 2027")


@pytest.mark.parametrize(
    "cuts",
    [
        [("a", "b", 1, 2)],
        [("b", "a", 3, 4), ("b", "a", 1, 2)],
        [("b", "a", 1, 3), ("b", "a", 3, 4)],
    ],
)
def test_cuts_are_of_pairs_in_reach_sorted_without_overlap(cuts: list[tuple[str, str, int, int]]) -> None:
    problem = month(village("a"), village("b"), reach=NEAR)
    with pytest.raises(ValueError, match="/reach_cuts/"):
        replace(problem, reach_cuts=tuple(reach_cut(*cut) for cut in cuts))
