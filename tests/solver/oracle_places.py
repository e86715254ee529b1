"""Places of service in the exact model: one for each origin, no chains, no hub too full; what is done is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.math_opt.python import mathopt

from planner.domain.site import Site, SiteKind
from planner.service import HOSTING_KINDS, may_join

if TYPE_CHECKING:
    from tests.solver.oracle import Model

Serves = dict[tuple[str, str], mathopt.Variable]


def places_of_service(model: Model) -> Serves:
    """Whether the people of an origin are served at a site by the plan, for every pair that may be."""
    problem, policy = model.problem, model.policy
    serves = {(site.id, site.id): model.flag() for site in problem.sites}
    for pair in problem.reach:
        origin, site = problem.site[pair.village], problem.site[pair.site]
        near = pair.distance_m <= policy.hub_max_m and pair.duration_s <= policy.hub_max_s
        if near and site.kind in HOSTING_KINDS and not origin.excluded and may_join(problem, origin, site):
            serves[origin.id, site.id] = model.flag()
    for one in problem.sites:
        model.keep(mathopt.fast_sum(flag for (origin, _), flag in serves.items() if origin == one.id) <= 1)
        _hub(model, serves, one)
    for visit in problem.done:
        for (village, place), flag in serves.items():
            if village == visit.origin and place != visit.site:
                flag.upper_bound = 0.0
    return serves


def _hub(model: Model, serves: Serves, one: Site) -> None:
    """What holds if people of others are served at ``one``, by the plan or by a visit already done."""
    guests = {origin: flag for (origin, site), flag in serves.items() if site == one.id and origin != one.id}
    elsewhere = [flag for (origin, site), flag in serves.items() if origin == one.id and site != one.id]
    before = {visit.origin for visit in model.problem.done if visit.site == one.id != visit.origin}
    gone = any(visit.origin == one.id != visit.site for visit in model.problem.done)
    for guest in guests.values():
        for away in elsewhere:
            model.keep(guest + away <= 1)
        if gone:
            guest.upper_bound = 0.0
    if before:
        for away in elsewhere:
            away.upper_bound = 0.0
    room = model.policy.hub_max_villages - (1 if one.kind is SiteKind.VILLAGE else 0) - len(before)
    # Over the limit already, nobody may be served there again, not even those who were.
    counted = [flag for origin, flag in guests.items() if origin not in before or room < 0]
    if counted:
        model.keep(mathopt.fast_sum(counted) <= max(0, room))
