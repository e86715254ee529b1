"""Which content of a plan a caller may see: planners any revision, others what is published of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from api.auth.principal import Principal
from api.auth.roles import Permission
from api.calls.call import Call
from api.db.scope import OfficeRows
from api.db.tables import publications, visit_states
from api.documents.facts import PlanFacts, VisitFacts
from api.http.problems import not_found
from api.plans import repository, service
from api.plans.content import facts_of
from planner.counting import Reported
from planner.replan import Held

PUBLISHED = "published"
TOLD_STATES = ("announced", "confirmed", "held", "reported")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A plan as one caller sees it.

    Attributes
    ----------
    row
        The plan as it stands.
    revision
        The revision that is shown.
    facts
        Its content.
    problem_sha256, document_sha256
        What that is kept under.
    """

    row: Row[Any]
    revision: int
    facts: PlanFacts
    problem_sha256: str
    document_sha256: str


def seen(call: Call, rows: OfficeRows, id: str, revision: int | None = None) -> Seen:
    """The plan, or 404; who may not read plans sees the version in force, and nothing of what is not published."""
    row = service.held(rows, id)
    if call.principal.may(Permission.PLANS_READ):
        number = row.revision if revision is None else revision
        held = row if number == row.revision else repository.revision_of(rows, id, number)
        if held is None:
            raise not_found(("revisi", "revision"), str(revision))
    else:
        held = in_force(rows, id)
        if held is None or revision not in (None, held.plan_revision):
            raise not_found(("rencana", "plan"), id)
        number = held.plan_revision
    return Seen(
        row=row,
        revision=number,
        facts=facts_of(rows, held.problem_sha256, held.document_sha256),
        problem_sha256=held.problem_sha256,
        document_sha256=held.document_sha256,
    )


def in_force(rows: OfficeRows, plan_id: str) -> Row[Any] | None:
    """What is published of a plan, if it is in force."""
    mine = (publications.c.plan_id == plan_id, publications.c.state == PUBLISHED)
    return rows.one(rows.select(publications).where(*mine).order_by(publications.c.number.desc()))


def announced_visits(rows: OfficeRows, found: Seen) -> set[tuple[str, date]]:
    """Site and day of visits whose people were told: by the problem, or by the steps of what is in force."""
    told = {(site, day) for _, site, day in found.facts.problem.told}
    return told | {_held(item) for item in _steps(rows, found) if item.state in TOLD_STATES}


def reported_counts(rows: OfficeRows, found: Seen) -> dict[Held, Reported]:
    """What was counted at visits of the period, by the steps of what is in force."""
    return {_held(item): Reported(**item.counts) for item in _steps(rows, found) if item.counts is not None}


def _steps(rows: OfficeRows, found: Seen) -> list[Row[Any]]:
    """How far visits of the period have come, of all that is in force, older publications first."""
    period = found.facts.problem.period
    here = (
        publications.c.state == PUBLISHED,
        publications.c.first <= period.last,
        publications.c.last >= period.first,
    )
    frozen = rows.all(rows.select(publications).where(*here).order_by(publications.c.number))
    return [
        item
        for one in frozen
        for item in rows.all(rows.select(visit_states).where(visit_states.c.publication_id == one.id))
    ]


def _held(step: Row[Any]) -> Held:
    site, _, day = step.visit_id.rpartition("@")
    return site, date.fromisoformat(day)


def may_see(principal: Principal, visit: VisitFacts) -> bool:
    """Whoever sees own visits only sees those of own teams, and those at or from own places."""
    if not principal.sees_own_visits_only:
        return True
    places = {visit.site.id, visit.subdistrict, *(item.origin.id for item in visit.origins)}
    return visit.trip.team in principal.teams or not places.isdisjoint(principal.sites)


def may_see_staff(principal: Principal) -> bool:
    """Whether ids of staff are shown."""
    return principal.may(Permission.PLANS_READ, Permission.VISITS_REPORT)
