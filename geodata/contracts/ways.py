"""Rows of travel: ``jarak``, ``matriks``."""

from dataclasses import dataclass, field
from typing import ClassVar

from geodata.contracts.column import BothLanguages, CellKind, Row, column
from geodata.contracts.words import NO_WAY, TRIP_KINDS, VEHICLES, YES_NO, TripKind
from planner.domain.team import VehicleClass

_FROM = ("Kode tempat atau basis asal", "Id of the site or base it starts from")
_TO = ("Kode tempat atau basis tujuan", "Id of the site or base it ends at")
_MINUTES = (
    'Waktu tempuh; "putus" bila tidak ada jalan',
    'Travel time; "no_way" where there is no passable way',
)
_KM = ("Jarak; kosong = ditaksir", "Distance; empty = estimated")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTripRow(Row):
    """A known trip. ``minutes`` is ``None`` where there is no way, ``vehicle_class`` where all are meant."""

    sheet: ClassVar[BothLanguages] = ("jarak", "trips_known")
    about: ClassVar[BothLanguages] = (
        "Waktu tempuh yang diketahui; boleh sebagian.",
        "Known travel times; a part will do.",
    )

    start: str = field(metadata=column("dari from", CellKind.CODE, _FROM, "basis-curup"))
    end: str = field(metadata=column("ke to", CellKind.CODE, _TO, "17.02.20.2001"))
    vehicle_class: VehicleClass | None = field(
        default=None,
        metadata=column(
            "kelas class",
            CellKind.WORD,
            ("Kendaraan; kosong = semua", "Vehicle; empty = all"),
            ("mobil", "car"),
            words=VEHICLES,
        ),
    )
    minutes: float | None = field(
        metadata=column("menit minutes", CellKind.MINUTES, _MINUTES, "35", unit=("menit", "minutes"), words=NO_WAY)
    )
    km: float | None = field(
        default=None, metadata=column("km", CellKind.NUMBER, _KM, ("12,5", "12.5"), unit=("km", "km"))
    )
    both_ways: bool = field(
        default=True,
        metadata=column(
            "dua_arah both_ways",
            CellKind.WORD,
            ("Berlaku juga arah sebaliknya; kosong = ya", "Holds for the way back too; empty = yes"),
            ("ya", "yes"),
            words=YES_NO,
        ),
    )
    kind: TripKind = field(
        default=TripKind.FIXED,
        metadata=column(
            "sifat kind",
            CellKind.WORD,
            (
                "tetap = mengalahkan matriks; teramati = hanya mengalahkan taksiran; kosong = tetap",
                "fixed = overrides the matrix; observed = overrides estimates only; empty = fixed",
            ),
            ("tetap", "fixed"),
            words=TRIP_KINDS,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow(Row):
    """One cell of the whole table of travel. ``minutes`` is ``None`` where there is no way."""

    sheet: ClassVar[BothLanguages] = ("matriks", "matrix")
    about: ClassVar[BothLanguages] = (
        "Tabel lengkap antar semua tempat dan basis; kosongkan lembar ini bila tidak ada.",
        "Complete table between all sites and bases; leave the sheet empty if there is none.",
    )

    start: str = field(metadata=column("dari from", CellKind.CODE, _FROM))
    end: str = field(metadata=column("ke to", CellKind.CODE, _TO))
    vehicle_class: VehicleClass = field(
        default=VehicleClass.CAR,
        metadata=column(
            "kelas class",
            CellKind.WORD,
            ("Kendaraan; kosong = mobil", "Vehicle; empty = car"),
            words=VEHICLES,
        ),
    )
    minutes: float | None = field(
        metadata=column("menit minutes", CellKind.MINUTES, _MINUTES, unit=("menit", "minutes"), words=NO_WAY)
    )
    km: float | None = field(default=None, metadata=column("km", CellKind.NUMBER, _KM, unit=("km", "km")))
