"""The names of the sheets ``kebijakan`` and ``biaya``: every field of the policy, in both languages.

A parameter may be given by the path of its field (``setup_s``, in seconds) or by a name in the unit that
offices use (``setup_min``, ``menit_persiapan``). Prices are fields of ``Rates``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from geodata.contracts.column import BothLanguages
from geodata.read.spelling import plain
from planner.domain.policy import VISITS_A_DAY_TOP


class Unit(StrEnum):
    """The unit in which a value is written."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    CLOCK = "clock"
    METRES = "metres"
    KM = "km"
    PERMILLE = "permille"
    SHARE = "share"
    PPM = "ppm"
    MICRO = "micro"
    COUNT = "count"
    DAYS = "days"
    RUPIAH = "rupiah"
    YES_NO = "yes_no"
    CONNECTIVITY = "connectivity"
    TERRAIN = "terrain"
    SCOPE = "scope"
    EQUITY = "equity"


UNIT_TEXT: Mapping[Unit, BothLanguages] = {
    Unit.SECONDS: ("detik", "seconds"),
    Unit.MINUTES: ("menit", "minutes"),
    Unit.HOURS: ("jam", "hours"),
    Unit.CLOCK: ("jam, mis. 07:30", "time, such as 07:30"),
    Unit.METRES: ("meter", "metres"),
    Unit.KM: ("km", "km"),
    Unit.PERMILLE: ("permil", "permille"),
    Unit.SHARE: ("bagian, mis. 0,6 atau 60%", "share, such as 0.6 or 60%"),
    Unit.PPM: ("per sejuta", "parts per million"),
    Unit.MICRO: ("per sejuta", "millionths"),
    Unit.COUNT: ("buah", "count"),
    Unit.DAYS: ("hari", "days"),
    Unit.RUPIAH: ("rupiah", "rupiah"),
    Unit.YES_NO: ("ya atau tidak", "yes or no"),
    Unit.CONNECTIVITY: ("tidak_ada, lemah, atau baik", "none, weak, or good"),
    Unit.TERRAIN: ("baik, bukit, atau jalan_setapak", "good, hill, or track"),
    Unit.SCOPE: ("tim atau kantor", "team or office"),
    Unit.EQUITY: ("setelah_nilai atau utama", "after_value or first"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One number of the policy.

    Attributes
    ----------
    path
        Field of ``Policy``, with a dot into its parts.
    unit
        Unit of the field itself.
    names
        Other names, each with the unit that its values are in; the first is Indonesian, the second English.
    low, high
        Limits in the unit of the field; ``None`` for none.
    """

    path: str
    unit: Unit
    names: tuple[tuple[str, Unit], ...]
    low: int = 0
    high: int | None = None


def _parameter(
    path: str, unit: Unit, *names: str, at: Unit | None = None, low: int = 0, high: int | None = None
) -> Parameter:
    """``names`` are in the unit ``at`` (that of the field if not given)."""
    limit = {Unit.PERMILLE: 1000, Unit.PPM: 1_000_000, Unit.MICRO: 1_000_000, Unit.CLOCK: 86_400}.get(unit)
    given = tuple((name, at or unit) for name in names)
    return Parameter(path=path, unit=unit, names=given, low=low, high=limit if high is None else high)


def _weight(path: str, *names: str) -> Parameter:
    return _parameter(f"weights.{path}", Unit.PERMILLE, *names, high=100_000)


_S, _M, _P, _C = Unit.SECONDS, Unit.METRES, Unit.PERMILLE, Unit.COUNT
_MINUTES, _KM, _SHARE = Unit.MINUTES, Unit.KM, Unit.SHARE


def _hours() -> tuple[Parameter, ...]:
    kinds = (
        ("hours", "", ""),
        ("hours_friday", "_jumat", "_friday"),
        ("hours_ramadan", "_ramadan", "_ramadan"),
        ("hours_ramadan_friday", "_ramadan_jumat", "_ramadan_friday"),
    )
    found = []
    for path, local, english in kinds:
        found += [
            _parameter(f"{path}.shift_start", Unit.CLOCK, f"jam_mulai{local}", f"shift_start{english}"),
            _parameter(f"{path}.shift_end", Unit.CLOCK, f"jam_selesai{local}", f"shift_end{english}"),
            _parameter(
                f"{path}.break_s", _S, f"menit_istirahat{local}", f"break_min{english}", at=_MINUTES, high=86_400
            ),
            _parameter(
                f"{path}.break_earliest", Unit.CLOCK, f"istirahat_paling_awal{local}", f"break_earliest{english}"
            ),
            _parameter(f"{path}.break_latest", Unit.CLOCK, f"istirahat_paling_akhir{local}", f"break_latest{english}"),
            _parameter(
                f"{path}.service_limit_s",
                _S,
                f"jam_layanan_per_hari{local}",
                f"service_hours_per_day{english}",
                at=Unit.HOURS,
                high=86_400,
            ),
        ]
    return tuple(found)


PARAMETERS: tuple[Parameter, ...] = (
    _parameter("setup_s", _S, "menit_persiapan", "setup_min", "setup_minutes", at=_MINUTES),
    _parameter("pack_s", _S, "menit_berkemas", "pack_min", "pack_minutes", at=_MINUTES),
    _parameter("record_s", _S, "menit_rekam_per_orang", "record_min_per_person", at=_MINUTES, low=1),
    _parameter("ikd_s", _S, "menit_ikd_per_orang", "ikd_min_per_person", at=_MINUTES, low=1),
    _parameter("link_good_permille", _P, "kecepatan_sinyal_baik", "link_good_share", at=_SHARE),
    _parameter("link_weak_permille", _P, "kecepatan_sinyal_lemah", "link_weak_share", at=_SHARE),
    _parameter("link_kit_permille", _P, "kecepatan_satelit", "link_kit_share", at=_SHARE),
    _parameter("unknown_connectivity_as", Unit.CONNECTIVITY, "sinyal_tidak_diketahui_sebagai", "unknown_signal_as"),
    *_hours(),
    _parameter("overtime_allowed", Unit.YES_NO, "lembur_boleh", "overtime"),
    _parameter("overtime_max_s", _S, "menit_lembur_maks", "overtime_max_min", at=_MINUTES, high=7_200),
    _parameter("market_day_open", Unit.YES_NO, "hari_pasar_boleh", "market_day_visits"),
    _parameter("driving_day_max_s", _S, "menit_mengemudi_sehari_maks", "driving_day_max_min", at=_MINUTES),
    _parameter("driving_leg_max_s", _S, "menit_mengemudi_sekali_maks", "driving_leg_max_min", at=_MINUTES),
    _parameter("max_visits_per_day", _C, "kunjungan_per_hari_maks", "visits_per_day_max", low=1, high=VISITS_A_DAY_TOP),
    _parameter("max_nights", _C, "malam_maks", "nights_max", high=14),
    _parameter("show_up_village_ppm", Unit.PPM, "kehadiran_desa", "show_up_invited", "show_up_village", at=_SHARE),
    _parameter("show_up_school_ppm", Unit.PPM, "kehadiran_sekolah", "show_up_school", at=_SHARE),
    _parameter("falloff_per_km_micro", Unit.MICRO, "penurunan_hadir_per_km", "falloff_per_km", at=_SHARE),
    _parameter("rounds_per_period", _C, "putaran_per_periode", "rounds", low=1, high=4),
    _parameter("join_max_unrecorded", _C, "bergabung_belum_rekam_maks", "join_unrecorded_max"),
    _parameter("hub_max_m", _M, "jarak_hub_maks_km", "hub_max_km", at=_KM),
    _parameter("hub_max_s", _S, "menit_hub_maks", "hub_max_minutes", "hub_max_min", at=_MINUTES),
    _parameter("hub_max_villages", _C, "desa_per_hub_maks", "villages_per_hub_max", low=1),
    _parameter("mandatory_ikd", Unit.YES_NO, "wajib_ikd", "ikd_duty"),
    _parameter("fit_phone_permille", _P, "hp_layak", "fit_phone_share", at=_SHARE),
    _parameter("ikd_acceptance_permille", _P, "penerimaan_ikd", "ikd_acceptance_share", at=_SHARE),
    _parameter("ikd_acceptance_duty_permille", _P, "penerimaan_ikd_wajib", "ikd_acceptance_duty_share", at=_SHARE),
    _parameter("ikd_show_up_ppm", Unit.PPM, "kehadiran_ikd", "ikd_show_up", at=_SHARE),
    _parameter(
        "ikd_invites_on_recording_visits", Unit.YES_NO, "undangan_ikd_saat_perekaman", "ikd_invites_while_recording"
    ),
    _parameter("ikd_only_visits", Unit.YES_NO, "kunjungan_khusus_ikd", "ikd_only"),
    _parameter("ikd_cap_per_day", _C, "ikd_per_hari_maks", "ikd_per_day_max"),
    _parameter("ikd_cap_scope", Unit.SCOPE, "batas_ikd_berlaku_untuk", "ikd_cap_for"),
    _parameter("same_day_ready_permille", _P, "siap_cetak_hari_sama", "prr_same_day_share", at=_SHARE),
    _parameter("prints_per_printer_day", _C, "cetak_per_printer_sehari", "print_cap_per_printer_day"),
    _parameter("waste_permille", _P, "kartu_rusak", "waste_card_share", at=_SHARE),
    _parameter(
        "delivery_counts_from_permille", _P, "pengiriman_dihitung_mulai", "delivery_counts_from_share", at=_SHARE
    ),
    _parameter("office_minimum_record", _C, "petugas_rekam_di_kantor_min", "office_record_min"),
    _parameter("notice_days", Unit.DAYS, "hari_pemberitahuan", "notice", low=7, high=365),
    _parameter("min_gap_days", Unit.DAYS, "jeda_kunjungan_hari", "days_between_visits", high=365),
    _parameter("split_parts_max", _C, "bagian_undangan_maks", "split_max", low=1, high=10),
    _parameter("split_within_days", Unit.DAYS, "bagian_undangan_dalam_hari", "split_within", high=365),
    _parameter("joint_visits", Unit.YES_NO, "kunjungan_bersama", "joint_visits_allowed"),
    _parameter("budget_rupiah", Unit.RUPIAH, "anggaran", "budget", "anggaran_rupiah"),
    _parameter(
        "rates.allowance_long_from_s",
        _S,
        "uang_harian_penuh_lebih_dari_jam",
        "allowance_long_from_hours",
        at=Unit.HOURS,
    ),
    _weight("recording", "bobot_perekaman", "weight_recording"),
    _weight("card", "bobot_kartu", "weight_card"),
    _weight("ikd", "bobot_ikd", "weight_ikd"),
    _weight("ikd_only", "bobot_ikd_khusus", "weight_ikd_only"),
    _weight("school", "bobot_sekolah", "weight_school"),
    _weight("good_access_good_uptake", "bobot_akses_baik_capaian_baik", "weight_good_access_good_uptake"),
    _weight("good_access_poor_uptake", "bobot_akses_baik_capaian_kurang", "weight_good_access_poor_uptake"),
    _weight("poor_access_good_uptake", "bobot_akses_sulit_capaian_baik", "weight_poor_access_good_uptake"),
    _weight("poor_access_poor_uptake", "bobot_akses_sulit_capaian_kurang", "weight_poor_access_poor_uptake"),
    _parameter("weights.poor_access_above_s", _S, "akses_sulit_di_atas_menit", "poor_access_above_min", at=_MINUTES),
    _parameter("weights.hold_permille", _P, "boleh_turun_permil", "hold"),
    _parameter("equity", Unit.EQUITY, "pemerataan", "equity_place"),
    _parameter("default_terrain", Unit.TERRAIN, "medan_bawaan", "terrain_default"),
    _parameter("detour_permille", _P, "faktor_belok", "detour_factor", at=_SHARE, low=1000, high=10_000),
)

FLOOR_NAMES: Mapping[str, tuple[str, Unit]] = {
    "floors_coverage_permille": ("coverage_permille", Unit.PERMILLE),
    "floor_coverage": ("coverage_permille", Unit.SHARE),
    "cakupan_minimum": ("coverage_permille", Unit.SHARE),
    "floors_visits": ("visits", Unit.COUNT),
    "floor_visits": ("visits", Unit.COUNT),
    "kunjungan_minimum": ("visits", Unit.COUNT),
}
"""Promises to a subdistrict, written ``cakupan_minimum:Nama Kecamatan``."""

ELSEWHERE: Mapping[str, BothLanguages] = {
    "stations_per_team": ("isi kolom stasiun di lembar tim", "fill in the column stations on the sheet teams"),
    "printers_per_team": ("isi kolom printer di lembar tim", "fill in the column printers on the sheet teams"),
    "field_days_per_week_per_team": (
        "isi kolom hari_per_minggu di lembar tim",
        "fill in the column days_per_week on the sheet teams",
    ),
    "field_days_per_month_per_team": (
        "isi kolom hari_per_bulan di lembar tim",
        "fill in the column days_per_month on the sheet teams",
    ),
    "opening_stock": ("isi kolom saldo di lembar stok", "fill in the column opening on the sheet stock"),
    "reserve_cards": ("isi kolom cadangan di lembar stok", "fill in the column reserve on the sheet stock"),
    "office_cards_per_day": (
        "isi kolom pemakaian_loket di lembar stok",
        "fill in the column counter_per_day on the sheet stock",
    ),
    "delivery": ("tulis di lembar pengiriman", "write it on the sheet deliveries"),
    "show_up_plain": ("isi kolom hadir_permil di lembar desa", "fill in the column show_up on the sheet villages"),
    "record_cap_per_station_day": (
        "mengikuti menit_rekam_per_orang dan jam_layanan_per_hari; atur keduanya",
        "follows from record_min_per_person and service_hours_per_day; set those",
    ),
    "recording_mode": (
        "perekaman selalu daring; hapus baris ini",
        "recording is always online; remove this row",
    ),
    "min_record_age": ("tetap 16 tahun; hapus baris ini", "fixed at 16 years; remove this row"),
    "min_card_age": ("tetap 17 tahun; hapus baris ini", "fixed at 17 years; remove this row"),
}
"""Names of the domain page that are no parameter here, each with where it belongs."""

RATES: Mapping[str, tuple[str, ...]] = {
    "allowance_long": ("uang_harian", "uang_harian_penuh"),
    "allowance_short": ("uang_harian_pendek", "uang_harian_di_bawah_8_jam"),
    "per_km": ("per_km", "bbm_per_km"),
    "genset": ("bbm_genset", "generator"),
    "link": ("internet", "paket_data"),
    "papers": ("alat_tulis", "fotokopi"),
    "lodging": ("penginapan", "menginap"),
    "hire": ("sewa", "sewa_kendaraan"),
    "overtime_per_hour": ("lembur_per_jam", "overtime"),
}
"""Field of ``Rates`` to its Indonesian name and other names."""


def parameters_by_name() -> dict[str, tuple[Parameter, Unit]]:
    """Every name, plain, with its parameter and the unit of its values."""
    found = {}
    for parameter in PARAMETERS:
        found[plain(parameter.path)] = (parameter, parameter.unit)
        for name, unit in parameter.names:
            found[plain(name)] = (parameter, unit)
    return found


def rates_by_name() -> dict[str, str]:
    """Every name of a price, plain, with its field."""
    return {plain(name): field for field, names in RATES.items() for name in (field, *names)}
