"""Publishing a plan, and the steps of its visits."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, func

from api.auth.principal import Principal
from api.auth.roles import Permission, Role, allowed
from api.calls.call import Answer, Call
from api.db.identity import new_id
from api.db.scope import OfficeRows
from api.db.tables import accounts, publications, visit_states
from api.documents.facts import PlanFacts
from api.http.problems import Problem, conflict, fault_at, not_found, unprocessable
from api.http.tags import changed_meanwhile
from api.plans import repository, telling
from api.plans import service as plans
from api.plans.content import facts_of
from api.plans.done import done_told
from api.plans.schemas import VisitTold
from api.publications.carrying import carry
from api.publications.schemas import (
    Counts,
    Publication,
    PublicationState,
    PublicationWish,
    PublishedVisit,
    StateWish,
    VisitState,
)
from planner.errors import Fault

ORDER = list(VisitState)
COME_OUT = (PublicationState.PUBLISHED, PublicationState.SUPERSEDED)
"""What was approved at some time; the rest is a plan that is still worked on."""


def held(rows: OfficeRows, id: str) -> Row[Any]:
    """The publication, or 404."""
    found = rows.one(rows.select(publications).where(publications.c.id == id))
    if found is None:
        raise not_found(("penerbitan", "publication"), id)
    return found


def readable(principal: Principal) -> tuple[ColumnElement[bool], ...]:
    """Which publications the caller may see: who may not read plans sees what came out, no request or refusal."""
    return () if principal.may(Permission.PLANS_READ) else (publications.c.state.in_(COME_OUT),)


def seen(call: Call, rows: OfficeRows, id: str) -> Row[Any]:
    """The publication as far as the caller may see it, or 404."""
    found = rows.one(rows.select(publications).where(publications.c.id == id, *readable(call.principal)))
    if found is None:
        raise not_found(("penerbitan", "publication"), id)
    return found


def facts(rows: OfficeRows, row: Row[Any]) -> PlanFacts:
    """The plan as it was frozen."""
    return facts_of(rows, row.problem_sha256, row.document_sha256)


def told(call: Call, rows: OfficeRows, row: Row[Any]) -> Publication:
    """A publication for the wire."""
    return Publication(
        id=row.id,
        number=row.number,
        plan_id=row.plan_id,
        plan_revision=row.plan_revision,
        state=row.state,
        first=row.first,
        last=row.last,
        summary=telling.summary_of(facts(rows, row)),
        requested_by=row.requested_by,
        requested_at=call.local(row.requested_at),
        decided_by=row.decided_by,
        decided_at=None if row.decided_at is None else call.local(row.decided_at),
        why=row.why,
        revision=row.revision,
    )


def _ensure_not_asked_already(rows: OfficeRows, plan: Row[Any]) -> None:
    """One request is enough: a second would await the head still after the first was approved."""
    same = (
        publications.c.plan_id == plan.id,
        publications.c.plan_revision == plan.revision,
        publications.c.state == PublicationState.REQUESTED,
    )
    asked = rows.one(rows.select(publications).where(*same).limit(1))
    if asked is not None:
        told = (
            "Penerbitan rencana ini sudah diminta dan menunggu persetujuan kepala",
            "Publication of this plan was asked for already and awaits the head",
        )
        raise conflict("ALREADY_REQUESTED", told, publication_id=asked.id)


def request(call: Call, rows: OfficeRows, wish: PublicationWish) -> Answer:
    """Ask for approval of a plan as it stands now."""
    plan = plans.held(rows, wish.plan_id)
    if not repository.hold(rows, plan.id, wish.revision):
        raise changed_meanwhile()
    _ensure_not_asked_already(rows, plan)
    breaches = facts(rows, plan).document.summary.violations
    if breaches:
        raise plans.breaks_rules(breaches, {"plan_id": plan.id, "violations": breaches})
    id = new_id("pub")
    rows.insert(
        publications,
        id=id,
        plan_id=plan.id,
        plan_revision=plan.revision,
        problem_sha256=plan.problem_sha256,
        document_sha256=plan.document_sha256,
        state=PublicationState.REQUESTED,
        first=plan.first,
        last=plan.last,
        requested_by=call.principal.name,
        requested_by_id=call.principal.id,
        requested_at=call.now(),
        why=wish.why,
        revision=1,
    )
    call.record(rows, "publication.requested", id, why=wish.why, detail={"plan": plan.id, "revision": plan.revision})
    row = held(rows, id)
    return Answer(body=told(call, rows, row), status=201, revision=1, headers={"Location": f"/v1/publications/{id}"})


def decide(call: Call, rows: OfficeRows, id: str, revision: int, *, approved: bool, why: str | None) -> Answer:
    """Approve: it gets the next number, and takes the place of what was published for its days. Or reject."""
    row = held(rows, id)
    if row.state != PublicationState.REQUESTED:
        raise conflict("ALREADY_DECIDED", ("Sudah diputuskan", "It was decided already"), state=row.state)
    if approved and row.requested_by_id == call.principal.id and _approvers(rows) > 1:
        raise Problem(
            403,
            "FOUR_EYES",
            ("Yang meminta tidak menyetujui sendiri; mintalah pejabat lain", "Who asks does not approve; ask another"),
        )
    values: dict[str, Any] = {
        "state": PublicationState.PUBLISHED if approved else PublicationState.REJECTED,
        "decided_by": call.principal.name,
        "decided_at": call.now(),
        "revision": revision + 1,
    }
    if approved:
        last = rows.scalar(rows.select(publications, func.max(publications.c.number)))
        values["number"] = int(last or 0) + 1
    mine = (publications.c.id == id, publications.c.revision == revision)
    if rows.update(publications, *mine, **values) != 1:
        raise changed_meanwhile()
    carried = _supersede(rows, row) if approved else []
    action = "publication.approved" if approved else "publication.rejected"
    detail = {"number": values.get("number"), "plan": row.plan_id} | ({"carried": carried} if carried else {})
    call.record(rows, action, id, why=why, detail=detail)
    now = held(rows, id)
    return Answer(body=told(call, rows, now), revision=now.revision)


def _approvers(rows: OfficeRows) -> int:
    """Accounts of the office that may approve."""
    found = rows.all(rows.select(accounts).where(accounts.c.disabled_at.is_(None)))
    return sum(Permission.PLANS_APPROVE in allowed(Role(role) for role in row.roles) for row in found)


def _supersede(rows: OfficeRows, row: Row[Any]) -> list[str]:
    """What was published for any of these days gives way; ids of the visits whose steps are taken over."""
    given_way = (
        publications.c.id != row.id,
        publications.c.state == PublicationState.PUBLISHED,
        publications.c.first <= row.last,
        publications.c.last >= row.first,
    )
    now, carried = facts(rows, row), []
    latest_first = rows.select(publications).where(*given_way).order_by(publications.c.number.desc())
    for old in rows.all(latest_first):
        carried += carry(rows, old, facts(rows, old), row, now)
    rows.update(publications, *given_way, state=PublicationState.SUPERSEDED, revision=publications.c.revision + 1)
    return carried


# --- visits ----------------------------------------------------------------------------------------------------


def visits(call: Call, rows: OfficeRows, row: Row[Any]) -> list[PublishedVisit]:
    """Visits that the caller may see, with where they stand; of a replanned month, those that are over come first."""
    whole = facts(rows, row)
    states = {
        item.visit_id: item
        for item in rows.all(rows.select(visit_states).where(visit_states.c.publication_id == row.id))
    }
    seen = [*done_told(whole), *(telling.visit_told(whole, item) for item in whole.visits)]
    return [_published(call, item, states.get(item.id)) for item in seen if may_see(call.principal, item)]


def may_see(principal: Principal, visit: VisitTold) -> bool:
    """Whoever sees own visits only sees those of own teams, and those at or from own places."""
    if not principal.sees_own_visits_only:
        return True
    places = {visit.site, visit.subdistrict, *(item.site for item in visit.people)}
    return visit.team in principal.teams or not places.isdisjoint(principal.sites)


def _published(call: Call, visit: VisitTold, state: Row[Any] | None) -> PublishedVisit:
    told = visit.model_dump()
    if not call.principal.may(Permission.PLANS_READ) and not call.principal.may(Permission.VISITS_REPORT):
        told["staff"] = []
    return PublishedVisit(
        **told,
        state=VisitState.PLANNED if state is None else state.state,
        changed_by=None if state is None else state.changed_by,
        changed_at=None if state is None else call.local(state.changed_at),
        counts=None if state is None or state.counts is None else Counts(**state.counts),
        revision=0 if state is None else state.revision,
    )


def one_visit(call: Call, rows: OfficeRows, row: Row[Any], visit_id: str) -> PublishedVisit:
    """One visit, or 404; also where it is another team's."""
    found = next((item for item in visits(call, rows, row) if item.id == visit_id), None)
    if found is None:
        raise not_found(("kunjungan", "visit"), visit_id)
    return found


