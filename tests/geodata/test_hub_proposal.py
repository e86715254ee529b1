"""A hub for each village without signal: nearest in sum, own subdistrict first, hubs and halls not overfull."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.hub_proposal import HubProposal, expected_at, propose_hubs, with_reach_by
from geodata.legs import Legs, Point
from geodata.travel import UNKNOWN
from planner.domain.problem import Problem
from planner.domain.site import Site
from planner.domain.team import VehicleClass
from planner.domain.travel import UNREACHABLE
from tests.build import month, place, village

NOBODY = 10_000_000


def dark(id_: str, **more: Any) -> Site:
    """A village without signal, 20 unrecorded people."""
    return village(id_, signal="none", **more)


def hubs_of(found: HubProposal) -> dict[str, str | None]:
    return {joining.village: None if joining.hub is None else joining.hub.site for joining in found.joinings}


def test_each_village_without_signal_gets_the_nearest_hub_and_others_get_none() -> None:
    problem = month(
        dark("a"), village("b"), village("c"), village("d"), reach={("a", "b"): 6, ("a", "c"): 3, ("d", "c"): 1}
    )
    found = propose_hubs(problem)
    assert hubs_of(found) == {"a": "c"}
    assert [(hub.site, hub.villages) for hub in found.hubs] == [("c", ("a",))]
    assert found.served_at == {"a": "c", "c": "c"}


def test_the_own_subdistrict_is_preferred_by_five_kilometres() -> None:
    def chosen(own_km: float, **options: Any) -> str | None:
        far = village("c", subdistrict="k2")
        problem = month(dark("a"), village("b"), far, reach={("a", "b"): own_km, ("a", "c"): 3})
        return hubs_of(propose_hubs(problem, **options))["a"]

    assert chosen(7.9) == "b"
    assert chosen(8.1) == "c"
    assert chosen(7.9, other_subdistrict_m=0) == "c"


def test_a_hub_takes_no_more_villages_than_the_policy_allows() -> None:
    # The host is one of three: two guests. The third goes to the farther hub.
    guests = {("a", "h"): 1, ("b", "h"): 1, ("c", "h"): 1, ("a", "i"): 2, ("b", "i"): 4, ("c", "i"): 6}
    problem = month(dark("a"), dark("b"), dark("c"), village("h"), village("i"), reach=guests, hub_max_villages=3)
    assert hubs_of(propose_hubs(problem)) == {"a": "i", "b": "h", "c": "h"}


def test_a_hall_is_no_village_and_takes_one_more() -> None:
    guests = {(guest, "h"): 1 for guest in "ab"}
    problem = month(dark("a"), dark("b"), village("v"), place("h", "hall"), reach=guests, hub_max_villages=2)
    assert hubs_of(propose_hubs(problem)) == {"a": "h", "b": "h"}


def test_a_hall_holds_so_many_people_on_the_days_that_a_visit_may_be_split_into() -> None:
    # Everybody comes: 60 of the host, and at a metre's distance nearly all 20 of each guest.
    problem = month(dark("a"), dark("b"), village("h", unrecorded=60), reach={("a", "h"): 0.001, ("b", "h"): 0.002})
    people = [expected_at(problem, problem.site[id_], problem.site["h"]) for id_ in "abh"]
    assert [round(micro / 1e6) for micro in people] == [20, 20, 60]

    roomy = propose_hubs(problem, {"h": 34})
    tight = propose_hubs(problem, {"h": 28})
    full = propose_hubs(problem, {"h": 0})

    # Three days of 34 hold 102; three days of 28 hold 84 and one guest must stay out.
    assert (hubs_of(roomy), roomy.hubs[0].days) == ({"a": "h", "b": "h"}, 3)
    assert sorted(hub or "" for hub in hubs_of(tight).values()) == ["", "h"]
    assert hubs_of(full) == {"a": None, "b": None}


def test_a_village_out_of_reach_is_told_the_nearest_hub_beyond_the_limits() -> None:
    problem = month(dark("a", at=0), village("b", at=40), village("c", at=90))
    (joining,) = propose_hubs(problem).joinings
    assert joining.hub is None
    assert joining.in_reach == 0
    assert joining.nearest is not None
    assert joining.nearest.site == "b"


def test_a_hub_without_signal_is_none_and_unknown_signal_counts_as_the_policy_says() -> None:
    reach = {("a", "b"): 1, ("a", "c"): 5}
    problem = month(dark("a"), dark("b"), village("c", signal="unknown"), reach=reach)
    assert hubs_of(propose_hubs(problem)) == {"a": "c", "b": None}


def test_left_out_villages_ask_for_no_hub() -> None:
    problem = month(dark("a", excluded=True), village("b"), reach={("a", "b"): 1})
    assert propose_hubs(problem).joinings == ()


@settings(max_examples=25, deadline=None)
@given(
    ways=st.lists(st.one_of(st.none(), st.integers(1, 90)), min_size=9, max_size=9),
    homes=st.lists(st.sampled_from(["k1", "k2"]), min_size=6, max_size=6),
    limit=st.integers(1, 3),
    rooms=st.dictionaries(st.sampled_from("xyz"), st.integers(0, 20)),
)
def test_no_assignment_is_better_than_the_proposal(
    ways: list[int | None], homes: list[str], limit: int, rooms: dict[str, int]
) -> None:
    dots = [
        dark(id_, subdistrict=home, unrecorded=10 + 5 * n)
        for n, (id_, home) in enumerate(zip("abc", homes[:3], strict=True))
    ]
    hosts = [village(id_, subdistrict=home, unrecorded=6) for id_, home in zip("xyz", homes[3:], strict=True)]
    reach = {pair: km / 10 for pair, km in zip(product("abc", "xyz"), ways, strict=True) if km is not None}
    problem = month(*dots, *hosts, reach=reach, hub_max_villages=limit + 1)

    found = hubs_of(propose_hubs(problem, rooms))

    best = min(
        _cost(problem, dict(zip("abc", choice, strict=True)), rooms, limit)
        for choice in product([None, "x", "y", "z"], repeat=3)
    )
    assert _cost(problem, found, rooms, limit) == pytest.approx(best, abs=1)


def _cost(problem: Problem, served: dict[str, str | None], rooms: dict[str, int], limit: int) -> float:
    """The sum to be least, by the book; infinite where a limit is broken."""
    total = 0.0
    for village_id, hub in served.items():
        if hub is None:
            continue
        pair = problem.reach_of.get((village_id, hub))
        if pair is None:
            return float("inf")
        home, site = problem.site[village_id], problem.site[hub]
        farther = 0 if home.subdistrict == site.subdistrict else 5_000
        total += (pair.distance_m + farther - NOBODY) * (1 + home.recording_demand)
    for hub in {hub for hub in served.values() if hub is not None}:
        guests = [village_id for village_id, own in served.items() if own == hub]
        host = problem.site[hub]
        people = sum(expected_at(problem, problem.site[guest], host) for guest in guests)
        own = expected_at(problem, host, host)
        if len(guests) > limit or (hub in rooms and people > max(0, rooms[hub] * 3 * 1_000_000 - own)):
            return float("inf")
    return total


def test_reach_by_another_source_of_ways_keeps_what_that_does_not_know() -> None:
    problem = month(dark("a", at=0), village("b", at=5), village("c", at=7), reach={("a", "b"): 2, ("a", "c"): 3})

    def network(starts: Sequence[Point], ends: Sequence[Point], vehicle_class: VehicleClass, /) -> Legs:
        assert vehicle_class is VehicleClass.MOTORCYCLE
        seconds = np.full((3, 3), UNKNOWN, dtype=np.int64)
        metres = seconds.copy()
        seconds[0, 1], metres[0, 1] = 1_200, 8_400
        seconds[0, 2], metres[0, 2] = -1, -1
        return Legs(seconds=seconds, metres=metres)

    found = with_reach_by(replace(problem, reach=problem.reach), network)
    known = {(pair.village, pair.site): (pair.distance_m, pair.duration_s) for pair in found.reach}
    assert known["a", "b"] == (8_400, 1_200)
    # The network knows that no way leads to c.
    assert ("a", "c") not in known


def test_a_hub_that_no_team_reaches_is_not_proposed() -> None:
    def stranded(problem: Problem, site: str) -> Problem:
        table = problem.travel[0]
        seconds = [list(row) for row in table.seconds]
        for other in range(len(seconds)):
            if other != table.index[site]:
                seconds[table.index[site]][other] = UNREACHABLE
        return replace(problem, travel=(replace(table, seconds=tuple(tuple(row) for row in seconds)),))

    near = month(dark("a"), village("b"), village("c"), reach={("a", "b"): 1, ("a", "c"): 5})
    assert hubs_of(propose_hubs(near)) == {"a": "b"}
    assert hubs_of(propose_hubs(stranded(near, "b"))) == {"a": "c"}
    (joining,) = propose_hubs(stranded(stranded(near, "b"), "c")).joinings
    assert (joining.hub, joining.in_reach, joining.without_team) == (None, 0, 2)
