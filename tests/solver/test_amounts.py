"""Amounts for fixed trips: people once, cards as they come, one place of service, hubs that hold their guests."""

from random import Random

import pytest

from planner.check import violations
from planner.score import score
from planner.units import MICRO
from solver.building import build_plan, build_trip
from solver.indexing import BACKLOG, RECORD, WITH_KIT
from solver.master.amounts import Loaded, improve_amounts, worth_of
from solver.search.anneal import Draft
from tests.build import cards, day, done, kits, month, place, village
from tests.solver.drafts import Made, taken
from tests.solver.problems import random_problem


def test_people_are_taken_once_over_all_trips() -> None:
    # A day holds 100: 300 minutes at 3 minutes each with two stations.
    made = Made(month(village("a", unrecorded=150), days=3))
    loaded = made.improved(made.draft("a"), made.draft("a"))
    counts = sorted(taken(made, trip)["a", RECORD] for trip in loaded)
    assert sum(counts) == 150
    assert max(counts) <= 100
    plan = made.plan(loaded, [1, 2])
    assert violations(made.problem, plan) == ()
    assert score(made.problem, plan).value == sum(worth_of(made.index, trip, made.cells[trip.cell]) for trip in loaded)


def test_minutes_go_to_people_who_count_most() -> None:
    sites = [village("a", unrecorded=60, factor_permille=1000), village("b", unrecorded=60, factor_permille=1300)]
    made = Made(month(*sites, days=1))
    (trip,) = made.improved(made.draft("a", "b"))
    found = taken(made, trip)
    assert found["b", RECORD] == 60
    assert 0 < found["a", RECORD] < 60
    assert violations(made.problem, made.plan([trip], [1])) == ()


def test_cards_keep_to_the_stock_of_their_period() -> None:
    # 10 blanks on days 1 and 2, 15 more from day 3; the day before may not use what the delivery brings.
    stock = cards(10, deliveries={3: 15})
    sites = [village("a", unrecorded=40, factor_permille=1300), village("b", unrecorded=40, factor_permille=1000)]
    made = Made(month(*sites, days=4, stock=stock))
    loaded = made.improved(made.draft("a", on=1), made.draft("b", on=3))
    early, late = (sum(printed for _, _, printed in trip.loads) for trip in loaded)
    assert 9.99 * MICRO <= early <= 10 * MICRO
    assert 24.99 * MICRO <= early + late <= 25 * MICRO
    assert [taken(made, trip) for trip in loaded] == [{("a", RECORD): 40}, {("b", RECORD): 40}]
    assert violations(made.problem, made.plan(loaded, [1, 3])) == ()


def test_waste_takes_its_share_of_the_blanks() -> None:
    made = Made(month(village("a", unrecorded=40), days=1, stock=cards(11), waste_permille=100))
    (trip,) = made.improved(made.draft("a"))
    assert 9.99 * MICRO <= sum(printed for _, _, printed in trip.loads) <= 10 * MICRO
    assert violations(made.problem, made.plan([trip], [1])) == ()


def test_cards_that_wait_are_handed_over_as_well() -> None:
    made = Made(month(village("a", unrecorded=5, print_ready=7), days=1))
    (trip,) = made.improved(made.draft("a"))
    assert taken(made, trip) == {("a", RECORD): 5, ("a", BACKLOG): 7}
    plan = made.plan([trip], [1])
    assert violations(made.problem, plan) == ()
    assert sum(people.cards for people in plan.trips[0].visits[0].people) == 12 * MICRO


def test_printers_print_so_many_a_day() -> None:
    made = Made(month(village("a", unrecorded=40), days=1, prints_per_printer_day=12))
    (trip,) = made.improved(made.draft("a"))
    assert sum(printed for _, _, printed in trip.loads) == pytest.approx(12 * MICRO, rel=1e-6)
    assert violations(made.problem, made.plan([trip], [1])) == ()


def test_a_village_has_one_place_of_service() -> None:
    sites = [village("a", unrecorded=60), village("b", unrecorded=60), village("c", unrecorded=30)]
    made = Made(month(*sites, days=2, reach={("c", "a"): 1.0, ("c", "b"): 1.0}))
    loaded = made.improved(made.draft("a"), made.draft("b"))
    hosts = [trip for trip in loaded if ("c", RECORD) in taken(made, trip)]
    assert len(hosts) == 1
    plan = made.plan(loaded, [1, 2])
    assert violations(made.problem, plan) == ()
    assert len(plan.assignments) == 3


def test_a_place_that_drafts_have_given_is_kept() -> None:
    sites = [village("a", unrecorded=60), village("b", unrecorded=60), village("c", unrecorded=30)]
    made = Made(month(*sites, days=2, reach={("c", "a"): 9.0, ("c", "b"): 0.5}))
    far = made.draft("a", loads=[(made.item("c", "a"), 1)])
    loaded = made.improved(far, made.draft("b"))
    assert ("c", RECORD) not in taken(made, loaded[1])


