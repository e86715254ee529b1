"""Roads wired in: what the commands of roads and travel ask of the ground.

Imported when first needed, like everything in :mod:`api.wiring`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from api.wiring_ground import Span, assembled, office_of
from planner.errors import Fault

if TYPE_CHECKING:
    from geodata.roads.desk import RoadDesk
    from geodata.roads.learning import Correction as Correction
    from geodata.roads.network_file import StoredNetwork
    from geodata.roads.report import ClosureEffect as ClosureEffect
    from geodata.roads.report import RoadReport as RoadReport
    from geodata.roads.way_map import WayMap as WayMap


def road_desk(source: str, span: Span, *, server: str | None = None, key: str | None = None) -> "RoadDesk":
    """An office with its roads, for the commands of roads and travel.

    Parameters
    ----------
    server
        A routing server such as ``osrm=http://localhost:5000`` that is asked for the ways of all vehicles.
    key
        Its key, if it asks for one.

    Raises
    ------
    InputFaults
        With everything that is wrong in its files, or with the server.
    """
    from geodata.legs import Asked
    from geodata.roads.desk import RoadDesk
    from geodata.servers import routing_server

    sheets, name, ground = office_of(source)
    roads = None if ground is None else ground.roads
    if server is None:
        return RoadDesk(source=Path(source), problem=assembled(sheets, name, ground, span), roads=roads)
    connected = routing_server(server, key=key)
    try:
        asked = Asked(connected)
        problem = assembled(sheets, name, ground, span, server=asked)
    finally:
        connected.close()
    return RoadDesk(source=Path(source), problem=problem, roads=roads, served=asked.told())


def import_network(
    file: Path, source: Path, *, margin_km: int, layer: str | None, crs: str | None, report: Callable[[int, int], None]
) -> "tuple[StoredNetwork, Path, Path | None, tuple[Fault, ...]]":
    """Read the roads around an office's places out of a file, and put them beside its sheets; a network before is kept.

    Returns
    -------
    tuple
        The network, its file, where the one before is kept, and the rows of sheets that name segments it has not.

    Raises
    ------
    InputFaults
        With everything that is wrong in the sheets, or in the file.
    """
    from geodata.read import read_sheets
    from geodata.roads.desk import import_network as import_around
    from geodata.roads.desk import points_of, rows_lost

    sheets = read_sheets(source)
    points = points_of(sheets)
    stored, path, kept = import_around(file, source, points, margin_km=margin_km, layer=layer, crs=crs, report=report)
    return stored, path, kept, rows_lost(sheets, stored.segments)
