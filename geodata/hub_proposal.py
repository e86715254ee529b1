"""Which hub each village without signal might join: a proposal for the office, the plan decides by itself.

Every such village gets one hub within reach, or the reason why not. Least way for the people in sum, with a hub of the
own subdistrict preferred, hubs not overfull (villages) and halls not overfull (people). Solved exactly.

References
----------
Huangfu, Q., Hall, J. A. J. (2018), "Parallelizing the dual revised simplex method" (HiGHS, by way of scipy).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

from geodata.hubs import PEOPLE_TRAVEL_BY, NearestHub, nearest_hub, reach_pairs
from geodata.legs import Legs, LegsBetween, entries_of
from geodata.travel import MatrixEntry, Place, travel_table
from planner.domain.problem import Problem
from planner.domain.site import Connectivity, Reach, Site, SiteKind
from planner.service import HOSTING_KINDS, may_host, may_join, planned_connectivity, turnout_ppm

OTHER_SUBDISTRICT_M = 5_000
"""A hub in another subdistrict counts as so much farther."""
PPM = 1_000_000
NOBODY_M = 10_000_000
"""A village left without a hub weighs more than any way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """One village without signal.

    Attributes
    ----------
    village
        Its id.
    hub
        The reach to its hub; ``None`` if there is none for it.
    other_subdistrict
        Whether the hub lies in another subdistrict.
    expected_micro
        People expected at the hub, micro-people; 0 without one.
    in_reach
        Hubs within the limits, whether they had room or not.
    without_team
        Hubs within the limits that no team has a way to and back from; they are not proposed.
    nearest
        Without a hub: the nearest one, whether within the limits or not.
    """

    village: str
    hub: Reach | None
    other_subdistrict: bool = False
    expected_micro: int = 0
    in_reach: int = 0
    without_team: int = 0
    nearest: NearestHub | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HubLoad:
    """One hub of the proposal.

    Attributes
    ----------
    site
        Its id.
    villages
        Ids of those that join, sorted.
    expected_micro
        People expected there, its own included, micro-people.
    hall_people
        People that its hall can receive on one day of service; ``None`` if not known.
    days
        Days of service that the hall needs; ``None`` if not known.
    """

    site: str
    villages: tuple[str, ...]
    expected_micro: int
    hall_people: int | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HubProposal:
    """Villages without signal sorted by id, and the hubs that they would join, sorted by site."""

    joinings: tuple[Joining, ...]
    hubs: tuple[HubLoad, ...]

    @property
    def served_at(self) -> dict[str, str]:
        """Village to hub; hubs serve themselves."""
        found = {joining.village: joining.hub.site for joining in self.joinings if joining.hub is not None}
        return {**found, **{hub.site: hub.site for hub in self.hubs}}


def propose_hubs(
    problem: Problem, halls: Mapping[str, int] | None = None, *, other_subdistrict_m: int = OTHER_SUBDISTRICT_M
) -> HubProposal:
    """A hub for every village without signal, as far as there is one.

    Parameters
    ----------
    problem
        Gives sites, reach and policy.
    halls
        People that the hall of a site can receive on a day; sites that are missing are not limited by it. A hub may
        be served on as many days as one invitation may be split into.
    other_subdistrict_m
        Metres that a hub in another subdistrict counts as farther; 0 for no preference.
    """
    rooms = halls or {}
    villages = [
        site
        for site in problem.sites
        if site.kind is SiteKind.VILLAGE
        and not site.excluded
        and planned_connectivity(problem.policy, site) is Connectivity.NONE
    ]
    hosts = [_pairs(problem, village) for village in villages]
    visited = visited_by_teams(problem)
    pairs = [[pair for pair in own if pair.site in visited] for own in hosts]
    chosen = _assigned(problem, villages, pairs, rooms, other_subdistrict_m)
    joinings = tuple(
        _joining(problem, village, reach, len(offers), len(own) - len(offers))
        for village, reach, offers, own in zip(villages, chosen, pairs, hosts, strict=True)
    )
    return HubProposal(joinings=joinings, hubs=_loads(problem, joinings, rooms))


def visited_by_teams(problem: Problem) -> frozenset[str]:
    """Sites that some team has a way to from its base, and back, on the usual days."""
    found: set[str] = set()
    for team in problem.teams:
        table = problem.travel_of.get(team.vehicle_class)
        if table is not None:
            found |= {
                site.id
                for site in problem.sites
                if table.leg(team.base, site.id) is not None and table.leg(site.id, team.base) is not None
            }
    return frozenset(found)