def step(call: Call, rows: OfficeRows, id: str, visit_id: str, revision: int, wish: StateWish) -> Answer:
    """The next step of a visit, with who and when; any other than the next is an override, and wants a reason."""
    row = seen(call, rows, id)
    if row.state != PublicationState.PUBLISHED:
        raise conflict("NOT_PUBLISHED", ("Rencana ini tidak berlaku", "This plan is not in force"), state=row.state)
    visit = one_visit(call, rows, row, visit_id)
    is_next = ORDER.index(wish.state) == ORDER.index(visit.state) + 1
    _ensure_may(call.principal, wish.state, is_next=is_next)
    if visit.revision != revision:
        raise changed_meanwhile()
    faults = _step_faults(visit, wish, call.local(call.now()).date(), is_next=is_next)
    if faults:
        raise unprocessable(faults)
    values = {
        "state": wish.state,
        "changed_by": call.principal.name,
        "changed_at": call.now(),
        "counts": None if wish.counts is None else wish.counts.model_dump(),
        "revision": revision + 1,
    }
    mine = (visit_states.c.publication_id == id, visit_states.c.visit_id == visit_id)
    if revision == 0:
        done = rows.insert_new(visit_states, publication_id=id, visit_id=visit_id, **values)
    else:
        done = rows.update(visit_states, *mine, visit_states.c.revision == revision, **values) == 1
    if not done:
        raise changed_meanwhile()
    detail = {"visit": visit_id, "from": visit.state, "to": wish.state, "counts": values["counts"]}
    call.record(rows, "visit.step" if is_next else "visit.override", id, why=wish.why, detail=detail)
    now = one_visit(call, rows, row, visit_id)
    return Answer(body=now, revision=now.revision)


