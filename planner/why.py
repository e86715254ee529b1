"""Why this plan: what binds the month, in plain words with its numbers. One page for whoever has to answer for it."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from planner.coverage import coverages
from planner.crew import can_be_manned
from planner.domain.evidence import Goal, Resource, WorthOfMore
from planner.domain.plan import Evidence, PlanDocument, Reason
from planner.domain.problem import Problem
from planner.domain.site import Connectivity, SiteKind
from planner.domain.team import EquipmentKind
from planner.goal_sentences import spread_told
from planner.ledger import allowed_field_use, field_use
from planner.reasons import joined
from planner.route import trip_days
from planner.rules.wording import Pair, day_text, decimal, rupiah, skill_word, told
from planner.service import planned_connectivity
from planner.team_days import free_team_days
from planner.units import HOUR_S, MICRO, VALUE_UNITS_PER_PERSON, ValueUnits
from planner.workload import workloads

FREE_EQUITY: Pair = (
    "Pemerataan hanya memilih di antara rencana yang sama nilainya, jadi tidak mengurangi layanan; berapa harganya "
    "bila diutamakan dihitung dengan jemput explain --prices.",
    "Fairness only chose among plans of the same value, so it took nothing of the service; what it would cost if it "
    "came first is worked out by jemput explain --prices.",
)
"""Where equity is no goal that could take anything."""


class Subject(StrEnum):
    """What a cause speaks of, in the order of the page."""

    TEAM_DAYS = "team_days"
    STAFF = "staff"
    STOCK = "stock"
    SIGNAL = "signal"
    ROADS = "roads"
    MONEY = "money"
    DUTIES = "duties"
    FLOORS = "floors"
    EQUITY = "equity"
    CALM = "calm"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One thing that shapes the plan, and whether it binds: with more of it the plan could be better."""

    subject: Subject
    binds: bool
    sentence: Pair


def why(problem: Problem, document: PlanDocument) -> tuple[Cause, ...]:
    """What binds the plan and what does not, in one order for every plan.

    Whether something binds is told of the plan as it stands; what one more would be worth is added once the plan was
    weighed (:mod:`planner.weighing`).
    """
    worth = {item.resource: item for item in document.worth_of_more}
    found = [
        _team_days(document, worth.get(Resource.TEAM_DAY)),
        *_staff(problem, document, worth.get(Resource.OPERATOR_DAY)),
        _stock(problem, document, worth.get(Resource.BLANKS_100)),
        _signal(problem, document, worth.get(Resource.SATELLITE_KIT)),
        _roads(problem, document),
        *_money(problem, document, worth.get(Resource.MILLION_RUPIAH)),
        *_duties(problem, document),
        *_fairness(problem, document),
        *_calm(document),
        *_left_out(document),
    ]
    return tuple(found)


def _team_days(document: PlanDocument, worth: WorthOfMore | None) -> Cause:
    used, there = document.summary.team_days_used, document.summary.team_days_available
    if used >= there:
        sentence = told(
            "Semua {used} hari tim terpakai: batas hari lapangan menentukan rencana ini.",
            "All {used} team-days are used: the limits of field days shape this plan.",
            used=used,
        )
    else:
        sentence = told(
            "{used} dari {there} hari tim terpakai.", "{used} of {there} team-days are used.", used=used, there=there
        )
    more = _worth(worth, ("Satu hari tim lagi beserta regunya", "One more team-day with its crew"))
    return Cause(subject=Subject.TEAM_DAYS, binds=used >= there, sentence=joined(sentence, *more))


def _staff(problem: Problem, document: PlanDocument, worth: WorthOfMore | None) -> list[Cause]:
    if not problem.staff:
        return []
    free = free_team_days(problem, document.plan)
    idle = [
        (team, day) for team, day in sorted(free) if not can_be_manned(problem, problem.team[team], day, document.plan)
    ]
    more = _worth(worth, ("Satu hari petugas lagi", "One more operator-day"))
    if idle:
        sentence = told(
            "{idle} hari tim masih boleh dipakai, tetapi tidak ada regu lengkap untuknya.",
            "{idle} team-days could still be used, but there is no full crew for them.",
            idle=len(idle),
        )
    else:
        sentence = told(
            "Petugas cukup untuk semua hari tim yang diizinkan.",
            "The staff suffice for every team-day that is allowed.",
        )
    return [Cause(subject=Subject.STAFF, binds=bool(idle), sentence=joined(sentence, *more))]


