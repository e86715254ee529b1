"""Routing servers that an office may run or rent: thin adapters over HTTP, each a source of ways.

::

    points --> OSRM | Valhalla | openrouteservice --> Legs (what is not known stays unknown)

None is needed. A server that cannot be reached, refuses, or answers something else is an error with a code; a pair
that it has no way for is unknown, never 0 minutes.
"""

from geodata.servers.blocks import RoutingServer
from geodata.servers.connection import Connection, Patience
from geodata.servers.openrouteservice import OpenRouteService
from geodata.servers.osrm import Osrm
from geodata.servers.valhalla import Valhalla
from planner.errors import Fault, InputFaults

KINDS = ("osrm", "valhalla", "ors")

__all__ = ["KINDS", "Connection", "OpenRouteService", "Osrm", "Patience", "RoutingServer", "Valhalla", "routing_server"]


def routing_server(named: str, *, key: str | None = None, patience: Patience | None = None) -> RoutingServer:
    """The server that ``osrm=http://localhost:5000`` names.

    Parameters
    ----------
    named
        ``KIND=ADDRESS``.
    key
        For servers that ask for one (openrouteservice); it is sent and never shown.
    patience
        Timeouts and retries.

    Raises
    ------
    InputFaults
        ``SERVER_NOT_NAMED`` if the kind or the address cannot be understood.
    """
    kind, _, address = named.partition("=")
    if kind not in KINDS or not address.startswith(("http://", "https://")):
        raise InputFaults(
            (
                Fault(
                    code="SERVER_NOT_NAMED",
                    where="--server",
                    found=kind,
                    expected=(
                        f"JENIS=ALAMAT, jenis {', '.join(KINDS)}; mis. osrm=http://localhost:5000",
                        f"KIND=ADDRESS, kind one of {', '.join(KINDS)}; such as osrm=http://localhost:5000",
                    ),
                ),
            )
        )
    connection = Connection(address, patience=patience or Patience(), key=key)
    if kind == "osrm":
        return Osrm(connection)
    return Valhalla(connection) if kind == "valhalla" else OpenRouteService(connection)
