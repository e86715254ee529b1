"""Rows of signal: ``sinyal``, ``menara``, ``uji_kecepatan``."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from geodata.contracts.column import BothLanguages, CellKind, Row, Word, column
from geodata.contracts.words import CONNECTIVITY
from planner.domain.site import Connectivity
from planner.domain.team import DateRange


class ReportKind(StrEnum):
    """Who says it: the office itself, or somebody whose report it passes on."""

    OFFICE = "office"
    REPORT = "report"


class Technology(StrEnum):
    """What a tower speaks."""

    G2 = "2g"
    G3 = "3g"
    G4 = "4g"
    G5 = "5g"


class TowerState(StrEnum):
    """Whether a tower works; only one that works is evidence."""

    ACTIVE = "active"
    BROKEN = "broken"
    PLANNED = "planned"


def _word(value: object, indonesian: str, english: str, *also: str) -> Word:
    return Word(value=value, written=(indonesian, english), also=also)


REPORT_KINDS = (
    _word(ReportKind.OFFICE, "kantor", "office", "dukcapil"),
    _word(ReportKind.REPORT, "laporan", "report", "kominfo", "diskominfo", "warga", "berita"),
)
TECHNOLOGIES = (
    _word(Technology.G2, "2G", "2G", "gsm", "edge"),
    _word(Technology.G3, "3G", "3G", "hspa", "umts"),
    _word(Technology.G4, "4G", "4G", "lte"),
    _word(Technology.G5, "5G", "5G", "nr"),
)
TOWER_STATES = (
    _word(TowerState.ACTIVE, "aktif", "active", "on_air", "operasi"),
    _word(TowerState.BROKEN, "rusak", "broken", "mati", "off"),
    _word(TowerState.PLANNED, "rencana", "planned", "usulan"),
)
_SITE = ("Kode desa, sekolah atau tempat lain", "Id of a village, school or other site")
_OPERATOR = ("Operator seluler; kosong = semua", "Mobile operator; empty = all of them")
_SEEN = ("Tanggal, bulan atau tahun; kosong = tidak diketahui", "Day, month or year; empty = not known")
_SOURCE = ("Asal keterangan, tanpa nama orang", "Where it comes from, no names of persons")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRow(Row):
    """What is said of the signal of one place, or of a whole subdistrict."""

    sheet: ClassVar[BothLanguages] = ("sinyal", "signal")
    about: ClassVar[BothLanguages] = (
        "Keterangan sinyal: daftar kantor dan laporan. Tanpa kode: nama dan kecamatan, atau seluruh kecamatan.",
        "What is said of signal: the office's list and reports. Without a code: name and subdistrict, or all of it.",
    )

    site: str | None = field(
        default=None, metadata=column("kode code", CellKind.CODE, _SITE, "17.02.20.2001", also=("kode_desa",))
    )
    name: str | None = field(
        default=None,
        metadata=column("nama name", CellKind.TEXT, ("Nama desa, bila tanpa kode", "Name of the village, if no code")),
    )
    subdistrict: str | None = field(
        default=None,
        metadata=column(
            "kecamatan subdistrict",
            CellKind.TEXT,
            ("Kecamatan; tanpa kode dan nama = seluruhnya", "Subdistrict; without code and name = all of it"),
        ),
    )
    connectivity: Connectivity = field(
        metadata=column(
            "konektivitas connectivity",
            CellKind.WORD,
            ("Sinyal internet menurut keterangan ini", "Internet signal as this says"),
            ("tidak_ada", "none"),
            words=CONNECTIVITY,
            also=("sinyal", "signal", "status"),
        )
    )
    operator: str = field(default="", metadata=column("operator", CellKind.TEXT, _OPERATOR))
    kind: ReportKind = field(
        default=ReportKind.REPORT,
        metadata=column(
            "jenis kind",
            CellKind.WORD,
            (
                "kantor = kata kantor sendiri, terkuat; kosong = laporan",
                "office = the office's own word, strongest; empty = report",
            ),
            ("laporan", "report"),
            words=REPORT_KINDS,
        ),
    )
    seen: DateRange | None = field(
        default=None, metadata=column("tanggal date", CellKind.WHEN, _SEEN, ("Desember 2026", "December 2026"))
    )
    source: str = field(
        default="", metadata=column("sumber source", CellKind.TEXT, _SOURCE, ("Diskominfo", "ICT agency"))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TowerRow(Row):
    """A tower and how far it reaches."""

    sheet: ClassVar[BothLanguages] = ("menara", "towers")
    about: ClassVar[BothLanguages] = (
        "Menara seluler dan jangkauannya; keterangan terlemah.",
        "Mobile towers and their range; the weakest evidence.",
    )

    id: str = field(metadata=column("id", CellKind.CODE, ("Kode menara, unik", "Id of the tower, unique"), "BTS-014"))
    lat: float = field(
        metadata=column("lat", CellKind.LATITUDE, ("Lintang, derajat desimal", "Latitude, decimal degrees"), "-3.4512")
    )
    lon: float = field(
        metadata=column("lon", CellKind.LONGITUDE, ("Bujur, derajat desimal", "Longitude, decimal degrees"), "102.6431")
    )
    operator: str = field(default="", metadata=column("operator", CellKind.TEXT, _OPERATOR, "Telkomsel"))
    technology: Technology = field(
        default=Technology.G4,
        metadata=column(
            "teknologi technology",
            CellKind.WORD,
            ("Teknologi; kosong = 4G", "Technology; empty = 4G"),
            "4G",
            words=TECHNOLOGIES,
        ),
    )
    range_km: float | None = field(
        default=None,
        metadata=column(
            "jangkauan_km range_km",
            CellKind.NUMBER,
            ("Jangkauan; kosong = menurut teknologi", "Range; empty = by technology"),
            "4",
            unit=("km", "km"),
        ),
    )
    state: TowerState = field(
        default=TowerState.ACTIVE,
        metadata=column(
            "keadaan state",
            CellKind.WORD,
            ("Hanya yang aktif dihitung; kosong = aktif", "Only active ones count; empty = active"),
            ("aktif", "active"),
            words=TOWER_STATES,
        ),
    )
    seen: DateRange | None = field(default=None, metadata=column("tanggal date", CellKind.WHEN, _SEEN, "2026"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedTestRow(Row):
    """One measurement of speed; 0 where the test could not be done for lack of signal."""

    sheet: ClassVar[BothLanguages] = ("uji_kecepatan", "speed_tests")
    about: ClassVar[BothLanguages] = (
        "Uji kecepatan internet di lapangan; tulis 0 bila gagal karena tidak ada sinyal.",
        "Speed tests in the field; write 0 where one failed for lack of signal.",
    )

    site: str | None = field(
        default=None, metadata=column("kode code", CellKind.CODE, _SITE, "17.02.20.2001", also=("kode_desa",))
    )
    lat: float | None = field(
        default=None,
        metadata=column("lat", CellKind.LATITUDE, ("Lintang, bila tanpa kode", "Latitude, if no code")),
    )
    lon: float | None = field(
        default=None,
        metadata=column("lon", CellKind.LONGITUDE, ("Bujur, bila tanpa kode", "Longitude, if no code")),
    )
    download_mbps: float = field(
        metadata=column(
            "unduh_mbps download_mbps",
            CellKind.NUMBER,
            ("Kecepatan unduh", "Download speed"),
            ("3,2", "3.2"),
            unit=("Mbit/s", "Mbit/s"),
            also=("unduh", "download"),
        )
    )
    upload_mbps: float | None = field(
        default=None,
        metadata=column(
            "unggah_mbps upload_mbps",
            CellKind.NUMBER,
            ("Kecepatan unggah; kosong = tidak diukur", "Upload speed; empty = not measured"),
            ("1,1", "1.1"),
            unit=("Mbit/s", "Mbit/s"),
            also=("unggah", "upload"),
        ),
    )
    latency_ms: float | None = field(
        default=None,
        metadata=column(
            "latensi_ms latency_ms",
            CellKind.NUMBER,
            ("Latensi; kosong = tidak diukur", "Latency; empty = not measured"),
            "85",
            unit=("ms", "ms"),
            also=("latensi", "latency", "ping"),
        ),
    )
    operator: str = field(default="", metadata=column("operator", CellKind.TEXT, _OPERATOR, "Telkomsel"))
    seen: DateRange | None = field(default=None, metadata=column("tanggal date", CellKind.WHEN, _SEEN, "2026-11-20"))
    source: str = field(default="", metadata=column("sumber source", CellKind.TEXT, _SOURCE))