def with_reach_by(problem: Problem, between: LegsBetween) -> Problem:
    """The problem with its reach as another source of ways has it; what that does not know stays as it was.

    Parameters
    ----------
    between
        A road network or routing server.
    """
    sites = [site for site in problem.sites if site.kind in HOSTING_KINDS]
    ids = [site.id for site in sites]
    points = [(site.lon, site.lat) for site in sites]
    legs: Legs = between(points, points, PEOPLE_TRAVEL_BY)
    kept = [
        MatrixEntry(
            start=pair.village,
            end=pair.site,
            vehicle_class=PEOPLE_TRAVEL_BY,
            seconds=pair.duration_s,
            metres=pair.distance_m,
        )
        for pair in problem.reach
    ]
    places = [Place(id=site.id, lon=site.lon, lat=site.lat, terrain=site.terrain) for site in sites]
    table = travel_table(
        PEOPLE_TRAVEL_BY,
        places,
        detour_permille=problem.policy.detour_permille,
        matrix=(*kept, *entries_of(legs, ids, ids, PEOPLE_TRAVEL_BY)),
    )
    reach = reach_pairs(sites, table, problem.policy)
    known = {(pair.village, pair.site) for pair in reach}
    cuts = tuple(cut for cut in problem.reach_cuts if (cut.village, cut.site) in known)
    return replace(problem, reach=reach, reach_cuts=cuts)


def _pairs(problem: Problem, village: Site) -> list[Reach]:
    """Hubs with signal in reach of a village, sorted by site."""
    return [
        pair
        for pair in problem.reach
        if pair.village == village.id
        and may_join(problem, village, problem.site[pair.site])
        and may_host(problem.policy, problem.site[pair.site], with_kit=False)
    ]


def expected_at(problem: Problem, origin: Site, site: Site) -> int:
    """People of ``origin`` expected for recording at ``site``, micro-people."""
    return origin.recording_demand * turnout_ppm(problem, origin, site)


def _assigned(
    problem: Problem,
    villages: Sequence[Site],
    pairs: Sequence[Sequence[Reach]],
    halls: Mapping[str, int],
    other_subdistrict_m: int,
) -> list[Reach | None]:
    """The hub of each village, least in sum; ``None`` where none has room."""
    offers = [(number, pair) for number, own in enumerate(pairs) for pair in own]
    if not offers:
        return [None] * len(villages)
    hubs = sorted({pair.site for _, pair in offers})
    row_of = {site: len(villages) + 2 * number for number, site in enumerate(hubs)}
    rows = lil_array((len(villages) + 2 * len(hubs), len(offers)))
    cost = np.zeros(len(offers))
    for column, (number, pair) in enumerate(offers):
        village, site = villages[number], problem.site[pair.site]
        expected = expected_at(problem, village, site) / PPM
        rows[number, column] = 1
        rows[row_of[pair.site], column] = 1
        rows[row_of[pair.site] + 1, column] = expected
        farther = 0 if village.subdistrict == site.subdistrict else other_subdistrict_m
        # People walk, not villages; a village of nobody still wants its nearest hub. The last part settles ties.
        people = 1 + village.recording_demand
        cost[column] = (pair.distance_m + farther - NOBODY_M) * people + column * 1e-6
    tops = [1.0] * len(villages)
    for site_id in hubs:
        host = problem.site[site_id]
        guests = problem.policy.hub_max_villages - int(host.kind is SiteKind.VILLAGE)
        own = expected_at(problem, host, host) / PPM
        room = halls[site_id] * problem.policy.split_parts_max - own if site_id in halls else np.inf
        tops += [guests, max(0.0, room)]
    solved = milp(
        cost,
        integrality=np.ones(len(offers)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows.tocsr(), ub=np.array(tops)),
        options={"mip_rel_gap": 0.0},
    )
    if solved.x is None:
        raise RuntimeError(f"the assignment of hubs was not solved: {solved.message}")
    found: list[Reach | None] = [None] * len(villages)
    for column, (number, pair) in enumerate(offers):
        if solved.x[column] > 0.5:
            found[number] = pair
    return found


def _joining(problem: Problem, village: Site, reach: Reach | None, in_reach: int, without_team: int) -> Joining:
    if reach is None:
        table = problem.travel_of.get(PEOPLE_TRAVEL_BY, problem.travel[0] if problem.travel else None)
        near = None if table is None else nearest_hub(problem, village.id, table)
        return Joining(village=village.id, hub=None, in_reach=in_reach, without_team=without_team, nearest=near)
    site = problem.site[reach.site]
    return Joining(
        village=village.id,
        hub=reach,
        other_subdistrict=site.subdistrict != village.subdistrict,
        expected_micro=expected_at(problem, village, site),
        in_reach=in_reach,
        without_team=without_team,
    )


def _loads(problem: Problem, joinings: Sequence[Joining], halls: Mapping[str, int]) -> tuple[HubLoad, ...]:
    guests: dict[str, list[Joining]] = {}
    for joining in joinings:
        if joining.hub is not None:
            guests.setdefault(joining.hub.site, []).append(joining)
    found = []
    for site_id in sorted(guests):
        host = problem.site[site_id]
        people = expected_at(problem, host, host) + sum(joining.expected_micro for joining in guests[site_id])
        room = halls.get(site_id)
        found.append(
            HubLoad(
                site=site_id,
                villages=tuple(sorted(joining.village for joining in guests[site_id])),
                expected_micro=people,
                hall_people=room,
                days=None if not room else -(-people // (room * PPM)),
            )
        )
    return tuple(found)
