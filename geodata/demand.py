"""Who is left to invite where: the pupils that villages hand over to schools, and what a site weighs."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from planner.domain.policy import Weights
from planner.domain.site import Connectivity, Site, SiteKind
from planner.domain.travel import UNREACHABLE
from planner.shares import shared_out
from planner.units import PERMILLE

STATED_POOR = frozenset({Connectivity.NONE, Connectivity.WEAK})


def pupils_taken(sites: Iterable[Site]) -> dict[str, int]:
    """Unrecorded people of each village that the schools count as their pupils of 17 or more.

    The pupils of a subdistrict's schools are taken from its villages by unrecorded people, largest remainder; a
    part of a person is rounded up once per subdistrict, so that nobody is counted twice. Pupils that find no room
    in their subdistrict come from elsewhere and are taken from all other villages alike; those who find none at
    all are in nobody's eligible people.

    Parameters
    ----------
    sites
        Villages with eligible and recorded people, schools with their demand and share of adults.

    Returns
    -------
    dict[str, int]
        Every village of ``sites``; never more than its unrecorded people.
    """
    known = sorted(sites, key=lambda site: site.id)
    room = {site.id: site.unrecorded for site in known if site.kind is SiteKind.VILLAGE}
    villages: dict[str, list[str]] = {}
    pupils: dict[str, int] = {}
    for site in known:
        if site.kind is SiteKind.VILLAGE:
            villages.setdefault(site.subdistrict, []).append(site.id)
        elif site.kind is SiteKind.SCHOOL:
            pupils[site.subdistrict] = pupils.get(site.subdistrict, 0) + site.recording_demand * site.adult_permille
    taken = dict.fromkeys(room, 0)
    elsewhere = 0
    for subdistrict in sorted(pupils):
        adults = -(-pupils[subdistrict] // PERMILLE)
        near = {village: room[village] for village in villages.get(subdistrict, [])}
        inside = min(adults, sum(near.values()))
        taken |= shared_out(inside, near)
        elsewhere += adults - inside
    left = {village: people - taken[village] for village, people in room.items()}
    for village, people in shared_out(min(elsewhere, sum(left.values())), left).items():
        taken[village] += people
    return taken


def with_pupils_taken(sites: Iterable[Site]) -> list[Site]:
    """The sites, with the pupils of 17 or more taken out of what villages may be invited for."""
    known = list(sites)
    taken = pupils_taken(known)
    return [
        replace(site, pupils_17plus=taken[site.id], recording_demand=site.unrecorded - taken[site.id])
        if site.kind is SiteKind.VILLAGE
        else site
        for site in known
    ]


def village_factors(villages: Iterable[Site], weights: Weights, from_base_s: Mapping[str, int]) -> dict[str, int]:
    """Site factor of each village by access and uptake, permille.

    Poor access: more than ``weights.poor_access_above_s`` from the nearest base, no way at all, or signal *stated*
    as none or weak (unknown is no evidence). Poor uptake: its recording rate lies below that of all together.

    Parameters
    ----------
    villages
        All villages of the office.
    from_base_s
        Shortest time from a base by a team's vehicle, seconds; ``UNREACHABLE`` or missing where there is no way.
    """
    known = list(villages)
    eligible = sum(village.eligible for village in known)
    recorded = sum(village.recorded for village in known)
    factors: dict[str, int] = {}
    for village in known:
        time_s = from_base_s.get(village.id, UNREACHABLE)
        far = time_s == UNREACHABLE or time_s > weights.poor_access_above_s
        poor_access = far or village.connectivity in STATED_POOR
        poor_uptake = village.recorded * eligible < recorded * village.eligible
        factors[village.id] = {
            (False, False): weights.good_access_good_uptake,
            (False, True): weights.good_access_poor_uptake,
            (True, False): weights.poor_access_good_uptake,
            (True, True): weights.poor_access_poor_uptake,
        }[poor_access, poor_uptake]
    return factors
