"""The hand rule is legal everywhere, does what it says, and stands where it was frozen."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.hand_rule import hand_plan, places_of_service
from benchmarks.problems import DATASETS, dataset_problem
from planner.check import violations
from planner.domain.history import History, Pin
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.site import Site
from planner.score import score
from planner.units import weighted_people
from tests.build import (
    cards,
    day,
    done,
    equipment,
    kits,
    member,
    month,
    past_days,
    place,
    school,
    team,
    village,
)

RESULTS = Path(__file__).resolve().parents[2] / "benchmarks" / "results" / "hand-rule.md"
NAMES = "abcdef"


def visited(plan: Plan) -> list[tuple[int, str, list[str]]]:
    """(day number, team, sites in order) of each trip."""
    return [(trip.days[0].day - 3, trip.team, [visit.site for visit in trip.visits]) for trip in plan.trips]


def invited(plan: Plan) -> dict[str, int]:
    """People invited by origin."""
    counts: dict[str, int] = {}
    for trip in plan.trips:
        for visit in trip.visits:
            for row in visit.people:
                counts[row.origin] = counts.get(row.origin, 0) + row.invited
    return counts


# ------------------------------------------------------------------------------------------------ what it says


def test_it_goes_to_the_biggest_gap_and_then_to_the_nearest_next() -> None:
    # c has the most people; from c (minute 20) b lies 5 minutes on, a 10 minutes back.
    problem = month(
        village("a", unrecorded=20, at=10),
        village("b", unrecorded=10, at=25),
        village("c", unrecorded=30, at=20),
        setup_s=600,
        pack_s=600,
    )
    assert visited(hand_plan(problem)) == [(1, "t1", ["c", "b", "a"])]


def test_the_gap_counts_those_who_would_come() -> None:
    # 30 pupils of whom all come are more than 40 villagers of whom half come.
    problem = month(
        village("a", unrecorded=40, show_up_ppm=500_000), school("s", pupils=30), days=1, max_visits_per_day=1
    )
    assert visited(hand_plan(problem)) == [(1, "t1", ["s"])]


def test_the_rest_of_a_big_village_stays_on_the_list() -> None:
    # 5 hours, 2 stations, 6 minutes each: 100 people a day.
    plan = hand_plan(month(village("a", unrecorded=130), days=2))
    assert visited(plan) == [(1, "t1", ["a"]), (2, "t1", ["a"])]
    assert invited(plan) == {"a": 130}


def test_a_village_without_signal_joins_the_nearest_hub_that_may_take_it() -> None:
    # b is nearest but has no signal itself, c comes next.
    problem = month(
        village("a", signal="none"),
        village("b", signal="none", unrecorded=10),
        village("c", unrecorded=5),
        village("d", unrecorded=5),
        reach={("a", "b"): 1, ("a", "c"): 2, ("a", "d"): 3, ("b", "d"): 4},
    )
    assert places_of_service(problem) == {"c": ("c", "a"), "d": ("d", "b")}
    assert invited(hand_plan(problem)) == {"a": 20, "b": 10, "c": 5, "d": 5}


def test_a_full_hub_sends_the_next_village_to_the_second_nearest() -> None:
    problem = month(
        village("a", signal="none", unrecorded=30),
        village("b", signal="none", unrecorded=20),
        village("c"),
        village("d"),
        reach={("a", "c"): 1, ("b", "c"): 1, ("a", "d"): 5, ("b", "d"): 5},
        hub_max_villages=2,
    )
    assert places_of_service(problem) == {"c": ("c", "a"), "d": ("d", "b")}


def test_the_kit_goes_with_the_first_team_that_needs_it() -> None:
    # The biggest gap a has good signal; b comes next and has none; c is weak, but the only kit is out.
    problem = month(
        village("a", unrecorded=60),
        village("b", unrecorded=50, signal="none"),
        village("c", unrecorded=40, signal="weak"),
        teams=3,
        days=1,
        equipment=[kits(1)],
        max_visits_per_day=1,
    )
    plan = hand_plan(problem)
    assert visited(plan) == [(1, "t1", ["a"]), (1, "t2", ["b"]), (1, "t3", ["c"])]
    assert [len(trip.equipment) for trip in plan.trips] == [0, 1, 0]


def test_cards_of_a_later_day_are_not_taken() -> None:
    # 60 in store and 25 a day for the counter leave 35 on day 1, but only 10 on day 2.
    problem = month(village("a", unrecorded=20), stock=cards(60, counter=25), days=2)
    assert score(problem, hand_plan(problem)).cards_used == 10_000_000


def test_drivers_are_left_for_the_second_team() -> None:
    staff = [member("p1", "record drive"), member("p2", "record"), member("p3", "record drive"), member("p4", "record")]
    problem = month(
        village("a"), village("b"), teams=[team(name, crew="record:2 drive:1") for name in ("t1", "t2")], staff=staff,
        max_visits_per_day=1,
    )  # fmt: skip
    assert [trip.staff for trip in hand_plan(problem).trips[:2]] == [("p1", "p2"), ("p3", "p4")]


def test_pins_are_refused() -> None:
    with pytest.raises(ValueError, match="pins"):
        hand_plan(month(village("a"), pins=[Pin(site="a", day=day(1))]))


# --------------------------------------------------------------------------------------------------- it is legal


@st.composite
def sites(draw: st.DrawFn) -> tuple[Site, ...]:
    made: list[Site] = []
    for name in NAMES[: draw(st.integers(1, len(NAMES)))]:
        made.append(
            village(
                name,
                unrecorded=draw(st.integers(0, 150)),
                at=(draw(st.integers(5, 160)), draw(st.integers(0, 40))),
                signal=draw(st.sampled_from(["good", "weak", "unknown", "none", "none"])),
                show_up_ppm=draw(st.integers(0, 1_000_000)),
                print_ready=draw(st.integers(0, 30)),
                last_visit=draw(st.sampled_from([None, day(-3), day(-40)])),
                data_ready=draw(st.sampled_from([None, day(3)])),
                excluded=draw(st.integers(0, 5)) == 0,
                market_weekday=draw(st.sampled_from([None, 2])),
            )
        )
    if draw(st.booleans()):
        made.append(school("s", pupils=draw(st.integers(0, 120)), adult_permille=600, at=20))
    if draw(st.booleans()):
        made.append(place("x", "event", people=draw(st.integers(0, 50)), dates=(day(2),)))
    return tuple(made)


@st.composite
def offices(draw: st.DrawFn) -> dict[str, object]:
    """Means of an office: teams, staff, equipment, cards, money and what has been."""
    skills = st.sampled_from(["record", "ikd", "record drive", "ikd drive", "record print ikd drive"])
    people = draw(st.lists(skills, min_size=3, max_size=9))
    gear = st.sampled_from([kits(1), kits(2, first=day(2)), equipment("printer", 1), equipment("vehicle", 2)])
    return {
        "days": draw(st.integers(1, 14)),
        "off": draw(st.sets(st.integers(1, 14), max_size=3)),
        "ramadan": draw(st.sampled_from([(), range(1, 15)])),
        "teams": [
            team(f"t{n}", days_per_week=draw(st.integers(1, 4)), printers=draw(st.integers(0, 2)))
            for n in range(1, draw(st.integers(1, 3)) + 1)
        ],
        "staff": draw(st.sampled_from([None, (), [member(f"p{n}", words) for n, words in enumerate(people)]])),
        "equipment": draw(st.lists(gear, max_size=2, unique=True)),
        "stock": cards(
            draw(st.integers(0, 300)),
            reserve=draw(st.integers(0, 50)),
            counter=draw(st.integers(0, 20)),
            deliveries={5: 100},
        ),
        "history": History(team_days=past_days("t1", -1, 0, night=draw(st.booleans()))),
        "budget_rupiah": draw(st.sampled_from([None, None, 0, 2_000_000])),
    }


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    placed = draw(sites())
    villages = [site.id for site in placed if site.id in NAMES]
    pairs = [(one, other) for one in villages for other in villages if one != other]
    ways = draw(st.dictionaries(st.sampled_from(pairs), st.integers(1, 9), max_size=8)) if pairs else {}
    return month(
        *placed,
        **draw(offices()),  # type: ignore[arg-type]
        reach=ways,
        done=draw(st.sampled_from([[], [done("a", 1, invited=20)]])),
        mandatory_ikd=draw(st.booleans()),
        ikd_cap_per_day=draw(st.sampled_from([100, 10])),
        ikd_cap_scope=draw(st.sampled_from(["team", "office"])),
        waste_permille=draw(st.sampled_from([0, 10])),
        same_day_ready_permille=draw(st.sampled_from([600, 1000])),
        hub_max_villages=draw(st.integers(1, 4)),
        office_minimum_record=draw(st.integers(0, 2)),
        overtime_allowed=draw(st.booleans()),
    )


@settings(max_examples=150, deadline=None)
@given(problems())
def test_it_breaks_no_rule_on_any_tiny_problem(problem: Problem) -> None:
    plan = hand_plan(problem)
    assert violations(problem, plan) == ()
    assert hand_plan(problem) == plan


@cache
def embedded(name: str) -> tuple[Problem, Plan]:
    problem = dataset_problem(name)
    return problem, hand_plan(problem)


@pytest.mark.parametrize("name", DATASETS)
def test_it_breaks_no_rule_on_the_embedded_data_and_stands_where_it_was_frozen(name: str) -> None:
    problem, plan = embedded(name)
    assert violations(problem, plan) == ()
    frozen = re.search(rf"^\| {name} \| ([0-9.,]+) \|", RESULTS.read_text(encoding="utf-8"), re.MULTILINE)
    assert frozen is not None, "no figure in benchmarks/results/hand-rule.md"
    found = f"{weighted_people(score(problem, plan).value):,.1f}"
    assert found == frozen.group(1), "the rule is frozen; if the data changed, run python -m benchmarks.hand_figures"