def _stock(problem: Problem, document: PlanDocument, worth: WorthOfMore | None) -> Cause:
    allowed, used = allowed_field_use(problem), field_use(problem, document.plan)
    margin, day = min((allowed[day] - used[day], day) for day in allowed)
    short = sum(item.reason is Reason.STOCK_EXHAUSTED for item in document.unserved)
    more = _worth(worth, ("Seratus blangko lagi", "A hundred more blank cards"))
    binds = margin < MICRO
    if binds:
        sentence = told(
            "Blangko habis pada {day}: tidak tersisa satu keping pun di atas cadangan {reserve} keping; {short}.",
            "Blank cards run out on {day}: not one is left above the reserve of {reserve}; {short}.",
            day=day_text(day),
            reserve=problem.stock.reserve,
            short=told(
                "{n} desa atau sekolah kekurangan kartu karenanya",
                "{n} villages or schools are short of cards for that",
                n=short,
            )
            if short
            else (
                "tidak ada desa atau sekolah yang tertinggal hanya karena itu",
                "no village or school is left out for that alone",
            ),
        )
    else:
        sentence = told(
            "Blangko cukup: pada hari tertipis, {day}, masih {left} keping di atas cadangan {reserve} keping.",
            "Blank cards suffice: on the tightest day, {day}, {left} are left above the reserve of {reserve}.",
            day=day_text(day),
            left=margin // MICRO,
            reserve=problem.stock.reserve,
        )
    return Cause(subject=Subject.STOCK, binds=binds, sentence=joined(sentence, *more))


def _signal(problem: Problem, document: PlanDocument, worth: WorthOfMore | None) -> Cause:
    policy = problem.policy
    silent = {
        site.id
        for site in problem.sites
        if site.kind is SiteKind.VILLAGE and planned_connectivity(policy, site) is Connectivity.NONE
    }
    served = {row.origin for trip in document.trips for visit in trip.visits for row in visit.people}
    visits = [visit for trip in document.trips for visit in trip.visits]
    slow = sum(
        planned_connectivity(policy, problem.site[visit.site]) is Connectivity.WEAK
        and not trip.carries(EquipmentKind.SATELLITE_KIT)
        for trip in document.trips
        for visit in trip.visits
    )
    left = len(silent - served)
    kind = EquipmentKind.SATELLITE_KIT
    out = sum(trip.carries(kind) * len(trip.days) for trip in document.trips)
    sentence = told(
        "{silent} desa tanpa sinyal: {served} dilayani lewat titik kumpul atau perangkat satelit, {left} tidak. "
        "{slow} dari {visits} kunjungan berjalan dengan sinyal lemah pada kecepatan {speed} persen; "
        "perangkat satelit terpakai {out} hari.",
        "{silent} villages have no signal: {served} are served at a hub or with a satellite kit, {left} are not. "
        "{slow} of {visits} visits run on a weak signal at {speed} percent of full speed; "
        "satellite kits are out on {out} days.",
        silent=len(silent),
        served=len(silent & served),
        left=left,
        slow=slow,
        visits=len(visits),
        speed=policy.link_weak_permille // 10,
        out=out,
    )
    more = _worth(worth, ("Satu perangkat satelit lagi", "One more satellite kit"))
    gains = worth is not None and worth.gain >= VALUE_UNITS_PER_PERSON
    return Cause(subject=Subject.SIGNAL, binds=gains or left > 0 or slow > 0, sentence=joined(sentence, *more))


def _roads(problem: Problem, document: PlanDocument) -> Cause:
    driven = sum(leg.seconds or 0 for trip in document.trips for day in trip_days(problem, trip) for leg in day.legs)
    days = sum(len(trip.days) for trip in document.trips)
    far = sum(item.reason in (Reason.TRIP_TOO_LONG, Reason.UNREACHABLE) for item in document.unserved)
    fixed = problem.policy.setup_s + problem.policy.pack_s
    stops = sum(len(trip.visits) for trip in document.trips)
    sentence = told(
        "Rata-rata {hours} jam sehari di jalan dan {fixed} jam memasang dan mengemas per hari tim; {far} tempat "
        "terlalu jauh untuk satu hari atau tanpa jalan yang diketahui.",
        "On average {hours} hours a team-day are spent driving and {fixed} setting up and packing; {far} places are "
        "too far for one day or have no known way.",
        hours=decimal(driven, max(1, days) * HOUR_S, 1),
        fixed=decimal(stops * fixed, max(1, days) * HOUR_S, 1),
        far=far,
    )
    return Cause(subject=Subject.ROADS, binds=far > 0, sentence=sentence)


def _money(problem: Problem, document: PlanDocument, worth: WorthOfMore | None) -> list[Cause]:
    budget, cost = problem.policy.budget_rupiah, document.summary.cost_rupiah
    saved = [item.sentence for item in document.goals if item.goal is Goal.MONEY]
    if budget is None:
        return [Cause(subject=Subject.MONEY, binds=False, sentence=joined(*saved))] if saved else []
    short = sum(item.reason is Reason.BUDGET_EXHAUSTED for item in document.unserved)
    sentence = told(
        "{cost} dari anggaran {budget} terpakai.",
        "{cost} of a budget of {budget} are used.",
        cost=rupiah(cost),
        budget=rupiah(budget),
    )
    more = _worth(worth, ("Satu juta rupiah lagi", "One million rupiah more"))
    return [Cause(subject=Subject.MONEY, binds=short > 0, sentence=joined(sentence, *more, *saved))]


