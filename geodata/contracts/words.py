"""The words that cells may hold, in both languages."""

from enum import StrEnum

from geodata.contracts.column import Word
from planner.domain.site import Connectivity, SiteKind, Terrain
from planner.domain.team import EquipmentKind, Skill, VehicleClass


class CalendarKind(StrEnum):
    """What a day of the sheet ``kalender`` is."""

    HOLIDAY = "holiday"
    WORKING = "working"
    SCHOOL_CLOSED = "school_closed"
    RAMADAN = "ramadan"


class TripKind(StrEnum):
    """How sure a known trip is: ``FIXED`` overrides everything, ``OBSERVED`` overrides estimates only."""

    FIXED = "fixed"
    OBSERVED = "observed"


def _word(value: object, indonesian: str, english: str, *also: str) -> Word:
    return Word(value=value, written=(indonesian, english), also=also)


CONNECTIVITY = (
    _word(Connectivity.NONE, "tidak_ada", "none", "blank_spot", "nihil", "tanpa_sinyal", "no_signal"),
    _word(Connectivity.WEAK, "lemah", "weak"),
    _word(Connectivity.GOOD, "baik", "good", "kuat", "ok"),
    _word(Connectivity.UNKNOWN, "tidak_diketahui", "unknown", "belum_diketahui"),
)
TERRAIN = (
    _word(Terrain.GOOD, "baik", "good", "aspal", "datar"),
    _word(Terrain.HILL, "bukit", "hill", "perbukitan"),
    _word(Terrain.TRACK, "jalan_setapak", "track", "setapak", "jalan_tanah"),
)
YES_NO = (
    _word(True, "ya", "yes", "y", "true", "benar", "1", "x", "on"),
    _word(False, "tidak", "no", "t", "n", "false", "salah", "0", "off"),
)
WEEKDAYS = (
    _word(0, "senin", "monday", "sen", "mon"),
    _word(1, "selasa", "tuesday", "sel", "tue"),
    _word(2, "rabu", "wednesday", "rab", "wed"),
    _word(3, "kamis", "thursday", "kam", "thu"),
    _word(4, "jumat", "friday", "jum'at", "jum", "fri"),
    _word(5, "sabtu", "saturday", "sab", "sat"),
    _word(6, "minggu", "sunday", "ahad", "min", "sun"),
)
OTHER_SITE_KINDS = (
    _word(SiteKind.OFFICE, "kantor", "office"),
    _word(SiteKind.MARKET, "pasar", "market"),
    _word(SiteKind.MALL, "mal", "mall"),
    _word(SiteKind.EVENT, "acara", "event"),
    _word(SiteKind.HALL, "balai", "hall", "balai_desa"),
    _word(SiteKind.HOME_VISITS, "kunjungan_rumah", "home_visits", "home_visit"),
)
VEHICLES = (
    _word(VehicleClass.CAR, "mobil", "car"),
    _word(VehicleClass.MOTORCYCLE, "motor", "motorcycle", "sepeda_motor"),
    _word(VehicleClass.BOAT, "perahu", "boat", "kapal"),
)
SKILLS = (
    _word(Skill.RECORD, "rekam", "record", "perekaman", "recording"),
    _word(Skill.PRINT, "cetak", "print", "pencetakan", "printing"),
    _word(Skill.IKD, "ikd", "ikd", "aktivasi"),
    _word(Skill.DRIVE, "sopir", "drive", "kemudi", "mengemudi", "supir", "driver"),
)
EQUIPMENT = (
    _word(EquipmentKind.SATELLITE_KIT, "satelit", "satellite_kit", "starlink", "satellite"),
    _word(EquipmentKind.RECORDING_SET, "alat_rekam", "recording_set"),
    _word(EquipmentKind.PRINTER, "printer", "printer", "pencetak"),
    _word(EquipmentKind.GENSET, "genset", "genset", "generator"),
    _word(EquipmentKind.VEHICLE, "kendaraan", "vehicle"),
)
CALENDAR = (
    _word(CalendarKind.HOLIDAY, "libur", "holiday", "cuti_bersama", "cuti"),
    _word(CalendarKind.WORKING, "kerja", "working", "masuk"),
    _word(CalendarKind.SCHOOL_CLOSED, "sekolah_libur", "school_closed", "libur_sekolah"),
    _word(CalendarKind.RAMADAN, "ramadan", "ramadan", "ramadhan", "puasa"),
)
TRIP_KINDS = (
    _word(TripKind.FIXED, "tetap", "fixed"),
    _word(TripKind.OBSERVED, "teramati", "observed", "diamati"),
)
NO_WAY = (_word(None, "putus", "no_way", "tidak_ada_jalan", "tidak_ada", "tak_terjangkau", "unreachable", "none"),)
