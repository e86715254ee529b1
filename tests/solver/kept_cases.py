"""For each rule and each place where the solver keeps it: the smallest problem whose best plan would break it.

``relaxed`` is the same problem without what the rule speaks of: what the engine would see if its encoding of the rule
were switched off. No switch is needed in the engine.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from planner.domain.history import History, Pin
from planner.domain.plan import Plan
from planner.domain.policy import Hours, IkdCapScope
from planner.domain.problem import Problem
from planner.domain.site import Site
from planner.rules.violation import KeptAt
from planner.units import clock, minutes
from tests.build import cards, day, kits, member, month, past_days, reach_cut, school, team, village


def _same(plan: Plan) -> Plan:
    return plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One encoding of one rule.

    Attributes
    ----------
    full, relaxed
        The problem, and what is left of it without the rule.
    rewritten
        Turns a plan of the relaxed problem into one of the full.
    """

    full: Problem
    relaxed: Problem
    rewritten: Callable[[Plan], Plan] = field(default=_same)


def _by_policy(*sites: Site, relaxed: dict[str, Any], more: dict[str, Any] | None = None, **policy: Any) -> Case:
    """A case in which policies differ; ``more`` is of both problems."""
    both = {"days": 1, **(more or {})}
    return Case(full=month(*sites, **{**both, **policy}), relaxed=month(*sites, **{**both, **relaxed}))


def _by_sites(full: Sequence[Site], relaxed: Sequence[Site], **both: Any) -> Case:
    return Case(full=month(*full, **{"days": 1, **both}), relaxed=month(*relaxed, **{"days": 1, **both}))


def _three(**fields: Any) -> list[Site]:
    """Three villages, each a day's work of its own where one visit a day is allowed: they fill three days."""
    return [village(name, **fields) for name in "abc"]


def _one_a_day(days: int = 3) -> dict[str, Any]:
    return {"days": days, "max_visits_per_day": 1}


def _without_rest_of_team(plan: Plan) -> Plan:
    """All trips by the first team."""
    return replace(
        plan, trips=tuple(replace(trip, team="t1", id=f"{number}") for number, trip in enumerate(plan.trips))
    )


def _one_site(plan: Plan) -> Plan:
    """What was at a second site next door is at the first."""
    return Plan(
        trips=tuple(
            replace(
                trip,
                visits=tuple(
                    replace(visit, site="a", people=tuple(replace(row, origin="a") for row in visit.people))
                    for visit in trip.visits
                ),
            )
            for trip in plan.trips
        )
    )


def _guests_on_day_three(*, cut: bool) -> Problem:
    free = month(
        village("a"),
        village("b", signal="none"),
        village("c", closed_dates=(day(2), day(3))),
        village("d", closed_dates=(day(1), day(3))),
        reach={("b", "a"): 1.0},
        **_one_a_day(),
    )
    return replace(free, reach_cuts=(reach_cut("b", "a", 3, 3),)) if cut else free


