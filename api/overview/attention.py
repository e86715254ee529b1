"""What needs a decision: read out of the newest data, the plan of the month, what is published, and the jobs."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row

from api import wiring, wiring_layers
from api.auth.roles import Permission
from api.calls.call import Call
from api.datasets import repository as dataset_rows
from api.datasets.layers import kept_layers
from api.db.scope import OfficeRows
from api.db.tables import dataset_versions, datasets, jobs, plans, publications, visit_states
from api.documents.facts import PlanFacts
from api.http.languages import Sentence
from api.overview.ledgers import stock_told
from api.overview.schemas import Attention, AttentionItem, AttentionKind, Target
from api.plans import telling
from api.plans.content import facts_of
from api.spoken import both
from planner.check import violations
from planner.errors import PlanFault
from planner.units import MICRO, MicroPeople, rounded_people

K = AttentionKind
CONFIRM_AHEAD_DAYS = 7
ANNOUNCE_AHEAD_DAYS = 3
"""So many days before notice runs out, a visit that nobody was told of asks for its letter."""
STEPS = ("planned", "announced", "confirmed", "held", "reported")
JOBS_LOOKED_AT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What the month is judged by.

    Attributes
    ----------
    call, rows
        Who asks, and the rows of the office.
    today
        The day that days are counted from.
    plan, facts
        The plan in force, else the newest draft of the month; what it holds.
    publication
        What is in force.
    """

    call: Call
    rows: OfficeRows
    today: date
    plan: Row[Any] | None
    facts: PlanFacts | None
    publication: Row[Any] | None


def attention(call: Call, rows: OfficeRows, today: date, first: date, last: date) -> Attention:
    """Ranked by days left, then by people touched; what has no day comes after what has."""
    month = _month(call, rows, today, first, last)
    # Deciding is for those who plan or approve: others are told where the month stands, and no more.
    deciding = call.principal.may(Permission.PLANS_READ)
    items = [item for finder in FINDERS for item in finder(month)] if deciding else []
    items.sort(key=lambda item: (item.days_left is None, item.days_left or 0, -item.people, list(K).index(item.kind)))
    return Attention(
        today=today,
        at=call.local(call.now()),
        plan=None if month.plan is None else telling.head(call, month.plan),
        publication_id=None if month.publication is None else month.publication.id,
        publication_number=None if month.publication is None else month.publication.number,
        items=items,
    )


def _month(call: Call, rows: OfficeRows, today: date, first: date, last: date) -> Month:
    here = (publications.c.state == "published", publications.c.first <= last, publications.c.last >= first)
    frozen = rows.one(rows.select(publications).where(*here).order_by(publications.c.number.desc()).limit(1))
    if frozen is not None:
        plan = rows.one(rows.select(plans).where(plans.c.id == frozen.plan_id))
        facts = facts_of(rows, frozen.problem_sha256, frozen.document_sha256)
        return Month(call=call, rows=rows, today=today, plan=plan, facts=facts, publication=frozen)
    if not call.principal.may(Permission.PLANS_READ):
        return Month(call=call, rows=rows, today=today, plan=None, facts=None, publication=None)
    mine = (plans.c.archived_at.is_(None), plans.c.first <= last, plans.c.last >= first)
    plan = rows.one(rows.select(plans).where(*mine).order_by(plans.c.id.desc()).limit(1))
    found = None if plan is None else facts_of(rows, plan.problem_sha256, plan.document_sha256)
    return Month(call=call, rows=rows, today=today, plan=plan, facts=found, publication=None)


def _item(
    kind: AttentionKind,
    sentence: Sentence,
    number: int,
    unit: str,
    target: Target,
    month: Month,
    *,
    day: date | None = None,
    people: int = 0,
    visits: Sequence[str] = (),
) -> AttentionItem:
    return AttentionItem(
        kind=kind,
        sentence=sentence,
        number=number,
        unit=unit,
        day=day,
        days_left=None if day is None else (day - month.today).days,
        people=people,
        target=target,
        visits=list(visits),
    )


Found = Iterator[AttentionItem]


def _data(month: Month) -> Found:
    """No data, or data with faults."""
    newest = month.rows.one(
        month.rows.select(datasets).where(datasets.c.archived_at.is_(None)).order_by(datasets.c.id.desc()).limit(1)
    )
    if newest is None or newest.version == 0:
        told = both("Belum ada data kantor. Unggah buku kerja atau mulai dari contoh.",
                    "There are no data of the office yet. Upload a workbook, or begin with the example.")  # fmt: skip
        yield _item(K.NO_DATA, told, 0, "version", Target(resource="datasets", part=None), month)
        return
    mine = (dataset_versions.c.dataset_id == newest.id, dataset_versions.c.number == newest.version)
    version = month.rows.one(month.rows.select(dataset_versions).where(*mine))
    if version is not None and version.faults:
        told = both("Data versi {version}: {faults} hal harus diperbaiki.",
                    "Data version {version}: {faults} things to put right.",
                    version=str(version.number), faults=version.faults)  # fmt: skip
        target = Target(resource="datasets", id=newest.id, part=f"versions/{version.number}")
        yield _item(K.DATA_FAULTS, told, version.faults, "fault", target, month)


