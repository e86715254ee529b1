"""The head of a plan in words: people with their denominators, proof, hubs, what is left out."""

from collections import Counter
from dataclasses import dataclass

from api.documents.facts import PlanFacts
from api.documents.words import evidence_word, reason_word, stopped_word
from api.language import Language, message
from planner.domain.plan import Reason
from planner.domain.site import SiteKind
from planner.domain.team import EquipmentKind
from planner.units import METRES_PER_KM, weighted_people

_LEAST_TOLD = 0.05
"""A difference in percent below which the decimal that is told is 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLine:
    """What, how much, of what."""

    label: str
    value: str
    note: str = ""


def gap_sentence(language: Language, facts: PlanFacts) -> str:
    """How far the plan can be from the best possible one."""
    summary = facts.document.summary
    if summary.gap_percent is None:
        return language.say("How far this plan is from the best possible one is not proven yet")
    if summary.gap_percent == 0:
        return language.say("No better plan is possible (proven)")
    return language.say(
        "At most {gap} below the best possible plan (proven)", gap=language.percent(summary.gap_percent)
    )


def head_line(language: Language, facts: PlanFacts) -> str:
    """The plan in one line."""
    summary = facts.document.summary
    return " · ".join(
        (
            language.say_count("{n} visit", "{n} visits", len(facts.visits)),
            language.say_count("{n} village", "{n} villages", summary.villages_served),
            language.say_count("{n} school", "{n} schools", summary.schools_served),
            language.say("{n} recorded", n=language.people(summary.people.recording)),
            language.say("{n} cards", n=language.people(summary.people.cards)),
            language.say("{n} IKD", n=language.people(summary.people.ikd)),
        )
    )


def held_line(language: Language, facts: PlanFacts) -> str:
    """What of the month is over, and that other figures are of the rest; nothing where nothing is over."""
    held = facts.held
    if not held:
        return ""
    people = zip(*((visit.recorded, visit.cards, visit.ikd) for visit in held), strict=True)
    recorded, cards, ikd = (language.number(sum(counts)) for counts in people)
    visits, day = language.number(len(held)), language.day(facts.problem.period.as_of)
    return language.pick(
        (
            f"Sudah terlaksana sebelum {day}: {visits} kunjungan · {recorded} direkam · {cards} kartu · {ikd} IKD; "
            "angka lain untuk sisa periode",
            f"Held before {day}: {visits} {'visit' if len(held) == 1 else 'visits'} · {recorded} recorded · "
            f"{cards} cards · {ikd} IKD; other figures are of the rest of the period",
        )
    )


def summary_lines(language: Language, facts: PlanFacts) -> tuple[SummaryLine, ...]:
    """The figures that a planning head asks for first. Every share names what it is a share of."""
    return (
        *_people_lines(language, facts),
        *_place_lines(language, facts),
        *_effort_lines(language, facts),
        *_proof_lines(language, facts),
        *baseline_lines(language, facts),
    )


def baseline_lines(language: Language, facts: PlanFacts) -> tuple[SummaryLine, ...]:
    """The office's present schedule beside this plan, if it was given."""
    before, now = facts.document.baseline, facts.document.summary
    if before is None:
        return ()
    more = 100 * (now.value - before.value) / before.value if before.value else 0.0
    text = message("{name}: {people} recorded, {cards} cards, {visits} visits, {cost}; this plan is {more} higher")
    if more < 0:
        text = message("{name}: {people} recorded, {cards} cards, {visits} visits, {cost}; this plan is {more} lower")
    if abs(more) < _LEAST_TOLD:
        text = message("{name}: {people} recorded, {cards} cards, {visits} visits, {cost}; this plan is worth as much")
    note = language.say(
        text,
        name=before.name,
        people=language.people(before.recording),
        cards=language.people(before.cards),
        visits=language.number(before.visits),
        cost=language.rupiah(before.cost_rupiah),
        more=language.percent(abs(more), 1),
    )
    if before.violations:
        broken = language.say_count(
            "it breaks a rule in {n} place, so it promises more than can be held",
            "it breaks rules in {n} places, so it promises more than can be held",
            before.violations,
        )
        note = f"{note}; {broken}"
    return (
        SummaryLine(
            label=language.say("Present schedule"),
            value=language.number(weighted_people(before.value), 1),
            note=note,
        ),
    )


def _people_lines(language: Language, facts: PlanFacts) -> tuple[SummaryLine, ...]:
    summary, sites = facts.document.summary, facts.problem.sites
    demand = sum(site.recording_demand for site in sites)
    ready = sum(site.print_ready for site in sites)
    waiting = sum(site.ikd_demand for site in sites)
    estimate = language.say("estimate")
    return (
        SummaryLine(
            label=language.say("People recorded"),
            value=language.people(summary.people.recording),
            note=language.say(
                "{estimate}, of {total} not yet recorded", estimate=estimate, total=language.number(demand)
            ),
        ),
        SummaryLine(
            label=language.say("Cards printed and handed over"),
            value=language.people(summary.people.cards),
            note=language.say(
                "{estimate}; {total} cards were ready to print before", estimate=estimate, total=language.number(ready)
            ),
        ),
        SummaryLine(
            label=language.say("IKD activated"),
            value=language.people(summary.people.ikd),
            note=language.say(
                "{estimate}, of {total} recorded people without IKD", estimate=estimate, total=language.number(waiting)
            )
            if waiting
            else estimate,
        ),
        SummaryLine(
            label=language.say("People served in all"), value=language.people(summary.people.persons), note=estimate
        ),
    )


