"""Coverage drawn as polygons: an operator's map, or blank spots that the office drew."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.signal import told
from geodata.signal.evidence import Evidence
from geodata.signal.gather import Place
from planner.domain.signal import SignalSource
from planner.domain.site import Connectivity
from planner.domain.team import DateRange


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageArea:
    """Land on which a map says that there is signal, or none.

    Attributes
    ----------
    land
        Polygon in WGS 84.
    connectivity
        What the map says; a map without levels says *weak*.
    operator
        Empty for all of them.
    """

    land: BaseGeometry
    connectivity: Connectivity
    operator: str = ""
    seen: DateRange | None = None
    name: str = ""


def covered(areas: Sequence[CoverageArea], places: Iterable[Place]) -> Iterator[Evidence]:
    """What the map says at each site; of overlapping areas the newest, then the worse one, will hold."""
    located = [place for place in places if place.point is not None]
    if not areas or not located:
        return
    tree = shapely.STRtree([area.land for area in areas])
    points = shapely.points([place.point for place in located])
    hits: dict[int, list[int]] = {}
    for point, area in np.transpose(tree.query(points, predicate="intersects")).tolist():
        hits.setdefault(point, []).append(area)
    for number in sorted(hits):
        told_once = set()
        for index in sorted(hits[number]):
            area = areas[index]
            what = (f"peta cakupan {area.name}", f"coverage map {area.name}")
            note = told.sentence(area.connectivity, what, area.operator, area.seen)
            if note in told_once:
                continue
            told_once.add(note)
            yield Evidence(
                site=located[number].id,
                connectivity=area.connectivity,
                source=SignalSource.COVERAGE,
                operator=area.operator,
                seen=area.seen,
                note=note,
            )
