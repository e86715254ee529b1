"""Visits that a plan goes on from: held before it is seen from, with what was counted there or expected.

A plan of the rest of a month holds only what is to come; what is over stands in its problem. The board shows both.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from api.auth.principal import Principal
from api.documents.facts import PlanFacts
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
    visits = sorted(facts.problem.done, key=lambda visit: (visit.day, visit.team, visit.site, visit.origin))
    found: list[VisitTold] = []
    for (day, team), of_day in groupby(visits, key=lambda visit: (visit.day, visit.team)):
        for stop, (site, rows) in enumerate(groupby(of_day, key=lambda visit: visit.site), start=1):
            found.append(_told(facts, facts.problem.site[site], day, team, stop, list(rows)))
    return found


def may_see_done(principal: Principal, visit: VisitTold) -> bool:
    """Whoever sees own visits only sees those of own teams, and those at or from own places."""
    if not principal.sees_own_visits_only:
        return True
    places = {visit.site, visit.subdistrict, *(origin.site for origin in visit.people)}
    return visit.team in principal.teams or not places.isdisjoint(principal.sites)


def _told(facts: PlanFacts, site: Site, day: date, team: str, stop: int, rows: Sequence[DoneVisit]) -> VisitTold:
    ikd_only = any(row.ikd for row in rows) and not any(row.recorded or row.cards for row in rows)
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
        service=(Service.IKD_ONLY if ikd_only else Service.RECORDING).value,
        arrive="",
        start="",
        end="",
        depart="",
        is_hub=any(row.origin != site.id for row in rows),
        satellite_kit=False,
        pinned=False,
        done=True,
        invited=sum(row.invited for row in rows),
        recorded=sum(row.recorded for row in rows),
        cards=sum(row.cards for row in rows),
        ikd=sum(row.ikd for row in rows),
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