CASES: dict[tuple[str, KeptAt], Case] = {
    # Three villages in three days; on day 2 the office is closed, or all villages are.
    ("working_day", "master"): Case(
        full=month(*_three(), **_one_a_day(), off=[2]), relaxed=month(*_three(), **_one_a_day())
    ),
    ("working_day", "roster"): _by_sites(_three(closed_dates=(day(2),)), _three(), **_one_a_day()),
    # 90 people take 4 h 30 min on two stations; the village shuts after one hour.
    ("service_window", "trip"): _by_sites(
        [village("a", unrecorded=90, open_until=clock("09:30"))],
        [village("a", unrecorded=90, open_until=clock("16:00"))],
    ),
    # 4 h 30 min of service and the break of an hour do not end before 13:30.
    ("shift_length", "trip"): _by_policy(
        village("a", unrecorded=90), hours=Hours(shift_end=clock("13:30")), relaxed={"hours": Hours()}
    ),
    ("travel_limit", "trip"): _by_policy(
        village("a", at=100), driving_leg_max_s=minutes(90), relaxed={"driving_leg_max_s": minutes(150)}
    ),
    ("visits_per_day", "trip"): _by_policy(*_three(), max_visits_per_day=2, relaxed={"max_visits_per_day": 3}),
    # Too far from each other for one trip; two teams would do both on the only day, and there is one.
    ("one_trip_at_a_time", "master"): Case(
        full=month(village("a", at=100), village("b", at=-100), days=1, staff=[]),
        relaxed=month(village("a", at=100), village("b", at=-100), days=1, staff=[], teams=2),
        rewritten=_without_rest_of_team,
    ),
    # The team came home from a night out on the day before the first: it rests.
    ("one_trip_at_a_time", "roster"): Case(
        full=month(*_three(), **_one_a_day(), history=History(team_days=past_days("t1", -1, night=True))),
        relaxed=month(*_three(), **_one_a_day()),
    ),
    # A second visit on the same day would be at the same site.
    ("site_day", "trip"): Case(
        full=month(village("a", unrecorded=40), days=1),
        relaxed=month(village("a", at=10), village("b", at=10), days=1),
        rewritten=_one_site,
    ),
    ("site_day", "roster"): _by_policy(
        village("a", unrecorded=300), joint_visits=False, relaxed={"joint_visits": True}, more={"teams": 2}
    ),
    ("field_days", "master"): Case(
        full=month(*_three(), **_one_a_day(), teams=[team("t1", days_per_week=2)]),
        relaxed=month(*_three(), **_one_a_day(), teams=[team("t1")]),
    ),
    # Only three people: all of them go out each day.
    ("field_days", "roster"): Case(
        full=month(*_three(), **_one_a_day(), staff=[member(f"s{number}", days_per_week=2) for number in range(3)]),
        relaxed=month(*_three(), **_one_a_day(), staff=[member(f"s{number}") for number in range(3)]),
    ),
    ("crew", "roster"): Case(
        full=month(*_three(), **_one_a_day(), staff=[member("s0", away=[2]), member("s1"), member("s2")]),
        relaxed=month(*_three(), **_one_a_day(), staff=[member(f"s{number}") for number in range(3)]),
    ),
    # Villages without signal, one each day; two teams with one kit, or one team with a kit on two of three days.
    ("equipment", "master"): Case(
        full=month(*_three(signal="none")[:2], **_one_a_day(1), teams=2, equipment=[kits(1)]),
        relaxed=month(*_three(signal="none")[:2], **_one_a_day(1), teams=2, equipment=[kits(2)]),
    ),
    ("equipment", "roster"): Case(
        full=month(*_three(signal="none"), **_one_a_day(), equipment=[kits(1, first=day(2))]),
        relaxed=month(*_three(signal="none"), **_one_a_day(), equipment=[kits(1)]),
    ),
    ("connectivity", "trip"): _by_sites([village("a", signal="none"), village("b")], [village("a"), village("b")]),
    # b and c come to a, which may hold two villages.
    ("hub_assignment", "master"): _by_policy(
        *_three(),
        hub_max_villages=2,
        relaxed={"hub_max_villages": 3},
        more={"reach": {("b", "a"): 1.0, ("c", "a"): 1.0}, "max_visits_per_day": 1},
    ),
    # Each village has its day: c the first, d the second, a the third, when nobody comes there from b.
    ("hub_assignment", "roster"): Case(full=_guests_on_day_three(cut=True), relaxed=_guests_on_day_three(cut=False)),
    ("turnout", "trip"): _by_sites([village("a", show_up_ppm=500_000)], [village("a")]),
    ("count_once", "master"): _by_sites([village("a", unrecorded=30)], [village("a", unrecorded=60)]),
    # 60 people in 3 hours; at 1 minute each instead of 6 there would be 300.
    ("service_capacity", "trip"): _by_policy(
        village("a", unrecorded=300), record_s=minutes(6), relaxed={"record_s": minutes(1)}
    ),
    ("service_capacity", "roster"): _by_policy(
        village("a"),
        village("b"),
        ikd_cap_scope=IkdCapScope.OFFICE,
        relaxed={"ikd_cap_scope": IkdCapScope.TEAM},
        more={**_one_a_day(1), "teams": 2, "ikd_cap_per_day": 10},
    ),
    # With the duty all ten with a phone get it, without it seven.
    ("ikd_duty", "trip"): _by_policy(
        village("a"), mandatory_ikd=True, relaxed={"mandatory_ikd": False}, more={"ikd_acceptance_permille": 700}
    ),
    ("ikd_allowed", "trip"): _by_policy(
        village("a", unrecorded=0, ikd_demand=300),
        village("b"),
        ikd_only_visits=False,
        relaxed={"ikd_only_visits": True},
    ),
    # Five cards; or none before day 3, and a village for each day.
    ("card_stock", "master"): Case(
        full=month(village("a"), days=1, stock=cards(5)), relaxed=month(village("a"), days=1, stock=cards(100))
    ),
    ("card_stock", "roster"): Case(
        full=month(*_three(), **_one_a_day(), stock=cards(0, deliveries={3: 100})),
        relaxed=month(*_three(), **_one_a_day(), stock=cards(100)),
    ),
    ("card_age", "trip"): _by_sites(
        [school("a", adult_permille=600, fit_phone_permille=0)], [school("a", fit_phone_permille=0)]
    ),
    # Notice could first be given for day 2; or the data of all villages are ready on day 2 only.
    ("notice", "intake"): Case(
        full=month(*_three(), **_one_a_day(), as_of=day(-12)), relaxed=month(*_three(), **_one_a_day())
    ),
    ("notice", "roster"): _by_sites(_three(data_ready=day(2)), _three(), **_one_a_day()),
    ("spacing", "intake"): _by_sites([village("a", last_visit=day(-3)), village("b")], [village("a"), village("b")]),
    # 300 people are three days' work: three parts of one invitation, of which two are allowed.
    ("spacing", "roster"): _by_policy(
        village("a", unrecorded=300), split_parts_max=2, relaxed={"split_parts_max": 3}, more={"days": 3}
    ),
    # A trip costs Rp 490,000 or so.
    ("budget", "master"): _by_policy(
        *_three(), budget_rupiah=1_100_000, relaxed={"budget_rupiah": None}, more=_one_a_day()
    ),
    # b has more people; a is locked on the only day, or at noon.
    ("pin", "intake"): Case(
        full=month(village("a"), village("b", unrecorded=40), **_one_a_day(1), pins=[Pin(site="a", day=day(1))]),
        relaxed=month(village("a"), village("b", unrecorded=40), **_one_a_day(1)),
    ),
    ("pin", "roster"): Case(
        full=month(village("a"), days=1, pins=[Pin(site="a", day=day(1), start=clock("12:30"))]),
        relaxed=month(village("a"), days=1),
    ),
}
"""Every place of the registry."""

FURTHER: tuple[tuple[str, KeptAt, Case], ...] = (
    # 60 people in 3 hours; the hall receives 20. Then guests: 20 of a, and of b as many as come.
    (
        "service_capacity",
        "trip",
        _by_sites([village("a", unrecorded=60, hall_people=20)], [village("a", unrecorded=60)]),
    ),
    (
        "service_capacity",
        "trip",
        _by_sites(
            [village("a", hall_people=30), village("b", signal="none")],
            [village("a"), village("b", signal="none")],
            reach={("b", "a"): 1.0},
        ),
    ),
    # Cards alone, fetched by 30 people.
    (
        "service_capacity",
        "trip",
        _by_sites(
            [village("a", unrecorded=0, print_ready=30, hall_people=20)], [village("a", unrecorded=0, print_ready=30)]
        ),
    ),
)
"""Rules that bind in more than one way at a place."""
