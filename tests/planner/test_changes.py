"""Named changes: what they make of a problem, what does not fit in them, and that they tell themselves."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from geodata.read.policy_names import PARAMETERS, RATES, Unit
from planner.changes import (
    CHANGES,
    AnyChange,
    BudgetChanged,
    DayOff,
    DeliveryAdded,
    DeliveryChanged,
    EquipmentChanged,
    FieldDays,
    HubLimits,
    IkdDuty,
    IkdOnlyVisits,
    NewRequest,
    OtherDays,
    PeopleFound,
    PolicyChanged,
    RateChanged,
    RoadCut,
    SaturdaysWorked,
    ShowUp,
    SignalChanged,
    StaffAdded,
    StaffAway,
    StockCounted,
    TeamOut,
    TeamRemoved,
    TeamsAdded,
    WayClosed,
    changed,
)
from planner.changes.policy_words import policy_amount, policy_word
from planner.domain.policy import Policy, Rates
from planner.domain.problem import Problem
from planner.domain.site import Connectivity, SiteKind
from planner.domain.team import EquipmentKind, Skill
from planner.errors import InputFaults
from planner.rules.wording import rate_word
from tests.build import cards, day, kits, member, month, school, team, village
from tests.builders.problems import on_days


def problem() -> Problem:
    return month(
        village("a"),
        village("b", at=20),
        school("s", at=30),
        days=14,
        teams=[team("t1"), team("t2")],
        staff=[member("p1"), member("p2", "record")],
        equipment=[kits(1)],
        stock=cards(100, deliveries={3: 50, 9: 70}),
        reach={("b", "a"): 4.0},
    )


GOOD: Sequence[AnyChange] = (
    RoadCut(sites=("a", "b"), first=day(2), last=day(4)),
    WayClosed(start="base", end="a"),
    SignalChanged(site="a"),
    OtherDays(site="s", days=(day(9), day(8))),
    PeopleFound(site="a", recording=15, print_ready=3),
    NewRequest(id="e", name="Pasar malam", village="b", recording=40, days=(day(5),)),
    ShowUp(ppm=300_000, site_kind=SiteKind.VILLAGE),
    StaffAway(member="p1", first=day(1), last=day(3)),
    StaffAdded(skills=(Skill.RECORD, Skill.DRIVE), count=2),
    TeamOut(team="t2", first=day(3), last=day(5)),
    TeamsAdded(like="t1", count=2),
    TeamRemoved(team="t2"),
    FieldDays(per_week=2, per_month=5, staff_per_week=3),
    DeliveryChanged(due=day(3), day=day(12)),
    DeliveryAdded(day=day(6), quantity=500),
    StockCounted(difference=-40),
    EquipmentChanged(equipment=EquipmentKind.SATELLITE_KIT, pieces=1, first=day(2), last=day(3)),
    BudgetChanged(amount=9_000_000),
    RateChanged(rate="per_km", amount=2_000),
    PolicyChanged(field="notice_days", value=7),
    HubLimits(villages=2, distance_m=3_000),
    IkdDuty(),
    IkdOnlyVisits(),
    SaturdaysWorked(),
    DayOff(day=day(5)),
)


def test_there_is_an_example_of_every_change_with_names_of_its_own() -> None:
    assert [type(change) for change in GOOD] == list(CHANGES)
    for language in (0, 1):
        names = [kind.names[language] for kind in CHANGES]
        assert len(set(names)) == len(names)
    kinds = [change.kind for change in GOOD]
    assert len(set(kinds)) == len(kinds)


@pytest.mark.parametrize("change", GOOD, ids=lambda change: change.kind)
def test_a_change_fits_tells_itself_and_changes_something(change: AnyChange) -> None:
    before = problem()
    if isinstance(change, SaturdaysWorked):
        before = month(village("a"), days=14, off=[6, 7, 13, 14])
    indonesian, english = change.told(before)
    assert indonesian.endswith(".")
    assert english.endswith(".")
    assert not {"{", "}", "None"} & set(indonesian.split())
    assert changed(before, [change]) != before


def test_a_day_that_was_agreed_on_needs_no_notice_for_the_own_people_of_the_place() -> None:
    change = OtherDays(site="s", days=(day(8),), agreed=True)
    assert "disepakati" in change.told(problem())[0]
    after = changed(problem(), [change])
    assert after.told == {("s", "s", day(8))}
    assert changed(after, [OtherDays(site="s", days=(day(8),))]).told == frozenset()


def test_a_road_that_is_cut_closes_the_places_on_those_days_only() -> None:
    after = changed(problem(), [GOOD[0]])
    assert after.site["a"].closed_dates == (day(2), day(3), day(4))
    assert after.site["s"].closed_dates == ()


def test_a_way_is_closed_both_ways_and_no_other_is() -> None:
    table = changed(problem(), [WayClosed(start="base", end="a")]).travel[0]
    assert table.leg("base", "a") is None
    assert table.leg("a", "base") is None
    assert table.leg("base", "b") is not None


def test_deliveries_come_late_short_or_not_at_all() -> None:
    def after(change: AnyChange) -> list[tuple[Any, int]]:
        return [(item.day, item.quantity) for item in changed(problem(), [change]).stock.deliveries]

    assert after(DeliveryChanged(due=day(3), day=day(12))) == [(day(9), 70), (day(12), 50)]
    assert after(DeliveryChanged(due=day(9), quantity=0)) == [(day(3), 50), (day(9), 0)]


def test_equipment_changes_on_its_days_and_unlisted_kinds_are_counted_first() -> None:
    kit = changed(
        problem(), [EquipmentChanged(equipment=EquipmentKind.SATELLITE_KIT, pieces=-1, first=day(2), last=day(3))]
    )
    there = [sum(item.available(day(number)) for item in kit.equipment) for number in range(1, 6)]
    assert there == [1, 0, 0, 1, 1]
    # Two teams with two stations each take four sets along.
    sets = changed(
        problem(), [EquipmentChanged(equipment=EquipmentKind.RECORDING_SET, pieces=-2, first=day(1), last=day(1))]
    )
    listed = [item for item in sets.equipment if item.kind is EquipmentKind.RECORDING_SET]
    assert [sum(item.available(day(number)) for item in listed) for number in (1, 2)] == [2, 4]


def test_a_new_request_lies_where_its_village_does() -> None:
    after = changed(problem(), [GOOD[5]])
    table = after.travel[0]
    assert table.leg("base", "e") == table.leg("base", "b")
    assert table.leg("e", "b") == (0, 0)
    assert after.site["e"].dates == (day(5),)


def test_more_people_are_more_eligible_people_of_a_village() -> None:
    after = changed(problem(), [PeopleFound(site="a", recording=15)]).site["a"]
    assert (after.recording_demand, after.unrecorded) == (35, 35)


def test_a_closer_limit_of_hubs_leaves_out_the_longer_pairs() -> None:
    assert changed(problem(), [HubLimits(distance_m=3_000)]).reach == ()
    assert len(changed(problem(), [HubLimits(villages=2)]).reach) == 1


def test_saturdays_are_worked_but_for_holidays_and_schools_stay_shut() -> None:
    before = month(village("a"), days=14, off=[6, 7, 13, 14])
    days = tuple(replace(item, note="Libur") if item.day == day(13) else item for item in before.period.days)
    after = changed(replace(before, period=replace(before.period, days=days)), [SaturdaysWorked()])
    assert [(item.working, item.school_open) for item in after.period.days if item.day.weekday() == 5] == [
        (True, False),
        (False, False),
    ]


def test_signal_may_come_as_well() -> None:
    up = SignalChanged(site="a", connectivity=Connectivity.GOOD)
    assert changed(problem(), [SignalChanged(site="a"), up]).site["a"].connectivity is Connectivity.GOOD


BAD: Sequence[tuple[AnyChange, str]] = (
    (RoadCut(sites=(), first=day(1), last=day(2)), "sites"),
    (RoadCut(sites=("x",), first=day(1), last=day(2)), "sites"),
    (RoadCut(sites=("a",), first=day(3), last=day(2)), "last"),
    (RoadCut(sites=("a",), first=day(90), last=day(91)), "first"),
    (WayClosed(start="a", end="a"), "end"),
    (OtherDays(site="s", days=()), "days"),
    (OtherDays(site="s", days=(day(99),)), "days"),
    (PeopleFound(site="a", recording=-21), "recording"),
    (NewRequest(id="a", name="x", village="b", recording=1), "id"),
    (NewRequest(id="e", name="x", village="s", recording=1), "village"),
    (NewRequest(id="e", name="x", village="b"), "recording"),
    (ShowUp(ppm=2_000_000), "ppm"),
    (ShowUp(ppm=1, site="a", site_kind=SiteKind.VILLAGE), "site_kind"),
    (StaffAway(member="nobody", first=day(1), last=day(2)), "member"),
    (StaffAdded(skills=()), "skills"),
    (TeamOut(team="t9", first=day(1), last=day(2)), "team"),
    (TeamsAdded(like="t1", count=0), "count"),
    (FieldDays(per_week=-1, per_month=3), "per_week"),
    (DeliveryChanged(due=day(4), day=day(5)), "due"),
    (DeliveryChanged(due=day(3)), "day"),
    (StockCounted(difference=-101), "difference"),
    (EquipmentChanged(equipment=EquipmentKind.PRINTER, pieces=0), "pieces"),
    (EquipmentChanged(equipment=EquipmentKind.PRINTER, pieces=-99), "pieces"),
    (BudgetChanged(amount=-1), "amount"),
    (RateChanged(rate="lunch", amount=1), "rate"),
    (PolicyChanged(field="hours", value=1), "field"),
    (PolicyChanged(field="notice_days", value=2), "value"),
    (HubLimits(distance_m=99_999), "distance_m"),
    (DayOff(day=day(99)), "day"),
)


@pytest.mark.parametrize(("change", "field"), BAD, ids=lambda item: item if isinstance(item, str) else item.kind)
def test_what_does_not_fit_is_named(change: AnyChange, field: str) -> None:
    with pytest.raises(InputFaults) as raised:
        changed(problem(), [change])
    assert [fault.where for fault in raised.value.faults] == [f"/changes/0/{field}"]
    assert field in {item.name for item in fields(change)}


NUMBERS = [item.name for item in fields(Policy) if type(getattr(Policy(), item.name)) is int]


@pytest.mark.parametrize("name", NUMBERS)
def test_a_policy_that_is_refused_tells_its_bounds_in_both_languages(name: str) -> None:
    for value in (-1, 0, 6, 999_999):
        for wrong in PolicyChanged(field=name, value=value).wrong(problem()):
            assert wrong.expected[0].startswith("bilangan")
            assert wrong.expected[1].startswith("a number")
            assert name not in wrong.expected[1]


@pytest.mark.parametrize(
    ("field", "value", "indonesian", "english"),
    [
        ("setup_s", 2_700, "Kebijakan waktu persiapan di tempat layanan: 45 menit, sebelumnya 40 menit.", "45 minutes"),
        ("notice_days", 7, "pemberitahuan sebelum kunjungan paling sedikit: 7 hari, sebelumnya 14 hari.", "7 days"),
        ("hub_max_m", 7_500, "jarak ke titik kumpul paling jauh: 7,5 km, sebelumnya 10 km.", "7.5 km"),
        ("show_up_village_ppm", 625_000, "kehadiran undangan desa: 62,5 %, sebelumnya 100 %.", "62.5 %"),
        ("fit_phone_permille", 250, "HP layak untuk IKD: 25 %, sebelumnya 60 %.", "25 %"),
        ("overtime_allowed", 1, "lembur boleh: ya, sebelumnya tidak.", "yes, before no"),
        ("hours.shift_start", 27_900, "jam mulai kerja (hari biasa): 07.45, sebelumnya 07.30.", "07:45"),
        ("hours_friday.service_limit_s", 9_900, "sehari paling banyak (Jumat): 2,75 jam, sebelumnya 2,5 jam", "2.75"),
        ("weights.card", 500, "bobot kartu: 500 permil, sebelumnya 300 permil.", "500 permille"),
        ("budget_rupiah", 12_000_000, "anggaran: Rp12.000.000, sebelumnya tanpa batas.", "before no limit"),
        ("rates.per_km", 2_000, "tarif per_km: Rp2.000, sebelumnya Rp1.250.", "Rp2,000"),
        ("detour_permille", 1_500, "faktor belok: 1,5, sebelumnya 1,4.", "1.5"),
        ("max_visits_per_day", 3, "kunjungan tim sehari paling banyak: 3, sebelumnya 4.", "3, before 4"),
    ],
)
def test_a_policy_is_told_in_words_and_in_the_unit_of_its_sheet(
    field: str, value: int, indonesian: str, english: str
) -> None:
    before = replace(problem(), policy=replace(problem().policy, show_up_village_ppm=1_000_000))
    told = PolicyChanged(field=field, value=value).told(before)
    assert indonesian in told[0]
    assert english in told[1]


OF_WORDS = (Unit.CONNECTIVITY, Unit.TERRAIN, Unit.SCOPE, Unit.EQUITY)


def test_every_number_of_the_policy_has_words_of_its_own() -> None:
    numbers = [item.path for item in PARAMETERS if item.unit not in OF_WORDS]
    numbers += [f"rates.{field}" for field in RATES]
    for language in (0, 1):
        said = [policy_word(path)[language] for path in numbers]
        assert len(set(said)) == len(said)
        units = {Unit.MINUTES: " menit", Unit.HOURS: " jam", Unit.KM: " km", Unit.SHARE: " %", Unit.DAYS: " hari"}
    for item in PARAMETERS:
        unit = item.names[0][1] if item.names else item.unit
        if unit in units and item.path != "detour_permille":
            assert policy_amount(item.path, 36_000)[0].endswith(units[unit]), item.path


def test_prices_bear_the_names_of_the_sheet() -> None:
    named = {field: names[0] for field, names in RATES.items()}
    assert {item.name: rate_word(item.name)[0] for item in fields(Rates) if item.name in named} == named


def test_all_that_does_not_fit_is_told_at_once_and_later_changes_see_earlier_ones() -> None:
    with pytest.raises(InputFaults) as raised:
        changed(problem(), [BAD[0][0], GOOD[5], RoadCut(sites=("e",), first=day(1), last=day(1)), BAD[-1][0]])
    assert [fault.where for fault in raised.value.faults] == ["/changes/0/sites", "/changes/3/day"]
    assert day(2) - day(1) == timedelta(days=1)


def test_a_request_in_a_month_with_a_cut_road_is_as_far_as_its_village_each_day() -> None:
    problem = on_days(month(village("a"), village("b", at=20), days=5), 2, 3, {("base", "b"): 90})
    after = changed(problem, [NewRequest(id="e", name="Pasar malam", village="b", recording=40)])
    car = after.teams[0].vehicle_class
    for number, other in ((1, 4), (2, 3)):
        tables = [after.travel_on(car, day(one)) for one in (number, other)]
        assert all(table.leg("base", "e") == table.leg("base", "b") for table in tables)
        assert all(table.leg("e", "a") == table.leg("b", "a") for table in tables)
    assert after.travel_on(car, day(2)).leg("base", "e") != after.travel_on(car, day(1)).leg("base", "e")