def _plan(month: Month) -> Found:
    """No plan for the month, or a draft that breaks rules."""
    if month.plan is None or month.facts is None:
        told = both("Belum ada rencana untuk bulan ini.", "There is no plan for this month yet.")
        yield _item(K.NO_PLAN, told, 0, "plan", Target(resource="plans", part=None), month)
        return
    breaches = month.facts.document.summary.violations
    if breaches:
        told = both("Draf {name} melanggar aturan di {number} tempat.",
                    "The draft {name} breaks rules in {number} places.",
                    name=month.plan.name, number=breaches)  # fmt: skip
        target = Target(resource="plans", id=month.plan.id, part="changes")
        yield _item(K.DRAFT_BREAKS, told, breaches, "breach", target, month, day=month.facts.problem.period.first)


def _approval(month: Month) -> Found:
    """What waits for the head; told to who may approve, and to who may ask."""
    if not month.call.principal.may(Permission.PLANS_APPROVE, Permission.PLANS_MAKE):
        return
    waiting = month.rows.all(month.rows.select(publications).where(publications.c.state == "requested"))
    for row in waiting:
        facts = facts_of(month.rows, row.problem_sha256, row.document_sha256)
        told = both("Rencana {first} sampai {last} menunggu persetujuan.",
                    "The plan of {first} to {last} awaits approval.", first=row.first, last=row.last)  # fmt: skip
        yield _item(
            K.AWAITING_APPROVAL, told, 1, "plan", Target(resource="publications", id=row.id, part=None), month,
            day=row.first - timedelta(days=facts.problem.policy.notice_days),
            people=rounded_people(facts.document.summary.people.recording),
        )  # fmt: skip


def _stock(month: Month) -> Found:
    """The first day on which cards are short."""
    if month.facts is None or month.plan is None:
        return
    ledger = stock_told(month.facts)
    target = Target(resource="plans", id=month.plan.id, part="ledgers/stock")
    short = ledger.first_red or ledger.first_amber
    if short is None:
        return
    after = [item for item in month.facts.visits if item.visit.day >= short.day]
    text = (
        ("Stok kurang {cards} kartu mulai {day}: lapangan memakai terlalu banyak.",
         "{cards} cards short from {day}: field work uses too many.")
        if ledger.first_red
        else ("Loket saja menurunkan stok di bawah cadangan mulai {day}: kurang {cards} kartu.",
              "The counter alone goes below the reserve from {day}: {cards} cards short.")
    )  # fmt: skip
    told = both(*text, cards=short.cards, day=short.day)
    people = rounded_people(sum(item.cards for item in after))
    yield _item(K.STOCK_SHORT, told, short.cards, "card", target, month, day=short.day, people=people)


_rechecked: OrderedDict[tuple[str, str, int], int] = OrderedDict()
RECHECKS_KEPT = 32


def _recheck(month: Month) -> Found:
    """Whether what is in force still keeps all rules with the newest data of its dataset."""
    plan, frozen, facts = month.plan, month.publication, month.facts
    if plan is None or frozen is None or facts is None or plan.dataset_id is None:
        return
    dataset = dataset_rows.dataset_of(month.rows, plan.dataset_id)
    if dataset is None or dataset.version == plan.dataset_version:
        return
    version = dataset_rows.version_of(month.rows, dataset.id, dataset.version)
    if version is None or version.faults:
        return
    key = (month.rows.office_id, frozen.document_sha256, dataset.version)
    if key not in _rechecked:
        _rechecked[key] = _breaches(month.rows, facts, dataset.name, version)
        while len(_rechecked) > RECHECKS_KEPT:
            _rechecked.popitem(last=False)
    if _rechecked[key]:
        told = both("Dengan data versi {version}, jadwal terbit melanggar aturan di {number} tempat.",
                    "With data version {version}, the published schedule breaks rules in {number} places.",
                    version=str(dataset.version), number=_rechecked[key])  # fmt: skip
        target = Target(resource="publications", id=frozen.id, part="check")
        people = rounded_people(facts.document.summary.people.recording)
        yield _item(K.PUBLISHED_BREAKS, told, _rechecked[key], "breach", target, month, day=month.today, people=people)


def _breaches(rows: OfficeRows, facts: PlanFacts, name: str, version: Row[Any]) -> int:
    """How often the plan breaks a rule of the problem that the newer data make."""
    period = facts.problem.period
    span = wiring.Span(first=period.first, last=period.last, as_of=period.as_of)
    tables = dataset_rows.tables_of(rows, version)
    layers = [item.file for item in kept_layers(rows, version)]
    newer = wiring_layers.problem_over(tables, layers, name, span, version.sheets["embedded"])
    announced = replace(newer, published=facts.problem.published, done=facts.problem.done)
    try:
        return len(violations(announced, facts.document.plan))
    except PlanFault as error:
        # Places or ways are not what they were: the plan cannot even be told in these data.
        return len(error.found)


