"""Who can come to whom: reach within the limits of the policy, and what follows from it.

People come to a hub on their own motorcycle. A pair (village, other site) within the limits may be planned with;
no other may.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_FLOOR, Decimal, localcontext

import numpy as np

from planner.domain.policy import Policy
from planner.domain.problem import Problem
from planner.domain.site import Reach, ReachCut, Site, SiteKind
from planner.domain.team import VehicleClass
from planner.domain.travel import DatedTravel, TravelTable
from planner.service import HOSTING_KINDS, may_host
from planner.units import METRES_PER_KM, MICRO

PEOPLE_TRAVEL_BY = VehicleClass.MOTORCYCLE


def falloff_ppm(distance_m: int, per_km_micro: int) -> int:
    """Share of the show-up at home that is left after ``distance_m`` metres of road, ppm, rounded down.

    exp(-rate x km) in decimal arithmetic, so that no machine rounds it otherwise.

    Parameters
    ----------
    distance_m
        By road, metres.
    per_km_micro
        Rate of the falloff per kilometre, millionths (80,000 is 0.08).
    """
    with localcontext() as context:
        context.prec = 30
        exponent = -Decimal(distance_m) * Decimal(per_km_micro) / (METRES_PER_KM * MICRO)
        return int((exponent.exp() * MICRO).to_integral_value(rounding=ROUND_FLOOR))


def reach_pairs(sites: Iterable[Site], table: TravelTable, policy: Policy) -> tuple[Reach, ...]:
    """Every (village, other hosting site) pair within the hub limits, sorted by village and site.

    Parameters
    ----------
    sites
        All sites; villages send people, villages and halls that are not left out may receive them. Whether such
        a site has signal, or a kit comes along, is decided visit by visit and not here.
    table
        Travel of the people's own vehicle between the sites.
    policy
        Holds ``hub_max_m``, ``hub_max_s`` and ``falloff_per_km_micro``.
    """
    known = sorted(sites, key=lambda site: site.id)
    villages = [site.id for site in known if site.kind is SiteKind.VILLAGE]
    hosts = [site.id for site in known if site.kind in HOSTING_KINDS and not site.excluded]
    rows = np.array([table.index[village] for village in villages], dtype=np.int64)
    columns = np.array([table.index[host] for host in hosts], dtype=np.int64)
    if not villages or not hosts:
        return ()
    seconds = table.seconds_array[np.ix_(rows, columns)]
    metres = table.metres_array[np.ix_(rows, columns)]
    near = (seconds >= 0) & (seconds <= policy.hub_max_s) & (metres >= 0) & (metres <= policy.hub_max_m)
    near &= rows[:, None] != columns[None, :]
    left: dict[int, int] = {}
    pairs: list[Reach] = []
    for row, column in np.argwhere(near).tolist():
        distance_m = int(metres[row, column])
        if distance_m not in left:
            left[distance_m] = falloff_ppm(distance_m, policy.falloff_per_km_micro)
        pairs.append(
            Reach(
                village=villages[row],
                site=hosts[column],
                distance_m=distance_m,
                duration_s=int(seconds[row, column]),
                falloff_ppm=left[distance_m],
            )
        )
    return tuple(pairs)


def reach_cuts(reach: Iterable[Reach], dated: Iterable[DatedTravel], policy: Policy) -> tuple[ReachCut, ...]:
    """Days on which pairs within reach are not: their road is cut, or too far on what is left of it.

    Parameters
    ----------
    reach
        Pairs of usual days, sorted.
    dated
        Travel of the people's own vehicle on days that differ, sorted by day.

    Returns
    -------
    tuple of ReachCut
        Sorted by pair and day; days in a row make one cut.
    """
    pairs = tuple(reach)
    found: dict[tuple[str, str], list[ReachCut]] = {}
    for item in dated:
        for pair in pairs:
            leg = item.table.leg(pair.village, pair.site)
            if leg is not None and leg[0] <= policy.hub_max_s and leg[1] <= policy.hub_max_m:
                continue
            own = found.setdefault((pair.village, pair.site), [])
            first = item.first
            if own and own[-1].last + timedelta(days=1) == first:
                first = own.pop().first
            own.append(ReachCut(village=pair.village, site=pair.site, first=first, last=item.last))
    return tuple(cut for _, cuts in sorted(found.items()) for cut in cuts)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestHub:
    """The hub nearest to a village, whether within the limits or not."""

    village: str
    site: str
    distance_m: int
    duration_s: int


def nearest_hub(problem: Problem, village: str, table: TravelTable) -> NearestHub | None:
    """The site with signal that ``village`` has the shortest way to; ``None`` if there is no way to any.

    Parameters
    ----------
    table
        Travel of the people's own vehicle, over all sites.
    """
    found: NearestHub | None = None
    for site in problem.sites:
        leg = table.leg(village, site.id)
        if site.id == village or site.excluded or leg is None or not may_host(problem.policy, site, with_kit=False):
            continue
        if found is None or (leg[1], site.id) < (found.distance_m, found.site):
            found = NearestHub(village=village, site=site.id, distance_m=leg[1], duration_s=leg[0])
    return found
