"""Rows of places where people are served: ``desa``, ``sekolah``, ``tempat_lain``."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from geodata.contracts.column import BothLanguages, CellKind, Column, Row, column
from geodata.contracts.words import CONNECTIVITY, OTHER_SITE_KINDS, TERRAIN, WEEKDAYS, YES_NO
from planner.domain.site import Connectivity, SiteKind, Terrain
from planner.units import SecondsOfDay

PEOPLE = ("orang", "people")
_CLOSED = column(
    "tutup closed_dates",
    CellKind.DATES,
    (
        "Tanggal atau rentang saat tidak dapat dikunjungi, dipisah titik koma",
        "Dates or ranges when it cannot be visited, separated by semicolons",
    ),
)
_FACTOR = column(
    "faktor site_factor",
    CellKind.FACTOR,
    (
        "Bobot nilai lokasi, mis. 1,15; kosong = dihitung dari akses dan capaian",
        "Weight of the site, such as 1.15; empty = computed from access and uptake",
    ),
    also=("factor",),
)

_HALL = column(
    "kapasitas_balai hall_people",
    CellKind.COUNT,
    (
        "Orang yang dapat dilayani di balainya dalam sehari; kosong berarti tanpa batas",
        "People that its hall can receive in a day; empty means no limit",
    ),
    unit=PEOPLE,
    also=("kapasitas", "capacity"),
)


def _latitude(example: str) -> dict[str, Column]:
    about = ("Lintang, derajat desimal (selatan negatif)", "Latitude, decimal degrees (south is negative)")
    return column("lat", CellKind.LATITUDE, about, example, unit=("derajat", "degrees"), also=("lintang",))


def _longitude(example: str) -> dict[str, Column]:
    about = ("Bujur, derajat desimal", "Longitude, decimal degrees")
    return column("lon", CellKind.LONGITUDE, about, example, unit=("derajat", "degrees"), also=("bujur", "lng"))


def _signal(example: BothLanguages) -> dict[str, Column]:
    about = ("Sinyal internet; kosong = tidak diketahui", "Internet signal; empty = unknown")
    return column(
        "konektivitas connectivity",
        CellKind.WORD,
        about,
        example,
        words=CONNECTIVITY,
        also=("sinyal", "signal"),
    )


def _village_code(about: BothLanguages) -> dict[str, Column]:
    return column("kode_desa village_code", CellKind.CODE, about, "17.02.20.2001")


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageRow(Row):
    """A village. ``None`` where a default of policy holds or nothing is known."""

    sheet: ClassVar[BothLanguages] = ("desa", "villages")
    about: ClassVar[BothLanguages] = (
        "Satu baris per desa atau kelurahan. Wajib diisi.",
        "One row for each village. Needed.",
    )

    code: str = field(
        metadata=column(
            "kode code",
            CellKind.CODE,
            ("Kode desa, unik", "Village code, unique"),
            "17.02.20.2001",
            also=("kode_desa", "village_code"),
        )
    )
    name: str = field(
        metadata=column(
            "nama name", CellKind.TEXT, ("Nama desa", "Name of the village"), "Contoh Desa", also=("nama_desa",)
        )
    )
    subdistrict: str = field(
        metadata=column("kecamatan subdistrict", CellKind.TEXT, ("Nama kecamatan", "Subdistrict"), "Contoh Kecamatan")
    )
    lat: float = field(metadata=_latitude("-3.4667"))
    lon: float = field(metadata=_longitude("102.5210"))
    eligible: int = field(
        metadata=column(
            "wajib_ktp eligible",
            CellKind.COUNT,
            ("Penduduk wajib KTP", "Residents obliged to hold a card"),
            "1240",
            unit=PEOPLE,
        )
    )
    recorded: int = field(
        metadata=column(
            "perekaman recorded",
            CellKind.COUNT,
            ("Sudah merekam; tidak lebih dari wajib KTP", "Already recorded; not above eligible"),
            "1165",
            unit=PEOPLE,
            also=("sudah_rekam",),
        )
    )
    gap: int | None = field(
        default=None,
        metadata=column(
            "belum_rekam gap",
            CellKind.COUNT,
            (
                "Boleh kosong: dihitung wajib KTP - perekaman; bila diisi harus sama",
                "May be empty: computed as eligible - recorded; if given it must be equal",
            ),
            "75",
            unit=PEOPLE,
            also=("unrecorded",),
        ),
    )
    ikd_active: int = field(
        default=0,
        metadata=column(
            "ikd ikd_active",
            CellKind.COUNT,
            ("IKD aktif; tidak lebih dari perekaman", "Active digital identities; not above recorded"),
            "60",
            unit=PEOPLE,
        ),
    )
    print_ready: int = field(
        default=0,
        metadata=column(
            "siap_cetak print_ready",
            CellKind.COUNT,
            ("Sudah merekam dan siap cetak (PRR)", "Recorded earlier, card may be printed now"),
            "14",
            unit=PEOPLE,
            also=("prr",),
        ),
    )
    connectivity: Connectivity = field(
        default=Connectivity.UNKNOWN,
        metadata=_signal(("lemah", "weak")),
    )
    show_up_permille: int | None = field(
        default=None,
        metadata=column(
            "hadir_permil show_up",
            CellKind.PERMILLE,
            ("Bagian undangan yang hadir; kosong = 500", "Share of the invited who come; empty = 500"),
            unit=("permil", "permille"),
        ),
    )
    fit_phone_permille: int | None = field(
        default=None,
        metadata=column(
            "hp_layak_permil fit_phone",
            CellKind.PERMILLE,
            (
                "Bagian yang teleponnya memadai untuk IKD; kosong = 600",
                "Share with a phone fit for the digital identity; empty = 600",
            ),
            unit=("permil", "permille"),
        ),
    )
    data_ready: date | None = field(
        default=None,
        metadata=column(
            "tanggal_siap_data data_ready_date",
            CellKind.DATE,
            ("Hari pertama data desa siap; kosong = sudah siap", "First day its data are ready; empty = ready"),
        ),
    )
    last_visit: date | None = field(
        default=None,
        metadata=column(
            "kunjungan_terakhir last_visit",
            CellKind.DATE,
            ("Tanggal kunjungan terakhir sebelum periode", "Date of the last visit before the period"),
        ),
    )
    market_weekday: int | None = field(
        default=None,
        metadata=column(
            "hari_pasar market_day",
            CellKind.WORD,
            ("Hari pasar mingguan", "Day of the weekly market"),
            ("kamis", "thursday"),
            words=WEEKDAYS,
        ),
    )
    closed_dates: tuple[date, ...] = field(default=(), metadata=_CLOSED)
    factor_permille: int | None = field(default=None, metadata=_FACTOR)
    hall_people: int | None = field(default=None, metadata=_HALL)
    excluded: bool = field(
        default=False,
        metadata=column(
            "kecualikan excluded",
            CellKind.WORD,
            ("ya = jangan dijadwalkan", "yes = leave out of the plan"),
            ("tidak", "no"),
            words=YES_NO,
        ),
    )
    terrain: Terrain | None = field(
        default=None,
        metadata=column(
            "medan terrain",
            CellKind.WORD,
            (
                "Jenis jalan menuju desa, dipakai bila waktu tempuh tidak diketahui",
                "Kind of way to it, used where no travel time is known",
            ),
            ("bukit", "hill"),
            words=TERRAIN,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolRow(Row):
    """A school. Without a point of its own it lies at its village."""

    sheet: ClassVar[BothLanguages] = ("sekolah", "schools")
    about: ClassVar[BothLanguages] = (
        "Satu baris per sekolah (siswa 16 tahun ke atas).",
        "One row for each school (pupils of 16 and more).",
    )

    npsn: str = field(
        metadata=column("npsn", CellKind.CODE, ("NPSN atau kode sendiri, unik", "NPSN or own id, unique"), "10700001")
    )
    name: str = field(
        metadata=column(
            "nama name", CellKind.TEXT, ("Nama sekolah", "Name of the school"), "SMA Contoh", also=("nama_sekolah",)
        )
    )
    village_code: str | None = field(
        default=None,
        metadata=_village_code(("Kode desa tempat sekolah", "Code of the village that it lies in")),
    )
    lat: float | None = field(
        default=None,
        metadata=_latitude("-3.4689"),
    )
    lon: float | None = field(
        default=None,
        metadata=_longitude("102.5254"),
    )
    pupils_16plus: int = field(
        metadata=column(
            "siswa_16 pupils_16plus",
            CellKind.COUNT,
            ("Siswa berumur 16 tahun ke atas", "Pupils aged 16 or more"),
            "180",
            unit=PEOPLE,
        )
    )
    pupils_recorded: int = field(
        default=0,
        metadata=column(
            "siswa_terekam pupils_recorded",
            CellKind.COUNT,
            ("Di antaranya sudah merekam", "Of them already recorded"),
            "90",
            unit=PEOPLE,
        ),
    )
    share_17_permille: int = field(
        default=600,
        metadata=column(
            "permil_17 share_17",
            CellKind.PERMILLE,
            ("Bagian siswa belum rekam berumur 17 ke atas", "Share of the unrecorded pupils aged 17 or more"),
            "600",
            unit=("permil", "permille"),
        ),
    )
    connectivity: Connectivity = field(
        default=Connectivity.UNKNOWN,
        metadata=_signal(("baik", "good")),
    )
    closed_dates: tuple[date, ...] = field(default=(), metadata=_CLOSED)
    factor_permille: int | None = field(default=None, metadata=_FACTOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSiteRow(Row):
    """An office, market, mall, event, hall or home visits. Without a point of its own it lies at its village."""

    sheet: ClassVar[BothLanguages] = ("tempat_lain", "other_sites")
    about: ClassVar[BothLanguages] = (
        "Kantor, pasar, mal, acara, balai, kunjungan rumah.",
        "Offices, markets, malls, events, halls, home visits.",
    )

    id: str = field(metadata=column("id", CellKind.CODE, ("Kode sendiri, unik", "Own id, unique"), "kantor-dukcapil"))
    name: str = field(
        metadata=column("nama name", CellKind.TEXT, ("Nama tempat", "Name of the place"), ("Kantor Dukcapil", "Office"))
    )
    kind: SiteKind = field(
        metadata=column(
            "jenis kind", CellKind.WORD, ("Jenis tempat", "Kind of place"), ("kantor", "office"), words=OTHER_SITE_KINDS
        )
    )
    village_code: str | None = field(
        default=None,
        metadata=_village_code(("Kode desa tempatnya", "Code of the village that it lies in")),
    )
    lat: float | None = field(
        default=None,
        metadata=_latitude("-3.4650"),
    )
    lon: float | None = field(
        default=None,
        metadata=_longitude("102.5200"),
    )
    dates: tuple[date, ...] = field(
        default=(),
        metadata=column(
            "tanggal dates",
            CellKind.DATES,
            ("Hanya pada tanggal ini; kosong = setiap hari kerja", "Only on these dates; empty = any working day"),
        ),
    )
    hours: tuple[SecondsOfDay, SecondsOfDay] | None = field(
        default=None,
        metadata=column(
            "jam hours",
            CellKind.HOURS,
            ("Jam layanan; kosong = 08:30-14:30", "Hours of service; empty = 08:30-14:30"),
            "08:00-15:00",
        ),
    )
    recording_demand: int = field(
        default=0,
        metadata=column(
            "permintaan_rekam recording_demand",
            CellKind.COUNT,
            ("Orang yang dapat diundang merekam", "People who may be invited for recording"),
            "20",
            unit=PEOPLE,
        ),
    )
    ikd_demand: int = field(
        default=0,
        metadata=column(
            "permintaan_ikd ikd_demand",
            CellKind.COUNT,
            ("Orang yang dapat diundang aktivasi IKD", "People who may be invited for the digital identity"),
            "50",
            unit=PEOPLE,
        ),
    )
    connectivity: Connectivity = field(
        default=Connectivity.UNKNOWN,
        metadata=_signal(("baik", "good")),
    )
    closed_dates: tuple[date, ...] = field(default=(), metadata=_CLOSED)
    hall_people: int | None = field(default=None, metadata=_HALL)