def _duties(problem: Problem, document: PlanDocument) -> list[Cause]:
    """How evenly field days and nights are shared among those who can do the same."""
    groups = workloads(problem, document.plan)
    if not groups:
        return []
    nights = any(group.nights.most for group in groups)
    parts = []
    for group in groups:
        part = told(
            "{skill} ({people} orang) {least}-{most} hari sebulan, paling banyak {week} seminggu",
            "{skill} ({people} people) {least}-{most} days a month, {week} a week at most",
            skill=skill_word(group.skill),
            people=group.people,
            least=group.days.least,
            most=group.days.most,
            week=group.weekly.most,
        )
        if nights:
            out = told(
                "{least}-{most} malam", "{least}-{most} nights", least=group.nights.least, most=group.nights.most
            )
            part = f"{part[0]}, {out[0]}", f"{part[1]}, {out[1]}"
        parts.append(part)
    sentence = told(
        "Hari lapangan per petugas, terkecil-terbesar: {parts}.",
        "Field days of a person, least-most: {parts}.",
        parts=("; ".join(pair[0] for pair in parts), "; ".join(pair[1] for pair in parts)),
    )
    return [Cause(subject=Subject.DUTIES, binds=False, sentence=sentence)]


def _fairness(problem: Problem, document: PlanDocument) -> list[Cause]:
    """Promises to subdistricts and how far apart they are, with what both took of the value."""
    price = {item.goal: item for item in document.goals}
    causes = []
    floors = price.get(Goal.FLOORS)
    if floors is not None:
        causes.append(Cause(subject=Subject.FLOORS, binds=floors.value > 0, sentence=floors.sentence))
    found = coverages(problem, document.plan)
    equity = price.get(Goal.EQUITY)
    if equity is not None:
        causes.append(Cause(subject=Subject.EQUITY, binds=equity.value > 0, sentence=equity.sentence))
    elif len(found) > 1:
        causes.append(Cause(subject=Subject.EQUITY, binds=False, sentence=joined(spread_told(found), FREE_EQUITY)))
    return causes


def _calm(document: PlanDocument) -> list[Cause]:
    return [
        Cause(subject=Subject.CALM, binds=item.value > 0, sentence=item.sentence)
        for item in document.goals
        if item.goal is Goal.CALM
    ]


def _left_out(document: PlanDocument) -> list[Cause]:
    if not document.unserved:
        return []
    grades = Counter(item.evidence for item in document.unserved)
    parts = {
        Evidence.IMPOSSIBLE: ("{n} tidak mungkin dilayani", "{n} cannot be served"),
        Evidence.PROVEN: ("{n} terbukti merugikan yang lain", "{n} are proven to cost others more"),
        Evidence.COMPARED: ("{n} kalah dibandingkan", "{n} lose the comparison"),
        Evidence.UNDECIDED: ("{n} hampir setara atau belum ditimbang", "{n} are nearly equal or not weighed"),
    }
    listed = [told(*parts[grade], n=grades[grade]) for grade in Evidence if grades[grade]]
    sentence = told(
        "{all} desa atau sekolah tidak terlayani atau hanya sebagian: {parts}.",
        "{all} villages or schools are left out or served in part: {parts}.",
        all=len(document.unserved),
        parts=(", ".join(pair[0] for pair in listed), ", ".join(pair[1] for pair in listed)),
    )
    return [Cause(subject=Subject.LEFT_OUT, binds=False, sentence=sentence)]


def _worth(item: WorthOfMore | None, what: Pair) -> list[Pair]:
    """What one more is worth, between what is proven."""
    if item is None:
        return []
    if item.most is None:
        return [
            told(
                "{what} menambah nilai layanan {gain} (rencana terbaik yang ditemukan).",
                "{what} would add {gain} to the service value (best plan found).",
                what=what,
                gain=_points(item.gain),
            )
        ]
    return [
        told(
            "{what} menambah nilai layanan {gain} (rencana terbaik yang ditemukan), paling banyak {most} (terbukti).",
            "{what} would add {gain} to the service value (best plan found), {most} at most (proven).",
            what=what,
            gain=_points(item.gain),
            most=_points(max(item.most, item.gain)),
        )
    ]


def _points(value: ValueUnits) -> Pair:
    return decimal(value, VALUE_UNITS_PER_PERSON, 1)