def _visits(month: Month) -> Found:
    """Steps of visits that are due: told, confirmed, reported."""
    if month.publication is None or month.facts is None:
        return
    mine = month.rows.select(visit_states).where(visit_states.c.publication_id == month.publication.id)
    state = {row.visit_id: STEPS.index(row.state) for row in month.rows.all(mine)}
    notice = timedelta(days=month.facts.problem.policy.notice_days)
    visits = [Due(item.visit.day, item.site.id, item.recorded) for item in month.facts.visits]
    # A replanned month goes on from these: they are no part of its plan, yet their results are still to be told.
    visits += [Due(item.day, item.site.id, item.recorded * MICRO) for item in month.facts.held]
    due: dict[AttentionKind, list[Due]] = {K.NOT_ANNOUNCED: [], K.NOT_CONFIRMED: [], K.NOT_REPORTED: []}
    for item in sorted(visits):
        step, day = state.get(telling.visit_id(item.site, item.day), 0), item.day
        if day < month.today and step < STEPS.index("reported"):
            due[K.NOT_REPORTED].append(item)
        elif day >= month.today and step == 0 and day - notice <= month.today + timedelta(days=ANNOUNCE_AHEAD_DAYS):
            due[K.NOT_ANNOUNCED].append(item)
        elif month.today <= day <= month.today + timedelta(days=CONFIRM_AHEAD_DAYS) and step == 1:
            due[K.NOT_CONFIRMED].append(item)
    for kind, found in due.items():
        if found:
            yield _due(month, kind, found)


_DUE = {
    K.NOT_ANNOUNCED: ("{number} kunjungan belum diberitahukan, yang pertama {day}.",
                      "{number} visits are not announced yet, the first on {day}."),
    K.NOT_CONFIRMED: ("{number} kunjungan belum dikonfirmasi, yang pertama {day}.",
                      "{number} visits are not confirmed yet, the first on {day}."),
    K.NOT_REPORTED: ("{number} kunjungan belum dilaporkan hasilnya, yang pertama {day}.",
                     "Results of {number} visits are not reported yet, the first of {day}."),
}  # fmt: skip


class Due(NamedTuple):
    """A visit whose next step is due: its day, its place, the people expected or counted there."""

    day: date
    site: str
    people: MicroPeople


def _due(month: Month, kind: AttentionKind, visits: Sequence[Due]) -> AttentionItem:
    day = visits[0].day
    told = both(*_DUE[kind], number=len(visits), day=day)
    people = rounded_people(sum(item.people for item in visits))
    id = None if month.publication is None else month.publication.id
    target = Target(resource="publications", id=id, part="visits")
    if kind is K.NOT_ANNOUNCED and month.facts is not None:
        # Too late once notice runs out, not on the day itself.
        day -= timedelta(days=month.facts.problem.policy.notice_days)
    ids = [telling.visit_id(item.site, item.day) for item in visits]
    return _item(kind, told, len(visits), "visit", target, month, day=day, people=people, visits=ids)


def _not_ready(month: Month) -> Found:
    """Places whose data come only later, and which nobody serves in the plan."""
    if month.facts is None or month.plan is None:
        return
    problem = month.facts.problem
    late = [
        site
        for site in problem.sites
        if site.data_ready is not None and site.data_ready > month.today and site.id not in month.facts.served
    ]
    if late:
        day = min(site.data_ready for site in late if site.data_ready is not None)
        told = both("Data {number} desa atau sekolah belum diterima; yang pertama dijanjikan {day}.",
                    "Data of {number} villages or schools have not come; the first are promised for {day}.",
                    number=len(late), day=day)  # fmt: skip
        people = sum(site.recording_demand for site in late)
        target = Target(resource="plans", id=month.plan.id, part="left-out")
        yield _item(K.DATA_NOT_READY, told, len(late), "village", target, month, day=day, people=people)


def _jobs(month: Month) -> Found:
    """The newest job, if it failed and nothing was made since."""
    newest = month.rows.all(month.rows.select(jobs).order_by(jobs.c.id.desc()).limit(JOBS_LOOKED_AT))
    if newest and newest[0].state == "failed":
        told = both("Penyusunan rencana terakhir gagal.", "The last planning run failed.")
        yield _item(
            K.JOB_FAILED, told, 1, "job", Target(resource="jobs", id=newest[0].id, part=None), month, day=month.today
        )


FINDERS: tuple[Callable[[Month], Found], ...] = (
    _data,
    _plan,
    _approval,
    _stock,
    _recheck,
    _visits,
    _not_ready,
    _jobs,
)
