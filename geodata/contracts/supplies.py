"""Rows of cards, days, prices and policy: ``stok``, ``pengiriman``, ``kalender``, ``biaya``, ``kebijakan``."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from geodata.contracts.column import BothLanguages, CellKind, Row, column
from geodata.contracts.words import CALENDAR, CalendarKind

PIECES = ("keping", "cards")


@dataclass(frozen=True, slots=True, kw_only=True)
class StockRow(Row):
    """Blank cards; the sheet has one row."""

    sheet: ClassVar[BothLanguages] = ("stok", "stock")
    about: ClassVar[BothLanguages] = (
        "Blangko KTP-el, tepat satu baris. Wajib diisi.",
        "Blank cards, exactly one row. Needed.",
    )

    opening: int = field(
        metadata=column(
            "saldo opening",
            CellKind.COUNT,
            ("Keping di gudang pada pagi hari pertama", "Cards in the store on the first morning"),
            "2000",
            unit=PIECES,
        )
    )
    reserve: int = field(
        default=500,
        metadata=column(
            "cadangan reserve",
            CellKind.COUNT,
            ("Keping yang harus tersisa setiap sore", "Cards that must remain every evening"),
            "500",
            unit=PIECES,
        ),
    )
    counter_per_day: int = field(
        default=75,
        metadata=column(
            "pemakaian_loket counter_per_day",
            CellKind.COUNT,
            ("Pemakaian loket kantor setiap hari kerja", "Cards used by the counter on each working day"),
            "75",
            unit=("keping per hari", "cards a day"),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow(Row):
    """A receipt of blank cards."""

    sheet: ClassVar[BothLanguages] = ("pengiriman", "deliveries")
    about: ClassVar[BothLanguages] = ("Blangko yang akan datang.", "Blank cards to come.")

    day: date = field(
        metadata=column(
            "tanggal date",
            CellKind.DATE,
            ("Dihitung sejak pagi hari ini", "Counts from this morning"),
            ("12 Januari 2027", "2027-01-12"),
        )
    )
    quantity: int = field(
        metadata=column("jumlah quantity", CellKind.COUNT, ("Jumlah keping", "How many"), "4000", unit=PIECES)
    )
    probability_permille: int = field(
        default=1000,
        metadata=column(
            "peluang_permil probability",
            CellKind.PERMILLE,
            ("Peluang datang; dihitung bila paling sedikit 800", "Chance to come; counts from 800"),
            "900",
            unit=("permil", "permille"),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRow(Row):
    """The office's own word on days; it stands above the public holidays."""

    sheet: ClassVar[BothLanguages] = ("kalender", "calendar")
    about: ClassVar[BothLanguages] = (
        "Hari yang berbeda dari kalender nasional. Libur nasional sudah dikenal.",
        "Days that differ from the national calendar. National holidays are known.",
    )

    dates: tuple[date, ...] = field(
        metadata=column(
            "tanggal date",
            CellKind.DATES,
            ("Tanggal atau rentang", "Dates or ranges"),
            ("29 Januari 2027", "2027-01-29"),
            also=("dates",),
        )
    )
    kind: CalendarKind = field(
        metadata=column(
            "jenis kind", CellKind.WORD, ("Jenis hari", "Kind of day"), ("libur", "holiday"), words=CALENDAR
        )
    )
    note: str = field(
        default="",
        metadata=column(
            "keterangan note", CellKind.TEXT, ("Keterangan", "Note"), ("Rapat kerja kantor", "Staff meeting")
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRow(Row):
    """One price. ``code`` is a field of :class:`planner.domain.policy.Rates` once it is read."""

    sheet: ClassVar[BothLanguages] = ("biaya", "rates")
    about: ClassVar[BothLanguages] = (
        "Harga satuan perjalanan; yang tidak ditulis memakai nilai bawaan.",
        "Prices of trips; what is not listed keeps its default.",
    )

    code: str = field(
        metadata=column(
            "kode code",
            CellKind.RAW,
            ("Nama harga, lihat lembar baca dulu", "Name of the price, see the read me sheet"),
            ("uang_harian", "allowance_long"),
        )
    )
    rupiah: int = field(
        metadata=column("rupiah", CellKind.RUPIAH, ("Harga satuan", "Price"), "150000", unit=("rupiah", "rupiah"))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRow(Row):
    """One parameter.

    Once it is read, ``parameter`` is the path of a field of :class:`planner.domain.policy.Policy`
    (``setup_s``, ``hours.shift_end``, ``floors.visits.<subdistrict>``) and ``value`` is in its unit;
    :func:`geodata.read.policy_sheet.policy_of` makes the policy.
    """

    sheet: ClassVar[BothLanguages] = ("kebijakan", "policy")
    about: ClassVar[BothLanguages] = (
        "Aturan kantor; yang tidak ditulis memakai nilai bawaan.",
        "Policy of the office; what is not listed keeps its default.",
    )

    parameter: str = field(
        metadata=column(
            "parameter",
            CellKind.RAW,
            ("Nama parameter, lihat lembar baca dulu", "Name of the parameter, see the read me sheet"),
            ("hari_pemberitahuan", "notice_days"),
        )
    )
    value: int | bool | str | None = field(
        metadata=column(
            "nilai value",
            CellKind.RAW,
            ("Nilai dalam satuan parameter", "Value in the unit of the parameter"),
            "14",
        )
    )
