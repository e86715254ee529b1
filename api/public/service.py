"""Links that show the schedule in force, and what they show."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from api.auth.secrets import new_token, token_hash
from api.calls.call import Answer, Call
from api.db.engine import Database
from api.db.identity import new_id
from api.db.scope import OfficeRows, OpenRows
from api.db.tables import offices, public_links, public_tokens, publications, visit_states
from api.documents.facts import PlanFacts, VisitFacts
from api.documents.held import HeldVisit
from api.documents.small_counts import HIDDEN_BELOW
from api.http.moments import zone
from api.http.problems import not_found
from api.plans.content import facts_of
from api.plans.telling import visit_id
from api.public.schemas import Link, LinkWish, PublicPlace, PublicSchedule, PublicVisit
from api.publications.carrying import OVER
from planner.domain.plan import Service
from planner.domain.site import Site, SiteKind
from planner.units import METRES_PER_KM, clock_text

PATH = "/publik/"


def link_told(call: Call, row: Row[Any]) -> Link:
    """A link for those who may make one."""
    return Link(
        id=row.id,
        token=row.token,
        path=PATH + row.token,
        first=row.first,
        last=row.last,
        created_by=row.created_by,
        created_at=call.local(row.created_at),
        revoked=row.revoked_at is not None,
    )


def held(rows: OfficeRows, id: str) -> Row[Any]:
    """The link, or 404."""
    found = rows.one(rows.select(public_links).where(public_links.c.id == id))
    if found is None:
        raise not_found(("tautan", "link"), id)
    return found


def add(call: Call, rows: OfficeRows, wish: LinkWish) -> Answer:
    """A new link; the tokens of all offices are found by their hash."""
    id, token = new_id("link"), new_token()
    rows.insert(
        public_links,
        id=id,
        token=token,
        first=wish.first,
        last=wish.last,
        created_by=call.principal.name,
        created_at=call.now(),
    )
    rows.open.insert(public_tokens, token_hash=token_hash(token), office=rows.office_id, link_id=id)
    call.record(rows, "link.added", id, detail=wish.model_dump(mode="json"))
    return Answer(body=link_told(call, held(rows, id)), status=201, headers={"Location": f"/v1/public-links/{id}"})


def revoke(call: Call, rows: OfficeRows, id: str) -> Answer:
    """It opens nothing any more."""
    row = held(rows, id)
    rows.update(public_links, public_links.c.id == id, revoked_at=call.now())
    rows.open.delete(public_tokens, public_tokens.c.token_hash == token_hash(row.token))
    call.record(rows, "link.revoked", id)
    return Answer()


# --- what anybody sees -----------------------------------------------------------------------------------------


def schedule(database: Database, token: str) -> PublicSchedule:
    """What a link shows now, or 404: an unknown link and a revoked one look the same."""
    with database.reading() as connection:
        rows = OpenRows(connection)
        found = rows.one(select(public_tokens).where(public_tokens.c.token_hash == token_hash(token)))
        if found is None:
            raise not_found(("jadwal", "schedule"), "publik")
        office = rows.one(select(offices).where(offices.c.id == found.office))
        own = rows.of(found.office)
        link = held(own, found.link_id)
        here = (
            publications.c.state == "published",
            publications.c.first <= link.last,
            publications.c.last >= link.first,
        )
        frozen = own.all(own.select(publications).where(*here).order_by(publications.c.first))
        plans = [(facts_of(own, row.problem_sha256, row.document_sha256), _said_over(own, row.id)) for row in frozen]
    visits = [
        _visit(facts, item, said_over)
        for facts, said_over in plans
        for item in facts.visits
        if link.first <= item.visit.day <= link.last and item.site.kind is not SiteKind.HOME_VISITS
    ]
    visits += [
        _held(facts, item, said_over)
        for facts, said_over in plans
        for item in facts.held
        if link.first <= item.day <= link.last and item.site.kind is not SiteKind.HOME_VISITS
    ]
    return PublicSchedule(
        office="" if office is None else office.name,
        time_zone="WIB" if office is None else office.time_zone,
        first=link.first,
        last=link.last,
        numbers=[row.number for row in frozen],
        visits=sorted(visits, key=lambda visit: (visit.day, visit.start or "", visit.place)),
    )


def _said_over(rows: OfficeRows, publication: str) -> frozenset[str]:
    """Ids of the visits of which the office said that they were held."""
    mine = (visit_states.c.publication_id == publication, visit_states.c.state.in_(OVER))
    return frozenset(item.visit_id for item in rows.all(rows.select(visit_states).where(*mine)))


def _visit(facts: PlanFacts, item: VisitFacts, said_over: frozenset[str]) -> PublicVisit:
    return PublicVisit(
        day=item.visit.day,
        status="held" if visit_id(item.visit.site, item.visit.day) in said_over else "planned",
        start=clock_text(item.visit.start),
        end=clock_text(item.visit.end),
        place=facts.name(item.site),
        subdistrict=item.subdistrict,
        lat=item.site.lat,
        lon=item.site.lon,
        service=item.visit.service.value,
        invited=None if item.invited < HIDDEN_BELOW else item.invited,
        joins=[_place(facts, origin.origin, origin.distance_m) for origin in item.joined],
    )


def _held(facts: PlanFacts, item: HeldVisit, said_over: frozenset[str]) -> PublicVisit:
    """A visit of a replanned month that is over, or of an outing that has begun."""
    site, problem = item.site, facts.problem
    pairs = [(problem.site[origin], problem.reach_of.get((origin, site.id))) for origin in item.joined]
    return PublicVisit(
        day=item.day,
        status="held" if item.over or visit_id(item.site.id, item.day) in said_over else "under_way",
        start=None,
        end=None,
        place=facts.name(site),
        subdistrict=site.subdistrict,
        lat=site.lat,
        lon=site.lon,
        service=(Service.IKD_ONLY if item.ikd_only else Service.RECORDING).value,
        invited=None if item.invited < HIDDEN_BELOW else item.invited,
        joins=[_place(facts, origin, None if pair is None else pair.distance_m) for origin, pair in pairs],
    )


def _place(facts: PlanFacts, origin: Site, distance_m: int | None) -> PublicPlace:
    km = None if distance_m is None else round(distance_m / METRES_PER_KM, 1)
    return PublicPlace(name=facts.name(origin), distance_km=km)


def seen_at(found: PublicSchedule, now: datetime) -> datetime:
    """The moment in the zone of the office."""
    return now.astimezone(zone(found.time_zone))
