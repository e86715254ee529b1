"""What a number of the policy is called, and its value in the unit of the sheet ``kebijakan``, for sentences."""

from collections.abc import Callable, Mapping

from planner.rules.wording import Pair, decimal, kilometres, number, rate_word, rupiah, span, time_text
from planner.units import PERMILLE

_HOURS: Mapping[str, Pair] = {
    "shift_start": ("jam mulai kerja", "start of work"),
    "shift_end": ("jam selesai kerja", "end of work"),
    "break_s": ("lama istirahat", "length of the break"),
    "break_earliest": ("istirahat paling awal", "earliest start of the break"),
    "break_latest": ("istirahat paling akhir", "latest end of the break"),
    "service_limit_s": ("lama layanan sehari paling banyak", "longest service in a day"),
}
_DAYS: Mapping[str, Pair] = {
    "hours": ("hari biasa", "usual days"),
    "hours_friday": ("Jumat", "Fridays"),
    "hours_ramadan": ("Ramadan", "Ramadan"),
    "hours_ramadan_friday": ("Jumat Ramadan", "Fridays of Ramadan"),
}
_WEIGHTS: Mapping[str, Pair] = {
    "recording": ("bobot perekaman", "weight of a recording"),
    "card": ("bobot kartu", "weight of a card"),
    "ikd": ("bobot IKD", "weight of an IKD"),
    "ikd_only": ("bobot IKD pada kunjungan khusus", "weight of an IKD on visits for IKD alone"),
    "school": ("bobot sekolah", "weight of schools"),
    "good_access_good_uptake": ("bobot akses baik, capaian baik", "weight of good access, good uptake"),
    "good_access_poor_uptake": ("bobot akses baik, capaian kurang", "weight of good access, poor uptake"),
    "poor_access_good_uptake": ("bobot akses sulit, capaian baik", "weight of poor access, good uptake"),
    "poor_access_poor_uptake": ("bobot akses sulit, capaian kurang", "weight of poor access, poor uptake"),
    "poor_access_above_s": ("akses sulit bila perjalanan lebih dari", "access is poor where the way takes more than"),
    "hold_permille": (
        "nilai layanan yang boleh turun untuk tujuan berikutnya",
        "value of service that later goals may take",
    ),
}
_WORDS: Mapping[str, Pair] = {
    "setup_s": ("waktu persiapan di tempat layanan", "time to set up at a visit"),
    "pack_s": ("waktu berkemas di tempat layanan", "time to pack at a visit"),
    "record_s": ("waktu perekaman per orang", "time to record a person"),
    "ikd_s": ("waktu IKD per orang", "time for an IKD"),
    "link_good_permille": ("kecepatan pada sinyal baik", "speed with good signal"),
    "link_weak_permille": ("kecepatan pada sinyal lemah", "speed with weak signal"),
    "link_kit_permille": ("kecepatan dengan satelit", "speed with a satellite kit"),
    "overtime_allowed": ("lembur boleh", "overtime is allowed"),
    "overtime_max_s": ("lembur sehari paling banyak", "longest overtime in a day"),
    "market_day_open": ("kunjungan pada hari pasar boleh", "visits on market days are allowed"),
    "driving_day_max_s": ("mengemudi sehari paling banyak", "longest driving in a day"),
    "driving_leg_max_s": ("mengemudi sekali jalan paling banyak", "longest driving at a stretch"),
    "max_visits_per_day": ("kunjungan tim sehari paling banyak", "most visits of a team in a day"),
    "max_nights": ("malam menginap paling banyak", "most nights away"),
    "show_up_village_ppm": ("kehadiran undangan desa", "share of invited villagers who come"),
    "show_up_school_ppm": ("kehadiran undangan sekolah", "share of invited pupils who come"),
    "falloff_per_km_micro": ("penurunan hadir per km", "fall of attendance per km"),
    "rounds_per_period": ("putaran undangan per periode", "rounds of invitations in a period"),
    "join_max_unrecorded": (
        "belum rekam paling banyak agar desa bersinyal boleh bergabung",
        "most unrecorded people of a village with signal that may join a hub",
    ),
    "hub_max_m": ("jarak ke titik kumpul paling jauh", "longest way to a hub"),
    "hub_max_s": ("waktu ke titik kumpul paling lama", "longest time to a hub"),
    "hub_max_villages": ("desa per titik kumpul paling banyak", "most villages of a hub"),
    "mandatory_ikd": ("wajib IKD", "IKD is a duty"),
    "fit_phone_permille": ("HP layak untuk IKD", "share of phones fit for IKD"),
    "ikd_acceptance_permille": ("penerimaan IKD", "share of people who take an IKD"),
    "ikd_acceptance_duty_permille": ("penerimaan IKD bila wajib", "share of people who take an IKD under the duty"),
    "ikd_show_up_ppm": ("kehadiran undangan khusus IKD", "share of those invited for IKD who come"),
    "ikd_invites_on_recording_visits": (
        "undangan IKD saat kunjungan perekaman",
        "invitations for IKD on recording visits",
    ),
    "ikd_only_visits": ("kunjungan khusus IKD", "visits for IKD alone"),
    "ikd_cap_per_day": ("aktivasi IKD sehari paling banyak", "most IKD activations in a day"),
    "same_day_ready_permille": ("siap cetak pada hari yang sama", "share ready to print on the same day"),
    "prints_per_printer_day": ("cetak per printer sehari paling banyak", "most cards of a printer in a day"),
    "waste_permille": ("kartu rusak", "share of cards spoilt"),
    "delivery_counts_from_permille": ("pengiriman dihitung mulai peluang", "a delivery counts from a chance of"),
    "office_minimum_record": ("petugas rekam di kantor paling sedikit", "fewest recording staff at the office"),
    "notice_days": ("pemberitahuan sebelum kunjungan paling sedikit", "least notice before a visit"),
    "min_gap_days": ("jeda antara dua kunjungan paling sedikit", "least gap between two visits"),
    "split_parts_max": ("bagian undangan paling banyak", "most parts of an invitation"),
    "split_within_days": ("bagian undangan dalam", "parts of an invitation lie within"),
    "joint_visits": ("kunjungan bersama dua tim boleh", "joint visits of two teams are allowed"),
    "budget_rupiah": ("anggaran", "budget"),
    "detour_permille": ("faktor belok", "detour factor"),
}
_IN_HOURS = ("service_limit_s", "allowance_long_from_s")
_OF_DAY = ("shift_start", "shift_end", "break_earliest", "break_latest")


