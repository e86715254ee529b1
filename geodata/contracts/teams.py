"""Rows of who goes out and with what: ``tim``, ``petugas``, ``peralatan``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from geodata.contracts.column import BothLanguages, CellKind, Row, column
from geodata.contracts.words import EQUIPMENT, SKILLS, VEHICLES
from planner.domain.team import CrewNeed, DateRange, EquipmentKind, Skill, VehicleClass
from planner.units import SecondsOfDay

_DAYS = ("hari", "days")
_PIECES = ("buah", "pieces")


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseCell:
    """What the cell ``basis`` says: a point, or the id of a site; never both."""

    site: str | None = None
    lat: float | None = None
    lon: float | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        """(lat, lon), or ``None`` where it names a site."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRow(Row):
    """A team. ``None`` where the default of policy holds."""

    sheet: ClassVar[BothLanguages] = ("tim", "teams")
    about: ClassVar[BothLanguages] = ("Satu baris per tim lapangan. Wajib diisi.", "One row for each team. Needed.")

    id: str = field(metadata=column("id", CellKind.CODE, ("Kode tim, unik", "Id of the team, unique"), "tim-1"))
    base: BaseCell = field(
        metadata=column(
            "basis base",
            CellKind.BASE,
            ('Tempat berangkat dan pulang: "lat, lon" atau kode tempat', 'Start and end: "lat, lon" or id of a site'),
            "-3.4650, 102.5200",
            empty_code="TEAM_WITHOUT_BASE",
        )
    )
    base_id: str | None = field(
        default=None,
        metadata=column(
            "id_basis base_id",
            CellKind.CODE,
            ("Kode basis untuk lembar jarak dan matriks", "Id of the base for the sheets trips_known and matrix"),
            "basis-curup",
        ),
    )
    base_name: str | None = field(
        default=None,
        metadata=column(
            "nama_basis base_name", CellKind.TEXT, ("Nama basis", "Name of the base"), ("Kantor Dukcapil", "Office")
        ),
    )
    stations: int = field(
        default=2,
        metadata=column(
            "stasiun stations",
            CellKind.COUNT,
            ("Alat rekam yang bekerja serentak, paling sedikit 1", "Recording stations side by side, at least 1"),
            "2",
            unit=_PIECES,
        ),
    )
    printers: int = field(
        default=1,
        metadata=column(
            "printer printers",
            CellKind.COUNT,
            ("Pencetak kartu yang dibawa", "Card printers carried"),
            "1",
            unit=_PIECES,
        ),
    )
    vehicle_class: VehicleClass = field(
        default=VehicleClass.CAR,
        metadata=column(
            "kelas_kendaraan vehicle_class",
            CellKind.WORD,
            ("Kendaraan tim", "Vehicle of the team"),
            ("mobil", "car"),
            words=VEHICLES,
            also=("kendaraan", "vehicle"),
        ),
    )
    days_per_week: int = field(
        default=3,
        metadata=column(
            "hari_per_minggu days_per_week",
            CellKind.COUNT,
            ("Hari lapangan paling banyak, Senin-Minggu", "Field days at most, Monday-Sunday"),
            "3",
            unit=_DAYS,
        ),
    )
    days_per_month: int = field(
        default=13,
        metadata=column(
            "hari_per_bulan days_per_month",
            CellKind.COUNT,
            ("Hari lapangan paling banyak sebulan", "Field days at most in a month"),
            "13",
            unit=_DAYS,
        ),
    )
    shift_start: SecondsOfDay | None = field(
        default=None,
        metadata=column(
            "mulai start",
            CellKind.TIME,
            ("Jam berangkat paling awal; kosong = 07:30", "Earliest departure; empty = 07:30"),
        ),
    )
    shift_end: SecondsOfDay | None = field(
        default=None,
        metadata=column(
            "selesai end", CellKind.TIME, ("Jam pulang paling akhir; kosong = 16:00", "Latest return; empty = 16:00")
        ),
    )
    crew: tuple[CrewNeed, ...] | None = field(
        default=None,
        metadata=column(
            "kru crew",
            CellKind.CREW,
            (
                "Kebutuhan setiap perjalanan: rekam:2, ikd:1, sopir:1; hanya sopir boleh merangkap",
                "Needed on every trip: record:2, ikd:1, drive:1; only driving may be doubled",
            ),
            ("rekam:2, ikd:1, sopir:1", "record:2, ikd:1, drive:1"),
            words=SKILLS,
        ),
    )
    closed_dates: tuple[date, ...] = field(
        default=(),
        metadata=column(
            "tutup closed_dates",
            CellKind.DATES,
            ("Hari tim tidak bertugas, dipisah titik koma", "Days off of the team, separated by semicolons"),
        ),
    )
    members: tuple[str, ...] = field(
        default=(),
        metadata=column(
            "anggota members",
            CellKind.CODES,
            (
                "Tim tetap: kode petugasnya, dipisah koma; kosong = Jemput membentuk regu dari petugas lain",
                "A fixed team: ids of its staff, separated by commas; empty = Jemput forms crews of all others",
            ),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow(Row):
    """One of the staff: an id, never a name or a reason of absence."""

    sheet: ClassVar[BothLanguages] = ("petugas", "staff")
    about: ClassVar[BothLanguages] = (
        "Satu baris per petugas, dengan kode dan tanpa nama. Kosong = petugas tidak membatasi.",
        "One row for each of the staff, an id and no name. Empty = staff do not limit.",
    )
    more_examples: ClassVar[tuple[Mapping[str, BothLanguages], ...]] = (
        {"id": ("p02", "p02"), "skills": ("rekam", "record")},
        {"id": ("p03", "p03"), "skills": ("ikd", "ikd")},
        {"id": ("p04", "p04"), "skills": ("rekam", "record")},
        {"id": ("p05", "p05"), "skills": ("rekam, ikd", "record, ikd")},
    )

    id: str = field(metadata=column("id", CellKind.CODE, ("Kode petugas, unik", "Id of the person, unique"), "p01"))
    skills: tuple[Skill, ...] = field(
        metadata=column(
            "keahlian skills",
            CellKind.SKILLS,
            ("Keahlian, dipisah koma", "Skills, separated by commas"),
            ("rekam, sopir", "record, drive"),
            words=SKILLS,
        )
    )
    away: tuple[DateRange, ...] = field(
        default=(),
        metadata=column(
            "tidak_tersedia away",
            CellKind.RANGES,
            (
                "Tanggal atau rentang tidak tersedia, tanpa alasan",
                "Dates or ranges when not available, without a reason",
            ),
        ),
    )
    days_per_week: int = field(
        default=4,
        metadata=column(
            "maks_per_minggu max_per_week",
            CellKind.COUNT,
            ("Hari lapangan paling banyak, Senin-Minggu", "Field days at most, Monday-Sunday"),
            "4",
            unit=_DAYS,
        ),
    )
    days_per_month: int = field(
        default=14,
        metadata=column(
            "maks_per_bulan max_per_month",
            CellKind.COUNT,
            ("Hari lapangan paling banyak sebulan", "Field days at most in a month"),
            "14",
            unit=_DAYS,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentRow(Row):
    """Pieces of one kind of equipment over a span of days."""

    sheet: ClassVar[BothLanguages] = ("peralatan", "equipment")
    about: ClassVar[BothLanguages] = (
        "Alat bersama. Jenis yang tidak ditulis tidak membatasi, kecuali satelit (tidak ditulis = tidak ada).",
        "Shared equipment. A kind not listed does not limit, save satellite kits (not listed = none).",
    )

    kind: EquipmentKind = field(
        metadata=column(
            "jenis kind", CellKind.WORD, ("Jenis alat", "Kind"), ("satelit", "satellite_kit"), words=EQUIPMENT
        )
    )
    count: int = field(metadata=column("jumlah count", CellKind.COUNT, ("Jumlah", "How many"), "1", unit=_PIECES))
    first: date | None = field(
        default=None,
        metadata=column("dari from", CellKind.DATE, ("Tersedia mulai; kosong = sejak awal", "From; empty = always")),
    )
    last: date | None = field(
        default=None,
        metadata=column("sampai to", CellKind.DATE, ("Tersedia hingga; kosong = seterusnya", "To; empty = always")),
    )