def _place_lines(language: Language, facts: PlanFacts) -> tuple[SummaryLine, ...]:
    summary = facts.document.summary
    kinds = Counter(site.kind for site in facts.problem.sites if site.recording_demand or site.print_ready)
    hubs = [item for item in facts.visits if item.is_hub]
    joined = {item.origin.id for hub in hubs for item in hub.joined}
    return (
        SummaryLine(
            label=language.say("Villages served"),
            value=language.number(summary.villages_served),
            note=language.say("of {total} with somebody to serve", total=language.number(kinds[SiteKind.VILLAGE])),
        ),
        SummaryLine(
            label=language.say("Schools served"),
            value=language.number(summary.schools_served),
            note=language.say("of {total} with somebody to serve", total=language.number(kinds[SiteKind.SCHOOL])),
        ),
        SummaryLine(
            label=language.say("Hubs"),
            value=language.number(len({item.site.id for item in hubs})),
            note=language.say_count("{n} village joins them", "{n} villages join them", len(joined)),
        ),
        SummaryLine(
            label=language.say("Left out or cut short"),
            value=language.number(len(facts.document.unserved)),
            note=reasons_told(language, facts),
        ),
    )


def _effort_lines(language: Language, facts: PlanFacts) -> tuple[SummaryLine, ...]:
    summary = facts.document.summary
    kits = sum(item.count for item in facts.problem.equipment if item.kind is EquipmentKind.SATELLITE_KIT)
    with_kit = sum(1 for item in facts.visits if item.has_kit)
    lines = [
        SummaryLine(
            label=language.say("Team-days"),
            value=language.number(summary.team_days_used),
            note=language.say("of {total} available", total=language.number(summary.team_days_available)),
        ),
        SummaryLine(
            label=language.say("Blank cards used"),
            value=language.number(summary.cards_used),
            note=language.say(
                "with spoilt cards; reserve {reserve}", reserve=language.number(facts.problem.stock.reserve)
            ),
        ),
        SummaryLine(
            label=language.say("Cost of travel and service"),
            value=language.rupiah(summary.cost_rupiah),
            note=""
            if facts.problem.policy.budget_rupiah is None
            else language.say("of a budget of {total}", total=language.rupiah(facts.problem.policy.budget_rupiah)),
        ),
        SummaryLine(
            label=language.say("Distance"),
            value=f"{language.number(summary.distance_km)} km",
            note=distance_note(language, facts),
        ),
    ]
    if kits:
        visits = language.say_count("on {n} visit", "on {n} visits", with_kit)
        lines.append(SummaryLine(label=language.say("Satellite kits"), value=language.number(kits), note=visits))
    return tuple(lines)


def distance_note(language: Language, facts: PlanFacts) -> str:
    """Whether travel is estimated."""
    sources = {table.source for table in facts.problem.travel}
    if sources == {"matrix"}:
        return language.say("from the office's own matrix")
    if sources == {"roads"}:
        return language.say("over the roads of the office")
    if sources <= {"roads", "matrix"}:
        return language.say("over the roads of the office, and from its own matrix")
    if "roads" in sources:
        return language.say("partly over roads, the rest estimated from straight lines")
    if "mixed" in sources or "matrix" in sources:
        return language.say("partly measured, the rest estimated from straight lines")
    return language.say("estimated from straight lines, no roads yet")


def _proof_lines(language: Language, facts: PlanFacts) -> tuple[SummaryLine, ...]:
    summary = facts.document.summary
    value = SummaryLine(
        label=language.say("Service value"),
        value=language.number(weighted_people(summary.value), 1),
        note=language.say("people times weight; it ranks plans and is not a head-count"),
    )
    stopped = SummaryLine(
        label=language.say("Search"),
        value=f"{language.number(summary.seconds, 1)} s",
        note=stopped_word(language, summary.stopped_by),
    )
    if summary.bound is None:
        return (value, stopped)
    bound = SummaryLine(
        label=language.say("Highest value possible"),
        value=language.number(weighted_people(summary.bound), 1),
        note=language.say("no plan for these data can be better (proven)"),
    )
    return (value, bound, stopped)


def reason_counts(facts: PlanFacts) -> tuple[tuple[Reason, int], ...]:
    """Reasons by how often they stand, most frequent first."""
    counts = Counter(item.reason for item in facts.document.unserved)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def reasons_told(language: Language, facts: PlanFacts, most: int = 3) -> str:
    """The most frequent reasons in one line."""
    counts = reason_counts(facts)
    told = [f"{reason_word(language, reason)} ({language.number(count)})" for reason, count in counts[:most]]
    rest = sum(count for _, count in counts[most:])
    if rest:
        told.append(language.say("other reasons ({n})", n=language.number(rest)))
    return ", ".join(told)


def evidence_counts(language: Language, facts: PlanFacts) -> str:
    """How sure the reasons are, in one line."""
    counts = Counter(item.evidence for item in facts.document.unserved)
    return ", ".join(
        f"{evidence_word(language, grade)} ({language.number(count)})" for grade, count in sorted(counts.items())
    )


def kilometres(metres: int) -> float:
    """Kilometres for a cell."""
    return round(metres / METRES_PER_KM, 1)