def policy_word(field: str) -> Pair:
    """What a number of the policy is called, by the path of its field: ``setup_s``, ``hours.shift_end``."""
    part, _, name = field.rpartition(".")
    if part in _DAYS:
        word, day = _HOURS[name], _DAYS[part]
        return f"{word[0]} ({day[0]})", f"{word[1]} ({day[1]})"
    if part == "weights":
        return _WEIGHTS[name]
    if field == "rates.allowance_long_from_s":
        return ("uang harian penuh bila lebih dari", "full daily allowance for more than")
    if part == "rates":
        word = rate_word(name)
        return f"tarif {word[0]}", f"price {word[1]}"
    return _WORDS[field]


def policy_amount(field: str, value: int | bool | None) -> Pair:
    """A value of that number in the unit that the sheet has for it; ``None`` where nothing is set."""
    part, _, name = field.rpartition(".")
    if value is None:
        return ("tanpa batas", "no limit")
    if isinstance(value, bool):
        return ("ya", "yes") if value else ("tidak", "no")
    if name in _IN_HOURS:
        local, english = decimal(value, 3_600, 2)
        return f"{local} jam", f"{english} hours"
    if name in _OF_DAY:
        return time_text(value)
    if name == "budget_rupiah" or part == "rates":
        return rupiah(value)
    if field == "detour_permille":
        return decimal(value, PERMILLE, 3)
    if part == "weights" and not name.endswith("_s"):
        local, english = number(value)
        return f"{local} permil", f"{english} permille"
    return next((told(value) for ending, told in _BY_ENDING.items() if name.endswith(ending)), number(value))


def _percent(whole: int) -> Callable[[int], Pair]:
    def told(value: int) -> Pair:
        local, english = decimal(value * 100, whole, 4)
        return f"{local} %", f"{english} %"

    return told


def _days(value: int) -> Pair:
    local, english = number(value)
    return f"{local} hari", f"{english} {'day' if value == 1 else 'days'}"


_BY_ENDING: Mapping[str, Callable[[int], Pair]] = {
    "_s": span,
    "_m": kilometres,
    "_permille": _percent(PERMILLE),
    "_ppm": _percent(1_000_000),
    "_micro": _percent(1_000_000),
    "_days": _days,
}
