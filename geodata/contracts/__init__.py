"""What the sheets of an office hold: one dataclass for each kind of row, each field with its column contract.

The dataclasses are the contract: reader, template and documentation all follow them. ``Sheets`` is what
:func:`geodata.read.read_sheets` hands out: typed, checked, every row with the place where it was read,
and no meaning added yet; :mod:`geodata.assemble` makes the problem of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from geodata.contracts.bases import NamedBase, base_of, named_bases
from geodata.contracts.column import BothLanguages, CellKind, Column, Place, Row, Word, columns_of, needed_of
from geodata.contracts.places import OtherSiteRow, SchoolRow, VillageRow
from geodata.contracts.road_kinds import ClosureKind, OneWay, RoadClass, Surface
from geodata.contracts.roads import ClosureRow, SegmentRow, SpeedRow
from geodata.contracts.signal import ReportKind, SignalRow, SpeedTestRow, Technology, TowerRow, TowerState
from geodata.contracts.supplies import CalendarRow, DeliveryRow, PolicyRow, RateRow, StockRow
from geodata.contracts.teams import BaseCell, EquipmentRow, StaffRow, TeamRow
from geodata.contracts.ways import KnownTripRow, MatrixRow
from geodata.contracts.words import CalendarKind, TripKind
from planner.domain.problem import Figure

__all__ = [
    "NEEDED_SHEETS",
    "READ_ME",
    "SHEETS",
    "BaseCell",
    "BothLanguages",
    "CalendarKind",
    "CalendarRow",
    "CellKind",
    "ClosureKind",
    "ClosureRow",
    "Column",
    "DeliveryRow",
    "EquipmentRow",
    "KnownTripRow",
    "MatrixRow",
    "NamedBase",
    "OneWay",
    "OtherSiteRow",
    "Place",
    "PolicyRow",
    "RateRow",
    "ReportKind",
    "RoadClass",
    "Row",
    "SchoolRow",
    "SegmentRow",
    "Sheets",
    "SignalRow",
    "SpeedRow",
    "SpeedTestRow",
    "StaffRow",
    "StockRow",
    "Surface",
    "TeamRow",
    "Technology",
    "TowerRow",
    "TowerState",
    "TripKind",
    "VillageRow",
    "Word",
    "base_of",
    "columns_of",
    "named_bases",
    "needed_of",
]

SHEETS: dict[str, type[Row]] = {
    "villages": VillageRow,
    "schools": SchoolRow,
    "other_sites": OtherSiteRow,
    "teams": TeamRow,
    "staff": StaffRow,
    "equipment": EquipmentRow,
    "stock": StockRow,
    "deliveries": DeliveryRow,
    "calendar": CalendarRow,
    "trips_known": KnownTripRow,
    "matrix": MatrixRow,
    "closures": ClosureRow,
    "speeds": SpeedRow,
    "segments": SegmentRow,
    "signal": SignalRow,
    "towers": TowerRow,
    "speed_tests": SpeedTestRow,
    "rates": RateRow,
    "policy": PolicyRow,
}
"""Field of :class:`Sheets` to kind of row, in the order of the workbook."""

READ_ME = ("baca dulu", "read me")
"""The first sheet of the template; never read: (Indonesian, English)."""

NEEDED_SHEETS = ("villages", "teams", "stock")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """Everything an office gave, as typed rows in the order read.

    Attributes
    ----------
    stock
        Its one row.
    rates, policy
        With canonical names and units; see :mod:`geodata.read.policy_sheet`.
    notes
        What was ignored or should be known, no fault: (Indonesian, English).
    figures
        Where the figures come from, as far as the sheets' maker says so (embedded data do).
    """

    villages: tuple[VillageRow, ...]
    schools: tuple[SchoolRow, ...] = ()
    other_sites: tuple[OtherSiteRow, ...] = ()
    teams: tuple[TeamRow, ...]
    staff: tuple[StaffRow, ...] = ()
    equipment: tuple[EquipmentRow, ...] = ()
    stock: StockRow
    deliveries: tuple[DeliveryRow, ...] = ()
    calendar: tuple[CalendarRow, ...] = ()
    trips_known: tuple[KnownTripRow, ...] = ()
    matrix: tuple[MatrixRow, ...] = ()
    closures: tuple[ClosureRow, ...] = ()
    speeds: tuple[SpeedRow, ...] = ()
    segments: tuple[SegmentRow, ...] = ()
    signal: tuple[SignalRow, ...] = ()
    towers: tuple[TowerRow, ...] = ()
    speed_tests: tuple[SpeedTestRow, ...] = ()
    rates: tuple[RateRow, ...] = ()
    policy: tuple[PolicyRow, ...] = ()
    notes: tuple[BothLanguages, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def site_ids(self) -> Iterator[str]:
        """Ids of all sites: villages, schools, other sites."""
        yield from (row.code for row in self.villages)
        yield from (row.npsn for row in self.schools)
        yield from (row.id for row in self.other_sites)
