"""Reads what is in force at the offices of a province, and adds it up."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from api.calls.call import Call
from api.db.scope import OfficeRows
from api.db.tables import offices, publications
from api.documents.facts import PlanFacts
from api.http.problems import Problem
from api.overview.coverage import coverage_told
from api.overview.schemas import CoverageTold
from api.plans import telling
from api.plans.content import facts_of
from api.province.schemas import CardSum, MonthTold, OfficeTotals, PeopleSum, ProvinceTotals, ShareTold
from planner.domain.problem import Problem as PlanningProblem
from planner.ledger import stock_ledger
from planner.units import MICRO


def totals(call: Call, rows: OfficeRows, first: date, last: date) -> ProvinceTotals:
    """The offices of the caller's province, by code; 403 where the caller's office is none."""
    own = rows.open.one(select(offices).where(offices.c.id == call.principal.office_id))
    if own is None or own.kind != "province":
        told = (
            "Jumlah se-provinsi hanya untuk akun kantor provinsi",
            "Totals of a province are for accounts of its own office",
        )
        raise Problem(403, "NOT_A_PROVINCE", told)
    below = (offices.c.kind == "regency", offices.c.code.startswith(f"{own.code}.", autoescape=True))
    regencies = rows.open.all(select(offices).where(*below).order_by(offices.c.code))
    found = [_office(rows.open.of(row.id), row, first, last) for row in regencies]
    months = [item.month for item in found if item.month is not None]
    return ProvinceTotals(
        code=own.code,
        name=own.name,
        first=first,
        last=last,
        offices=found,
        published=len(months),
        people=_people(months),
        visits=sum(month.visits for month in months),
        cards_field=sum(month.cards.field for month in months),
        cost_rupiah=sum(month.cost_rupiah for month in months),
    )


def _office(rows: OfficeRows, row: Row[Any], first: date, last: date) -> OfficeTotals:
    """One regency, by the newest publication in force that touches these days."""
    here = (publications.c.state == "published", publications.c.first <= last, publications.c.last >= first)
    frozen = rows.one(rows.select(publications).where(*here).order_by(publications.c.number.desc()).limit(1))
    if frozen is None:
        return OfficeTotals(code=row.code, name=row.name, month=None)
    facts = facts_of(rows, frozen.problem_sha256, frozen.document_sha256)
    return OfficeTotals(code=row.code, name=row.name, month=_month(frozen, facts))


def _month(frozen: Row[Any], facts: PlanFacts) -> MonthTold:
    covered, summary = coverage_told(facts), telling.summary_of(facts)
    return MonthTold(
        first=frozen.first,
        last=frozen.last,
        publication_number=frozen.number,
        recording=_share(covered.recording),
        ikd=_share(covered.ikd),
        visits=summary.visits,
        villages_served=summary.villages_served,
        schools_served=summary.schools_served,
        people=PeopleSum(recording=summary.people.recording, cards=summary.people.cards, ikd=summary.people.ikd),
        cards=_cards(facts.problem, facts),
        cost_rupiah=summary.cost_rupiah,
    )


def _share(told: CoverageTold) -> ShareTold:
    return ShareTold(
        of=told.denominator,
        before=told.before,
        added=told.added,
        before_percent=told.before_percent,
        after_percent=told.after_percent,
    )


def _cards(problem: PlanningProblem, facts: PlanFacts) -> CardSum:
    lines = stock_ledger(problem, facts.document.plan)
    sums = {name: sum(getattr(line, name) for line in lines) for name in ("received", "counter", "field", "waste")}
    return CardSum(
        opening=problem.stock.opening,
        received=_whole(sums["received"]),
        field=_whole(sums["field"] + sums["waste"]),
        counter=_whole(sums["counter"]),
        closing=_whole(lines[-1].closing),
    )


def _whole(micro: int) -> int:
    return (micro + MICRO // 2) // MICRO


def _people(months: Sequence[MonthTold]) -> PeopleSum:
    return PeopleSum(
        recording=sum(month.people.recording for month in months),
        cards=sum(month.people.cards for month in months),
        ikd=sum(month.people.ikd for month in months),
    )
