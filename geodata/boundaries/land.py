"""The land of every village: its polygon, or an approximate cell; and what the office should look at.

::

    batas_desa, batas_kecamatan --> layers --> match --> lands; without polygons: cells --> remarks
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.boundaries import match
from geodata.boundaries.cells import hull, nearest_cells
from geodata.boundaries.layer import Bounds, find_layer, read_polygons
from geodata.boundaries.match import Matched, Wanted, features_of, matched
from geodata.contracts import VillageRow
from geodata.contracts.column import BothLanguages
from geodata.crs import WGS84, metric_crs
from geodata.read.raw_table import FileError
from planner.errors import Fault, InputFaults

VILLAGE_FILES = ("batas_desa", "village_boundaries", "batas_wilayah")
SUBDISTRICT_FILES = ("batas_kecamatan", "subdistrict_boundaries")


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """The land of one village.

    Attributes
    ----------
    shape
        Polygon in WGS 84.
    approximate
        Whether it is a cell made from points and no boundary.
    """

    shape: BaseGeometry
    approximate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundaries:
    """Polygons that the office has, matched.

    Attributes
    ----------
    villages, subdistricts
        What was matched; ``None`` where there is no such file. Subdistricts bear their name as id.
    files
        Names of the files.
    notes
        What was mended, assumed, joined: (Indonesian, English).
    """

    villages: Matched | None = None
    subdistricts: Matched | None = None
    files: tuple[str, ...] = ()
    notes: tuple[BothLanguages, ...] = ()


def read_boundaries(folder: Path, villages: Sequence[VillageRow]) -> Boundaries:
    """The boundaries of a planning folder; empty if it has none.

    Raises
    ------
    InputFaults
        With all that is wrong in both files.
    """
    faults: list[Fault] = []
    notes: list[BothLanguages] = []
    files: list[str] = []
    found: dict[str, Matched] = {}
    for names, wanted, headings in (
        (VILLAGE_FILES, wanted_villages(villages), (match.CODE, match.NAME, match.WITHIN)),
        (SUBDISTRICT_FILES, wanted_subdistricts(villages), (match.SUBDISTRICT_CODE, match.SUBDISTRICT_NAME, ())),
    ):
        try:
            path = find_layer(folder, names)
            if path is None:
                continue
            layer = read_polygons(path, around=_around(villages))
        except FileError as error:
            faults.append(error.fault)
            continue
        result, wrong = matched(layer.name, wanted, features_of(layer, *headings))
        faults += wrong
        files.append(layer.name)
        notes += [*layer.notes, *result.notes]
        found[names[0]] = result
    if faults:
        raise InputFaults(tuple(faults))
    return Boundaries(
        villages=found.get(VILLAGE_FILES[0]),
        subdistricts=found.get(SUBDISTRICT_FILES[0]),
        files=tuple(files),
        notes=tuple(notes),
    )


def wanted_villages(villages: Sequence[VillageRow]) -> list[Wanted]:
    """Villages as the match looks for them."""
    return [
        Wanted(id=row.code, code=row.code, name=row.name, within=row.subdistrict, point=(row.lon, row.lat))
        for row in villages
    ]


def wanted_subdistricts(villages: Sequence[VillageRow]) -> list[Wanted]:
    """Subdistricts of the villages; the code is what the codes of its villages have in common, up to a dot."""
    codes: dict[str, list[str]] = {}
    for row in villages:
        codes.setdefault(row.subdistrict, []).append(row.code)
    found = []
    for name in sorted(codes):
        heads = {code.rpartition(".")[0] for code in codes[name]}
        found.append(Wanted(id=name, code=heads.pop() if len(heads) == 1 else "", name=name, within=""))
    return found


def lands_of(
    points: Mapping[str, tuple[float, float]], subdistrict_of: Mapping[str, str], boundaries: Boundaries | None = None
) -> dict[str, Land]:
    """The land of every village, in the order of ``points``.

    Polygons where they are known. Elsewhere Voronoi cells of the points, cut to the subdistrict's polygon where that
    is known and to the hull of all points otherwise, less the land that is known to be another's.

    Parameters
    ----------
    points
        (lon, lat) of each village, degrees.
    subdistrict_of
        Village to subdistrict.
    """
    known = {} if boundaries is None or boundaries.villages is None else boundaries.villages.lands
    areas = {} if boundaries is None or boundaries.subdistricts is None else boundaries.subdistricts.lands
    exact = {village: known[village] for village in points if village in known}
    missing = [village for village in points if village not in known]
    cells = _cells(points, missing, subdistrict_of, exact, areas) if missing else {}
    return {
        village: Land(shape=exact[village], approximate=False)
        if village in exact
        else Land(shape=cells[village], approximate=True)
        for village in points
    }


def _cells(
    points: Mapping[str, tuple[float, float]],
    missing: Sequence[str],
    subdistrict_of: Mapping[str, str],
    exact: Mapping[str, BaseGeometry],
    areas: Mapping[str, BaseGeometry],
) -> dict[str, BaseGeometry]:
    crs = metric_crs(list(points.values()))
    spots = gpd.GeoSeries(shapely.points(list(points.values())), index=list(points), crs=WGS84).to_crs(crs)
    at = {village: (spot.x, spot.y) for village, spot in spots.items()}
    taken = None
    if exact:
        taken = shapely.union_all(gpd.GeoSeries(list(exact.values()), crs=WGS84).to_crs(crs).to_numpy())
    whole = hull(list(at.values()))
    groups: dict[str, list[str]] = {}
    for village in missing:
        area = subdistrict_of.get(village, "")
        groups.setdefault(area if area in areas else "", []).append(village)
    found: dict[str, BaseGeometry] = {}
    for area, villages in sorted(groups.items()):
        region = whole
        # Within a subdistrict only its own villages share its land; elsewhere all points hold theirs.
        rivals = {village: at[village] for village in (at if not area else villages)}
        if area:
            region = gpd.GeoSeries([areas[area]], crs=WGS84).to_crs(crs).iloc[0]
        cells = nearest_cells(rivals, region)
        for village in villages:
            cell = cells[village] if taken is None else cells[village].difference(taken)
            found[village] = cell
    order = list(found)
    turned = gpd.GeoSeries([found[village] for village in order], crs=crs).to_crs(WGS84)
    return dict(zip(order, turned.tolist(), strict=True))


def _around(villages: Sequence[VillageRow]) -> Bounds | None:
    if not villages:
        return None
    lons, lats = [row.lon for row in villages], [row.lat for row in villages]
    return min(lons), min(lats), max(lons), max(lats)