def _step_faults(visit: PublishedVisit, wish: StateWish, today: date, *, is_next: bool) -> list[Fault]:
    """What speaks against a step, all at once; no reason brings a visit about before its day, or counts before it."""
    faults = []
    is_over = wish.state in (VisitState.HELD, VisitState.REPORTED)
    if is_over and visit.day > today:
        told = (
            f"paling awal pada hari kunjungan, {visit.day}",
            f"on the day of the visit at the earliest, {visit.day}",
        )
        faults.append(fault_at("/state", "VISIT_STILL_AHEAD", wish.state, told))
    if wish.state is VisitState.REPORTED and visit.state not in (VisitState.HELD, VisitState.REPORTED):
        told = ("held dahulu: hasil dilaporkan sesudah kunjungan berlangsung", "held first: results follow a visit")
        faults.append(fault_at("/state", "VISIT_NOT_HELD", wish.state, told))
    if wish.state is VisitState.REPORTED and wish.counts is None:
        faults.append(fault_at("/counts", "COUNTS_NEEDED", "", ("jumlah yang dilayani", "what was counted")))
    if wish.state is not VisitState.REPORTED and wish.counts is not None:
        told = ("jumlah hanya bersama reported", "counts with reported alone")
        faults.append(fault_at("/counts", "COUNTS_TOO_EARLY", wish.state, told))
    if not is_next and not wish.why:
        told = (
            f"alasan, karena sesudah {visit.state} bukan langkah berikutnya",
            f"a reason, for it is not the step that follows {visit.state}",
        )
        faults.append(fault_at("/why", "REASON_NEEDED", "", told))
    return faults


def _ensure_may(principal: Principal, state: VisitState, *, is_next: bool) -> None:
    """A contact confirms what was announced; whoever reports may do the rest."""
    wanted: tuple[Permission, ...] = (Permission.VISITS_REPORT,)
    if state is VisitState.CONFIRMED and is_next:
        wanted = (Permission.VISITS_REPORT, Permission.VISITS_CONFIRM)
    principal.ensure(*wanted)
