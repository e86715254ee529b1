"""Numbers, dates and amounts in the words of a planning head, in Indonesian and English."""

from datetime import date
from typing import TypeAlias

from planner.units import METRES_PER_KM, MICRO, MINUTE_S, MicroPeople, SecondsOfDay, clock_text

Pair: TypeAlias = tuple[str, str]
"""(Indonesian, English)."""

_MOST_PLACES = 9
"""A card with its waste is counted in thousandths of millionths."""

MONTHS_ID = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
)
MONTHS_EN = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def told(indonesian: str, english: str, **facts: int | date | str | Pair) -> Pair:
    """Both sentences with their facts filled in; whole numbers and dates as each language writes them."""
    pairs = {name: _pair(fact) for name, fact in facts.items()}
    return (
        indonesian.format(**{name: pair[0] for name, pair in pairs.items()}),
        english.format(**{name: pair[1] for name, pair in pairs.items()}),
    )


def _pair(fact: int | date | str | Pair) -> Pair:
    if isinstance(fact, int):
        return number(fact)
    if isinstance(fact, date):
        return day_text(fact)
    return (fact, fact) if isinstance(fact, str) else fact


def number(count: int) -> Pair:
    """``("1.250", "1,250")``."""
    english = f"{count:,}"
    return english.replace(",", "."), english


def decimal(count: int, unit: int, places: int) -> Pair:
    """``count / unit`` with at most ``places`` decimals, exact when they suffice."""
    scaled = (abs(count) * 10**places * 2 + unit) // (2 * unit)
    whole, part = divmod(scaled, 10**places)
    tail = f"{part:0{places}d}".rstrip("0")
    sign = "-" if count < 0 else ""
    indonesian, english = number(whole)
    return sign + indonesian + ("," + tail if tail else ""), sign + english + ("." + tail if tail else "")


def people(micro: MicroPeople) -> Pair:
    """Expected people or cards: ``("13,4", "13.4")``."""
    return people_apart(micro)[0]


def people_apart(*micros: MicroPeople, unit: int = MICRO) -> tuple[Pair, ...]:
    """The same of amounts that stand side by side: whole or with one decimal, with more where two that differ would
    read alike, or one would read as none."""
    told, places = {0, *micros}, 1
    while places < _MOST_PLACES and len({decimal(item, unit, places) for item in told}) < len(told):
        places += 1
    return tuple(decimal(item, unit, places) for item in micros)


def exactly(micro: MicroPeople, unit: int = MICRO) -> str:
    """Expected people without language, to the last millionth: ``"13.4064"``."""
    return decimal(micro, unit, 6)[1]


def kilometres(metres: int) -> Pair:
    """``("12,5 km", "12.5 km")``."""
    indonesian, english = decimal(metres, METRES_PER_KM, 3)
    return f"{indonesian} km", f"{english} km"


def rupiah(amount: int) -> Pair:
    """``("Rp1.250.000", "Rp1,250,000")``."""
    indonesian, english = number(amount)
    return f"Rp{indonesian}", f"Rp{english}"


def span(seconds: int) -> Pair:
    """``("250 menit", "250 minutes")``: to the next minute, with seconds only if it would read as none."""
    return spans(seconds)[0]


def spans(*lengths: int) -> tuple[Pair, ...]:
    """The same of lengths that stand side by side: all with seconds where two that differ would read alike."""
    told = {0, *lengths}
    is_whole = len({_minutes(seconds) for seconds in told}) == len(told)
    return tuple(_span(_minutes(seconds) * MINUTE_S if is_whole else seconds) for seconds in lengths)


def _minutes(seconds: int) -> int:
    return (seconds + MINUTE_S // 2) // MINUTE_S


def _span(seconds: int) -> Pair:
    whole, rest = divmod(seconds, MINUTE_S)
    indonesian, english = number(whole)
    english += " minute" if whole == 1 else " minutes"
    if rest == 0:
        return f"{indonesian} menit", english
    return f"{indonesian} menit {rest} detik", f"{english} {rest} second{'' if rest == 1 else 's'}"


def time_text(seconds: SecondsOfDay) -> Pair:
    """``("14.08", "14:08")``."""
    english = clock_text(seconds)
    return english.replace(":", "."), english


def time_span(start: SecondsOfDay, end: SecondsOfDay) -> Pair:
    """``("08.30-14.08", "08:30-14:08")``."""
    (first_id, first_en), (last_id, last_en) = time_text(start), time_text(end)
    return f"{first_id}-{last_id}", f"{first_en}-{last_en}"


def day_text(day: date) -> Pair:
    """``("4 Januari 2027", "4 January 2027")``."""
    return (
        f"{day.day} {MONTHS_ID[day.month - 1]} {day.year}",
        f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}",
    )


def skill_word(skill: str) -> Pair:
    """A skill as the sheet ``petugas`` tells it."""
    return {
        "record": ("perekaman", "recording"),
        "print": ("pencetakan", "printing"),
        "ikd": ("aktivasi IKD", "IKD activation"),
        "drive": ("mengemudi", "driving"),
    }[skill]


def equipment_word(kind: str) -> Pair:
    """A kind of equipment as the sheet ``peralatan`` tells it."""
    return {
        "satellite_kit": ("perangkat satelit", "satellite kits"),
        "recording_set": ("alat rekam", "recording sets"),
        "printer": ("printer", "printers"),
        "genset": ("genset", "generators"),
        "vehicle": ("kendaraan", "vehicles"),
    }[kind]


def site_kind_word(kind: str) -> Pair:
    """A kind of place, where all of the kind are meant."""
    return {
        "village": ("desa", "villages"),
        "school": ("sekolah", "schools"),
        "office": ("kantor", "offices"),
        "market": ("pasar", "markets"),
        "mall": ("mal", "malls"),
        "event": ("acara", "events"),
        "hall": ("balai", "halls"),
        "home_visits": ("kunjungan rumah", "home visits"),
    }[kind]


def rate_word(rate: str) -> Pair:
    """A line of the sheet ``biaya``, by its names there."""
    return {
        "allowance_long": ("uang_harian", "allowance_long"),
        "allowance_short": ("uang_harian_pendek", "allowance_short"),
        "allowance_long_from_s": ("allowance_long_from_s", "allowance_long_from_s"),
        "per_km": ("per_km", "per_km"),
        "genset": ("bbm_genset", "genset"),
        "link": ("internet", "link"),
        "papers": ("alat_tulis", "papers"),
        "lodging": ("penginapan", "lodging"),
        "hire": ("sewa", "hire"),
        "overtime_per_hour": ("lembur_per_jam", "overtime_per_hour"),
    }[rate]


def vehicle_word(vehicle: str) -> Pair:
    """A class of vehicle."""
    return {
        "car": ("mobil", "car"),
        "motorcycle": ("sepeda motor", "motorcycle"),
        "boat": ("perahu", "boat"),
    }[vehicle]
