"""Which village a school or another site lies in, where the office does not say."""

from dataclasses import replace

import shapely

from geodata.boundaries.land import Boundaries
from geodata.contracts import OtherSiteRow, SchoolRow, Sheets


def villages_by_land(sheets: Sheets, boundaries: Boundaries) -> Sheets:
    """The sheets, with the village of each site that states a point and no village, where a polygon holds it."""
    if boundaries.villages is None or not boundaries.villages.lands:
        return sheets
    ids = sorted(boundaries.villages.lands)
    tree = shapely.STRtree([boundaries.villages.lands[id_] for id_ in ids])

    def village_of(row: SchoolRow | OtherSiteRow) -> str | None:
        if row.village_code is not None or row.lon is None or row.lat is None:
            return row.village_code
        hits = sorted(tree.query(shapely.Point(row.lon, row.lat), predicate="intersects").tolist())
        return ids[hits[0]] if hits else None

    return replace(
        sheets,
        schools=tuple(replace(row, village_code=village_of(row)) for row in sheets.schools),
        other_sites=tuple(replace(row, village_code=village_of(row)) for row in sheets.other_sites),
    )
