"""What holds of all plans: nothing breaks nothing, what the builder calls legal is legal, order is no matter."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.check import violations
from planner.domain.history import History
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.site import Site
from tests.build import cards, day, done, kits, month, past_days, plan_of, school, team, trip, village, visit

SIGNALS = st.sampled_from(["good", "weak", "unknown", "none"])


@st.composite
def sites(draw: st.DrawFn) -> tuple[Site, ...]:
    made: list[Site] = []
    for name in "abcd"[: draw(st.integers(1, 4))]:
        made.append(
            village(
                name,
                unrecorded=draw(st.integers(0, 60)),
                at=(draw(st.integers(5, 60)), draw(st.integers(0, 40))),
                signal=draw(SIGNALS),
                show_up_ppm=draw(st.integers(0, 1_000_000)),
                print_ready=draw(st.integers(0, 9)),
                last_visit=draw(st.sampled_from([None, day(-3), day(-40)])),
                excluded=draw(st.booleans()),
            )
        )
    if draw(st.booleans()):
        made.append(school("s", pupils=draw(st.integers(0, 80)), adult_permille=600, at=20))
    return tuple(made)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Any problem, bound or not: overdrawn stock, staff away, history over its limits."""
    return month(
        *draw(sites()),
        days=draw(st.integers(1, 14)),
        off=draw(st.sets(st.integers(1, 14), max_size=4)),
        ramadan=draw(st.sampled_from([(), range(1, 15)])),
        teams=[team(f"t{n}", days_per_week=draw(st.integers(0, 7))) for n in range(1, draw(st.integers(1, 3)) + 1)],
        staff=draw(st.sampled_from([None, ()])),
        equipment=draw(st.sampled_from([(), (kits(1),)])),
        stock=cards(draw(st.integers(0, 100)), reserve=draw(st.integers(0, 200)), counter=draw(st.integers(0, 20))),
        history=History(team_days=past_days("t1", -4, -3, -2, -1, 0, night=True)),
        done=[done("a", 1, invited=1000)],
        budget_rupiah=draw(st.sampled_from([None, 0, 1_000_000])),
        mandatory_ikd=draw(st.booleans()),
    )


@settings(max_examples=60, deadline=None)
@given(problems())
def test_the_empty_plan_breaks_no_rule(problem: Problem) -> None:
    assert violations(problem, Plan()) == ()


@settings(max_examples=60, deadline=None)
@given(
    sizes=st.lists(st.integers(1, 25), min_size=1, max_size=4),
    signals=st.lists(SIGNALS, min_size=4, max_size=4),
    friday=st.booleans(),
    duty=st.booleans(),
    show_up=st.integers(1, 1_000_000),
)
def test_what_the_builder_builds_is_legal(
    sizes: list[int], signals: list[str], friday: bool, duty: bool, show_up: int
) -> None:
    # A team-day for each village, with a kit each; 25 people at 0.7 of full speed take at most 108 minutes.
    names = "abcd"[: len(sizes)]
    villages = [
        village(name, unrecorded=size, at=(15, 5 * number), signal=signal, show_up_ppm=show_up)
        for number, (name, size, signal) in enumerate(zip(names, sizes, signals, strict=False))
    ]
    problem = month(*villages, teams=4, equipment=[kits(4)], mandatory_ikd=duty)
    wishes = [
        trip(
            f"t{number}",
            5 if friday else 1,
            visit(name, size),
            kits=int(number % 2 or problem.site[name].connectivity == "none"),
        )
        for number, (name, size) in enumerate(zip(names, sizes, strict=True), start=1)
    ]
    assert violations(problem, plan_of(problem, *wishes)) == ()


def test_the_order_of_trips_does_not_matter() -> None:
    problem = month(village("a"), village("b"), teams=2, stock=cards(10))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)), trip("t2", 1, visit("b", 21)))
    found = violations(problem, plan)
    assert [item.rule for item in found] == ["count_once", "card_stock"]
    assert violations(problem, replace(plan, trips=plan.trips[::-1])) == found
