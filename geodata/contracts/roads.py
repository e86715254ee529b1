"""Rows about roads: ``kecepatan``, ``ruas``, ``penutupan``."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from geodata.contracts.column import BothLanguages, CellKind, Column, Row, Word, column
from geodata.contracts.road_kinds import ClosureKind, OneWay, RoadClass, Surface
from geodata.contracts.words import VEHICLES, YES_NO
from planner.domain.team import VehicleClass


def _word(value: object, indonesian: str, english: str, *also: str) -> Word:
    return Word(value=value, written=(indonesian, english), also=also)


ROAD_CLASSES = (
    _word(RoadClass.MOTORWAY, "tol", "motorway"),
    _word(RoadClass.TRUNK, "nasional", "trunk", "arteri", "jalan_nasional"),
    _word(RoadClass.PRIMARY, "provinsi", "primary", "jalan_provinsi", "kolektor"),
    _word(RoadClass.SECONDARY, "kabupaten", "secondary", "jalan_kabupaten"),
    _word(RoadClass.TERTIARY, "kecamatan", "tertiary", "lokal"),
    _word(RoadClass.UNCLASSIFIED, "desa", "unclassified", "jalan_desa", "lain"),
    _word(RoadClass.RESIDENTIAL, "permukiman", "residential", "lingkungan"),
    _word(RoadClass.SERVICE, "akses", "service"),
    _word(RoadClass.TRACK, "jalan_kebun", "track", "jalan_tanah", "usaha_tani"),
    _word(RoadClass.PATH, "setapak", "path", "jalan_setapak"),
    _word(RoadClass.FERRY, "penyeberangan", "ferry", "feri"),
    _word(RoadClass.RIVER, "sungai", "river"),
)
SURFACES = (
    _word(Surface.PAVED, "aspal", "paved", "beton", "asphalt", "concrete"),
    _word(Surface.GRAVEL, "kerikil", "gravel", "batu", "unpaved", "sirtu"),
    _word(Surface.DIRT, "tanah", "dirt", "ground", "lumpur"),
    _word(Surface.UNKNOWN, "tidak_diketahui", "unknown"),
)
ONE_WAY = (
    _word(OneWay.BOTH, "tidak", "no", "dua_arah", "both"),
    _word(OneWay.FORWARD, "ya", "yes", "searah", "forward", "1"),
    _word(OneWay.BACKWARD, "terbalik", "backward", "reverse"),
)
CLOSURES = (
    _word(ClosureKind.CLOSED, "putus", "closed", "tutup", "longsor"),
    _word(ClosureKind.DELAY, "tertunda", "delay", "satu_lajur", "one_lane", "buka_tutup"),
    _word(ClosureKind.WET, "musim_hujan", "wet", "hujan", "basah"),
    _word(ClosureKind.DRY, "musim_kering", "dry", "kemarau", "kering"),
)


def _speed(heading: str, who: BothLanguages, example: str = "") -> dict[str, Column]:
    note = (
        f"Kecepatan {who[0]}; 0 = tidak dapat dilalui; kosong = bawaan",
        f"{who[1]}; 0 = impassable; empty = default",
    )
    return column(heading, CellKind.NUMBER, note, example, unit=("km/jam", "km/h"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedRow(Row):
    """Speeds on a class of road; ``None`` keeps the default."""

    sheet: ClassVar[BothLanguages] = ("kecepatan", "speeds")
    about: ClassVar[BothLanguages] = (
        "Kecepatan menurut jenis jalan, permukaan, dan musim; hanya dipakai bersama jaringan jalan.",
        "Speeds by class of road, surface and season; used with a road network only.",
    )

    road_class: RoadClass = field(
        metadata=column(
            "jenis class",
            CellKind.WORD,
            ("Jenis jalan", "Class of road"),
            ("jalan_kebun", "track"),
            words=ROAD_CLASSES,
        )
    )
    surface: Surface | None = field(
        default=None,
        metadata=column(
            "permukaan surface",
            CellKind.WORD,
            ("Permukaan; kosong = semua", "Surface; empty = all"),
            ("tanah", "dirt"),
            words=SURFACES,
        ),
    )
    car_dry: float | None = field(
        default=None, metadata=_speed("mobil_kering car_dry", ("mobil, musim kering", "Car, dry season"), "12")
    )
    car_wet: float | None = field(
        default=None, metadata=_speed("mobil_basah car_wet", ("mobil, musim hujan", "Car, wet season"), "0")
    )
    motorcycle_dry: float | None = field(
        default=None, metadata=_speed("motor_kering motorcycle_dry", ("motor, musim kering", "Motorcycle, dry season"))
    )
    motorcycle_wet: float | None = field(
        default=None, metadata=_speed("motor_basah motorcycle_wet", ("motor, musim hujan", "Motorcycle, wet season"))
    )
    boat_dry: float | None = field(
        default=None, metadata=_speed("perahu_kering boat_dry", ("perahu, musim kering", "Boat, dry season"))
    )
    boat_wet: float | None = field(
        default=None, metadata=_speed("perahu_basah boat_wet", ("perahu, musim hujan", "Boat, wet season"))
    )


def _allowed(heading: str, who: BothLanguages) -> dict[str, Column]:
    note = (f"Boleh dilalui {who[0]}; kosong = seperti di jaringan", f"Open to {who[1]}; empty = as in the network")
    return column(heading, CellKind.WORD, note, words=YES_NO)


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentRow(Row):
    """What the office knows better of one segment; ``None`` keeps what the network says."""

    sheet: ClassVar[BothLanguages] = ("ruas", "segments")
    about: ClassVar[BothLanguages] = (
        "Perbaikan per ruas jalan; nomor ruas ada di jaringan.gpkg dan di peta laporan jalan.",
        "Corrections of single segments; their ids are in jaringan.gpkg and on the map of the road report.",
    )
    example_in_template: ClassVar[bool] = False

    segment: str = field(
        metadata=column("ruas segment", CellKind.CODE, ("Nomor ruas", "Id of the segment"), "123456789-1")
    )
    road_class: RoadClass | None = field(
        default=None,
        metadata=column(
            "jenis class", CellKind.WORD, ("Jenis jalan; kosong = tetap", "Class; empty = kept"), words=ROAD_CLASSES
        ),
    )
    surface: Surface | None = field(
        default=None,
        metadata=column(
            "permukaan surface", CellKind.WORD, ("Permukaan; kosong = tetap", "Surface; empty = kept"), words=SURFACES
        ),
    )
    kmh: float | None = field(
        default=None,
        metadata=column(
            "km_jam kmh",
            CellKind.NUMBER,
            ("Kecepatan semua kendaraan; kosong = menurut jenis", "Speed of every vehicle; empty = by class"),
            "10",
            unit=("km/jam", "km/h"),
        ),
    )
    one_way: OneWay | None = field(
        default=None,
        metadata=column(
            "searah oneway",
            CellKind.WORD,
            ("Hanya searah garis; kosong = tetap", "Only along its line; empty = kept"),
            words=ONE_WAY,
        ),
    )
    car: bool | None = field(default=None, metadata=_allowed("mobil car", ("mobil", "cars")))
    motorcycle: bool | None = field(default=None, metadata=_allowed("motor motorcycle", ("motor", "motorcycles")))
    boat: bool | None = field(default=None, metadata=_allowed("perahu boat", ("perahu", "boats")))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureRow(Row):
    """A road that is cut or slow for a while, or a season of the whole network."""

    sheet: ClassVar[BothLanguages] = ("penutupan", "closures")
    about: ClassVar[BothLanguages] = (
        "Jalan putus, jalan buka-tutup, dan musim, bertanggal; hanya dipakai bersama jaringan jalan.",
        "Roads that are cut, one-lane sections and seasons, dated; used with a road network only.",
    )
    example_in_template: ClassVar[bool] = False

    name: str = field(
        metadata=column(
            "nama name",
            CellKind.TEXT,
            ("Sebutan, misalnya Longsor Taba Padang", "What it is called, such as Landslide Taba Padang"),
            ("Musim hujan", "Wet season"),
        )
    )
    kind: ClosureKind = field(
        default=ClosureKind.CLOSED,
        metadata=column(
            "jenis kind",
            CellKind.WORD,
            ("Apa yang terjadi; kosong = putus", "What happens; empty = closed"),
            ("musim_hujan", "wet"),
            words=CLOSURES,
        ),
    )
    where: str = field(
        default="",
        metadata=column(
            "letak place",
            CellKind.TEXT,
            (
                '"lat, lon" (-3.4625, 102.5285), nomor ruas (pisahkan dengan ;), atau gambar WKT; '
                "kosong hanya untuk musim",
                '"lat, lon" (-3.4625, 102.5285), ids of segments (divided by ;), or a WKT drawing; '
                "empty for seasons only",
            ),
        ),
    )
    first: date | None = field(
        default=None,
        metadata=column(
            "dari from",
            CellKind.DATE,
            ("Hari pertama; kosong = sejak dulu", "First day; empty = since ever"),
            "2026-10-01",
        ),
    )
    last: date | None = field(
        default=None,
        metadata=column(
            "sampai to",
            CellKind.DATE,
            ("Hari terakhir; kosong = belum tahu", "Last day; empty = not known yet"),
            "2027-03-31",
        ),
    )
    vehicle_class: VehicleClass | None = field(
        default=None,
        metadata=column(
            "kelas class", CellKind.WORD, ("Kendaraan; kosong = semua", "Vehicle; empty = all"), words=VEHICLES
        ),
    )
    minutes: float | None = field(
        default=None,
        metadata=column(
            "menit minutes",
            CellKind.NUMBER,
            ("Tambahan waktu sekali lewat, untuk tertunda", "Time lost each time it is passed, for a delay"),
            unit=("menit", "minutes"),
        ),
    )
