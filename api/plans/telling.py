"""A plan for the wire: from the core's integers to what people and pages read."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row

from api.calls.call import Call
from api.documents.facts import PlanFacts, VisitFacts
from api.documents.moves import moves_told
from api.documents.words import reason_word
from api.http.languages import Sentence, sentence
from api.language import language
from api.plans.change_words import sentences
from api.plans.schemas import (
    CostTold,
    LeftOut,
    MovesTold,
    OriginTold,
    PeopleTold,
    PlanHead,
    PlanWhole,
    Revision,
    StockTold,
    SummaryTold,
    ViolationTold,
    VisitTold,
    Warned,
)
from planner.domain.plan import Reason, Unserved
from planner.rules.violation import Violation
from planner.units import MICRO, clock_text, rounded_people, weighted_people


def summary_of(facts: PlanFacts) -> SummaryTold:
    """The sums of a plan."""
    told = facts.document.summary
    return SummaryTold(
        value=weighted_people(told.value),
        bound=None if told.bound is None else weighted_people(told.bound),
        gap_percent=told.gap_percent,
        people=PeopleTold(
            recording=rounded_people(told.people.recording),
            cards=rounded_people(told.people.cards),
            ikd=rounded_people(told.people.ikd),
            persons=rounded_people(told.people.persons),
        ),
        villages_served=told.villages_served,
        schools_served=told.schools_served,
        visits=len(facts.visits),
        left_out=len(facts.document.unserved),
        team_days_used=told.team_days_used,
        team_days_available=told.team_days_available,
        distance_km=told.distance_km,
        cost_rupiah=told.cost_rupiah,
        cards_used=told.cards_used,
        violations=told.violations,
        stopped_by=told.stopped_by.value,
        seconds=round(told.seconds, 1),
    )


def head(call: Call, row: Row[Any]) -> PlanHead:
    """A plan as lists show it."""
    return PlanHead(
        id=row.id,
        name=row.name,
        origin=row.origin,
        dataset_id=row.dataset_id,
        dataset_version=row.dataset_version,
        first=row.first,
        last=row.last,
        as_of=row.as_of,
        problem_hash=row.problem_sha256,
        revision=row.revision,
        summary=SummaryTold(**row.summary),
        job_id=row.job_id,
        created_by=row.created_by,
        created_at=call.local(row.created_at),
        changed_at=call.local(row.changed_at),
        archived=row.archived_at is not None,
    )


def whole(call: Call, row: Row[Any], facts: PlanFacts) -> PlanWhole:
    """A plan with its warnings."""
    return PlanWhole(
        **head(call, row).model_dump(),
        warnings=[Warned(code=item.code, sentence=sentence(item.sentence)) for item in facts.document.warnings],
        moves=None if (moves := moves_told(facts.document.moves)) is None else MovesTold.model_validate(moves),
        teams=[team.id for team in facts.problem.teams],
        pins=len(facts.problem.pins),
    )


def visit_id(site: str, day: Any) -> str:
    """A site is visited at most once on a day, so both name the visit."""
    return f"{site}@{day.isoformat()}"


def visit_told(facts: PlanFacts, item: VisitFacts) -> VisitTold:
    """One visit with its people."""
    visit, site = item.visit, item.site
    pinned = any(pin.site == visit.site and pin.day == visit.day for pin in facts.problem.pins)
    return VisitTold(
        id=visit_id(visit.site, visit.day),
        day=visit.day,
        team=item.trip.team,
        trip=item.trip.id,
        stop=item.stop,
        site=visit.site,
        name=facts.name(site),
        kind=site.kind.value,
        subdistrict=item.subdistrict,
        lat=site.lat,
        lon=site.lon,
        service=visit.service.value,
        arrive=clock_text(visit.arrive),
        start=clock_text(visit.start),
        end=clock_text(visit.end),
        depart=clock_text(visit.depart),
        is_hub=item.is_hub,
        satellite_kit=item.has_kit,
        pinned=pinned,
        invited=item.invited,
        recorded=rounded_people(item.recorded),
        cards=rounded_people(item.cards),
        ikd=rounded_people(item.ikd),
        people=[
            OriginTold(
                site=origin.origin.id,
                name=facts.name(origin.origin),
                invited=origin.people.invited,
                invited_ikd=origin.people.invited_ikd,
                recorded=rounded_people(origin.people.recorded),
                cards=rounded_people(origin.people.cards),
                ikd=rounded_people(origin.people.ikd),
                distance_m=origin.distance_m,
            )
            for origin in item.origins
        ],
        staff=list(item.trip.staff),
    )


def stock_told(facts: PlanFacts) -> list[StockTold]:
    """The card ledger in cards."""
    return [
        StockTold(
            day=line.day,
            opening=line.opening / MICRO,
            received=line.received / MICRO,
            counter=line.counter / MICRO,
            field=line.field / MICRO,
            waste=line.waste / MICRO,
            closing=line.closing / MICRO,
            allowed=line.allowed / MICRO,
        )
        for line in facts.document.stock
    ]


def costs_told(facts: PlanFacts) -> list[CostTold]:
    """The money ledger."""
    return [
        CostTold(
            trip=line.trip,
            item=line.item,
            quantity=line.quantity,
            unit=line.unit,
            price_rupiah=line.price_rupiah,
            amount_rupiah=line.amount_rupiah,
        )
        for line in facts.document.costs
    ]


def reason_title(reason: Reason) -> Sentence:
    """A reason in a few words."""
    return Sentence(id=reason_word(language("id"), reason), en=reason_word(language("en"), reason))


def left_out_told(facts: PlanFacts, item: Unserved) -> LeftOut:
    """One who is left out, and why."""
    site = facts.problem.site[item.origin]
    return LeftOut(
        site=site.id,
        name=facts.name(site),
        kind=site.kind.value,
        subdistrict=site.subdistrict,
        lat=site.lat,
        lon=site.lon,
        demand=item.demand,
        invited=item.invited,
        reason=item.reason.value,
        reason_title=reason_title(item.reason),
        evidence=item.evidence.value,
        sentence=sentence(item.sentence),
        changes=[sentence(change) for change in item.changes],
        gives_way=[facts.name(facts.problem.site[other.origin]) for other in item.displaces],
        value_lost=None if item.found is None else weighted_people(facts.document.summary.value - item.found),
    )


def revision_told(call: Call, row: Row[Any], facts: PlanFacts) -> Revision:
    """One step in the life of a plan; names of places are those of ``facts``."""
    return Revision(
        revision=row.revision,
        change=row.change,
        sentences=sentences(facts, row.change),
        why=row.why,
        changed_by=row.changed_by,
        at=call.local(row.at),
    )


def violations_told(found: Iterable[Violation]) -> list[ViolationTold]:
    """Every breach."""
    return [
        ViolationTold(
            rule=item.rule,
            where=item.where,
            found=item.found,
            allowed=item.allowed,
            amount=item.amount,
            sentence=sentence(item.sentence),
        )
        for item in found
    ]
