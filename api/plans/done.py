"""Visits that a plan goes on from: held before it is seen from, with what was counted there or expected.

A plan of the rest of a month holds only what is to come; what is over stands in its problem. The board shows both.
"""

from datetime import date
from itertools import groupby

from api.auth.principal import Principal
from api.documents.facts import PlanFacts
from api.documents.held import HeldVisit
from api.plans.schemas import OriginTold, VisitTold
from api.plans.telling import visit_id
from planner.domain.history import DoneVisit
from planner.domain.plan import Service
from planner.domain.site import Site


def is_done(facts: PlanFacts, site: str, day: date) -> bool:
    """Whether this visit is over."""
    return any((visit.site, visit.day) == (site, day) for visit in facts.problem.done)


def done_told(facts: PlanFacts) -> list[VisitTold]:
    """Every visit that is over, by day, team and place."""
    found: list[VisitTold] = []
    for _, of_day in groupby(facts.held, key=lambda visit: (visit.day, visit.team)):
        found += [_told(facts, visit, stop) for stop, visit in enumerate(of_day, start=1)]
    return found


def may_see_done(principal: Principal, visit: VisitTold) -> bool:
    """Whoever sees own visits only sees those of own teams, and those at or from own places."""
    if not principal.sees_own_visits_only:
        return True
    places = {visit.site, visit.subdistrict, *(origin.site for origin in visit.people)}
    return visit.team in principal.teams or not places.isdisjoint(principal.sites)


def _told(facts: PlanFacts, held: HeldVisit, stop: int) -> VisitTold:
    site, day, team, rows = held.site, held.day, held.team, held.rows
    return VisitTold(
        id=visit_id(site.id, day),
        day=day,
        team=team,
        trip=f"done-{day.isoformat()}-{team}",
        stop=stop,
        site=site.id,
        name=facts.name(site),
        kind=site.kind.value,
        subdistrict=site.subdistrict,
        lat=site.lat,
        lon=site.lon,
        service=(Service.IKD_ONLY if held.ikd_only else Service.RECORDING).value,
        arrive="",
        start="",
        end="",
        depart="",
        is_hub=bool(held.joined),
        satellite_kit=False,
        pinned=False,
        done=True,
        invited=held.invited,
        recorded=held.recorded,
        cards=held.cards,
        ikd=held.ikd,
        people=[_origin(facts, site, row) for row in rows],
        staff=[],
    )


def _origin(facts: PlanFacts, site: Site, row: DoneVisit) -> OriginTold:
    origin = facts.problem.site[row.origin]
    pair = facts.problem.reach_of.get((origin.id, site.id))
    away = None if pair is None else pair.distance_m
    return OriginTold(
        site=origin.id,
        name=facts.name(origin),
        invited=row.invited,
        invited_ikd=0,
        recorded=row.recorded,
        cards=row.cards,
        ikd=row.ikd,
        distance_m=0 if origin.id == site.id else away,
    )
