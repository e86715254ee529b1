"""Roads wired in: what the commands of roads and travel ask of the ground.

Imported when first needed, like everything in :mod:`api.wiring`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from api.wiring_ground import Span, assembled, office_of

if TYPE_CHECKING:
    from geodata.roads.desk import RoadDesk
    from geodata.roads.learning import Correction as Correction
    from geodata.roads.network_file import StoredNetwork
    from geodata.roads.report import ClosureEffect as ClosureEffect
    from geodata.roads.report import RoadReport as RoadReport


def road_desk(source: str, span: Span) -> "RoadDesk":
    """An office with its roads, for the commands of roads and travel.

    Raises
    ------
    InputFaults
        With everything that is wrong in its files.
    """
    from geodata.roads.desk import RoadDesk

    sheets, name, ground = office_of(source)
    problem = assembled(sheets, name, ground, span)
    return RoadDesk(source=Path(source), problem=problem, roads=None if ground is None else ground.roads)


def import_network(
    file: Path, source: Path, *, margin_km: int, layer: str | None, crs: str | None, report: Callable[[int, int], None]
) -> "tuple[StoredNetwork, Path]":
    """Read the roads around an office's places out of a file, and put them beside its sheets.

    Raises
    ------
    InputFaults
        With everything that is wrong in the sheets, or in the file.
    """
    from geodata.read import read_sheets
    from geodata.roads.desk import import_network as import_around
    from geodata.roads.desk import points_of

    points = points_of(read_sheets(source))
    return import_around(file, source, points, margin_km=margin_km, layer=layer, crs=crs, report=report)