@pytest.mark.parametrize(("host", "guests"), [(village("a", unrecorded=5), 1), (place("a", "hall"), 2)])
def test_a_hub_holds_its_villages_and_a_hall_counts_none_of_its_own(host, guests: int) -> None:  # type: ignore[no-untyped-def]
    around = [village(name, unrecorded=10) for name in "bcd"]
    reach = {(site.id, "a"): 1.0 for site in around}
    made = Made(month(host, *around, days=1, reach=reach, hub_max_villages=2))
    (trip,) = made.improved(made.draft("a"))
    assert len({origin for origin, _ in taken(made, trip)} - {"a"}) == guests
    assert violations(made.problem, made.plan([trip], [1])) == ()


@pytest.mark.parametrize(("host", "most"), [(village("a", unrecorded=5), 3), (place("a", "hall"), 2)])
def test_a_guest_of_a_visit_done_takes_a_place_at_the_hub(host, most: int) -> None:  # type: ignore[no-untyped-def]
    # b was served at a before: all its people were invited, so that it has no load now, but it has its place there.
    around = [village(name, unrecorded=10) for name in "bcd"]
    reach = {(site.id, "a"): 1.0 for site in around}
    was = done("a", 1, invited=10, origin="b")
    office = {"hub_max_villages": most, "min_gap_days": 7}
    made = Made(month(host, *around, days=17, as_of=day(2), reach=reach, done=[was], **office))  # type: ignore[arg-type]
    (trip,) = made.improved(made.draft("a", on=17))
    assert len({origin for origin, _ in taken(made, trip)} - {"a"}) == 1
    assert violations(made.problem, made.plan([trip], [17])) == ()


def test_who_joins_elsewhere_hosts_nobody() -> None:
    sites = [village(name, unrecorded=20) for name in "abc"]
    made = Made(month(*sites, days=3, reach={("a", "b"): 1.0, ("b", "c"): 1.0}))
    loaded = made.improved(made.draft("b"), made.draft("c"))
    plan = made.plan(loaded, [1, 2])
    assert violations(made.problem, plan) == ()
    assert len(plan.trips) == 2


def test_without_a_link_nobody_is_recorded_unless_a_kit_is_there() -> None:
    made = Made(month(village("a", signal="none"), village("b"), days=2, equipment=[kits(1)]))
    bare, kitted = made.improved(made.draft("a", "b"), made.draft("a", mode=WITH_KIT))
    assert ("a", RECORD) not in taken(made, bare)
    assert taken(made, kitted) == {("a", RECORD): 20}
    assert violations(made.problem, made.plan([bare, kitted], [1, 2])) == ()


def test_an_order_without_a_timetable_is_given_up() -> None:
    # Cards that wait cost no time, so that no squeeze makes this order possible: b shuts before a can be left.
    sites = [
        village("a", print_ready=5, unrecorded=0, open_from=12 * 3600, open_until=15 * 3600),
        village("b", print_ready=5, unrecorded=0, open_from=8 * 3600, open_until=9 * 3600),
    ]
    made = Made(month(*sites, days=1))
    good, bad = made.improved(made.draft("b"), made.draft("a", "b"))
    assert bad == Loaded(cell=bad.cell, order=(), loads=())
    assert taken(made, good) == {("b", BACKLOG): 5}


@pytest.mark.parametrize("seed", range(200, 260))
def test_a_random_trip_breaks_no_rule_and_is_worth_what_it_says(seed: int) -> None:
    made, dice = Made(random_problem(seed)), Random(seed)
    found, days = made.index, made.index.days
    for number, cell in enumerate(made.cells):
        kind = days.classes[cell.day_class]
        stops = [stop for stop in range(found.stops) if cell.usable[stop]]
        order: list[int] = []
        for stop in dice.sample(stops, len(stops)):
            if len(order) < cell.day.max_stops and found.stop_site[stop] not in [found.stop_site[one] for one in order]:
                order.append(stop)
        sites = [found.places[found.stop_site[stop]] for stop in order]
        open_days = [one for one in kind.days if all(one in days.open_days[site] for site in sites)]
        (trip,) = improve_amounts(found, made.cells, [Draft(cell=number, order=tuple(order), loads=())])
        team = days.team_types[kind.team_type].team
        for one in open_days:
            built = build_trip(found, cell, trip, day=one, team=team.id, staff=())
            if built is None:
                continue
            plan = build_plan(made.problem, [built])
            broken = {item.rule for item in violations(made.problem, plan)}
            # Crew and field days are seen to by the dating.
            assert broken <= {"crew", "field_days"}
            assert score(made.problem, plan).value <= worth_of(found, trip, cell)
            assert score(made.problem, plan).value >= worth_of(found, trip, cell) * 0.999 - 10**9
