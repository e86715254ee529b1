"""Parameters and prices by all their names, with values in the unit of the field."""

from collections import Counter
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from geodata.read.policy_names import ELSEWHERE, PARAMETERS, RATES, parameters_by_name
from geodata.read.policy_sheet import policy_of
from geodata.read.spelling import plain
from planner.domain.policy import Floor, IkdCapScope, Policy, Rates
from planner.domain.site import Connectivity, Terrain
from planner.units import clock
from tests.geodata.read.office import folder, one, read


def policy(at: Path, *lines: str, biaya: str | None = None) -> Policy:
    sheets = read(folder(at, kebijakan="\n".join(["parameter;nilai", *lines]), biaya=biaya))
    return policy_of(sheets.policy, sheets.rates)


def test_no_sheet_is_the_default(tmp_path: Path) -> None:
    assert policy(tmp_path) == Policy()


def test_every_field_of_the_policy_is_a_parameter() -> None:
    paths = set()
    for item in fields(Policy):
        held = getattr(Policy(), item.name)
        if is_dataclass(held):
            paths |= {f"{item.name}.{part.name}" for part in fields(held)}
        elif item.name != "floors":
            paths.add(item.name)
    prices = {f"rates.{name}" for name in RATES}
    assert {parameter.path for parameter in PARAMETERS} == paths - prices
    assert {item.name for item in fields(Rates)} == {*RATES, "allowance_long_from_s"}


def test_no_name_means_two_things() -> None:
    names = [plain(name) for item in PARAMETERS for name in {item.path, *(name for name, _ in item.names)}]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert not set(names) & set(ELSEWHERE)
    rates = [plain(name) for code, others in RATES.items() for name in {code, *others}]
    assert len(rates) == len(set(rates))


@pytest.mark.parametrize("name", parameters_by_name())
def test_defaults_by_every_name_are_the_default(tmp_path: Path, name: str) -> None:
    from geodata.read.template_read_me import default_text

    parameter, unit = parameters_by_name()[name]
    written = default_text(parameter, unit, 0)
    if written == "tanpa batas":
        return
    assert policy(tmp_path, f"{name};{written}") == Policy()


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("hub_max_km;7,5", "hub_max_m", 7_500),
        ("jarak hub maks km;8", "hub_max_m", 8_000),
        ("record_min_per_person;6.5", "record_s", 390),
        ("record_s;400", "record_s", 400),
        ("Menit Persiapan;45", "setup_s", 2_700),
        ("show_up_invited;0,45", "show_up_village_ppm", 450_000),
        ("kehadiran_sekolah;85%", "show_up_school_ppm", 850_000),
        ("falloff_per_km;0,1", "falloff_per_km_micro", 100_000),
        ("waste_card_share;2,5%", "waste_permille", 25),
        ("detour_factor;1,25", "detour_permille", 1_250),
        ("wajib_ikd;ya", "mandatory_ikd", True),
        ("ikd_cap_scope;kantor", "ikd_cap_scope", IkdCapScope.OFFICE),
        ("unknown_connectivity_as;baik", "unknown_connectivity_as", Connectivity.GOOD),
        ("medan_bawaan;bukit", "default_terrain", Terrain.HILL),
        ("anggaran;Rp 25.000.000", "budget_rupiah", 25_000_000),
        ("notice_days;21", "notice_days", 21),
    ],
)
def test_values_come_out_in_the_unit_of_the_field(tmp_path: Path, line: str, field: str, value: object) -> None:
    assert getattr(policy(tmp_path, line), field) == value


def test_parts_and_promises(tmp_path: Path) -> None:
    lines = ["hours.shift_end;15.30", "service_hours_per_day_friday;3", "bobot_kartu;350", "kunjungan_minimum:Utara;2"]
    found = policy(
        tmp_path, *lines, "floor_coverage:utara;0,95", biaya="kode,rupiah\nuang_harian,160.000\ngenset,90000\n"
    )
    assert found.hours.shift_end == clock("15:30")
    assert found.hours_friday.service_limit_s == 10_800
    assert found.weights.card == 350
    assert found.floors == (Floor(subdistrict="Utara", coverage_permille=950, visits=2),)
    assert (found.rates.allowance_long, found.rates.genset, found.rates.link) == (160_000, 90_000, 100_000)


@pytest.mark.parametrize(
    ("line", "code", "hint"),
    [
        ("notice_dayz;14", "UNKNOWN_PARAMETER", "notice_days"),
        ("notice_days;6", "OUT_OF_RANGE", "7"),
        ("overtime_max_min;130", "OUT_OF_RANGE", "120"),
        ("visits_per_day_max;0", "OUT_OF_RANGE", "15"),
        ("visits_per_day_max;16", "OUT_OF_RANGE", "15"),
        ("setup_min;empat puluh", "NOT_A_NUMBER", "menit"),
        ("setup_min;7,333", "NOT_WHOLE", "satuan"),
        ("setup_min;-1", "NEGATIVE", "0"),
        ("fit_phone_share;1,2", "OUT_OF_RANGE", "1"),
        ("mandatory_ikd;mungkin", "UNKNOWN_WORD", "ya"),
        ("unknown_connectivity_as;tidak_diketahui", "UNKNOWN_WORD", "lemah"),
        ("hours.shift_start;pagi", "NOT_A_TIME", "07:30"),
        ("stations_per_team;2", "PARAMETER_ELSEWHERE", "stasiun"),
        ("recording_mode;online_only", "PARAMETER_ELSEWHERE", "daring"),
        ("jam_selesai;07:00", "POLICY_CONTRADICTS", "jam mulai"),
        ("menit_istirahat_jumat;120", "POLICY_CONTRADICTS", "istirahat"),
    ],
)
def test_what_is_no_policy(tmp_path: Path, line: str, code: str, hint: str) -> None:
    fault = one(folder(tmp_path, kebijakan=f"parameter;nilai\n{line}\n"))
    assert fault.code == code
    assert hint in fault.expected[0]


def test_one_parameter_by_two_names_is_said_twice(tmp_path: Path) -> None:
    fault = one(folder(tmp_path, kebijakan="parameter;nilai\nsetup_s;2400\nmenit_persiapan;45\n"))
    assert (fault.code, fault.where) == ("REPEATED_CODE", "kebijakan!A3")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("uang_harin,1", "UNKNOWN_RATE"),
        ("genset,-1", "NEGATIVE"),
        ("genset,1\nbbm_genset,2", "REPEATED_CODE"),
        ("genset,murah", "NOT_A_NUMBER"),
    ],
)
def test_what_is_no_price(tmp_path: Path, row: str, code: str) -> None:
    assert one(folder(tmp_path, biaya=f"kode,rupiah\n{row}\n")).code == code
